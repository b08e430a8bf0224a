//! The score of a pair, and which pairs are good enough.

use std::collections::{BTreeMap, BTreeSet};

use super::features::{Bigram, FacetKey, Passage};
use super::{Candidate, SubScores};
use crate::progress::{Cancelled, Progress};
use crate::themes::{Codebook, ThemeIndex};

const FACETS: f64 = 0.40;
const THEMES: f64 = 0.20;
const TEXT: f64 = 0.25;
const CLAUSE: f64 = 0.15;
/// What is left of a score without a shared theme.
const APART: f64 = 0.3;
const ACCEPT: f64 = 0.30;

fn cosine<K: Ord>(a: &BTreeMap<K, f64>, b: &BTreeMap<K, f64>) -> f64 {
    a.iter().filter_map(|(key, x)| b.get(key).map(|y| x * y)).sum()
}

fn unit<K: Ord + Copy>(vector: &BTreeMap<K, f64>, idf: impl Fn(&K) -> f64) -> BTreeMap<K, f64> {
    let weighed: BTreeMap<K, f64> = vector.iter().map(|(key, x)| (*key, x * idf(key))).collect();
    let length = weighed.values().map(|x| x * x).sum::<f64>().sqrt();
    if length == 0.0 {
        return BTreeMap::new();
    }
    weighed.into_iter().map(|(key, x)| (key, x / length)).collect()
}

struct Vectors {
    facets: BTreeMap<FacetKey, f64>,
    themes: BTreeMap<ThemeIndex, f64>,
    bigrams: BTreeMap<Bigram, f64>,
}

fn document_frequency<K: Ord + Copy>(keys: impl Iterator<Item = K>) -> BTreeMap<K, f64> {
    let mut counts = BTreeMap::new();
    for key in keys {
        *counts.entry(key).or_default() += 1.0;
    }
    counts
}

/// The candidates of both directions: the best `kept` of each passage and all accepted; every pair for `None`.
pub fn candidates(
    left: &[Passage],
    right: &[Passage],
    _codebook: &Codebook,
    progress: &Progress,
    kept: Option<usize>,
) -> Result<Vec<Candidate>, Cancelled> {
    let both = || left.iter().chain(right);
    let all = (left.len() + right.len()) as f64;
    let facets = document_frequency(both().flat_map(|p| p.facets.keys().copied()));
    let bigrams = document_frequency(both().flat_map(|p| p.bigrams.keys().copied()));
    let idf = |df: f64| ((all + 1.0) / (df + 0.5)).ln().max(0.05);
    let vectors = |p: &Passage| Vectors {
        facets: unit(&p.facets, |key| idf(facets[key])),
        themes: unit(&p.themes, |_| 1.0),
        bigrams: unit(&p.bigrams.iter().map(|(k, n)| (*k, 1.0 + n.ln())).collect(), |key| idf(bigrams[key])),
    };
    let right_vectors: Vec<Vectors> = right.iter().map(vectors).collect();
    let mut rows: Vec<Vec<Candidate>> = Vec::with_capacity(left.len());
    for (done, passage) in left.iter().enumerate() {
        progress.check(done, left.len())?;
        let mine = vectors(passage);
        let row = right.iter().zip(&right_vectors).map(|(other, theirs)| {
            let themes: Vec<ThemeIndex> =
                passage.themes.keys().filter(|theme| other.themes.contains_key(theme)).copied().collect();
            let parts = SubScores {
                facets: cosine(&mine.facets, &theirs.facets),
                themes: cosine(&mine.themes, &theirs.themes),
                text: cosine(&mine.bigrams, &theirs.bigrams),
                clause: best_clause(passage, other, |bigram| idf(bigrams[bigram])),
            };
            let sum = FACETS * parts.facets + THEMES * parts.themes + TEXT * parts.text + CLAUSE * parts.clause;
            let gate = if themes.is_empty() { APART } else { 1.0 };
            let score = gate * sum;
            Candidate {
                left: passage.id,
                right: other.id,
                score,
                accepted: !themes.is_empty() && score >= ACCEPT,
                themes,
                parts,
            }
        });
        rows.push(row.collect());
    }
    Ok(keep_best(rows, kept))
}

fn keep_best(rows: Vec<Vec<Candidate>>, kept: Option<usize>) -> Vec<Candidate> {
    let mut out: Vec<Candidate> = rows.into_iter().flatten().filter(|c| c.score > 0.0 || kept.is_none()).collect();
    if let Some(kept) = kept {
        let mut keep: BTreeSet<usize> = (0..out.len()).filter(|&i| out[i].accepted).collect();
        let mut ranked: Vec<usize> = (0..out.len()).collect();
        ranked.sort_by(|&a, &b| out[b].score.total_cmp(&out[a].score).then(a.cmp(&b)));
        let mut lefts: BTreeMap<u32, usize> = BTreeMap::new();
        let mut rights: BTreeMap<u32, usize> = BTreeMap::new();
        for at in ranked {
            let of_left = lefts.entry(out[at].left.0).or_default();
            let of_right = rights.entry(out[at].right.0).or_default();
            if *of_left < kept || *of_right < kept {
                keep.insert(at);
            }
            *of_left += 1;
            *of_right += 1;
        }
        out = out.into_iter().enumerate().filter(|(at, _)| keep.contains(at)).map(|(_, c)| c).collect();
    }
    out.sort_by(|a, b| a.left.cmp(&b.left).then(b.score.total_cmp(&a.score)).then(a.right.cmp(&b.right)));
    out
}

/// The greatest share that a clause of one has in a clause of the other, by weight of pairs of characters.
fn best_clause(a: &Passage, b: &Passage, idf: impl Fn(&Bigram) -> f64) -> f64 {
    let mut best: f64 = 0.0;
    for x in &a.clauses {
        for y in &b.clauses {
            let shared: f64 = x.iter().filter(|bigram| y.binary_search(bigram).is_ok()).map(&idf).sum();
            if shared == 0.0 {
                continue;
            }
            let sum = |c: &[Bigram]| c.iter().map(&idf).sum::<f64>();
            best = best.max(2.0 * shared / (sum(x) + sum(y)));
        }
    }
    best
}
