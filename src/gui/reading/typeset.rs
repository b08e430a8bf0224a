//! The rows of an article in a pane: where each passage stands and breaks, without laying out a glyph.
//!
//! Rows come from the widths of characters alone, so a page of any length is known soon; glyphs are laid out for the
//! rows in view. Passages far from view count with an estimated height until their turn comes.

use std::collections::BTreeMap;
use std::ops::Range;

use eframe::egui::FontId;
use eframe::egui::epaint::text::FontsView;

use super::breaking;
use crate::article::{Article, Passage, Role};
use crate::gui::fonts::Face;
use crate::text::{CharIndex, Span, Text};

/// What a page's layout depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measure {
    /// Width of the column of text, in points.
    pub width: f32,
    /// Size of running text, in points.
    pub size: f32,
    /// Distance of two baselines, in sizes.
    pub leading: f32,
    pub face: Face,
}

/// How passages of a role are set: size (in sizes of running text), bold, space above.
fn setting(role: Role, level: Option<u8>) -> (f32, bool, f32) {
    match (role, level) {
        (Role::Title, _) => (1.3, true, 0.6),
        (Role::Heading, Some(1) | None) => (1.12, true, 1.1),
        (Role::Heading, _) => (1.0, true, 0.9),
        (Role::Boilerplate, _) => (0.9, false, 0.3),
        (Role::ListItem | Role::Paragraph | Role::Filler, _) => (1.0, false, 0.55),
    }
}

/// A passage on the page.
#[derive(Clone, Debug)]
struct Block {
    /// Row starts within the passage, in code points; `None` while the height is a guess.
    rows: Option<Vec<u32>>,
    /// With the space above.
    height: f32,
}

/// Where the rows of an article are.
pub struct Page {
    measure: Measure,
    blocks: Vec<Block>,
    /// Upper edge of each block, and the lower edge of the last.
    tops: Vec<f32>,
    advances: BTreeMap<(u32, bool, char), f32>,
    /// The first block whose height is a guess.
    unknown: usize,
}

/// A row of a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// In the source.
    pub span: Span,
    /// Upper edge and height, in points of the page.
    pub top: f32,
    pub height: f32,
    /// The last of its passage: not stretched to full width.
    pub last: bool,
}

/// What one call of [`Page::settle`] measures at most, in code points.
const PORTION: u32 = 30_000;

impl Page {
    pub fn new(article: &Article, measure: Measure) -> Self {
        let blocks: Vec<Block> =
            article.passages.iter().map(|p| Block { rows: None, height: guess(p, &measure) }).collect();
        let mut page = Self { measure, tops: Vec::new(), blocks, advances: BTreeMap::new(), unknown: 0 };
        page.stack(0);
        page
    }

    pub fn measure(&self) -> &Measure {
        &self.measure
    }

    /// Height of the whole page.
    pub fn height(&self) -> f32 {
        self.tops.last().copied().unwrap_or(0.0)
    }

    /// Whether every height is known.
    pub fn is_settled(&self) -> bool {
        self.unknown >= self.blocks.len()
    }

    fn stack(&mut self, from: usize) {
        self.tops.resize(self.blocks.len() + 1, 0.0);
        for n in from..self.blocks.len() {
            self.tops[n + 1] = self.tops[n] + self.blocks[n].height;
        }
    }

    /// Measures the blocks in view, and a portion of the rest. Gives how far the block at `scroll` moved.
    pub fn settle(&mut self, article: &Article, text: &Text, view: Range<f32>, fonts: &mut FontsView<'_>) -> f32 {
        if self.is_settled() {
            return 0.0;
        }
        let anchor = self.block_at(view.start);
        let before = self.tops.get(anchor).copied().unwrap_or(0.0);
        let mut first = usize::MAX;
        // Blocks in view may become smaller and let others in: a few rounds settle it.
        for _ in 0..4 {
            let shift = self.tops.get(anchor).copied().unwrap_or(0.0) - before;
            let inside = self.block_at(view.start + shift)..=self.block_at(view.end + shift);
            let mut changed = false;
            for n in inside {
                if self.blocks.get(n).is_some_and(|b| b.rows.is_none()) {
                    self.set(article, text, n, fonts);
                    first = first.min(n);
                    changed = true;
                }
            }
            if !changed {
                break;
            }
            self.stack(first);
        }
        let mut measured = 0;
        while self.unknown < self.blocks.len() && measured < PORTION {
            if self.blocks[self.unknown].rows.is_none() {
                measured += article.passages[self.unknown].span.len() + 20;
                self.set(article, text, self.unknown, fonts);
                first = first.min(self.unknown);
            }
            self.unknown += 1;
        }
        if first < self.blocks.len() {
            self.stack(first);
        }
        self.tops.get(anchor).copied().unwrap_or(0.0) - before
    }

