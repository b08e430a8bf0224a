//! Dialogs about an article as a whole.

use eframe::egui::{Align, Button, ComboBox, Key, Label, Layout, RichText, ScrollArea, TextEdit, Ui, WidgetText, vec2};

use super::dialogs::heading;
use super::style::{GAP, Palette, SMALL};
use crate::article::{Article, Evidence, FileFormat, Value, Variable};
use crate::comparison::Side;
use crate::workbench::{Command, Dialog, Document, ENCODINGS, Workbench};

/// In which encoding the file is read; the one that it was read in is marked.
pub fn encoding(ui: &mut Ui, workbench: &Workbench, side: Side, commands: &mut Vec<Command>) {
    ui.set_width(360.0_f32.min(ui.available_width()));
    heading(ui, workbench.text("do-encoding"));
    let Some(document) = workbench.document(side).filter(|d| d.has_encoding()) else {
        ui.add(Label::new(workbench.text("encoding-none")).wrap());
        return;
    };
    let now = match document.article.encoding {
        Some(name) => workbench.format("encoding-now", &[("encoding", shown(name).into())]),
        None => workbench.text("encoding-unknown"),
    };
    ui.add(Label::new(&document.title).truncate());
    ui.label(now);
    ui.add_space(GAP);
    for name in ENCODINGS {
        let button = Button::selectable(document.article.encoding == Some(name), shown(name));
        if ui.add_sized(vec2(ui.available_width(), 28.0), button).clicked() {
            commands.push(Command::CloseDialog);
            commands.push(Command::ReadIn(side, name));
        }
    }
}

/// The name of an encoding as readers know it.
fn shown(name: &str) -> String {
    name.to_uppercase().replace("BIG5", "Big5")
}

/// The order in which variables are asked for: the date first, which 去年 and 上月 are reckoned from.
fn order() -> impl Iterator<Item = Variable> {
    let others = Variable::ALL.into_iter().filter(|&variable| variable != Variable::Date);
    std::iter::once(Variable::Date).chain(others)
}

/// Values of [`Variable::Level`].
const LEVELS: [&str; 4] = ["national", "province", "city", "county"];

/// Widths of a row's name and of what it rests on.
const NAME: f32 = 96.0;
const EVIDENCE: f32 = 150.0;

