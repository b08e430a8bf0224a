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
        if source.len() != length {
            self.change(source, length);
        }
    }

    /// Notes a place between whose ends the two texts are not in step, though they may be equally long.
    fn change(&mut self, source: Span, length: u32) {
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

    /// The map of two steps: `self` first, then `next`, which begins where this one ends.
    pub fn then(&self, next: &OffsetMap) -> OffsetMap {
        // In the text between the two steps: what the first produced and what the second replaced.
        let mut places: Vec<Span> = self.changes.iter().map(|c| c.normalized).collect();
        places.extend(next.changes.iter().map(|c| c.source));
        places.sort_unstable();
        let mut merged: Vec<Span> = Vec::with_capacity(places.len());
        for place in places {
            match merged.last_mut() {
                Some(last) if last.overlaps(place) => *last = last.hull(place),
                _ => merged.push(place),
            }
        }
        let mut out = OffsetMap::default();
        for place in merged {
            out.change(self.source_from_normalized(place), next.normalized_from_source(place).len());
        }
        out
    }

    fn across(&self, span: Span, sides: impl Fn(&Change) -> (Span, Span) + Copy) -> Span {
        let start = self.place(span.start, sides, |to| to.start, 0);
        if span.is_empty() {
            return Span { start, end: start };
        }
        // The last code point inside decides where the end falls.
        let last = CharIndex(span.end.0 - 1);
        let end = self.place(last, sides, |to| to.end, 1);
        Span { start, end: end.max(start) }
    }

    /// Where the code point at `index` stands on the other side, `beyond` further; inside a change, `edge` of what it
    /// became.
    fn place(
        &self,
        index: CharIndex,
        sides: impl Fn(&Change) -> (Span, Span),
        edge: impl Fn(Span) -> CharIndex,
        beyond: u32,
    ) -> CharIndex {
        let before = self.changes.partition_point(|c| sides(c).0.start <= index);
        let Some(change) = self.changes[..before].last() else { return CharIndex(index.0 + beyond) };
        let (from, to) = sides(change);
        if from.contains(index) { edge(to) } else { CharIndex(index.0 - from.end.0 + to.end.0 + beyond) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A map made of gaps and changes: how much stays, how long the source of a change is, how long its outcome.
    fn made(parts: &[(u32, u32, u32)]) -> (OffsetMap, u32, u32) {
        let (mut map, mut source, mut outcome) = (OffsetMap::default(), 0, 0);
        for (stays, from, to) in parts {
            source += stays;
            outcome += stays;
            map.push(Span::new(source, source + from), *to);
            source += from;
            outcome += to;
        }
        (map, source + 9, outcome + 9)
    }

    fn parts() -> impl Strategy<Value = Vec<(u32, u32, u32)>> {
        prop::collection::vec((0u32..6, 1u32..5, 1u32..6), 0..12)
    }

    proptest! {
        #[test]
        fn there_and_back_holds_the_span(parts in parts(), a in 0u32..90, b in 0u32..90) {
            let (map, source, _) = made(&parts);
            let span = Span::new(a.min(b).min(source), a.max(b).min(source));
            let there = map.normalized_from_source(span);
            let back = map.source_from_normalized(there);
            // An empty span inside a change goes to where the change begins.
            prop_assert!(span.is_empty() || back.covers(span), "{span} {there} {back}");
            let touched = map.changes.iter().any(|c| c.source.overlaps(span));
            if !touched && !span.is_empty() {
                prop_assert_eq!(back, span);
                prop_assert_eq!(there.len(), span.len());
            }
        }

        #[test]
        fn two_steps_are_one(first in parts(), second in parts(), a in 0u32..60, b in 0u32..60) {
            let (one, source, middle) = made(&first);
            let (two, ..) = made(&second);
            let composed = one.then(&two);
            let span = Span::new(a.min(b).min(source), a.max(b).min(source));
            let steps = two.normalized_from_source(one.normalized_from_source(span));
            let at_once = composed.normalized_from_source(span);
            prop_assume!(one.normalized_from_source(span).end.0 <= middle);
            if !span.is_empty() {
                // One step knows no more than both: it may hold more around a change, never less.
                prop_assert!(at_once.overlaps(steps) || at_once.is_empty());
                prop_assert!(composed.source_from_normalized(at_once).covers(span));
            }
        }
    }

    #[test]
    fn two_steps_whose_lengths_cancel_out_are_not_in_step() {
        let (one, ..) = made(&[(2, 3, 2), (0, 3, 5)]);
        let (two, ..) = made(&[(1, 4, 1), (0, 3, 5)]);
        let span = Span::new(2, 3);
        let steps = two.normalized_from_source(one.normalized_from_source(span));
        assert!(one.then(&two).normalized_from_source(span).covers(steps));
    }

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
