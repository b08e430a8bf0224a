//! Which passage of one article answers which of the other, and why.

use crate::article::PassageId;
use crate::themes::ThemeIndex;

/// What the parts of a score came to, each 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SubScores {
    pub facets: f64,
    pub themes: f64,
    pub text: f64,
    pub clause: f64,
}

/// A pair of passages that may answer each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    pub left: PassageId,
    pub right: PassageId,
    /// 0 to 1.
    pub score: f64,
    /// Good enough to be shown as a counterpart.
    pub accepted: bool,
    /// Themes that both speak of.
    pub themes: Vec<ThemeIndex>,
    pub parts: SubScores,
}

/// The pairs of two articles: accepted ones and the best of each passage, ordered by left, then score.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    pub candidates: Vec<Candidate>,
}
