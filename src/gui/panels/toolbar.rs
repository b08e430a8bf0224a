//! The line at the window's head.

use eframe::egui::{Align, Button, Key, Layout, Popup, PopupCloseBehavior, RichText, TextEdit, Ui};

use crate::gui::shortcuts;
use crate::gui::style::Palette;
use crate::i18n::Lang;
use crate::workbench::{Command, Dialog, Layer, Look, SessionCommand, SessionDialog, Tab, Workbench};

/// The search that is being typed.
#[derive(Default)]
pub struct State {
    query: String,
    focused: u64,
}

pub fn ui(ui: &mut Ui, workbench: &Workbench, state: &mut State, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let (wide, roomy) = (ui.available_width() > 760.0, ui.available_width() > 440.0);
        let button = |ui: &mut Ui, name: &str, label: &str, command: Command, commands: &mut Vec<Command>| {
            let hint = match shortcuts::keys_of(name) {
                Some(keys) => format!("{}  {keys}", workbench.text(name)),
                None => workbench.text(name),
            };
            if ui.button(workbench.text(label)).on_hover_text(hint).clicked() {
                commands.push(command);
            }
        };
        button(ui, "do-open", "open", Command::AskOpen, commands);
        let (undo, redo) = workbench.undoable();
        let steps = [("undo", "do-undo", undo, Command::Undo), ("redo", "do-redo", redo, Command::Redo)];
        // Where there is no room the keys do it.
        for (label, name, on, command) in steps.into_iter().filter(|_| roomy) {
            let keys = shortcuts::keys_of(name).unwrap_or_default();
            let hint = format!("{}  {keys}", workbench.text(name));
            if ui.add_enabled(on, Button::new(workbench.text(label))).on_hover_text(hint).clicked() {
                commands.push(command);
            }
        }
        if wide {
            let triage = if workbench.triage { Command::LetGo } else { Command::Triage };
            button(ui, "do-swap", "swap", Command::Swap, commands);
            if ui.available_width() > 880.0 {
                toggle(ui, workbench, "triage", "do-triage", workbench.triage, triage, commands);
                toggle(ui, workbench, "stepping", "do-stepping", workbench.stepping, Command::ToggleStepping, commands);
            }
            toggle(ui, workbench, "linked", "do-linked", workbench.settings.linked, Command::ToggleLinked, commands);
            toggle(
                ui,
                workbench,
                "ribbons",
                "do-ribbons",
                workbench.settings.ribbons,
                Command::ToggleRibbons,
                commands,
            );
            toggle(
                ui,
                workbench,
                "unaided",
                "do-unaided",
                workbench.settings.unaided,
                Command::ToggleUnaided,
                commands,
            );
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            more(ui, workbench, commands);
            view(ui, workbench, commands);
            if wide {
                button(ui, "do-save-chart", "charts", Command::SetTab(Tab::Charts), commands);
            }
            search(ui, workbench, state, commands);
        });
    });
}

fn toggle(
    ui: &mut Ui,
    workbench: &Workbench,
    label: &str,
    name: &str,
    on: bool,
    command: Command,
    commands: &mut Vec<Command>,
) {
    let keys = shortcuts::keys_of(name).unwrap_or_default();
    let hint = format!("{}  {keys}", workbench.text(name));
    if ui.add(Button::selectable(on, workbench.text(label))).on_hover_text(hint).clicked() {
        commands.push(command);
    }
}

fn search(ui: &mut Ui, workbench: &Workbench, state: &mut State, commands: &mut Vec<Command>) {
    let palette = Palette::of(ui);
    let count = workbench.search.hits.len();
    if !workbench.search.query.is_empty() {
        if ui.button("↓").on_hover_text(workbench.text("do-next-hit")).clicked() {
            commands.push(Command::NextHit(true));
        }
        if ui.button("↑").on_hover_text(workbench.text("do-previous-hit")).clicked() {
            commands.push(Command::NextHit(false));
        }
        let at = workbench.search.current.map_or(0, |n| n + 1);
        let (number, colour) = match &workbench.search.problem {
            Some(_) => ("!".to_owned(), palette.error),
            None => (format!("{at}/{count}"), palette.weak),
        };
        let list = ui.add(Button::new(RichText::new(number).size(13.0).color(colour)).frame_when_inactive(false));
        let hint = workbench.search.problem.clone().unwrap_or_else(|| workbench.text("do-tab-search"));
        if list.on_hover_text(hint).clicked() {
            commands.push(Command::SetTab(Tab::Search));
        }
    }
    let width = (ui.available_width() - 8.0).clamp(60.0, 240.0);
    let field = TextEdit::singleline(&mut state.query)
        .id_salt("search")
        .hint_text(workbench.text("search-hint"))
        .desired_width(width)
        .margin(eframe::egui::Margin::symmetric(8, 4));
    let response = ui.add(field);
    let name = workbench.text("do-search");
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    if state.focused != workbench.search_focus {
        state.focused = workbench.search_focus;
        response.request_focus();
    }
    if response.changed() {
        commands.push(Command::Search(state.query.clone()));
    }
    if response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter)) {
        commands.push(Command::NextHit(true));
    }
}

