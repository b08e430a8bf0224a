//! Which figures of two articles may be shown together.

use serde::{Deserialize, Serialize};

use super::{Figure, FigureId};
use crate::article::Article;
use crate::script::Normalized;

/// How two figures stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same measure: may be subtracted.
    Same,
    /// Kindred: shown together, never subtracted.
    Kindred,
}

/// Why two figures compare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What was looked at: unit, subject, denominator, period, place.
    pub what: String,
    /// From 0 to 1.
    pub score: f64,
    /// The words that the two share, or how their units convert.
    pub evidence: String,
}

/// A figure of the left article and one of the right that compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparable {
    pub left: FigureId,
    pub right: FigureId,
    pub relation: Relation,
    /// From 0 to 1.
    pub score: f64,
    /// Proposed to the reader, not only ranked.
    pub accepted: bool,
    pub reasons: Vec<Reason>,
}

/// One article's part in a comparison of figures.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    pub article: &'a Article,
    pub normalized: &'a Normalized,
    pub figures: &'a [Figure],
}

/// Pairs of figures, the best first.
pub fn comparables(_left: Side<'_>, _right: Side<'_>) -> Vec<Comparable> {
    Vec::new()
}
