//! What one coder of a session decided about two articles.

use std::collections::BTreeMap;

use crate::comparison::{Analysis, Comparison, Side};
use crate::figures::{FigureId, amended};
use crate::findings::{Decisions, FIGURES, FigureVerdict, MEASURES, MeasureVerdict, Verdict};
use crate::measures::{Measure, amended as amended_measure};
use crate::session::{ArticleId, CoderId, Far, Fix, Link, LinkState, Place, State};
use crate::text::Span;

/// The session's number of the article on a side: the one with this very text.
pub fn article(state: &State, comparison: &Comparison, side: Side) -> Option<ArticleId> {
    number_of(state, comparison.side(side))
}

fn number_of(state: &State, analysis: &Analysis) -> Option<ArticleId> {
    state.articles.keys().find(|&&id| state.text(id) == Some(&analysis.article.text)).copied()
}

/// What a coder says of the figures of an article, by where they stand.
pub fn figure_verdicts(state: &State, coder: CoderId, analysis: &Analysis) -> BTreeMap<Span, FigureVerdict> {
    let id = number_of(state, analysis);
    let mut added = analysis.figures.len() as u32;
    let mut verdicts = BTreeMap::new();
    for correction in state.corrections.values().filter(|c| c.coder == coder && Some(c.at.article) == id) {
        let span = correction.at.span;
        let verdict = match &correction.fix {
            Fix::NoFigure => FigureVerdict::Rejected,
            Fix::Figure { fields } => {
                let machine = analysis.figures.iter().find(|figure| figure.span == span);
                let id = machine.map_or(FigureId(added), |figure| figure.id);
                // What cannot be read leaves the machine's reading; who corrects is told before it is stored.
                let Ok(mut figure) = amended(&analysis.article.text, span, &analysis.figures, id, fields) else {
                    continue;
                };
                added += u32::from(machine.is_none());
                figure.passage = analysis.article.passage_at(span).map(|passage| passage.id);
                FigureVerdict::Read(Box::new(figure))
            }
            _ => continue,
        };
        verdicts.insert(span, verdict);
    }
    verdicts
}

/// A coder's decisions on links and figures of these two articles.
pub fn decisions(state: &State, coder: CoderId, comparison: &Comparison) -> Decisions {
    let ids = Side::BOTH.map(|side| article(state, comparison, side));
    let side_of = |place: Place| Side::BOTH.into_iter().find(|&side| ids[side as usize] == Some(place.article));
    // Links join passages; what was linked may be less.
    let passage = |place: Place| -> Option<(Side, Span)> {
        let side = side_of(place)?;
        Some((side, comparison.side(side).article.passage_at(place.span)?.span))
    };
    let mut decisions =
        Decisions { coder: state.coders.get(&coder).map(|coder| coder.name.clone()), ..Decisions::default() };
    for link in state.links.values().filter(|link| link.coder == coder) {
        let pairs = match link.kind.as_str() {
            FIGURES => Some(&mut decisions.pairs),
            MEASURES => Some(&mut decisions.measure_pairs),
            _ => None,
        };
        if let Some(pairs) = pairs {
            pair_of(pairs, link, side_of);
            continue;
        }
        let Some(from) = passage(link.from) else { continue };
        let to = match link.to {
            Far::NoneIn(_) => {
                decisions.no_counterpart.insert(from);
                continue;
            }
            Far::At(to) => passage(to),
        };
        let pair = match (from, to) {
            ((Side::Left, left), Some((Side::Right, right))) | ((Side::Right, right), Some((Side::Left, left))) => {
                (left, right)
            }
            _ => continue,
        };
        let verdict = match link.state {
            LinkState::Confirmed => Verdict::Confirmed,
            LinkState::Rejected => Verdict::Rejected,
            LinkState::Unsure => Verdict::Unsure,
            LinkState::ByHand => Verdict::ByHand,
            LinkState::Suggested | LinkState::NoCounterpart => continue,
        };
        decisions.links.insert(pair, verdict);
    }
    for side in Side::BOTH {
        let verdicts = figure_verdicts(state, coder, comparison.side(side)).into_iter();
        decisions.figures.extend(verdicts.map(|(span, verdict)| ((side, span), verdict)));
    }
    for correction in state.corrections.values().filter(|c| c.coder == coder) {
        let (Some(side), span) = (side_of(correction.at), correction.at.span) else { continue };
        if let Some(verdict) = measure(comparison, &decisions, side, span, &correction.fix) {
            decisions.measures.insert((side, span), verdict);
        }
    }
    decisions
}

/// What is said of the measure at a place; none where a correction is of something else, or cannot be read.
fn measure(
    comparison: &Comparison,
    decisions: &Decisions,
    side: Side,
    span: Span,
    fix: &Fix,
) -> Option<MeasureVerdict> {
    let fields = match fix {
        Fix::NoMeasure => return Some(MeasureVerdict::Rejected),
        Fix::Measure { fields } => fields,
        _ => return None,
    };
    let analysis = comparison.side(side);
    let machine = analysis.measures.iter().find(|measure| measure.span == span);
    let passage = analysis.article.passage_at(span)?.id;
    let words = analysis.normalized.text.slice(analysis.normalized.map.normalized_from_source(span));
    let mut read = amended_measure(machine, (span, passage, words), fields, &comparison.codebook).ok()?;
    if machine.is_none() {
        // Mentions of one name are one measure, whoever found them.
        let added = decisions.measures.iter().filter_map(|(&(at, _), verdict)| match verdict {
            MeasureVerdict::Read(measure) if at == side => Some(measure.as_ref()),
            _ => None,
        });
        let all: Vec<&Measure> = analysis.measures.iter().chain(added).collect();
        let same = all.iter().find(|measure| measure.normalized == read.normalized).map(|measure| measure.group);
        read.group = same.unwrap_or_else(|| all.iter().map(|m| m.group + 1).max().unwrap_or(0));
    }
    Some(MeasureVerdict::Read(Box::new(read)))
}

/// Two figures or measures that a coder joined or took apart.
fn pair_of(pairs: &mut BTreeMap<(Span, Span), bool>, link: &Link, side_of: impl Fn(Place) -> Option<Side>) {
    let Far::At(to) = link.to else { return };
    let key = match (side_of(link.from), side_of(to)) {
        (Some(Side::Left), Some(Side::Right)) => (link.from.span, to.span),
        (Some(Side::Right), Some(Side::Left)) => (to.span, link.from.span),
        _ => return,
    };
    match link.state {
        LinkState::Confirmed | LinkState::ByHand => pairs.insert(key, true),
        LinkState::Rejected => pairs.insert(key, false),
        LinkState::Suggested | LinkState::NoCounterpart | LinkState::Unsure => return,
    };
}
