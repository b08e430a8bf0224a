//! Where names stand in a passage of normalised text: in quotation marks, in title marks, or before a head word.
//!
//! Everything here counts characters of the passage.

mod headed;
mod quoted;

use std::collections::BTreeSet;

use super::MeasureKind;
use super::lexicon::{Lexicon, Token};
use super::marks::{counts, is_stop, pairs};

/// A name that was found.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::measures) struct Name {
    pub start: usize,
    pub end: usize,
    pub kind: MeasureKind,
    /// The quoted part, marks included, where the name has one.
    pub quoted: Option<(usize, usize)>,
    /// Whether a sign said that a name is meant, or only its form does.
    pub signed: bool,
}

/// Longest name without quotation marks.
const LONGEST_NAME: usize = 30;

/// A passage prepared for reading.
pub(in crate::measures) struct Line<'a> {
    pub chars: &'a [char],
    tokens: Vec<Token>,
    /// Pairs of marks, outermost and innermost, by opening mark; both positions are those of marks.
    pairs: Vec<(usize, usize)>,
    lexicon: &'a Lexicon,
    /// In a title or heading, where quoted words are slogans more often than names.
    headline: bool,
}

impl<'a> Line<'a> {
    pub fn new(text: &str, chars: &'a [char], lexicon: &'a Lexicon, headline: bool) -> Self {
        let mut tokens = lexicon.tokens(text);
        counts(chars, &mut tokens);
        Self { chars, tokens, pairs: pairs(chars), lexicon, headline }
    }

    /// All names, by start, then longest first. A name may lie within another.
    pub fn names(&self) -> Vec<Name> {
        let mut names: Vec<Name> = Vec::new();
        for (i, &(open, close)) in self.pairs.iter().enumerate() {
            names.extend(if self.chars[open] == '《' { self.titled(open, close) } else { self.quoted(i) });
        }
        let mut covered = vec![false; self.chars.len()];
        for name in &names {
            covered[name.start..name.end].fill(true);
        }
        self.headed(&mut names, &covered);
        self.terms(&mut names);
        names.sort_by_key(|n| (n.start, std::cmp::Reverse(n.end)));
        names.dedup_by_key(|n| (n.start, n.end));
        names
    }

    pub(super) fn is_one_of(&self, token: &Token, words: &BTreeSet<String>) -> bool {
        words.contains(&self.chars[token.start..token.end].iter().collect::<String>())
    }

    /// The place right after the last border, mark or stop before `at`.
    pub(super) fn segment_start(&self, at: usize) -> usize {
        let far = at.saturating_sub(LONGEST_NAME + 1);
        let stop = (far..at).rev().find(|&i| self.stops(i)).map_or(far, |i| i + 1);
        let mut near = self.tokens_before(at).take_while(|t| t.end > stop);
        near.find(|t| t.mark.border).map_or(stop, |t| t.end)
    }

    /// Whether a word that introduces a name ends right before `at`, alone or before 了.
    pub(super) fn opened(&self, at: usize) -> bool {
        let at = if at > 0 && matches!(self.chars[at - 1], '了' | '起') { at - 1 } else { at };
        self.tokens_before(at).next().is_some_and(|t| t.mark.opener && t.end == at)
    }

    /// Names that need no head: 电子证照.
    fn terms(&self, names: &mut Vec<Name>) {
        let mut covered = vec![false; self.chars.len()];
        for name in names.iter() {
            covered[name.start..name.end].fill(true);
        }
        for token in &self.tokens {
            let Some(kind) = token.mark.term else { continue };
            if !covered[token.start] {
                names.push(Name { start: token.start, end: token.end, kind, quoted: None, signed: true });
            }
        }
    }

    /// The words that end at or before `at`, last first.
    pub(super) fn tokens_before(&self, at: usize) -> impl Iterator<Item = &Token> {
        let after = self.tokens.partition_point(|t| t.start < at);
        self.tokens[..after].iter().rev().skip_while(move |t| t.end > at)
    }

    pub(super) fn tokens_from(&self, from: usize) -> impl Iterator<Item = &Token> {
        let first = self.tokens.partition_point(|t| t.start < from);
        self.tokens[first..].iter()
    }

    /// The end of the stretch without border, mark or stop that begins at `from`.
    pub(super) fn stretch_end(&self, from: usize) -> usize {
        let stop = self.stretch_until_mark(from);
        let border = self.tokens_from(from).find(|t| t.mark.border && t.mark.head.is_none()).map_or(stop, |t| t.start);
        stop.min(border)
    }

    /// Whether the character at `at` ends every name. One dash joins (中国—东盟), two part.
    pub(super) fn stops(&self, at: usize) -> bool {
        let dash = |i: Option<usize>| i.and_then(|i| self.chars.get(i)) == Some(&'—');
        let joins = self.chars[at] == '—' && !dash(at.checked_sub(1)) && !dash(Some(at + 1));
        is_stop(self.chars[at]) && !joins
    }

    pub(super) fn stretch_until_mark(&self, from: usize) -> usize {
        (from..self.chars.len()).find(|&i| self.stops(i)).unwrap_or(self.chars.len())
    }
}

fn ends_with<S: AsRef<str>>(chars: &[char], words: &[S]) -> bool {
    words.iter().any(|w| {
        let mut at = chars.iter().rev();
        w.as_ref().chars().rev().all(|c| at.next() == Some(&c))
    })
}

fn starts_with<S: AsRef<str>>(chars: &[char], words: &[S]) -> bool {
    words.iter().any(|w| {
        let mut at = chars.iter();
        w.as_ref().chars().all(|c| at.next() == Some(&c))
    })
}
