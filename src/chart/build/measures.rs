//! Measures: by theme in two articles, and against any number of articles.

use std::collections::{BTreeMap, BTreeSet};

use super::super::data::{Head, Matrix, MatrixCell, MeasureDot, MeasureRow, Measures};
use super::super::scene::Place;
use super::{Material, article_heads};
use crate::comparison::{Side, counterparts};
use crate::findings::Findings;
use crate::measures::{Counterpart, Reason};
use crate::text::Span;
use crate::themes::ThemeIndex;

pub fn by_theme(findings: &Findings) -> Measures {
    let comparison = &findings.comparison;
    let mut rows: BTreeMap<(bool, Option<ThemeIndex>), [Vec<MeasureDot>; 2]> = BTreeMap::new();
    for side in Side::BOTH {
        let analysis = comparison.side(side);
        let mut seen = BTreeSet::new();
        for measure in &analysis.measures {
            if !seen.insert(measure.group) {
                continue;
            }
            let answered = comparison
                .counterparts
                .iter()
                .any(|c| c.strict && measure.group == if side == Side::Left { c.left } else { c.right });
            let mentions = analysis.measures.iter().filter(|m| m.group == measure.group).count();
            let name = analysis.article.text.slice(measure.span).replace('\n', "");
            let dot = MeasureDot {
                place: Place { side, span: measure.span },
                name,
                status: measure.status,
                answered,
                mentions,
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
    let codebook = &material.findings.comparison.codebook;
    let mut sets = Sets::default();
    let ids: Vec<BTreeMap<u32, usize>> = analyses
        .iter()
        .map(|analysis| {
            let groups: BTreeSet<u32> = analysis.measures.iter().map(|m| m.group).collect();
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
        for measure in &analysis.measures {
            let name = || analysis.article.text.slice(measure.span).replace('\n', "");
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
    let cells: Vec<MatrixCell> =
        spans.into_iter().enumerate().flat_map(|(row, of)| of.into_iter().map(move |(n, s)| cell(row, n, s))).collect();
    let total = cells.iter().map(|c| c.value as usize).sum();
    Matrix { rows: heads, columns: article_heads(material), cells, total }
}

fn is_same(pair: &Counterpart) -> bool {
    pair.strict && pair.reasons.iter().any(|reason| matches!(reason, Reason::SameName))
}

/// A count of places in the article of a column.
pub fn cell(row: usize, article: usize, spans: Vec<Span>) -> MatrixCell {
    let value = spans.len() as f64;
    let side = Side::BOTH.get(article).copied();
    let places = side.map_or(Vec::new(), |side| spans.iter().map(|&span| Place { side, span }).collect());
    let elsewhere = if side.is_none() { spans } else { Vec::new() };
    MatrixCell { row, column: article, value, stands: true, places, elsewhere }
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
