//! Which measure of one article answers which of the other: the same function, theme and kind, or related to it.

use std::collections::{BTreeMap, BTreeSet};

use super::lexicon::Lexicon;
use super::{Measure, MeasureKind};
use crate::article::{Article, PassageId};
use crate::script::Normalized;
use crate::themes::{Codebook, Labels, ThemeIndex};

/// An article as this room reads it.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    pub article: &'a Article,
    pub normalized: &'a Normalized,
    pub labels: &'a Labels,
    pub measures: &'a [Measure],
}

/// How far passages of the left and the right article answer each other, 0 to 1, where they do at all.
pub type Nearness = BTreeMap<(PassageId, PassageId), f64>;

/// Why two measures may answer each other.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// They have the same name.
    SameName,
    /// Both do the same office (`id` of a function in `assets/measures.toml`); `named` where both names say so.
    Function {
        id: String,
        named: bool,
    },
    Theme(ThemeIndex),
    /// A facet of a theme that both sentences speak of.
    Facet {
        theme: ThemeIndex,
        facet: u16,
    },
    Kind(MeasureKind),
    /// The clauses around them use the same words.
    Context,
    /// Their passages answer each other.
    Passages,
    /// Words of two characters that both names have.
    Words(Vec<String>),
}

/// Two groups of mentions that answer each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Counterpart {
    /// Groups of the left and the right article.
    pub left: u32,
    pub right: u32,
    /// The one counterpart of each; else the two are merely related.
    pub strict: bool,
    /// 0 to 1.
    pub score: f64,
    pub reasons: Vec<Reason>,
}

/// A strict counterpart scores at least this.
const STRICT: f64 = 0.58;
/// A related measure scores at least this.
const RELATED: f64 = 0.3;
/// What the score is made of: what the two say of themselves, how far their passages answer each other, how nearly
/// their passages are each other's best, and their kinds.
const OWN: f64 = 0.37;
const NEAR_PASSAGES: f64 = 0.19;
const BEST_PASSAGES: f64 = 0.25;
const KINDS: f64 = 0.19;
/// Passages that are so nearly each other's best speak of one thing, even where their themes differ.
const ONE_THING: f64 = 0.5;
/// Names that share so much have a root in common.
const ROOT: f64 = 0.15;
/// Of all points that two sentences make, so many are the same.
const SAME_POINTS: f64 = 0.5;
/// What is left of a score where neither theme nor passages meet.
const APART: f64 = 0.3;
/// Names that share this much are alike by themselves.
const ALIKE: f64 = 0.35;
/// How sure a function is where both sentences hint at it.
const NEAR: f64 = 0.4;
/// Where one name says it, and the other's sentence twice.
const ONE_SAYS: f64 = 0.6;
/// What is not the same name scores less than what is.
const LESS_THAN_SAME: f64 = 0.99;
/// Clauses that share this much speak of one thing.
const TELLING: f64 = 0.25;
/// Related measures that one measure keeps.
const MOST_RELATED: usize = 3;

/// What of two articles' measures answers each other, by left group, strict ones first, then by score.
pub fn counterparts(left: Side<'_>, right: Side<'_>, nearness: &Nearness, codebook: &Codebook) -> Vec<Counterpart> {
    let lexicon = Lexicon::builtin();
    let near = Near::new(nearness);
    let mut lefts = profiles(left, codebook, lexicon);
    let mut rights = profiles(right, codebook, lexicon);
    weigh(&mut lefts, &mut rights);
    let mut pairs: Vec<Counterpart> = Vec::new();
    for l in &lefts {
        for r in &rights {
            if let Some(Likeness { score, eligible, reasons }) = compare(l, r, near.of(l, r), lexicon) {
                pairs.push(Counterpart { left: l.group, right: r.group, strict: eligible, score, reasons });
            }
        }
    }
    pairs.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.left, a.right).cmp(&(b.left, b.right))));
    let (mut taken_left, mut taken_right) = (BTreeSet::new(), BTreeSet::new());
    for pair in &mut pairs {
        let free = !taken_left.contains(&pair.left) && !taken_right.contains(&pair.right);
        pair.strict &= pair.score >= STRICT && free;
        if pair.strict {
            taken_left.insert(pair.left);
            taken_right.insert(pair.right);
        }
    }
    let (mut of_left, mut of_right) = (vec![0usize; lefts.len()], vec![0usize; rights.len()]);
    pairs.retain(|pair| {
        let (l, r) = (&mut of_left[pair.left as usize], &mut of_right[pair.right as usize]);
        let keep = pair.strict || *l < MOST_RELATED || *r < MOST_RELATED;
        if !pair.strict {
            *l += 1;
            *r += 1;
        }
        keep
    });
    pairs.sort_by(|a, b| (a.left, !a.strict).cmp(&(b.left, !b.strict)).then(b.score.total_cmp(&a.score)));
    pairs
}