/// What is known of an article and what it rests on, to be set right; what stands in the text leads there.
pub fn about(
    ui: &mut Ui,
    workbench: &Workbench,
    side: Side,
    given: &mut Vec<(String, String)>,
    fresh: bool,
    commands: &mut Vec<Command>,
) {
    ui.set_width(640.0_f32.min(ui.available_width()));
    heading(ui, workbench.text("about-article"));
    let Some(document) = workbench.document(side) else { return };
    let article = &document.article;
    let before = values(workbench, side, article);
    if fresh {
        *given = before.clone();
    }
    if given.last().is_none_or(|(name, _)| !name.is_empty()) {
        given.push(Default::default());
    }
    file(ui, workbench, side, document, commands);
    warnings(ui, workbench, side, article, commands);
    ui.add_space(GAP);
    let room = (ui.available_height() - 60.0).max(120.0);
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        for (n, variable) in order().enumerate() {
            let name = workbench.text(label(variable));
            ui.horizontal(|ui| {
                fixed(ui, NAME, RichText::new(&name).color(Palette::of(ui).weak));
                let value = &mut given[n].1;
                if variable == Variable::Level {
                    level(ui, workbench, &name, value);
                } else {
                    let hint = if variable == Variable::Date { workbench.text("date-hint") } else { String::new() };
                    line(ui, value, name, hint, fresh && n == 0);
                }
                if let Some(known) = article.variables.get(variable).filter(|known| known.value == *value) {
                    evidence(ui, workbench, side, known, document.found(variable), value, commands);
                } else if document.found(variable) != value {
                    back(ui, workbench, document.found(variable), value);
                }
            });
        }
        super::panels::inspector::section(ui, &workbench.text("own-variables"), &Palette::of(ui));
        for (n, (name, value)) in given.iter_mut().skip(Variable::ALL.len()).enumerate() {
            ui.horizontal(|ui| {
                let label = workbench.format("own-name", &[("number", (n + 1).into())]);
                sized(ui, NAME, name, label, workbench.text("own-name-hint"));
                let label = workbench.format("own-value", &[("number", (n + 1).into())]);
                line(ui, value, label, String::new(), false);
            });
        }
    });
    ui.add_space(GAP);
    let entered = ui.input(|i| i.key_pressed(Key::Enter));
    ui.horizontal(|ui| {
        if ui.button(workbench.text("confirm")).clicked() || entered {
            commands.push(Command::CloseDialog);
            let changed = changed(&before, given);
            if !changed.is_empty() {
                commands.push(Command::Describe(side, changed));
            }
        }
        if ui.button(workbench.text("cancel")).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}

/// The values to begin with: those of [`order`], then the analyst's own.
fn values(workbench: &Workbench, side: Side, article: &Article) -> Vec<(String, String)> {
    let value = |variable| article.variables.get(variable).map(|v| v.value.clone()).unwrap_or_default();
    let known = order().map(|variable| (variable.to_string(), value(variable)));
    known.chain(workbench.own_variables(side)).collect()
}

/// What was said anew; a variable that has another name now is gone under its old one.
fn changed(before: &[(String, String)], now: &[(String, String)]) -> Vec<(String, String)> {
    let gone = before.iter().filter(|(name, _)| now.iter().all(|(other, _)| other.trim() != name));
    let gone = gone.map(|(name, _)| (name.clone(), String::new()));
    let said = now.iter().filter(|(name, value)| {
        let old = before.iter().find(|(other, _)| other == name.trim()).map_or("", |(_, value)| value);
        !name.trim().is_empty() && value.trim() != old
    });
    gone.chain(said.cloned()).collect()
}

/// Which file it is and how it was read.
fn file(ui: &mut Ui, workbench: &Workbench, side: Side, document: &Document, commands: &mut Vec<Command>) {
    let mut words: Vec<String> = document.file_name().into_iter().collect();
    words.push(workbench.text(format_name(document.article.format)));
    words.extend(document.article.encoding.map(shown));
    if !document.article.pages.is_empty() {
        words.push(workbench.format("page-count", &[("count", document.article.pages.len().into())]));
    }
    ui.horizontal(|ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if document.has_encoding() && ui.button(workbench.text("do-encoding")).clicked() {
                commands.push(Command::Ask(Dialog::Encoding(side)));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(Label::new(words.join(" · ")).truncate());
            });
        });
    });
}

fn format_name(format: FileFormat) -> &'static str {
    match format {
        FileFormat::Text => "format-text",
        FileFormat::Markdown => "format-markdown",
        FileFormat::Html => "format-html",
        FileFormat::Mhtml => "format-mhtml",
        FileFormat::Docx => "format-docx",
        FileFormat::Epub => "format-epub",
        FileFormat::Pdf => "format-pdf",
    }
}

/// How many places of one warning can be gone to.
const PLACES: usize = 6;

/// What loading dropped, replaced or guessed, each with the places that it is about.
fn warnings(ui: &mut Ui, workbench: &Workbench, side: Side, article: &Article, commands: &mut Vec<Command>) {
    let palette = Palette::of(ui);
    for warning in &article.warnings {
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(workbench.warning(warning)).color(palette.warning).size(SMALL));
            for place in warning.places.iter().take(PLACES) {
                let passage = workbench.passage_at(side, place.start).map_or(1, |passage| passage.number());
                let name = workbench.format("passage-number", &[("number", passage.into())]);
                if ui.small_button(name).clicked() {
                    commands.push(Command::CloseDialog);
                    commands.push(Command::Select(side, *place));
                    commands.push(Command::GoTo(side, *place));
                }
            }
            if warning.places.len() > PLACES {
                ui.label("…");
            }
        });
    }
}

