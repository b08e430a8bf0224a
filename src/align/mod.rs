//! Which passage of one article answers which of the other, and why.

mod features;
mod score;

use crate::article::{Article, PassageId};
use crate::progress::{Cancelled, Progress};
use crate::script::Normalized;
use crate::themes::{Codebook, Labels, ThemeIndex};

/// What the parts of a score came to, each 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
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

/// One of the two articles, with what is known of it.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub article: &'a Article,
    pub normalized: &'a Normalized,
    pub labels: &'a Labels,
}

/// How many candidates each passage keeps, in either direction.
pub const KEPT: usize = 20;

/// Scores what the two articles say against each other. Repeats, headings and furniture have no candidates.
pub fn align(
    left: Side<'_>,
    right: Side<'_>,
    codebook: &Codebook,
    progress: &Progress,
) -> Result<Alignment, Cancelled> {
    let left = features::of(left);
    let right = features::of(right);
    score::candidates(&left, &right, codebook, progress, Some(KEPT)).map(|candidates| Alignment { candidates })
}

/// Every pair that has anything in common, however little.
pub fn align_all(
    left: Side<'_>,
    right: Side<'_>,
    codebook: &Codebook,
    progress: &Progress,
) -> Result<Alignment, Cancelled> {
    let left = features::of(left);
    let right = features::of(right);
    score::candidates(&left, &right, codebook, progress, None).map(|candidates| Alignment { candidates })
}
