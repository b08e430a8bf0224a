//! Painting the passages in view: marks behind and under the text, the text, selection and caret.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{
    Align2, Color32, FontFamily, FontId, Galley, Painter, Pos2, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use super::Column;
use super::brackets::{self, Bracket, Handles};
use super::typeset::{self, Page, Row};
use crate::article::{Article, Passage, PassageId, Role as Part};
use crate::comparison::Side;
use crate::gui::style::{Palette, mix};
use crate::session::UnitState;
use crate::text::{CharIndex, Span, Text};
use crate::workbench::{Command, Layer, Mark, MarkKind, Workbench};

/// The stripes beside a passage at most; a fifth theme is in the inspector.
const STRIPES_SHOWN: usize = 4;

/// All that a page is drawn from.
pub(super) struct Sheet<'a> {
    pub side: Side,
    pub workbench: &'a Workbench,
    pub article: &'a Article,
    /// As the pane shows it.
    pub text: &'a Text,
    pub page: &'a Page,
    pub column: &'a Column,
    pub palette: &'a Palette,
    /// The part of the pane that holds the page.
    pub body: Rect,
    /// Where the page's own zero is on the screen.
    pub origin: f32,
}

/// A row on the screen.
pub(super) struct Line<'a> {
    pub row: &'a Row,
    pub galley: &'a Arc<Galley>,
    /// Upper edge of the row, upper and lower edge of its signs.
    pub top: f32,
    pub above: f32,
    pub below: f32,
}

