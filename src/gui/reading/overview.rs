//! The strip beside a page that shows all of the article, and where the view is.

use eframe::egui::{CursorIcon, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use super::typeset::Page;
use super::{Band, Reader};
use crate::article::Article;
use crate::comparison::Side;
use crate::gui::style::{Palette, mix};
use crate::workbench::Workbench;

impl Reader {
    pub(super) fn overview(
        &mut self,
        ui: &Ui,
        strip: Rect,
        id: Id,
        workbench: &Workbench,
        article: &Article,
        palette: &Palette,
    ) {
        let Some((_, page)) = &self.page else { return };
        let height = self.rect.height();
        let whole = page.height().max(1.0);
        let painter = ui.painter_at(strip);
        painter.rect_filled(strip, 0.0, palette.chrome);
        let scale = strip.height() / (whole + 2.0 * super::MARGIN).max(height);
        let y_of = |y: f32| strip.top() + (y + super::MARGIN) * scale;
        let key = (workbench.revision, strip, whole.to_bits(), palette.dark);
        if self.bands.0 != Some(key) {
            self.lines = lines(page, article, self.side, workbench, y_of);
            self.bands = (Some(key), bands(page, article, self.side, workbench, palette, y_of));
        }
        for &(top, bottom, colour) in &self.bands.1 {
            let band =
                Rect::from_x_y_ranges(strip.left() + 3.0..=strip.right() - 3.0, top..=(bottom - 1.0).max(top + 0.5));
            painter.rect_filled(band, 0.0, colour);
        }
        for &y in &self.lines {
            painter.hline(strip.x_range(), y + 1.0, Stroke::new(1.5, palette.hit));
        }
        let view = Rect::from_x_y_ranges(
            strip.left() + 0.5..=strip.right() - 0.5,
            strip.top() + self.scroll * scale..=(strip.top() + (self.scroll + height) * scale).min(strip.bottom()),
        );
        painter.rect_stroke(view, 3.0, Stroke::new(1.5, palette.accent), StrokeKind::Inside);

        let response = ui.interact(strip, id.with("overview"), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, workbench.text("overview")));
        if response.hovered() {
            ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
        }
        if (response.clicked() || response.dragged())
            && let Some(pos) = response.interact_pointer_pos()
        {
            let to = (pos.y - strip.top()) / scale - height / 2.0;
            self.scroll = to.clamp(0.0, self.limit(height));
            self.target = None;
            self.moved = true;
        }
        ui.painter().vline(strip.left(), strip.y_range(), Stroke::new(1.0, palette.line));
    }
}

/// The colour of each stretch of the article by its first theme. Of more passages than pixels, those that begin a new
/// pixel.
fn bands(
    page: &Page,
    article: &Article,
    side: Side,
    workbench: &Workbench,
    palette: &Palette,
    y_of: impl Fn(f32) -> f32,
) -> Vec<Band> {
    let mut drawn = f32::NEG_INFINITY;
    let analysis = workbench.analysis(side);
    let codebook = workbench.codebook();
    let mut bands = Vec::new();
    for (n, passage) in article.passages.iter().enumerate() {
        let extent = page.extent(article, n);
        let (top, bottom) = (y_of(extent.start), y_of(extent.end));
        if bottom < drawn + 0.5 {
            continue;
        }
        drawn = bottom;
        let label = analysis.zip(codebook).and_then(|(analysis, codebook)| {
            let labels = &analysis.labels.passages[n];
            let filter = &workbench.filter;
            let shown = labels.iter().find(|l| filter.is_empty() || filter.contains(&l.theme))?;
            Some(palette.theme(codebook.theme(shown.theme)))
        });
        let colour = match label {
            Some(colour) if passage.duplicate_of.is_none() => mix(palette.chrome, colour, 0.8),
            Some(colour) => mix(palette.chrome, colour, 0.35),
            None => palette.line,
        };
        bands.push((top, bottom, colour));
    }
    bands
}

/// Where the search found something; hits that fall on one pixel are one line.
fn lines(page: &Page, article: &Article, side: Side, workbench: &Workbench, y_of: impl Fn(f32) -> f32) -> Vec<f32> {
    let mut lines: Vec<f32> = Vec::new();
    for hit in workbench.search.hits.iter().filter(|h| h.side == side) {
        let n = article.passages.partition_point(|p| p.span.start <= hit.span.start).saturating_sub(1);
        let y = y_of(page.extent(article, n).start);
        if lines.last().is_none_or(|&last| y > last + 1.0) {
            lines.push(y);
        }
    }
    lines
}
