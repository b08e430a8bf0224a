//! Which figures of two articles may be shown together.
//!
//! Three answers: the same measure; kindred, shown together and never subtracted; not comparable. Units decide first
//! (人次 never stands beside 人, nor a sum per household beside a sum), then what is counted, then where it is said.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::units::{Sort, Units};
use super::{Figure, FigureId, Kind, Tier};
use crate::article::Article;
use crate::script::Normalized;
use crate::text::Span;

/// How two figures stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same measure: may be subtracted.
    Same,
    /// Kindred: shown together, never subtracted.
    Kindred,
}

/// Why two figures compare.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What was looked at: unit, subject, family, passage, denominator, period.
    pub what: String,
    /// From 0 to 1.
    pub score: f64,
    /// The words that the two share, or how their units convert.
    pub evidence: String,
}

/// A figure of the left article and one of the right that compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparable {
    pub left: FigureId,
    pub right: FigureId,
    pub relation: Relation,
    /// From 0 to 1.
    pub score: f64,
    /// Proposed to the reader, not only ranked.
    pub accepted: bool,
    pub reasons: Vec<Reason>,
}

/// One article's part in a comparison of figures.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    pub article: &'a Article,
    pub normalized: &'a Normalized,
    pub figures: &'a [Figure],
}

/// Below this a pair is not worth a reader's time.
const WORTH: f64 = 0.30;
/// Above this two subjects name one thing.
const ONE_THING: f64 = 0.72;
/// How many candidates a figure keeps.
const KEPT: usize = 5;
/// What is less than this is not even listed.
const LISTED: f64 = 0.12;

/// Pairs of figures, the best first. Repeats stand aside for their first mention.
pub fn comparables(left: Side<'_>, right: Side<'_>) -> Vec<Comparable> {
    let (a, b) = (Described::all(left), Described::all(right));
    let weights = weights(&a, &b);
    let mut pairs: Vec<Comparable> = Vec::new();
    for x in &a {
        let mut best: Vec<Comparable> = b.iter().filter_map(|y| compare(x, y, &weights)).collect();
        best.sort_by(|p, q| q.score.total_cmp(&p.score).then(p.right.cmp(&q.right)));
        best.truncate(KEPT);
        pairs.extend(best);
    }
    pairs.sort_by(|p, q| q.score.total_cmp(&p.score).then((p.left, p.right).cmp(&(q.left, q.right))));
    // A figure is proposed for one other only: its best that is still free.
    let (mut taken_left, mut taken_right) = (BTreeSet::new(), BTreeSet::new());
    for pair in &mut pairs {
        if pair.score >= WORTH && !taken_left.contains(&pair.left) && !taken_right.contains(&pair.right) {
            pair.accepted = true;
            taken_left.insert(pair.left);
            taken_right.insert(pair.right);
        }
    }
    pairs
}

/// A figure with what it is compared by.
struct Described<'a> {
    figure: &'a Figure,
    unit: UnitClass,
    /// Of the subject, normalised.
    grams: BTreeSet<String>,
    families: BTreeSet<u16>,
    /// Of the clause around.
    around: BTreeSet<String>,
    around_families: BTreeSet<u16>,
    divided: bool,
    /// What it was before it changed: 由81%升至99%.
    former: bool,
}

/// What a unit is to another: the same word, one dimension, one class of classifiers.
#[derive(Clone, Debug, PartialEq, Eq)]
struct UnitClass {
    id: String,
    class: String,
    measure: bool,
}

impl<'a> Described<'a> {
    fn all(side: Side<'a>) -> Vec<Self> {
        side.figures
            .iter()
            .filter(|f| f.tier == Tier::Figure && f.duplicate_of.is_none() && f.value.is_some())
            .map(|figure| Self::new(side, figure))
            .collect()
    }

    fn new(side: Side<'a>, figure: &'a Figure) -> Self {
        let subject: String = figure.subject.iter().map(|&s| side.normalized.slice(s)).collect();
        let passage = figure.passage.map(|p| side.article.passage(p).span);
        let (start, end) = (figure.span.start.0, figure.span.end.0);
        let window = Span::new(start.saturating_sub(AROUND), (end + AROUND / 2).min(side.article.text.len()));
        let window = passage.map_or(window, |p| {
            Span::new(window.start.0.max(p.start.0).min(start), window.end.0.min(p.end.0).max(end))
        });
        let around = side.normalized.slice(window);
        let denominator = figure.denominator.map(|d| side.normalized.slice(d)).unwrap_or_default();
        let lead = side.article.text.slice(Span::new(start.saturating_sub(3), start));
        let former = lead.contains(['由', '从', '從', '自']);
        let share = figure.kind == Kind::Percent;
        let divided = (!denominator.is_empty() && !share) || subject.contains("每") || subject.contains('均');
        Self {
            figure,
            unit: unit_class(figure, &subject),
            grams: grams(&subject),
            families: families(&subject),
            around: grams(around),
            around_families: families(around),
            divided,
            former,
        }
    }
}

