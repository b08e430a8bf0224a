//! Where the analyst is: caret and selection, the current passages, what is brought before the reader's eyes.

use super::{Load, Reveal, Selection, Unit, Workbench, grown, unit_at};
use crate::article::{Article, PassageId};
use crate::comparison::Side;
use crate::text::{CharIndex, Segmenter, Span};

impl Workbench {
    pub(super) fn unselect(&mut self) {
        if let Some(selection) = &mut self.selection {
            selection.anchor = selection.head;
        }
    }

    /// Whether [`LetGo`](super::Command::LetGo) would end anything.
    pub fn can_let_go(&self) -> bool {
        let selected = self.selection.is_some_and(|s| !s.is_caret());
        selected || self.link_source.is_some() || self.held_figure().is_some() || self.triage || self.stepping
    }

    pub(super) fn let_go(&mut self) {
        if self.link_source.take().is_some() || self.let_figure_go() {
            return;
        }
        if self.selection.is_some_and(|s| !s.is_caret()) {
            return self.unselect();
        }
        if self.triage {
            self.triage = false;
        } else {
            self.stepping = false;
        }
    }

    /// Where one pane is at a passage and the other at none, as after another article was shown there, the other turns
    /// to what answers it.
    pub(super) fn face(&mut self) {
        for side in Side::BOTH {
            let (Some(passage), None) = (self.current(side), self.current(side.other())) else { continue };
            let Some(best) = self.best_counterpart(side, passage) else { continue };
            self.panes[side.other() as usize].passage = Some(best);
            if let Some(span) = self.article(side.other()).map(|a| a.passage(best).span) {
                self.reveal(side.other(), span);
            }
        }
    }

    pub(super) fn select(&mut self, selection: Selection) {
        // What is done with selected words, a figure read from them say, may need the dictionary: it is loaded beforehand.
        if !selection.span().is_empty() {
            self.want_words();
        }
        self.selection = Some(selection);
        self.grown_from.clear();
        self.active = selection.side;
        self.set_current(selection.side, selection.head.min(selection.anchor));
    }

    /// Makes the passage at `index` the current one; the other pane shows what answers it.
    pub(super) fn set_current(&mut self, side: Side, index: CharIndex) {
        let Some(passage) = self.passage_at(side, index) else { return };
        let before = self.panes[side as usize].passage.replace(passage);
        if before == Some(passage) {
            return;
        }
        let (best, other) = (self.best_counterpart(side, passage), side.other());
        if best.is_some() || self.compared().is_some() {
            // Nothing answers: what the other pane was at answers something else, and no judgement must meet it.
            self.panes[other as usize].passage = best;
        }
        if let Some(span) = best.zip(self.article(other)).map(|(best, a)| a.passage(best).span) {
            self.reveal(other, span);
        }
    }

    pub(super) fn reveal(&mut self, side: Side, span: Span) {
        self.counter += 1;
        self.panes[side as usize].reveal = Some(Reveal { number: self.counter, span });
    }

    pub(super) fn place(&mut self, side: Side, index: CharIndex, extend: bool) {
        let anchor = match self.selection {
            Some(selection) if extend && selection.side == side => selection.anchor,
            _ => index,
        };
        let selection = Selection { side, anchor, head: index };
        if extend {
            self.selection = Some(selection);
            self.grown_from.clear();
        } else {
            self.select(selection);
        }
    }

    pub(super) fn select_unit(&mut self, side: Side, index: CharIndex, unit: Unit) {
        if unit == Unit::Word {
            self.want_words();
        }
        let Some(passage) = self.passage_at(side, index) else { return };
        let words = self.words(side, passage);
        if let Some(span) = self.article(side).and_then(|a| unit_at(a, index, unit, &words)) {
            self.select(Selection::new(side, span));
        }
    }

    /// Loads the dictionary of words before words are first needed.
    pub(super) fn want_words(&mut self) {
        if matches!(self.segmenter, Load::Idle) {
            let (_, progress) = self.words.submit(|_| Segmenter::shared());
            self.segmenter = Load::Running(progress);
        }
    }

    pub(super) fn grow(&mut self) {
        self.want_words();
        let side = self.selection.map_or(self.active, |s| s.side);
        let Some(article) = self.article(side).cloned() else { return };
        let now = match self.selection {
            Some(selection) => selection.span(),
            None => match self.current(side) {
                Some(passage) => Span { end: article.passage(passage).span.start, ..article.passage(passage).span },
                None => return,
            },
        };
        let span = grown(&article, now, |index| {
            self.passage_at(side, index).map_or_else(Vec::new, |passage| self.words(side, passage))
        });
        let mut history = std::mem::take(&mut self.grown_from);
        self.select(Selection::new(side, span));
        history.push(now);
        self.grown_from = history;
    }

