//! Which measure of one article answers which of the other: the same function, theme and kind, or related to it.

use std::collections::BTreeSet;

use super::lexicon::Lexicon;
use super::likeness::{Likeness, Scale};
use super::profiles::{Profile, profiles};
use super::{Measure, MeasureKind};
use crate::article::Article;
use crate::nearness::Nearness;
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

/// Why two measures may answer each other.
#[derive(Clone, Debug, PartialEq)]
pub enum Reason {
    /// A coder joined them.
    Coder,
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
    /// Both are of one form (`id` of a form in `assets/measures.toml`): two hotlines, two drills.
    Form(String),
    /// Their passages answer each other.
    Passages,
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
const STRICT: f64 = 0.455;
/// Two of one kind and function that are each other's nearest score at least this.
const NEAREST: f64 = 0.36;
/// A related measure scores at least this.
const RELATED: f64 = 0.333;
/// Related measures that one measure keeps.
const MOST_RELATED: usize = 2;

/// What of two articles' measures answers each other, by left group, strict ones first, then by score.
pub fn counterparts(left: Side<'_>, right: Side<'_>, nearness: &Nearness, codebook: &Codebook) -> Vec<Counterpart> {
    let lexicon = Lexicon::builtin();
    let (lefts, rights) = (profiles(left, codebook, lexicon), profiles(right, codebook, lexicon));
    let scale = Scale::new(&lefts, &rights, lexicon);
    let mut pairs: Vec<Counterpart> = Vec::new();
    for l in &lefts {
        for r in &rights {
            let Likeness { score, eligible, reasons } = scale.compare(l, r, nearest(nearness, l, r));
            if score >= RELATED {
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
    first_of_each_other(&mut pairs, &lefts, &rights);
    // Of the others those that are among the nearest of both: what everything is related to says nothing.
    let (mut of_left, mut of_right) = (vec![0usize; lefts.len()], vec![0usize; rights.len()]);
    pairs.retain(|pair| {
        let (l, r) = (&mut of_left[pair.left as usize], &mut of_right[pair.right as usize]);
        let keep = pair.strict || (*l < MOST_RELATED && *r < MOST_RELATED);
        if keep && !pair.strict {
            *l += 1;
            *r += 1;
        }
        keep
    });
    pairs.sort_by(|a, b| (a.left, !a.strict).cmp(&(b.left, !b.strict)).then(b.score.total_cmp(&a.score)));
    pairs
}

/// Two measures of one kind and function that have no counterpart, and of which each is the other's nearest, are counterparts too:
/// nothing in the two articles is nearer to either.
fn first_of_each_other(pairs: &mut [Counterpart], lefts: &[Profile<'_>], rights: &[Profile<'_>]) {
    let (mut of_left, mut of_right) = (vec![None; lefts.len()], vec![None; rights.len()]);
    for pair in pairs.iter().filter(|pair| pair.strict) {
        (of_left[pair.left as usize], of_right[pair.right as usize]) = (Some(usize::MAX), Some(usize::MAX));
    }
    for (n, pair) in pairs.iter().enumerate().filter(|(_, pair)| !pair.strict) {
        of_left[pair.left as usize].get_or_insert(n);
        of_right[pair.right as usize].get_or_insert(n);
    }
    for (n, pair) in pairs.iter_mut().enumerate().filter(|(_, pair)| !pair.strict) {
        let (left, right) = (pair.left as usize, pair.right as usize);
        let kin = lefts[left].kind == rights[right].kind && lefts[left].class == rights[right].class;
        let for_one = pair.reasons.iter().any(|reason| matches!(reason, Reason::Function { .. }));
        let first = of_left[left] == Some(n) && of_right[right] == Some(n);
        pair.strict = first && kin && for_one && pair.score >= NEAREST;
    }
}

/// How nearly the passages of two measures are each other's best, 0 to 1.
fn nearest(nearness: &Nearness, l: &Profile<'_>, r: &Profile<'_>) -> f64 {
    let pairs = l.passages.iter().flat_map(|&left| r.passages.iter().map(move |&right| (left, right)));
    let found = pairs.filter_map(|(left, right)| Some((nearness.of(left, right)?, (left, right))));
    let best = found.max_by(|a, b| a.0.total_cmp(&b.0));
    best.map_or(0.0, |(near, (left, right))| near / nearness.best(left, right).max(f64::MIN_POSITIVE))
}