/// Code points looked at before a figure, and half as many after.
const AROUND: u32 = 40;

fn unit_class(figure: &Figure, subject: &str) -> UnitClass {
    let class = |id: &str, class: &str, measure| UnitClass { id: id.into(), class: class.into(), measure };
    match figure.kind {
        Kind::Percent => return class(figure.unit_id.as_deref().unwrap_or("percent"), "percent", false),
        Kind::Index => return class(&figure.unit, "index", false),
        _ => {}
    }
    match figure.unit_id.as_deref().and_then(|id| Units::builtin().by_id(id)) {
        Some(unit) if unit.sort == Sort::Classifier => class(&unit.id, &unit.dimension, false),
        Some(unit) => class(&unit.id, &unit.dimension, unit.sort == Sort::Measure),
        // Without a classifier the quantity noun tells: 点击量, 人次, 用户数.
        None if ["量", "次", "点击", "浏览", "阅读"].iter().any(|w| subject.contains(w)) => {
            class("", "times", false)
        }
        None => class("", "", false),
    }
}

/// Whether two classes of things counted may stand together, and how well.
fn units_agree(x: &UnitClass, y: &UnitClass) -> Option<f64> {
    if x.id == y.id && !x.id.is_empty() {
        return Some(1.0);
    }
    if x.class == y.class {
        return Some(if x.class.is_empty() { 0.7 } else { 0.9 });
    }
    let kin: &[(&str, &str, f64)] = &[
        ("times", "person_times", 0.85),
        ("people", "items", 0.7),
        ("people", "households", 0.5),
        ("people", "organisations", 0.4),
        ("items", "organisations", 0.7),
        ("items", "places", 0.8),
        ("items", "vehicles", 0.7),
        ("items", "teams", 0.6),
        ("organisations", "places", 0.75),
        ("times", "sessions", 0.85),
        ("times", "items", 0.6),
        ("sessions", "items", 0.7),
        ("times", "people", 0.75),
        ("person_times", "people", 0.0),
        ("", "people", 0.8),
        ("", "items", 0.7),
        ("", "times", 0.8),
        ("", "person_times", 0.7),
        ("", "organisations", 0.7),
        ("", "households", 0.7),
        ("", "places", 0.6),
        ("vehicles", "places", 0.7),
    ];
    let found = kin.iter().find(|(a, b, _)| (*a == x.class && *b == y.class) || (*a == y.class && *b == x.class));
    found.map(|(_, _, score)| *score).filter(|score| *score > 0.0)
}

fn compare(x: &Described<'_>, y: &Described<'_>, weights: &BTreeMap<String, f64>) -> Option<Comparable> {
    let (f, g) = (x.figure, y.figure);
    let money_differs = f.kind == Kind::Money && g.kind == Kind::Money && x.unit.class != y.unit.class;
    if (f.kind == Kind::Money) != (g.kind == Kind::Money)
        || (f.kind == Kind::Percent) != (g.kind == Kind::Percent)
        || (f.kind == Kind::Index) != (g.kind == Kind::Index)
        || x.unit.measure != y.unit.measure
        || money_differs
        || x.divided != y.divided && (f.kind == Kind::Money || x.unit.measure)
    {
        return None;
    }
    let unit = units_agree(&x.unit, &y.unit)?;
    // A growth is no share, nor the other way round.
    if f.kind == Kind::Percent && (f.unit != g.unit || (f.direction.is_some() != g.direction.is_some())) {
        return None;
    }
    let (subject, shared) = likeness(&x.grams, &y.grams, weights);
    let kin: Vec<u16> = x.families.intersection(&y.families).copied().collect();
    let share = |of: usize| kin.len() as f64 / of.max(1) as f64;
    let family =
        0.5 * share(x.families.len().min(y.families.len())) + 0.5 * share(x.families.union(&y.families).count());
    let (around, _) = likeness(&x.around, &y.around, weights);
    let around_kin = x.around_families.intersection(&y.around_families).count() as f64
        / x.around_families.len().min(y.around_families.len()).max(1) as f64;
    let former = if x.former || y.former { 0.6 } else { 1.0 };
    let score = former
        * unit
        * (0.50 * subject.max(0.8 * family) + 0.12 * subject.min(family) + 0.20 * around + 0.20 * around_kin);
    if score < LISTED {
        return None;
    }
    let relation = if subject >= ONE_THING && x.unit.id == y.unit.id && f.modifier_agrees(g) && same_period(f, g) {
        Relation::Same
    } else {
        Relation::Kindred
    };
    let mut reasons = vec![
        Reason { what: "unit".into(), score: unit, evidence: conversion(&x.unit, &y.unit) },
        Reason { what: "subject".into(), score: subject, evidence: shared.join(" ") },
    ];
    if !kin.is_empty() {
        let words = kin.iter().map(|&k| FAMILIES.names[k as usize].as_str()).collect::<Vec<_>>().join("；");
        reasons.push(Reason { what: "family".into(), score: family, evidence: words });
    }
    reasons.push(Reason { what: "passage".into(), score: around, evidence: String::new() });
    Some(Comparable { left: f.id, right: g.id, relation, score, accepted: false, reasons })
}