    pub(super) fn shrink(&mut self) {
        let (Some(selection), Some(span)) = (self.selection, self.grown_from.pop()) else { return };
        self.selection = Some(Selection::new(selection.side, span));
    }

    pub(super) fn travel(&mut self, forward: bool, unit: Unit, extend: bool) {
        let side = self.selection.map_or(self.active, |s| s.side);
        let Some(article) = self.article(side).cloned() else { return };
        if unit == Unit::Word {
            self.want_words();
        }
        let start = article.passages.first().map_or(CharIndex(0), |p| p.span.start);
        let Some(selection) = self.selection else {
            self.go_to(side, Span { start, end: start });
            return;
        };
        if unit == Unit::Passage && !extend {
            self.step_passage(side, &article, selection, forward);
            return;
        }
        let head = selection.head.0;
        let place = if forward { head } else { head.saturating_sub(1) };
        let Some(passage) = self.passage_at(side, CharIndex(place)) else { return };
        let words = self.words(side, passage);
        let span = article.passage(passage).span;
        let to = match unit {
            // Between passages the caret jumps the white space.
            _ if forward && head >= span.end.0 => {
                article.passages.get(passage.0 as usize + 1).map_or(span.end, |next| next.span.start)
            }
            _ if !forward && head <= span.start.0 => {
                (passage.0 as usize).checked_sub(1).map_or(span.start, |before| article.passages[before].span.end)
            }
            _ => match unit_at(&article, CharIndex(place), unit, &words) {
                Some(span) if forward => span.end,
                Some(span) => span.start,
                None => return,
            },
        };
        let anchor = if extend { selection.anchor } else { to };
        self.selection = Some(Selection { side, anchor, head: to });
        self.grown_from.clear();
        self.set_current(side, to.min(CharIndex(article.text.len().saturating_sub(1))));
        self.reveal(side, Span { start: to, end: to });
    }

    pub(super) fn step_passage(&mut self, side: Side, article: &Article, selection: Selection, forward: bool) {
        let Some(now) = self.passage_at(side, selection.head) else { return };
        let ids = 0..article.passages.len();
        let next = if forward { now.0 as usize + 1 } else { (now.0 as usize).wrapping_sub(1) };
        if ids.contains(&next) {
            let start = article.passages[next].span.start;
            self.go_to(side, Span { start, end: start });
        }
    }

    pub(super) fn go_to(&mut self, side: Side, span: Span) {
        self.panes[side as usize].passage = None;
        self.select(Selection::new(side, span));
        self.reveal(side, span);
    }

    pub(super) fn go_to_pair(&mut self, left: PassageId, right: PassageId) {
        for (side, passage) in [(Side::Left, left), (Side::Right, right)] {
            let Some(span) = self.article(side).and_then(|a| a.passages.get(passage.0 as usize)).map(|p| p.span) else {
                continue;
            };
            self.panes[side as usize].passage = Some(passage);
            self.reveal(side, span);
        }
        if let Some(span) = self.article(self.active).zip(self.current(self.active)).map(|(a, p)| a.passage(p).span) {
            self.selection = Some(Selection { side: self.active, anchor: span.start, head: span.start });
        }
    }

    pub(super) fn go_to_places(&mut self, left: Span, right: Span) {
        for (side, span) in [(Side::Left, left), (Side::Right, right)] {
            self.panes[side as usize].passage = self.passage_at(side, span.start);
            self.reveal(side, span);
        }
        let span = if self.active == Side::Left { left } else { right };
        self.selection = Some(Selection::new(self.active, span));
        self.grown_from.clear();
    }

    pub(super) fn next_of_theme(&mut self, forward: bool) {
        let side = self.active;
        let (Some(analysis), Some(article)) = (self.analysis(side).cloned(), self.article(side).cloned()) else {
            return;
        };
        let now = self.current(side).map_or(0, |p| p.0 as usize);
        let labels = |n: usize| analysis.labels.passages.get(n).map_or(&[][..], Vec::as_slice);
        let wanted: Vec<_> = if self.filter.is_empty() {
            labels(now).iter().map(|l| l.theme).collect()
        } else {
            self.filter.iter().copied().collect()
        };
        let speaks = |n: &usize| labels(*n).iter().any(|l| wanted.contains(&l.theme));
        let count = article.passages.len();
        let next = if forward { (now + 1..count).find(speaks) } else { (0..now).rev().find(speaks) };
        if let Some(next) = next {
            let start = article.passages[next].span.start;
            self.go_to(side, Span { start, end: start });
        }
    }
}