/// The passages' nearness, with the best of each.
struct Near<'a> {
    pairs: &'a Nearness,
    lefts: BTreeMap<PassageId, f64>,
    rights: BTreeMap<PassageId, f64>,
}

impl<'a> Near<'a> {
    fn new(pairs: &'a Nearness) -> Self {
        let (mut lefts, mut rights) = (BTreeMap::new(), BTreeMap::new());
        for (&(left, right), &near) in pairs {
            for best in [lefts.entry(left).or_insert(near), rights.entry(right).or_insert(near)] {
                *best = near.max(*best);
            }
        }
        Self { pairs, lefts, rights }
    }

    /// How far the passages of two measures answer each other, and how nearly they are each other's best.
    fn of(&self, l: &Profile<'_>, r: &Profile<'_>) -> (f64, f64) {
        let pairs = l.passages.iter().flat_map(|&left| r.passages.iter().map(move |&right| (left, right)));
        let found = pairs.filter_map(|pair| self.pairs.get(&pair).map(|&near| (near, pair)));
        let best = found.max_by(|a, b| a.0.total_cmp(&b.0));
        best.map_or((0.0, 0.0), |(near, (left, right))| {
            (near, near / self.lefts[&left].max(self.rights[&right]).max(f64::MIN_POSITIVE))
        })
    }
}

/// What is compared of a group of mentions.
struct Profile<'a> {
    group: u32,
    /// Where it is mentioned; what a repeated passage repeats.
    passages: BTreeSet<PassageId>,
    name: &'a str,
    /// The class of things that it names, if it names a class.
    class: Option<&'a str>,
    kind: MeasureKind,
    theme: Option<ThemeIndex>,
    /// All that its passages speak of.
    themes: BTreeSet<ThemeIndex>,
    /// Pairs of characters of the clauses that speak of it, with how telling each is.
    context: Vec<([char; 2], f64)>,
    /// By function.
    functions: Vec<f64>,
    facets: BTreeSet<(ThemeIndex, u16)>,
    bigrams: BTreeSet<[char; 2]>,
}

fn profiles<'a>(side: Side<'a>, codebook: &Codebook, lexicon: &'a Lexicon) -> Vec<Profile<'a>> {
    let mut profiles: Vec<Profile<'a>> = Vec::new();
    for measure in side.measures {
        let passage = side.article.passage(measure.passage);
        let sentence = super::sentence_of(passage, measure.span.start);
        let labels = side.labels.of(measure.passage);
        let facets = labels.iter().flat_map(|label| {
            let near = label.cues.iter().filter(|cue| cue.span.overlaps(sentence));
            // The only facet of a theme says no more than the theme.
            let telling = codebook.themes.get(usize::from(label.theme.0)).is_some_and(|theme| theme.facets.len() > 1);
            near.filter(move |_| telling).map(|cue| (label.theme, cue.facet))
        });
        // The clause speaks of the measure more than the sentence does.
        let near = clause(side.normalized.slice(sentence), side.normalized.slice(measure.span));
        let mut functions = lexicon.functions_of(&measure.normalized, near);
        if let Some(quoted) =
            measure.quoted.as_ref().filter(|_| matches!(measure.kind, MeasureKind::System | MeasureKind::Programme))
        {
            for (weight, function) in functions.iter_mut().zip(&lexicon.functions) {
                if *weight > 0.0 && function.ends.iter().any(|end| quoted.ends_with(end.as_str())) {
                    *weight = 1.0;
                }
            }
        }
        let themes = labels.iter().map(|label| label.theme);
        // Groups are numbered by first mention: a new one is always the next.
        if let Some(held) = profiles.get_mut(measure.group as usize) {
            held.passages.insert(passage.duplicate_of.unwrap_or(passage.id));
            held.facets.extend(facets);
            held.themes.extend(themes);
            held.functions.iter_mut().zip(functions).for_each(|(a, b)| *a = a.max(b));
            continue;
        }
        profiles.push(Profile {
            group: measure.group,
            passages: BTreeSet::from([passage.duplicate_of.unwrap_or(passage.id)]),
            name: &measure.normalized,
            class: lexicon.class_of(&measure.normalized),
            kind: measure.kind,
            theme: measure.theme,
            themes: themes.collect(),
            context: ideographs(near).into_iter().map(|pair| (pair, 1.0)).collect(),
            functions,
            facets: facets.collect(),
            bigrams: bigrams(&measure.normalized),
        });
    }
    profiles
}

