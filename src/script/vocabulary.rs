//! The vocabulary overlay: regional words and what the mainland says for them, with the contexts in which they mean it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::matcher::Matcher;
use super::{Region, Risk};

/// A vocabulary file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum VocabularyError {
    #[error("the vocabulary is not valid TOML: {0}")]
    Toml(String),
    #[error("the vocabulary rule `{rule}`: {problem}")]
    Rule { rule: String, problem: &'static str },
}

/// One regional word, in simplified characters, and the mainland's word for it.
///
/// The contexts are words of the same clause as it stands after conversion to simplified characters; a rule applies
/// if all that are given hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Names the rule in the audit and where it is switched off.
    pub id: String,
    pub regions: Vec<Region>,
    pub from: String,
    pub to: String,
    /// Why the word is not simply kept, and where a context comes from.
    pub reason: String,
    #[serde(default = "low")]
    pub risk: Risk,
    /// The word is not used on the mainland in any sense: it alone tells the region of a text.
    #[serde(default)]
    pub telling: bool,
    /// One of these stands directly before the word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
    /// None of these stands directly before the word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_after: Vec<String>,
    /// One of these stands directly behind the word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
    /// None of these stands directly behind the word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_before: Vec<String>,
    /// One of these stands in the same clause.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub near: Vec<String>,
    /// None of these stands in the same clause.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_near: Vec<String>,
}

fn low() -> Risk {
    Risk::Low
}

impl Rule {
    /// A rule that holds in any context.
    pub fn plain(id: String, regions: Vec<Region>, from: String, to: String, reason: String, risk: Risk) -> Self {
        let any = Vec::new;
        let (after, not_after, before, not_before) = (any(), any(), any(), any());
        let (near, not_near, telling) = (any(), any(), false);
        Self { id, regions, from, to, reason, risk, telling, after, not_after, before, not_before, near, not_near }
    }

    /// Whether the word at `start..end` (bytes) of `text` stands in the rule's context.
    fn applies(&self, text: &str, start: usize, end: usize) -> bool {
        let (before, behind) = (&text[..start], &text[end..]);
        let ends = |words: &[String]| words.iter().any(|w| before.ends_with(w.as_str()));
        let starts = |words: &[String]| words.iter().any(|w| behind.starts_with(w.as_str()));
        if !self.after.is_empty() && !ends(&self.after) || ends(&self.not_after) {
            return false;
        }
        if !self.before.is_empty() && !starts(&self.before) || starts(&self.not_before) {
            return false;
        }
        if self.near.is_empty() && self.not_near.is_empty() {
            return true;
        }
        let clause = clause(text, start, end);
        let holds = |words: &[String]| words.iter().any(|w| clause.contains(w.as_str()));
        (self.near.is_empty() || holds(&self.near)) && !holds(&self.not_near)
    }
}

/// What is wrong with a TOML file, in one line with its place.
fn toml_error(toml: &str, error: &toml::de::Error) -> String {
    let line = error.span().map(|span| toml.get(..span.start).unwrap_or(toml).matches('\n').count() + 1);
    let message = error.message().replace('\n', " ");
    line.map_or(message.clone(), |line| format!("line {line}: {message}"))
}

/// How far a clause is looked through to each side of a word, in bytes.
const CLAUSE: usize = 180;

/// The clause around `start..end`, up to stops and line ends.
fn clause(text: &str, start: usize, end: usize) -> &str {
    let stop = |c: char| matches!(c, '。' | '！' | '？' | '；' | '!' | '?' | ';' | '\n');
    let from = text.floor_char_boundary(start.saturating_sub(CLAUSE));
    let to = text.ceil_char_boundary((end + CLAUSE).min(text.len()));
    let from = text[from..start].rfind(stop).map_or(from, |at| text.ceil_char_boundary(from + at + 1));
    let to = text[end..to].find(stop).map_or(to, |at| end + at);
    &text[from..to]
}

/// A name or word that stays as it is, though a rule's word stands in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Protected {
    /// In simplified characters.
    pub term: String,
    pub reason: String,
}

/// A vocabulary as a file holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VocabularyFile {
    /// Adds to the vocabulary that comes with the program instead of taking its place; a rule of the same id replaces.
    #[serde(default)]
    builtin: bool,
    /// Rules that are switched off, by id.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    off: BTreeSet<String>,
    /// Words that tell a region but need no rule, in simplified characters.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    telling: BTreeMap<Region, Vec<String>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    protected: Vec<Protected>,
    #[serde(default, rename = "rule", skip_serializing_if = "Vec::is_empty")]
    rules: Vec<Rule>,
}

