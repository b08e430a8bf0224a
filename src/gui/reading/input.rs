//! The pointer in a reading pane: caret, selection, its growth by clicks.

use eframe::egui::{CursorIcon, Response, Ui};

use super::Reader;
use crate::article::Article;
use crate::workbench::{Command, Unit, Workbench};

impl Reader {
    /// A click sets the caret, a drag selects, two clicks take the word, three the sentence; with Alt held a click
    /// takes the clause, and behind the numbers the passage.
    pub(super) fn pointer(
        &mut self,
        ui: &Ui,
        response: &Response,
        workbench: &Workbench,
        article: &Article,
        commands: &mut Vec<Command>,
    ) {
        let Some(text) = workbench.shown_text(self.side) else { return };
        if response.hovered() && response.hover_pos().is_some_and(|p| p.x >= self.text_left - 4.0) {
            ui.ctx().set_cursor_icon(CursorIcon::Text);
        }
        let Some(pos) = response.interact_pointer_pos() else { return };
        let Some(index) = self.index_at(ui, article, text, pos) else { return };
        let side = self.side;
        let modifiers = ui.input(|i| i.modifiers);
        let select = |unit| Command::SelectUnit { side, index, unit };
        if response.drag_started() {
            // A drag is known some way from where it began.
            let origin = ui.input(|i| i.pointer.press_origin()).unwrap_or(pos);
            let from = self.index_at(ui, article, text, origin).unwrap_or(index);
            commands.push(Command::Place { side, index: from, extend: modifiers.shift });
            commands.push(Command::Place { side, index, extend: true });
            self.dragging = true;
        } else if self.dragging && response.dragged() {
            if workbench.selection.is_none_or(|s| s.side != side || s.head != index) {
                commands.push(Command::Place { side, index, extend: true });
            }
            self.scroll_at_edge(ui, pos.y);
        } else if response.triple_clicked() {
            commands.push(select(Unit::Sentence));
        } else if response.double_clicked() {
            commands.push(select(Unit::Word));
        } else if response.clicked() {
            let in_margin = pos.x < self.text_left - 4.0;
            commands.push(match (in_margin, modifiers.alt) {
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
            self.dragging = false;
        }
    }

    /// A selection that is drawn beyond the pane's edge takes the page along.
    fn scroll_at_edge(&mut self, ui: &Ui, y: f32) {
        let beyond = if y < self.rect.top() { y - self.rect.top() } else { (y - self.rect.bottom()).max(0.0) };
        if beyond != 0.0 {
            let height = self.rect.height();
            self.scroll = (self.scroll + beyond * 0.25).clamp(0.0, self.limit(height));
            ui.ctx().request_repaint();
        }
    }
}
