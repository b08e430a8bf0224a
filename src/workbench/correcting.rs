//! What the analyst sets right: the structure of an article, and an article that gives way to a changed version.
//!
//! An article is made anew from the article as loaded and all that its coder set right in it, by the worker that compares;
//! until that is done the panes show the structure of before. Spans and offsets stay what they are.

use std::path::Path;
use std::sync::Arc;

use super::{DocumentId, Tone, Workbench};
use crate::article::{Article, Correction, LoadError};
use crate::comparison::{Analysis, Engine, Side};
use crate::session::{CorrectionId, EditError, Fix, Maker, State, UnitState};
use crate::text::{CharIndex, Span};

/// What the worker needs to analyse a document.
pub(super) struct ToAnalyse {
    pub id: DocumentId,
    pub corrections: Vec<Correction>,
    /// The article as loaded, or with these corrections already made.
    article: Arc<Article>,
    made: bool,
    /// What was found before, where the structure is the same.
    known: Option<Arc<Analysis>>,
    /// It was found under another codebook.
    relabel: bool,
}

impl ToAnalyse {
    pub fn analysis(self, engine: &Engine) -> Arc<Analysis> {
        let Self { article, corrections, made, known, relabel, .. } = self;
        match known {
            Some(known) if relabel => Arc::new(engine.relabel(&known)),
            Some(known) => known,
            None => {
                let article = if made { article } else { Arc::new(article.corrected(&corrections)) };
                Arc::new(engine.analyse(article, None))
            }
        }
    }
}

impl Workbench {
    /// What the coder set right in the article of a side, in the order it was done.
    pub fn corrections(&self, side: Side) -> Vec<(CorrectionId, Span, &Fix)> {
        let Some(article) = self.find_article(side) else { return Vec::new() };
        let corrections = self.coder.session.state().corrections.iter();
        let ours = corrections.filter(|(_, c)| c.at.article == article && c.coder == self.coder.id);
        ours.map(|(id, c)| (*id, c.at.span, &c.fix)).collect()
    }

    fn structure(&self, side: Side) -> Vec<Correction> {
        let article = self.find_article(side);
        article.map_or_else(Vec::new, |article| self.coder.session.state().structure(article, self.coder.id))
    }

    pub(super) fn to_analyse(&self, side: Side) -> Option<ToAnalyse> {
        let document = self.document(side)?;
        let corrections = self.structure(side);
        let made = corrections == document.corrections;
        let article = Arc::clone(if made { &document.article } else { &document.loaded });
        let known = document.analysis.clone().filter(|_| made);
        Some(ToAnalyse { id: document.id, corrections, article, made, known, relabel: document.relabel })
    }

    /// Asks for the comparison anew where it was asked for of other articles, or with something else set right in them.
    pub(super) fn redo_structure(&mut self) {
        let Some(asked) = &self.asked else { return };
        let stale = |side: Side| {
            let (id, corrections) = &asked[side as usize];
            self.pane(side).document != *id || self.structure(side) != *corrections
        };
        if Side::BOTH.into_iter().any(stale) {
            self.recompare();
        }
    }

    /// Shows the text that an article has now, where it gave way to another version or took its place back.
    pub(super) fn follow_sources(&mut self) {
        for side in Side::BOTH {
            let Some((id, article)) = self.coder.articles[side as usize] else { continue };
            let state = self.coder.session.state();
            let source = state.articles.get(&article).map(|article| article.source);
            if source.is_none() || source == self.coder.sources[side as usize] {
                continue;
            }
            let (Some(text), Some(n)) = (state.text(article), self.documents.iter().position(|d| d.id == id)) else {
                continue;
            };
            if *text == self.documents[n].article.text {
                continue;
            }
            let old = &self.documents[n];
            let Some(article) = state.loaded(article) else { continue };
            let new = super::document(self.next_document, old.path.clone(), article);
            self.next_document += 1;
            for pane in self.panes.iter_mut().filter(|pane| pane.document == id) {
                *pane = super::Pane { document: new.id, view: pane.view, passage: None, reveal: None };
            }
            self.documents[n] = new;
            self.search_again();
            self.coder.articles[side as usize] = None;
            self.selection = None;
            self.grown_from.clear();
        }
    }

    /// Takes up the structure of an article that was made anew.
    pub(super) fn set_right(&mut self, id: DocumentId, corrections: Vec<Correction>, article: &Arc<Article>) {
        let Some(document) = self.documents.iter_mut().find(|d| d.id == id) else { return };
        document.corrections = corrections;
        if Arc::ptr_eq(&document.article, article) {
            return;
        }
        let before = std::mem::replace(&mut document.article, Arc::clone(article));
        document.edition += 1;
        document.normal = None;
        document.read_structure();
        // Passages have other numbers now.
        self.word_cache.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clear();
        for side in Side::BOTH {
            if self.pane(side).document == id {
                let at = self.pane(side).passage.and_then(|p| before.passages.get(p.0 as usize)).map(|p| p.span.start);
                self.panes[side as usize].passage = at.and_then(|at| self.passage_at(side, at));
            }
        }
    }

