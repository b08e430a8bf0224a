//! Search over all open articles: the two that are shown first, then the others.

use std::sync::Arc;

use super::{Document, DocumentId, Side, Workbench};
use crate::article::Article;
use crate::comparison::Engine;
use crate::script::{Normalized, normalize};
use crate::search::{Mode, Query, QueryError};
use crate::text::Span;

/// More places than this are not listed.
const HITS: usize = 10_000;
/// Code points of context on each side of a hit while no article is analysed yet.
const CONTEXT: u32 = 24;

/// A place where the text searched for stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchHit {
    pub document: DocumentId,
    pub span: Span,
    /// The words around it, in the same passage.
    pub before: Span,
    pub behind: Span,
    /// Which of the articles it is in, in the order in which they were searched.
    order: u32,
}

/// The search that is on.
#[derive(Default)]
pub struct Search {
    pub query: String,
    pub mode: Mode,
    /// By article, then place.
    pub hits: Vec<SearchHit>,
    pub current: Option<usize>,
    /// Why the query cannot be asked.
    pub problem: Option<String>,
}

/// What a search found, and the normal forms that it had to make.
pub(super) struct Found {
    hits: Vec<SearchHit>,
    problem: Option<String>,
    made: Vec<(DocumentId, Arc<Normalized>)>,
}

/// An article to be searched.
struct Searched {
    id: DocumentId,
    article: Arc<Article>,
    normalized: Option<Arc<Normalized>>,
}

impl Document {
    fn normalized(&self) -> Option<Arc<Normalized>> {
        self.analysis.as_ref().map(|analysis| Arc::clone(&analysis.normalized)).or_else(|| self.normal.clone())
    }
}

impl Workbench {
    /// The hits in the article of a side that touch a span, each with its place among all.
    pub fn hits_in(&self, side: Side, span: Span) -> impl Iterator<Item = (usize, &SearchHit)> {
        let (id, hits) = (self.pane(side).document, &self.search.hits);
        // Hits of one article stand together; the articles are few.
        let mut from = 0;
        while hits.get(from).is_some_and(|hit| hit.document != id) {
            let order = hits[from].order;
            from += hits[from..].partition_point(|hit| hit.order == order);
        }
        let order = hits.get(from).map_or(0, |hit| hit.order);
        from += hits[from..].partition_point(|hit| (hit.order, hit.span.end) <= (order, span.start));
        let here = hits.iter().enumerate().skip(from);
        here.take_while(move |(_, hit)| hit.document == id && hit.span.start < span.end)
    }

    pub(super) fn find(&mut self, query: String) {
        self.search.query = query;
        self.search_again();
    }

    /// Searches for the same in what is open now.
    pub(super) fn search_again(&mut self) {
        self.search.hits.clear();
        (self.search.current, self.search.problem) = (None, None);
        let wanted = self.search.query.trim().to_owned();
        let shown = Side::BOTH.map(|side| self.pane(side).document);
        let rank = |document: &&Document| shown.iter().position(|id| *id == document.id).unwrap_or(shown.len());
        let mut documents: Vec<&Document> = self.documents.iter().collect();
        documents.sort_by_key(rank);
        let searched =
            |d: &Document| Searched { id: d.id, article: Arc::clone(&d.article), normalized: d.normalized() };
        let searched: Vec<Searched> = documents.into_iter().map(searched).collect();
        let (engine, mode) = (self.engine.clone(), self.search.mode);
        self.seek.submit(move |_| match engine {
            Some(engine) => seek(&wanted, mode, &engine, searched),
            None => Found { hits: literal(&wanted, &searched), problem: None, made: Vec::new() },
        });
    }

    pub(super) fn take_found(&mut self, found: Found) {
        for (id, normalized) in found.made {
            if let Some(document) = self.documents.iter_mut().find(|d| d.id == id) {
                document.normal = Some(normalized);
            }
        }
        (self.search.hits, self.search.problem) = (found.hits, found.problem);
    }

    pub(super) fn next_hit(&mut self, forward: bool) {
        let count = self.search.hits.len();
        if count == 0 {
            return;
        }
        let next = match (self.search.current, forward) {
            (None, true) => 0,
            (None, false) => count - 1,
            (Some(now), true) => (now + 1) % count,
            (Some(now), false) => (now + count - 1) % count,
        };
        self.go_to_hit(next);
    }

    /// Goes to a hit; an article that is not shown takes the place of the one that is read.
    pub(super) fn go_to_hit(&mut self, number: usize) {
        let Some(hit) = self.search.hits.get(number).copied() else { return };
        if !self.documents.iter().any(|d| d.id == hit.document) {
            return;
        }
        self.search.current = Some(number);
        let shown = Side::BOTH.into_iter().find(|side| self.pane(*side).document == hit.document);
        let side = shown.unwrap_or_else(|| self.pinned.map_or(self.active, Side::other));
        self.show(side, hit.document);
        self.go_to(side, hit.span);
    }
}

fn seek(wanted: &str, mode: Mode, engine: &Engine, articles: Vec<Searched>) -> Found {
    let (mut hits, mut made) = (Vec::new(), Vec::new());
    let query = match Query::new(wanted, mode, engine.converter.as_ref(), &engine.vocabulary) {
        Ok(query) => query,
        Err(QueryError::Empty) => return Found { hits, problem: None, made },
        Err(QueryError::Regex(reason)) => return Found { hits, problem: Some(reason), made },
    };
    for (order, Searched { id, article, normalized }) in (0u32..).zip(articles) {
        let normalized = normalized.unwrap_or_else(|| {
            let normalized = Arc::new(normalize(&article, engine.converter.as_ref(), &engine.vocabulary));
            made.push((id, Arc::clone(&normalized)));
            normalized
        });
        let mut found: Vec<SearchHit> = query
            .find(&[(&article, &normalized)])
            .into_iter()
            .map(|hit| SearchHit { document: id, span: hit.span, before: hit.before, behind: hit.behind, order })
            .collect();
        found.sort_by_key(|hit| (hit.span.start, hit.span.end));
        hits.append(&mut found);
    }
    hits.truncate(HITS);
    Found { hits, problem: None, made }
}

/// As it is written, before anything is analysed.
fn literal(wanted: &str, articles: &[Searched]) -> Vec<SearchHit> {
    let mut hits = Vec::new();
    for (order, Searched { id, article, .. }) in (0u32..).zip(articles).filter(|_| !wanted.is_empty()) {
        let end = article.text.len();
        hits.extend(article.text.as_str().match_indices(wanted).take(HITS).map(|(at, m)| {
            let span = article.text.span_of(at..at + m.len());
            let before = Span::new(span.start.0.saturating_sub(CONTEXT), span.start.0);
            let behind = Span::new(span.end.0, (span.end.0 + CONTEXT).min(end));
            SearchHit { document: *id, span, before, behind, order }
        }));
    }
    hits.truncate(HITS);
    hits
}
