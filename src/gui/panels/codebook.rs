//! The codebook: its codes as a tree, one of them to be changed, and what waits to be looked at again.

use eframe::egui::{
    Align, Button, Color32, ComboBox, Label, Layout, Rect, RichText, ScrollArea, Sense, TextEdit, Ui, vec2,
};

use crate::gui::fonts::bold;
use crate::gui::shortcuts::code_key;
use crate::gui::style::{GAP, Palette, SMALL};
use crate::session::{CodeId, Decision, Definition, Why};
use crate::workbench::{BookCommand, Command, Dialog, Waiting, Workbench, definition_of};

/// Colours that stand apart from each other, light and dark.
const COLOURS: [&str; 12] = [
    "#c0392b", "#d35400", "#b7860b", "#7d8b1a", "#2e8b57", "#16808a", "#2b6cb0", "#5b55c4", "#8e44ad", "#b83280",
    "#7a5c45", "#5f6b7a",
];
/// What waits that has a line; what was settled makes room for more.
const WAITING: usize = 200;

/// What is written and not yet asked for.
#[derive(Default)]
pub struct State {
    /// The code that is looked at, and what is to become of it.
    chosen: Option<(CodeId, Draft)>,
    /// The name of a code to be.
    new: String,
    /// The list of what waits is shown, not the code.
    waiting: bool,
    /// The last request to show it.
    asked: u64,
}

#[derive(Clone, Default, PartialEq)]
struct Draft {
    name: String,
    parent: Option<CodeId>,
    definition: Definition,
    /// One example a line.
    examples: String,
    reason: String,
    /// The names of the codes that a code is to become.
    split: String,
}

impl Draft {
    fn of(workbench: &Workbench, id: CodeId) -> Self {
        let Some(code) = workbench.code(id) else { return Self::default() };
        Self {
            name: workbench.code_name(id),
            parent: code.parent,
            definition: definition_of(code),
            examples: code.examples.join("\n"),
            ..Self::default()
        }
    }

    /// The definition as it is written.
    fn written(&self) -> Definition {
        let lines = self.examples.lines().map(str::trim).filter(|line| !line.is_empty());
        Definition { examples: lines.map(str::to_owned).collect(), ..self.definition.clone() }
    }
}

pub fn ui(ui: &mut Ui, workbench: &Workbench, state: &mut State, commands: &mut Vec<Command>) {
    let palette = Palette::of(ui);
    let waiting = workbench.waiting_count();
    state.waiting |= std::mem::replace(&mut state.asked, workbench.waiting_asked) != workbench.waiting_asked;
    state.waiting &= waiting > 0;
    let height = ui.available_height();
    let left = (ui.available_width() * 0.38).clamp(180.0, 380.0);
    ui.horizontal_top(|ui| {
        ui.allocate_ui_with_layout(vec2(left, height), Layout::top_down(Align::Min), |ui| {
            ui.set_width(left);
            list(ui, workbench, state, waiting, &palette, commands);
        });
        ui.separator();
        ui.vertical(|ui| {
            ScrollArea::vertical().id_salt("code").auto_shrink([false, false]).show(ui, |ui| {
                if state.waiting {
                    queue(ui, workbench, &workbench.waiting(), &palette, commands);
                } else {
                    code(ui, workbench, state, &palette, commands);
                }
            });
        });
    });
}

