//! Messages that stay until they are read.

use eframe::egui::{Align, Button, Layout, RichText, Ui};

use crate::gui::style::Palette;
use crate::workbench::{Command, Dialog, SessionCommand, SessionDialog, Tone, Workbench};

/// More would leave no room to read; the rest follow when these are gone.
const SHOWN: usize = 3;

pub fn ui(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    let palette = Palette::of(ui);
    if workbench.name_asked {
        let args = [("name", workbench.coder_name(workbench.coder()).into())];
        ui.horizontal_wrapped(|ui| {
            ui.label(workbench.format("name-asked", &args));
            if ui.add(Button::new(workbench.text("name-write")).small()).clicked() {
                commands.push(Command::Ask(Dialog::Session(SessionDialog::Coder)));
            }
            if ui.add(Button::new(workbench.format("name-keep", &args)).small()).clicked() {
                commands.push(Command::Session(SessionCommand::KeepName));
            }
        });
    }
    for notice in workbench.notices.iter().take(SHOWN) {
        let (mark, colour) = match notice.tone {
            Tone::Good => ("✓", palette.good),
            Tone::Warning => ("!", palette.warning),
            Tone::Error => ("×", palette.error),
        };
        ui.horizontal(|ui| {
            ui.label(RichText::new(mark).color(colour).font(crate::gui::fonts::bold(15.0)));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.add(Button::new(workbench.text("dismiss")).small()).clicked() {
                    commands.push(Command::Dismiss(notice.number));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.add(eframe::egui::Label::new(&notice.text).wrap().selectable(true));
                });
            });
        });
    }
}