/// Pairs of neighbouring ideographs.
fn ideographs(text: &str) -> BTreeSet<[char; 2]> {
    let chars: Vec<char> = text.chars().collect();
    let ideograph = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    chars.windows(2).filter(|w| w.iter().all(|c| ideograph(*c))).map(|w| [w[0], w[1]]).collect()
}

/// Weighs the pairs of all contexts by how few contexts have them, and brings each context to length 1.
fn weigh<'a>(lefts: &mut [Profile<'a>], rights: &mut [Profile<'a>]) {
    let mut seen: BTreeMap<[char; 2], f64> = BTreeMap::new();
    for (pair, _) in lefts.iter().chain(&*rights).flat_map(|p| &p.context) {
        *seen.entry(*pair).or_default() += 1.0;
    }
    let all = (lefts.len() + rights.len()) as f64;
    for profile in lefts.iter_mut().chain(rights) {
        for (pair, weight) in &mut profile.context {
            *weight = (1.0 + all / seen[pair]).ln();
        }
        let length = profile.context.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
        profile.context.iter_mut().for_each(|(_, w)| *w /= length);
    }
}

/// Of two contexts in order of their pairs.
fn cosine(l: &[([char; 2], f64)], r: &[([char; 2], f64)]) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while i < l.len() && j < r.len() {
        match l[i].0.cmp(&r[j].0) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                sum += l[i].1 * r[j].1;
                i += 1;
                j += 1;
            }
        }
    }
    sum
}

/// The part of a sentence from a name to the next full stop or semicolon, with what leads to it.
fn clause<'a>(sentence: &'a str, name: &str) -> &'a str {
    let Some(at) = sentence.find(name) else { return sentence };
    let stop = |c: char| matches!(c, '；' | ';' | '。');
    let start = sentence[..at].rfind(stop).map_or(0, |i| i + sentence[i..].chars().next().map_or(0, char::len_utf8));
    let end = sentence[at..].find(stop).map_or(sentence.len(), |i| at + i);
    &sentence[start..end]
}

/// How far two measures answer each other.
struct Likeness {
    score: f64,
    /// A function, their kind or the words of both names say so; the theme alone does not.
    eligible: bool,
    reasons: Vec<Reason>,
}

