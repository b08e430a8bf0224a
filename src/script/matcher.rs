//! Finds words of a list in a text, leftmost and longest first.
//!
//! Made for a thousand words of two letters and more in texts that hold few of them: of each place only two letters are
//! looked at, in tables that stay in the nearest cache. An automaton over all words is several megabytes large, and waits for
//! memory at every byte.

use std::collections::HashMap;

/// Places of the table of pairs: many times more than a list has words.
const PAIRS: usize = 1 << 17;

/// The words of a list, made ready to be looked for.
#[derive(Clone, Debug)]
pub struct Matcher {
    /// A bit for each letter that begins a word, by its [`place`]; and for each that is one by itself.
    first: Box<[u64]>,
    alone: Box<[u64]>,
    /// A bit for each pair of letters that begins a word, by their [`pair`].
    pairs: Box<[u64]>,
    /// Words with their numbers by their first two letters, the longest first; those of a single letter stand under that
    /// letter and NUL.
    words: HashMap<(char, char), Vec<(String, usize)>>,
}

/// Where a letter stands in a table; letters of other planes share the places of the first.
fn place(letter: char) -> usize {
    letter as usize % (1 << 16)
}

/// Where a pair of letters stands in the table.
fn pair(first: char, second: char) -> usize {
    let mixed = (first as u32).wrapping_mul(0x9e37_79b1) ^ (second as u32).wrapping_mul(0x85eb_ca6b);
    (mixed >> 15) as usize % PAIRS
}

fn set(bits: &mut [u64], at: usize) {
    bits[at / 64] |= 1 << (at % 64);
}

fn is_set(bits: &[u64], at: usize) -> bool {
    bits[at / 64] & (1 << (at % 64)) != 0
}

impl Matcher {
    /// Numbers the words in their order. Empty ones are never found.
    pub fn new<'w>(list: impl IntoIterator<Item = &'w str>) -> Self {
        let bits = |places: usize| vec![0; places / 64].into_boxed_slice();
        let (mut first, mut alone, mut pairs) = (bits(1 << 16), bits(1 << 16), bits(PAIRS));
        let mut words: HashMap<(char, char), Vec<(String, usize)>> = HashMap::new();
        for (number, word) in list.into_iter().enumerate() {
            let mut letters = word.chars();
            let Some(one) = letters.next() else { continue };
            let two = letters.next();
            set(&mut first, place(one));
            match two {
                Some(two) => set(&mut pairs, pair(one, two)),
                None => set(&mut alone, place(one)),
            }
            let same = words.entry((one, two.unwrap_or('\0'))).or_default();
            let shorter = same.partition_point(|(other, _)| other.len() >= word.len());
            same.insert(shorter, (word.to_owned(), number));
        }
        Self { first, alone, pairs, words }
    }

    /// The words in a text, by bytes and with their numbers; none touches another.
    pub fn find<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, usize, usize)> + 't {
        let mut letters = text.char_indices().peekable();
        let mut free = 0;
        std::iter::from_fn(move || {
            while let Some((at, one)) = letters.next() {
                if !is_set(&self.first, place(one)) || at < free {
                    continue;
                }
                let two = letters.peek().map_or('\0', |(_, two)| *two);
                if !is_set(&self.pairs, pair(one, two)) && !is_set(&self.alone, place(one)) {
                    continue;
                }
                if let Some((word, number)) = self.longest(&text[at..], one, two) {
                    free = at + word.len();
                    return Some((at, free, number));
                }
            }
            None
        })
    }

    /// The longest word that `text`, whose first letters are given, begins with.
    fn longest(&self, text: &str, one: char, two: char) -> Option<(&str, usize)> {
        let of = |two: char| self.words.get(&(one, two)).map_or(&[][..], Vec::as_slice).iter();
        let alone = of('\0').filter(|(word, _)| word.chars().nth(1).is_none());
        of(two)
            .chain(alone)
            .find(|(word, _)| text.starts_with(word.as_str()))
            .map(|(word, number)| (word.as_str(), *number))
    }
}

#[cfg(test)]
mod tests {
    use aho_corasick::{AhoCorasick, MatchKind};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// An automaton finds the same, whatever the words and the text.
        #[test]
        fn the_same_as_an_automaton(
            words in prop::collection::btree_set("[网络信息a𠀀\0]{1,4}", 1..12),
            text in "[网络信息系a𠀀\0。]{0,60}",
        ) {
            let automaton =
                AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words).expect("few words");
            let expect: Vec<_> =
                automaton.find_iter(&text).map(|m| (m.start(), m.end(), m.pattern().as_usize())).collect();
            let matcher = Matcher::new(words.iter().map(String::as_str));
            prop_assert_eq!(matcher.find(&text).collect::<Vec<_>>(), expect);
        }
    }

    #[test]
    fn nothing_is_found_with_no_words() {
        assert_eq!(Matcher::new([]).find("网络").count(), 0);
        assert_eq!(Matcher::new([""]).find("网络").count(), 0);
    }
}
