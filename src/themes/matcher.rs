//! Finding cues in a normalised text: masks first, then the longest cue at each place, then families.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use super::codebook::{Theme, Weight};

/// How far apart, in bytes, the two words of a family may stand: twenty ideographs.
const FAMILY_REACH: usize = 60;

/// Finds of up to three ideographs, in bytes, must be made of whole words.
const SHORT: usize = 9;
const SHORT_STRONG: usize = 6;

/// Words before a cue that say the passage is not about it.
const NEGATIONS: [&str; 5] = ["并非", "不是", "而非", "不属于", "不涉及"];

/// Whom a cue speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target {
    pub theme: u16,
    pub facet: u16,
    pub weight: Weight,
}

/// A cue found, by bytes of the text that was searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub bytes: Range<usize>,
    /// The cue as the codebook has it; the two words of a family joined by `…`.
    pub cue: Arc<str>,
    pub target: Target,
}

#[derive(Clone, Copy, Debug)]
struct Member {
    family: u32,
    object: bool,
}

/// The automata of a codebook. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Matcher(Arc<Automata>);

#[derive(Debug)]
struct Automata {
    masks: AhoCorasick,
    cues: AhoCorasick,
    /// By pattern of `cues`.
    targets: Vec<(Arc<str>, Vec<Target>)>,
    words: AhoCorasick,
    /// By pattern of `words`.
    members: Vec<(Arc<str>, Vec<Member>)>,
    families: Vec<Target>,
}

fn automaton<'a>(patterns: impl Iterator<Item = &'a str>, kind: MatchKind) -> Result<AhoCorasick, String> {
    AhoCorasick::builder()
        .match_kind(kind)
        .ascii_case_insensitive(true)
        .build(patterns)
        .map_err(|error| format!("the cues cannot be compiled: {error}"))
}

impl Matcher {
    pub fn new(themes: &[Theme], masks: &[String]) -> Result<Self, String> {
        let mut targets: BTreeMap<Arc<str>, Vec<Target>> = BTreeMap::new();
        let mut members: BTreeMap<Arc<str>, Vec<Member>> = BTreeMap::new();
        let mut families = Vec::new();
        for (t, theme) in themes.iter().enumerate() {
            for (f, facet) in theme.facets.iter().enumerate() {
                let target = |weight| Target { theme: t as u16, facet: f as u16, weight };
                for (cue, weight) in facet.cues() {
                    targets.entry(cue.to_lowercase().into()).or_default().push(target(weight));
                }
                for family in &facet.families {
                    let id = families.len() as u32;
                    families.push(target(family.weight));
                    for (words, object) in [(&family.of, true), (&family.with, false)] {
                        for word in words {
                            members.entry(word.to_lowercase().into()).or_default().push(Member { family: id, object });
                        }
                    }
                }
            }
        }
        for of_cue in targets.values_mut() {
            // Said twice for one facet, a cue counts once, with its greatest weight.
            of_cue.sort_by(|a, b| (a.theme, a.facet, b.weight).cmp(&(b.theme, b.facet, a.weight)));
            of_cue.dedup_by_key(|target| (target.theme, target.facet));
        }
        Ok(Self(Arc::new(Automata {
            masks: automaton(masks.iter().map(String::as_str), MatchKind::LeftmostLongest)?,
            cues: automaton(targets.keys().map(AsRef::as_ref), MatchKind::LeftmostLongest)?,
            words: automaton(members.keys().map(AsRef::as_ref), MatchKind::Standard)?,
            targets: targets.into_iter().collect(),
            members: members.into_iter().collect(),
            families,
        })))
    }

    /// Everything in `text` that speaks for a theme, in the order of the text. `whole` tells whether a short range of
    /// bytes is made of whole words, or lies within one.
    pub fn find(&self, text: &str, whole: &impl Fn(Range<usize>) -> bool) -> Vec<Found> {
        let automata = &*self.0;
        let mut found = Vec::new();
        let mut from = 0;
        let mut piece = |range: Range<usize>| {
            automata.cues_in(text, range.clone(), whole, &mut found);
            automata.families_in(text, range, whole, &mut found);
        };
        for mask in automata.masks.find_iter(text) {
            piece(from..mask.start());
            from = mask.end();
        }
        piece(from..text.len());
        found.sort_by(|a, b| {
            let key = |f: &Found| (f.bytes.start, f.bytes.end, f.target.theme, f.target.facet);
            key(a).cmp(&key(b)).then_with(|| a.cue.cmp(&b.cue))
        });
        found
    }
}