impl Figure {
    /// Whether neither is a mere bound of the other's kind.
    fn modifier_agrees(&self, other: &Self) -> bool {
        self.value2.is_some() == other.value2.is_some()
    }
}

/// Figures of plainly different years are kindred only.
fn same_period(f: &Figure, g: &Figure) -> bool {
    f.period.is_some() == g.period.is_some() && f.status == g.status
}

fn conversion(x: &UnitClass, y: &UnitClass) -> String {
    if x.id == y.id {
        return x.id.clone();
    }
    let scale = |id: &str| Units::builtin().by_id(id).map(|u| u.scale);
    match (x.measure, scale(&x.id), scale(&y.id)) {
        (true, Some(a), Some(b)) => match a.checked_div(b) {
            Some(factor) => format!("1 {} = {} {}", x.id, factor.normalize(), y.id),
            None => format!("{} ~ {}", x.id, y.id),
        },
        _ => format!("{} ~ {}", x.id, y.id),
    }
}

/// Single ideographs and pairs of a text.
fn grams(text: &str) -> BTreeSet<String> {
    let chars: Vec<char> = text.chars().filter(|c| c.is_alphabetic()).collect();
    let pairs = chars.windows(2).map(|w| w.iter().collect());
    pairs.chain(chars.iter().map(char::to_string)).collect()
}

/// How telling each gram is: seldom ones more.
fn weights(a: &[Described<'_>], b: &[Described<'_>]) -> BTreeMap<String, f64> {
    let mut counts: BTreeMap<String, f64> = BTreeMap::new();
    for gram in a.iter().chain(b).flat_map(|d| d.around.iter().chain(&d.grams)) {
        *counts.entry(gram.clone()).or_default() += 1.0;
    }
    let all = (a.len() + b.len()) as f64 * 2.0;
    for (gram, count) in &mut counts {
        let rarity = (1.0 + all / *count).ln();
        *count = if gram.chars().count() == 1 { rarity * 0.5 } else { rarity };
    }
    counts
}

/// Weighted overlap of two sets, and the pairs they share.
fn likeness(x: &BTreeSet<String>, y: &BTreeSet<String>, weights: &BTreeMap<String, f64>) -> (f64, Vec<String>) {
    let weigh = |set: &BTreeSet<String>| -> f64 { set.iter().map(|g| weights.get(g).copied().unwrap_or(1.0)).sum() };
    let shared: BTreeSet<String> = x.intersection(y).cloned().collect();
    let total = weigh(x) + weigh(y);
    if total == 0.0 {
        return (0.0, Vec::new());
    }
    let score = 2.0 * weigh(&shared) / total;
    (score, shared.into_iter().filter(|g| g.chars().count() > 1).collect())
}

struct Families {
    words: Vec<(String, u16)>,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    families: Vec<String>,
}

static FAMILIES: LazyLock<Families> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(include_str!("../../assets/kindred.toml")).expect("a test reads the table that is built in");
    let words = table.families.iter().enumerate();
    Families {
        words: words.flat_map(|(n, list)| list.split_whitespace().map(move |w| (w.to_owned(), n as u16))).collect(),
        names: table
            .families
            .iter()
            .map(|list| list.split_whitespace().take(3).collect::<Vec<_>>().join("、"))
            .collect(),
    }
});

fn families(text: &str) -> BTreeSet<u16> {
    FAMILIES.words.iter().filter(|(word, _)| text.contains(word.as_str())).map(|(_, n)| *n).collect()
}
