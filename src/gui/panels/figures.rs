//! The figures of a passage and what can be said of them; the dialog that reads one otherwise.

use eframe::egui::{Button, ComboBox, Key, Label, RichText, TextEdit, Ui, vec2};

use super::inspector::section;
use crate::comparison::Side;
use crate::figures::{AmendError, Figure, Tier};
use crate::gui::dialogs::Filled;
use crate::gui::style::{GAP, Palette, SMALL};
use crate::text::Span;
use crate::workbench::{Command, Dialog, Fields, FigureCommand, Workbench};

/// Figures of a passage that have a button; all of them are in the table.
const SHOWN: usize = 60;

pub fn ui(ui: &mut Ui, workbench: &Workbench, side: Side, span: Span, palette: &Palette, commands: &mut Vec<Command>) {
    let all = workbench.figures(side);
    let from = all.partition_point(|f| f.span.start < span.start);
    let inside = all[from..].iter().take_while(|f| f.span.start < span.end);
    let told = |f: &&Figure| matches!(f.tier, Tier::Figure | Tier::Time);
    let inside: Vec<&Figure> = inside.filter(told).take(SHOWN).collect();
    let Some(article) = workbench.article(side) else { return };
    if inside.is_empty() {
        return;
    }
    section(ui, &workbench.text("inspector-figures"), palette);
    for figure in &inside {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing = vec2(6.0, 5.0);
            let surface = RichText::new(article.text.slice(figure.span)).size(13.0);
            ui.menu_button(surface, |ui| menu(ui, workbench, side, figure.span, commands));
            let tells = match figure.tier {
                Tier::Time => figure.date.clone().unwrap_or_default(),
                _ => figure.subject_words(&article.text).replace('\n', ""),
            };
            let repeated = figure.duplicate_of.and_then(|first| workbench.figure(side, first));
            let repeats = repeated.map(|first| {
                workbench.format("figure-repeats", &[("figure", article.text.slice(first.span).to_owned().into())])
            });
            let tells = [Some(tells), repeats].into_iter().flatten().filter(|words| !words.is_empty());
            let tells = RichText::new(tells.collect::<Vec<_>>().join(" · ")).size(SMALL);
            ui.add(Label::new(tells.color(palette.weak)).truncate());
        });
    }
    for figure in inside {
        pairs(ui, workbench, side, figure, palette, commands);
    }
    decided(ui, workbench, side, span, palette, commands);
}

/// The pairs that the coder joined or took apart, each with a way back.
fn decided(ui: &mut Ui, workbench: &Workbench, side: Side, span: Span, palette: &Palette, commands: &mut Vec<Command>) {
    let words = |side: Side, at: Span| workbench.article(side).map(|a| a.text.slice(at).to_owned()).unwrap_or_default();
    for (id, left, right, joined) in workbench.decided_pairs(side, span) {
        let args = [("left", words(Side::Left, left).into()), ("right", words(Side::Right, right).into())];
        let name = workbench.format(if joined { "figure-joined" } else { "figure-parted" }, &args);
        ui.horizontal(|ui| {
            ui.label(RichText::new(&name).size(13.0).color(palette.weak));
            let response = ui.add(Button::new("×").small().frame_when_inactive(false));
            let label = workbench.format("take-back", &[("what", name.as_str().into())]);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(label.clone()));
            if response.on_hover_text(label).clicked() {
                commands.push(Command::Unlink(id));
            }
        });
    }
}

/// What can be said of a figure.
pub fn menu(ui: &mut Ui, workbench: &Workbench, side: Side, span: Span, commands: &mut Vec<Command>) {
    ui.set_min_width(180.0);
    let mut offer = |ui: &mut Ui, label: String, command: Command| {
        if ui.button(label).clicked() {
            commands.push(command);
            ui.close();
        }
    };
    offer(ui, workbench.text("go-there"), Command::GoTo(side, span));
    offer(ui, workbench.text("figure-correct"), Command::Ask(Dialog::Figure(side, span)));
    offer(ui, workbench.text("figure-reject"), Command::Figure(FigureCommand::Reject(side, span)));
    match workbench.held_figure().filter(|(of, _)| *of != side) {
        Some((of, other)) => {
            let words = workbench.article(of).map(|a| a.text.slice(other).to_owned()).unwrap_or_default();
            let label = workbench.format("figure-join", &[("figure", words.into())]);
            let (left, right) = if side == Side::Left { (span, other) } else { (other, span) };
            offer(ui, label, Command::Figure(FigureCommand::Join { left, right }));
        }
        None => offer(ui, workbench.text("figure-hold"), Command::Figure(FigureCommand::Hold(side, span))),
    }
}

/// The figures of the other article that a figure is compared with.
fn pairs(
    ui: &mut Ui,
    workbench: &Workbench,
    side: Side,
    figure: &Figure,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let of = |pair: &crate::figures::Comparable, side| if side == Side::Left { pair.left } else { pair.right };
    for pair in workbench.comparables().iter().filter(|pair| of(pair, side) == figure.id) {
        let other = workbench.figure(side.other(), of(pair, side.other()));
        let (Some(other), Some(there), Some(here)) = (other, workbench.article(side.other()), workbench.article(side))
        else {
            continue;
        };
        let (left, right) = if side == Side::Left { (figure.span, other.span) } else { (other.span, figure.span) };
        ui.horizontal(|ui| {
            let words = format!("{} ↔ {}", here.text.slice(figure.span), there.text.slice(other.span));
            let button = Button::new(RichText::new(words).size(13.0)).small().frame_when_inactive(false);
            if ui.add(button).on_hover_text(workbench.text("go-there")).clicked() {
                commands.push(Command::GoToPlaces { left, right });
            }
            let label = RichText::new(workbench.text("figure-part")).size(SMALL).color(palette.weak);
            if ui.add(Button::new(label).small()).clicked() {
                commands.push(Command::Figure(FigureCommand::Part { left, right }));
            }
        });
    }
}