impl Sheet<'_> {
    /// Draws the passages `visible`.
    pub fn paint(
        &self,
        ui: &mut Ui,
        visible: std::ops::Range<usize>,
        handles: &mut Handles,
        commands: &mut Vec<Command>,
    ) {
        let mut child = ui.new_child(eframe::egui::UiBuilder::new().max_rect(self.body));
        child.set_clip_rect(self.body.intersect(ui.clip_rect()));
        let ui = &mut child;
        let current = self.workbench.current(self.side);
        handles.begin(self, ui.rect_contains_pointer(self.body));
        for n in visible {
            let Some(passage) = self.article.passages.get(n) else { break };
            let extent = self.page.extent(self.article, n);
            let rect =
                Rect::from_x_y_ranges(self.body.x_range(), self.origin + extent.start..=self.origin + extent.end);
            if !rect.intersects(self.body) {
                continue;
            }
            if current == Some(passage.id) {
                let back = rect.expand2(vec2(0.0, 3.0));
                ui.painter().rect_filled(back, 0.0, self.palette.current);
                let bar = Rect::from_min_max(back.min, pos2(back.left() + 3.0, back.bottom()));
                ui.painter().rect_filled(bar, 0.0, self.palette.accent);
            }
            self.name(ui, rect, passage);
            self.margin(ui, rect, passage);
            let brackets = self.brackets(passage, handles);
            self.lines(ui, n, passage, &brackets, handles);
            brackets::ui(self, ui, passage, &brackets, handles, commands);
            brackets::beyond(self, ui, rect, passage, &brackets);
            self.memo(ui, rect, passage);
        }
        handles.ui(self, ui, commands);
    }

    /// The rows of a passage that are in view.
    fn lines(&self, ui: &Ui, n: usize, passage: &Passage, brackets: &[Bracket<'_>], handles: &mut Handles) {
        let view = self.body.top() - self.origin..self.body.bottom() - self.origin;
        let rows = self.page.rows(self.article, n, view);
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
        let ink = self.ink(passage);
        let size = typeset::font(passage, self.page.measure()).0.size;
        let marks = self.workbench.marks(self.side, first.span.hull(last.span));
        for row in &rows {
            let galley = self.galley(ui, passage, row, ink);
            let top = self.origin + row.top;
            // The signs stand in the middle of the row's height.
            let (above, below) = (top + (row.height - size * 1.24) / 2.0, top + (row.height + size * 1.16) / 2.0);
            let line = Line { row, galley: &galley, top, above, below };
            self.line(ui.painter(), &line, ink, &marks, brackets);
            handles.note(self, &line);
        }
    }

    /// Text that says nothing new, that was excluded, or that the filter leaves out, stands back.
    fn ink(&self, passage: &Passage) -> Color32 {
        let out = passage.duplicate_of.is_some() || passage.excluded.is_some();
        if out || !self.workbench.passes(self.side, passage.id) {
            self.palette.faint
        } else if passage.role.is_body() || matches!(passage.role, Part::Heading | Part::Title) {
            self.palette.text
        } else {
            self.palette.weak
        }
    }

    /// Number of the passage, state of the unit, stripes of its themes.
    fn margin(&self, ui: &Ui, rect: Rect, passage: &Passage) {
        let (painter, column, workbench, palette) = (ui.painter(), self.column, self.workbench, self.palette);
        if workbench.settings.layers.contains(&Layer::Numbers) && column.stripes - column.numbers > 20.0 {
            let font = FontId::new(11.0, FontFamily::Proportional);
            let place = pos2(column.stripes - 8.0, rect.top() + workbench.settings.size * 0.42);
            let number = painter.text(place, Align2::RIGHT_TOP, passage.id.number().to_string(), font, palette.faint);
            let state = workbench.unit_state(self.side, passage.id);
            // Before the number where there is room, else below it.
            let before = pos2(number.left() - 8.0, number.center().y);
            let at = if before.x > rect.left() + 7.0 { before } else { pos2(column.stripes - 13.0, place.y + 24.0) };
            draw_state(painter, at, state, palette);
        }
        if !workbench.settings.layers.contains(&Layer::Themes) {
            return;
        }
        let Some(analysis) = workbench.analysis(self.side) else { return };
        let Some(codebook) = workbench.codebook() else { return };
        let Some(labels) = analysis.labels.passages.get(passage.id.0 as usize) else { return };
        for (n, label) in labels.iter().take(STRIPES_SHOWN).enumerate() {
            let colour = palette.theme(codebook.theme(label.theme));
            let out = !workbench.filter.is_empty() && !workbench.filter.contains(&label.theme);
            let colour = if out { mix(palette.paper, colour, 0.3) } else { colour };
            let x = column.stripes + n as f32 * 5.0;
            let stripe = Rect::from_x_y_ranges(x..=x + 3.5, rect.top() + 2.0..=rect.bottom() - 2.0);
            if label.inherited {
                // Only the heading above speaks of it.
                painter.rect_stroke(stripe, 1.0, Stroke::new(1.0, colour), StrokeKind::Inside);
            } else {
                painter.rect_filled(stripe, 1.0, colour);
            }
        }
    }

    fn memo(&self, ui: &Ui, rect: Rect, passage: &Passage) {
        let memos = self.workbench.memos(self.side, passage.span);
        let Some((id, _, _)) = memos.first() else { return };
        let place = pos2(self.column.lanes + 8.0, rect.top() + 5.0);
        draw_memo(ui.painter(), place, self.palette);
        let area = Rect::from_center_size(place, vec2(12.0, 12.0));
        let id = ui.scope_id().with(("memo", self.side as usize, id.0, passage.id.0));
        let words: Vec<&str> = memos.iter().take(5).map(|(_, memo, _)| memo.text.as_str()).collect();
        let response = ui.interact(area, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Mark, true, self.workbench.text("memo")));
        response.on_hover_text(words.join("\n"));
    }

    fn line(&self, painter: &Painter, line: &Line<'_>, ink: Color32, marks: &[Mark], brackets: &[Bracket<'_>]) {
        let (workbench, palette, column) = (self.workbench, self.palette, self.column);
        if let Some(selection) = workbench.selection.filter(|s| s.side == self.side && !s.is_caret())
            && let Some((from, to)) = self.x_range(line, selection.span())
        {
            let through = selection.span().end > line.row.span.end && !line.row.last;
            let to = if through { column.text + column.width } else { to };
            let rows = line.top..=line.top + line.row.height;
            painter.rect_filled(Rect::from_x_y_ranges(from..=to, rows), 0.0, palette.selection);
        }
        let codebook = workbench.codebook();
        for mark in marks {
            let Some((from, to)) = self.x_range(line, mark.span) else { continue };
            let back = Rect::from_x_y_ranges(from..=to, line.above..=line.below);
            match mark.kind {
                MarkKind::Cue(theme) => {
                    let Some(codebook) = codebook else { continue };
                    let colour = palette.theme(codebook.theme(theme));
                    painter.rect_filled(back, 2.0, palette.tint(colour));
                }
                MarkKind::Hit { current } => {
                    let fill = mix(palette.paper, palette.hit, if current { 0.38 } else { 0.16 });
                    painter.rect_filled(back, 2.0, fill);
                    let width = if current { 2.0 } else { 1.0 };
                    painter.rect_stroke(back, 2.0, Stroke::new(width, palette.hit), StrokeKind::Inside);
                }
                MarkKind::Figure(_) | MarkKind::Measure(_) => {}
            }
        }
        painter.galley(pos2(column.text, line.top), Arc::clone(line.galley), ink);
        for mark in marks {
            let colour = match mark.kind {
                MarkKind::Figure(_) => palette.figure,
                MarkKind::Measure(_) => palette.measure,
                MarkKind::Cue(_) | MarkKind::Hit { .. } => continue,
            };
            let Some((from, to)) = self.x_range(line, mark.span) else { continue };
            let (y, stroke) = (line.below + 0.5, Stroke::new(1.5, colour));
            if matches!(mark.kind, MarkKind::Figure(_)) {
                painter.hline(from + 1.0..=to - 1.0, y, stroke);
            } else {
                painter.extend(Shape::dashed_line(&[pos2(from + 1.0, y), pos2(to - 1.0, y)], stroke, 4.0, 2.5));
            }
        }
        brackets::underline(self, painter, line, brackets);
        if let Some((from, to)) =
            workbench.link_source.filter(|(side, _)| *side == self.side).and_then(|(_, span)| self.x_range(line, span))
        {
            // What a link was begun at waits in a frame.
            for y in [line.above - 1.0, line.below + 1.0] {
                let stroke = Stroke::new(1.5, palette.accent);
                painter.extend(Shape::dashed_line(&[pos2(from, y), pos2(to, y)], stroke, 6.0, 3.0));
            }
        }
        if let Some(selection) = workbench.selection.filter(|s| s.side == self.side && workbench.active == s.side)
            && let Some(x) = self.x_at(line, selection.head)
        {
            let caret = Rect::from_x_y_ranges(x - 0.75..=x + 0.75, line.above..=line.below);
            painter.rect_filled(caret, 0.0, palette.accent);
        }
    }

    /// Where on the screen a place of a row is; none if it is in another row.
    pub fn x_at(&self, line: &Line<'_>, at: CharIndex) -> Option<f32> {
        let here = line.row.span.contains(at) || (line.row.last && line.row.span.end == at);
        here.then(|| self.column.text + x_of(line.galley, (at.0 - line.row.span.start.0) as usize))
    }

    /// From where to where a span runs in a row, on the screen.
    pub fn x_range(&self, line: &Line<'_>, span: Span) -> Option<(f32, f32)> {
        let row = line.row.span;
        if !row.overlaps(span) {
            return None;
        }
        let from = span.start.max(row.start).0 - row.start.0;
        let to = span.end.min(row.end).0 - row.start.0;
        let x = |n: u32| self.column.text + x_of(line.galley, n as usize);
        Some((x(from), x(to)))
    }

    /// The place in the source under a point of the screen.
    pub fn index_at(&self, ui: &Ui, pos: Pos2) -> Option<CharIndex> {
        let y = pos.y - self.origin;
        let n = self.page.block_at(y);
        let passage = self.article.passages.get(n)?;
        let row = self.page.row_at(self.article, n, y)?;
        let galley = self.galley(ui, passage, &row, Color32::PLACEHOLDER);
        let cursor = galley.cursor_from_pos(vec2(pos.x - self.column.text, 1.0)).index.0 as u32;
        // Behind the last sign of a row that goes on in the next, the caret would show in the next row.
        let most = if row.last { row.span.len() } else { row.span.len().saturating_sub(1) };
        Some(CharIndex(row.span.start.0 + cursor.min(most)))
    }

    /// What a screen reader and a test call the passage.
    fn name(&self, ui: &Ui, rect: Rect, passage: &Passage) {
        let seen = rect.intersect(ui.clip_rect());
        if seen.height() < 2.0 {
            return;
        }
        let id = ui.scope_id().with(("passage", self.side as usize, passage.id.0));
        let response = ui.interact(seen, id, Sense::hover());
        response.widget_info(|| {
            let words = self.article.text.slice(passage.span);
            let args = [
                ("number", f64::from(passage.id.number()).into()),
                ("text", words.into()),
                ("side", if self.side == Side::Left { "left" } else { "right" }.into()),
            ];
            WidgetInfo::labeled(Role::Paragraph, true, self.workbench.format("passage-name", &args))
        });
        if let Some(reason) = &passage.excluded {
            let args = [("reason", reason.as_str().into())];
            response.on_hover_text_at_pointer(self.workbench.format("excluded-because", &args));
        } else if let Some(PassageId(first)) = passage.duplicate_of {
            let args = [("number", f64::from(first + 1).into())];
            response.on_hover_text_at_pointer(self.workbench.format("repeats-passage", &args));
        }
    }

    /// A row laid out; egui keeps it while it is in view.
    fn galley(&self, ui: &Ui, passage: &Passage, row: &Row, ink: Color32) -> Arc<Galley> {
        let measure = self.page.measure();
        let (font, _) = typeset::font(passage, measure);
        let words: String = self.text.slice(row.span).chars().map(typeset::shown).collect();
        let format = TextFormat { font_id: font, color: ink, line_height: Some(row.height), ..TextFormat::default() };
        let job = |words: String, format: TextFormat| {
            let mut job = LayoutJob::single_section(words, format);
            job.wrap = TextWrapping { max_width: f32::INFINITY, ..TextWrapping::default() };
            job.break_on_newline = false;
            job.keep_trailing_whitespace = true;
            job
        };
        let count = words.chars().count();
        let plain = ui.painter().layout_job(job(words.clone(), format.clone()));
        let slack = measure.width - plain.rect.width();
        // A full row ends at the right edge: what a mark pushed down is spread between the signs.
        if row.last || count < 2 || slack < 0.5 || slack > format.font_id.size * 2.5 {
            return plain;
        }
        let format = TextFormat { extra_letter_spacing: slack / (count - 1) as f32, ..format };
        ui.painter().layout_job(job(words, format))
    }
}

