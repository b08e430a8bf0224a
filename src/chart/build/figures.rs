//! The figures of two articles: by unit, and in pairs that compare.

use std::collections::BTreeMap;

use super::super::data::{Comparables, FigurePair, Figures, PairPanel, Statement, UnitPanel};
use super::super::scene::Place;
use super::super::wording;
use super::sentence;
use crate::comparison::{Analysis, Side};
use crate::figures::{self, Figure, Tier};
use crate::findings::Findings;

/// A figure as its article states it; none without a value.
fn statement(findings: &Findings, side: Side, figure: &Figure) -> Option<Statement> {
    let analysis = findings.comparison.side(side);
    let text = &analysis.article.text;
    let decided = findings.decisions.figures.contains_key(&(side, figure.span));
    let machine = || analysis.figures.iter().find(|f| f.span == figure.span);
    let corrected = decided && machine().is_none_or(|f| (f.value, f.value2) != (figure.value, figure.value2));
    Some(Statement {
        place: Place { side, span: figure.span },
        value: figure.value?,
        value2: figure.value2,
        modifier: figure.modifier,
        wording: wording::of(text, figure.span),
        subject: figure.subject_words(text),
        status: figure.status,
        direction: figure.direction,
        corrected,
        sentence: sentence(analysis, figure.span),
    })
}

/// The canonical unit, or the source's word for what has none.
fn unit_key(figure: &Figure) -> String {
    match (&figure.unit_id, figure.kind) {
        (Some(id), _) => id.clone(),
        (None, figures::Kind::Index) => format!("index {}", figure.unit),
        (None, _) => figure.unit.clone(),
    }
}

/// The axis that a figure stands on, as key and label: its unit and what it is reckoned by. An amount a household
/// (户均) never stands beside a plain one.
fn axis(analysis: &Analysis, figure: &Figure) -> (String, String) {
    let unit = unit_key(figure);
    let Some(by) = figure.per(&analysis.article.text) else { return (unit, figure.unit.clone()) };
    let label = format!("{}（{}）", figure.unit, analysis.article.text.slice(by));
    (format!("{unit} {}", analysis.normalized.slice(by)), label)
}

/// The figures of an article that charts show: with a value, each fact once.
fn chartable(findings: &Findings, side: Side) -> Vec<&Figure> {
    let figures = findings.figures(side).into_iter();
    figures.filter(|f| f.tier == Tier::Figure && f.duplicate_of.is_none() && f.value.is_some()).collect()
}

pub fn units(findings: &Findings) -> Figures {
    let mut panels: Vec<UnitPanel> = Vec::new();
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    let mut read = 0;
    for side in Side::BOTH {
        let analysis = findings.comparison.side(side);
        for figure in chartable(findings, side) {
            read += 1;
            let Some(statement) = statement(findings, side, figure) else { continue };
            let (key, unit) = axis(analysis, figure);
            let panel = *at.entry(key.clone()).or_insert(panels.len());
            if panel == panels.len() {
                panels.push(UnitPanel { unit_id: key, unit, rows: Vec::new() });
            }
            panels[panel].rows.push(statement);
        }
    }
    for panel in &mut panels {
        panel.rows.sort_by(|a, b| b.value.cmp(&a.value).then(a.place.cmp(&b.place)));
    }
    // The fullest first; of equals the one that the text names first.
    panels.sort_by_key(|panel| std::cmp::Reverse(panel.rows.len()));
    Figures { panels, read }
}

pub fn comparables(findings: &Findings) -> Comparables {
    let comparison = &findings.comparison;
    let mut panels: Vec<PairPanel> = Vec::new();
    let mut at: BTreeMap<String, usize> = BTreeMap::new();
    for pair in findings.comparables().into_iter().filter(|pair| pair.accepted) {
        let found = (findings.figure(Side::Left, pair.left), findings.figure(Side::Right, pair.right));
        let (Some(left), Some(right)) = found else { continue };
        let (Some(l), Some(r)) = (statement(findings, Side::Left, left), statement(findings, Side::Right, right))
        else {
            continue;
        };
        let (a, b) = (axis(&comparison.left, left), axis(&comparison.right, right));
        let (key, unit) = if a.0 == b.0 {
            a
        } else {
            // Kindred things under two classifiers, in two measures or currencies; both are named.
            let both: Vec<String> = [a.1, b.1].into_iter().filter(|u| !u.is_empty()).collect();
            (format!("{}/{}", a.0, b.0), both.join(" / "))
        };
        let panel = *at.entry(key.clone()).or_insert(panels.len());
        if panel == panels.len() {
            let factor = figures::factor(right, left);
            panels.push(PairPanel { unit_id: key, unit, factor, rows: Vec::new() });
        }
        let relation = serde_json::to_value(pair.relation).ok().and_then(|v| v.as_str().map(str::to_owned));
        panels[panel].rows.push(FigurePair {
            left: l,
            right: r,
            relation: relation.unwrap_or_default(),
            score: pair.score,
        });
    }
    panels.sort_by_key(|panel| std::cmp::Reverse(panel.rows.len()));
    Comparables { panels, figures: Side::BOTH.map(|side| chartable(findings, side).len()) }
}
