//! The score of a pair: what both speak of, and how much of their wording they share.

use rayon::prelude::*;

use super::features::{Ids, Sparse, Unit, Vocabulary};
use super::index::{Index, Limits, Scope};
use super::{Candidate, SubScores};
use crate::article::PassageId;
use crate::progress::{Cancelled, Progress};
use crate::themes::ThemeIndex;

// Fitted on ten annotated pairs of articles, each labelled with the codebook of before it was read: of 648 settings of
// these weights the one that was best on nine pairs was tried on the tenth, in turn (P@1 .98, with the grade .94; with
// the weights of before, without points, .96 and .91). The settings around it do as well.
const FACETS: f64 = 0.15;
const THEMES: f64 = 0.11;
const POINTS: f64 = 0.33;
const TEXT: f64 = 0.19;
const CLAUSE: f64 = 0.22;
/// What is left of a score without a shared theme, and what the points that both tell add to that.
const APART: f64 = 0.5;
const APART_POINTS: f64 = 0.35;

/// The units of both articles with weights, ready to be scored.
pub struct Scorer {
    pub left: Vec<Unit>,
    pub right: Vec<Unit>,
    /// How rare each pair of characters is, by number.
    rarity: Vec<f64>,
    /// Without any themes on either side there is nothing to be apart by.
    has_themes: bool,
    /// What the parts are divided by: without any points on either side the others count for the whole.
    whole: f64,
}

/// A pair by the places of its units, with what is dear to compute.
#[derive(Clone, Copy)]
pub struct Scored {
    pub left: u32,
    pub right: u32,
    pub score: f64,
    clause: f64,
    clauses: Option<(u32, u32)>,
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

impl Scorer {
    pub fn new(mut left: Vec<Unit>, mut right: Vec<Unit>, vocabulary: &Vocabulary) -> Self {
        let all = left.len() + right.len();
        let facets = rarity(&vocabulary.facets, all);
        let points = rarity(&vocabulary.points, all);
        let rarity = rarity(&vocabulary.bigrams, all);
        for unit in left.iter_mut().chain(&mut right) {
            weigh(&mut unit.facets, &facets);
            unit.facets.iter_mut().for_each(|(_, x)| *x *= unit.sure);
            weigh(&mut unit.points, &points);
            weigh(&mut unit.bigrams, &rarity);
            let length = unit.themes.iter().map(|(_, x)| x * x).sum::<f64>().sqrt();
            unit.themes.iter_mut().for_each(|(_, x)| *x *= unit.sure / length);
            for clause in &mut unit.clauses {
                clause.weight = clause.bigrams.iter().map(|&id| rarity[id as usize]).sum();
            }
        }
        let both = |has: fn(&Unit) -> bool| [&left, &right].into_iter().all(|units| units.iter().any(has));
        let has_themes = both(|unit| !unit.themes.is_empty());
        let whole = if both(|unit| !unit.points.is_empty()) { 1.0 } else { 1.0 - POINTS };
        Self { left, right, rarity, has_themes, whole }
    }

    pub fn has_themes(&self) -> bool {
        self.has_themes
    }

    /// The score of two units by their passages.
    pub fn pair(&self, a: PassageId, b: PassageId) -> Option<Candidate> {
        let left = self.left.iter().position(|unit| unit.id == a)?;
        let right = self.right.iter().position(|unit| unit.id == b)?;
        Some(self.candidate(&self.score(left as u32, right as u32), false))
    }

    /// The best of all right units for a left one.
    pub fn best_of_all(&self, passage: PassageId) -> Option<Candidate> {
        let left = self.left.iter().position(|unit| unit.id == passage)? as u32;
        let all = (0..self.right.len() as u32).into_par_iter().map(|right| self.score(left, right));
        let best = all.reduce_with(|a, b| {
            let order = b.score.total_cmp(&a.score).then(a.right.cmp(&b.right));
            if order.is_le() { a } else { b }
        });
        best.filter(|pair| pair.score > 0.0).map(|pair| self.candidate(&pair, false))
    }

    /// Each pair, scored.
    pub fn all(&self, progress: &Progress) -> Result<Vec<Scored>, Cancelled> {
        let rights = self.right.len() as u32;
        self.in_chunks(self.left.len(), progress, |left| (0..rights).map(|right| self.score(left, right)).collect())
    }