    /// Sets something right in the selection, or in the current passage. A passage breaks at the caret; one that is joined
    /// with nothing else selected is joined with the next. What is left out is also marked so for the coder.
    pub(super) fn correct(&mut self, fix: Fix) {
        let caret = self.selection.map(|s| (s.side, Span { start: s.span().start, end: s.span().start }));
        let at = if fix == Fix::Split { caret } else { self.target() };
        let Some((side, span)) = at else {
            self.said = Some(self.text("select-first"));
            return;
        };
        let touched: Vec<Span> = self.touched(side, span);
        let span = match (&fix, &touched[..]) {
            (Fix::Join, [one]) => match self.touched(side, Span { start: one.end, end: CharIndex(u32::MAX) })[..] {
                [next, ..] => one.hull(next),
                [] => return,
            },
            _ => span,
        };
        let out: &[Span] = if matches!(fix, Fix::Exclude { .. }) { &touched } else { &[] };
        let result = self.taking_in(side).and_then(|article| {
            let (other, by) = (self.taking_in(side.other())?, self.coder.id);
            let reason = if let Fix::Exclude { reason } = &fix { reason.as_str() } else { "" };
            let correct = |state: &State| state.correct(by, article.id(state)?, span, fix.clone());
            let mark = |&unit: &Span| {
                let article = &article;
                move |state: &State| state.mark(by, article.id(state)?, unit, UnitState::Excluded, reason)
            };
            let marks: Vec<_> = out.iter().map(mark).collect();
            let take_in = |state: &State| article.edit(state);
            let take_in_other = |state: &State| other.edit(state);
            let mut makers: Vec<Maker<'_>> = vec![&take_in, &take_in_other, &correct];
            makers.extend(marks.iter().map(|make| make as Maker<'_>));
            self.coder.session.together(by, &makers).map(|_| ())
        });
        let left_out = result.is_ok() && matches!(fix, Fix::Exclude { .. });
        self.done(result);
        if left_out && self.stepping {
            self.next_unread();
        }
    }

    /// The passages that a span touches.
    fn touched(&self, side: Side, span: Span) -> Vec<Span> {
        let Some(article) = self.article(side) else { return Vec::new() };
        let from = article.passages.partition_point(|p| p.span.end <= span.start);
        article.passages[from..].iter().map(|p| p.span).take_while(|s| s.start < span.end).collect()
    }

    /// Takes back what was set right; what is in again has not been read.
    pub(super) fn uncorrect(&mut self, id: CorrectionId) {
        let Some(old) = self.coder.session.state().corrections.get(&id).cloned() else { return };
        let side = Side::BOTH.into_iter().find(|&side| self.find_article(side) == Some(old.at.article));
        let units = match (&old.fix, side) {
            (Fix::Exclude { .. }, Some(side)) => {
                let out = |unit: &Span| {
                    let passage = self.passage_at(side, unit.start);
                    passage.is_some_and(|passage| self.unit_state(side, passage) == UnitState::Excluded)
                };
                let touched = self.touched(side, old.at.span);
                touched.into_iter().filter(out).collect()
            }
            _ => Vec::new(),
        };
        let (coder, article) = (self.coder.id, old.at.article);
        let back = |state: &State| state.uncorrect(id);
        let unread =
            units.into_iter().map(|unit| move |state: &State| state.mark(coder, article, unit, UnitState::Unread, ""));
        let unread: Vec<_> = unread.collect();
        let mut makers: Vec<Maker<'_>> = vec![&back];
        makers.extend(unread.iter().map(|make| make as Maker<'_>));
        let result = self.coder.session.together(coder, &makers).map(|_| ());
        self.done(result);
    }

    /// Puts a changed version in the place of a side's article, or the same file read in another encoding; codings and
    /// links move with their words.
    pub(super) fn take_replacement(
        &mut self,
        side: Side,
        path: &Path,
        encoding: Option<&'static str>,
        article: Result<Article, LoadError>,
    ) {
        let article = match article {
            Ok(article) => article,
            Err(reason) => {
                let args = [("file", path.display().to_string().into()), ("reason", self.load_reason(&reason).into())];
                let text = self.format("open-failed", &args);
                return self.tell(Tone::Error, text);
            }
        };
        if encoding.is_some() && self.find_article(side).is_none() {
            return self.exchange(side, path, article);
        }
        let origin = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        // An article that nothing is said of yet has nothing to move: it is taken in, then gives way.
        let replaced = self.in_article(side, |_, _, _| Err(EditError::Nothing("say"))).or_else(nothing);
        let replaced = replaced.and_then(|()| self.taking_in(side)?.id(self.coder.session.state())).and_then(|id| {
            // The same file in another encoding has hardly a word in common with what was read before, and is no other file.
            let unlike = encoding.is_some();
            let replacement = self.coder.session.state().replace_article(id, &article, &origin, unlike)?;
            self.coder.session.push(self.coder.id, replacement.edit)?;
            Ok((replacement.places, replacement.unsure.len()))
        });
        match replaced {
            Ok((places, unsure)) => {
                let args = [("places", places.into()), ("unsure", unsure.into())];
                let text = self.format("article-replaced", &args);
                self.tell(if unsure == 0 { Tone::Good } else { Tone::Warning }, text);
                self.refresh_session();
            }
            Err(EditError::Nothing(_)) => {
                let text = self.text("article-same");
                self.tell(Tone::Warning, text);
            }
            Err(error) => self.done(Err(error)),
        }
    }
}

fn nothing(error: EditError) -> Result<(), EditError> {
    if let EditError::Nothing(_) = error { Ok(()) } else { Err(error) }
}
