//! Blocks that say again what an earlier passage said, whole or as its end or beginning.

use std::collections::HashMap;
use std::hash::{BuildHasher, BuildHasherDefault, DefaultHasher};

use rayon::prelude::*;

use crate::article::{Passage, PassageId, Role};
use crate::text::Text;

/// The fewest letters of a passage that can repeat a part of another.
const PART: usize = 15;
/// The fewest letters of a passage that can repeat a whole one without its neighbour doing so too.
const WHOLE: usize = 15;
/// How many passages with the same beginning or end are looked through.
const CANDIDATES: usize = 16;

/// What is compared of a passage, in short: its letters are read again where these agree.
struct Key {
    letters: usize,
    whole: u64,
    /// Of its first and last letters, if there are enough to be a part of another.
    edges: Option<[u64; 2]>,
}

/// Marks each passage that repeats an earlier one. White space, punctuation, width and case do not count.
pub fn mark(text: &Text, passages: &mut [Passage]) {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let keys: Vec<Key> =
        passages.par_iter().with_min_len(64).map(|p| key(text.slice(p.span), p.role.is_body(), &hasher)).collect();
    let words = |at: usize| text.slice(passages[at].span);
    let mut whole: HashMap<u64, usize> = HashMap::new();
    let mut edges: HashMap<u64, Vec<u32>> = HashMap::new();
    let mut found: Vec<Option<usize>> = vec![None; passages.len()];
    for (at, key) in keys.iter().enumerate() {
        if key.letters == 0 || passages[at].role == Role::Filler {
            continue;
        }
        if let Some(&first) = whole.get(&key.whole) {
            if letters(words(first)).eq(letters(words(at))) {
                found[at] = Some(first);
            }
            continue;
        }
        whole.insert(key.whole, at);
        let Some(ends) = key.edges else { continue };
        for (edge, hash) in ends.into_iter().enumerate() {
            let same = edges.entry(hash).or_default();
            if found[at].is_none() {
                let holds = |n: &&u32| {
                    let other = words(**n as usize);
                    if edge == 0 {
                        begins(letters(other), letters(words(at)))
                    } else {
                        begins(letters(other).rev(), letters(words(at)).rev())
                    }
                };
                found[at] = same.iter().find(holds).map(|n| *n as usize);
            }
            if same.len() < CANDIDATES {
                same.push(at as u32);
            }
        }
    }
    for at in 0..passages.len() {
        let Some(first) = found[at] else { continue };
        // （一）总体要求 stands in many documents twice: short passages repeat only within a repeated block.
        let short = passages[at].role == Role::Heading || keys[at].letters < WHOLE;
        let after = found.get(at + 1).copied().flatten().is_some_and(|next| next == first + 1);
        let before = at > 0 && first > 0 && found[at - 1] == Some(first - 1);
        if !short || after || before {
            passages[at].duplicate_of = Some(PassageId(first as u32));
        }
    }
}

/// What is compared: letters and digits, in one width and case.
fn letters(text: &str) -> impl DoubleEndedIterator<Item = char> {
    text.chars().filter(|c| is_letter(*c)).map(fold)
}

fn key(text: &str, body: bool, hasher: &impl BuildHasher) -> Key {
    let mut all = String::with_capacity(text.len());
    all.extend(letters(text));
    let edge = |salt: u8, letters: &str| hasher.hash_one((salt, letters));
    let edges = ends(&all).filter(|_| body).map(|(head, tail)| [edge(0, head), edge(1, tail)]);
    Key { letters: all.chars().count(), whole: edge(2, &all), edges }
}

/// Whether `part` is the beginning of `whole`.
fn begins(mut whole: impl Iterator<Item = char>, mut part: impl Iterator<Item = char>) -> bool {
    part.all(|c| whole.next() == Some(c))
}

/// A letter or digit: nearly all are common ideographs.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fa5}') || c.is_alphanumeric()
}

/// Full-width letters and digits as half-width, capitals as small.
fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).map_or(c, |c| c.to_ascii_lowercase()),
        c => c.to_ascii_lowercase(),
    }
}

/// The first and last letters of a key that is long enough to be a part of another.
fn ends(key: &str) -> Option<(&str, &str)> {
    let (head, _) = key.char_indices().nth(PART)?;
    let (tail, _) = key.char_indices().rev().nth(PART - 1)?;
    Some((&key[..head], &key[tail..]))
}
