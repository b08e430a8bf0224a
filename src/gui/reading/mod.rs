//! The reading pane: an article set in rows of its own, with marks, selection, and its overview.

mod brackets;
mod breaking;
mod input;
mod overview;
pub mod paint;
mod typeset;

pub use typeset::shown;

use std::ops::Range;
use std::sync::Arc;

use eframe::egui::{self, Rect, Role, Sense, Ui, WidgetInfo, pos2};

use self::brackets::Handles;
use self::paint::Sheet;
use self::typeset::{Measure, Page};
use super::fonts::Face;
use super::style::Palette;
use crate::article::{Article, PassageId};
use crate::comparison::Side;
use crate::text::{Span, Text};
use crate::workbench::{Command, DocumentId, View, Workbench};

/// Widths of the columns beside the text, from left to right.
const NUMBERS: f32 = 34.0;
const STRIPES: f32 = 22.0;
const LANES: f32 = 20.0;
const OVERVIEW: f32 = 12.0;
/// Space above the first and below the last passage.
const MARGIN: f32 = 14.0;
/// Longer rows are hard to follow; the column stays in the middle.
const LONGEST: f32 = 42.0;

/// What a pane remembers between frames. View state only: nothing that the session or the workbench must know.
pub struct Reader {
    side: Side,
    page: Option<(PageKey, Page)>,
    /// How far the page is scrolled, in points.
    scroll: f32,
    /// Where the page is on its way to.
    target: Option<f32>,
    /// The last reveal that was carried out.
    revealed: u64,
    /// Whether the pointer is drawing a selection.
    dragging: bool,
    /// The reader moved the page in this frame.
    pub moved: bool,
    /// Where the page is on the screen.
    pub rect: Rect,
    text_left: f32,
    handles: Handles,
    /// What is being dragged to the other pane, to be joined with something there.
    pub linking: Option<Span>,
    /// The overview's strip, and what it was made from.
    strip: (Option<overview::Key>, Arc<egui::Mesh>),
}

#[derive(Clone, Copy, PartialEq)]
struct PageKey {
    document: DocumentId,
    edition: u32,
    /// Without the machine's structure.
    plain: bool,
    view: View,
    measure: Measure,
    pixels_per_point: f32,
}

/// The column of a pane that holds running text.
struct Column {
    numbers: f32,
    stripes: f32,
    text: f32,
    width: f32,
    lanes: f32,
}

impl Reader {
    pub fn new(side: Side) -> Self {
        Self {
            side,
            page: None,
            scroll: 0.0,
            target: None,
            revealed: 0,
            dragging: false,
            moved: false,
            rect: Rect::NOTHING,
            text_left: 0.0,
            handles: Handles::default(),
            linking: None,
            strip: Default::default(),
        }
    }

