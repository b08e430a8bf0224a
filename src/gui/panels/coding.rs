//! What the coder decided on the current passage: state, codings, memos; the menu over selected text.

use eframe::egui::{Align, Button, Layout, Rect, RichText, Sense, Ui, vec2};

use super::inspector::section;
use crate::article::PassageId;
use crate::comparison::Side;
use crate::gui::shortcuts;
use crate::gui::style::{Palette, SMALL};
use crate::session::{LinkState, UnitState};
use crate::text::Span;
use crate::workbench::{BookCommand, Coded, Command, Dialog, Tab, Workbench};

/// Codings of a passage that are listed; all of them are in the table.
const SHOWN: usize = 24;

pub fn state_name(state: UnitState) -> &'static str {
    match state {
        UnitState::Unread => "unit-unread",
        UnitState::Read => "unit-read",
        UnitState::Coded => "unit-coded",
        UnitState::Unsure => "unit-unsure",
        UnitState::Excluded => "unit-excluded",
    }
}

pub fn link_name(state: LinkState) -> &'static str {
    match state {
        LinkState::Suggested => "link-suggested",
        LinkState::Confirmed => "link-confirmed",
        LinkState::Rejected => "link-rejected",
        LinkState::ByHand => "link-by-hand",
        LinkState::NoCounterpart => "link-no-counterpart",
        LinkState::Unsure => "link-unsure",
    }
}

/// The part of the inspector that is the analyst's own.
pub fn ui(
    ui: &mut Ui,
    workbench: &Workbench,
    side: Side,
    passage: PassageId,
    span: Span,
    palette: &Palette,
    commands: &mut Vec<Command>,
) {
    let state = workbench.unit_state(side, passage);
    let title = format!("{}  ·  {}", workbench.text("inspector-codings"), workbench.text(state_name(state)));
    section(ui, &title, palette);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let small = |key: &str| RichText::new(workbench.text(key)).size(13.0);
        for (wanted, key) in [(UnitState::Read, "mark-read"), (UnitState::Unsure, "mark-unsure")] {
            if ui.add(Button::selectable(state == wanted, small(key)).small().frame_when_inactive(true)).clicked() {
                commands.push(Command::MarkUnit(wanted, String::new()));
            }
        }
        let excluded = state == UnitState::Excluded;
        if ui.add(Button::selectable(excluded, small("mark-excluded")).small().frame_when_inactive(true)).clicked() {
            commands.push(Command::Ask(Dialog::Exclude));
        }
    });
    super::structure::list(ui, workbench, side, span, palette, commands);
    codings(ui, workbench, side, span, palette, commands);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        ask(ui, workbench, "add-code", "do-codes", Dialog::Codes, commands);
        ask(ui, workbench, "add-memo", "do-memo", Dialog::Memo, commands);
    });
    for (id, memo, _) in workbench.memos(side, span) {
        ui.horizontal_top(|ui| {
            ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
                let own = workbench.is_me(memo.coder);
                let response = ui.add_enabled(own, Button::new("×").small().frame_when_inactive(false));
                let name = workbench.text("remove-memo");
                ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name.clone()));
                if response.on_hover_text(name).clicked() {
                    commands.push(Command::RemoveMemo(id));
                }
                ui.with_layout(Layout::left_to_right(Align::TOP), |ui| {
                    let words = format!("{} — {}", memo.text, workbench.coder_name(memo.coder));
                    let button = Button::new(RichText::new(words).size(13.0)).wrap().frame_when_inactive(false);
                    if ui.add_enabled(own, button).on_hover_text(workbench.text("edit-memo")).clicked() {
                        commands.push(Command::Ask(Dialog::EditMemo(id)));
                    }
                });
            });
        });
    }
}

/// The codings of the passage, those at the caret first.
fn codings(ui: &mut Ui, workbench: &Workbench, side: Side, span: Span, palette: &Palette, commands: &mut Vec<Command>) {
    let caret = workbench.selection.filter(|s| s.side == side && s.is_caret()).map(|s| s.head);
    let all = workbench.codings(side, span);
    let here = |c: &&&Coded| caret.is_some_and(|at| c.span.contains(at));
    let (at_caret, others) = (all.iter().filter(here).count(), all.iter().filter(|c| !here(c)));
    if at_caret > 0 {
        let text = workbench.format("codings-at-caret", &[("count", at_caret.into())]);
        ui.label(RichText::new(text).size(SMALL).color(palette.weak));
    }
    for coded in all.iter().filter(here).take(SHOWN) {
        coding(ui, workbench, coded, palette, commands);
    }
    let left = SHOWN.saturating_sub(at_caret);
    if at_caret > 0 && at_caret < all.len() && left > 0 {
        ui.label(RichText::new(workbench.text("codings-beside")).size(SMALL).color(palette.weak));
    }
    for coded in others.take(left) {
        coding(ui, workbench, coded, palette, commands);
    }
    if all.len() > SHOWN {
        let text = workbench.format("codings-more", &[("count", (all.len() - SHOWN).into())]);
        if ui.button(RichText::new(text).size(13.0)).clicked() {
            commands.push(Command::SetTab(Tab::Annotations));
        }
    }
}

fn ask(ui: &mut Ui, workbench: &Workbench, label: &str, name: &str, dialog: Dialog, commands: &mut Vec<Command>) {
    let keys = shortcuts::keys_of(name).unwrap_or_default();
    let button = Button::new(RichText::new(workbench.text(label)).size(13.0)).small();
    if ui.add(button).on_hover_text(format!("{}  {keys}", workbench.text(name))).clicked() {
        commands.push(Command::Ask(dialog));
    }
}

