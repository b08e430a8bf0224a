//! The codebook, and which passage speaks of which theme, with evidence.
//!
//! Works on normalised text; reports spans of the source.

mod codebook;
mod label;
mod matcher;
mod terms;

pub use codebook::{Codebook, CodebookError, CodebookWarning, Colour, Facet, Family, Names, Rgb, Theme, Weight};
pub use label::label;
pub(crate) use matcher::{clauses, is_clause_end};
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

/// The themes of each passage of an article, strongest first, by passage; none where a passage has none.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    pub passages: Vec<Vec<Label>>,
}

impl Labels {
    /// The themes of a passage, strongest first.
    pub fn of(&self, passage: PassageId) -> &[Label] {
        self.passages.get(passage.0 as usize).map_or(&[], Vec::as_slice)
    }
}
