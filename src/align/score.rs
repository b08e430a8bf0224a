//! The score of a pair, and which pairs are good enough.
//!
//! Candidates come from an inverted index of pairs of characters: two passages meet where they share one that is
//! rare enough ([`COMMON`]). Up to [`SMALL`] pairs are all scored.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::features::{Ids, Sparse, Unit, Vocabulary};
use super::{Candidate, SubScores};
use crate::article::{Article, PassageId};
use crate::progress::{Cancelled, Progress};
use crate::themes::ThemeIndex;

const FACETS: f64 = 0.40;
const THEMES: f64 = 0.20;
const TEXT: f64 = 0.25;
const CLAUSE: f64 = 0.15;
/// What is left of a score without a shared theme.
const APART: f64 = 0.3;
/// A pair that shares a theme is accepted from here on.
const ACCEPT: f64 = 0.16;
/// Where a theme is inherited on a side, a clause must be so much alike besides, or the pair score so much.
const ALIKE: f64 = 0.3;
const ACCEPT_INHERITED: f64 = 0.25;
/// Where nothing has a theme, text alone decides from here on.
const ACCEPT_TEXT: f64 = 0.12;
/// What stands in more passages than this leads to no candidates by itself.
pub const COMMON: usize = 256;
/// Up to so many pairs all are scored: the index would save nothing.
const SMALL: usize = 40_000;
/// How many of a passage's candidates are scored in full.
const SCORED: usize = 64;

/// What pairs are taken into account.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Pairs {
    /// Those that the index leads to.
    Indexed,
    /// Each with each.
    All,
}

/// The units of both articles with weights, ready to be scored.
pub struct Scorer {
    left: Vec<Unit>,
    right: Vec<Unit>,
    /// Rarity of facets and of pairs of characters, by number.
    rarity: Vec<f64>,
    frequency: Vec<u32>,
    /// By facet and by pair of characters: the right units that have it, with its weight there.
    facet_postings: Vec<Vec<(u32, f64)>>,
    postings: Vec<Vec<(u32, f64)>>,
    has_themes: bool,
    allowed: Option<Allowed>,
}

/// Which sections are held against which, where not all passages are. Passages without a heading make one section.
#[derive(Clone)]
pub struct Allowed {
    /// The section of each passage, by its heading.
    left: Vec<Option<PassageId>>,
    right: Vec<Option<PassageId>>,
    pairs: BTreeSet<(Option<PassageId>, Option<PassageId>)>,
}

impl Allowed {
    /// Nothing but what stands before the first headings.
    pub fn new(left: &Article, right: &Article) -> Self {
        let headings = |article: &Article| article.passages.iter().map(|p| p.heading).collect();
        Self { left: headings(left), right: headings(right), pairs: BTreeSet::from([(None, None)]) }
    }

    pub fn allow(&mut self, left: PassageId, right: PassageId) {
        self.pairs.insert((Some(left), Some(right)));
    }

    fn allows(&self, left: PassageId, right: PassageId) -> bool {
        self.pairs.contains(&(self.left[left.0 as usize], self.right[right.0 as usize]))
    }
}

fn rarity<K>(ids: &Ids<K>, all: usize) -> Vec<f64> {
    let all = all as f64;
    ids.frequency.iter().map(|&df| ((all + 1.0) / (f64::from(df) + 0.5)).ln().max(0.05)).collect()
}

/// Weighed and brought to length one.
fn weigh(vector: &mut Sparse, rarity: &[f64]) {
    for (id, value) in vector.iter_mut() {
        *value *= rarity[*id as usize];
    }
    let length = vector.iter().map(|(_, x)| x * x).sum::<f64>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|(_, x)| *x /= length);
    }
}

