//! How likely two figures are to compare: first by what they share, then among the others that each could go with.
//!
//! Both steps are logistic regressions over annotated articles, each pair of which was foretold from the others; a quantity
//! of the table counts there as seldom as it does in articles that nobody read for it.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::prelude::ToPrimitive;

use super::counted::{self, Agreement};
use super::described::Described;
use super::quantity::{self, Found};
use super::{Reason, Relation};
use crate::figures::{Figure, Kind};
use crate::nearness::Nearness;
use crate::status::Status;

/// Above this two subjects name one thing.
const ONE_THING: f64 = 0.72;
/// What something speaks against is worth no more: it is listed.
const DOUBTED: f64 = 0.30;
/// Two that share less than this of what is counted, nor half of what was done or of their words, share nothing that tells.
const SLIGHT: f64 = 0.30;
const HALF: f64 = 0.50;
/// What a pair must bring by itself before it is likelier than not.
const BIAS: f64 = 5.95;
/// The same once its rivals are known.
const BIAS_AMONG: f64 = 0.76;
/// What a pair's own sum, its lead over its rivals, and the pair before it weigh then.
const OWN: f64 = 0.78;
const LEAD: f64 = 2.42;
const BESIDE: f64 = 0.82;
/// Sums below this are those of any two figures.
const NOTHING: f64 = -6.0;
/// A lead of so much is as good as any larger one.
const CLEAR: f64 = 3.0;
/// Passages that answer none better than this say nothing by it.
const UNKNOWN: f64 = 0.1;

/// Two figures that may stand together, by their places in the two lists.
pub struct Pair {
    pub left: usize,
    pub right: usize,
    /// From 0 to 1.
    pub score: f64,
    facts: Facts,
    /// How clearly it goes before all else that either could go with, from -1 to 1.
    lead: f64,
    /// How likely the figures before the two, in their passages, are to compare.
    beside: f64,
}

/// What two figures share and what sets them apart, each from 0 to 1 unless it says otherwise.
struct Facts {
    unit: f64,
    one_unit: bool,
    /// Sums of two currencies.
    currencies: bool,
    /// How sure a quantity that both tell is, and which.
    quantity: Option<Shared>,
    things: Agreement,
    deeds: Agreement,
    subject: f64,
    around: f64,
    passages: f64,
    /// Only one is a part of what was told before.
    part: bool,
    /// Only one tells what came anew.
    anew: bool,
    size: f64,
    direction: bool,
    /// What speaks against the pair whatever it shares.
    doubts: Vec<(&'static str, String)>,
}

/// A quantity that both figures tell.
struct Shared {
    entry: usize,
    /// Said by both subjects.
    own: bool,
    sure: f64,
    words: (&'static str, &'static str),
}

/// All pairs that may stand together.
pub fn pairs(a: &[Described<'_>], b: &[Described<'_>], nearness: &Nearness) -> Vec<Pair> {
    let weights = Weights::of(a, b);
    let mut pairs = Vec::new();
    let mut grid = vec![None; a.len() * b.len()];
    for (left, x) in a.iter().enumerate() {
        for (right, y) in b.iter().enumerate() {
            if let Some(facts) = Facts::of(x, y, &weights, nearness) {
                let sum = facts.told().iter().map(|(_, value, weight)| value * weight).sum::<f64>() - BIAS;
                grid[left * b.len() + right] = Some(sum);
                pairs.push(Pair { left, right, score: sum, facts, lead: 0.0, beside: 0.0 });
            }
        }
    }
    let (mut lefts, mut rights) = (vec![Best::default(); a.len()], vec![Best::default(); b.len()]);
    for (n, pair) in pairs.iter().enumerate() {
        // What something speaks against is no rival.
        let sum = if pair.facts.doubts.is_empty() { pair.score } else { pair.score.min(NOT) };
        lefts[pair.left].add(n, sum);
        rights[pair.right].add(n, sum);
    }
    let (before_a, before_b) = (before(a), before(b));
    for (n, pair) in pairs.iter_mut().enumerate() {
        let rival = lefts[pair.left].but(n).max(rights[pair.right].but(n)).max(NOTHING);
        pair.lead = ((pair.score - rival) / CLEAR).clamp(-1.0, 1.0);
        let beside = before_a[pair.left].zip(before_b[pair.right]).and_then(|(x, y)| grid[x * b.len() + y]);
        pair.beside = beside.map_or(0.0, logistic);
        let score = logistic(OWN * pair.score + LEAD * pair.lead + BESIDE * pair.beside - BIAS_AMONG);
        pair.score = if pair.facts.doubts.is_empty() { score } else { score.min(DOUBTED) };
    }
    pairs
}

/// What a doubted pair is at most to its rivals.
const NOT: f64 = -0.4;

fn logistic(sum: f64) -> f64 {
    1.0 / (1.0 + (-sum).exp())
}

/// The best two of what one figure could go with.
#[derive(Clone, Copy)]
struct Best {
    first: (f64, usize),
    second: f64,
}

impl Default for Best {
    fn default() -> Self {
        Self { first: (f64::NEG_INFINITY, usize::MAX), second: f64::NEG_INFINITY }
    }
}

impl Best {
    fn add(&mut self, pair: usize, sum: f64) {
        if sum > self.first.0 {
            self.second = self.first.0;
            self.first = (sum, pair);
        } else {
            self.second = self.second.max(sum);
        }
    }

