//! A drawing: shapes and placed text in the order they are painted, with what a pointer can find in it.
//!
//! Window, PNG, SVG and PDF all come from this one list.

use serde::Serialize;

use super::fonts::Face;
use super::layout::{ASCENT, DESCENT, Line, Placed, Type};
pub use crate::comparison::Side;
use crate::text::Span;

/// A place in a drawing, in its pixels, from the upper left corner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Point {
    pub x: f32,
    pub y: f32,
}

/// A rectangle of a drawing; `x0 <= x1`, `y0 <= y1`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Rect {
    pub x0: f32,
    pub y0: f32,
    pub x1: f32,
    pub y1: f32,
}

impl Rect {
    pub fn new(x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        Self { x0: x0.min(x1), y0: y0.min(y1), x1: x0.max(x1), y1: y0.max(y1) }
    }

    pub fn width(self) -> f32 {
        self.x1 - self.x0
    }

    pub fn height(self) -> f32 {
        self.y1 - self.y0
    }

    pub fn contains(self, p: Point) -> bool {
        self.x0 <= p.x && p.x < self.x1 && self.y0 <= p.y && p.y < self.y1
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(self, other: Rect) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    /// Whether `inner` lies wholly in this one.
    pub fn covers(self, inner: Rect) -> bool {
        self.x0 <= inner.x0 && inner.x1 <= self.x1 && self.y0 <= inner.y0 && inner.y1 <= self.y1
    }

    pub fn shrunk(self, by: f32) -> Rect {
        Rect::new(self.x0 + by, self.y0 + by, self.x1 - by, self.y1 - by)
    }
}

/// An sRGB colour with straight alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    pub r: u8,
    pub g: u8,
    pub b: u8,
    /// 255 covers what is below.
    pub a: u8,
}

impl Color {
    pub const fn rgb(hex: u32) -> Self {
        Self { r: (hex >> 16) as u8, g: (hex >> 8) as u8, b: hex as u8, a: 255 }
    }

    pub fn with_alpha(self, alpha: f32) -> Self {
        Self { a: (alpha.clamp(0.0, 1.0) * 255.0).round() as u8, ..self }
    }

    /// Brightness as a reader of a grey print sees it, 0 to 255 (Rec. 709 weights).
    pub fn luma(self) -> u8 {
        ((u32::from(self.r) * 2126 + u32::from(self.g) * 7152 + u32::from(self.b) * 722) / 10000) as u8
    }

    /// The colour between this one and `other`, `share` of the way.
    pub fn mixed(self, other: Color, share: f32) -> Color {
        let mix = |a: u8, b: u8| (f32::from(a) + (f32::from(b) - f32::from(a)) * share).round() as u8;
        Color { r: mix(self.r, other.r), g: mix(self.g, other.g), b: mix(self.b, other.b), a: self.a }
    }
}

/// A shape; the order of a drawing's items is the order of painting.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Rect {
        rect: Rect,
        color: Color,
    },
    Polygon {
        points: Vec<Point>,
        color: Color,
    },
    /// A line of `width` through the points.
    Stroke {
        points: Vec<Point>,
        width: f32,
        color: Color,
    },
    Circle {
        center: Point,
        radius: f32,
        color: Color,
    },
    /// The label of this number.
    Label(usize),
}

/// A line of text in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    pub text: String,
    pub line: Line,
    pub style: Type,
    pub color: Color,
    /// Where the baseline begins.
    pub origin: Point,
}

impl Label {
    /// The room the label takes.
    pub fn rect(&self) -> Rect {
        Rect::new(
            self.origin.x,
            self.origin.y - ASCENT * self.style.size,
            self.origin.x + self.line.width,
            self.origin.y + DESCENT * self.style.size,
        )
    }
}

/// Glyphs of one face that stand side by side as the font spaces them.
pub struct Run<'a> {
    pub face: Face,
    pub glyphs: &'a [Placed],
    /// Where the first begins, from the label's origin.
    pub x: f32,
}

impl Label {
    /// The label in runs of one face; one begins anew where spacing was taken away.
    pub fn runs(&self) -> Vec<Run<'_>> {
        let glyphs = &self.line.glyphs;
        let mut runs = Vec::new();
        let mut at = 0;
        while at < glyphs.len() {
            let first = glyphs[at];
            let mut end = at + 1;
            let mut expected = first.x;
            while end < glyphs.len() && glyphs[end].face == first.face {
                expected += glyphs[end - 1].advance(self.style.size);
                if (glyphs[end].x - expected).abs() > 0.01 {
                    break;
                }
                end += 1;
            }
            runs.push(Run { face: first.face, glyphs: &glyphs[at..end], x: first.x });
            at = end;
        }
        runs
    }
}

/// Where in the sources something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    pub side: Side,
    /// Code points of that article's reference text.
    pub span: Span,
}

/// What a pointer finds in a drawing: lines to show and places to go to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hit {
    pub rect: Rect,
    /// Value, wording, sentence, in this order, as far as there are any.
    pub tip: Vec<String>,
    /// A click leads to the first.
    pub places: Vec<Place>,
    /// Where a click leads in an article beyond the two: its place among the chart's articles, and the words' place in it.
    pub beyond: Option<(usize, Span)>,
}

/// A finished chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawing {
    /// In pixels at scale 1.
    pub width: f32,
    pub height: f32,
    pub background: Color,
    pub items: Vec<Item>,
    pub labels: Vec<Label>,
    /// In the order they were drawn; the last that holds a point lies on top.
    pub hits: Vec<Hit>,
    pub title: String,
    /// The note under the chart as one text, to be copied.
    pub note: String,
}

impl Drawing {
    /// What lies under a point, in the drawing's pixels.
    pub fn hit_at(&self, point: Point) -> Option<&Hit> {
        self.hits.iter().rev().find(|hit| hit.rect.contains(point))
    }

    /// The whole surface.
    pub fn rect(&self) -> Rect {
        Rect::new(0.0, 0.0, self.width, self.height)
    }
}
