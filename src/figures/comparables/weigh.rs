//! How likely two figures are to compare: first by what they share, then among the others that each could go with.
//!
//! Both steps are logistic regressions over annotated articles of many fields, each pair of articles foretold from the
//! others: a ridge of 1 on every weight but the bias, pairs that the annotator left open not counted at all, and the articles
//! that tell the same in quite other words eight times, for they are few among those of one field. What came anew and what
//! is a target are weighed by hand: too few of the annotated pairs have it. The threshold is where nine of ten of the
//! pairs that were so foretold are right.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::prelude::ToPrimitive;

use super::counted::{self, Agreement};
use super::described::{Account, Described};
use super::quantity::{self, Found};
use super::wording::{Counts, Weighed};
use super::{Reason, Relation};
use crate::figures::{Figure, Kind};
use crate::nearness::Nearness;
use crate::status::Status;

/// Above this two subjects name one thing.
const ONE_THING: f64 = 0.72;
/// What something speaks against is worth no more: it is listed.
const DOUBTED: f64 = 0.12;
/// Below this a pair is listed, not proposed: of accounts that tell the same in other words, and of those that share them.
const WORTH: [f64; 2] = [0.40, 0.20];
/// What a doubted pair is at most to its rivals.
const NOT: f64 = -0.4;
/// Two that share less than this of what is counted, nor half of what was done or of their words, share nothing that tells.
const SLIGHT: f64 = 0.30;
const HALF: f64 = 0.50;
const SAME_WORDS: f64 = 0.40;
/// Accounts that share less of their words than this tell the same in other words, and must share a class to compare.
const OTHER_WORDS: f64 = 0.20;
/// Little is shared below this, nothing below that.
const LITTLE: f64 = 0.30;
const NOTHING: f64 = 0.15;
/// What a pair must bring by itself before it is likelier than not.
const BIAS: f64 = 5.67;
/// The same once its rivals are known.
const BIAS_AMONG: f64 = 1.47;
/// What a pair's own sum weighs then, how far it goes before the nearest of its rivals and before the farther one, how likely the
/// pairs before and after it are, those next to these, and what else the two passages share.
const AMONG: [f64; 7] = [0.56, 1.56, 0.95, 1.97, 1.78, 0.22, 0.17];
/// Sums below this are those of any two figures.
const LEAST: f64 = -7.0;
/// A lead of so much is as good as any larger one.
const CLEAR: f64 = 3.0;
/// Passages that answer none better than this say nothing by it.
const UNKNOWN: f64 = 0.1;
/// The same of their words.
const UNKNOWN_WORDS: f64 = 0.01;
/// Units that agree less than this are of different things as often as of one.
const AGREED: f64 = 0.8;
/// So many other pairs of two passages are as good as more.
const ENOUGH: f64 = 3.0;
/// Pairs less likely than this are none of them.
const LIKELY: f64 = 0.05;

/// Two figures that may stand together, by their places in the two lists.
pub struct Pair {
    pub left: usize,
    pub right: usize,
    /// From 0 to 1.
    pub score: f64,
    facts: Facts,
    /// How clearly it goes before all else that either could go with, from -1 to 1.
    lead: f64,
    /// How likely the figures before the two, or those after, are to compare.
    beside: f64,
}