impl Automata {
    fn cues_in(&self, text: &str, range: Range<usize>, whole: &impl Fn(Range<usize>) -> bool, found: &mut Vec<Found>) {
        let from = range.start;
        for hit in self.cues.find_iter(&text[range]) {
            let bytes = hit.start() + from..hit.end() + from;
            let negated = NEGATIONS.iter().any(|negation| text[..bytes.start].ends_with(negation));
            let (cue, targets) = &self.targets[hit.pattern().as_usize()];
            if negated || straddles(&bytes, cue_is_strong(targets), whole) {
                continue;
            }
            found.extend(targets.iter().map(|&target| Found { bytes: bytes.clone(), cue: cue.clone(), target }));
        }
    }

    fn families_in(
        &self,
        text: &str,
        range: Range<usize>,
        whole: &impl Fn(Range<usize>) -> bool,
        found: &mut Vec<Found>,
    ) {
        let mut from = range.start;
        for clause in clauses(&text[range]) {
            self.families_of_clause(text, from..from + clause.len(), whole, found);
            from += clause.len();
        }
    }

    /// For each family the pair of its words that stand closest in the clause.
    fn families_of_clause(
        &self,
        text: &str,
        range: Range<usize>,
        whole: &impl Fn(Range<usize>) -> bool,
        found: &mut Vec<Found>,
    ) {
        let from = range.start;
        /// Where a word of a family stands, and which pattern it is.
        type Places = Vec<(Range<usize>, usize)>;
        let mut seen: BTreeMap<u32, [Places; 2]> = BTreeMap::new();
        for hit in self.words.find_overlapping_iter(&text[range]) {
            let pattern = hit.pattern().as_usize();
            if straddles(&(hit.start() + from..hit.end() + from), false, whole) {
                continue;
            }
            for member in &self.members[pattern].1 {
                let side = usize::from(member.object);
                seen.entry(member.family).or_default()[side].push((hit.start() + from..hit.end() + from, pattern));
            }
        }
        for (family, [actions, objects]) in seen {
            let mut best: Option<(usize, Found)> = None;
            for (object, o) in &objects {
                for (action, a) in &actions {
                    let gap = if object.end <= action.start {
                        action.start - object.end
                    } else if action.end <= object.start {
                        object.start - action.end
                    } else {
                        continue;
                    };
                    if gap > FAMILY_REACH || best.as_ref().is_some_and(|(least, _)| gap >= *least) {
                        continue;
                    }
                    let bytes = object.start.min(action.start)..object.end.max(action.end);
                    let cue = format!("{}…{}", self.members[*o].0, self.members[*a].0).into();
                    best = Some((gap, Found { bytes, cue, target: self.families[family as usize] }));
                }
            }
            found.extend(best.map(|(_, f)| f));
        }
    }
}

/// Whether a short find is pieced together from the end of one word and the beginning of the next (市民 in 城市民生).
/// Longer ones are not asked, nor strong ones beyond two ideographs: chance does not make them, and new terms are
/// cut wrongly.
fn straddles(bytes: &Range<usize>, strong: bool, whole: &impl Fn(Range<usize>) -> bool) -> bool {
    bytes.len() <= if strong { SHORT_STRONG } else { SHORT } && !whole(bytes.clone())
}

fn cue_is_strong(targets: &[Target]) -> bool {
    targets.iter().any(|target| target.weight == Weight::Strong)
}

/// The clauses of a text, each with the mark that ends it. A mark between digits ends none: 6,800, 12:30.
pub fn clauses(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let between = |at: usize, mark: char| {
            digit(rest[..at].chars().next_back()) && digit(rest[at + mark.len_utf8()..].chars().next())
        };
        let mut ends = rest.char_indices().filter(|&(_, c)| is_clause_end(c));
        let end = ends.find(|&(at, mark)| !between(at, mark)).map_or(rest.len(), |(at, mark)| at + mark.len_utf8());
        let (clause, after) = rest.split_at(end);
        rest = after;
        (!clause.is_empty()).then_some(clause)
    })
}

/// Marks that end a clause, full and half width.
pub fn is_clause_end(c: char) -> bool {
    matches!(c, '，' | ',' | '。' | '；' | ';' | '！' | '!' | '？' | '?' | '：' | ':' | '\n')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_end_at_marks_that_stand_between_words() {
        let cut = |text| clauses(text).collect::<Vec<_>>();
        assert_eq!(cut("投入6,800萬元,完成。"), ["投入6,800萬元,", "完成。"]);
        assert_eq!(cut("12：30开始，共3，200人"), ["12：30开始，", "共3，200人"]);
        assert_eq!(cut(""), Vec::<&str>::new());
        assert_eq!(cut("，，"), ["，", "，"]);
    }
}
