//! Sets of characters that most characters of a text are not in.

/// Characters of the basic plane, a bit for each: small enough to stay in the processor's cache.
#[derive(Debug)]
pub struct Chars(Box<[u64]>);

impl Chars {
    /// The set of these characters; those beyond the basic plane are left out.
    pub fn of(chars: impl IntoIterator<Item = char>) -> Self {
        let mut bits = vec![0u64; 0x1_0000 / 64].into_boxed_slice();
        for c in chars.into_iter().map(|c| c as usize) {
            if let Some(bits) = bits.get_mut(c / 64) {
                *bits |= 1 << (c % 64);
            }
        }
        Self(bits)
    }

    #[inline]
    pub fn has(&self, c: char) -> bool {
        self.0.get(c as usize / 64).is_some_and(|bits| bits >> (c as usize % 64) & 1 != 0)
    }

    /// The bits of each 64 characters, in their order.
    pub fn bits(&self) -> &[u64] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_what_it_was_made_of() {
        let marks = Chars::of("，。𠮷\n".chars());
        assert!(marks.has('，') && marks.has('。') && marks.has('\n'));
        assert!(!marks.has('、') && !marks.has('𠮷') && !marks.has('\0'));
    }
}
