//! The map between two texts that differ in few places.

use crate::text::{CharIndex, Span};

/// Leads spans of a source to spans of a changed copy and back, in logarithmic time.
///
/// Holds only the places whose length changed; between them the two texts run in step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OffsetMap {
    /// In order, never touching each other.
    changes: Vec<Change>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Change {
    source: Span,
    normalized: Span,
}

impl OffsetMap {
    /// Notes that `source` became `length` code points. Calls come in the order of the text.
    pub fn push(&mut self, source: Span, length: u32) {
        if source.len() == length {
            return;
        }
        let shift = self.changes.last().map_or(0, |c| i64::from(c.normalized.end.0) - i64::from(c.source.end.0));
        let start = (i64::from(source.start.0) + shift) as u32;
        self.changes.push(Change { source, normalized: Span::new(start, start + length) });
    }

    /// The span of the source that holds everything `normalized` came from.
    pub fn source_from_normalized(&self, normalized: Span) -> Span {
        self.across(normalized, |c| (c.normalized, c.source))
    }

    /// The span of the changed copy that holds everything `source` became.
    pub fn normalized_from_source(&self, source: Span) -> Span {
        self.across(source, |c| (c.source, c.normalized))
    }

    fn across(&self, span: Span, sides: impl Fn(&Change) -> (Span, Span) + Copy) -> Span {
        let start = self.place(span.start, sides, |to| to.start);
        if span.is_empty() {
            return Span { start, end: start };
        }
        // The last code point inside decides where the end falls.
        let last = CharIndex(span.end.0 - 1);
        let end = self.place(last, sides, |to| CharIndex(to.end.0 - 1));
        Span { start, end: CharIndex(end.0 + 1).max(start) }
    }

    /// Where `index` stands on the other side; inside a change, `edge` of what it became.
    fn place(
        &self,
        index: CharIndex,
        sides: impl Fn(&Change) -> (Span, Span),
        edge: impl Fn(Span) -> CharIndex,
    ) -> CharIndex {
        let before = self.changes.partition_point(|c| sides(c).0.start <= index);
        let Some(change) = self.changes[..before].last() else { return index };
        let (from, to) = sides(change);
        if from.contains(index) { edge(to) } else { CharIndex(index.0 - from.end.0 + to.end.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_longer_word_maps_as_a_whole() {
        // 用電子檔辦 → 用电子文件办
        let mut map = OffsetMap::default();
        map.push(Span::new(1, 4), 4);
        assert_eq!(map.normalized_from_source(Span::new(1, 4)), Span::new(1, 5));
        assert_eq!(map.normalized_from_source(Span::new(4, 5)), Span::new(5, 6));
        assert_eq!(map.source_from_normalized(Span::new(2, 3)), Span::new(1, 4));
        assert_eq!(map.source_from_normalized(Span::new(5, 6)), Span::new(4, 5));
        assert_eq!(map.source_from_normalized(Span::new(0, 1)), Span::new(0, 1));
    }
}
