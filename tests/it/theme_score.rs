//! The scores of labels and alignments against gold, as analysts take them.

use std::collections::{BTreeMap, BTreeSet};

use duizhao::align::Candidate;
use duizhao::article::Article;
use duizhao::themes::{Codebook, Labels};
use serde_json::Value;

pub use super::score::{gold_path as gold, gold_rows as rows};

pub fn number(value: &Value) -> u32 {
    u32::try_from(value.as_u64().expect("an offset")).expect("a small offset")
}

fn words(value: &Value) -> BTreeSet<String> {
    let list = value.as_array().map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(Value::as_str).filter(|&word| word != "none").map(str::to_owned).collect()
}

/// Whether a found span and a gold one are one paragraph: half of the shorter is shared.
fn same(a: (u32, u32), b: (u32, u32)) -> bool {
    let shared = a.1.min(b.1).saturating_sub(a.0.max(b.0));
    2 * shared >= (a.1 - a.0).min(b.1 - b.0)
}

fn ends(row: &Value) -> (u32, u32) {
    (number(&row["start"]), number(&row["end"]))
}

fn span_of(article: &Article, index: usize) -> (u32, u32) {
    let span = article.passages[index].span;
    (span.start.0, span.end.0)
}

/// Micro-averaged F1 of themes over everything but titles and furniture; tolerated themes are neither.
pub fn themes_f1(gold: &[Value], found: &[(&Article, &Labels)], codebook: &Codebook) -> f64 {
    let (mut right, mut wrong, mut missed) = (0, 0, 0);
    for (article, labels) in found {
        for row in gold.iter().filter(|row| row["doc"] == article.name.as_str()) {
            if ["title", "boilerplate", "banner", "filler"].iter().any(|&role| row["role"] == role) {
                continue;
            }
            let (want, tolerated) = (words(&row["themes"]), words(&row["also_ok"]));
            let mut have = BTreeSet::new();
            for (index, passage) in article.passages.iter().enumerate() {
                if same(span_of(article, index), ends(row)) {
                    have.extend(labels.of(passage.id).iter().map(|label| codebook.theme(label.theme).id.clone()));
                }
            }
            let have: BTreeSet<String> = have.difference(&tolerated).cloned().collect();
            right += want.intersection(&have).count();
            wrong += have.difference(&want).count();
            missed += want.difference(&have).count();
        }
    }
    2.0 * f64::from(right as u32) / f64::from((2 * right + wrong + missed) as u32)
}

/// How well passages find their counterparts.
#[derive(Debug, Default)]
pub struct Alignment {
    /// Share of passages with a counterpart whose best candidate is one; pairs that are matters of taste are out.
    pub first: f64,
    pub mean_average_precision: f64,
    pub accepted_precision: f64,
    pub accepted_recall: f64,
    /// Passages without a counterpart for which one is proposed.
    pub false_proposals: usize,
}

pub fn alignment(pairs: &[Value], passages: &[Value], articles: [&Article; 2], found: &[Candidate]) -> Alignment {
    let outside = ["title", "boilerplate", "banner", "filler", "heading", "section"];
    let units = articles.map(|article| {
        let mine = passages.iter().filter(|row| row["doc"] == article.name.as_str());
        let body = mine.filter(|row| {
            !outside.iter().any(|&role| row["role"] == role)
                && row["is_heading"] == false
                && row["duplicate_of"].is_null()
        });
        body.map(ends).collect::<Vec<_>>()
    });
    let (mut grades, mut optional) = (BTreeSet::new(), BTreeSet::new());
    for row in pairs.iter().filter(|row| row["level"].is_null() || row["level"] == "body") {
        let mut key = (number(&row["a"]["start"]), number(&row["b"]["start"]));
        if row["a"]["doc"] != articles[0].name.as_str() {
            key = (key.1, key.0);
        }
        if row["optional"] == true {
            optional.insert(key)
        } else {
            grades.insert(key)
        };
    }
    let mut scores: BTreeMap<(u32, u32), f64> = BTreeMap::new();
    let mut accepted = BTreeSet::new();
    for candidate in found {
        let (left, right) = (candidate.left.0 as usize, candidate.right.0 as usize);
        for a in units[0].iter().filter(|&&a| same(span_of(articles[0], left), a)) {
            for b in units[1].iter().filter(|&&b| same(span_of(articles[1], right), b)) {
                let score = scores.entry((a.0, b.0)).or_default();
                *score = score.max(candidate.score);
                if candidate.accepted {
                    accepted.insert((a.0, b.0));
                }
            }
        }
    }
    let mut result = Alignment::default();
    let mut queries = 0u32;
    for (mine, theirs, flip) in [(&units[0], &units[1], false), (&units[1], &units[0], true)] {
        for a in mine {
            let key = |b: &(u32, u32)| if flip { (b.0, a.0) } else { (a.0, b.0) };
            let relevant = theirs.iter().filter(|b| grades.contains(&key(b))).count();
            if relevant == 0 {
                let wrong = |b: &&(u32, u32)| accepted.contains(&key(b)) && !optional.contains(&key(b));
                result.false_proposals += usize::from(theirs.iter().any(|b| wrong(&b)));
                continue;
            }
            let mut ranked: Vec<&(u32, u32)> =
                theirs.iter().filter(|b| grades.contains(&key(b)) || !optional.contains(&key(b))).collect();
            let score = |b: &(u32, u32)| scores.get(&key(b)).copied().unwrap_or(0.0);
            ranked.sort_by(|x, y| score(y).total_cmp(&score(x)).then(x.0.cmp(&y.0)));
            let good = |b: &(u32, u32)| grades.contains(&key(b)) && score(b) > 0.0;
            queries += 1;
            result.first += f64::from(u8::from(good(ranked[0])));
            let (mut hits, mut precision) = (0.0, 0.0);
            for (at, b) in ranked.iter().enumerate() {
                if good(b) {
                    hits += 1.0;
                    precision += hits / (at as f64 + 1.0);
                }
            }
            result.mean_average_precision += precision / relevant as f64;
        }
    }
    result.first /= f64::from(queries.max(1));
    result.mean_average_precision /= f64::from(queries.max(1));
    let good = accepted.intersection(&grades).count() as f64;
    let bad = accepted.iter().filter(|key| !grades.contains(key) && !optional.contains(key)).count() as f64;
    result.accepted_precision = good / (good + bad).max(1.0);
    result.accepted_recall = good / (grades.len() as f64).max(1.0);
    result
}
