//! Sets of short strings that are looked up at a place of a folded text, longest first, forwards or backwards.

/// Strings with a value each. A lookup costs one array access where no string begins with the character.
#[derive(Debug)]
pub struct Lexicon<T> {
    /// By first code point of the basic plane: which bucket, 0 for none.
    first: Box<[u16]>,
    buckets: Vec<Vec<(Box<[char]>, T)>>,
    backwards: bool,
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
        let mut first = vec![0u16; 0x1_0000].into_boxed_slice();
        let mut buckets: Vec<Vec<(Box<[char]>, T)>> = vec![Vec::new()];
        for (word, value) in entries {
            let mut chars = super::fold::folded(word);
            if backwards {
                chars.reverse();
            }
            let Some(slot) = chars.first().and_then(|&c| first.get_mut(c as usize)) else { continue };
            if *slot == 0 {
                *slot = buckets.len() as u16;
                buckets.push(Vec::new());
            }
            let bucket = &mut buckets[*slot as usize];
            if bucket.iter().all(|(known, _)| **known != *chars) {
                bucket.push((chars.into(), value));
            }
        }
        for bucket in &mut buckets {
            bucket.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        Self { first, buckets, backwards }
    }

    /// All its entries.
    pub fn words(&self) -> impl Iterator<Item = String> {
        self.buckets.iter().flatten().map(|(word, _)| word.iter().collect())
    }

    fn bucket(&self, c: char) -> &[(Box<[char]>, T)] {
        let index = self.first.get(c as usize).copied().unwrap_or(0);
        &self.buckets[index as usize]
    }

    /// The longest entry that begins at `at`: its length and value.
    pub fn at(&self, text: &[char], at: usize) -> Option<(usize, &T)> {
        debug_assert!(!self.backwards, "made to be read backwards");
        let rest = text.get(at..)?;
        let found = self.bucket(*rest.first()?).iter().find(|(word, _)| rest.starts_with(word))?;
        Some((found.0.len(), &found.1))
    }

    /// The longest entry that ends before `end`: its length and value.
    pub fn before(&self, text: &[char], end: usize) -> Option<(usize, &T)> {
        debug_assert!(self.backwards, "made to be read forwards");
        let rest = text.get(..end)?;
        let found = self
            .bucket(*rest.last()?)
            .iter()
            .find(|(word, _)| word.len() <= rest.len() && word.iter().eq(rest.iter().rev().take(word.len())))?;
        Some((found.0.len(), &found.1))
    }
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
