//! Reference text and places in it.
//!
//! Offsets that leave the program are Unicode code points ([`CharIndex`], [`Span`]); bytes ([`ByteIndex`]) stay
//! inside. [`Text`] converts between the two. This room knows nothing of articles, files or Chinese, but for
//! `words`, which stands before jieba.

mod pieces;
mod words;

pub use pieces::pieces;
pub use words::{Part, Segmenter, Word};

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A position in a text, counted in Unicode code points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CharIndex(pub u32);

/// A position in a text, counted in UTF-8 bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ByteIndex(pub usize);

/// A half-open range of code points: `start` is in, `end` is out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    pub start: CharIndex,
    pub end: CharIndex,
}

impl Span {
    /// The span from code point `start` up to and without `end`.
    pub const fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end, "a span does not run backwards");
        Self { start: CharIndex(start), end: CharIndex(end) }
    }

    /// Code points in the span.
    pub const fn len(self) -> u32 {
        self.end.0 - self.start.0
    }

    pub const fn is_empty(self) -> bool {
        self.end.0 == self.start.0
    }

    pub fn contains(self, index: CharIndex) -> bool {
        self.start <= index && index < self.end
    }

    /// Whether `inner` lies wholly in this span.
    pub fn covers(self, inner: Span) -> bool {
        self.start <= inner.start && inner.end <= self.end
    }

    /// Whether the two share at least one code point.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// How many code points the two share.
    pub fn overlap(self, other: Span) -> u32 {
        self.end.0.min(other.end.0).saturating_sub(self.start.0.max(other.start.0))
    }

    /// The smallest span that covers both.
    pub fn hull(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The same span in a text that begins at `origin` of the outer text.
    pub fn shifted(self, origin: CharIndex) -> Span {
        Span::new(self.start.0 + origin.0, self.end.0 + origin.0)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start.0, self.end.0)
    }
}

/// How many code points lie between two noted byte positions.
const STRIDE: usize = 16;

/// An immutable text that is addressed by code point.
///
/// It notes the byte position of every 16th code point, so that [`Text::slice`] costs the same anywhere in a text
/// of any length, and [`Text::char_of`] a binary search.
#[derive(Clone)]
pub struct Text {
    string: Arc<str>,
    /// Byte position of code point `i * STRIDE`. Empty for ASCII, where the two are one.
    marks: Arc<[u32]>,
    len: u32,
}

impl Text {
    /// Takes a string of less than 4 GiB; loaders refuse larger input long before.
    pub fn new(string: impl Into<Arc<str>>) -> Self {
        let string: Arc<str> = string.into();
        if string.is_ascii() {
            return Self { len: string.len() as u32, string, marks: Arc::new([]) };
        }
        let mut marks = Vec::with_capacity(string.len() / 3 / STRIDE + 1);
        let mut len = 0usize;
        for (byte, _) in string.char_indices() {
            if len.is_multiple_of(STRIDE) {
                marks.push(byte as u32);
            }
            len += 1;
        }
        Self { string, marks: marks.into(), len: len as u32 }
    }

    pub fn as_str(&self) -> &str {
        &self.string
    }

    /// Length in code points.
    pub fn len(&self) -> u32 {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The whole text as a span.
    pub fn span(&self) -> Span {
        Span::new(0, self.len)
    }

    /// Byte position of a code point; the end of the text for anything past it.
    pub fn byte_of(&self, index: CharIndex) -> ByteIndex {
        if index.0 >= self.len {
            return ByteIndex(self.string.len());
        }
        if self.marks.is_empty() {
            return ByteIndex(index.0 as usize);
        }
        let mark = self.marks[index.0 as usize / STRIDE] as usize;
        let rest = index.0 as usize % STRIDE;
        let within = self.string[mark..].char_indices().nth(rest).map_or(0, |(byte, _)| byte);
        ByteIndex(mark + within)
    }

    /// The code point that byte `index` belongs to; the length of the text for anything past it.
    pub fn char_of(&self, index: ByteIndex) -> CharIndex {
        if index.0 >= self.string.len() {
            return CharIndex(self.len);
        }
        if self.marks.is_empty() {
            return CharIndex(index.0 as u32);
        }
        let block = self.marks.partition_point(|&mark| mark as usize <= index.0) - 1;
        let from = self.marks[block] as usize;
        let to = self.string.floor_char_boundary(index.0);
        CharIndex((block * STRIDE + self.string[from..to].chars().count()) as u32)
    }

    /// The words of a span; what lies past the end is left out.
    pub fn slice(&self, span: Span) -> &str {
        &self.string[self.byte_of(span.start).0..self.byte_of(span.end).0]
    }

    /// The span of a byte range.
    pub fn span_of(&self, bytes: std::ops::Range<usize>) -> Span {
        Span { start: self.char_of(ByteIndex(bytes.start)), end: self.char_of(ByteIndex(bytes.end)) }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Text({} code points)", self.len)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.string == other.string
    }
}

impl Eq for Text {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spans_share_code_points_half_open() {
        let a = Span::new(2, 5);
        assert!(a.overlaps(Span::new(4, 9)));
        assert!(!a.overlaps(Span::new(5, 9)));
        assert_eq!(a.overlap(Span::new(0, 3)), 1);
        assert_eq!(a.hull(Span::new(7, 8)), Span::new(2, 8));
    }

    proptest! {
        #[test]
        fn bytes_and_code_points_agree(s in "\\PC{0,300}") {
            let text = Text::new(s.as_str());
            prop_assert_eq!(text.len() as usize, s.chars().count());
            for (n, (byte, c)) in s.char_indices().enumerate() {
                let n = n as u32;
                prop_assert_eq!(text.byte_of(CharIndex(n)), ByteIndex(byte));
                prop_assert_eq!(text.char_of(ByteIndex(byte)), CharIndex(n));
                prop_assert_eq!(text.slice(Span::new(n, n + 1)), c.to_string());
            }
            prop_assert_eq!(text.slice(text.span()), s.as_str());
        }
    }
}
