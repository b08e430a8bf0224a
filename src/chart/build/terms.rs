//! Words that tell two articles apart.

use std::collections::BTreeMap;

use super::super::data::{Term, Terms};
use super::super::scene::Place;
use super::{counted, sentence};
use crate::comparison::Side;
use crate::findings::Findings;
use crate::themes::{counted_words, distinctive};

/// The least log-likelihood that is told: chance reaches it once in twenty words.
const LEAST: f64 = 3.84;
/// Words of an article that the data hold.
const MOST: usize = 60;

/// The words of each article that it says more than its length explains, with their places.
pub fn of(findings: &Findings) -> Terms {
    let comparison = &findings.comparison;
    let of = |side: Side| (comparison.side(side).article.as_ref(), comparison.side(side).normalized.as_ref());
    let found = distinctive(of(Side::Left), of(Side::Right));
    let words = Side::BOTH.map(|side| counted_words(of(side)));
    let places = Side::BOTH.map(|side| places(findings, side));
    let mut rows: [Vec<Term>; 2] = Default::default();
    for term in found.into_iter().filter(|term| term.score.abs() >= LEAST) {
        let side = if term.score >= 0.0 { Side::Left } else { Side::Right };
        let rows = &mut rows[side as usize];
        if rows.len() == MOST {
            continue;
        }
        let places = Side::BOTH.map(|side| places[side as usize].get(term.word.as_str()).cloned().unwrap_or_default());
        let text = &comparison.side(side).article.text;
        let wording = places[side as usize].first().map_or(term.word.clone(), |p| text.slice(p.span).replace('\n', ""));
        let first = places[side as usize].first();
        let sentence = first.map(|place| sentence(comparison.side(side), place.span)).unwrap_or_default();
        let counts = [term.left, term.right];
        rows.push(Term { word: term.word, wording, counts, score: term.score.abs(), places, sentence });
    }
    Terms { rows, words }
}

/// Where each word of an article's body stands, by the word as normalised.
fn places(findings: &Findings, side: Side) -> BTreeMap<&str, Vec<Place>> {
    let analysis = findings.comparison.side(side);
    let normalized = &analysis.normalized;
    let words = normalized.words();
    let mut places: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
    for passage in counted(analysis) {
        let span = normalized.map.normalized_from_source(passage.span);
        let from = words.partition_point(|word| word.span.start < span.start);
        for word in words[from..].iter().take_while(|word| word.span.end <= span.end) {
            let place = Place { side, span: normalized.map.source_from_normalized(word.span) };
            places.entry(normalized.text.slice(word.span)).or_default().push(place);
        }
    }
    places
}
