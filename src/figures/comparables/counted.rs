//! What a figure counts and what was done with it, in classes of words: `assets/counted.toml`.
//!
//! Coarser than the quantities of [`super::quantity`] and far wider: it knows no figure, only general words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::dimension::Dimension;
use crate::figures::lexicon::Lexicon;
use crate::figures::{Kind, fold};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    words: String,
    #[serde(default = "counts")]
    kinds: String,
    /// What classifiers a count may have.
    #[serde(default)]
    units: Counters,
    /// Classifiers by which it is often counted.
    #[serde(default)]
    counters: String,
    /// Shares are told by it, not only of it.
    #[serde(default)]
    rate: bool,
    /// Words of it that many other things go by.
    #[serde(default)]
    general: String,
}

fn counts() -> String {
    "count percent".into()
}

/// Classifiers of persons, of things, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Counters {
    #[default]
    Things,
    People,
    Any,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    thing: Vec<Entry>,
    deed: Vec<Entry>,
}

/// A class of the table: things first, then deeds.
pub type Class = u16;

struct Classes {
    entries: Vec<Entry>,
    /// How many of them are things.
    things: usize,
    words: Lexicon<Vec<(Class, f64)>>,
}

static CLASSES: LazyLock<Classes> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(include_str!("../../../assets/counted.toml")).expect("a test reads the table that is built in");
    let things = table.thing.len();
    let entries: Vec<Entry> = table.thing.into_iter().chain(table.deed).collect();
    let mut words: BTreeMap<String, Vec<(Class, f64)>> = BTreeMap::new();
    for (class, entry) in entries.iter().enumerate() {
        for word in entry.words.split_whitespace() {
            let folded: String = fold::folded(word).into_iter().collect();
            let general = entry.general.split_whitespace().any(|general| general == word);
            let classes = words.entry(folded).or_default();
            if classes.last().is_none_or(|(last, _)| usize::from(*last) != class) {
                classes.push((class as Class, if general { GENERAL } else { 1.0 }));
            }
        }
    }
    let words = Lexicon::forwards(words.iter().map(|(word, classes)| (word.as_str(), classes.clone())));
    Classes { entries, things, words }
});

/// The words around a figure, folded.
pub struct Words<'a> {
    /// The part of its subject that follows the number at once.
    pub noun: &'a str,
    /// The rest of its subject, without names in quotes.
    pub subject: &'a str,
    pub unit: &'a str,
    /// From the figure before, or where its clause begins, up to the number.
    pub before: &'a str,
    /// Up to the next figure, or where its clause ends.
    pub after: &'a str,
    /// What its sentence said before.
    pub earlier: &'a str,
}

/// The classes that a figure tells, with how surely it does, from 0 to 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counted {
    things: Vec<(Class, f64)>,
    deeds: Vec<(Class, f64)>,
}

/// The noun that follows the number and the last of the subject tell what is counted most surely.
const HEAD: f64 = 1.0;
const SUBJECT: f64 = 0.8;
/// What else the subject has, where a noun follows the number.
const OWNER: f64 = 0.3;
const BESIDE: f64 = 0.7;
const CLAUSE: f64 = 0.5;
const COUNTER: f64 = 0.4;
const EARLIER: f64 = 0.3;
/// What was said before, where the clause itself says nothing.
const CARRIED: f64 = 0.6;
/// What a general word says, to what another does.
const GENERAL: f64 = 0.45;

impl Counted {
    /// `change`: the figure is how much something grew or fell.
    pub fn of(words: &Words<'_>, kind: Kind, dimension: &Dimension, change: bool) -> Self {
        let share = kind == Kind::Percent && !change;
        let mut notes = Notes { kind, dimension, share, found: BTreeMap::new() };
        let follows = !words.noun.is_empty();
        for (text, inner) in [(words.noun, SUBJECT), (words.subject, if follows { OWNER } else { SUBJECT })] {
            let length = text.chars().count();
            for hit in read(text) {
                let last = hit.to + 1 >= length && inner == SUBJECT;
                notes.note(hit.classes, if last { HEAD } else { inner });
            }
        }
        let (next, nearest) = if follows { (CLAUSE, CLAUSE) } else { (BESIDE, BESIDE) };
        for (n, hit) in read(words.after).iter().enumerate() {
            notes.note(hit.classes, if n == 0 { next } else { CLAUSE });
        }
        for (n, hit) in read(words.before).iter().rev().enumerate() {
            notes.note(hit.classes, if n == 0 { nearest } else { CLAUSE });
        }
        for hit in read(words.unit) {
            notes.note(hit.classes, SUBJECT);
        }
        if kind == Kind::Count && !dimension.id.is_empty() {
            for (class, entry) in CLASSES.entries.iter().enumerate() {
                if entry.counters.split_whitespace().any(|counter| counter == words.unit) {
                    notes.note(&[(class as Class, 1.0)], COUNTER);
                }
            }
        }
        let told = notes.found.iter().any(|(class, weight)| thing(*class) && *weight >= BESIDE);
        for hit in read(words.earlier) {
            let (things, deeds): (Vec<_>, Vec<_>) = hit.classes.iter().copied().partition(|(class, _)| thing(*class));
            notes.note(&things, if told { EARLIER } else { CARRIED });
            notes.note(&deeds, EARLIER);
        }
        let (things, deeds) = notes.found.into_iter().partition(|(class, _)| thing(*class));
        Self { things, deeds }
    }
}

