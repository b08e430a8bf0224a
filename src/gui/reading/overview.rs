//! The strip beside a page that shows all of the article, and where the view is.

use std::sync::Arc;

use eframe::egui::{Color32, CursorIcon, Id, Mesh, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo};

use super::Reader;
use super::typeset::Page;
use crate::article::Article;
use crate::comparison::Side;
use crate::gui::style::{Palette, mix};
use crate::workbench::{DocumentId, Workbench};

/// What the strip depends on.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Key {
    document: DocumentId,
    revision: u64,
    place: Rect,
    /// Points of the page to a point of the strip. Rounded: while a long page is being measured its height moves a
    /// little in every frame, and nobody sees it.
    scale: i32,
    dark: bool,
}

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
        let Some((page_key, page)) = &self.page else { return };
        let height = self.rect.height();
        let whole = page.height().max(1.0);
        let painter = ui.painter_at(strip);
        painter.rect_filled(strip, 0.0, palette.chrome);
        let scale = strip.height() / (whole + 2.0 * super::MARGIN).max(height);
        let key = Key {
            document: page_key.document,
            revision: workbench.revision,
            place: strip,
            scale: (scale.max(f32::MIN_POSITIVE).ln() * 200.0).round() as i32,
            dark: palette.dark,
        };
        if self.strip.0 != Some(key) {
            let y_of = |y: f32| strip.top() + (y + super::MARGIN) * scale;
            let mesh = mesh(page, article, self.side, workbench, palette, strip, y_of);
            self.strip = (Some(key), Arc::new(mesh));
        }
        painter.add(Shape::Mesh(Arc::clone(&self.strip.1)));
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

/// The strip as triangles, so that drawing it costs nothing in the frames in which it stays the same.
fn mesh(
    page: &Page,
    article: &Article,
    side: Side,
    workbench: &Workbench,
    palette: &Palette,
    strip: Rect,
    y_of: impl Fn(f32) -> f32,
) -> Mesh {
    let mut mesh = Mesh::default();
    let columns = strip.left() + 3.0..=strip.right() - 3.0;
    for (top, bottom, colour) in bands(page, article, side, workbench, palette, &y_of) {
        let bottom = (bottom - 1.0).max(top + 0.5);
        mesh.add_colored_rect(Rect::from_x_y_ranges(columns.clone(), top..=bottom), colour);
    }
    let place = |start| {
        let n = article.passages.partition_point(|p| p.span.start <= start).saturating_sub(1);
        y_of(page.extent(article, n).start)
    };
    // Coded places at the outer edge, hits across the whole strip.
    for y in pixels(workbench.all_codings(side).iter().map(|c| place(c.span.start))) {
        let tick = Rect::from_x_y_ranges(strip.right() - 3.0..=strip.right(), y..=y + 2.0);
        mesh.add_colored_rect(tick, palette.good);
    }
    for y in pixels(workbench.hits_in(side, article.text.span()).map(|(_, hit)| place(hit.span.start))) {
        mesh.add_colored_rect(Rect::from_x_y_ranges(strip.x_range(), y..=y + 1.5), palette.hit);
    }
    mesh
}

/// Heights without those that fall on the pixel of the one before.
fn pixels(heights: impl Iterator<Item = f32>) -> Vec<f32> {
    let mut kept: Vec<f32> = Vec::new();
    for y in heights {
        if kept.last().is_none_or(|&last| y > last + 1.0) {
            kept.push(y);
        }
    }
    kept
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
) -> Vec<(f32, f32, Color32)> {
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
