//! The line above a pane: which article it shows and in which form.

use eframe::egui::{Align, Button, Frame, Layout, Margin, Panel, RichText, Ui};

use crate::comparison::Side;
use crate::gui::style::{Palette, SMALL};
use crate::workbench::{Command, Dialog, View, Workbench};

pub fn ui(ui: &mut Ui, workbench: &Workbench, side: Side, commands: &mut Vec<Command>) {
    let palette = Palette::of(ui);
    let frame = Frame::new().fill(palette.chrome).inner_margin(Margin::symmetric(10, 5));
    Panel::top(ui.scope_id().with("head")).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let wide = ui.available_width() > 400.0;
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if wide {
                    views(ui, workbench, side, commands);
                }
                warnings(ui, workbench, side, commands);
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| articles(ui, workbench, side, commands));
            });
        });
    });
}

/// How many things loading dropped, replaced or guessed; a click tells them.
fn warnings(ui: &mut Ui, workbench: &Workbench, side: Side, commands: &mut Vec<Command>) {
    let Some(article) = workbench.article(side).filter(|article| !article.warnings.is_empty()) else { return };
    let count = article.warnings.len();
    let said: Vec<String> = article.warnings.iter().map(|warning| workbench.warning(warning)).collect();
    let mark = RichText::new(format!("! {count}")).size(SMALL).color(Palette::of(ui).warning);
    let response = ui.add(Button::new(mark).frame_when_inactive(false));
    let name = workbench.format("warnings", &[("count", count.into())]);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    if response.on_hover_text(said.join("\n")).clicked() {
        commands.push(Command::Ask(Dialog::Variables(side)));
    }
}

fn views(ui: &mut Ui, workbench: &Workbench, side: Side, commands: &mut Vec<Command>) {
    for view in View::ALL.into_iter().rev() {
        let (key, hint) = match view {
            View::Original => ("view-original", "view-original-hint"),
            View::Simplified => ("view-simplified", "view-simplified-hint"),
            View::Taiwan => ("view-taiwan", "view-taiwan-hint"),
            View::HongKong => ("view-hong-kong", "view-hong-kong-hint"),
        };
        let on = workbench.pane(side).view == view;
        let button = Button::selectable(on, RichText::new(workbench.text(key)).size(SMALL));
        if ui.add(button).on_hover_text(workbench.text(hint)).clicked() {
            commands.push(Command::SetView(side, view));
        }
    }
}

/// The article's title opens the list of articles.
fn articles(ui: &mut Ui, workbench: &Workbench, side: Side, commands: &mut Vec<Command>) {
    let Some(shown) = workbench.document(side) else { return };
    let palette = Palette::of(ui);
    let active = workbench.active == side;
    let title = RichText::new(&shown.title).font(crate::gui::fonts::bold(13.5));
    let title = if active { title.color(palette.accent) } else { title.color(palette.text) };
    let width = ui.available_width() - 28.0;
    let menu = ui.scope(|ui| {
        ui.set_max_width(width.max(40.0));
        eframe::egui::containers::menu::MenuButton::from_button(
            Button::new(title).truncate().frame_when_inactive(false),
        )
        .ui(ui, |ui| {
            ui.set_min_width(280.0);
            for document in workbench.documents() {
                let on = document.id == shown.id;
                if ui.add(Button::selectable(on, &document.title).truncate()).clicked() {
                    commands.push(Command::Show(side, document.id));
                    ui.close();
                }
            }
            ui.separator();
            if ui.button(workbench.text("do-open")).clicked() {
                commands.push(Command::Activate(side));
                commands.push(Command::AskOpen);
                ui.close();
            }
            if ui.button(workbench.text("do-paste")).clicked() {
                commands.push(Command::Activate(side));
                commands.push(Command::AskPaste);
                ui.close();
            }
            if ui.button(workbench.text("do-variables")).clicked() {
                commands.push(Command::Ask(Dialog::Variables(side)));
                ui.close();
            }
            if shown.has_encoding() && ui.button(workbench.text("do-encoding")).clicked() {
                commands.push(Command::Ask(Dialog::Encoding(side)));
                ui.close();
            }
            if ui.button(workbench.text("do-swap")).clicked() {
                commands.push(Command::Swap);
                ui.close();
            }
            let pinned = workbench.pinned == Some(side);
            if ui.add(Button::selectable(pinned, workbench.text("pin"))).clicked() {
                commands.push(Command::Pin(if pinned { None } else { Some(side) }));
                ui.close();
            }
            if workbench.documents().len() > 1 && ui.button(workbench.text("close-article")).clicked() {
                commands.push(Command::CloseDocument(shown.id));
                ui.close();
            }
        });
    });
    menu.response.on_hover_text(format!("{}\n{}", shown.title, shown.article.name));
}
