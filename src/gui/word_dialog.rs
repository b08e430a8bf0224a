//! A rule of the analyst's own: a word of Taiwan or Hong Kong, and the mainland's word for it.

use eframe::egui::{Button, Key, Label, RichText, Ui};

use super::dialogs::{field, heading};
use super::style::{GAP, Palette};
use crate::script::Region;
use crate::workbench::{Command, WordCommand, Workbench};

/// The rule that is being written.
#[derive(Default)]
pub struct NewRule {
    from: String,
    to: String,
    /// Taiwan and Hong Kong.
    regions: [bool; 2],
}

const REGIONS: [(Region, &str); 2] = [(Region::Taiwan, "region-taiwan"), (Region::HongKong, "region-hong-kong")];

pub fn ui(ui: &mut Ui, workbench: &Workbench, rule: &mut NewRule, fresh: bool, commands: &mut Vec<Command>) {
    ui.set_width(460.0_f32.min(ui.available_width()));
    heading(ui, workbench.text("do-word-rule"));
    if fresh {
        // Words that are selected are most likely those that the rule is for.
        let from = workbench.selected_words(12).unwrap_or_default();
        *rule = NewRule { from, to: String::new(), regions: [true, true] };
    }
    let weak = Palette::of(ui).weak;
    ui.add(Label::new(RichText::new(workbench.text("word-rule-what")).color(weak)).wrap());
    ui.add_space(GAP);
    let (from, to) = (workbench.text("word-from"), workbench.text("word-to"));
    ui.label(&from);
    field(ui, &mut rule.from, from, workbench.text("word-from-hint"), fresh);
    ui.label(&to);
    field(ui, &mut rule.to, to, workbench.text("word-to-hint"), false);
    ui.horizontal(|ui| {
        for ((_, name), on) in REGIONS.iter().zip(&mut rule.regions) {
            ui.checkbox(on, workbench.text(name));
        }
    });
    ui.add_space(GAP);
    let regions: Vec<Region> = REGIONS.iter().zip(rule.regions).filter(|(_, on)| *on).map(|((r, _), _)| *r).collect();
    let well = !rule.from.trim().is_empty() && !rule.to.trim().is_empty() && !regions.is_empty();
    let entered = ui.input(|i| i.key_pressed(Key::Enter));
    ui.horizontal(|ui| {
        if (ui.add_enabled(well, Button::new(workbench.text("confirm"))).clicked() || entered) && well {
            let (from, to) = (rule.from.trim().to_owned(), rule.to.trim().to_owned());
            commands.push(Command::CloseDialog);
            commands.push(Command::Word(WordCommand::Add { from, to, regions }));
        }
        if ui.button(workbench.text("cancel")).clicked() {
            commands.push(Command::CloseDialog);
        }
    });
}
