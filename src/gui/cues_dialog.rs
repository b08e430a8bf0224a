//! The words by which the machine knows a theme, facet by facet.

use eframe::egui::{Button, Label, RichText, ScrollArea, TextEdit, Ui};

use super::dialogs::heading;
use super::panels::codebook::words;
use super::panels::inspector::section;
use super::style::{GAP, Palette, SMALL};
use crate::workbench::{BookCommand, Command, FacetCues, Workbench};

/// The cues of a facet as they are written: strong, plain, weak.
pub(super) type Written = [String; 3];

const WEIGHTS: [&str; 3] = ["cues-strong", "cues-plain", "cues-weak"];

pub(super) fn ui(
    ui: &mut Ui,
    workbench: &Workbench,
    theme: &str,
    written: &mut Vec<Written>,
    fresh: bool,
    commands: &mut Vec<Command>,
) {
    let known = workbench.cues(theme);
    if fresh {
        let list = |cues: &Vec<String>| cues.join("、");
        *written = known.iter().map(|f| [list(&f.strong), list(&f.plain), list(&f.weak)]).collect();
    }
    let book = workbench.machine_book();
    let Some(theme) = book.index_of(theme).map(|t| book.theme(t)) else { return };
    let lang = workbench.settings.lang;
    ui.set_width(640.0_f32.min(ui.available_width()));
    heading(ui, workbench.format("cues-title", &[("theme", theme.name.in_lang(lang).into())]));
    let palette = Palette::of(ui);
    ui.add(Label::new(RichText::new(workbench.text("cues-hint")).size(SMALL).color(palette.weak)).wrap());
    let room = (ui.available_height() - 60.0).clamp(80.0, 460.0);
    ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
        for (facet, fields) in theme.facets.iter().zip(written.iter_mut()) {
            section(ui, facet.name.in_lang(lang), &palette);
            for (key, text) in WEIGHTS.into_iter().zip(fields) {
                let name = workbench.text(key);
                ui.label(RichText::new(&name).size(13.0));
                let edit = TextEdit::multiline(text).desired_rows(1).desired_width(f32::INFINITY);
                let response = ui.add(edit);
                let name = format!("{}: {name}", facet.name.in_lang(lang));
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
            }
        }
    });
    ui.add_space(GAP);
    ui.horizontal(|ui| {
        if ui.add(Button::new(workbench.text("confirm"))).clicked() {
            let cues = written.iter().map(|[strong, plain, weak]| FacetCues {
                strong: words(strong),
                plain: words(plain),
                weak: words(weak),
            });
            let (theme, facets) = (theme.id.clone(), cues.collect());
            commands.push(Command::CloseDialog);
            commands.push(Command::Book(BookCommand::Cues { theme, facets }));
        }
        if ui.button(workbench.text("cancel")).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}
