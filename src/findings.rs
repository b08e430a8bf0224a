//! A comparison with one coder's decisions over it: what panels, charts and exports read.
//!
//! Decisions are plain data about spans of the source; where they come from is the caller's concern. The
//! machine's reading stays in the comparison, whatever was decided.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::align::Candidate;
use crate::article::PassageId;
use crate::comparison::{Comparison, Side};
use crate::figures::{Comparable, Figure};
use crate::text::Span;

/// What a coder says of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    Confirmed,
    Rejected,
    Unsure,
    /// Drawn by the coder; the machine had not proposed it.
    ByHand,
}

/// What a coder says of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureVerdict {
    /// No figure at all.
    Rejected,
    /// As the coder reads it, or a figure that the machine missed.
    Read(Box<Figure>),
}

/// One coder's decisions about two articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Whose they are; none for the machine alone.
    pub coder: Option<String>,
    /// By the spans that the link joins, left and right.
    pub links: BTreeMap<(Span, Span), Verdict>,
    /// Spans that were judged to have no counterpart.
    pub no_counterpart: BTreeSet<(Side, Span)>,
    pub figures: BTreeMap<(Side, Span), FigureVerdict>,
    /// Pairs of figures that compare (true) or do not (false), whatever the machine thinks.
    pub pairs: BTreeMap<(Span, Span), bool>,
}

/// A link between two passages: the machine's suggestion or a coder's, with what was decided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link<'a> {
    pub left: Span,
    pub right: Span,
    /// None while nobody has decided.
    pub verdict: Option<Verdict>,
    /// The machine's candidate, if it has one for these passages.
    pub candidate: Option<&'a Candidate>,
}

impl Link<'_> {
    /// Whether the link counts: confirmed, drawn by hand, or suggested and not rejected.
    pub fn stands(&self) -> bool {
        match self.verdict {
            Some(Verdict::Confirmed | Verdict::ByHand) => true,
            Some(Verdict::Rejected) => false,
            Some(Verdict::Unsure) | None => self.candidate.is_some_and(|c| c.accepted),
        }
    }
}

/// How much of what is counted somebody has looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    pub coder: Option<String>,
    pub reviewed: usize,
    pub of: usize,
}

/// A comparison with decisions over it.
#[derive(Clone, Debug)]
pub struct Findings {
    pub comparison: Arc<Comparison>,
    pub decisions: Arc<Decisions>,
}

impl Findings {
    /// The machine's reading alone.
    pub fn machine(comparison: Arc<Comparison>) -> Self {
        Self { comparison, decisions: Arc::default() }
    }

    /// Every link that the machine accepts or a coder decided on, by left, then right.
    pub fn links(&self) -> Vec<Link<'_>> {
        let mut links: BTreeMap<(Span, Span), Link<'_>> = BTreeMap::new();
        for candidate in &self.comparison.alignment.candidates {
            let left = self.comparison.left.article.passage(candidate.left).span;
            let right = self.comparison.right.article.passage(candidate.right).span;
            let verdict = self.decisions.links.get(&(left, right)).copied();
            if candidate.accepted || verdict.is_some() {
                links.insert((left, right), Link { left, right, verdict, candidate: Some(candidate) });
            }
        }
        for (&(left, right), &verdict) in &self.decisions.links {
            links.entry((left, right)).or_insert(Link { left, right, verdict: Some(verdict), candidate: None });
        }
        links.into_values().collect()
    }

    /// The machine's candidates for a passage, best first; those that a coder rejected are out.
    pub fn candidates(&self, side: Side, passage: PassageId) -> Vec<&Candidate> {
        let comparison = &self.comparison;
        let span = |c: &Candidate| {
            (comparison.left.article.passage(c.left).span, comparison.right.article.passage(c.right).span)
        };
        let mut found: Vec<&Candidate> = comparison
            .alignment
            .candidates
            .iter()
            .filter(|c| passage == if side == Side::Left { c.left } else { c.right })
            .filter(|c| self.decisions.links.get(&span(c)) != Some(&Verdict::Rejected))
            .collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then((a.left, a.right).cmp(&(b.left, b.right))));
        found
    }

    /// The figures of one article as decided, by place.
    pub fn figures(&self, side: Side) -> Vec<&Figure> {
        let decided = |span: Span| self.decisions.figures.get(&(side, span));
        let machine = self.comparison.side(side).figures.iter().filter(|f| decided(f.span).is_none());
        let coder = self.decisions.figures.iter().filter_map(|(&(at, _), verdict)| match verdict {
            FigureVerdict::Read(figure) if at == side => Some(figure.as_ref()),
            _ => None,
        });
        let mut figures: Vec<&Figure> = machine.chain(coder).collect();
        figures.sort_by_key(|f| f.span);
        figures
    }

    /// The pairs of figures that compare, without those that a coder took apart.
    pub fn comparables(&self) -> Vec<&Comparable> {
        let span = |side: Side, id: crate::figures::FigureId| self.comparison.side(side).figures[id.0 as usize].span;
        self.comparison
            .comparables
            .iter()
            .filter(|pair| {
                let key = (span(Side::Left, pair.left), span(Side::Right, pair.right));
                self.decisions.pairs.get(&key).copied().unwrap_or(true)
            })
            .collect()
    }

    /// How many of the accepted links somebody has decided on.
    pub fn basis(&self) -> Basis {
        let links = self.links();
        let reviewed = links.iter().filter(|link| link.verdict.is_some()).count();
        Basis { coder: self.decisions.coder.clone(), reviewed, of: links.len() }
    }
}
