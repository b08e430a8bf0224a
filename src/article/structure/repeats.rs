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

/// Marks each passage that repeats an earlier one. White space, punctuation, width and case do not count.
pub fn mark(text: &Text, passages: &mut [Passage]) {
    let keys: Vec<String> = passages.par_iter().with_min_len(64).map(|p| key(text.slice(p.span))).collect();
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let mut whole: HashMap<&str, usize> = HashMap::new();
    let mut edges: HashMap<u64, Vec<u32>> = HashMap::new();
    let mut found: Vec<Option<usize>> = vec![None; passages.len()];
    for (at, key) in keys.iter().enumerate() {
        if key.is_empty() || passages[at].role == Role::Filler {
            continue;
        }
        if let Some(first) = whole.get(key.as_str()) {
            found[at] = Some(*first);
            continue;
        }
        whole.insert(key, at);
        if !passages[at].role.is_body() {
            continue;
        }
        let Some((head, tail)) = ends(key) else { continue };
        for (salt, edge) in [(0u8, head), (1, tail)] {
            let same = edges.entry(hasher.hash_one((salt, edge))).or_default();
            if found[at].is_none() {
                let holds = |n: &&u32| {
                    let other = &keys[**n as usize];
                    if salt == 0 { other.starts_with(key.as_str()) } else { other.ends_with(key.as_str()) }
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
        let short = passages[at].role == Role::Heading || keys[at].chars().count() < WHOLE;
        let after = found.get(at + 1).copied().flatten().is_some_and(|next| next == first + 1);
        let before = at > 0 && first > 0 && found[at - 1] == Some(first - 1);
        if !short || after || before {
            passages[at].duplicate_of = Some(PassageId(first as u32));
        }
    }
}

/// What is compared: letters and digits, in one width and case.
fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    key.extend(text.chars().filter(|c| is_letter(*c)).map(fold));
    key
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
