//! Why a pair scores what it does.

use std::collections::BTreeSet;

use super::{Candidate, Side};
use crate::article::PassageId;
use crate::script::Substitution;
use crate::text::Span;
use crate::themes::{CueHit, PointHit, ThemeIndex, clauses, is_clause_end};

/// Cues of one facet on both sides.
#[derive(Clone, Debug, PartialEq)]
pub struct CuePair {
    pub theme: ThemeIndex,
    /// By its place in the theme.
    pub facet: u16,
    pub left: CueHit,
    pub right: CueHit,
}

/// Words of either side that tell one point; spans of the sources.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PointPair {
    /// By its place in the codebook.
    pub point: u16,
    pub left: Span,
    pub right: Span,
}

/// The two clauses that are most alike; spans of the sources.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClausePair {
    pub left: Span,
    pub right: Span,
    /// 0 to 1.
    pub likeness: f64,
}

/// What speaks for a pair.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reasons {
    pub themes: Vec<ThemeIndex>,
    /// Facets that both speak of.
    pub facets: Vec<(ThemeIndex, u16)>,
    /// For each such facet the cues that are alike, else the heaviest of each side.
    pub cues: Vec<CuePair>,
    /// What both tell.
    pub points: Vec<PointPair>,
    pub clauses: Option<ClausePair>,
    /// What normalisation changed within the cues, points and clauses named here.
    pub left_conversions: Vec<Substitution>,
    pub right_conversions: Vec<Substitution>,
}

/// What speaks for `candidate`, which comes from an alignment of these two sides.
pub fn reasons(left: Side<'_>, right: Side<'_>, candidate: &Candidate) -> Reasons {
    let mut reasons = Reasons { themes: candidate.themes.clone(), ..Reasons::default() };
    for &theme in &candidate.themes {
        let (mine, theirs) = (cues(left, candidate.left, theme), cues(right, candidate.right, theme));
        let facets: BTreeSet<u16> = mine.iter().map(|cue| cue.facet).collect();
        for facet in facets {
            let of = |cues: &[CueHit]| cues.iter().filter(|c| c.facet == facet).cloned().collect::<Vec<_>>();
            if let Some((a, b)) = closest(&of(&mine), &of(&theirs)) {
                reasons.facets.push((theme, facet));
                reasons.cues.push(CuePair { theme, facet, left: a, right: b });
            }
        }
    }
    reasons.points = points(left, right, candidate);
    reasons.clauses = candidate.clauses.and_then(|(a, b)| {
        let left = clause(left, candidate.left, a)?;
        let right = clause(right, candidate.right, b)?;
        Some(ClausePair { left, right, likeness: candidate.parts.clause })
    });
    let clauses = reasons.clauses;
    let named = |cue: fn(&CuePair) -> Span, point: fn(&PointPair) -> Span, clause: Option<Span>| {
        let cues = reasons.cues.iter().map(cue);
        cues.chain(reasons.points.iter().map(point)).chain(clause).collect::<Vec<Span>>()
    };
    let mine = named(|pair| pair.left.span, |pair| pair.left, clauses.map(|c| c.left));
    let theirs = named(|pair| pair.right.span, |pair| pair.right, clauses.map(|c| c.right));
    reasons.left_conversions = conversions(left, &mine);
    reasons.right_conversions = conversions(right, &theirs);
    reasons
}

/// The points of both; of sections none, whose points are their passages'.
fn points(left: Side<'_>, right: Side<'_>, candidate: &Candidate) -> Vec<PointPair> {
    let theirs = right.labels.points_of(candidate.right);
    let pair = |mine: &PointHit| {
        let other = theirs.iter().find(|other| other.point == mine.point)?;
        Some(PointPair { point: mine.point, left: mine.span, right: other.span })
    };
    left.labels.points_of(candidate.left).iter().filter_map(pair).collect()
}

fn cues(side: Side<'_>, passage: PassageId, theme: ThemeIndex) -> Vec<CueHit> {
    let labels = side.labels.of(passage).iter().filter(|label| label.theme == theme);
    labels.flat_map(|label| label.cues.iter().cloned()).collect()
}

/// Two cues that read the same, else the heaviest of either side; the first where several do.
fn closest(a: &[CueHit], b: &[CueHit]) -> Option<(CueHit, CueHit)> {
    let same = a.iter().find_map(|x| b.iter().find(|y| y.normalized == x.normalized).map(|y| (x.clone(), y.clone())));
    let heaviest = |cues: &[CueHit]| {
        let most = cues.iter().map(|cue| cue.weight).max();
        cues.iter().find(|cue| Some(cue.weight) == most).cloned()
    };
    same.or_else(|| heaviest(a).zip(heaviest(b)))
}

/// Where the clause at a place stands in the source.
fn clause(side: Side<'_>, passage: PassageId, place: u32) -> Option<Span> {
    let span = side.article.passages.get(passage.0 as usize)?.span;
    let text = side.normalized.slice(span);
    let origin = side.normalized.map.normalized_from_source(span).start;
    let mut start = 0u32;
    for (at, clause) in clauses(text).enumerate() {
        if at as u32 == place {
            let length = clause.trim_end_matches(is_clause_end).chars().count() as u32;
            return Some(side.normalized.map.source_from_normalized(Span::new(start, start + length).shifted(origin)));
        }
        start += clause.chars().count() as u32;
    }
    None
}

fn conversions(side: Side<'_>, spans: &[Span]) -> Vec<Substitution> {
    let all = side.normalized.substitutions.iter();
    all.filter(|change| spans.iter().any(|span| span.overlaps(change.span))).cloned().collect()
}
