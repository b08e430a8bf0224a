//! The codebook, and which passage speaks of which theme, with evidence.
//!
//! Works on normalised text; reports spans of the source.

mod codebook;
mod label;
mod matcher;
mod points;
mod terms;

pub use codebook::{Codebook, CodebookError, CodebookWarning, Colour, Facet, Family, Names, Rgb, Theme, Weight};
pub use label::label;
pub(crate) use matcher::{clauses, is_clause_end};
pub use points::Point;
pub use terms::{Term, counted_words, distinctive};

use crate::article::PassageId;
use crate::text::Span;

/// Which theme of a codebook, by its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThemeIndex(pub u16);

/// A place where a cue of a theme stands.
#[derive(Clone, Debug, PartialEq)]
pub struct CueHit {
    /// In the source.
    pub span: Span,
    /// The cue as the codebook has it; the two words of a family joined by `…`.
    pub normalized: String,
    /// Which facet of the theme it speaks for, by its place in the theme.
    pub facet: u16,
    /// How much it says by itself.
    pub weight: Weight,
}

/// A passage speaks of a theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    pub theme: ThemeIndex,
    /// Without a strong cue of its own: the heading above lends it, or to a heading the passages under it; the cues
    /// given only support it.
    pub inherited: bool,
    /// How much of the passage's evidence speaks for the theme, 0 to 1.
    pub strength: f64,
    pub cues: Vec<CueHit>,
}

/// A point of the codebook that a passage tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PointHit {
    /// By its place in the codebook.
    pub point: u16,
    /// The words that tell it; in the source.
    pub span: Span,
}

/// The themes of each passage of an article, strongest first, by passage; none where a passage has none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    pub passages: Vec<Vec<Label>>,
    /// What each passage tells, by point.
    pub points: Vec<Vec<PointHit>>,
}

impl Labels {
    /// The themes of a passage, strongest first.
    pub fn of(&self, passage: PassageId) -> &[Label] {
        self.passages.get(passage.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// The points that a passage tells, by their place in the codebook.
    pub fn points_of(&self, passage: PassageId) -> &[PointHit] {
        self.points.get(passage.0 as usize).map_or(&[], Vec::as_slice)
    }
}
