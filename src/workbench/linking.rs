//! Which passages answer each other: the machine's suggestions, the coder's judgements on them, links by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::{Tone, Workbench, across};
use crate::align::Candidate;
use crate::article::PassageId;
use crate::comparison::{Comparison, Side};
use crate::session::{EditError, Far, Link, LinkId, LinkState, Origin};
use crate::text::{CharIndex, Span};

/// The machine's candidates by passage: places in the alignment, best first.
#[derive(Default)]
pub(super) struct PairIndex {
    by_left: Vec<Vec<u32>>,
    by_right: Vec<Vec<u32>>,
    /// How many were accepted.
    accepted: usize,
}

impl PairIndex {
    pub fn new(comparison: &Comparison) -> Self {
        let candidates = &comparison.alignment.candidates;
        let mut index = Self {
            by_left: vec![Vec::new(); comparison.left.article.passages.len()],
            by_right: vec![Vec::new(); comparison.right.article.passages.len()],
            accepted: candidates.iter().filter(|c| c.accepted).count(),
        };
        for (n, candidate) in candidates.iter().enumerate() {
            index.by_left[candidate.left.0 as usize].push(n as u32);
            index.by_right[candidate.right.0 as usize].push(n as u32);
        }
        let score = |&n: &u32| candidates[n as usize].score;
        for list in index.by_left.iter_mut().chain(&mut index.by_right) {
            list.sort_by(|a, b| score(b).total_cmp(&score(a)));
        }
        index
    }

    fn of(&self, side: Side, passage: PassageId) -> &[u32] {
        let index = match side {
            Side::Left => &self.by_left,
            Side::Right => &self.by_right,
        };
        index.get(passage.0 as usize).map_or(&[], Vec::as_slice)
    }
}

/// A judgement on two passages, or on places in them.
#[derive(Clone, Copy)]
pub(super) struct Decided {
    pub id: LinkId,
    pub state: LinkState,
    pub spans: [Span; 2],
}

/// What the coder decided on pairs of the passages shown, found from either side.
#[derive(Default)]
pub(super) struct Judged {
    pairs: BTreeMap<(PassageId, PassageId), Decided>,
    from_right: BTreeSet<(PassageId, PassageId)>,
    /// Passages that nothing answers.
    pub alone: [BTreeMap<PassageId, LinkId>; 2],
    /// How many of the machine's accepted candidates are decided on.
    reviewed: usize,
}

impl Judged {
    pub fn insert(&mut self, left: PassageId, right: PassageId, decided: Decided) {
        self.pairs.insert((left, right), decided);
        self.from_right.insert((right, left));
    }

    pub fn pairs(&self) -> impl Iterator<Item = (PassageId, PassageId, LinkState)> + '_ {
        self.pairs.iter().map(|(&(left, right), decided)| (left, right, decided.state))
    }

    /// The passages that a passage of `side` was judged with.
    fn with(&self, side: Side, passage: PassageId) -> impl Iterator<Item = (PassageId, LinkState)> + '_ {
        const ALL: Range<u32> = 0..u32::MAX;
        let range = (passage, PassageId(ALL.start))..=(passage, PassageId(ALL.end));
        let of_left = (side == Side::Left).then(|| self.pairs.range(range.clone()));
        let of_right = (side == Side::Right).then(|| self.from_right.range(range));
        let left = of_left.into_iter().flatten().map(|(&(_, right), decided)| (right, decided.state));
        let right = of_right
            .into_iter()
            .flatten()
            .filter_map(|&(right, left)| Some((left, self.pairs.get(&(left, right))?.state)));
        left.chain(right)
    }
}

/// Two passages that are joined, for the gutter and the tables.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Joined<'a> {
    pub left: PassageId,
    pub right: PassageId,
    /// None while nobody has decided.
    pub verdict: Option<LinkState>,
    /// The machine's candidate; none where the coder drew the link alone.
    pub candidate: Option<&'a Candidate>,
}