/// The codes, a field for a new one, and how many things wait.
fn list(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut State,
    waiting: usize,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    ui.horizontal(|ui| {
        let name = workbench.text("code-new-name");
        let width = (ui.available_width() - 150.0).max(80.0);
        let field = TextEdit::singleline(&mut state.new).hint_text(&name).desired_width(width);
        let response = ui.add(field);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
        let entered = response.lost_focus() && ui.input(|i| i.key_pressed(eframe::egui::Key::Enter));
        let given = !state.new.trim().is_empty();
        if (ui.add_enabled(given, Button::new(workbench.text("code-add"))).clicked() || entered) && given {
            let name = std::mem::take(&mut state.new);
            commands.push(Command::Book(BookCommand::Add { name, parent: None }));
        }
        if waiting > 0 {
            let text = workbench.format("waiting-count", &[("count", waiting.into())]);
            let text = RichText::new(text).color(palette.warning);
            if ui.add(Button::selectable(state.waiting, text)).clicked() {
                state.waiting ^= true;
            }
        }
    });
    let (tree, used) = (workbench.code_tree(), workbench.codes_used());
    let keys = workbench.codes();
    ScrollArea::vertical().id_salt("codes").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        for (depth, id, _) in &tree {
            let place = keys.iter().position(|c| c.id == Some(*id));
            let uses = used.get(id).copied().unwrap_or(0);
            row(ui, workbench, state, (*depth, *id), (place, uses), palette);
        }
        let offered: Vec<&str> = keys.iter().filter(|c| c.id.is_none()).map(|c| c.name.as_str()).collect();
        if !offered.is_empty() {
            ui.add_space(GAP / 2.0);
            let names = offered.join(&workbench.text("list-comma"));
            let text = workbench.format("codes-offered", &[("codes", names.into())]);
            ui.add(Label::new(RichText::new(text).size(SMALL).color(palette.weak)).wrap());
            if ui.button(RichText::new(workbench.text("codes-adopt")).size(13.0)).clicked() {
                commands.push(Command::Book(BookCommand::Adopt));
            }
        }
    });
}

/// A code of the tree: its colour, name, key and how often it was given.
fn row(
    ui: &mut Ui,
    workbench: &Workbench,
    state: &mut State,
    (depth, id): (usize, CodeId),
    (place, uses): (Option<usize>, usize),
    palette: &Palette,
) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.add_space(depth as f32 * 14.0);
        swatch(ui, palette.code(workbench, id));
        let on = !state.waiting && state.chosen.as_ref().is_some_and(|(of, _)| *of == id);
        let name = workbench.code_name(id);
        let uses = workbench.format("code-uses", &[("count", uses.into())]);
        let key = place.and_then(code_key).map(|key| format!("   [{key}]")).unwrap_or_default();
        let told = format!("{name} {uses}");
        let button = Button::selectable(on, name).shortcut_text(format!("{uses}{key}"));
        let response = ui.add_sized(vec2(ui.available_width(), 24.0), button);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(told));
        if response.clicked() {
            state.waiting = false;
            state.chosen = Some((id, Draft::of(workbench, id)));
        }
    });
}

fn swatch(ui: &mut Ui, colour: Color32) {
    let (rect, _) = ui.allocate_exact_size(vec2(12.0, 18.0), Sense::hover());
    ui.painter().rect_filled(Rect::from_center_size(rect.center(), vec2(11.0, 11.0)), 2.0, colour);
}