    /// The pairs that the index leads to in either direction, scored; each once, by left, then right.
    pub fn indexed(
        &self,
        scope: Option<&Scope>,
        limits: &Limits,
        progress: &Progress,
    ) -> Result<Vec<Scored>, Cancelled> {
        let size = self.rarity.len();
        let (lefts, rights) = (Index::new(&self.left, size, limits), Index::new(&self.right, size, limits));
        let allowed = |left: u32, right: u32| scope.is_none_or(|scope| scope.allows(left, right));
        let near = |unit: &Unit, other: &Unit, text: f64| self.roughly(unit, other, text);
        let forth = self.in_chunks(self.left.len(), progress, |left| {
            let unit = &self.left[left as usize];
            let met = rights.best(unit, &self.right, limits, &near, |right| allowed(left, right));
            met.into_iter().map(|right| (left, right)).collect()
        })?;
        let back = self.in_chunks(self.right.len(), progress, |right| {
            let unit = &self.right[right as usize];
            let met = lefts.best(unit, &self.left, limits, &near, |left| allowed(left, right));
            met.into_iter().map(|left| (left, right)).collect()
        })?;
        let mut pairs: Vec<(u32, u32)> = forth;
        pairs.extend(back);
        pairs.par_sort_unstable();
        pairs.dedup();
        progress.check(0, 1)?;
        Ok(pairs.par_iter().map(|&(left, right)| self.score(left, right)).collect())
    }

    /// What `of` gives for each of so many units, in their order; can be cancelled between chunks.
    fn in_chunks<T: Send>(
        &self,
        units: usize,
        progress: &Progress,
        of: impl Fn(u32) -> Vec<T> + Sync,
    ) -> Result<Vec<T>, Cancelled> {
        const CHUNK: usize = 256;
        let mut all = Vec::new();
        for from in (0..units).step_by(CHUNK) {
            progress.check(from, units)?;
            let chunk = (from..(from + CHUNK).min(units)).into_par_iter().map(|at| of(at as u32));
            all.extend(chunk.collect::<Vec<Vec<T>>>().into_iter().flatten());
        }
        Ok(all)
    }

    /// A score without the clauses, from what is known of the shared text.
    fn roughly(&self, a: &Unit, b: &Unit, text: f64) -> f64 {
        self.sum(a, b, TEXT * text)
    }

    /// A score, from what its wording comes to.
    fn sum(&self, a: &Unit, b: &Unit, wording: f64) -> f64 {
        let (themes, points) = (dot(&a.themes, &b.themes), dot(&a.points, &b.points));
        let parts = FACETS * dot(&a.facets, &b.facets) + THEMES * themes + POINTS * points + wording;
        let together = themes > 0.0 || !self.has_themes;
        parts / self.whole * if together { 1.0 } else { APART + APART_POINTS * points }
    }

    /// The score of a pair, in full.
    fn score(&self, left: u32, right: u32) -> Scored {
        let (a, b) = (&self.left[left as usize], &self.right[right as usize]);
        let text = dot(&a.bigrams, &b.bigrams);
        // Clauses share only what the passages share.
        let (clause, clauses) = if text > 0.0 { self.best_clause(a, b) } else { (0.0, None) };
        Scored { left, right, score: self.sum(a, b, TEXT * text + CLAUSE * clause), clause, clauses }
    }

    /// Whether both units of a pair speak of one theme.
    pub fn together(&self, pair: &Scored) -> bool {
        dot(&self.left[pair.left as usize].themes, &self.right[pair.right as usize].themes) > 0.0
    }

    /// Whether both units of a pair speak of one facet.
    pub fn share_a_facet(&self, pair: &Scored) -> bool {
        dot(&self.left[pair.left as usize].facets, &self.right[pair.right as usize].facets) > 0.0
    }

    /// Whether both units of a pair tell one point.
    pub fn share_a_point(&self, pair: &Scored) -> bool {
        dot(&self.left[pair.left as usize].points, &self.right[pair.right as usize].points) > 0.0
    }

    /// A scored pair as it is told.
    pub fn candidate(&self, pair: &Scored, accepted: bool) -> Candidate {
        let (a, b) = (&self.left[pair.left as usize], &self.right[pair.right as usize]);
        let themes: Vec<ThemeIndex> =
            a.themes.iter().map(|t| t.0).filter(|theme| b.themes.iter().any(|t| t.0 == *theme)).collect();
        let parts = SubScores {
            facets: dot(&a.facets, &b.facets),
            themes: dot(&a.themes, &b.themes),
            points: dot(&a.points, &b.points),
            text: dot(&a.bigrams, &b.bigrams),
            clause: pair.clause,
        };
        Candidate { left: a.id, right: b.id, score: pair.score, accepted, themes, parts, clauses: pair.clauses }
    }

    /// The greatest share that a clause of one has in a clause of the other, by rarity of pairs of characters.
    fn best_clause(&self, a: &Unit, b: &Unit) -> (f64, Option<(u32, u32)>) {
        let (mut most, mut which) = (0.0, None);
        for x in &a.clauses {
            for y in &b.clauses {
                let together = x.weight + y.weight;
                // They share no more than the lesser has.
                if 2.0 * x.weight.min(y.weight) <= most * together {
                    continue;
                }
                let share = 2.0 * self.shared(&x.bigrams, &y.bigrams) / together;
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