/// How far the coder is: nothing, ring, disc, question mark, bar.
pub fn draw_state(painter: &Painter, at: Pos2, state: UnitState, palette: &Palette) {
    match state {
        UnitState::Unread => {}
        UnitState::Read => {
            painter.circle_stroke(at, 3.5, Stroke::new(1.5, palette.weak));
        }
        UnitState::Coded => {
            painter.circle_filled(at, 4.0, palette.good);
        }
        UnitState::Unsure => {
            painter.text(at, Align2::CENTER_CENTER, "?", FontId::proportional(12.0), palette.warning);
        }
        UnitState::Excluded => {
            painter.hline(at.x - 4.0..=at.x + 4.0, at.y, Stroke::new(2.0, palette.weak));
        }
    }
}

/// A memo: a sheet with a folded corner.
pub fn draw_memo(painter: &Painter, at: Pos2, palette: &Palette) {
    let sheet = Rect::from_center_size(at, vec2(8.0, 9.0));
    let fold = pos2(sheet.right(), sheet.top() + 3.0);
    let outline =
        vec![sheet.left_top(), pos2(sheet.right() - 3.0, sheet.top()), fold, sheet.right_bottom(), sheet.left_bottom()];
    painter.add(Shape::convex_polygon(outline, palette.warning, Stroke::NONE));
}

/// How far from the row's beginning its `n`th sign stands.
fn x_of(galley: &Galley, n: usize) -> f32 {
    let Some(row) = galley.rows.first() else { return 0.0 };
    row.pos.x + row.glyphs.get(n).map_or_else(|| row.glyphs.last().map_or(0.0, |g| g.max_x()), |g| g.pos.x)
}
