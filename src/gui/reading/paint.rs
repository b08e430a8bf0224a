//! Painting the rows in view: marks behind and under the text, the text, selection and caret.

use std::sync::Arc;

use eframe::egui::text::{LayoutJob, TextFormat, TextWrapping};
use eframe::egui::{
    Align2, Color32, FontFamily, FontId, Galley, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
};

use super::typeset::{self, Page, Row};
use super::{Column, Reader};
use crate::article::{Article, Passage, PassageId};
use crate::gui::style::{Palette, mix};
use crate::session::UnitState;
use crate::text::{CharIndex, Span, Text};
use crate::workbench::{Coded, Layer, Mark, MarkKind, Workbench};

/// The stripes beside a passage at most; a fifth theme is in the inspector.
const STRIPES_SHOWN: usize = 4;

impl Reader {
    #[expect(clippy::too_many_arguments, reason = "all that a page is drawn from")]
    pub(super) fn paint(
        &self,
        ui: &mut Ui,
        body: Rect,
        column: &Column,
        workbench: &Workbench,
        article: &Article,
        text: &Text,
        palette: &Palette,
    ) {
        let Some((_, page)) = &self.page else { return };
        let origin = self.origin();
        let mut child = ui.new_child(eframe::egui::UiBuilder::new().max_rect(body));
        child.set_clip_rect(body.intersect(ui.clip_rect()));
        let ui = &mut child;
        let current = workbench.current(self.side);
        for n in self.visible() {
            let Some(passage) = article.passages.get(n) else { break };
            let extent = page.extent(article, n);
            let rect = Rect::from_x_y_ranges(body.x_range(), origin + extent.start..=origin + extent.end);
            if !rect.intersects(body) {
                continue;
            }
            if current == Some(passage.id) {
                let back = rect.expand2(eframe::egui::vec2(0.0, 3.0));
                ui.painter().rect_filled(back, 0.0, palette.current);
                let bar = Rect::from_min_max(back.min, pos2(back.left() + 3.0, back.bottom()));
                ui.painter().rect_filled(bar, 0.0, palette.accent);
            }
            self.margin(ui, rect, column, workbench, passage, palette);
            self.lanes(ui, page, article, rect, column, workbench, passage, palette);
            let ink = self.ink(workbench, passage, palette);
            let marks = workbench.marks(self.side, passage.span);
            let codings = workbench.codings(self.side, passage.span);
            for row in page.rows(article, n, body.top() - origin..body.bottom() - origin) {
                let top = origin + row.top;
                if top + row.height < body.top() || top > body.bottom() {
                    continue;
                }
                self.row(ui, page, passage, &row, text, column, top, ink, &marks, &codings, workbench, palette);
            }
            self.name(ui, rect, workbench, article, passage);
        }
    }

    /// A bracket in the right margin for each coding, as tall as what it covers.
    #[expect(clippy::too_many_arguments, reason = "all that brackets are drawn from")]
    fn lanes(
        &self,
        ui: &Ui,
        page: &Page,
        article: &Article,
        rect: Rect,
        column: &Column,
        workbench: &Workbench,
        passage: &Passage,
        palette: &Palette,
    ) {
        if !workbench.settings.layers.contains(&Layer::Codings) {
            return;
        }
        let origin = self.origin();
        for (n, coded) in workbench.codings(self.side, passage.span).into_iter().enumerate() {
            let (place, end) = (passage.id.0 as usize, CharIndex(coded.span.end.0.saturating_sub(1)));
            let (Some(first), Some(last)) =
                (page.row_of(article, place, coded.span.start), page.row_of(article, place, end))
            else {
                continue;
            };
            // Three lanes; more share the last one, and the inspector lists them all.
            let x = column.lanes + n.min(2) as f32 * 5.5;
            let (top, bottom) = (origin + first.top + 3.0, origin + last.top + last.height - 3.0);
            let colour = workbench.code_theme(coded.code).map_or(palette.accent, |t| palette.theme(t));
            let line = vec![pos2(x, top), pos2(x + 4.0, top), pos2(x + 4.0, bottom), pos2(x, bottom)];
            ui.painter().add(Shape::line(line, Stroke::new(2.0, colour)));
            let area = Rect::from_min_max(pos2(x - 1.0, top), pos2(x + 6.0, bottom));
            let id = ui.scope_id().with(("coding", self.side as usize, coded.id.0, passage.id.0));
            let response = ui.interact(area, id, Sense::hover());
            let name = workbench.format(
                "coding-by",
                &[
                    ("code", workbench.code_name(coded.code).into()),
                    ("coder", workbench.coder_name(coded.coder).into()),
                ],
            );
            response.widget_info(|| WidgetInfo::labeled(Role::Mark, true, &name));
            response.on_hover_text(name);
        }
        if let Some((id, memo, _)) = workbench.memos(self.side, passage.span).first() {
            let place = pos2(column.lanes + 6.0, rect.top() + 6.0);
            ui.painter().circle_filled(place, 3.0, palette.warning);
            let area = Rect::from_center_size(place, eframe::egui::vec2(10.0, 10.0));
            let id = ui.scope_id().with(("memo", self.side as usize, id.0, passage.id.0));
            ui.interact(area, id, Sense::hover()).on_hover_text(memo.text.as_str());
        }
    }

