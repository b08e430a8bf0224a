//! The points that a text tells: what is finer than a theme's facets, and what passages answer each other by.

use std::collections::BTreeMap;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};
use serde::Serialize;

use super::matcher::clauses;

/// Something that a passage may tell: a word of `of` in a clause and, where there are any, one of `with` beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Point {
    /// For whoever reads the file.
    pub name: String,
    pub of: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
}

/// Finds points.
#[derive(Debug)]
pub struct PointMatcher {
    words: AhoCorasick,
    /// By pattern: of which points it is a word, and whether one of `of`.
    members: Vec<Vec<(u16, bool)>>,
    /// By point: whether a word of `of` is enough.
    alone: Vec<bool>,
}

impl PointMatcher {
    pub fn new(points: &[Point]) -> Result<Self, String> {
        let mut members: BTreeMap<String, Vec<(u16, bool)>> = BTreeMap::new();
        for (at, point) in points.iter().enumerate() {
            for (words, of) in [(&point.of, true), (&point.with, false)] {
                for word in words {
                    members.entry(word.to_lowercase()).or_default().push((at as u16, of));
                }
            }
        }
        let words = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .ascii_case_insensitive(true)
            .build(members.keys())
            .map_err(|error| format!("the points cannot be compiled: {error}"))?;
        let alone = points.iter().map(|point| point.with.is_empty()).collect();
        Ok(Self { words, members: members.into_values().collect(), alone })
    }

    /// The points of a text with where each is told first, by bytes: from its first word to its last.
    pub fn find(&self, text: &str) -> BTreeMap<u16, Range<usize>> {
        let mut told = BTreeMap::new();
        if self.alone.is_empty() {
            return told;
        }
        let mut from = 0;
        // Of each point in the clause at hand: where its words of either kind stand.
        let mut seen: BTreeMap<u16, [Vec<Range<usize>>; 2]> = BTreeMap::new();
        for clause in clauses(text) {
            seen.clear();
            for hit in self.words.find_overlapping_iter(clause) {
                for &(point, of) in &self.members[hit.pattern().as_usize()] {
                    seen.entry(point).or_default()[usize::from(of)].push(hit.start() + from..hit.end() + from);
                }
            }
            for (&point, [with, of]) in &seen {
                if told.contains_key(&point) {
                    continue;
                }
                let place = if self.alone[usize::from(point)] { of.first().cloned() } else { closest(of, with) };
                told.extend(place.map(|place| (point, place)));
            }
            from += clause.len();
        }
        told
    }
}

/// The two ranges of either list that stand closest without touching each other's letters, as one.
fn closest(of: &[Range<usize>], with: &[Range<usize>]) -> Option<Range<usize>> {
    let pairs = of.iter().flat_map(|a| with.iter().map(move |b| (a, b)));
    pairs
        .filter(|(a, b)| a.end <= b.start || b.end <= a.start)
        .map(|(a, b)| a.start.min(b.start)..a.end.max(b.end))
        .min_by_key(|range| (range.len(), range.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points() -> PointMatcher {
        let strings = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        let point = |name: &str, of: &[&str], with: &[&str]| Point {
            name: name.to_owned(),
            of: strings(of),
            with: strings(with),
        };
        let points = [point("教老人", &["老人", "长者"], &["教", "课"]), point("算力", &["算力", "PFLOPS"], &[])];
        PointMatcher::new(&points).expect("words")
    }

    #[test]
    fn both_words_stand_in_one_clause() {
        let find =
            |text: &str| points().find(text).into_iter().map(|(p, r)| (p, text[r].to_owned())).collect::<Vec<_>>();
        assert_eq!(find("志愿者教长者扫码"), [(0, "教长者".to_owned())]);
        assert_eq!(find("老人很多，课也开了"), []);
        assert_eq!(find("新增20 pflops，算力翻番"), [(1, "pflops".to_owned())]);
        assert!(PointMatcher::new(&[]).expect("nothing").find("算力").is_empty());
    }

    #[test]
    fn a_word_within_another_is_not_beside_it() {
        let one = Point { name: String::new(), of: vec!["教育云".into()], with: vec!["教育".into()] };
        let points = PointMatcher::new(&[one]).expect("words");
        assert!(points.find("教育云上线").is_empty());
        assert_eq!(points.find("教育部门的教育云").len(), 1);
    }
}
