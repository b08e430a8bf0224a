//! Which scored pairs are kept, and which are good enough to be shown as counterparts.

use std::collections::BTreeSet;

use super::score::{Scored, Scorer};
use super::{Candidate, KEPT};

// Set where precision and recall were best on the pairs of articles that the weights were fitted on, one left out in turn.
/// A pair that shares a theme is accepted from here on.
const ACCEPT: f64 = 0.1;
/// One that is as good as the best of either passage, or nearly, is accepted from here on.
const ACCEPT_BEST: f64 = 0.08;
/// Where the two share a theme and neither facet nor point, it takes more: the heading or an everyday word gave the theme.
const ACCEPT_POINTLESS: f64 = 0.15;
/// Where they share a point and no theme, it takes as much, and neither may have nearly a better one.
const ACCEPT_APART: f64 = 0.12;
/// How nearly.
const NEARLY: f64 = 0.6;
/// Where nothing has a theme, text alone decides from here on.
const ACCEPT_TEXT: f64 = 0.12;

/// The best `kept` candidates of each unit in either direction, by left, then score. Only among the best [`KEPT`] of a
/// unit is one accepted.
pub fn choose(scorer: &Scorer, mut pairs: Vec<Scored>, kept: usize) -> Vec<Candidate> {
    pairs.retain(|pair| pair.score > 0.0);
    pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.left, a.right).cmp(&(b.left, b.right))));
    // Of each unit: how many of its pairs have gone by, and the score of the first.
    let mut lefts = vec![(0usize, 0.0); scorer.left.len()];
    let mut rights = vec![(0usize, 0.0); scorer.right.len()];
    let mut chosen = Vec::new();
    for pair in &pairs {
        let (left, right) = (&mut lefts[pair.left as usize], &mut rights[pair.right as usize]);
        let rank = left.0.min(right.0);
        for unit in [&mut *left, &mut *right] {
            if unit.0 == 0 {
                unit.1 = pair.score;
            }
            unit.0 += 1;
        }
        let best = left.1.min(right.1);
        let good = if scorer.has_themes() {
            let point = scorer.share_a_point(pair);
            if !scorer.together(pair) {
                point && pair.score >= ACCEPT_APART && pair.score >= NEARLY * left.1.max(right.1)
            } else if point || scorer.share_a_facet(pair) {
                pair.score >= ACCEPT || pair.score >= ACCEPT_BEST && pair.score >= NEARLY * best
            } else {
                pair.score >= ACCEPT_POINTLESS
            }
        } else {
            pair.score >= ACCEPT_TEXT
        };
        if rank < kept {
            chosen.push(scorer.candidate(pair, good && rank < KEPT));
        }
    }
    chosen.sort_by(|a, b| a.left.cmp(&b.left).then(b.score.total_cmp(&a.score)).then(a.right.cmp(&b.right)));
    chosen
}

/// The pairs of stretches that are held against each other: the best `each` of either.
pub fn best_blocks(mut pairs: Vec<Scored>, each: usize) -> BTreeSet<(u32, u32)> {
    pairs.retain(|pair| pair.score > 0.0);
    pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.left, a.right).cmp(&(b.left, b.right))));
    let most = |of: fn(&Scored) -> u32| pairs.iter().map(of).max().map_or(0, |at| at as usize + 1);
    let (mut lefts, mut rights) = (vec![0; most(|p| p.left)], vec![0; most(|p| p.right)]);
    let mut chosen = BTreeSet::new();
    for pair in &pairs {
        let (left, right) = (&mut lefts[pair.left as usize], &mut rights[pair.right as usize]);
        if *left < each || *right < each {
            chosen.insert((pair.left, pair.right));
        }
        *left += 1;
        *right += 1;
    }
    chosen
}
