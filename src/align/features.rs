//! What a passage is compared by: its facets, its themes, its pairs of characters, its clauses.

use std::collections::BTreeMap;

use super::Side;
use crate::article::PassageId;
use crate::themes::{ThemeIndex, is_clause_end};

/// A facet of a theme: (theme, facet).
pub type FacetKey = (u16, u16);
/// Two characters that stand beside each other.
pub type Bigram = (char, char);

/// So much evidence for a facet is all it can have.
const FULL: f64 = 3.0;

/// The clauses that are compared have at least this many characters.
const SHORTEST_CLAUSE: usize = 4;

pub struct Passage {
    pub id: PassageId,
    /// With how much the passage says of each.
    pub facets: BTreeMap<FacetKey, f64>,
    pub themes: BTreeMap<ThemeIndex, f64>,
    /// With how often each stands.
    pub bigrams: BTreeMap<Bigram, f64>,
    pub clauses: Vec<Vec<Bigram>>,
}

/// The body passages of an article that are not repeats.
pub fn of(side: Side<'_>) -> Vec<Passage> {
    let body = side.article.passages.iter().filter(|p| p.role.is_body() && p.duplicate_of.is_none());
    body.map(|passage| {
        let mut facets: BTreeMap<FacetKey, f64> = BTreeMap::new();
        let mut themes = BTreeMap::new();
        for label in side.labels.of(passage.id) {
            themes.insert(label.theme, if label.inherited { 0.5 } else { label.strength.max(0.5) });
            for cue in &label.cues {
                let weight = facets.entry((label.theme.0, cue.facet)).or_default();
                *weight += cue.weight.value();
            }
        }
        for weight in facets.values_mut() {
            *weight = weight.min(FULL);
        }
        let text = side.normalized.slice(passage.span);
        let mut bigrams: BTreeMap<Bigram, f64> = BTreeMap::new();
        let clauses: Vec<Vec<Bigram>> = text.split(is_clause_end).map(bigrams_of).collect();
        for clause in &clauses {
            for &bigram in clause {
                *bigrams.entry(bigram).or_default() += 1.0;
            }
        }
        let clauses = clauses.into_iter().filter(|c| c.len() + 1 >= SHORTEST_CLAUSE).map(sorted).collect();
        Passage { id: passage.id, facets, themes, bigrams, clauses }
    })
    .collect()
}

fn sorted(mut bigrams: Vec<Bigram>) -> Vec<Bigram> {
    bigrams.sort_unstable();
    bigrams.dedup();
    bigrams
}

fn bigrams_of(clause: &str) -> Vec<Bigram> {
    let chars: Vec<char> = clause.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    chars.windows(2).map(|two| (two[0], two[1])).collect()
}
