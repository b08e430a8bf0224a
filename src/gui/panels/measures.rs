//! The measures of a passage and what can be said of them; the dialog that reads one otherwise.

use eframe::egui::{Button, ComboBox, Key, RichText, TextEdit, Ui, vec2};

use super::inspector::section;
use crate::comparison::Side;
use crate::gui::dialogs::Filled;
use crate::gui::style::{GAP, Palette, SMALL};
use crate::measures::Measure;
use crate::text::Span;
use crate::workbench::{Command, Dialog, Fields, MeasureCommand, Scope, Workbench};

/// Measures of a passage that have a button; all of them are in the table.
const SHOWN: usize = 40;

const KINDS: [&str; 13] = [
    "programme",
    "campaign",
    "system",
    "model",
    "organisation",
    "facility",
    "document",
    "event",
    "work",
    "initiative",
    "doctrine",
    "principle",
    "slogan",
];
const STATUSES: [&str; 6] = ["", "achieved", "under_way", "pilot", "planned", "principle"];
const LEVELS: [&str; 5] = ["", "central", "provincial", "municipal", "county"];

pub fn ui(ui: &mut Ui, workbench: &Workbench, side: Side, span: Span, palette: &Palette, commands: &mut Vec<Command>) {
    let all = workbench.measures(side);
    let from = all.partition_point(|m| m.span.start < span.start);
    let inside: Vec<_> = all[from..].iter().take_while(|m| m.span.start < span.end).take(SHOWN).collect();
    if inside.is_empty() {
        return;
    }
    section(ui, &workbench.text("inspector-measures"), palette);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 5.0);
        for &measure in &inside {
            let name = RichText::new(workbench.measure_name(side, measure)).size(13.0);
            ui.menu_button(name, |ui| menu(ui, workbench, side, measure.span, commands));
        }
    });
    let mut groups = std::collections::BTreeSet::new();
    for measure in inside.into_iter().filter(|m| groups.insert(m.group)) {
        answers(ui, workbench, side, measure, palette, commands);
    }
}

/// What answers a measure in the other article, and why.
fn answers(
    ui: &mut Ui,
    workbench: &Workbench,
    side: Side,
    measure: &Measure,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let other = side.other();
    for pair in workbench.measure_pairs().iter().filter(|pair| pair.strict) {
        let (own, theirs) = if side == Side::Left { (pair.left, pair.right) } else { (pair.right, pair.left) };
        let answer = workbench.measures(other).iter().find(|m| own == measure.group && m.group == theirs);
        let Some(answer) = answer else { continue };
        let (left, right) = if side == Side::Left { (measure.span, answer.span) } else { (answer.span, measure.span) };
        ui.horizontal_wrapped(|ui| {
            let names = [workbench.measure_name(side, measure), workbench.measure_name(other, answer)];
            let words = format!("{} ↔ {}", names[0], names[1]);
            let button = Button::new(RichText::new(words).size(13.0)).small().frame_when_inactive(false);
            if ui.add(button).on_hover_text(workbench.measure_reasons(pair)).clicked() {
                commands.push(Command::GoToPlaces { left, right });
            }
            let label = RichText::new(workbench.text("measure-part")).size(SMALL).color(palette.weak);
            if ui.add(Button::new(label).small()).clicked() {
                commands.push(Command::Measure(MeasureCommand::Part { left, right }));
            }
        });
    }
}

/// What joins a measure with one of the other article by hand: the second step where one was remembered there, else
/// the first.
pub fn joining(workbench: &Workbench, side: Side, span: Span) -> (&'static str, Command) {
    match workbench.held_measure().filter(|(of, _)| *of != side) {
        Some((_, held)) => {
            let (left, right) = if side == Side::Left { (span, held) } else { (held, span) };
            ("measure-join", Command::Measure(MeasureCommand::Join { left, right }))
        }
        None => ("measure-hold", Command::Measure(MeasureCommand::Hold(side, span))),
    }
}

/// What can be said of a mention.
fn menu(ui: &mut Ui, workbench: &Workbench, side: Side, span: Span, commands: &mut Vec<Command>) {
    ui.set_min_width(180.0);
    for (key, command) in [
        ("go-there", Command::GoTo(side, span)),
        ("measure-correct", Command::Ask(Dialog::Measure(side, span))),
        ("measure-reject", Command::Measure(MeasureCommand::Reject(side, span, Scope::Mention))),
        ("measure-reject-all", Command::Measure(MeasureCommand::Reject(side, span, Scope::Measure))),
        joining(workbench, side, span),
    ] {
        if ui.button(workbench.text(key)).clicked() {
            commands.push(command);
            ui.close();
        }
    }
}

/// Reads a measure otherwise. Gives whether all is as it should be.
pub fn dialog(ui: &mut Ui, workbench: &Workbench, side: Side, span: Span, fields: &mut Fields) -> Filled {
    let surface = workbench.article(side).map(|a| a.text.slice(span).to_owned()).unwrap_or_default();
    ui.label(RichText::new(surface).size(16.0));
    ui.add_space(GAP);
    let themes: Vec<(String, String)> = {
        let lang = workbench.settings.lang;
        let themes = workbench.machine_book().themes.iter();
        let named = themes.map(|theme| (theme.id.clone(), theme.name.in_lang(lang).to_owned()));
        std::iter::once((String::new(), "—".to_owned())).chain(named).collect()
    };
    let terms = |names: &str, values: &[&str]| -> Vec<(String, String)> {
        let name = |value: &str| match value {
            "" => "—".to_owned(),
            value => workbench.text(&format!("{names}-{}", value.replace('_', "-"))),
        };
        values.iter().map(|value| ((*value).to_owned(), name(value))).collect()
    };
    let mut entered = false;
    eframe::egui::Grid::new("measure").num_columns(2).spacing([12.0, 6.0]).show(ui, |ui| {
        for (field, key, values) in [
            ("name", "col-measure", Vec::new()),
            ("kind", "col-kind", terms("report-measure", &KINDS)),
            ("theme", "col-theme", themes),
            ("status", "col-status", terms("status", &STATUSES)),
            ("level", "field-level", terms("report-level", &LEVELS)),
        ] {
            let (name, value) = (workbench.text(key), fields.entry(field.to_owned()).or_default());
            ui.label(&name);
            if values.is_empty() {
                let response = ui.add(TextEdit::singleline(value).desired_width(260.0));
                entered |= response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
            } else {
                let shown = values.iter().find(|(id, _)| id == value).map_or("", |(_, name)| name);
                let combo = ComboBox::from_id_salt(field).width(240.0).selected_text(shown).show_ui(ui, |ui| {
                    for (id, name) in &values {
                        ui.selectable_value(value, id.clone(), name);
                    }
                });
                ui.ctx().accesskit_node_builder(combo.response.id, |node| node.set_label(name));
            }
            ui.end_row();
        }
    });
    ui.add(
        eframe::egui::Label::new(
            RichText::new(workbench.text("measure-correct-hint")).size(12.0).color(Palette::of(ui).weak),
        )
        .wrap(),
    );
    let error = workbench.measure_error(side, span, fields);
    if let Some(error) = &error {
        let text = workbench.format("edit-failed", &[("reason", error.to_string().into())]);
        ui.label(RichText::new(text).size(13.0).color(Palette::of(ui).error));
    }
    Filled { well: error.is_none(), entered }
}