/// What two figures share and what sets them apart, each from 0 to 1 unless it says otherwise.
struct Facts {
    unit: f64,
    one_unit: bool,
    /// Their classifiers never count one thing.
    apart: bool,
    /// Sums of two currencies.
    currencies: bool,
    money: bool,
    percent: bool,
    /// How sure a quantity that both tell is, and which.
    quantity: Option<Shared>,
    things: Agreement,
    deeds: Agreement,
    subject: f64,
    /// Words that stand at the numbers.
    near: f64,
    sentence: f64,
    /// What their sentences tell of.
    topic: f64,
    passages: f64,
    /// How nearly their passages are each other's best answer by their words.
    wording: f64,
    /// Only one is a part of what was told before.
    part: bool,
    /// Only one tells what came anew.
    anew: bool,
    size: f64,
    direction: bool,
    status: bool,
    /// Only one is still to be reached.
    target: bool,
    /// One counts persons, the other things.
    mixed: bool,
    /// How far each is the only one of its dimension in the other's passage.
    only: f64,
    /// How much the two accounts share of their words at all.
    common: f64,
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
pub fn pairs(a: &Account<'_>, b: &Account<'_>, nearness: &Nearness) -> Vec<Pair> {
    let words = Words::of(a, b);
    let mut pairs = Vec::new();
    for (left, x) in a.figures.iter().enumerate() {
        for (right, y) in b.figures.iter().enumerate() {
            if let Some(facts) = Facts::of((left, x), (right, y), &words, nearness) {
                pairs.push(Pair { left, right, score: 0.0, facts, lead: 0.0, beside: 0.0 });
            }
        }
    }
    alone(a, b, &mut pairs);
    let common = common(a.figures.len(), b.figures.len(), &pairs);
    for pair in &mut pairs {
        pair.facts.common = common;
        pair.facts.doubt_slight();
        let sum = pair.facts.told().iter().map(|(_, value, weight)| value * weight).sum::<f64>() - BIAS;
        // What something speaks against is no rival.
        pair.score = if pair.facts.doubts.is_empty() { sum } else { sum.min(NOT) };
    }
    among(a, b, &mut pairs);
    pairs
}

/// How far each figure is the only one of its dimension that the other's passage has.
fn alone(a: &Account<'_>, b: &Account<'_>, pairs: &mut [Pair]) {
    let mut lefts: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let mut rights: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    let keys = |pair: &Pair| ((pair.left, b.figures[pair.right].passage), (pair.right, a.figures[pair.left].passage));
    let agreed = |pair: &&mut Pair| pair.facts.unit >= AGREED;
    for pair in pairs.iter_mut().filter(agreed) {
        let (left, right) = keys(pair);
        *lefts.entry(left).or_default() += 1.0;
        *rights.entry(right).or_default() += 1.0;
    }
    for pair in pairs.iter_mut().filter(agreed) {
        let (left, right) = keys(pair);
        pair.facts.only = 1.0 / (lefts[&left] * rights[&right]);
    }
}

/// How much two accounts share of their words: what each figure shares with its nearest, on the average.
fn common(lefts: usize, rights: usize, pairs: &[Pair]) -> f64 {
    let (mut left, mut right) = (vec![0.0f64; lefts], vec![0.0f64; rights]);
    for pair in pairs {
        let words = pair.facts.near.max(pair.facts.subject);
        left[pair.left] = left[pair.left].max(words);
        right[pair.right] = right[pair.right].max(words);
    }
    let mean = |all: &[f64]| all.iter().sum::<f64>() / all.len().max(1) as f64;
    (mean(&left) + mean(&right)) / 2.0
}

/// Weighs each pair among those that its figures could form else.
fn among(a: &Account<'_>, b: &Account<'_>, pairs: &mut [Pair]) {
    let mut grid = Grid { likely: vec![0.0; a.figures.len() * b.figures.len()], a, b };
    let (mut lefts, mut rights) = (vec![Best::default(); a.figures.len()], vec![Best::default(); b.figures.len()]);
    for (n, pair) in pairs.iter().enumerate() {
        grid.likely[pair.left * b.figures.len() + pair.right] = logistic(pair.score);
        lefts[pair.left].add(n, pair.score);
        rights[pair.right].add(n, pair.score);
    }
    let others = Others::of(a, b, pairs);
    let among = |n: usize, pair: &Pair| {
        let at = (pair.left, pair.right);
        let lead = |rival: f64| ((pair.score - rival.max(LEAST)) / CLEAR).clamp(-1.0, 1.0);
        let leads = [lead(lefts[pair.left].but(n)), lead(rights[pair.right].but(n))];
        let next = [(1, 2), (2, 1), (2, 2)].into_iter().flat_map(|(i, j)| [(i, j), (-i, -j)]);
        let next = next.map(|by| grid.by(at, by)).fold(0.0, f64::max);
        let (before, after) = (grid.by(at, (-1, -1)), grid.by(at, (1, 1)));
        let (nearest, farther) = (leads[0].min(leads[1]), leads[0].max(leads[1]));
        [pair.score, nearest, farther, before, after, next, others.than(a, b, at)]
    };
    let facts: Vec<[f64; 7]> = pairs.iter().enumerate().map(|(n, pair)| among(n, pair)).collect();
    for (pair, facts) in pairs.iter_mut().zip(facts) {
        let sum: f64 = facts.iter().zip(AMONG).map(|(value, weight)| value * weight).sum();
        pair.lead = facts[1];
        pair.beside = facts[3].max(facts[4]);
        pair.score = logistic(sum - BIAS_AMONG);
        if !pair.facts.doubts.is_empty() {
            pair.score = pair.score.min(DOUBTED);
        }
    }
}

/// How likely each two figures are to compare by what they share.
struct Grid<'a> {
    likely: Vec<f64>,
    a: &'a Account<'a>,
    b: &'a Account<'a>,
}