/// None where the two are not even related.
fn compare(l: &Profile<'_>, r: &Profile<'_>, (near, best): (f64, f64), lexicon: &Lexicon) -> Option<Likeness> {
    if l.name == r.name {
        return Some(Likeness { score: 1.0, eligible: true, reasons: vec![Reason::SameName] });
    }
    let same_theme = l.theme.is_some() && l.theme == r.theme;
    let has = |profile: &Profile<'_>, theme: Option<ThemeIndex>| theme.is_some_and(|t| profile.themes.contains(&t));
    let near_theme = has(l, r.theme) || has(r, l.theme);
    let theme = match (same_theme, near_theme) {
        (true, _) => 0.2,
        (_, true) => 0.1,
        _ => 0.0,
    };
    let (function, shared) = function(l, r, lexicon);
    let facets = jaccard(l.facets.len(), r.facets.len(), l.facets.intersection(&r.facets).count());
    let kind = kinship(l.kind, r.kind);
    let words = l.bigrams.intersection(&r.bigrams).count();
    let alike = 2.0 * words as f64 / (l.bigrams.len() + r.bigrams.len()).max(1) as f64;
    let context = cosine(&l.context, &r.context);
    let own = theme + 0.4 * function + 0.15 * facets + 0.1 * kind + 0.25 * alike.min(0.6) / 0.6 + 0.3 * context;
    let sum = OWN * own + NEAR_PASSAGES * near + BEST_PASSAGES * best + KINDS * kind;
    let meet = same_theme || near_theme || best >= ONE_THING || function >= 0.84 || alike >= 0.6;
    let saying = [l.kind, r.kind].iter().any(|k| !k.is_deed()) && l.kind != r.kind;
    let score = if meet { sum } else { APART * sum }.min(LESS_THAN_SAME) * if saying { 0.6 } else { 1.0 };
    if score < RELATED {
        return None;
    }
    // What no name says is not said by the company it keeps: it takes one office in both names, or names that are alike,
    // or one kind (a programme may be anything) and an office that one name says. A class of things (社会组织) is no one
    // of them, and names that say different offices are of different things.
    let says = |p: &Profile<'_>, at: usize| p.functions[at] >= 1.0;
    let said = function > 0.0 && says(l, shared) && says(r, shared);
    let office = |p: &Profile<'_>| p.functions.iter().any(|weight| *weight >= 1.0);
    let differ = !said && office(l) && office(r) && (0..l.functions.len()).all(|at| !(says(l, at) && says(r, at)));
    let form = lexicon.functions[shared].form;
    let same_head = ends_alike(l.name, r.name);
    let same_kind = same_head || kind == 1.0 && l.kind != MeasureKind::Programme;
    let meet = best >= ONE_THING;
    let eligible = kind > 0.0
        && l.class == r.class
        && (alike >= ALIKE
            || said && (!form || same_kind || meet && facets >= SAME_POINTS)
            || !differ && meet && function >= ONE_SAYS && (same_kind || kind == 1.0 && same_theme)
            || !differ && meet && same_theme && same_kind && (function >= NEAR || alike >= ROOT));

    let mut reasons = Vec::new();
    if function > 0.0 {
        reasons.push(Reason::Function { id: lexicon.functions[shared].id.clone(), named: said });
    }
    reasons.extend(l.theme.filter(|_| same_theme).map(Reason::Theme));
    reasons.extend(l.facets.intersection(&r.facets).map(|&(theme, facet)| Reason::Facet { theme, facet }));
    reasons.extend((kind == 1.0).then_some(Reason::Kind(l.kind)));
    if words > 0 {
        let words = l.bigrams.intersection(&r.bigrams).map(|pair| pair.iter().collect());
        reasons.push(Reason::Words(words.collect()));
    }
    reasons.extend((context >= TELLING).then_some(Reason::Context));
    reasons.extend((best >= ONE_THING).then_some(Reason::Passages));
    Some(Likeness { score, eligible, reasons })
}

/// How surely both do one office, 0 to 1, and which. What both names say counts most, then what one says.
fn function(l: &Profile<'_>, r: &Profile<'_>, lexicon: &Lexicon) -> (f64, usize) {
    let mut best = (0.0, 0);
    for (at, ((a, b), function)) in l.functions.iter().zip(&r.functions).zip(&lexicon.functions).enumerate() {
        let both = a.min(*b);
        let sure = if both > 0.0 { 0.7 * both + 0.15 * (a + b) } else { 0.0 };
        let sure = if function.form { 0.85 * sure } else { sure };
        if sure > best.0 {
            best = (sure, at);
        }
    }
    best
}

fn jaccard(left: usize, right: usize, both: usize) -> f64 {
    if both == 0 { 0.0 } else { both as f64 / (left + right - both) as f64 }
}

/// Kinds that do each other's work: a campaign is a programme for a season, rules are a system on paper.
fn kinship(l: MeasureKind, r: MeasureKind) -> f64 {
    use MeasureKind::{Campaign, Document, Facility, Initiative, Model, Organisation, Programme, System, Work};
    if l == r {
        return 1.0;
    }
    match (l.min(r), l.max(r)) {
        (Programme, Campaign | System | Initiative | Model) | (Campaign, Initiative | Work) => 0.5,
        (System, Model | Document | Facility | Organisation) | (Model, Document) | (Organisation, Facility) => 0.5,
        _ => 0.0,
    }
}

/// Whether two names end in the same word of two characters: two platforms, two columns.
fn ends_alike(l: &str, r: &str) -> bool {
    l.chars().rev().take(2).eq(r.chars().rev().take(2))
}

/// Pairs of neighbouring characters of a name.
fn bigrams(name: &str) -> BTreeSet<[char; 2]> {
    let chars: Vec<char> = name.chars().filter(|c| c.is_alphanumeric()).collect();
    chars.windows(2).map(|w| [w[0], w[1]]).collect()
}
