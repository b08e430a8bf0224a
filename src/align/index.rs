//! Which pairs are worth a full score: an inverted index of one article's units, and bounds on how much of it is read.
//!
//! A unit meets those that share its rarest pairs of characters ([`Limits::read`] entries are read, rarest first) and
//! those in which its facets, points and themes weigh most ([`Limits::purest`] of each). Of all that it meets, those with the
//! best rough score are scored in full ([`Limits::scored`]). Under these limits nothing is left out.

use std::collections::{BTreeMap, BTreeSet};

use super::Side;
use super::features::{Sparse, Unit, Vocabulary, group, takes_part};
use crate::article::{Passage, PassageId};
use crate::themes::ThemeIndex;

/// How much is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Entries of the index that are read for one unit.
    pub read: usize,
    /// Units that each facet, point and theme leads to.
    pub purest: usize,
    /// Pairs of a unit that are scored in full.
    pub scored: usize,
    /// Articles of more units than this are aligned within sections only.
    pub whole: usize,
    /// Sections of more passages than this are cut into several.
    pub block: usize,
}

impl Limits {
    pub const USUAL: Self = Self { read: 3_000, purest: 40, scored: 40, whole: super::WHOLE, block: 200 };
}

/// The units of one article by what they hold.
pub struct Index {
    /// By pair of characters: the units that have it, with its weight there.
    bigrams: Vec<Sparse>,
    /// By facet, by point and by theme: the units in which it weighs most.
    facets: BTreeMap<u32, Vec<u32>>,
    points: BTreeMap<u32, Vec<u32>>,
    themes: BTreeMap<ThemeIndex, Vec<u32>>,
}

fn purest<K: Copy + Ord>(units: &[Unit], limits: &Limits, of: impl Fn(&Unit) -> &[(K, f64)]) -> BTreeMap<K, Vec<u32>> {
    let mut all: BTreeMap<K, Vec<(u32, f64)>> = BTreeMap::new();
    for (at, unit) in units.iter().enumerate() {
        for &(key, value) in of(unit) {
            all.entry(key).or_default().push((at as u32, value));
        }
    }
    let cut = |mut found: Vec<(u32, f64)>| {
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(limits.purest);
        found.into_iter().map(|(at, _)| at).collect()
    };
    all.into_iter().map(|(key, found)| (key, cut(found))).collect()
}

impl Index {
    /// `size` is the number of pairs of characters that both articles have.
    pub fn new(units: &[Unit], size: usize, limits: &Limits) -> Self {
        let mut bigrams = vec![Vec::new(); size];
        for (at, unit) in units.iter().enumerate() {
            for &(id, value) in &unit.bigrams {
                bigrams[id as usize].push((at as u32, value));
            }
        }
        Self {
            bigrams,
            facets: purest(units, limits, |u| &u.facets),
            points: purest(units, limits, |u| &u.points),
            themes: purest(units, limits, |u| &u.themes),
        }
    }

    /// The units among `others`, which this index is of, that `unit` is to be scored with in full, best first.
    /// `roughly` scores a pair from the text that it is known to share.
    pub fn best(
        &self,
        unit: &Unit,
        others: &[Unit],
        limits: &Limits,
        roughly: &impl Fn(&Unit, &Unit, f64) -> f64,
        allowed: impl Fn(u32) -> bool,
    ) -> Vec<u32> {
        let mut rarest: Vec<&(u32, f64)> = unit.bigrams.iter().collect();
        rarest.sort_by_key(|(id, _)| (self.bigrams[*id as usize].len(), *id));
        let mut met: Vec<(u32, f64)> = Vec::new();
        let mut read = 0;
        for &&(id, value) in &rarest {
            let postings = &self.bigrams[id as usize];
            read += postings.len();
            if read > limits.read {
                break;
            }
            let near = postings.iter().filter(|&&(other, _)| allowed(other));
            met.extend(near.map(|&(other, theirs)| (other, value * theirs)));
        }
        let facets = unit.facets.iter().filter_map(|(facet, _)| self.facets.get(facet));
        let points = unit.points.iter().filter_map(|(point, _)| self.points.get(point));
        let themes = unit.themes.iter().filter_map(|(theme, _)| self.themes.get(theme));
        let pure = facets.chain(points).chain(themes).flatten().filter(|&&other| allowed(other));
        met.extend(pure.map(|&other| (other, 0.0)));
        met.sort_by_key(|&(other, _)| other);
        met.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        for (other, score) in &mut met {
            *score = roughly(unit, &others[*other as usize], *score);
        }
        let by_score = |a: &(u32, f64), b: &(u32, f64)| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0));
        if met.len() > limits.scored {
            met.select_nth_unstable_by(limits.scored, by_score);
            met.truncate(limits.scored);
        }
        met.sort_by(by_score);
        met.into_iter().map(|(other, _)| other).collect()
    }
}

/// Stretches of an article, in which the passages of a section, or a part of it, stand together.
pub struct Blocks {
    pub units: Vec<Unit>,
    /// The block of each unit of the article, by its place among the units.
    pub of_unit: Vec<u32>,
}

impl Blocks {
    /// The sections of an article, cut where they are longer than `longest`; an article without headings is cut too.
    pub fn new(side: Side<'_>, longest: usize, vocabulary: &mut Vocabulary) -> Self {
        let mut blocks: Vec<Vec<&Passage>> = Vec::new();
        let mut of_unit = Vec::new();
        let mut section: Option<PassageId> = None;
        for passage in side.article.passages.iter().filter(|p| takes_part(p)) {
            let goes_on = passage.heading == section && blocks.last().is_some_and(|block| block.len() < longest);
            match blocks.last_mut().filter(|_| goes_on) {
                Some(block) => block.push(passage),
                None => {
                    // The first block of a section has its heading too.
                    let heading = passage.heading.filter(|_| passage.heading != section);
                    let heading = heading.map(|id| side.article.passage(id));
                    blocks.push(heading.into_iter().chain([passage]).collect());
                }
            }
            section = passage.heading;
            of_unit.push(blocks.len() as u32 - 1);
        }
        let units = blocks.iter().enumerate();
        let units = units.map(|(at, passages)| group(side, PassageId(at as u32), passages, vocabulary)).collect();
        Self { units, of_unit }
    }
}

/// Which stretches are held against which.
pub struct Scope {
    left: Vec<u32>,
    right: Vec<u32>,
    /// By left block: the few right blocks that it is held against.
    rights: Vec<Vec<u32>>,
}

impl Scope {
    /// `left` and `right` are the blocks of each unit, `pairs` pairs of blocks, by their places.
    pub fn new(left: Vec<u32>, right: Vec<u32>, pairs: &BTreeSet<(u32, u32)>) -> Self {
        let mut rights = vec![Vec::new(); left.last().map_or(0, |&last| last as usize + 1)];
        for &(of_left, of_right) in pairs {
            rights[of_left as usize].push(of_right);
        }
        Self { left, right, rights }
    }

    /// Whether two units may meet, by their places.
    pub fn allows(&self, left: u32, right: u32) -> bool {
        self.rights[self.left[left as usize] as usize].contains(&self.right[right as usize])
    }
}
