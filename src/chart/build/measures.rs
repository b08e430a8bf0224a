//! Measures: by theme in two articles, and against any number of articles.

use std::collections::{BTreeMap, BTreeSet};

use super::super::data::{Head, Matrix, MatrixCell, MeasureDot, MeasureRow, Measures};
use super::super::scene::Place;
use super::{Material, article_heads, sentence};
use crate::comparison::{Analysis, Side, counterparts};
use crate::findings::Findings;
use crate::measures::{Counterpart, Measure, Reason};
use crate::text::Span;
use crate::themes::ThemeIndex;

pub fn by_theme(findings: &Findings) -> Measures {
    let comparison = &findings.comparison;
    let counterparts = findings.counterparts();
    let mut rows: BTreeMap<(bool, Option<ThemeIndex>), [Vec<MeasureDot>; 2]> = BTreeMap::new();
    for side in Side::BOTH {
        let analysis = comparison.side(side);
        let told = told(analysis, findings.measures(side));
        let mut seen = BTreeSet::new();
        for &measure in &told {
            if !seen.insert(measure.group) {
                continue;
            }
            let answered = counterparts
                .iter()
                .any(|c| c.strict && measure.group == if side == Side::Left { c.left } else { c.right });
            let mentions = told.iter().filter(|m| m.group == measure.group).count();
            let name = findings.measure_name(side, measure);
            let dot = MeasureDot {
                place: Place { side, span: measure.span },
                name,
                status: measure.status,
                answered,
                mentions,
                sentence: sentence(analysis, measure.span),
            };
            // Those without a theme come last.
            let key = (measure.theme.is_none(), measure.theme);
            rows.entry(key).or_default()[side as usize].push(dot);
        }
    }
    let rows = rows.into_iter().map(|((_, theme), measures)| {
        let theme = theme.map(|t| comparison.codebook.theme(t));
        MeasureRow {
            theme: theme.map(|t| t.id.clone()),
            name: theme.map(|t| t.name.clone()),
            colour: theme.map(|t| t.colour),
            measures,
        }
    });
    Measures { rows: rows.collect() }
}

/// Which articles name which measure. Mentions in two articles are one measure where they are counterparts of the same
/// name; what merely answers another measure is a row of its own.
pub fn matrix(material: &Material<'_>) -> Matrix {
    let analyses = material.analyses();
    let findings = material.findings;
    let codebook = &findings.comparison.codebook;
    // The coder's word is on the two; of the others there is the machine's reading.
    let measures: Vec<Vec<&Measure>> = analyses
        .iter()
        .enumerate()
        .map(|(n, analysis)| {
            let decided = Side::BOTH.get(n).map(|&side| findings.measures(side));
            told(analysis, decided.unwrap_or_else(|| analysis.measures.iter().collect()))
        })
        .collect();
    let mut sets = Sets::default();
    let ids: Vec<BTreeMap<u32, usize>> = measures
        .iter()
        .map(|measures| {
            let groups: BTreeSet<u32> = measures.iter().map(|m| m.group).collect();
            groups.into_iter().map(|group| (group, sets.add())).collect()
        })
        .collect();
    // Each later article joins the measures of the first that has a counterpart, so that no two of its own are joined.
    for (n, right) in analyses.iter().enumerate() {
        let mut taken = BTreeSet::new();
        for (m, left) in analyses[..n].iter().enumerate() {
            for pair in counterparts(left, right, codebook).iter().filter(|pair| is_same(pair)) {
                let (Some(&a), Some(&b)) = (ids[m].get(&pair.left), ids[n].get(&pair.right)) else { continue };
                let root = sets.root(a);
                let free = !ids[n].values().any(|&own| own != b && sets.root(own) == root);
                if free && taken.insert(pair.right) {
                    sets.join(a, b);
                }
            }
        }
    }
    // A row a set: its first name, and its places by article.
    let mut rows: BTreeMap<usize, (Head, BTreeMap<usize, Vec<Span>>)> = BTreeMap::new();
    for (n, analysis) in analyses.iter().enumerate() {
        let traditional = super::traditional(analysis);
        for &measure in &measures[n] {
            let name = || match Side::BOTH.get(n) {
                Some(&side) => findings.measure_name(side, measure),
                None => analysis.article.text.slice(measure.span).replace('\n', ""),
            };
            let root = sets.root(ids[n][&measure.group]);
            let row =
                rows.entry(root).or_insert_with(|| (Head::Measure { name: name(), traditional }, BTreeMap::new()));
            row.1.entry(n).or_default().push(measure.span);
        }
    }
    let mut rows: Vec<_> = rows.into_values().collect();
    // What most articles name first, then what is named most often; equals in the order of the text.
    rows.sort_by_key(|(_, spans)| std::cmp::Reverse((spans.len(), spans.values().map(Vec::len).sum::<usize>())));
    let (heads, spans): (Vec<Head>, Vec<_>) = rows.into_iter().unzip();
    let of_row = |(row, of): (usize, BTreeMap<usize, Vec<Span>>)| {
        let analyses = &analyses;
        of.into_iter().map(move |(n, spans)| cell(row, n, analyses[n], spans))
    };
    let cells: Vec<MatrixCell> = spans.into_iter().enumerate().flat_map(of_row).collect();
    let total = cells.iter().map(|c| c.value as usize).sum();
    Matrix { rows: heads, columns: article_heads(material), cells, total }
}

fn is_same(pair: &Counterpart) -> bool {
    pair.strict && pair.reasons.iter().any(|reason| matches!(reason, Reason::SameName))
}

/// The mentions of measures, those in repeated passages out.
fn told<'a>(analysis: &Analysis, measures: Vec<&'a Measure>) -> Vec<&'a Measure> {
    let repeated = |measure: &Measure| analysis.article.passage(measure.passage).duplicate_of.is_some();
    measures.into_iter().filter(|measure| !repeated(measure)).collect()
}

/// A count of places in the article of a column.
pub fn cell(row: usize, article: usize, analysis: &Analysis, spans: Vec<Span>) -> MatrixCell {
    let value = spans.len() as f64;
    let side = Side::BOTH.get(article).copied();
    let places = side.map_or(Vec::new(), |side| spans.iter().map(|&span| Place { side, span }).collect());
    let sentences = spans.first().map(|&span| sentence(analysis, span)).into_iter().collect();
    let elsewhere = if side.is_none() { spans } else { Vec::new() };
    MatrixCell { row, column: article, value, stands: true, places, elsewhere, sentences }
}

/// Sets that are joined: each names the one it was joined to.
#[derive(Default)]
struct Sets(Vec<usize>);

impl Sets {
    fn add(&mut self) -> usize {
        self.0.push(self.0.len());
        self.0.len() - 1
    }

    fn root(&self, mut at: usize) -> usize {
        while self.0[at] != at {
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}
