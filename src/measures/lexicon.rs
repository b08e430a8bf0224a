//! The words by which names are recognised: `assets/measures.toml` as one automaton and a few sets.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;

use super::MeasureKind;

/// A longer name is of one thing, whatever it ends with.
const LONGEST_CLASS: usize = 12;

/// How much a head word needs before it makes a name, from the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Demand {
    /// Any modifier.
    Proper,
    /// A modifier and a sign that a name is meant.
    Common,
    /// A name in quotation marks before it.
    Quoted,
}

/// What a word does where it stands. A word may do several things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Mark {
    pub head: Option<(MeasureKind, Demand)>,
    /// The whole name of something of this kind.
    pub term: Option<MeasureKind>,
    /// A name may begin after it, and it shows that one does.
    pub opener: bool,
    /// An opener that also stands within names.
    pub nounlike: bool,
    /// A name ends before it and begins after it.
    pub border: bool,
}

impl Mark {
    /// Whether the word makes names.
    pub fn is_name(self) -> bool {
        self.head.is_some() || self.term.is_some()
    }
}

/// A word of the lexicon in a passage, by characters of the passage.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub start: usize,
    pub end: usize,
    pub mark: Mark,
}

/// One function that measures of different places have in common.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Function {
    pub id: String,
    /// Says less than a function that is a subject.
    #[serde(default)]
    pub form: bool,
    #[serde(default)]
    pub ends: Vec<String>,
    pub names: Vec<String>,
    pub near: Vec<String>,
}

/// What a measure has to do with a function.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Office {
    /// Its name says so.
    pub named: bool,
    /// How surely the words around it say so, 0 to 1.
    pub around: f64,
}

impl Office {
    /// How surely it is for this, 0 to 1.
    pub fn sure(self) -> f64 {
        if self.named { 1.0 } else { self.around }
    }
}

/// A form that names of different functions have: hotlines, drills, rules.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Form {
    pub id: String,
    pub ends: Vec<String>,
}

/// How surely one word of the neighbourhood says what a measure is for; a word of names there says less.
const NEAR_WORD: f64 = 0.3;
const NAME_WORD: f64 = 0.1;

pub(super) struct Lexicon {
    automaton: AhoCorasick,
    marks: Vec<Mark>,
    pub reports: Vec<String>,
    pub generic: BTreeSet<String>,
    /// Heads that are verbs too: 学会.
    pub also_verbs: BTreeSet<String>,
    /// Heads of classes of things: 社会组织.
    classes: Vec<String>,
    /// Heads of the days on which other measures are spoken of: 发布会.
    pub occasions: BTreeSet<String>,
    /// Verbs that make what follows: 成立.
    pub makers: Vec<String>,
    /// What titles of documents end with: 办法.
    pub documents: Vec<String>,
    /// What names of campaigns begin with: 打击.
    pub struck: Vec<String>,
    pub outlets: Outlets,
    pub quotes: Quotes,
    pub endings: Vec<Ending>,
    pub functions: Vec<Function>,
    function_words: AhoCorasick,
    /// By pattern of `function_words`: the function, and whether the word is of names (else of the neighbourhood).
    function_marks: Vec<(usize, bool)>,
    /// Characters, by pattern of `function_words`.
    function_lengths: Vec<usize>,
    pub forms: Vec<Form>,
}