const KINDS: [&str; 8] = ["count", "money", "percent", "index", "ordinal", "date", "duration", "structural"];
const MODIFIERS: [&str; 11] =
    ["exact", "about", "about_under", "over", "under", "at_least", "at_most", "within", "before", "by", "range"];
const DIRECTIONS: [&str; 3] = ["", "up", "down"];
const TIERS: [&str; 5] = ["figure", "time", "ordinal", "structural", "weak"];
const STATUSES: [&str; 6] = ["", "achieved", "under_way", "pilot", "planned", "principle"];
/// Figures before one that it may be said to repeat.
const EARLIER: usize = 30;

/// The fields of the form, and what they are called.
const FIELDS: [(&str, &str); 15] = [
    ("value", "col-value"),
    ("value2", "field-value2"),
    ("unit", "col-unit"),
    ("kind", "col-kind"),
    ("modifier", "field-modifier"),
    ("direction", "field-direction"),
    ("factor", "field-factor"),
    ("subject", "field-subject"),
    ("place", "field-place"),
    ("period", "field-period"),
    ("denominator", "field-denominator"),
    ("status", "col-status"),
    ("date", "field-date"),
    ("tier", "field-tier"),
    ("duplicate_of", "field-repeats"),
];

/// Reads a figure otherwise.
pub fn dialog(ui: &mut Ui, workbench: &Workbench, side: Side, span: Span, fields: &mut Fields) -> Filled {
    let surface = workbench.article(side).map(|a| a.text.slice(span).to_owned()).unwrap_or_default();
    ui.label(RichText::new(surface).size(16.0));
    ui.add_space(GAP);
    let mut entered = false;
    eframe::egui::Grid::new("figure").num_columns(2).spacing([12.0, 6.0]).show(ui, |ui| {
        for (field, key) in FIELDS {
            let (name, value) = (workbench.text(key), fields.entry(field.to_owned()).or_default());
            ui.label(&name);
            match field {
                "kind" => named(ui, workbench, field, "kind", &KINDS, value),
                "modifier" => named(ui, workbench, field, "report-modifier", &MODIFIERS, value),
                "direction" => named(ui, workbench, field, "report-direction", &DIRECTIONS, value),
                "status" => named(ui, workbench, field, "status", &STATUSES, value),
                "tier" => named(ui, workbench, field, "tier", &TIERS, value),
                "duplicate_of" => repeats(ui, workbench, side, span, value),
                _ => {
                    let response = ui.add(TextEdit::singleline(value).desired_width(240.0));
                    entered |= response.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
                    if field == "value" && ui.memory(|m| m.focused().is_none()) {
                        response.request_focus();
                    }
                    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
                }
            }
            ui.end_row();
        }
    });
    let error = workbench.figure_error(side, span, fields);
    let text = error.as_ref().map(|error| problem(workbench, error)).unwrap_or_default();
    // The line is kept free, so that nothing moves when it comes and goes.
    ui.label(RichText::new(text).size(13.0).color(Palette::of(ui).error));
    Filled { well: error.is_none(), entered }
}

/// Why fields cannot be those of a figure, in the reader's language.
fn problem(workbench: &Workbench, error: &AmendError) -> String {
    let called = |field: &str| {
        let key = FIELDS.iter().find(|(name, _)| *name == field).map(|(_, key)| workbench.text(key));
        key.unwrap_or_else(|| field.to_owned())
    };
    match error {
        AmendError::Value { field, value } => {
            workbench.format("amend-value", &[("field", called(field).into()), ("value", value.as_str().into())])
        }
        AmendError::Words { field, words } => {
            workbench.format("amend-words", &[("field", called(field).into()), ("words", words.as_str().into())])
        }
        AmendError::NoFigure(place) => workbench.format("amend-no-figure", &[("place", place.as_str().into())]),
        AmendError::Field(_) => workbench.format("edit-failed", &[("reason", error.to_string().into())]),
    }
}

/// Which earlier figure a figure repeats, as its place.
fn repeats(ui: &mut Ui, workbench: &Workbench, side: Side, span: Span, value: &mut String) {
    let Some(article) = workbench.article(side) else { return };
    let all = workbench.figures(side);
    let before = &all[..all.partition_point(|f| f.span.start < span.start)];
    let earlier = before.iter().rev().filter(|f| f.tier == Tier::Figure && f.duplicate_of.is_none()).take(EARLIER);
    let name = |f: &Figure| {
        let words = format!("{} {}", article.text.slice(f.span), f.subject_words(&article.text));
        words.replace('\n', "")
    };
    let chosen = all.iter().find(|f| f.span.to_string() == *value).map_or_else(|| "—".to_owned(), &name);
    ComboBox::from_id_salt("duplicate_of").width(240.0).truncate().selected_text(chosen).show_ui(ui, |ui| {
        ui.selectable_value(value, String::new(), "—");
        for figure in earlier {
            ui.selectable_value(value, figure.span.to_string(), name(figure));
        }
    });
}

/// A field whose values have names.
fn named(ui: &mut Ui, workbench: &Workbench, field: &str, names: &str, values: &[&str], value: &mut String) {
    let name = |value: &str| match value {
        "" => "—".to_owned(),
        value => workbench.text(&format!("{names}-{}", value.replace('_', "-"))),
    };
    ComboBox::from_id_salt(field).selected_text(name(value)).show_ui(ui, |ui| {
        for &one in values {
            ui.selectable_value(value, one.to_owned(), name(one));
        }
    });
}
