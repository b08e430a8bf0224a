//! The line above the texts while the analyst goes through suggested links, or through an article unit by unit: how far
//! it is, and every decision with its key, codes included.

use eframe::egui::{Align, Button, Layout, ProgressBar, RichText, Role, Ui, WidgetInfo, vec2};

use crate::gui::shortcuts;
use crate::gui::style::Palette;
use crate::session::{LinkState, UnitState};
use crate::workbench::{Command, Dialog, Workbench};

/// Whether there is anything to go through.
pub fn is_on(workbench: &Workbench) -> bool {
    workbench.triage || workbench.stepping
}

pub fn ui(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    let judge = |state| Command::Judge(state, String::new());
    let mark = |state| Command::MarkUnit(state, String::new());
    // While both are on, links are decided on first: that is what was asked for last.
    let (title, (done, all), decisions) = if workbench.triage {
        let decisions = vec![
            ("judge-confirm", "do-confirm", judge(LinkState::Confirmed)),
            ("judge-reject", "do-reject", Command::Ask(Dialog::Reject)),
            ("judge-unsure", "do-unsure", judge(LinkState::Unsure)),
            ("link-no-counterpart", "do-no-counterpart", Command::NoCounterpart),
            ("skip", "do-triage", Command::Triage),
        ];
        ("reviewed", workbench.reviewed(), decisions)
    } else {
        let decisions = vec![
            ("add-code", "do-codes", Command::Ask(Dialog::Codes)),
            ("mark-read", "do-mark-read", mark(UnitState::Read)),
            ("mark-unsure", "do-mark-unsure", mark(UnitState::Unsure)),
            ("mark-excluded", "do-exclude", Command::Ask(Dialog::Exclude)),
            ("skip", "do-next-unread", Command::NextUnread),
        ];
        ("stepping-at", workbench.read(workbench.active), decisions)
    };
    let palette = Palette::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let told = workbench.format(title, &[("done", done.into()), ("all", all.into())]);
        ui.label(RichText::new(&told).font(crate::gui::fonts::bold(14.0)));
        let share = if all == 0 { 1.0 } else { done as f32 / all as f32 };
        if ui.available_width() > 620.0 {
            let bar = ui.add(ProgressBar::new(share).desired_width(110.0).desired_height(6.0).fill(palette.accent));
            bar.widget_info(|| WidgetInfo::labeled(Role::ProgressIndicator, true, &told));
        }
        for (label, name, command) in decisions {
            let keys = shortcuts::keys_of(name).unwrap_or_default();
            let button = Button::new(RichText::new(workbench.text(label)).size(13.0)).shortcut_text(keys);
            if ui.add(button).clicked() {
                commands.push(command);
            }
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let button = Button::new(RichText::new(workbench.text("leave")).size(13.0)).shortcut_text("Esc");
            if ui.add(button).clicked() {
                commands.push(Command::LetGo);
            }
        });
    });
    // An unaided coder has them above, at all times.
    if !workbench.triage && !workbench.settings.unaided {
        codes(ui, workbench, commands);
    }
}

/// The codes that have a key, each of which codes the unit or what is selected.
pub fn codes(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 4.0);
        for (n, choice) in workbench.codes().iter().enumerate() {
            let Some(key) = shortcuts::code_key(n) else { break };
            let name = RichText::new(&choice.name).size(13.0);
            if ui.add(Button::new(name).shortcut_text(key)).clicked() {
                commands.push(Command::Code(n));
            }
        }
    });
}