impl Joined<'_> {
    pub fn end(&self, side: Side) -> PassageId {
        if side == Side::Left { self.left } else { self.right }
    }

    /// Confirmed or drawn by somebody.
    pub fn is_sure(&self) -> bool {
        matches!(self.verdict, Some(LinkState::Confirmed | LinkState::ByHand))
    }

    /// Suggested and not rejected, or confirmed.
    pub fn stands(&self) -> bool {
        match self.verdict {
            Some(LinkState::Rejected) => false,
            Some(LinkState::Confirmed | LinkState::ByHand) => true,
            _ => self.candidate.is_some_and(|c| c.accepted),
        }
    }
}

impl Workbench {
    // Queries

    /// The machine's candidates for a passage, best first; those not accepted too.
    pub fn counterparts(&self, side: Side, passage: PassageId) -> Vec<&Candidate> {
        let Some(comparison) = self.compared() else { return Vec::new() };
        self.pairs.of(side, passage).iter().map(|&n| &comparison.alignment.candidates[n as usize]).collect()
    }

    fn candidate(&self, left: PassageId, right: PassageId) -> Option<&Candidate> {
        let candidates = &self.comparison.ready()?.alignment.candidates;
        let mut found = self.pairs.of(Side::Left, left).iter().map(|&n| &candidates[n as usize]);
        found.find(|c| c.right == right)
    }

