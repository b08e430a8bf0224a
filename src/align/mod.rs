//! Which passage of one article answers which of the other, and why.

mod choose;
mod features;
mod index;
mod reasons;
mod score;

pub use index::Limits;
pub use reasons::{ClausePair, CuePair, PointPair, Reasons, reasons};

use serde::Serialize;

use crate::article::{Article, PassageId};
use crate::nearness::Nearness;
use crate::progress::{Cancelled, Progress};
use crate::script::Normalized;
use crate::themes::{Labels, ThemeIndex};
use features::Vocabulary;
use index::Blocks;
use score::Scorer;

/// What the parts of a score came to, each 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct SubScores {
    /// Facets that both speak of, rare ones more.
    pub facets: f64,
    /// Themes that both speak of.
    pub themes: f64,
    /// Points that both tell, rare ones more.
    pub points: f64,
    /// Pairs of characters that stand in both, rare ones more.
    pub text: f64,
    /// The two clauses that are most alike.
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
    /// Which clauses of the two are most alike, counted from 0; [`reasons`] says where they stand.
    pub clauses: Option<(u32, u32)>,
}

/// How much of the two articles was compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Every passage with every other.
    #[default]
    Whole,
    /// Passages of sections that answer each other: an article has more than [`WHOLE`] passages.
    Sections,
}

/// The pairs of two articles: the best of each passage, ordered by left, then score.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    pub candidates: Vec<Candidate>,
    /// The same of whole sections, named by their headings.
    pub sections: Vec<Candidate>,
    pub scope: Scope,
}

impl Alignment {
    /// The candidates of a left passage, best first.
    pub fn of_left(&self, passage: PassageId) -> &[Candidate] {
        let from = self.candidates.partition_point(|c| c.left < passage);
        let to = self.candidates.partition_point(|c| c.left <= passage);
        &self.candidates[from..to]
    }

    /// How far passages answer each other, where they do at all.
    pub fn nearness(&self) -> Nearness {
        self.candidates.iter().map(|c| ((c.left, c.right), c.score)).collect()
    }

    /// The candidates of a right passage, best first.
    pub fn of_right(&self, passage: PassageId) -> Vec<&Candidate> {
        let mut found: Vec<&Candidate> = self.candidates.iter().filter(|c| c.right == passage).collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.left.cmp(&b.left)));
        found
    }
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
/// Articles of more passages than this are aligned within aligned sections only.
pub const WHOLE: usize = 20_000;
/// With how many sections of the other article each section is then held against.
const SECTIONS_EACH: usize = 3;

/// Scores what the two articles say against each other. Repeats, headings and furniture have no candidates.
pub fn align(left: Side<'_>, right: Side<'_>, progress: &Progress) -> Result<Alignment, Cancelled> {
    align_within(left, right, &Limits::USUAL, progress)
}

/// The same under other limits than the usual ones.
pub fn align_within(
    left: Side<'_>,
    right: Side<'_>,
    limits: &Limits,
    progress: &Progress,
) -> Result<Alignment, Cancelled> {
    let sections = section_scorer(left, right);
    let sections = choose::choose(&sections, sections.indexed(None, limits, progress)?, KEPT);
    let scorer = passage_scorer(left, right);
    let scope = if scorer.left.len().max(scorer.right.len()) > limits.whole { Scope::Sections } else { Scope::Whole };
    let within = match scope {
        Scope::Whole => None,
        Scope::Sections => Some(aligned_blocks(left, right, limits, progress)?),
    };
    let pairs = scorer.indexed(within.as_ref(), limits, progress)?;
    Ok(Alignment { candidates: choose::choose(&scorer, pairs, KEPT), sections, scope })
}

/// The same with every pair that has anything in common, however little; quadratic.
pub fn align_all(left: Side<'_>, right: Side<'_>, progress: &Progress) -> Result<Alignment, Cancelled> {
    let all = |scorer: Scorer| Ok(choose::choose(&scorer, scorer.all(progress)?, usize::MAX));
    let (sections, candidates) = (all(section_scorer(left, right))?, all(passage_scorer(left, right))?);
    Ok(Alignment { candidates, sections, scope: Scope::Whole })
}

/// What the alignment makes of one pair of passages, or of two sections by their headings; none if either is not
/// aligned.
pub fn score_of(
    left: Side<'_>,
    right: Side<'_>,
    a: PassageId,
    b: PassageId,
    progress: &Progress,
) -> Result<Option<Candidate>, Cancelled> {
    let alignment = align(left, right, progress)?;
    let known = alignment.candidates.into_iter().chain(alignment.sections).find(|c| c.left == a && c.right == b);
    // What is not among the best is not accepted.
    let find = |scorer: Scorer| scorer.pair(a, b);
    Ok(known.or_else(|| find(passage_scorer(left, right))).or_else(|| find(section_scorer(left, right))))
}

fn passage_scorer(left: Side<'_>, right: Side<'_>) -> Scorer {
    let mut vocabulary = Vocabulary::default();
    let units = (features::passages(left, &mut vocabulary), features::passages(right, &mut vocabulary));
    Scorer::new(units.0, units.1, &vocabulary)
}

fn section_scorer(left: Side<'_>, right: Side<'_>) -> Scorer {
    let mut vocabulary = Vocabulary::default();
    let units = (features::sections(left, &mut vocabulary), features::sections(right, &mut vocabulary));
    Scorer::new(units.0, units.1, &vocabulary)
}

/// Which stretches of the right article each stretch of the left one is held against, and the other way round.
fn aligned_blocks(
    left: Side<'_>,
    right: Side<'_>,
    limits: &Limits,
    progress: &Progress,
) -> Result<index::Scope, Cancelled> {
    let mut vocabulary = Vocabulary::default();
    let lefts = Blocks::new(left, limits.block, &mut vocabulary);
    let rights = Blocks::new(right, limits.block, &mut vocabulary);
    let scorer = Scorer::new(lefts.units, rights.units, &vocabulary);
    let pairs = choose::best_blocks(scorer.indexed(None, limits, progress)?, SECTIONS_EACH);
    Ok(index::Scope::new(lefts.of_unit, rights.of_unit, &pairs))
}

/// The best candidate of some left passages among all right ones, without the index; for checking it.
pub fn best_of_all(
    left: Side<'_>,
    right: Side<'_>,
    passages: &[PassageId],
    progress: &Progress,
) -> Result<Vec<Option<Candidate>>, Cancelled> {
    let scorer = passage_scorer(left, right);
    let mut best = Vec::with_capacity(passages.len());
    for (done, &passage) in passages.iter().enumerate() {
        progress.check(done, passages.len())?;
        best.push(scorer.best_of_all(passage));
    }
    Ok(best)
}
