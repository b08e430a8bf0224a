//! Sets of short strings that are looked up at a place of a folded text, longest first, forwards or backwards.

use std::collections::BTreeMap;

use super::chars::Chars;

/// Strings with a value each. A lookup costs one array access where no string begins with the character.
#[derive(Debug)]
pub struct Lexicon<T> {
    /// What strings begin with: most characters begin nothing.
    begins: Chars,
    /// How many of the characters before the bits of each 64 begin something.
    counted: Box<[u16]>,
    /// By first character, in the order of characters.
    buckets: Vec<Bucket<T>>,
    backwards: bool,
}

/// Strings with one first character.
#[derive(Debug)]
struct Bucket<T> {
    /// What the character alone means.
    alone: Option<T>,
    /// The last six bits that a second character may have: most characters that do not go on are told by them.
    follows: u64,
    /// The second characters, sorted.
    seconds: Vec<char>,
    /// For each of them what may follow, the longest first.
    rests: Vec<Vec<(Box<[char]>, T)>>,
}

impl<T> Lexicon<T> {
    /// A lexicon that is read from left to right.
    pub fn forwards<'a>(entries: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        Self::new(entries, false)
    }

    /// A lexicon whose strings end where one looks.
    pub fn backwards<'a>(entries: impl IntoIterator<Item = (&'a str, T)>) -> Self {
        Self::new(entries, true)
    }

    fn new<'a>(entries: impl IntoIterator<Item = (&'a str, T)>, backwards: bool) -> Self {
        let empty = || Bucket { alone: None, follows: 0, seconds: Vec::new(), rests: Vec::new() };
        let mut firsts: BTreeMap<u16, Bucket<T>> = BTreeMap::new();
        for (word, value) in entries {
            let mut chars = super::fold::folded(word);
            if backwards {
                chars.reverse();
            }
            let Some(first) = chars.first().and_then(|&c| u16::try_from(u32::from(c)).ok()) else { continue };
            firsts.entry(first).or_insert_with(empty).add(&chars[1..], value);
        }
        let begins = Chars::of(firsts.keys().filter_map(|&c| char::from_u32(c.into())));
        let mut count = 0;
        let counted = begins.bits().iter().map(|bits| {
            let before = count;
            count += bits.count_ones() as u16;
            before
        });
        Self { counted: counted.collect(), begins, buckets: firsts.into_values().collect(), backwards }
    }

    /// What its entries begin with, in the order of characters.
    pub fn starts(&self) -> impl Iterator<Item = char> {
        (0..=u32::from(u16::MAX)).filter_map(char::from_u32).filter(|c| self.begins.has(*c))
    }

    /// All its entries.
    pub fn words(&self) -> impl Iterator<Item = String> {
        self.starts().filter_map(|c| Some((c, self.bucket(c)?))).flat_map(|(c, bucket)| {
            let c = std::iter::once(c);
            let longer = bucket.seconds.iter().zip(&bucket.rests).flat_map(|(second, rests)| {
                rests.iter().map(move |(rest, _)| std::iter::once(*second).chain(rest.iter().copied()).collect())
            });
            let tails = bucket.alone.iter().map(|_| String::new()).chain(longer);
            tails.map(move |tail: String| c.clone().chain(tail.chars()).collect()).collect::<Vec<String>>()
        })
    }

    #[inline]
    fn bucket(&self, c: char) -> Option<&Bucket<T>> {
        let place = || {
            let c = c as usize;
            let before = self.begins.bits()[c / 64] & ((1 << (c % 64)) - 1);
            usize::from(self.counted[c / 64]) + before.count_ones() as usize
        };
        self.begins.has(c).then(|| &self.buckets[place()])
    }

    /// The longest entry that begins at `at`: its length and value.
    #[inline]
    pub fn at(&self, text: &[char], at: usize) -> Option<(usize, &T)> {
        debug_assert!(!self.backwards, "made to be read backwards");
        let bucket = self.bucket(*text.get(at)?)?;
        // Rests have a character or two: comparing them here is faster than asking for it.
        let goes_on = |rest: &[char]| {
            let after = &text[at + 2..];
            rest.len() <= after.len() && rest.iter().zip(after).all(|(a, b)| a == b)
        };
        bucket.longest(text.get(at + 1), goes_on)
    }

    /// The value of the entry that is `len` long and begins at `at`.
    pub fn exact(&self, text: &[char], at: usize, len: usize) -> Option<&T> {
        self.at(text.get(..at + len)?, at).filter(|(long, _)| *long == len).map(|(_, value)| value)
    }

    /// The longest entry that ends before `end`: its length and value.
    pub fn before(&self, text: &[char], end: usize) -> Option<(usize, &T)> {
        debug_assert!(self.backwards, "made to be read forwards");
        let text = text.get(..end)?;
        let bucket = self.bucket(*text.last()?)?;
        let second = end.checked_sub(2).map(|i| &text[i]);
        bucket.longest(second, |rest| {
            let from = (end - 2).checked_sub(rest.len());
            from.is_some_and(|from| rest.iter().rev().eq(&text[from..end - 2]))
        })
    }
}

impl<T> Bucket<T> {
    fn add(&mut self, rest: &[char], value: T) {
        let Some((second, rest)) = rest.split_first() else {
            self.alone.get_or_insert(value);
            return;
        };
        self.follows |= last_bits(*second);
        let place = self.seconds.binary_search(second).unwrap_or_else(|place| {
            self.seconds.insert(place, *second);
            self.rests.insert(place, Vec::new());
            place
        });
        let rests = &mut self.rests[place];
        if rests.iter().all(|(known, _)| **known != *rest) {
            rests.push((rest.into(), value));
            rests.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
    }

    /// The longest entry whose second character is `second` and whose rest `fits`.
    fn longest(&self, second: Option<&char>, fits: impl Fn(&[char]) -> bool) -> Option<(usize, &T)> {
        let follows = second.filter(|c| self.follows & last_bits(**c) != 0);
        let place = follows.and_then(|c| self.seconds.binary_search(c).ok());
        let longer = place.and_then(|place| self.rests[place].iter().find(|(rest, _)| fits(rest)));
        match longer {
            Some((rest, value)) => Some((rest.len() + 2, value)),
            None => self.alone.as_ref().map(|value| (1, value)),
        }
    }
}

/// A bit for the last six bits of a character.
fn last_bits(c: char) -> u64 {
    1 << (c as u32 % 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_wins_both_ways() {
        let text: Vec<char> = "不超過五人次".chars().map(super::super::fold::fold).collect();
        let units = Lexicon::forwards([("人", 1), ("人次", 2)]);
        assert_eq!(units.at(&text, 4), Some((2, &2)));
        assert_eq!(units.at(&text, 0), None);
        let hedges = Lexicon::backwards([("超过", 1), ("不超过", 2)]);
        assert_eq!(hedges.before(&text, 3), Some((3, &2)));
        assert_eq!(hedges.before(&text, 0), None);
    }
}
