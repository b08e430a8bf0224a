//! Blocks that say again what an earlier passage said, whole or as its end or beginning.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
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

/// What is compared of a passage.
struct Key {
    letters: String,
    /// Of all letters, and of the first and last where they could be those of a longer passage.
    hash: u64,
    edges: Option<[u64; 2]>,
}

/// The passages that begin or end alike, as a chain through [`Chains::next`].
struct Chain {
    first: u32,
    last: u32,
    length: usize,
}

/// Chains by the hash of an end: no list for each of them.
#[derive(Default)]
struct Chains {
    chains: HashMap<u64, Chain, Hashed>,
    /// The passage behind each in its chain; itself where there is none.
    next: Vec<u32>,
}

impl Chains {
    /// The passages of an edge in their order.
    fn of(&self, edge: u64) -> impl Iterator<Item = usize> {
        let first = self.chains.get(&edge).map(|chain| chain.first);
        std::iter::successors(first, |at| Some(self.next[*at as usize]).filter(|next| next != at)).map(|at| at as usize)
    }

    fn push(&mut self, edge: u64, at: u32) {
        match self.chains.entry(edge) {
            Entry::Occupied(mut chain) if chain.get().length < CANDIDATES => {
                let chain = chain.get_mut();
                self.next[chain.last as usize] = at;
                (chain.last, chain.length) = (at, chain.length + 1);
            }
            Entry::Occupied(_) => {}
            Entry::Vacant(place) => {
                place.insert(Chain { first: at, last: at, length: 1 });
            }
        }
    }
}

type Hashed = BuildHasherDefault<DefaultHasher>;

/// Marks each passage that repeats an earlier one. White space, punctuation, width and case do not count.
pub fn mark(text: &Text, passages: &mut [Passage]) {
    let keys: Vec<Key> = passages.par_iter().with_min_len(64).map(|p| Key::of(text.slice(p.span))).collect();
    let mut whole: HashMap<u64, u32, Hashed> = HashMap::default();
    let own = || Chains { next: (0..passages.len() as u32).collect(), ..Chains::default() };
    let mut edges = [own(), own()];
    let mut found: Vec<Option<usize>> = vec![None; passages.len()];
    for (at, key) in keys.iter().enumerate() {
        if key.letters.is_empty() || passages[at].role == Role::Filler {
            continue;
        }
        let first = *whole.entry(key.hash).or_insert(at as u32) as usize;
        if first != at && keys[first].letters == key.letters {
            found[at] = Some(first);
            continue;
        }
        let Some(ends) = key.edges.filter(|_| passages[at].role.is_body()) else { continue };
        for (side, (chains, edge)) in edges.iter_mut().zip(ends).enumerate() {
            let holds = |n: &usize| match side {
                0 => keys[*n].letters.starts_with(&key.letters),
                _ => keys[*n].letters.ends_with(&key.letters),
            };
            found[at] = found[at].or_else(|| chains.of(edge).find(holds));
            chains.push(edge, at as u32);
        }
    }
    for at in 0..passages.len() {
        let Some(first) = found[at] else { continue };
        // （一）总体要求 stands in many documents twice: short passages repeat only within a repeated block.
        let short = passages[at].role == Role::Heading || keys[at].letters.chars().count() < WHOLE;
        let after = found.get(at + 1).copied().flatten().is_some_and(|next| next == first + 1);
        let before = at > 0 && first > 0 && found[at - 1] == Some(first - 1);
        if !short || after || before {
            passages[at].duplicate_of = Some(PassageId(first as u32));
        }
    }
}

impl Key {
    /// Letters and digits, in one width and case.
    fn of(text: &str) -> Self {
        let mut letters = String::with_capacity(text.len());
        letters.extend(text.chars().filter(|c| is_letter(*c)).map(fold));
        let hash = |words: &str| Hashed::default().hash_one(words);
        let edges = ends(&letters).map(|(head, tail)| [hash(head), hash(tail)]);
        Self { hash: hash(&letters), edges, letters }
    }
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