    /// What is joined to a passage: what somebody confirmed or drew first, then the machine's candidates, best first.
    pub fn joined(&self, side: Side, passage: PassageId) -> Vec<Joined<'_>> {
        let pair = |other| if side == Side::Left { (passage, other) } else { (other, passage) };
        let machine = self.counterparts(side, passage);
        let mut all: Vec<Joined<'_>> = machine
            .iter()
            .map(|c| Joined {
                left: c.left,
                right: c.right,
                verdict: self.verdict(c.left, c.right),
                candidate: Some(c),
            })
            .collect();
        for (other, state) in self.coder.judged.with(side, passage) {
            if !machine.iter().any(|c| across(c, side) == other) {
                let (left, right) = pair(other);
                all.push(Joined { left, right, verdict: Some(state), candidate: None });
            }
        }
        all.sort_by_key(|joined| !joined.is_sure());
        all
    }

    /// What is joined to passages in view on either side, each pair once: what somebody made sure of, or everything
    /// that stands.
    pub fn joined_in_view(&self, left: Range<usize>, right: Range<usize>, everything: bool) -> Vec<Joined<'_>> {
        let ids = |range: &Range<usize>| (range.start as u32..range.end as u32).map(PassageId);
        let of = |side, passage| if everything { self.joined(side, passage) } else { self.made_sure(side, passage) };
        let mut all: Vec<Joined<'_>> = ids(&left).flat_map(|p| of(Side::Left, p)).collect();
        let new = |j: &Joined<'_>| !left.contains(&(j.left.0 as usize));
        all.extend(ids(&right).flat_map(|p| of(Side::Right, p)).filter(new));
        all.retain(Joined::stands);
        all
    }

    fn made_sure(&self, side: Side, passage: PassageId) -> Vec<Joined<'_>> {
        let judged = self.coder.judged.with(side, passage);
        let joined = judged.map(|(other, state)| {
            let (left, right) = if side == Side::Left { (passage, other) } else { (other, passage) };
            let candidate = if self.settings.unaided { None } else { self.candidate(left, right) };
            Joined { left, right, verdict: Some(state), candidate }
        });
        joined.filter(Joined::is_sure).collect()
    }

    /// The passage that answers best: one that somebody confirmed or drew, or the machine's best that nobody rejected.
    pub fn best_counterpart(&self, side: Side, passage: PassageId) -> Option<PassageId> {
        if self.stands_alone(side, passage) {
            return None;
        }
        let joined = self.joined(side, passage);
        joined.iter().find(|j| j.stands()).map(|j| j.end(side.other()))
    }

    /// What the coder decided on a pair of passages.
    pub fn verdict(&self, left: PassageId, right: PassageId) -> Option<LinkState> {
        self.coder.judged.pairs.get(&(left, right)).map(|d| d.state)
    }

    /// The link that the coder made sure of between two passages, and the words that it joins.
    pub fn made_link(&self, left: PassageId, right: PassageId) -> Option<(LinkId, [Span; 2])> {
        let decided = self.coder.judged.pairs.get(&(left, right))?;
        let sure = matches!(decided.state, LinkState::Confirmed | LinkState::ByHand);
        sure.then_some((decided.id, decided.spans))
    }

    /// What a link from a place would begin at: the selection if it holds the place, or the whole passage.
    pub fn span_to_link(&self, side: Side, index: CharIndex) -> Option<Span> {
        let selected = self.selection.filter(|s| s.side == side && s.span().contains(index)).map(|s| s.span());
        selected.or_else(|| Some(self.article(side)?.passage(self.passage_at(side, index)?).span))
    }

    /// Whether the coder judged that nothing answers a passage.
    pub fn stands_alone(&self, side: Side, passage: PassageId) -> bool {
        self.coder.judged.alone[side as usize].contains_key(&passage)
    }

    /// Suggested links: how many somebody decided on, and how many there are.
    pub fn reviewed(&self) -> (usize, usize) {
        (self.coder.judged.reviewed, self.pairs.accepted)
    }

    // Changes

    /// Takes up what the coder decided, and counts what of the machine's it speaks of.
    pub(super) fn set_judged(&mut self, mut judged: Judged) {
        let accepted =
            |&(left, right): &(PassageId, PassageId)| self.candidate(left, right).is_some_and(|c| c.accepted);
        judged.reviewed = judged.pairs.keys().filter(|pair| accepted(pair)).count();
        self.coder.judged = judged;
    }

    /// Decides on the pair of passages that both panes are at.
    pub(super) fn judge(&mut self, state: LinkState, note: &str) {
        let (Some(left), Some(right)) = (self.current(Side::Left), self.current(Side::Right)) else {
            self.said = Some(self.text("pair-first"));
            return;
        };
        let suggested = !self.settings.unaided && self.candidate(left, right).is_some_and(|c| c.accepted);
        let state = if state == LinkState::Confirmed && !suggested { LinkState::ByHand } else { state };
        let result = self.judge_pair(left, right, state, note);
        let well = result.is_ok();
        self.done(result);
        if well && self.triage {
            self.next_in_triage();
        }
    }

    fn judge_pair(&mut self, left: PassageId, right: PassageId, state: LinkState, note: &str) -> Result<(), EditError> {
        if let Some(id) = self.coder.judged.pairs.get(&(left, right)).map(|d| d.id) {
            let note = Some(note).filter(|n| !n.is_empty());
            let edit = self.coder.session.state().judge(id, state, note)?;
            return self.coder.session.push(self.coder.id, edit).map(|_| ());
        }
        let span = |side: Side, passage| self.article(side).map(|a| a.passage(passage).span);
        let spans = span(Side::Left, left).zip(span(Side::Right, right)).ok_or(EditError::Nothing("link"))?;
        self.new_link(spans.0, spans.1, state, note)
    }

    fn new_link(&mut self, left: Span, right: Span, state: LinkState, note: &str) -> Result<(), EditError> {
        let origin = match state {
            LinkState::ByHand if self.settings.unaided => Origin::Unaided,
            LinkState::ByHand => Origin::Edited,
            _ => Origin::Accepted,
        };
        self.in_both(|store, coder, [here, there]| {
            let place = |article, span| store.place(article, span).ok_or(EditError::Nothing("link"));
            let (from, to) = (place(here, left)?, Far::At(place(there, right)?));
            store.link(Link { from, to, state, kind: String::new(), note: note.to_owned(), coder, origin })
        })
    }

    /// Joins two places by hand, and looks at them. Two whole passages that the coder judged before are judged anew.
    pub(super) fn link(&mut self, left: Span, right: Span) {
        let passages = self.passage_at(Side::Left, left.start).zip(self.passage_at(Side::Right, right.start));
        let Some((l, r)) = passages else { return };
        let whole = |side: Side, passage, span| self.article(side).is_some_and(|a| a.passage(passage).span == span);
        let whole = whole(Side::Left, l, left) && whole(Side::Right, r, right);
        let suggested = self.candidate(l, r).is_some_and(|c| c.accepted) && !self.settings.unaided;
        let result = if whole {
            let state = if suggested { LinkState::Confirmed } else { LinkState::ByHand };
            self.judge_pair(l, r, state, "")
        } else {
            self.new_link(left, right, LinkState::ByHand, "")
        };
        self.done(result);
        self.go_to_pair(l, r);
    }

    pub(super) fn resize_link(&mut self, id: LinkId, side: Side, span: Span) {
        let far = self.coder.judged.pairs.values().find(|d| d.id == id).map(|d| d.spans[side.other() as usize]);
        let Some(far) = far else { return };
        let spans = if side == Side::Left { [span, far] } else { [far, span] };
        self.edit(|w| w.coder.session.state().relink(id, w.link_ends(id, spans)));
    }

    /// The spans of the left and the right side as the ends of a link, which may have been drawn the other way round.
    fn link_ends(&self, id: LinkId, [left, right]: [Span; 2]) -> [Span; 2] {
        let from = self.coder.session.state().links.get(&id).map(|l| l.from.article);
        let of_left = self.session_id(Side::Left);
        if from.is_some() && from == of_left { [left, right] } else { [right, left] }
    }

    /// Judges that nothing answers the current passage.
    pub(super) fn no_counterpart(&mut self) {
        let side = self.active;
        let Some(passage) = self.current(side) else { return };
        if let Some(&id) = self.coder.judged.alone[side as usize].get(&passage) {
            return self.edit(|w| w.coder.session.state().unlink(id));
        }
        let Some(span) = self.article(side).map(|a| a.passage(passage).span) else { return };
        let origin = if self.settings.unaided { Origin::Unaided } else { Origin::Edited };
        let result = self.in_both(|store, coder, ids| {
            let from = store.place(ids[side as usize], span).ok_or(EditError::Nothing("link"))?;
            let (to, state) = (Far::NoneIn(ids[side.other() as usize]), LinkState::NoCounterpart);
            store.link(Link { from, to, state, kind: String::new(), note: String::new(), coder, origin })
        });
        let well = result.is_ok();
        self.done(result);
        if well && self.triage {
            self.next_in_triage();
        }
    }

    /// The next suggestion that nobody has decided on, behind the pair that is looked at.
    pub(super) fn next_in_triage(&mut self) {
        let Some(comparison) = self.compared().cloned() else { return };
        let at = self.current(Side::Left).zip(self.current(Side::Right));
        let alone = |c: &Candidate| self.stands_alone(Side::Left, c.left) || self.stands_alone(Side::Right, c.right);
        let open = |c: &&Candidate| c.accepted && self.verdict(c.left, c.right).is_none() && !alone(c);
        let candidates = &comparison.alignment.candidates;
        let from = at.and_then(|at| candidates.iter().position(|c| (c.left, c.right) == at)).map_or(0, |n| n + 1);
        let next = candidates[from..].iter().chain(&candidates[..from]).find(open).map(|c| (c.left, c.right));
        match next {
            Some((left, right)) => {
                self.triage = true;
                self.go_to_pair(left, right);
            }
            None => {
                self.triage = false;
                let text = self.text("all-judged");
                self.tell(Tone::Good, text);
            }
        }
    }

    /// Joins the words that were marked as a source with what is selected, or the current passage, on the other side.
    pub(super) fn attach(&mut self) {
        let Some((side, from)) = self.link_source else { return };
        let Some((there, to)) = self.target().filter(|(there, _)| *there != side) else {
            self.said = Some(self.text("link-other-side"));
            return;
        };
        self.link_source = None;
        let (left, right) = if there == Side::Right { (from, to) } else { (to, from) };
        self.link(left, right);
    }

    pub(super) fn mark_source(&mut self) {
        self.link_source = self.target();
    }
}
