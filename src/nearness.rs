//! How far passages of two articles answer each other, as a table of numbers: alignment makes it, what stands above
//! alignment is told it.

use std::collections::BTreeMap;

use crate::article::PassageId;

/// The scores of pairs of passages, left and right, with the best of each passage; pairs that are not in it do not answer
/// each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Nearness {
    pairs: BTreeMap<(PassageId, PassageId), f64>,
    lefts: BTreeMap<PassageId, f64>,
    rights: BTreeMap<PassageId, f64>,
}

impl FromIterator<((PassageId, PassageId), f64)> for Nearness {
    fn from_iter<I: IntoIterator<Item = ((PassageId, PassageId), f64)>>(pairs: I) -> Self {
        let mut all = Self { pairs: pairs.into_iter().collect(), ..Self::default() };
        for (&(left, right), &near) in &all.pairs {
            for best in [all.lefts.entry(left).or_insert(near), all.rights.entry(right).or_insert(near)] {
                *best = near.max(*best);
            }
        }
        all
    }
}

impl Nearness {
    /// The score of a pair, 0 to 1; none where the two do not answer each other.
    pub fn of(&self, left: PassageId, right: PassageId) -> Option<f64> {
        self.pairs.get(&(left, right)).copied()
    }

    /// The best score that either passage has with any; 0 where nothing answers them.
    pub fn best(&self, left: PassageId, right: PassageId) -> f64 {
        let best = |all: &BTreeMap<PassageId, f64>, passage| all.get(&passage).copied().unwrap_or_default();
        best(&self.lefts, left).max(best(&self.rights, right))
    }
}
