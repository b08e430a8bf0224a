//! The structure of an article, set right in place: where passages break, which are headings, repeats, left out.

use eframe::egui::{Align, Button, Layout, RichText, Ui};

use crate::article::{Passage, PassageId, Role};
use crate::comparison::Side;
use crate::gui::shortcuts;
use crate::gui::style::Palette;
use crate::session::Fix;
use crate::text::Span;
use crate::workbench::{Command, Dialog, Workbench};

/// The parts that a passage can be given.
const PARTS: [(&str, Role, Option<u8>); 7] = [
    ("part-title", Role::Title, None),
    ("part-heading-1", Role::Heading, Some(1)),
    ("part-heading-2", Role::Heading, Some(2)),
    ("part-heading-3", Role::Heading, Some(3)),
    ("part-paragraph", Role::Paragraph, None),
    ("part-list-item", Role::ListItem, None),
    ("part-boilerplate", Role::Boilerplate, None),
];

fn current(workbench: &Workbench) -> Option<&Passage> {
    let article = workbench.article(workbench.active)?;
    workbench.current(workbench.active).map(|p| article.passage(p))
}

/// A heading becomes a paragraph, anything else a heading.
pub fn heading(workbench: &Workbench) -> Command {
    let is = current(workbench).is_some_and(|p| p.role == Role::Heading);
    Command::Correct(Fix::Role { role: if is { Role::Paragraph } else { Role::Heading }, level: None })
}

/// A repeat is none; of anything else is asked what it repeats.
pub fn repeat(workbench: &Workbench) -> Command {
    match current(workbench).and_then(|p| p.duplicate_of) {
        Some(_) => Command::Correct(Fix::Repeat { of: None }),
        None => Command::Ask(Dialog::Repeat),
    }
}

/// The part of the context menu that is about the passage itself.
pub fn menu(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    ui.menu_button(workbench.text("structure"), |ui| {
        ui.set_min_width(210.0);
        let mut offer = |ui: &mut Ui, name: &str, label: String, command: Command, enabled: bool| {
            let keys = shortcuts::keys_of(name).unwrap_or_default();
            if ui.add_enabled(enabled, Button::new(label).shortcut_text(keys)).clicked() {
                commands.push(command);
                ui.close();
            }
        };
        let passage = current(workbench);
        let inside = workbench.selection.zip(passage).is_some_and(|(s, p)| {
            let at = s.span().start;
            p.span.start < at && at < p.span.end
        });
        offer(ui, "do-split", workbench.text("do-split"), Command::Correct(Fix::Split), inside);
        offer(ui, "do-join", workbench.text("do-join"), Command::Correct(Fix::Join), passage.is_some());
        let label = match passage.and_then(|p| p.duplicate_of) {
            Some(PassageId(first)) => workbench.format("no-repeat", &[("number", f64::from(first + 1).into())]),
            None => workbench.text("mark-repeat"),
        };
        offer(ui, "do-repeat", label, repeat(workbench), passage.is_some());
        offer(ui, "do-exclude", workbench.text("do-exclude"), Command::Ask(Dialog::Exclude), passage.is_some());
        ui.separator();
        for (key, role, level) in PARTS {
            let is = passage.is_some_and(|p| p.role == role && (role != Role::Heading || p.heading_level == level));
            if ui.add(Button::selectable(is, workbench.text(key))).clicked() && !is {
                commands.push(Command::Correct(Fix::Role { role, level }));
                ui.close();
            }
        }
    });
}

/// What was set right in a passage; each can be taken back.
pub fn list(
    ui: &mut Ui,
    workbench: &Workbench,
    side: Side,
    span: Span,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    // A break stands between two passages: it belongs to the one that it begins.
    let here = |at: Span| at.overlaps(span) || span.contains(at.start);
    for (id, at, fix) in workbench.corrections(side).into_iter().filter(|(_, at, _)| here(*at)) {
        let name = fix_name(workbench, side, at, fix);
        ui.horizontal(|ui| {
            ui.label(RichText::new(&name).size(13.0).color(palette.weak));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let response = ui.add(Button::new("×").small().frame_when_inactive(false));
                let label = workbench.format("take-back", &[("what", name.as_str().into())]);
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(label.clone()));
                if response.on_hover_text(label).clicked() {
                    commands.push(Command::Uncorrect(id));
                }
            });
        });
    }
}

fn fix_name(workbench: &Workbench, side: Side, at: Span, fix: &Fix) -> String {
    let words = || workbench.article(side).map(|a| a.text.slice(at).to_owned()).unwrap_or_default();
    match fix {
        Fix::Split => workbench.text("fixed-split"),
        Fix::Join => workbench.text("fixed-join"),
        Fix::Role { role, level } => {
            let part = PARTS.iter().find(|(_, r, l)| r == role && (*role != Role::Heading || l == &level.or(Some(1))));
            let part = part.map_or_else(String::new, |(key, ..)| workbench.text(key));
            workbench.format("fixed-role", &[("part", part.into())])
        }
        Fix::Repeat { of: None } => workbench.text("fixed-no-repeat"),
        Fix::Repeat { of: Some(first) } => {
            let number = workbench.passage_at(side, first.start).map_or(0, PassageId::number);
            workbench.format("repeats-passage", &[("number", f64::from(number).into())])
        }
        Fix::Exclude { reason } => workbench.format("excluded-because", &[("reason", reason.as_str().into())]),
        Fix::Figure { .. } => workbench.format("fixed-figure", &[("figure", words().into())]),
        Fix::NoFigure => workbench.format("fixed-no-figure", &[("figure", words().into())]),
        Fix::Measure { .. } => workbench.format("fixed-measure", &[("measure", words().into())]),
        Fix::NoMeasure => workbench.format("fixed-no-measure", &[("measure", words().into())]),
    }
}
