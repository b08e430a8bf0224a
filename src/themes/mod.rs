//! The codebook, and which passage speaks of which theme, with evidence.
//!
//! Works on normalised text; reports spans of the source.

use crate::text::Span;

/// Which theme of a codebook, by its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ThemeIndex(pub u16);

/// A place where a cue of a theme stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CueHit {
    /// In the source.
    pub span: Span,
    /// The cue as the codebook has it.
    pub normalized: String,
    /// Which facet of the theme it speaks for, by its place in the theme.
    pub facet: u16,
}

/// A passage speaks of a theme.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    pub theme: ThemeIndex,
    /// From the heading above, without a cue of its own.
    pub inherited: bool,
    /// How much of the passage's evidence speaks for the theme, 0 to 1.
    pub strength: f64,
    pub cues: Vec<CueHit>,
}

/// The themes of each passage of an article, strongest first, by passage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Labels {
    pub passages: Vec<Vec<Label>>,
}