/// The code that was chosen.
fn code(ui: &mut Ui, workbench: &Workbench, state: &mut State, palette: &Palette, commands: &mut Vec<Command>) {
    // A code that was merged or retired, or whose making was undone, is no longer there to be changed.
    let there = |id: CodeId| workbench.code(id).is_some_and(|code| !code.retired);
    state.chosen.take_if(|(id, _)| !there(*id));
    let Some((id, draft)) = &mut state.chosen else {
        ui.add(Label::new(RichText::new(workbench.text("code-choose")).color(palette.weak)).wrap());
        return;
    };
    let (id, known) = (*id, Draft::of(workbench, *id));
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&known.name).font(bold(15.0)));
        for (up, label, name) in [(true, "↑", "code-up"), (false, "↓", "code-down")] {
            let response = ui.add(Button::new(label).small()).on_hover_text(workbench.text(name));
            let name = workbench.text(name);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
            if response.clicked() {
                commands.push(Command::Book(BookCommand::Raise { code: id, up }));
            }
        }
        if let Some(theme) = workbench.code_theme(id).filter(|_| !workbench.settings.unaided)
            && ui.button(workbench.text("code-cues")).clicked()
        {
            commands.push(Command::Ask(Dialog::Cues(theme.id.clone())));
        }
    });
    colours(ui, workbench, id, commands);
    eframe::egui::Grid::new("code-fields").num_columns(2).spacing([12.0, 6.0]).show(ui, |ui| {
        line(ui, workbench, "code-field", &mut draft.name, false);
        ui.label(workbench.text("code-parent"));
        parent(ui, workbench, id, &mut draft.parent);
        ui.end_row();
        line(ui, workbench, "code-definition", &mut draft.definition.definition, true);
        line(ui, workbench, "code-include", &mut draft.definition.include_when, false);
        line(ui, workbench, "code-exclude", &mut draft.definition.exclude_when, false);
        line(ui, workbench, "code-examples", &mut draft.examples, true);
        line(ui, workbench, "code-reason", &mut draft.reason, false);
    });
    let uses = workbench.code_uses(id);
    let written = draft.written();
    let redefined = written != known.definition;
    if redefined && uses > 0 {
        let text = workbench.format("code-will-wait", &[("count", uses.into())]);
        ui.label(RichText::new(text).size(SMALL).color(palette.warning));
    }
    let reasoned = !draft.reason.trim().is_empty();
    let worded = redefined || draft.name.trim() != known.name;
    let changed = worded || draft.parent != known.parent;
    let reason = draft.reason.clone();
    ui.horizontal_wrapped(|ui| {
        let save = Button::new(workbench.text("code-save"));
        if ui.add_enabled(changed && (reasoned || !worded), save).clicked() {
            let (name, parent) = (draft.name.clone(), draft.parent);
            let change = BookCommand::Change { code: id, name, parent, new: written, reason: reason.clone() };
            commands.push(Command::Book(change));
            draft.reason.clear();
        }
        if ui.add_enabled(changed, Button::new(workbench.text("code-revert"))).clicked() {
            *draft = known;
        }
        if worded && !reasoned {
            ui.label(RichText::new(workbench.text("code-needs-reason")).size(SMALL).color(palette.weak));
        }
    });
    ui.add_space(GAP);
    ui.add(Label::new(RichText::new(workbench.text("code-apart-hint")).size(SMALL).color(palette.weak)).wrap());
    ui.horizontal_wrapped(|ui| {
        ui.add_enabled_ui(reasoned, |ui| {
            ui.menu_button(workbench.text("code-merge"), |ui| {
                ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
                    for (_, into, _) in workbench.code_tree().into_iter().filter(|(_, into, _)| *into != id) {
                        if ui.button(workbench.code_name(into)).clicked() {
                            let reason = reason.clone();
                            commands.push(Command::Book(BookCommand::Merge { code: id, into, reason }));
                        }
                    }
                });
            });
            let name = workbench.text("code-split-names");
            let response = ui.add(TextEdit::singleline(&mut draft.split).hint_text(&name).desired_width(150.0));
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
            let names: Vec<String> = words(&draft.split).into_iter().collect();
            let split = Button::new(workbench.text("code-split"));
            if ui.add_enabled(names.len() > 1, split).clicked() {
                let reason = reason.clone();
                commands.push(Command::Book(BookCommand::Split { code: id, names, reason }));
            }
            if ui.button(workbench.text("code-retire")).clicked() {
                let reason = reason.clone();
                commands.push(Command::Book(BookCommand::Retire { code: id, reason }));
            }
        });
    });
}

/// The words of a list that was written with any of the usual marks between them.
pub fn words(list: &str) -> Vec<String> {
    let parts = list.split(['、', '，', ',', '；', ';', '\n']);
    parts.map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn colours(ui: &mut Ui, workbench: &Workbench, id: CodeId, commands: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let now = workbench.code_colour(id).map(str::to_owned);
        for colour in COLOURS {
            let Ok(fill) = Color32::from_hex(colour) else { continue };
            let button = Button::new("").fill(fill).min_size(vec2(20.0, 18.0)).selected(false);
            let response = ui.add(button);
            if now.as_deref() == Some(colour) {
                let stroke = eframe::egui::Stroke::new(2.0, ui.visuals().text_color());
                let kind = eframe::egui::StrokeKind::Outside;
                ui.painter().rect_stroke(response.rect, 3.0, stroke, kind);
            }
            let name = workbench.format("code-colour", &[("colour", colour.into())]);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
            if response.clicked() {
                commands.push(Command::Book(BookCommand::Recolour { code: id, colour: colour.to_owned() }));
            }
        }
    });
}

