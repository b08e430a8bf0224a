//! Things that stand at places of a text, found by place without looking at all of them.

use crate::text::{CharIndex, Span};

/// Things in the order of their places.
#[derive(Debug)]
pub(super) struct ByPlace<T> {
    items: Vec<T>,
    spans: Vec<Span>,
    /// The farthest end of all up to here: it never falls, so it can be searched.
    reach: Vec<CharIndex>,
}

impl<T> Default for ByPlace<T> {
    fn default() -> Self {
        Self { items: Vec::new(), spans: Vec::new(), reach: Vec::new() }
    }
}

impl<T> ByPlace<T> {
    /// Puts `items` in order; those of one place stay in the order in which they come.
    pub fn new(mut items: Vec<T>, span: impl Fn(&T) -> Span) -> Self {
        items.sort_by_key(|item| span(item));
        let spans: Vec<Span> = items.iter().map(span).collect();
        let reach = spans
            .iter()
            .scan(CharIndex(0), |far, span| {
                *far = span.end.max(*far);
                Some(*far)
            })
            .collect();
        Self { items, spans, reach }
    }

    pub fn all(&self) -> &[T] {
        &self.items
    }

    /// What shares a code point with `span`, by where it begins.
    pub fn touching(&self, span: Span) -> impl Iterator<Item = &T> {
        let from = self.reach.partition_point(|&end| end <= span.start);
        let to = self.spans.partition_point(|s| s.start < span.end).max(from);
        let both = self.items[from..to].iter().zip(&self.spans[from..to]);
        both.filter(move |(_, s)| s.overlaps(span)).map(|(item, _)| item)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_a_look_at_all_finds(
            places in proptest::collection::vec((0u32..60, 0u32..25), 0..40),
            (start, len) in (0u32..70, 0u32..20),
        ) {
            let spans: Vec<Span> = places.iter().map(|&(start, len)| Span::new(start, start + len)).collect();
            let wanted = Span::new(start, start + len);
            let mut all: Vec<Span> = spans.iter().copied().filter(|s| s.overlaps(wanted)).collect();
            all.sort();
            let index = ByPlace::new(spans, |s| *s);
            let found: Vec<Span> = index.touching(wanted).copied().collect();
            prop_assert_eq!(found, all);
        }
    }
}