    fn set(&mut self, article: &Article, text: &Text, n: usize, fonts: &mut FontsView<'_>) {
        let passage = &article.passages[n];
        let (font, bold) = font(passage, &self.measure);
        let key = (font.size * 16.0) as u32;
        let chars: Vec<char> = text.slice(passage.span).chars().map(shown).collect();
        let advances = &mut self.advances;
        let mut width = |c: char| *advances.entry((key, bold, c)).or_insert_with(|| fonts.glyph_width(&font, c));
        // All ideographs of a face are one em wide.
        let ideograph = width('一');
        let starts =
            breaking::rows(
                &chars,
                self.measure.width,
                |c| {
                    if breaking::is_ideograph(c) { ideograph } else { width(c) }
                },
            );
        self.blocks[n].height =
            above(passage, &self.measure) + starts.len() as f32 * row_height(passage, &self.measure);
        self.blocks[n].rows = Some(starts);
    }

    /// The block that holds height `y`; the last for anything below.
    pub fn block_at(&self, y: f32) -> usize {
        let below = self.tops.partition_point(|&top| top <= y);
        below.saturating_sub(1).min(self.blocks.len().saturating_sub(1))
    }

    /// Upper and lower edge of a passage, without the space above it.
    pub fn extent(&self, article: &Article, n: usize) -> Range<f32> {
        let Some(passage) = article.passages.get(n) else { return 0.0..0.0 };
        self.tops[n] + above(passage, &self.measure)..self.tops[n + 1]
    }

    /// The rows of a passage that touch `view`, in points of the page.
    pub fn rows(&self, article: &Article, n: usize, view: Range<f32>) -> Vec<Row> {
        let Some((passage, starts)) = self.known(article, n) else { return Vec::new() };
        let (top, height) = (self.tops[n] + above(passage, &self.measure), row_height(passage, &self.measure));
        let first = ((view.start - top) / height).floor().max(0.0) as usize;
        let end = ((view.end - top) / height).ceil().max(0.0) as usize;
        (first..end.min(starts.len())).map(|k| self.row(n, passage, starts, k)).collect()
    }

    /// The row of a passage at a height of the page; the last for anything below.
    pub fn row_at(&self, article: &Article, n: usize, y: f32) -> Option<Row> {
        let (passage, starts) = self.known(article, n)?;
        let (top, height) = (self.tops[n] + above(passage, &self.measure), row_height(passage, &self.measure));
        let k = ((y - top) / height).floor().max(0.0) as usize;
        Some(self.row(n, passage, starts, k.min(starts.len().checked_sub(1)?)))
    }

    /// The row of a passage where `index` stands; the first for anything before.
    pub fn row_of(&self, article: &Article, n: usize, index: CharIndex) -> Option<Row> {
        let (passage, starts) = self.known(article, n)?;
        let within = index.0.saturating_sub(passage.span.start.0);
        let k = starts.partition_point(|&start| start <= within).saturating_sub(1);
        Some(self.row(n, passage, starts, k))
    }

    fn known<'a>(&'a self, article: &'a Article, n: usize) -> Option<(&'a Passage, &'a [u32])> {
        Some((article.passages.get(n)?, self.blocks.get(n)?.rows.as_deref()?))
    }

    fn row(&self, n: usize, passage: &Passage, starts: &[u32], k: usize) -> Row {
        let height = row_height(passage, &self.measure);
        let end = starts.get(k + 1).copied().unwrap_or(passage.span.len());
        Row {
            span: Span::new(starts[k], end).shifted(passage.span.start),
            top: self.tops[n] + above(passage, &self.measure) + k as f32 * height,
            height,
            last: k + 1 == starts.len(),
        }
    }

    /// Upper and lower edge of the row where `index` stands.
    pub fn row_extent(&self, article: &Article, index: CharIndex) -> Option<Range<f32>> {
        let n = article.passages.partition_point(|p| p.span.start <= index).checked_sub(1)?;
        let row = self.row_of(article, n, index);
        Some(row.map_or_else(|| self.extent(article, n), |r| r.top..r.top + r.height))
    }
}

/// Characters without a shape of their own are read as spaces; a joined passage includes its breaks. What stands for bytes that
/// could not be read, and for things that are no characters, has no shape in the faces: printers set 〓 for a letter that is missing.
pub fn shown(c: char) -> char {
    if matches!(c, char::REPLACEMENT_CHARACTER | '\u{fffc}') {
        return '〓';
    }
    if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200b}' | '\u{feff}' | '\u{fffe}') { ' ' } else { c }
}

/// The font of a passage, and whether it is bold.
pub fn font(passage: &Passage, measure: &Measure) -> (FontId, bool) {
    let (size, bold, _) = setting(passage.role, passage.heading_level);
    (measure.face.font(bold, (measure.size * size).round()), bold)
}

fn row_height(passage: &Passage, measure: &Measure) -> f32 {
    (font(passage, measure).0.size * measure.leading).round()
}

fn above(passage: &Passage, measure: &Measure) -> f32 {
    (measure.size * setting(passage.role, passage.heading_level).2).round()
}

fn guess(passage: &Passage, measure: &Measure) -> f32 {
    let em = font(passage, measure).0.size;
    let rows = (passage.span.len() as f32 * em / measure.width.max(em)).ceil().max(1.0);
    above(passage, measure) + rows * row_height(passage, measure)
}
