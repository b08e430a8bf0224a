//! The pointer in a reading pane: caret, selection, its growth by clicks; a drag from the margin to the other pane.

use eframe::egui::{CursorIcon, Response, Ui};

use super::paint::Sheet;
use crate::text::Span;
use crate::workbench::{Command, Unit};

/// A click sets the caret, a drag selects, two clicks take the word, three the sentence; with Alt held a click
/// takes the clause, and in the margin the passage, which can be dragged to the other pane from there.
///
/// Gives by how much the page is to be taken along.
pub(super) fn pointer(
    sheet: &Sheet<'_>,
    ui: &Ui,
    response: &Response,
    dragging: &mut bool,
    linking: &mut Option<Span>,
    commands: &mut Vec<Command>,
) -> f32 {
    let (side, workbench) = (sheet.side, sheet.workbench);
    let in_margin = |x: f32| x < sheet.column.text - 4.0;
    if let Some(pos) = response.hover_pos() {
        ui.ctx().set_cursor_icon(if in_margin(pos.x) { CursorIcon::Grab } else { CursorIcon::Text });
    }
    let Some(pos) = response.interact_pointer_pos() else { return 0.0 };
    let Some(index) = sheet.index_at(ui, pos) else { return 0.0 };
    let modifiers = ui.input(|i| i.modifiers);
    let select = |unit| Command::SelectUnit { side, index, unit };
    let mut pull = 0.0;
    if response.drag_started() {
        // A drag is known some way from where it began.
        let origin = ui.input(|i| i.pointer.press_origin()).unwrap_or(pos);
        let from = sheet.index_at(ui, origin).unwrap_or(index);
        if in_margin(origin.x) {
            *linking = workbench.span_to_link(side, from);
        } else {
            commands.push(Command::Place { side, index: from, extend: modifiers.shift });
            commands.push(Command::Place { side, index, extend: true });
            *dragging = true;
        }
    } else if *dragging && response.dragged() {
        if workbench.selection.is_none_or(|s| s.side != side || s.head != index) {
            commands.push(Command::Place { side, index, extend: true });
        }
        let (top, bottom) = (sheet.body.top(), sheet.body.bottom());
        let beyond = if pos.y < top { pos.y - top } else { (pos.y - bottom).max(0.0) };
        pull = beyond * 0.25;
    } else if response.triple_clicked() {
        commands.push(select(Unit::Sentence));
    } else if response.double_clicked() {
        commands.push(select(Unit::Word));
    } else if response.clicked() {
        commands.push(match (in_margin(pos.x), modifiers.alt) {
            (true, _) => select(Unit::Passage),
            (false, true) => select(Unit::Clause),
            (false, false) => Command::Place { side, index, extend: modifiers.shift },
        });
    } else if response.secondary_clicked()
        && !workbench.selection.is_some_and(|s| s.side == side && s.span().contains(index))
    {
        commands.push(Command::Place { side, index, extend: false });
    }
    if response.drag_stopped() {
        *dragging = false;
    }
    pull
}