    /// Draws the article of the side into all of `ui`.
    pub fn ui(&mut self, ui: &mut Ui, workbench: &Workbench, commands: &mut Vec<Command>) {
        let rect = ui.available_rect_before_wrap();
        ui.allocate_rect(rect, Sense::hover());
        self.rect = rect;
        self.moved = false;
        let palette = Palette::of(ui);
        ui.painter().rect_filled(rect, 0.0, palette.paper);
        let (Some(document), Some(article), Some(text)) =
            (workbench.document(self.side), workbench.article(self.side), workbench.shown_text(self.side))
        else {
            return;
        };
        let face = if workbench.is_traditional(self.side) { Face::Traditional } else { Face::Simplified };
        let (column, measure) = column(rect, workbench, face);
        self.text_left = column.text;
        let key = PageKey {
            document: document.id,
            edition: document.edition,
            plain: workbench.settings.unaided,
            view: workbench.pane(self.side).view,
            measure,
            pixels_per_point: ui.ctx().pixels_per_point(),
        };
        self.set_page(ui, key, article, text, rect.height());
        self.follow_reveal(workbench, article, rect.height());
        self.glide(ui, rect.height());

        let id = ui.scope_id().with(("reader", self.side as usize));
        let strip = Rect::from_min_max(pos2(rect.right() - OVERVIEW, rect.top()), rect.right_bottom());
        let body = Rect::from_min_max(rect.min, pos2(strip.left(), rect.bottom()));
        let response = ui.interact(body, id, Sense::click_and_drag());
        let name = workbench.text(if self.side == Side::Left { "pane-left" } else { "pane-right" });
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, format!("{name} {}", document.title)));
        self.wheel(ui, body, rect.height());
        let mut handles = std::mem::take(&mut self.handles);
        let (mut pull, mut linking) = (0.0, self.linking);
        if let Some((_, page)) = &self.page {
            let (side, origin) = (self.side, self.origin());
            let (column, palette) = (&column, &palette);
            let sheet = Sheet { side, workbench, article, text, page, column, palette, body, origin };
            pull = input::pointer(&sheet, ui, &response, &mut self.dragging, &mut linking, commands);
            response.context_menu(|ui| crate::gui::panels::coding::menu(ui, workbench, commands));
            sheet.paint(ui, self.visible(), &mut handles, commands);
        }
        self.handles = handles;
        self.linking = linking;
        self.pull(ui, pull);
        self.overview(ui, strip, id, workbench, article, &palette);
    }

    fn set_page(&mut self, ui: &Ui, key: PageKey, article: &Article, text: &Text, height: f32) {
        if self.page.as_ref().is_none_or(|(old, _)| *old != key) {
            // The same article in another width or size stays at the passage that was on top.
            let keep = self.page.as_ref().filter(|(old, _)| old.document == key.document).map(|(_, page)| {
                let block = page.block_at(self.scroll - MARGIN);
                (block, self.scroll - MARGIN - page.extent(article, block).start)
            });
            let mut page = Page::new(article, key.measure);
            ui.fonts_mut(|fonts| page.settle(article, text, 0.0..height, fonts));
            self.target = None;
            self.scroll = 0.0;
            if let Some((block, offset)) = keep.filter(|&(block, offset)| block > 0 || offset > 0.0) {
                let top = page.extent(article, block).start;
                ui.fonts_mut(|fonts| page.settle(article, text, top..top + height, fonts));
                self.scroll = page.extent(article, block).start + offset.min(height) + MARGIN;
            }
            self.page = Some((key, page));
        }
        let Some((_, page)) = &mut self.page else { return };
        if !page.is_settled() {
            let view = self.scroll - MARGIN..self.scroll - MARGIN + height;
            let shift = ui.fonts_mut(|fonts| page.settle(article, text, view, fonts));
            self.scroll += shift;
            if let Some(target) = &mut self.target {
                *target += shift;
            }
            ui.ctx().request_repaint();
        }
        self.scroll = self.scroll.clamp(0.0, self.limit(height));
    }

    fn limit(&self, height: f32) -> f32 {
        let page = self.page.as_ref().map_or(0.0, |(_, page)| page.height());
        (page + 2.0 * MARGIN - height).max(0.0)
    }

    /// Scrolls to a place that was asked for, if it is not in view with some air around it.
    fn follow_reveal(&mut self, workbench: &Workbench, article: &Article, height: f32) {
        let Some(reveal) = workbench.pane(self.side).reveal else { return };
        if reveal.number == self.revealed {
            return;
        }
        self.revealed = reveal.number;
        let Some((_, page)) = &self.page else { return };
        let Some(rows) = page.row_extent(article, reveal.span.start) else { return };
        let (top, bottom) = (rows.start + MARGIN, rows.end + MARGIN);
        let now = self.target.unwrap_or(self.scroll);
        let air = (height * 0.15).min(90.0);
        if top < now + air || bottom > now + height - air {
            self.target = Some((top - height * 0.3).clamp(0.0, self.limit(height)));
        }
    }

    /// Moves towards the target, a part of the way each frame.
    fn glide(&mut self, ui: &Ui, height: f32) {
        let Some(target) = self.target else { return };
        let target = target.clamp(0.0, self.limit(height));
        let distance = target - self.scroll;
        // Farther than a few pages is a jump: gliding over text that nobody can read helps nobody.
        if distance.abs() < 1.0 || distance.abs() > height * 3.0 || ui.style().animation_time == 0.0 {
            self.scroll = target;
            self.target = None;
        } else {
            let dt = ui.input(|i| i.stable_dt).min(0.05);
            self.scroll += distance * (1.0 - (-dt * 18.0).exp());
            ui.ctx().request_repaint();
        }
    }

    fn wheel(&mut self, ui: &Ui, body: Rect, height: f32) {
        let over = ui.rect_contains_pointer(body);
        let delta = ui.input(|i| if over && !i.modifiers.ctrl { i.smooth_scroll_delta().y } else { 0.0 });
        if delta != 0.0 {
            self.target = None;
            self.scroll = (self.scroll - delta).clamp(0.0, self.limit(height));
            self.moved = true;
            ui.ctx().request_repaint();
        }
    }

    /// A selection that is drawn beyond the pane's edge takes the page along.
    fn pull(&mut self, ui: &Ui, by: f32) {
        if by != 0.0 {
            self.scroll = (self.scroll + by).clamp(0.0, self.limit(self.rect.height()));
            ui.ctx().request_repaint();
        }
    }

    /// The passage at a height of the screen.
    pub fn passage_at(&self, article: &Article, y: f32) -> Option<PassageId> {
        let (_, page) = self.page.as_ref()?;
        article.passages.get(page.block_at(y - self.origin())).map(|p| p.id)
    }

    /// The screen's height range of the rows that a span stands in, in view or not.
    pub fn span_extent(&self, article: &Article, span: Span) -> Option<Range<f32>> {
        let (_, page) = self.page.as_ref()?;
        let end = crate::text::CharIndex(span.end.0.saturating_sub(1).max(span.start.0));
        let (first, last) = (page.row_extent(article, span.start)?, page.row_extent(article, end)?);
        let origin = self.origin();
        Some(origin + first.start..origin + last.end)
    }

    /// Moves the page by `by` of its height in view.
    pub fn turn(&mut self, by: f32) {
        let height = self.rect.height();
        let from = self.target.unwrap_or(self.scroll);
        self.target = Some((from + by * (height - 40.0)).clamp(0.0, self.limit(height)));
        self.moved = true;
    }

    /// The screen's height range of a passage, in view or not.
    pub fn extent(&self, article: &Article, passage: PassageId) -> Option<Range<f32>> {
        let (_, page) = self.page.as_ref()?;
        let extent = page.extent(article, passage.0 as usize);
        let origin = self.origin();
        Some(origin + extent.start..origin + extent.end)
    }

    /// The passages in view.
    pub fn visible(&self) -> Range<usize> {
        let Some((_, page)) = &self.page else { return 0..0 };
        let top = self.scroll - MARGIN;
        page.block_at(top)..page.block_at(top + self.rect.height()) + 1
    }

    /// Brings a passage to a height of the screen.
    pub fn bring(&mut self, article: &Article, passage: PassageId, y: f32) {
        let Some(extent) = self.extent(article, passage) else { return };
        let height = self.rect.height();
        let to = (self.scroll + extent.start - y).clamp(0.0, self.limit(height));
        if (to - self.scroll).abs() > 1.0 {
            self.target = Some(to);
        }
    }

    /// Where the page's own zero is on the screen.
    fn origin(&self) -> f32 {
        self.rect.top() + MARGIN - self.scroll
    }
}

fn column(rect: Rect, workbench: &Workbench, face: Face) -> (Column, Measure) {
    let size = workbench.settings.size;
    let narrow = rect.width() < 300.0;
    let numbers = if narrow { 4.0 } else { NUMBERS };
    let room = rect.width() - numbers - STRIPES - LANES - OVERVIEW;
    // A whole number of signs, so that most rows are full without stretching.
    let signs = (room / size).floor().clamp(4.0, LONGEST);
    let width = signs * size;
    let left = rect.left() + ((room - width) / 2.0).max(0.0).round();
    let text = left + numbers + STRIPES;
    let column = Column { numbers: left, stripes: left + numbers, text, width, lanes: text + width + 4.0 };
    (column, Measure { width, size, leading: workbench.settings.leading, face })
}