/// A coding: colour, code, author; a menu to change it.
fn coding(ui: &mut Ui, workbench: &Workbench, coded: &Coded, palette: &Palette, commands: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let (rect, _) = ui.allocate_exact_size(vec2(4.0, 18.0), Sense::hover());
        let colour = palette.code(workbench, coded.code);
        ui.painter().rect_filled(Rect::from_center_size(rect.center(), vec2(3.0, 16.0)), 1.0, colour);
        let name = workbench.code_name(coded.code);
        ui.label(RichText::new(&name));
        ui.label(RichText::new(workbench.coder_name(coded.coder)).size(SMALL).color(palette.weak));
        if !workbench.is_own(coded) {
            return;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let response = ui.add(Button::new("×").small().frame_when_inactive(false));
            let label = workbench.format("remove-coding", &[("code", name.as_str().into())]);
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(label.clone()));
            if response.on_hover_text(label).clicked() {
                commands.push(Command::Uncode(coded.id));
            }
            ui.menu_button(RichText::new(workbench.text("change")).size(13.0), |ui| {
                change(ui, workbench, coded, commands);
            });
        });
    });
}

/// What a screen reader, a test and a tip call a coding.
pub fn name(workbench: &Workbench, coded: &Coded) -> String {
    let (code, coder) = (workbench.code_name(coded.code), workbench.coder_name(coded.coder));
    workbench.format("coding-by", &[("code", code.into()), ("coder", coder.into())])
}

/// What can be done with a coding.
pub fn change(ui: &mut Ui, workbench: &Workbench, coded: &Coded, commands: &mut Vec<Command>) {
    if !workbench.is_own(coded) {
        // Nobody changes what another coder wrote.
        ui.label(name(workbench, coded));
        return;
    }
    if ui.button(workbench.text("recode")).clicked() {
        commands.push(Command::Ask(Dialog::Recode(coded.id)));
    }
    let selected = workbench.selection.filter(|s| !s.is_caret() && s.span() != coded.span).map(|s| s.span());
    let button = Button::new(workbench.text("resize-to-selection"));
    if ui.add_enabled(selected.is_some(), button).clicked()
        && let Some(span) = selected
    {
        commands.push(Command::Resize(coded.id, span));
    }
    let caret = workbench.selection.filter(|s| s.is_caret()).map(|s| s.head);
    let inside = caret.filter(|&at| coded.span.start < at && at < coded.span.end);
    if ui.add_enabled(inside.is_some(), Button::new(workbench.text("split-at-caret"))).clicked()
        && let Some(at) = inside
    {
        commands.push(Command::SplitCoding(coded.id, at));
    }
    if ui.button(workbench.text("select-coded")).clicked() {
        commands.push(Command::GoTo(workbench.active, coded.span));
    }
    ui.separator();
    let code = workbench.code_name(coded.code);
    if ui.button(workbench.format("remove-coding", &[("code", code.into())])).clicked() {
        commands.push(Command::Uncode(coded.id));
    }
}

/// What can be done with the words under the pointer.
pub fn menu(ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
    ui.set_min_width(230.0);
    for (n, choice) in workbench.codes().iter().enumerate() {
        let Some(key) = shortcuts::code_key(n) else { break };
        let text = workbench.format("code-as", &[("code", choice.name.as_str().into())]);
        if ui.add(Button::new(text).shortcut_text(key)).clicked() {
            commands.push(Command::Code(n));
        }
    }
    ui.separator();
    for (name, command) in [
        ("do-codes", Command::Ask(Dialog::Codes)),
        ("do-memo", Command::Ask(Dialog::Memo)),
        ("do-copy-quote", Command::CopyQuote),
        ("do-mark-source", Command::MarkSource),
        ("do-attach", Command::Attach),
        ("do-no-counterpart", Command::NoCounterpart),
    ] {
        let enabled = !matches!(command, Command::Attach) || workbench.link_source.is_some();
        let keys = shortcuts::keys_of(name).unwrap_or_default();
        if ui.add_enabled(enabled, Button::new(workbench.text(name)).shortcut_text(keys)).clicked() {
            commands.push(command);
        }
    }
    let selected = workbench.selection.filter(|s| !s.is_caret());
    if ui.add_enabled(selected.is_some(), Button::new(workbench.text("figure-add"))).clicked()
        && let Some(selection) = selected
    {
        commands.push(Command::Ask(Dialog::Figure(selection.side, selection.span())));
    }
    let machine = !workbench.settings.unaided;
    if ui.add_enabled(machine && selected.is_some(), Button::new(workbench.text("measure-add"))).clicked()
        && let Some(selection) = selected
    {
        commands.push(Command::Ask(Dialog::Measure(selection.side, selection.span())));
    }
    if let Some(words) = workbench.words_for_cue() {
        ui.menu_button(workbench.format("cue-add", &[("words", words.as_str().into())]), |ui| {
            for theme in &workbench.machine_book().themes {
                if ui.button(theme.name.in_lang(workbench.settings.lang)).clicked() {
                    let (theme, words) = (theme.id.clone(), words.clone());
                    let weight = crate::themes::Weight::Strong;
                    commands.push(Command::Book(BookCommand::AddCue { theme, words, weight }));
                    ui.close();
                }
            }
        });
    }
    super::structure::menu(ui, workbench, commands);
}