    /// Text that says nothing new, or that the filter leaves out, stands back.
    fn ink(&self, workbench: &Workbench, passage: &Passage, palette: &Palette) -> Color32 {
        if !workbench.passes(self.side, passage.id) || passage.duplicate_of.is_some() {
            palette.faint
        } else if passage.role.is_body()
            || passage.heading_level.is_some()
            || passage.role == crate::article::Role::Title
        {
            palette.text
        } else {
            palette.weak
        }
    }

    /// Number of the passage, stripes of its themes.
    fn margin(
        &self,
        ui: &Ui,
        rect: Rect,
        column: &Column,
        workbench: &Workbench,
        passage: &Passage,
        palette: &Palette,
    ) {
        let painter = ui.painter();
        if workbench.settings.layers.contains(&Layer::Numbers) && column.stripes - column.numbers > 20.0 {
            let font = FontId::new(11.0, FontFamily::Proportional);
            let place = pos2(column.stripes - 8.0, rect.top() + workbench.settings.size * 0.42);
            painter.text(place, Align2::RIGHT_TOP, passage.id.number().to_string(), font, palette.faint);
            self.state(ui, pos2(column.stripes - 13.0, place.y + 24.0), workbench, passage, palette);
        }
        if !workbench.settings.layers.contains(&Layer::Themes) {
            return;
        }
        let Some(analysis) = workbench.analysis(self.side) else { return };
        let Some(codebook) = workbench.codebook() else { return };
        let labels = &analysis.labels.passages[passage.id.0 as usize];
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

    /// How far the coder is: nothing, ring, disc, question mark, bar.
    fn state(&self, ui: &Ui, at: eframe::egui::Pos2, workbench: &Workbench, passage: &Passage, palette: &Palette) {
        let painter = ui.painter();
        let ink = palette.weak;
        match workbench.unit_state(self.side, passage.id) {
            UnitState::Unread => {}
            UnitState::Read => {
                painter.circle_stroke(at, 3.5, Stroke::new(1.5, ink));
            }
            UnitState::Coded => {
                painter.circle_filled(at, 4.0, palette.good);
            }
            UnitState::Unsure => {
                painter.text(at, Align2::CENTER_CENTER, "?", FontId::proportional(12.0), palette.warning);
            }
            UnitState::Excluded => {
                painter.hline(at.x - 4.0..=at.x + 4.0, at.y, Stroke::new(2.0, ink));
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "all that a row is drawn from")]
    fn row(
        &self,
        ui: &Ui,
        page: &Page,
        passage: &Passage,
        row: &Row,
        text: &Text,
        column: &Column,
        top: f32,
        ink: Color32,
        marks: &[Mark],
        codings: &[&Coded],
        workbench: &Workbench,
        palette: &Palette,
    ) {
        let galley = row_galley(ui, page, passage, row, text, ink);
        let painter = ui.painter();
        let size = typeset::font(passage, page.measure()).0.size;
        // The signs stand in the middle of the row's height.
        let (above, below) = (top + (row.height - size * 1.24) / 2.0, top + (row.height + size * 1.16) / 2.0);
        let range = |span: Span| self.x_range(&galley, row, span, column);
        if let Some(selection) = workbench.selection.filter(|s| s.side == self.side && !s.is_caret())
            && let Some((from, to)) = range(selection.span())
        {
            let through = selection.span().end > row.span.end && !row.last;
            let to = if through { column.text + column.width } else { to };
            painter.rect_filled(Rect::from_x_y_ranges(from..=to, top..=top + row.height), 0.0, palette.selection);
        }
        let codebook = workbench.codebook();
        for mark in marks {
            let Some((from, to)) = range(mark.span) else { continue };
            let back = Rect::from_x_y_ranges(from..=to, above..=below);
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
        painter.galley(pos2(column.text, top), Arc::clone(&galley), ink);
        for mark in marks {
            let Some((from, to)) = range(mark.span) else { continue };
            match mark.kind {
                MarkKind::Figure(_) => {
                    painter.hline(from + 1.0..=to - 1.0, below + 0.5, Stroke::new(1.5, palette.figure));
                }
                MarkKind::Measure(_) => {
                    let line = [pos2(from + 1.0, below + 0.5), pos2(to - 1.0, below + 0.5)];
                    painter.extend(Shape::dashed_line(&line, Stroke::new(1.5, palette.measure), 4.0, 2.5));
                }
                MarkKind::Cue(_) | MarkKind::Hit { .. } => {}
            }
        }
        if workbench.settings.layers.contains(&Layer::Codings) {
            for coded in codings {
                let Some((from, to)) = range(coded.span) else { continue };
                let colour = workbench.code_theme(coded.code).map_or(palette.accent, |t| palette.theme(t));
                // Two lines: no other mark has them.
                for y in [below + 2.0, below + 4.5] {
                    painter.hline(from..=to, y, Stroke::new(1.25, colour));
                }
            }
        }
        if let Some(selection) = workbench.selection.filter(|s| s.side == self.side && workbench.active == s.side) {
            let head = selection.head;
            let here = row.span.contains(head) || (row.last && row.span.end == head);
            if here {
                let x = column.text + x_of(&galley, (head.0 - row.span.start.0) as usize);
                let caret = Rect::from_x_y_ranges(x - 0.75..=x + 0.75, above..=below);
                painter.rect_filled(caret, 0.0, palette.accent);
            }
        }
    }

    /// From where to where a span runs in a row, on the screen.
    fn x_range(&self, galley: &Galley, row: &Row, span: Span, column: &Column) -> Option<(f32, f32)> {
        if !row.span.overlaps(span) {
            return None;
        }
        let from = span.start.max(row.span.start).0 - row.span.start.0;
        let to = span.end.min(row.span.end).0 - row.span.start.0;
        Some((column.text + x_of(galley, from as usize), column.text + x_of(galley, to as usize)))
    }

    /// What a screen reader and a test call the passage.
    fn name(&self, ui: &Ui, rect: Rect, workbench: &Workbench, article: &Article, passage: &Passage) {
        let seen = rect.intersect(ui.clip_rect());
        if seen.height() < 2.0 {
            return;
        }
        let id = ui.scope_id().with(("passage", self.side as usize, passage.id.0));
        let response = ui.interact(seen, id, Sense::hover());
        response.widget_info(|| {
            let words = article.text.slice(passage.span);
            let args = [
                ("number", f64::from(passage.id.number()).into()),
                ("text", words.into()),
                ("side", if self.side == crate::comparison::Side::Left { "left" } else { "right" }.into()),
            ];
            WidgetInfo::labeled(Role::Paragraph, true, workbench.format("passage-name", &args))
        });
        if let Some(PassageId(first)) = passage.duplicate_of {
            response.on_hover_text_at_pointer(
                workbench.format("repeats-passage", &[("number", f64::from(first + 1).into())]),
            );
        }
    }
}

/// A row laid out; egui keeps it while it is in view.
pub(super) fn row_galley(ui: &Ui, page: &Page, passage: &Passage, row: &Row, text: &Text, ink: Color32) -> Arc<Galley> {
    let measure = page.measure();
    let (font, _) = typeset::font(passage, measure);
    let words: String = text.slice(row.span).chars().map(typeset::shown).collect();
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

/// How far from the row's beginning its `n`th sign stands.
fn x_of(galley: &Galley, n: usize) -> f32 {
    let Some(row) = galley.rows.first() else { return 0.0 };
    row.pos.x + row.glyphs.get(n).map_or_else(|| row.glyphs.last().map_or(0.0, |g| g.max_x()), |g| g.pos.x)
}