/// A label that takes the same room in every row.
fn fixed(ui: &mut Ui, width: f32, text: impl Into<WidgetText>) {
    let room = vec2(width, ui.spacing().interact_size.y);
    ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| {
        ui.set_min_width(width);
        ui.add(Label::new(text).truncate());
    });
}

/// A field that leaves room for what its value rests on.
fn line(ui: &mut Ui, value: &mut String, name: String, hint: String, focus: bool) {
    let width = (ui.available_width() - EVIDENCE).max(80.0);
    let response = sized(ui, width, value, name, hint);
    if focus {
        response.request_focus();
    }
}

fn sized(ui: &mut Ui, width: f32, value: &mut String, name: String, hint: String) -> eframe::egui::Response {
    let margin = eframe::egui::Margin::symmetric(6, 3);
    let edit = TextEdit::singleline(value).hint_text(hint).desired_width(width - 12.0).margin(margin);
    let response = ui.add(edit);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    response
}

fn level(ui: &mut Ui, workbench: &Workbench, name: &str, value: &mut String) {
    let word = |level: &str| match LEVELS.contains(&level) {
        true => workbench.text(&format!("level-{level}")),
        false => level.to_owned(),
    };
    let width = (ui.available_width() - EVIDENCE).max(80.0);
    let shown = ComboBox::from_id_salt("level").width(width - 8.0).selected_text(word(value)).show_ui(ui, |ui| {
        for level in std::iter::once("").chain(LEVELS) {
            let text = if level.is_empty() { workbench.text("level-none") } else { word(level) };
            ui.selectable_value(value, level.to_owned(), text);
        }
    });
    let name = name.to_owned();
    ui.ctx().accesskit_node_builder(shown.response.id, |node| node.set_label(name));
}

/// What a value rests on.
fn evidence(
    ui: &mut Ui,
    workbench: &Workbench,
    side: Side,
    known: &Value,
    found: &str,
    value: &mut String,
    commands: &mut Vec<Command>,
) {
    match &known.evidence {
        Evidence::Text(span) => {
            if ui.button(workbench.text("evidence-text")).clicked() {
                commands.push(Command::CloseDialog);
                commands.push(Command::Select(side, *span));
                commands.push(Command::GoTo(side, *span));
            }
        }
        Evidence::File(place) => {
            let text = workbench.format("evidence-file", &[("place", place.as_str().into())]);
            ui.add(Label::new(RichText::new(text).size(SMALL)).truncate());
        }
        Evidence::Given => {
            ui.label(RichText::new(workbench.text("evidence-given")).size(SMALL));
            if found != known.value {
                back(ui, workbench, found, value);
            }
        }
    }
}

/// Offers what was found instead of what the analyst said.
fn back(ui: &mut Ui, workbench: &Workbench, found: &str, value: &mut String) {
    if !found.is_empty() && ui.small_button(workbench.text("take-found")).on_hover_text(found).clicked() {
        found.clone_into(value);
    }
}

fn label(variable: Variable) -> &'static str {
    match variable {
        Variable::Title => "variable-title",
        Variable::OriginalTitle => "variable-original-title",
        Variable::Outlet => "variable-outlet",
        Variable::Republisher => "variable-republisher",
        Variable::Author => "variable-author",
        Variable::IssuingBody => "variable-issuing-body",
        Variable::Level => "variable-level",
        Variable::Province => "variable-province",
        Variable::DocumentType => "variable-document-type",
        Variable::DocumentNumber => "variable-document-number",
        Variable::IndexNumber => "variable-index-number",
        Variable::Date => "variable-date",
        Variable::DateSigned => "variable-date-signed",
        Variable::Url => "variable-url",
        Variable::RetrievedOn => "variable-retrieved-on",
    }
}