impl VocabularyFile {
    /// The vocabulary that comes with the program, nothing changed in it yet.
    pub fn own() -> Self {
        Self { builtin: true, ..Self::default() }
    }

    /// Reads a file without asking whether its rules make sense: [`Vocabulary::of`] does.
    pub fn parse(toml: &str) -> Result<Self, VocabularyError> {
        toml::from_str(toml).map_err(|e| VocabularyError::Toml(toml_error(toml, &e)))
    }

    /// As [`VocabularyFile::parse`] reads it.
    pub fn to_toml(&self) -> String {
        toml::to_string(self).expect("strings, lists and tables of them are TOML")
    }

    /// Whether it is the vocabulary that comes with the program and nothing else.
    pub fn is_empty(&self) -> bool {
        *self == Self::own()
    }

    /// Rules that are off, by id.
    pub fn off(&self) -> impl Iterator<Item = &str> {
        self.off.iter().map(String::as_str)
    }

    pub fn protected(&self) -> &[Protected] {
        &self.protected
    }

    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// Switches a rule on or off, by its id.
    pub fn switch(&mut self, rule: &str, on: bool) {
        if on {
            self.off.remove(rule);
        } else {
            self.off.insert(rule.to_owned());
        }
    }

    /// A name stays as it is; given in simplified characters.
    pub fn protect(&mut self, term: &str, reason: &str) {
        self.unprotect(term);
        self.protected.push(Protected { term: term.to_owned(), reason: reason.to_owned() });
    }

    pub fn unprotect(&mut self, term: &str) {
        self.protected.retain(|protected| protected.term != term);
    }

    /// A rule of one's own, which takes the place of one with the same id.
    pub fn add(&mut self, rule: Rule) {
        self.remove(&rule.id);
        self.rules.push(rule);
    }

    /// A rule of one's own goes, by its id.
    pub fn remove(&mut self, rule: &str) {
        self.rules.retain(|own| own.id != rule);
        self.off.remove(rule);
    }
}

/// What a pattern of the matcher is.
#[derive(Clone, Debug)]
enum Word {
    Rules(Vec<usize>),
    Telling(Region),
    Protected,
}

/// How many words of each region a text uses, from the rules and the lists of telling words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RegionCounts {
    pub mainland: u32,
    pub taiwan: u32,
    pub hong_kong: u32,
}

impl RegionCounts {
    fn of(&mut self, region: Region) -> &mut u32 {
        match region {
            Region::Mainland => &mut self.mainland,
            Region::Taiwan => &mut self.taiwan,
            Region::HongKong => &mut self.hong_kong,
        }
    }

    pub fn add(&mut self, other: Self) {
        self.mainland += other.mainland;
        self.taiwan += other.taiwan;
        self.hong_kong += other.hong_kong;
    }
}

/// A word of the vocabulary in a text, by bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub start: usize,
    pub end: usize,
    word: usize,
}

/// The rules, which of them are off, and the names that are left alone.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    file: VocabularyFile,
    off: BTreeSet<String>,
    words: Vec<Word>,
    matcher: Matcher,
}

impl Vocabulary {
    /// The text of the vocabulary that comes with the program.
    pub const BUILTIN: &str = include_str!("../../assets/vocabulary.toml");

    /// The vocabulary that comes with the program.
    pub fn builtin() -> Self {
        Self::parse(Self::BUILTIN).expect("a test parses the vocabulary that is built in")
    }

    /// Reads a vocabulary file (TOML, as `assets/vocabulary.toml`). With `builtin = true` it holds only what differs from
    /// the vocabulary that comes with the program: rules of one's own, names to protect, and rules that are `off`.
    pub fn parse(toml: &str) -> Result<Self, VocabularyError> {
        Self::of(VocabularyFile::parse(toml)?)
    }

    /// Makes ready what a file says.
    pub fn of(mut file: VocabularyFile) -> Result<Self, VocabularyError> {
        let mut ids = BTreeSet::new();
        for rule in &file.rules {
            let problem = |problem| VocabularyError::Rule { rule: rule.id.clone(), problem };
            if rule.from.is_empty() || rule.to.is_empty() || rule.id.is_empty() {
                return Err(problem("id, from and to may not be empty"));
            }
            if rule.regions.is_empty() || rule.regions.contains(&Region::Mainland) {
                return Err(problem("it needs a region, which is taiwan or hong_kong"));
            }
            if !ids.insert(rule.id.clone()) {
                return Err(problem("another rule has the same id"));
            }
        }
        let off = std::mem::take(&mut file.off);
        if file.builtin {
            let own = file;
            file = Self::builtin().file;
            file.rules.retain(|rule| !ids.contains(&rule.id));
            file.rules.extend(own.rules);
            file.protected.extend(own.protected);
            for (region, words) in own.telling {
                file.telling.entry(region).or_default().extend(words);
            }
        }
        if let Some(id) = off.iter().find(|id| file.rules.iter().all(|rule| rule.id != **id)) {
            return Err(VocabularyError::Rule {
                rule: id.clone(),
                problem: "it is switched off, but there is no such rule",
            });
        }
        Ok(Self::build(file, off))
    }

