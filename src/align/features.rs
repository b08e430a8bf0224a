//! What a passage is compared by: its facets, its themes, the points it tells, its pairs of characters, its clauses.

use std::collections::{BTreeMap, HashMap};

use super::Side;
use crate::article::{Passage, PassageId};
use crate::themes::{ThemeIndex, clauses};

/// Numbers given to facets or pairs of characters, in the order in which they are met.
#[derive(Default)]
pub struct Ids<K> {
    ids: HashMap<K, u32>,
    /// In how many passages of both articles each stands, by number.
    pub frequency: Vec<u32>,
}

impl<K: std::hash::Hash + Eq> Ids<K> {
    fn id(&mut self, key: K) -> u32 {
        let next = self.ids.len() as u32;
        let id = *self.ids.entry(key).or_insert(next);
        if id == next {
            self.frequency.push(0);
        }
        id
    }

    fn count(&mut self, vector: &Sparse) {
        for &(id, _) in vector {
            self.frequency[id as usize] += 1;
        }
    }
}

/// The vocabulary that the two articles share.
#[derive(Default)]
pub struct Vocabulary {
    pub facets: Ids<(u16, u16)>,
    pub points: Ids<u16>,
    pub bigrams: Ids<(char, char)>,
}

/// Numbers with weights, by number.
pub type Sparse = Vec<(u32, f64)>;

/// So much evidence for a facet is all it can have.
const FULL: f64 = 3.0;
/// A theme without a cue of its own, or with weak ones, counts this much.
const LEAST_THEME: f64 = 0.5;
/// Evidence that makes a unit's themes sure, and how sure they are at least: an inherited theme.
const SURE: f64 = 1.0;
const LEAST_SURE: f64 = 0.3;
/// The clauses that are compared have at least this many pairs of characters.
const SHORTEST_CLAUSE: usize = 3;
/// How many clauses of a passage, and of a whole section, are compared: each with each.
const CLAUSES: usize = 64;
const CLAUSES_OF_SECTION: usize = 24;

/// A passage, or a whole section, as it is compared.
pub struct Unit {
    pub id: PassageId,
    /// How sure its themes are, 0 to 1: a passage with one everyday cue must not outrank a true counterpart for being
    /// about nothing else.
    pub sure: f64,
    pub themes: Vec<(ThemeIndex, f64)>,
    pub facets: Sparse,
    pub points: Sparse,
    pub bigrams: Sparse,
    pub clauses: Vec<Clause>,
}

pub struct Clause {
    /// Which of the passage's clauses.
    pub place: u32,
    /// Sorted, each once.
    pub bigrams: Vec<u32>,
    /// How telling they are together; known once all units are.
    pub weight: f64,
}

/// The body passages of an article that are not repeats.
pub fn passages(side: Side<'_>, vocabulary: &mut Vocabulary) -> Vec<Unit> {
    let body = side.article.passages.iter().filter(|p| takes_part(p));
    body.map(|passage| unit(side, passage.id, &[passage], CLAUSES, vocabulary)).collect()
}

/// The sections of an article, by their headings.
pub fn sections(side: Side<'_>, vocabulary: &mut Vocabulary) -> Vec<Unit> {
    let mut members: BTreeMap<PassageId, Vec<&Passage>> = BTreeMap::new();
    for passage in side.article.passages.iter().filter(|p| takes_part(p)) {
        if let Some(heading) = passage.heading {
            members.entry(heading).or_insert_with(|| vec![side.article.passage(heading)]).push(passage);
        }
    }
    let unit = |(&heading, passages): (&PassageId, &Vec<&Passage>)| group(side, heading, passages, vocabulary);
    members.iter().map(unit).collect()
}

/// Several passages as one unit.
pub fn group(side: Side<'_>, id: PassageId, passages: &[&Passage], vocabulary: &mut Vocabulary) -> Unit {
    unit(side, id, passages, CLAUSES_OF_SECTION, vocabulary)
}

/// Whether a passage is aligned: it carries what the article says, and for the first time.
pub fn takes_part(passage: &Passage) -> bool {
    passage.counts()
}

fn unit(
    side: Side<'_>,
    id: PassageId,
    passages: &[&Passage],
    most_clauses: usize,
    vocabulary: &mut Vocabulary,
) -> Unit {
    let mut themes: BTreeMap<ThemeIndex, f64> = BTreeMap::new();
    let mut facets: BTreeMap<u32, f64> = BTreeMap::new();
    let mut points: BTreeMap<u32, f64> = BTreeMap::new();
    let mut bigrams: BTreeMap<u32, f64> = BTreeMap::new();
    let mut cut = Vec::new();
    let mut evidence = 0.0;
    for passage in passages {
        for label in side.labels.of(passage.id) {
            *themes.entry(label.theme).or_default() += label.strength.max(LEAST_THEME);
            for cue in &label.cues {
                let id = vocabulary.facets.id((label.theme.0, cue.facet));
                *facets.entry(id).or_default() += cue.weight.value();
                evidence += cue.weight.value();
            }
        }
        for hit in side.labels.points_of(passage.id) {
            points.insert(vocabulary.points.id(hit.point), 1.0);
        }
        for (place, clause) in clauses(side.normalized.slice(passage.span)).enumerate() {
            let mut ids = bigrams_of(clause, &mut vocabulary.bigrams);
            for &id in &ids {
                *bigrams.entry(id).or_default() += 1.0;
            }
            ids.sort_unstable();
            ids.dedup();
            if ids.len() >= SHORTEST_CLAUSE && cut.len() < most_clauses {
                cut.push(Clause { place: place as u32, bigrams: ids, weight: 0.0 });
            }
        }
    }
    let unit = Unit {
        id,
        sure: (evidence / SURE).clamp(LEAST_SURE, 1.0),
        themes: themes.into_iter().collect(),
        facets: facets.into_iter().map(|(id, sum)| (id, sum.min(FULL))).collect(),
        points: points.into_iter().collect(),
        bigrams: bigrams.into_iter().map(|(id, times)| (id, 1.0 + times.ln())).collect(),
        clauses: cut,
    };
    vocabulary.facets.count(&unit.facets);
    vocabulary.points.count(&unit.points);
    vocabulary.bigrams.count(&unit.bigrams);
    unit
}

fn bigrams_of(clause: &str, ids: &mut Ids<(char, char)>) -> Vec<u32> {
    let mut chars = clause.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
    let Some(mut before) = chars.next() else { return Vec::new() };
    chars
        .map(|c| {
            let id = ids.id((before, c));
            before = c;
            id
        })
        .collect()
}