fn line(ui: &mut Ui, workbench: &Workbench, key: &str, text: &mut String, several: bool) {
    let name = workbench.text(key);
    ui.label(&name);
    let width = (ui.available_width() - 8.0).clamp(120.0, 620.0);
    let edit = if several { TextEdit::multiline(text).desired_rows(2) } else { TextEdit::singleline(text) };
    let response = ui.add(edit.desired_width(width));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    ui.end_row();
}

/// Under which other code a code stands.
fn parent(ui: &mut Ui, workbench: &Workbench, id: CodeId, parent: &mut Option<CodeId>) {
    let none = || workbench.text("code-no-parent");
    let name = parent.map_or_else(none, |id| workbench.code_name(id));
    let combo = ComboBox::from_id_salt("code-parent").selected_text(name).show_ui(ui, |ui| {
        ui.selectable_value(parent, None, none());
        for (_, other, _) in workbench.code_tree().into_iter().filter(|(_, other, _)| *other != id) {
            ui.selectable_value(parent, Some(other), workbench.code_name(other));
        }
    });
    let name = workbench.text("code-parent");
    ui.ctx().accesskit_node_builder(combo.response.id, |node| node.set_label(name));
}

/// What waits to be looked at again, each with its words and why it waits.
fn queue(ui: &mut Ui, workbench: &Workbench, waiting: &[Waiting<'_>], palette: &Palette, commands: &mut Vec<Command>) {
    ui.label(RichText::new(workbench.text("waiting-title")).font(bold(15.0)));
    for one in waiting.iter().take(WAITING) {
        ui.add_space(GAP / 2.0);
        ui.horizontal_wrapped(|ui| {
            if let Some(code) = one.code {
                swatch(ui, palette.code(workbench, code));
                ui.label(RichText::new(workbench.code_name(code)).font(bold(13.5)));
            }
            let why = match one.why {
                Why::Split { into } => {
                    let names: Vec<String> = into.iter().map(|id| workbench.code_name(*id)).collect();
                    let names = names.join(&workbench.text("list-comma"));
                    workbench.format("why-split", &[("codes", names.into())])
                }
                Why::Redefined => workbench.text("why-redefined"),
                Why::Moved { .. } => workbench.text("why-moved"),
            };
            ui.label(RichText::new(why).size(SMALL).color(palette.weak));
        });
        let words: String = one.quote.chars().take(60).map(|c| if c == '\n' { ' ' } else { c }).collect();
        let button = Button::new(RichText::new(words).size(13.0)).wrap().frame_when_inactive(false);
        let response = ui.add_enabled(one.at.is_some(), button).on_hover_text(workbench.text("go-there"));
        if let Some((side, span)) = one.at.filter(|_| response.clicked()) {
            commands.push(Command::GoTo(side, span));
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let mut offer = |ui: &mut Ui, text: String, decision: Decision| {
                if ui.add(Button::new(RichText::new(text).size(13.0)).small()).clicked() {
                    commands.push(Command::Book(BookCommand::Review(one.id, decision)));
                }
            };
            offer(ui, workbench.text("review-keep"), Decision::Keep);
            if one.code.is_some() {
                // Codes that took the place of its own are named at once; all others are in a menu.
                if let Why::Split { into } = one.why {
                    for &code in into {
                        let args = [("code", workbench.code_name(code).into())];
                        offer(ui, workbench.format("review-move-to", &args), Decision::Move(code));
                    }
                }
                ui.menu_button(RichText::new(workbench.text("review-move")).size(13.0), |ui| {
                    ScrollArea::vertical().max_height(260.0).show(ui, |ui| {
                        for (_, code, _) in workbench.code_tree() {
                            offer(ui, workbench.code_name(code), Decision::Move(code));
                        }
                    });
                });
            }
            offer(ui, workbench.text("review-drop"), Decision::Drop);
        });
    }
    if waiting.len() > WAITING {
        let text = workbench.format("codings-more", &[("count", (waiting.len() - WAITING).into())]);
        ui.label(RichText::new(text).size(SMALL).color(palette.weak));
    }
}