impl Grid<'_> {
    /// The pair so many figures on in both passages; 0 where either passage ends before.
    fn by(&self, at: (usize, usize), by: (isize, isize)) -> f64 {
        let on = |account: &Account<'_>, at: usize, by: isize| {
            let to = at.checked_add_signed(by)?;
            (account.figures.get(to)?.passage == account.figures[at].passage).then_some(to)
        };
        let to = on(self.a, at.0, by.0).zip(on(self.b, at.1, by.1));
        to.map_or(0.0, |(left, right)| self.likely[left * self.b.figures.len() + right])
    }
}

/// The likeliest pairs of each two passages, and how likely they are.
struct Others(BTreeMap<(usize, usize), Vec<(Places, f64)>>);

/// Two figures by their places in the two lists.
type Places = (usize, usize);

impl Others {
    fn of(a: &Account<'_>, b: &Account<'_>, pairs: &[Pair]) -> Self {
        let mut best: Vec<(f64, &Pair)> = pairs.iter().map(|pair| (logistic(pair.score), pair)).collect();
        best.retain(|(likely, _)| *likely >= LIKELY);
        best.sort_by(|p, q| q.0.total_cmp(&p.0).then((p.1.left, p.1.right).cmp(&(q.1.left, q.1.right))));
        let (mut lefts, mut rights) = (BTreeSet::new(), BTreeSet::new());
        let mut all: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (likely, pair) in best {
            if !lefts.contains(&pair.left) && !rights.contains(&pair.right) {
                lefts.insert(pair.left);
                rights.insert(pair.right);
                let passages = (a.figures[pair.left].passage, b.figures[pair.right].passage);
                all.entry(passages).or_default().push(((pair.left, pair.right), likely));
            }
        }
        Self(all)
    }

    /// How many other figures of the two passages compare, as a share of enough.
    fn than(&self, a: &Account<'_>, b: &Account<'_>, at: (usize, usize)) -> f64 {
        let all = self.0.get(&(a.figures[at.0].passage, b.figures[at.1].passage));
        let others = all.into_iter().flatten().filter(|((left, right), _)| *left != at.0 && *right != at.1);
        others.map(|(_, likely)| likely).sum::<f64>().min(ENOUGH) / ENOUGH
    }
}

/// What the words of two accounts have in common.
struct Words {
    subjects: [Vec<Weighed>; 2],
    near: [Vec<Weighed>; 2],
    /// Likeness of the words and of the topics of each two sentences.
    sentences: Vec<(f64, f64)>,
    passages: Vec<f64>,
    /// How many sentences and passages the right account has.
    across: (usize, usize),
}

impl Words {
    fn of(a: &Account<'_>, b: &Account<'_>) -> Self {
        let both = [a, b];
        let figures = both.iter().flat_map(|account| &account.figures);
        let counts = Counts::of(
            figures
                .flat_map(|figure| [&figure.grams, &figure.near])
                .chain(both.iter().flat_map(|account| &account.sentences).map(|sentence| &sentence.grams)),
        );
        let weigh = |account: &Account<'_>| account.figures.iter().map(|f| counts.weigh(&f.grams)).collect();
        let near = |account: &Account<'_>| account.figures.iter().map(|f| counts.weigh(&f.near)).collect();
        let sentences = both.map(|account| -> Vec<(Weighed, &[counted::Class])> {
            account.sentences.iter().map(|s| (counts.weigh(&s.grams), s.topic.as_slice())).collect()
        });
        let like = |x: &(Weighed, &[counted::Class]), y: &(Weighed, &[counted::Class])| {
            (x.0.likeness(&y.0), counted::one_topic(x.1, y.1))
        };
        Self {
            subjects: both.map(weigh),
            near: both.map(near),
            sentences: table(&sentences[0], &sentences[1], like),
            passages: Self::passages(a, b),
            across: (b.sentences.len(), b.passages.len()),
        }
    }