    /// The best but this pair.
    fn but(&self, pair: usize) -> f64 {
        if self.first.1 == pair { self.second } else { self.first.0 }
    }
}

/// For each figure the one before it in its passage.
fn before(figures: &[Described<'_>]) -> Vec<Option<usize>> {
    let same = |n: usize| n > 0 && figures[n - 1].figure.passage == figures[n].figure.passage;
    (0..figures.len()).map(|n| same(n).then(|| n - 1)).collect()
}

impl Facts {
    /// Nothing for two that are of no one dimension.
    fn of(x: &Described<'_>, y: &Described<'_>, weights: &Weights, nearness: &Nearness) -> Option<Self> {
        let (f, g) = (x.figure, y.figure);
        let unit = x.dimension.agrees(&y.dimension, (f.kind, g.kind))?;
        let quantity = shared(&x.quantities, &y.quantities).filter(|shared| {
            let told = x.dimension.mixed(&y.dimension) && !quantity::lists(shared.entry);
            // What only the words around say must be counted alike.
            let around = f.kind == Kind::Count && !shared.own && unit < 0.9;
            !told && !around
        });
        let either = quantity.as_ref().is_some_and(|shared| quantity::either(shared.entry));
        if f.kind == Kind::Percent && f.unit != g.unit || x.change != y.change && !either {
            return None;
        }
        let each = quantity.as_ref().is_some_and(|shared| quantity::each(shared.entry));
        if x.divided != y.divided && !each && f.kind != Kind::Percent {
            return None;
        }
        let subject = weights.likeness(&x.grams, &y.grams);
        // 一倍 and 三倍 of different things are multiples of different amounts.
        if f.kind == Kind::Index && subject < ONE_THING {
            return None;
        }
        let (things, deeds) = (counted::things(&x.counted, &y.counted), counted::deeds(&x.counted, &y.counted));
        let mut doubts = doubts(x, y);
        if quantity.is_none() && things.shared < SLIGHT && deeds.shared < HALF && subject < HALF {
            doubts.push(("slight", String::new()));
        }
        Some(Self {
            unit,
            one_unit: x.dimension.id == y.dimension.id,
            currencies: f.kind == Kind::Money && x.dimension.id != y.dimension.id,
            quantity,
            things,
            deeds,
            subject,
            around: weights.likeness(&x.around, &y.around),
            passages: nearest(nearness, f, g),
            part: x.part != y.part,
            anew: x.anew != y.anew,
            size: size(f, g),
            direction: f.kind != Kind::Percent && f.direction != g.direction,
            doubts,
        })
    }

    /// What is looked at, its value, and what it weighs.
    fn told(&self) -> [(&'static str, f64, f64); 14] {
        let flag = |on: bool| f64::from(u8::from(on));
        let sure = self.quantity.as_ref().map_or(0.0, |shared| shared.sure);
        [
            ("unit", self.unit, 0.45),
            ("one_unit", flag(self.one_unit), 1.90),
            ("quantity", sure, 1.39),
            ("thing", self.things.shared, 0.92 + 2.72 * self.passages),
            ("things_differ", self.things.alone, -0.82),
            ("deed", self.deeds.shared, 1.07),
            ("subject", self.subject, 1.10),
            ("around", self.around, 0.75),
            ("passages", self.passages, 2.71),
            ("part", flag(self.part), -0.40),
            // Set by hand: too few of the annotated pairs have it.
            ("anew", flag(self.anew), -0.90),
            ("currencies", flag(self.currencies), -2.15),
            ("size", self.size, -3.18),
            ("direction", flag(self.direction), -0.63),
        ]
    }
}

impl Pair {
    /// Why, with the words that the two share: what is looked at and says anything.
    pub fn reasons(&self, x: &Described<'_>, y: &Described<'_>) -> Vec<Reason> {
        let facts = &self.facts;
        let evidence = |what: &str| match what {
            "unit" | "currencies" => x.dimension.conversion(&y.dimension),
            "quantity" => facts.quantity.as_ref().map_or_else(String::new, |shared| {
                format!("{}（{} {}）", quantity::name(shared.entry), shared.words.0, shared.words.1)
            }),
            "thing" => facts.things.name.to_owned(),
            "deed" => facts.deeds.name.to_owned(),
            "subject" => {
                let both: Vec<&str> =
                    x.grams.intersection(&y.grams).map(String::as_str).filter(|g| g.chars().count() > 1).collect();
                both.join(" ")
            }
            _ => String::new(),
        };
        let told = facts.told().into_iter().map(|(what, score, _)| (what, score));
        let among = [("first_choice", self.lead.max(0.0)), ("beside", self.beside)];
        let said = told.chain(among).filter(|(_, score)| *score > 0.0);
        let said = said.map(|(what, score)| Reason { what: what.into(), score, evidence: evidence(what) });
        let doubts = facts.doubts.iter();
        let doubts = doubts.map(|(what, words)| Reason { what: (*what).into(), score: 0.0, evidence: words.clone() });
        said.chain(doubts).collect()
    }

    /// One measure only where both name one thing, in one unit, of times alike.
    pub fn relation(&self, x: &Described<'_>, y: &Described<'_>) -> Relation {
        let (f, g) = (x.figure, y.figure);
        let time = f.period.is_some() == g.period.is_some() && f.status == g.status;
        let same = self.facts.subject >= ONE_THING && self.facts.one_unit && x.divided == y.divided;
        if same && time && f.value2.is_some() == g.value2.is_some() { Relation::Same } else { Relation::Kindred }
    }
}

/// A target stands beside no result, nor a rule, nor exports beside imports.
fn doubts(x: &Described<'_>, y: &Described<'_>) -> Vec<(&'static str, String)> {
    let only = |status: Status| (x.figure.status == Some(status)) != (y.figure.status == Some(status));
    let mut doubts = Vec::new();
    if only(Status::Planned) {
        doubts.push(("target", String::new()));
    }
    if only(Status::Principle) {
        doubts.push(("rule", String::new()));
    }
    // 新增300项 is so many more, 增至1000项 all there are.
    if x.anew && y.reaches || y.anew && x.reaches {
        doubts.push(("level", String::new()));
    }
    // What is from here to there is set by a rule, 处5万元以上50万元以下罚款, and nobody paid it.
    if x.figure.kind == Kind::Money && x.figure.value2.is_some() != y.figure.value2.is_some() {
        doubts.push(("range", String::new()));
    }
    if let Some((a, b)) = quantity::opposed(&x.subject, &y.subject) {
        doubts.push(("opposed", format!("{a} {b}")));
    }
    doubts
}

/// How nearly the passages of two figures are each other's best answer, from 0 to 1.
fn nearest(nearness: &Nearness, left: &Figure, right: &Figure) -> f64 {
    let Some((left, right)) = left.passage.zip(right.passage) else { return 0.0 };
    (nearness.of(left, right).unwrap_or_default() + UNKNOWN) / (nearness.best(left, right) + UNKNOWN)
}

/// How far apart two figures are: in powers of ten, four at most, as a share of four; percents in hundreds.
fn size(f: &Figure, g: &Figure) -> f64 {
    let value = |figure: &Figure| figure.value.and_then(|v| v.abs().to_f64()).unwrap_or_default();
    let (a, b) = (value(f), value(g));
    if f.kind == Kind::Percent {
        return ((a - b).abs() / 100.0).min(1.0);
    }
    if a <= 0.0 || b <= 0.0 { 1.0 } else { ((a / b).log10().abs() / 4.0).min(1.0) }
}

/// The quantity that both figures tell most surely.
fn shared(x: &[Found], y: &[Found]) -> Option<Shared> {
    let sure = |p: &Found, q: &Found| -> f64 {
        let own = match (p.own, q.own) {
            (true, true) => 1.0,
            (false, false) => 0.5,
            _ => 0.8,
        };
        let head = match (p.head, q.head) {
            (true, true) => 1.0,
            (false, false) => 0.2,
            _ => 0.6,
        };
        own * head
    };
    let both = x.iter().flat_map(|p| y.iter().filter(|q| q.quantity == p.quantity).map(move |q| (p, q)));
    let (p, q) = both.max_by(|a, b| sure(a.0, a.1).total_cmp(&sure(b.0, b.1)).then(b.0.quantity.cmp(&a.0.quantity)))?;
    Some(Shared { entry: p.quantity, own: p.own && q.own, sure: sure(p, q), words: (p.word, q.word) })
}

/// How telling each gram is: seldom ones more.
struct Weights(BTreeMap<String, f64>);

impl Weights {
    fn of(a: &[Described<'_>], b: &[Described<'_>]) -> Self {
        let mut counts: BTreeMap<String, f64> = BTreeMap::new();
        for gram in a.iter().chain(b).flat_map(|d| d.around.iter().chain(&d.grams)) {
            *counts.entry(gram.clone()).or_default() += 1.0;
        }
        let all = (a.len() + b.len()) as f64 * 2.0;
        for (gram, count) in &mut counts {
            let rarity = (1.0 + all / *count).ln();
            *count = if gram.chars().count() == 1 { rarity * 0.5 } else { rarity };
        }
        Self(counts)
    }

    /// Weighted overlap of two sets.
    fn likeness(&self, x: &BTreeSet<String>, y: &BTreeSet<String>) -> f64 {
        let weight = |gram: &String| self.0.get(gram).copied().unwrap_or(1.0);
        let total: f64 = x.iter().chain(y).map(weight).sum();
        let both: f64 = x.intersection(y).map(weight).sum();
        if total == 0.0 { 0.0 } else { 2.0 * both / total }
    }
}