fn view(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    let button = ui.button(workbench.text("view-menu"));
    Popup::menu(&button).close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(270.0);
        let palette = Palette::of(ui);
        ui.horizontal(|ui| {
            ui.label(workbench.text("text-size"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                stepper(ui, "+", &workbench.text("do-larger"), Command::TextSize(1), commands);
                ui.label(format!("{:.0}", workbench.settings.size));
                stepper(ui, "−", &workbench.text("do-smaller"), Command::TextSize(-1), commands);
            });
        });
        ui.horizontal(|ui| {
            ui.label(workbench.text("leading"));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                stepper(ui, "+", &workbench.text("do-wider"), Command::Leading(1), commands);
                ui.label(format!("{:.1}", workbench.settings.leading));
                stepper(ui, "−", &workbench.text("do-narrower"), Command::Leading(-1), commands);
            });
        });
        ui.separator();
        for layer in Layer::ALL {
            let mut on = workbench.settings.layers.contains(&layer);
            if ui.checkbox(&mut on, workbench.text(layer_name(layer))).changed() {
                commands.push(Command::ToggleLayer(layer));
            }
        }
        ui.separator();
        let mut inspector_on = workbench.settings.inspector;
        if ui.checkbox(&mut inspector_on, workbench.text("show-inspector")).changed() {
            commands.push(Command::ToggleInspector);
        }
        let mut dark = workbench.settings.look == Look::Dark;
        if ui.checkbox(&mut dark, workbench.text("dark")).changed() {
            commands.push(Command::SetLook(if dark { Look::Dark } else { Look::Light }));
        }
        ui.separator();
        super::legend::ui(ui, workbench, &palette);
    });
}

fn layer_name(layer: Layer) -> &'static str {
    match layer {
        Layer::Themes => "layer-themes",
        Layer::Cues => "layer-cues",
        Layer::Figures => "layer-figures",
        Layer::Measures => "layer-measures",
        Layer::Codings => "layer-codings",
        Layer::Numbers => "layer-numbers",
    }
}

fn stepper(ui: &mut Ui, sign: &str, name: &str, command: Command, commands: &mut Vec<Command>) {
    let response = ui.add(Button::new(sign).small());
    let name = name.to_owned();
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name.clone()));
    if response.on_hover_text(name).clicked() {
        commands.push(command);
    }
}

fn more(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    let button = ui.button(workbench.text("more"));
    Popup::menu(&button).show(|ui| {
        ui.set_min_width(220.0);
        for (name, dialog) in [
            ("do-sessions", Dialog::Session(SessionDialog::Sessions)),
            ("do-coder", Dialog::Session(SessionDialog::Coder)),
            ("do-palette", Dialog::Palette),
            ("do-shortcuts", Dialog::Shortcuts),
            ("do-about", Dialog::About),
        ] {
            let keys = shortcuts::keys_of(name).unwrap_or_default();
            if ui.add(Button::new(workbench.text(name)).shortcut_text(keys)).clicked() {
                commands.push(Command::Ask(dialog));
            }
        }
        ui.separator();
        for (name, command) in [("do-save-all", Command::SaveAll(None)), ("do-save-chart", Command::SaveChart(None))] {
            let keys = shortcuts::keys_of(name).unwrap_or_default();
            if ui.add(Button::new(workbench.text(name)).shortcut_text(keys)).clicked() {
                commands.push(command);
            }
        }
        ui.separator();
        for (lang, name) in
            [(Lang::SimplifiedChinese, "简体中文"), (Lang::TraditionalChinese, "繁體中文"), (Lang::English, "English")]
        {
            if ui.add(Button::selectable(workbench.settings.lang == lang, name)).clicked() {
                commands.push(Command::SetLanguage(lang));
            }
        }
        ui.separator();
        let no_trace = Command::Session(SessionCommand::New { kept: false });
        if ui.button(workbench.text("do-no-trace")).clicked() {
            commands.push(no_trace);
        }
        let keys = shortcuts::keys_of("do-quit").unwrap_or_default();
        if ui.add(Button::new(workbench.text("do-quit")).shortcut_text(keys)).clicked() {
            commands.push(Command::Quit);
        }
    });
}