/// What was found around one figure.
struct Notes<'a> {
    kind: Kind,
    dimension: &'a Dimension,
    share: bool,
    found: BTreeMap<Class, f64>,
}

impl Notes<'_> {
    /// Notes classes that a word at a place of this weight tells, those by which such a figure may be counted.
    fn note(&mut self, classes: &[(Class, f64)], weight: f64) {
        for &(class, own) in classes {
            let entry = &CLASSES.entries[usize::from(class)];
            if !thing(class) || entry.counted_in(self.kind, self.dimension) {
                let own = if self.share && thing(class) && !entry.rate { own * GENERAL } else { own };
                let known = self.found.entry(class).or_default();
                *known = known.max(weight * own);
            }
        }
    }
}

fn thing(class: Class) -> bool {
    usize::from(class) < CLASSES.things
}

impl Entry {
    fn counted_in(&self, kind: Kind, dimension: &Dimension) -> bool {
        let kind = match kind {
            Kind::Money => "money",
            Kind::Percent => "percent",
            _ => "count",
        };
        let persons = matches!(dimension.class.as_str(), "people" | "households" | "person_times");
        let unit = match self.units {
            _ if kind != "count" || dimension.class.is_empty() => true,
            Counters::Any => true,
            Counters::Things => !persons,
            Counters::People => persons,
        };
        unit && self.kinds.split_whitespace().any(|k| k == kind)
    }
}

/// A word of the table in a text: where it ends, in code points, and its classes.
struct Hit {
    to: usize,
    classes: &'static [(Class, f64)],
}

fn read(text: &str) -> Vec<Hit> {
    let chars: Vec<char> = text.chars().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < chars.len() {
        match CLASSES.words.at(&chars, at) {
            Some((len, classes)) => {
                found.push(Hit { to: at + len, classes });
                at += len;
            }
            None => at += 1,
        }
    }
    found
}

/// The classes that a text tells, each once, in order.
pub fn topic(text: &str) -> Vec<Class> {
    let mut classes: Vec<Class> =
        read(text).iter().flat_map(|hit| hit.classes.iter().map(|(class, _)| *class)).collect();
    classes.sort_unstable();
    classes.dedup();
    classes
}

/// How far two texts tell of the same classes, from 0 to 1.
pub fn one_topic(x: &[Class], y: &[Class]) -> f64 {
    let both = x.iter().filter(|class| y.binary_search(class).is_ok()).count();
    if both == 0 { 0.0 } else { both as f64 / ((x.len() * y.len()) as f64).sqrt() }
}

/// How far two figures count things of one class, or did the like with them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agreement {
    /// From 0 to 1: the class that both tell most surely.
    pub shared: f64,
    pub name: &'static str,
    /// Of how many of the two the surest class is not the other's at all.
    pub alone: f64,
}

/// Of what is counted.
pub fn things(x: &Counted, y: &Counted) -> Agreement {
    agreement(&x.things, &y.things)
}

/// Of what was done with it.
pub fn deeds(x: &Counted, y: &Counted) -> Agreement {
    agreement(&x.deeds, &y.deeds)
}

fn agreement(x: &[(Class, f64)], y: &[(Class, f64)]) -> Agreement {
    let weight =
        |set: &[(Class, f64)], class: Class| set.binary_search_by_key(&class, |(c, _)| *c).map_or(0.0, |at| set[at].1);
    let best = x.iter().map(|&(class, w)| (w * weight(y, class), class)).max_by(|a, b| a.0.total_cmp(&b.0));
    let (shared, class) = best.unwrap_or((0.0, 0));
    let alone = |set: &[(Class, f64)], other: &[(Class, f64)]| {
        let told = |class: Class| weight(other, class) >= EARLIER;
        let mut surest = set.iter().filter(|(_, w)| *w >= HEAD).peekable();
        surest.peek().is_some() && !surest.any(|(class, _)| told(*class))
    };
    let alone = usize::from(alone(x, y)) + usize::from(alone(y, x));
    let name = if shared > 0.0 { CLASSES.entries[usize::from(class)].name.as_str() } else { "" };
    Agreement { shared, name, alone: alone as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From here on a class is told for sure.
    const SURE: f64 = 0.7;

    fn counted(subject: &str, class: &str) -> Counted {
        let dimension = Dimension { id: String::new(), class: class.into(), measure: false };
        let words = Words { noun: "", subject, unit: "", before: "", after: "", earlier: "" };
        Counted::of(&words, Kind::Count, &dimension, false)
    }

    #[test]
    fn many_words_for_one_thing() {
        let check = |x: (&str, &str), y: (&str, &str), shared: bool| {
            let found = things(&counted(x.0, x.1), &counted(y.0, y.1));
            assert_eq!(found.shared >= SURE, shared, "{x:?} {y:?} {found:?}");
        };
        check(("巡护志愿服务队伍", ""), ("里巡守志工队", ""), true);
        check(("注册志愿者", "people"), ("银髮志工", "people"), true);
        check(("志愿者", "people"), ("学员", "people"), false);
        check(("农产品直播间", "items"), ("摊商", "items"), false);
    }
}