fn dot<K: Ord>(a: &[(K, f64)], b: &[(K, f64)]) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < a.len() && j < b.len() {
        match a[i].0.cmp(&b[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += a[i].1 * b[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

fn postings(units: &[Unit], size: usize, of: impl Fn(&Unit) -> &Sparse) -> Vec<Vec<(u32, f64)>> {
    let mut postings = vec![Vec::new(); size];
    for (at, unit) in units.iter().enumerate() {
        for &(id, value) in of(unit) {
            postings[id as usize].push((at as u32, value));
        }
    }
    postings
}

impl Scorer {
    pub fn new(mut left: Vec<Unit>, mut right: Vec<Unit>, vocabulary: &Vocabulary) -> Self {
        let all = left.len() + right.len();
        let facets = rarity(&vocabulary.facets, all);
        let rarity = rarity(&vocabulary.bigrams, all);
        for unit in left.iter_mut().chain(&mut right) {
            weigh(&mut unit.facets, &facets);
            unit.facets.iter_mut().for_each(|(_, x)| *x *= unit.sure);
            weigh(&mut unit.bigrams, &rarity);
            let length = unit.themes.iter().map(|(_, x)| x * x).sum::<f64>().sqrt();
            unit.themes.iter_mut().for_each(|(_, x)| *x *= unit.sure / length);
        }
        let has_themes = [&left, &right].into_iter().all(|units| units.iter().any(|unit| !unit.themes.is_empty()));
        Self {
            facet_postings: postings(&right, facets.len(), |unit| &unit.facets),
            postings: postings(&right, rarity.len(), |unit| &unit.bigrams),
            frequency: vocabulary.bigrams.frequency.clone(),
            left,
            right,
            rarity,
            has_themes,
            allowed: None,
        }
    }

    /// How many units the longer side has.
    pub fn longest(&self) -> usize {
        self.left.len().max(self.right.len())
    }

    /// Scores only what `allowed` holds against each other.
    pub fn keep_to(&mut self, allowed: &Allowed) {
        self.allowed = Some(allowed.clone());
    }

    /// The best of all right units for a left one.
    pub fn best_of_all(&self, passage: PassageId) -> Option<Candidate> {
        let left = self.left.iter().position(|unit| unit.id == passage)?;
        let all = (0..self.right.len()).into_par_iter().map(|right| self.score(left, right));
        let best = all.reduce_with(|a, b| {
            let order = b.score.total_cmp(&a.score).then(a.right.cmp(&b.right));
            if order.is_le() { a } else { b }
        });
        best.filter(|candidate| candidate.score > 0.0)
    }

    /// The score of two units by their passages.
    pub fn pair(&self, a: PassageId, b: PassageId) -> Option<Candidate> {
        let left = self.left.iter().position(|unit| unit.id == a)?;
        let right = self.right.iter().position(|unit| unit.id == b)?;
        Some(self.score(left, right))
    }

    /// The candidates of both directions: the best `kept` of each unit and all that are accepted.
    pub fn candidates(&self, pairs: Pairs, kept: usize, progress: &Progress) -> Result<Vec<Candidate>, Cancelled> {
        const CHUNK: usize = 256;
        let pairs = if self.left.len() * self.right.len() <= SMALL { Pairs::All } else { pairs };
        let mut rows: Vec<Vec<Candidate>> = Vec::with_capacity(self.left.len());
        for from in (0..self.left.len()).step_by(CHUNK) {
            progress.check(from, self.left.len())?;
            let to = (from + CHUNK).min(self.left.len());
            let chunk = (from..to).into_par_iter().map_init(
                || vec![0.0; self.right.len()],
                |sums, at| match pairs {
                    Pairs::All => (0..self.right.len()).map(|other| self.score(at, other)).collect(),
                    Pairs::Indexed => self.row(at, sums),
                },
            );
            rows.extend(chunk.collect::<Vec<Vec<Candidate>>>());
        }
        Ok(best(rows, kept))
    }

    /// The candidates of one left unit, scored in full.
    fn row(&self, at: usize, sums: &mut [f64]) -> Vec<Candidate> {
        let unit = &self.left[at];
        let mut met: Vec<u32> = Vec::new();
        let mut meet = |postings: &[(u32, f64)], value: f64, met: &mut Vec<u32>| {
            for &(other, theirs) in postings {
                let sum = &mut sums[other as usize];
                if *sum == 0.0 {
                    met.push(other);
                }
                *sum += value * theirs;
            }
        };
        for &(id, value) in &unit.bigrams {
            if self.frequency[id as usize] as usize <= COMMON {
                meet(&self.postings[id as usize], TEXT * value, &mut met);
            }
        }
        for &(id, value) in &unit.facets {
            let postings = &self.facet_postings[id as usize];
            if postings.len() <= COMMON {
                meet(postings, FACETS * value, &mut met);
            }
        }
        for &other in &met {
            let theirs = &self.right[other as usize];
            sums[other as usize] += THEMES * dot(&unit.themes, &theirs.themes);
        }
        if let Some(allowed) = &self.allowed {
            met.retain(|&other| {
                let keep = allowed.allows(unit.id, self.right[other as usize].id);
                if !keep {
                    sums[other as usize] = 0.0;
                }
                keep
            });
        }
        let by_sum = |a: &u32, b: &u32| sums[*b as usize].total_cmp(&sums[*a as usize]).then(a.cmp(b));
        let least = met.len().min(SCORED);
        if met.len() > SCORED {
            met.select_nth_unstable_by(least, by_sum);
        }
        for &other in &met[least..] {
            sums[other as usize] = 0.0;
        }
        met.truncate(least);
        for &other in &met {
            sums[other as usize] = 0.0;
        }
        met.sort_unstable();
        met.into_iter().map(|other| self.score(at, other as usize)).collect()
    }

    /// The score of a pair, in full.
    pub fn score(&self, left: usize, right: usize) -> Candidate {
        let (a, b) = (&self.left[left], &self.right[right]);
        let themes: Vec<ThemeIndex> =
            a.themes.iter().map(|t| t.0).filter(|theme| b.themes.iter().any(|t| t.0 == *theme)).collect();
        let (clause, clauses) = self.best_clause(a, b);
        let parts = SubScores {
            facets: dot(&a.facets, &b.facets),
            themes: dot(&a.themes, &b.themes),
            text: dot(&a.bigrams, &b.bigrams),
            clause,
        };
        let sum = FACETS * parts.facets + THEMES * parts.themes + TEXT * parts.text + CLAUSE * parts.clause;
        // Without any themes on either side there is nothing to be apart by.
        let score = if themes.is_empty() && self.has_themes { APART * sum } else { sum };
        let said = themes.iter().any(|theme| a.said.contains(theme) && b.said.contains(theme));
        let accepted = if self.has_themes {
            !themes.is_empty() && score >= ACCEPT && (said || clause >= ALIKE || score >= ACCEPT_INHERITED)
        } else {
            score >= ACCEPT_TEXT
        };
        Candidate { left: a.id, right: b.id, score, accepted, themes, parts, clauses }
    }

    /// The greatest share that a clause of one has in a clause of the other, by rarity of pairs of characters.
    fn best_clause(&self, a: &Unit, b: &Unit) -> (f64, Option<(u32, u32)>) {
        let sum = |bigrams: &[u32]| bigrams.iter().map(|&id| self.rarity[id as usize]).sum::<f64>();
        let theirs: Vec<f64> = b.clauses.iter().map(|clause| sum(&clause.bigrams)).collect();
        let (mut most, mut which) = (0.0, None);
        for x in &a.clauses {
            let mine = sum(&x.bigrams);
            for (y, theirs) in b.clauses.iter().zip(&theirs) {
                let shared = self.shared(&x.bigrams, &y.bigrams);
                let share = 2.0 * shared / (mine + theirs);
                if share > most {
                    (most, which) = (share, Some((x.place, y.place)));
                }
            }
        }
        (most, which)
    }

    fn shared(&self, a: &[u32], b: &[u32]) -> f64 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while i < a.len() && j < b.len() {
            match a[i].cmp(&b[j]) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    sum += self.rarity[a[i] as usize];
                    i += 1;
                    j += 1;
                }
            }
        }
        sum
    }
}

/// The accepted candidates and the best `kept` of each unit in either direction, by left, then score.
fn best(rows: Vec<Vec<Candidate>>, kept: usize) -> Vec<Candidate> {
    let mut all: Vec<Candidate> = rows.into_iter().flatten().filter(|c| c.score > 0.0).collect();
    all.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.left.cmp(&b.left)).then(a.right.cmp(&b.right)));
    let most = |id: fn(&Candidate) -> u32| all.iter().map(id).max().map_or(0, |id| id as usize + 1);
    let mut lefts = vec![0usize; most(|c| c.left.0)];
    let mut rights = vec![0usize; most(|c| c.right.0)];
    all.retain(|c| {
        let of_left = &mut lefts[c.left.0 as usize];
        let of_right = &mut rights[c.right.0 as usize];
        let keep = c.accepted || *of_left < kept || *of_right < kept;
        *of_left += 1;
        *of_right += 1;
        keep
    });
    all.sort_by(|a, b| a.left.cmp(&b.left).then(b.score.total_cmp(&a.score)).then(a.right.cmp(&b.right)));
    all
}
