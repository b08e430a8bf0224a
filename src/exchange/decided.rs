//! What one coder of a session decided about two articles.

use crate::comparison::{Comparison, Side};
use crate::findings::{Decisions, FigureVerdict, Verdict};
use crate::session::{ArticleId, CoderId, Far, Fix, LinkState, Place, State};
use crate::text::Span;

/// The session's number of the article on a side: the one with this very text.
pub fn article(state: &State, comparison: &Comparison, side: Side) -> Option<ArticleId> {
    let text = &comparison.side(side).article.text;
    state.articles.keys().find(|&&id| state.text(id) == Some(text)).copied()
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
    for correction in state.corrections.values().filter(|c| c.coder == coder && c.fix == Fix::NoFigure) {
        if let Some(side) = side_of(correction.at) {
            decisions.figures.insert((side, correction.at.span), FigureVerdict::Rejected);
        }
    }
    decisions
}