    fn build(file: VocabularyFile, off: BTreeSet<String>) -> Self {
        let mut patterns: BTreeMap<&str, Word> = BTreeMap::new();
        for (region, words) in &file.telling {
            for word in words {
                patterns.insert(word, Word::Telling(*region));
            }
        }
        for (at, rule) in file.rules.iter().enumerate() {
            match patterns.get_mut(rule.from.as_str()) {
                Some(Word::Rules(rules)) => rules.push(at),
                _ => {
                    patterns.insert(&rule.from, Word::Rules(vec![at]));
                }
            }
        }
        for protected in &file.protected {
            patterns.insert(&protected.term, Word::Protected);
        }
        patterns.remove("");
        let matcher = Matcher::new(patterns.keys().copied());
        let words = patterns.into_values().collect();
        Self { file, off, words, matcher }
    }

    /// All rules, those that are off too.
    pub fn rules(&self) -> &[Rule] {
        &self.file.rules
    }

    pub fn protected(&self) -> &[Protected] {
        &self.file.protected
    }

    pub fn is_on(&self, rule: &str) -> bool {
        !self.off.contains(rule)
    }

    /// As a file that [`Vocabulary::parse`] reads, whole.
    pub fn to_toml(&self) -> String {
        VocabularyFile { off: self.off.clone(), builtin: false, ..self.file.clone() }.to_toml()
    }

    /// The same vocabulary with one rule switched on or off.
    #[must_use]
    pub fn switched(mut self, rule: &str, on: bool) -> Self {
        if on {
            self.off.remove(rule);
        } else {
            self.off.insert(rule.to_owned());
        }
        self
    }

    /// The same vocabulary with a rule of the analyst's own, which replaces one of the same id.
    #[must_use]
    pub fn with_rule(mut self, rule: Rule) -> Self {
        self.file.rules.retain(|r| r.id != rule.id);
        self.file.rules.push(rule);
        Self::build(self.file, self.off)
    }

    /// The same vocabulary with a name that stays as it is.
    #[must_use]
    pub fn protecting(mut self, term: &str, reason: &str) -> Self {
        self.file.protected.push(Protected { term: term.to_owned(), reason: reason.to_owned() });
        Self::build(self.file, self.off)
    }

    /// The words of the vocabulary in a text in simplified characters; longest first, none touching another.
    pub(super) fn hits(&self, text: &str) -> Vec<Hit> {
        self.matcher.find(text).map(|(start, end, word)| Hit { start, end, word }).collect()
    }

    /// How many of the hits tell a region. In simplified text only words count that the mainland never uses.
    pub(super) fn count(&self, hits: &[Hit], simplified: bool) -> RegionCounts {
        let mut counts = RegionCounts::default();
        for hit in hits {
            match &self.words[hit.word] {
                Word::Telling(region) => *counts.of(*region) += 1,
                Word::Protected => {}
                Word::Rules(rules) => {
                    let tell = || rules.iter().map(|at| &self.file.rules[*at]).filter(|r| r.telling || !simplified);
                    for region in [Region::Taiwan, Region::HongKong] {
                        *counts.of(region) += u32::from(tell().any(|rule| rule.regions.contains(&region)));
                    }
                }
            }
        }
        counts
    }

    /// The rule that replaces a hit in a text of the region, if one does.
    pub(super) fn rule(&self, hit: Hit, text: &str, region: Region) -> Option<&Rule> {
        let Word::Rules(rules) = &self.words[hit.word] else { return None };
        rules.iter().map(|at| &self.file.rules[*at]).find(|rule| {
            rule.regions.contains(&region) && self.is_on(&rule.id) && rule.applies(text, hit.start, hit.end)
        })
    }

    /// Pairs of words that mean the same across regions, in simplified characters: the regional, the mainland's.
    pub fn synonyms(&self) -> impl Iterator<Item = (&str, &str)> {
        self.file.rules.iter().filter(|r| self.is_on(&r.id)).map(|r| (r.from.as_str(), r.to.as_str()))
    }
}
