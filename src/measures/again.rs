//! Further mentions of names that an article has shown to be names: without a sign, or without quotation marks.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

use super::names::Name;
use super::{MeasureKind, Read, aliases, is_mark};

/// The fewest characters of a name that is recognised by itself: 举报中心 is too common.
const SHORTEST: usize = 5;
/// The fewest characters of a quoted name that is recognised without its marks.
const SHORTEST_QUOTED: usize = 3;

struct Known {
    kind: MeasureKind,
    /// Passage and character from which the name is known: quoted words are ordinary words before they are quoted.
    after: (usize, usize),
}

/// Adds to each passage the mentions of names that stand elsewhere in the article. Gives the short names that it finds
/// with the full ones, without marks.
pub(super) fn mention(read: &mut [Read<'_>]) -> BTreeMap<String, String> {
    let mut aliases: BTreeMap<String, String> = BTreeMap::new();
    let mut known: BTreeMap<String, Known> = BTreeMap::new();
    for (passage, one) in read.iter().enumerate() {
        for name in &one.names {
            let (start, end) = name.quoted.unwrap_or((name.start, name.end));
            let words: String = one.chars[start..end].iter().filter(|c| !is_mark(**c)).collect();
            let shortest = if name.quoted.is_some() { SHORTEST_QUOTED } else { SHORTEST };
            let plain = words.chars().all(char::is_alphanumeric);
            if name.signed
                && name.kind.is_deed()
                && name.kind != MeasureKind::Work
                && plain
                && words.chars().count() >= shortest
            {
                let after = if name.quoted.is_some() { (passage, name.end) } else { (0, 0) };
                known.entry(words).or_insert(Known { kind: name.kind, after });
            }
            let words = |start: usize, end: usize| -> String {
                one.chars[start..end].iter().filter(|c| !is_mark(**c)).collect()
            };
            let brackets = (name.start..=name.end).filter(|&i| matches!(one.chars.get(i), Some('（' | '(')));
            if let Some((from, to)) = brackets.filter_map(|open| aliases::in_bracket(&one.chars, open)).next() {
                let short = words(from, to);
                if short.chars().count() >= SHORTEST_QUOTED && name.kind.is_deed() {
                    let after = (passage, to);
                    known.entry(short.clone()).or_insert(Known { kind: name.kind, after });
                }
                aliases.entry(short).or_insert_with(|| words(name.start, name.end));
            }
        }
    }
    let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(known.keys());
    // More names than an automaton holds are more than any article has: then nothing is added.
    let Ok(automaton) = builder else { return aliases };
    let known: Vec<Known> = known.into_values().collect();
    for (passage, one) in read.iter_mut().enumerate() {
        let mut covered = vec![false; one.chars.len()];
        for name in &one.names {
            covered[name.start..name.end].fill(true);
        }
        let (mut byte, mut at) = (0, 0);
        let mut found = Vec::new();
        for hit in automaton.find_iter(one.text) {
            at += one.text[byte..hit.start()].chars().count();
            byte = hit.start();
            let end = at + one.text[hit.range()].chars().count();
            let Known { kind, after } = known[hit.pattern().as_usize()];
            if after <= (passage, at) && !covered[at..end].contains(&true) {
                found.push(Name { start: at, end, kind, quoted: None, signed: true });
            }
        }
        one.names.extend(found);
        one.names.sort_by_key(|n| (n.start, std::cmp::Reverse(n.end)));
    }
    aliases
}