impl Lexicon {
    /// The one that comes with the program.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Lexicon> = LazyLock::new(|| {
            let table = toml::from_str(include_str!("../../assets/measures.toml"));
            Lexicon::new(table.expect("the table is part of the program and tested"))
        });
        &BUILTIN
    }

    fn new(table: Table) -> Self {
        let mut words: BTreeMap<String, Mark> = BTreeMap::new();
        let mut mark = |list: Vec<String>, set: &dyn Fn(&mut Mark)| {
            for word in list {
                set(words.entry(word).or_default());
            }
        };
        mark(table.words.masks, &|_| {});
        mark(table.words.borders, &|m| m.border = true);
        mark(table.words.openers, &|m| (m.opener, m.border) = (true, true));
        mark(table.words.nounlike, &|m| m.nounlike = true);
        for head in table.head {
            let kind = head.kind;
            for (demand, list) in
                [(Demand::Quoted, head.quoted), (Demand::Common, head.common), (Demand::Proper, head.proper)]
            {
                // A word that is a head of two kinds is of the first that is named, and of the least demand.
                mark(list, &|m| {
                    if m.head.is_none_or(|(_, held)| demand < held) {
                        m.head = Some((kind, demand));
                    }
                });
            }
        }
        for term in table.term {
            mark(term.names, &|m| m.term = Some(term.kind));
        }
        let function_words = table.function.iter().enumerate().flat_map(|(i, f)| {
            let of = |list: &[String], name| list.iter().map(|w| (w.clone(), (i, name))).collect::<Vec<_>>();
            [of(&f.names, true), of(&f.near, false)].concat()
        });
        let (function_patterns, function_marks): (Vec<String>, Vec<_>) = function_words.unzip();
        Self {
            automaton: AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(words.keys())
                .expect("a few thousand short words make an automaton"),
            marks: words.into_values().collect(),
            reports: table.words.reports,
            generic: table.words.generic.into_iter().collect(),
            classes: table.words.classes,
            also_verbs: table.words.also_verbs.into_iter().collect(),
            occasions: table.words.occasions.into_iter().collect(),
            makers: table.words.makers,
            documents: table.words.documents,
            struck: table.words.struck,
            outlets: table.outlets,
            quotes: table.quotes,
            endings: table.ending,
            functions: table.function,
            function_lengths: function_patterns.iter().map(|word| word.chars().count()).collect(),
            forms: table.form,
            function_words: AhoCorasick::new(&function_patterns).expect("a few thousand short words make an automaton"),
            function_marks,
        }
    }

    /// The words of the lexicon in `text`, longest first, by characters; masks are left out.
    pub fn tokens(&self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        let (mut byte, mut at) = (0, 0);
        for hit in self.automaton.find_iter(text) {
            at += text[byte..hit.start()].chars().count();
            let length = text[hit.range()].chars().count();
            byte = hit.end();
            let mark = self.marks[hit.pattern().as_usize()];
            if mark != Mark::default() {
                tokens.push(Token { start: at, end: at + length, mark });
            }
            at += length;
        }
        tokens
    }

    /// Which class of things a name is of, where it is not of one thing: 网络社会组织.
    pub fn class_of(&self, name: &str) -> Option<&str> {
        let fits = |class: &&String| name.chars().count() <= LONGEST_CLASS && name.ends_with(class.as_str());
        self.classes.iter().find(fits).map(String::as_str)
    }

    /// What names, what they end with in quotation marks, and the clauses around them say of each function.
    pub fn offices(&self, names: &BTreeSet<&str>, quoted: &BTreeSet<&str>, around: &BTreeSet<&str>) -> Vec<Office> {
        let mut offices = vec![Office::default(); self.functions.len()];
        let hits = names.iter().flat_map(|name| self.function_words.find_overlapping_iter(*name));
        for (function, named) in hits.map(|hit| self.function_marks[hit.pattern().as_usize()]) {
            offices[function].named |= named;
        }
        for (office, function) in offices.iter_mut().zip(&self.functions) {
            office.named |= function.ends.iter().any(|end| quoted.iter().any(|name| name.ends_with(end.as_str())));
        }
        // Each word of the neighbourhood once, by function.
        let hits = around.iter().flat_map(|text| self.function_words.find_overlapping_iter(*text));
        let words: BTreeSet<usize> = hits.map(|hit| hit.pattern().as_usize()).collect();
        for word in words {
            let (function, named) = self.function_marks[word];
            let says = match named {
                false => NEAR_WORD,
                true if self.function_lengths[word] > 1 => NAME_WORD,
                true => 0.0,
            };
            offices[function].around = (offices[function].around + says).min(1.0);
        }
        offices
    }

    /// The forms that names end with.
    pub fn forms_of(&self, names: &BTreeSet<&str>) -> BTreeSet<usize> {
        let has = |form: &Form| names.iter().any(|name| form.ends.iter().any(|end| name.ends_with(end.as_str())));
        self.forms.iter().enumerate().filter(|(_, form)| has(form)).map(|(at, _)| at).collect()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    head: Vec<Head>,
    term: Vec<Term>,
    words: Words,
    outlets: Outlets,
    quotes: Quotes,
    ending: Vec<Ending>,
    function: Vec<Function>,
    form: Vec<Form>,
}

/// What quoted words without a head are of by their end, but for those that end in one of `but`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Ending {
    pub kind: MeasureKind,
    pub ends: Vec<String>,
    #[serde(default)]
    pub but: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    kind: MeasureKind,
    #[serde(default)]
    proper: Vec<String>,
    #[serde(default)]
    common: Vec<String>,
    #[serde(default)]
    quoted: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Term {
    kind: MeasureKind,
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    openers: Vec<String>,
    borders: Vec<String>,
    masks: Vec<String>,
    reports: Vec<String>,
    generic: Vec<String>,
    nounlike: Vec<String>,
    also_verbs: Vec<String>,
    classes: Vec<String>,
    occasions: Vec<String>,
    makers: Vec<String>,
    documents: Vec<String>,
    struck: Vec<String>,
}

/// How titles of newspapers and programmes are told from documents and works: by their ends, or by what follows.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outlets {
    pub ends: Vec<String>,
    pub but: Vec<String>,
    pub after: Vec<String>,
}

/// How quoted words that are no names are told.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Quotes {
    pub speech: Vec<String>,
    pub thoughts: Vec<String>,
    pub figurative_before: Vec<String>,
    pub figurative_after: Vec<String>,
    pub evils_after: Vec<String>,
    pub speakers_after: Vec<String>,
    pub told: Vec<String>,
    pub told_first: Vec<String>,
    pub metaphors: Vec<String>,
    pub drawn_before: Vec<String>,
    pub greetings: Vec<String>,
    pub principles_before: Vec<String>,
    pub others_before: Vec<String>,
    pub people_after: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_function_has_a_name_in_every_language() {
        for lang in crate::i18n::Lang::ALL {
            let messages = crate::i18n::Messages::new(lang);
            for function in &Lexicon::builtin().functions {
                let key = format!("function-{}", function.id.replace('_', "-"));
                assert_ne!(messages.text(&key), key, "{}", lang.tag());
            }
        }
    }

    #[test]
    fn the_longest_word_decides() {
        let lexicon = Lexicon::builtin();
        let text = "成立青岛网络作家协会并开展宣传周";
        let chars: Vec<char> = text.chars().collect();
        let found: Vec<(String, bool)> = lexicon
            .tokens(text)
            .into_iter()
            .map(|t| (chars[t.start..t.end].iter().collect(), t.mark.head.is_some()))
            .collect();
        let found: Vec<(&str, bool)> = found.iter().map(|(w, h)| (w.as_str(), *h)).collect();
        assert_eq!(found, [("成立", false), ("协会", true), ("并", false), ("开展", false), ("宣传周", true)]);
    }
}