    fn passages(a: &Account<'_>, b: &Account<'_>) -> Vec<f64> {
        let counts = Counts::of(a.passages.iter().chain(&b.passages));
        let weigh = |account: &Account<'_>| -> Vec<Weighed> {
            account.passages.iter().map(|words| counts.weigh_long(words)).collect()
        };
        let mut angles = table(&weigh(a), &weigh(b), Weighed::angle);
        let across = b.passages.len();
        let (mut lefts, mut rights) = (vec![0.0f64; a.passages.len()], vec![0.0f64; across]);
        for (n, &angle) in angles.iter().enumerate() {
            lefts[n / across] = lefts[n / across].max(angle);
            rights[n % across] = rights[n % across].max(angle);
        }
        for (n, angle) in angles.iter_mut().enumerate() {
            let best = lefts[n / across].max(rights[n % across]);
            *angle = (*angle + UNKNOWN_WORDS) / (best + UNKNOWN_WORDS);
        }
        angles
    }
}

/// What each of one list has to do with each of another.
fn table<T, U>(lefts: &[T], rights: &[T], like: impl Fn(&T, &T) -> U) -> Vec<U> {
    lefts.iter().flat_map(|x| rights.iter().map(|y| like(x, y))).collect()
}

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

impl Facts {
    /// Nothing for two that are of no one dimension.
    fn of(
        (left, x): (usize, &Described<'_>),
        (right, y): (usize, &Described<'_>),
        words: &Words,
        nearness: &Nearness,
    ) -> Option<Self> {
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
        let subject = words.subjects[0][left].likeness(&words.subjects[1][right]);
        // 一倍 and 三倍 of different things are multiples of different amounts.
        if f.kind == Kind::Index && subject < ONE_THING {
            return None;
        }
        let (sentence, topic) = words.sentences[x.sentence * words.across.0 + y.sentence];
        Some(Self {
            unit,
            one_unit: x.dimension.id == y.dimension.id,
            apart: f.kind == Kind::Count && quantity::apart(&x.dimension, &y.dimension),
            currencies: f.kind == Kind::Money && x.dimension.id != y.dimension.id,
            money: f.kind == Kind::Money,
            percent: f.kind == Kind::Percent,
            quantity,
            things: counted::things(&x.counted, &y.counted),
            deeds: counted::deeds(&x.counted, &y.counted),
            subject,
            near: words.near[0][left].likeness(&words.near[1][right]),
            sentence,
            topic,
            passages: nearest(nearness, f, g),
            wording: words.passages[x.passage * words.across.1 + y.passage],
            part: x.part != y.part,
            anew: x.anew != y.anew,
            size: size(f, g),
            direction: f.kind != Kind::Percent && f.direction != g.direction,
            status: f.status != g.status,
            target: (f.status == Some(Status::Planned)) != (g.status == Some(Status::Planned)),
            mixed: x.dimension.mixed(&y.dimension),
            only: 0.0,
            common: 0.0,
            doubts: doubts(x, y),
        })
    }

    /// In accounts that tell the same in other words, two must share a class or a quantity; so must two that are counted by
    /// classifiers which never count one thing, wherever they are told: 驿站32座, 老树45棵.
    fn doubt_slight(&mut self) {
        let words = self.near.max(self.subject);
        // Of two that are counted differently, each by another class most of all, a class in passing tells half.
        let things = self.things.shared * if self.things.alone > 0.0 && !self.one_unit { 0.5 } else { 1.0 };
        if (self.common < OTHER_WORDS || self.apart)
            && self.quantity.is_none()
            && things < SLIGHT
            && self.deeds.shared < HALF
            && words < SAME_WORDS
        {
            self.doubts.push(("slight", String::new()));
        }
    }

    /// The most that the two share of anything.
    fn most(&self) -> f64 {
        let sure = self.quantity.as_ref().map_or(0.0, |shared| shared.sure);
        [self.things.shared, self.near * 1.2, self.subject, self.deeds.shared * 0.6, sure]
            .into_iter()
            .fold(0.0, f64::max)
    }

    /// What is looked at, its value, and what it weighs.
    fn told(&self) -> [(&'static str, f64, f64); 27] {
        let flag = |on: bool| f64::from(u8::from(on));
        let sure = self.quantity.as_ref().map_or(0.0, |shared| shared.sure);
        let (most, common) = (self.most(), self.common);
        [
            ("unit", self.unit, -0.81),
            ("one_unit", flag(self.one_unit), 0.83),
            ("apart", flag(self.apart), -1.37),
            ("quantity", sure, 1.39),
            // Classes are coarse: they tell less where the words themselves can be compared.
            ("thing", self.things.shared, 2.47 + 0.71 * self.passages - 8.13 * common),
            ("things_differ", self.things.alone, -0.63),
            ("deed", self.deeds.shared, 0.82),
            ("subject", self.subject, 1.25),
            ("near", self.near, 3.67),
            ("sentence", self.sentence, 2.77),
            ("topic", self.topic, 1.08),
            ("passages", self.passages, 1.27),
            ("wording", self.wording, 1.95),
            ("only", self.only, 1.51 * self.passages + 2.15 * self.topic + 2.42 * common),
            ("little", flag(most < LITTLE), -0.35),
            ("nothing", flag(most < NOTHING), -0.34),
            ("common", common, 1.22),
            ("part", flag(self.part), -0.74),
            ("anew", flag(self.anew), -2.00),
            ("currencies", flag(self.currencies), -3.37),
            ("size", self.size, -4.98),
            ("direction", flag(self.direction), -0.38),
            ("status", flag(self.status), -1.87),
            ("planned", flag(self.target), -3.50),
            ("mixed", flag(self.mixed), -0.23),
            ("money", flag(self.money), -0.95),
            ("percent", flag(self.percent), -0.20),
        ]
    }
}

impl Pair {
    /// Whether it is proposed to the reader, not only ranked.
    pub fn proposed(&self) -> bool {
        self.score >= WORTH[usize::from(self.facts.common >= OTHER_WORDS)]
    }

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
            "subject" => x.grams.shared(&y.grams).join(" "),
            "near" => x.near.shared(&y.near).join(" "),
            _ => String::new(),
        };
        let told = facts.told().into_iter().map(|(what, score, _)| (what, score));
        let among = [("first_choice", self.lead.max(0.0)), ("beside", self.beside)];
        let said = told.chain(among).filter(|(what, score)| *score > 0.0 && !UNSAID.contains(what));
        let said = said.map(|(what, score)| Reason { what: what.into(), score, evidence: evidence(what) });
        let doubts = facts.doubts.iter();
        let doubts = doubts.map(|(what, words)| Reason { what: (*what).into(), score: 0.0, evidence: words.clone() });
        said.chain(doubts).collect()
    }

    /// One measure only where both name one thing, in one unit, of times alike; never what came anew beside all there is.
    pub fn relation(&self, x: &Described<'_>, y: &Described<'_>) -> Relation {
        let (f, g) = (x.figure, y.figure);
        let time = f.period.is_some() == g.period.is_some() && f.status == g.status;
        let same = self.facts.subject >= ONE_THING && self.facts.one_unit && x.divided == y.divided;
        let same = same && x.anew == y.anew && x.reaches == y.reaches && x.change == y.change;
        if same && time && f.value2.is_some() == g.value2.is_some() { Relation::Same } else { Relation::Kindred }
    }
}

/// What two figures are weighed by without being a reason that they compare.
const UNSAID: [&str; 5] = ["little", "nothing", "common", "money", "percent"];

/// A target stands beside no result, nor what came anew beside a level, nor exports beside imports.
fn doubts(x: &Described<'_>, y: &Described<'_>) -> Vec<(&'static str, String)> {
    let mut doubts = Vec::new();
    let planned = |figure: &Figure| figure.status == Some(Status::Planned);
    if x.aim && !y.aim && !planned(y.figure) || y.aim && !x.aim && !planned(x.figure) {
        doubts.push(("target", String::new()));
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
            _ => 0.3,
        };
        own * head
    };
    let both = x.iter().flat_map(|p| y.iter().filter(|q| q.quantity == p.quantity).map(move |q| (p, q)));
    let (p, q) = both.max_by(|a, b| sure(a.0, a.1).total_cmp(&sure(b.0, b.1)).then(b.0.quantity.cmp(&a.0.quantity)))?;
    Some(Shared { entry: p.quantity, own: p.own && q.own, sure: sure(p, q), words: (p.word, q.word) })
}
