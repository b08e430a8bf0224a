//! A comparison with one coder's decisions over it: what panels, charts and exports read.
//!
//! Decisions are plain data about spans of the source; where they come from is the caller's concern. The
//! machine's reading stays in the comparison, whatever was decided.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::align::Candidate;
use crate::article::PassageId;
use crate::comparison::{Comparison, Side};
use crate::figures::{Comparable, Figure, FigureId, Reason, Relation};
use crate::measures::{self, Counterpart, Measure};
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

/// What a coder says of a mention of a measure.
#[derive(Clone, Debug, PartialEq)]
pub enum MeasureVerdict {
    /// No measure is named here.
    Rejected,
    /// As the coder reads it, or one that the machine missed.
    Read(Box<Measure>),
}

/// The machine's figures of an article with what a coder says of them, by place.
pub fn figures_as_decided<'a>(machine: &'a [Figure], verdicts: &BTreeMap<Span, &'a FigureVerdict>) -> Vec<&'a Figure> {
    let undecided = machine.iter().filter(|figure| !verdicts.contains_key(&figure.span));
    let read = verdicts.values().filter_map(|verdict| match verdict {
        FigureVerdict::Read(figure) => Some(figure.as_ref()),
        FigureVerdict::Rejected => None,
    });
    let mut figures: Vec<&Figure> = undecided.chain(read).collect();
    figures.sort_by_key(|figure| figure.span);
    figures
}

/// The type of a link that joins two figures, not two passages.
pub const FIGURES: &str = "figures";
/// The type of a link that joins two measures.
pub const MEASURES: &str = "measures";

/// Whether a link of this type joins two passages.
pub fn joins_passages(kind: &str) -> bool {
    ![FIGURES, MEASURES].contains(&kind)
}

/// One coder's decisions about two articles.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {
    /// Whose they are; none for the machine alone.
    pub coder: Option<String>,
    /// By the spans that the link joins, left and right.
    pub links: BTreeMap<(Span, Span), Verdict>,
    /// Spans that were judged to have no counterpart.
    pub no_counterpart: BTreeSet<(Side, Span)>,
    pub figures: BTreeMap<(Side, Span), FigureVerdict>,
    pub measures: BTreeMap<(Side, Span), MeasureVerdict>,
    /// Pairs of figures that compare (true) or do not (false), whatever the machine thinks.
    pub pairs: BTreeMap<(Span, Span), bool>,
    /// Mentions whose measures answer each other (true) or do not (false).
    pub measure_pairs: BTreeMap<(Span, Span), bool>,
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
        let verdicts = self.decisions.figures.iter().filter(|((at, _), _)| *at == side);
        let verdicts = verdicts.map(|(&(_, span), verdict)| (span, verdict)).collect();
        figures_as_decided(&self.comparison.side(side).figures, &verdicts)
    }

    /// The mentions of measures in one article as decided, by place; what is within another comes after it.
    pub fn measures(&self, side: Side) -> Vec<&Measure> {
        let decided = |span: Span| self.decisions.measures.get(&(side, span));
        let machine = self.comparison.side(side).measures.iter().filter(|m| decided(m.span).is_none());
        let coder = self.decisions.measures.iter().filter_map(|(&(at, _), verdict)| match verdict {
            MeasureVerdict::Read(measure) if at == side => Some(measure.as_ref()),
            _ => None,
        });
        let mut measures: Vec<&Measure> = machine.chain(coder).collect();
        measures.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
        measures
    }

    /// The counterparts of measures that are still named on both sides, those that a coder joined first. What a coder
    /// took apart is out; a measure that a coder joined is the counterpart of no other.
    pub fn counterparts(&self) -> Vec<Counterpart> {
        let named = Side::BOTH.map(|side| {
            let all = self.measures(side).into_iter();
            all.map(|m| (m.span, m.group)).collect::<BTreeMap<Span, u32>>()
        });
        let groups = Side::BOTH.map(|side| named[side as usize].values().copied().collect::<BTreeSet<u32>>());
        let mut decided: BTreeMap<(u32, u32), bool> = BTreeMap::new();
        for ((left, right), joined) in &self.decisions.measure_pairs {
            if let (Some(&left), Some(&right)) = (named[0].get(left), named[1].get(right)) {
                decided.insert((left, right), *joined);
            }
        }
        let joined: Vec<(u32, u32)> = decided.iter().filter(|(_, joined)| **joined).map(|(&pair, _)| pair).collect();
        let by_hand = joined.iter().map(|&(left, right)| {
            let reasons = vec![measures::Reason::Coder];
            Counterpart { left, right, strict: true, score: 1.0, reasons }
        });
        let standing = self.comparison.counterparts.iter().filter(|pair| {
            let stands = groups[0].contains(&pair.left) && groups[1].contains(&pair.right);
            stands && !decided.contains_key(&(pair.left, pair.right))
        });
        let machine = standing.map(|pair| {
            let taken = joined.iter().any(|&(left, right)| left == pair.left || right == pair.right);
            Counterpart { strict: pair.strict && !taken, ..pair.clone() }
        });
        by_hand.chain(machine).collect()
    }

    /// What a measure is called: by its words in the text, or as its coder calls it.
    pub fn measure_name(&self, side: Side, measure: &Measure) -> String {
        let analysis = self.comparison.side(side);
        let from = analysis.measures.partition_point(|m| m.span.start < measure.span.start);
        let here = analysis.measures[from..].iter().take_while(|m| m.span.start == measure.span.start);
        let machine = here.into_iter().find(|m| m.span == measure.span);
        match machine.filter(|m| m.normalized != measure.normalized) {
            Some(_) => measure.normalized.clone(),
            None => analysis.article.text.slice(measure.span).replace('\n', ""),
        }
    }

    /// A figure by its number, as decided; none that was rejected. Those that a coder added have numbers after the
    /// machine's.
    pub fn figure(&self, side: Side, id: FigureId) -> Option<&Figure> {
        let machine = self.comparison.side(side).figures.get(id.0 as usize);
        match machine.map(|figure| self.decisions.figures.get(&(side, figure.span))) {
            Some(None) => machine,
            Some(Some(FigureVerdict::Read(figure))) => Some(figure),
            Some(Some(FigureVerdict::Rejected)) => None,
            None => self.figures(side).into_iter().find(|figure| figure.id == id),
        }
    }

    /// The pairs of figures that compare, those that a coder joined first. What a coder took apart is out, as is what
    /// rests on a rejected figure; a figure that a coder joined is proposed with no other.
    pub fn comparables(&self) -> Vec<Comparable> {
        let spans = |pair: &Comparable| {
            let left = self.figure(Side::Left, pair.left)?.span;
            Some((left, self.figure(Side::Right, pair.right)?.span))
        };
        let decided = |key: &(Span, Span)| self.decisions.pairs.get(key).copied();
        let known: BTreeMap<(Span, Span), &Comparable> =
            self.comparison.comparables.iter().filter_map(|pair| Some((spans(pair)?, pair))).collect();
        let joined: Vec<(Span, Span)> =
            self.decisions.pairs.iter().filter(|(_, joined)| **joined).map(|(&key, _)| key).collect();
        let by_hand = joined.iter().filter_map(|key| {
            let id = |side: Side, span: Span| self.figures(side).into_iter().find(|f| f.span == span).map(|f| f.id);
            let mut pair = match known.get(key) {
                Some(pair) => (*pair).clone(),
                None => Comparable {
                    left: id(Side::Left, key.0)?,
                    right: id(Side::Right, key.1)?,
                    relation: Relation::Kindred,
                    score: 1.0,
                    accepted: true,
                    reasons: vec![Reason { what: "coder".into(), score: 1.0, evidence: String::new() }],
                },
            };
            pair.accepted = true;
            Some(pair)
        });
        let machine = self.comparison.comparables.iter().filter_map(|pair| {
            let key = spans(pair)?;
            if decided(&key).is_some() {
                return None;
            }
            let mut pair = pair.clone();
            pair.accepted &= !joined.iter().any(|(left, right)| *left == key.0 || *right == key.1);
            Some(pair)
        });
        by_hand.chain(machine).collect()
    }

    /// How many of the accepted links somebody has decided on.
    pub fn basis(&self) -> Basis {
        let links = self.links();
        let reviewed = links.iter().filter(|link| link.verdict.is_some()).count();
        Basis { coder: self.decisions.coder.clone(), reviewed, of: links.len() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Article;
    use crate::comparison::Engine;
    use crate::figures::amended;
    use crate::progress::Progress;

    const LEFT: &str = "反诈中心止付涉案资金4.2亿元，查出漏洞1200个。\n\n全市建成驿站32座。";
    const RIGHT: &str = "銀行攔阻詐騙款1.3億元，挖出弱點310個。\n\n全市另有老樹45棵。";

    fn findings(decide: impl FnOnce(&Comparison, &mut Decisions)) -> Findings {
        let engine = Engine::new().unwrap();
        let read = |name: &str, text: &str| Arc::new(engine.analyse(Arc::new(Article::from_text(name, text)), None));
        let comparison = engine.compare(read("a", LEFT), read("b", RIGHT), &Progress::default()).unwrap();
        let comparison = Arc::new(comparison);
        let mut decisions = Decisions::default();
        decide(&comparison, &mut decisions);
        Findings { comparison, decisions: Arc::new(decisions) }
    }

    fn span(comparison: &Comparison, side: Side, surface: &str) -> Span {
        let analysis = comparison.side(side);
        let found = analysis.figures.iter().find(|f| analysis.article.text.slice(f.span) == surface);
        found.unwrap_or_else(|| panic!("{surface}")).span
    }

    fn pairs(findings: &Findings) -> Vec<String> {
        let words = |side: Side, id| {
            findings.comparison.side(side).article.text.slice(findings.figure(side, id).unwrap().span).to_owned()
        };
        let accepted = findings.comparables().into_iter().filter(|pair| pair.accepted);
        accepted.map(|p| format!("{}~{}", words(Side::Left, p.left), words(Side::Right, p.right))).collect()
    }

    #[test]
    fn pairs_are_joined_and_taken_apart() {
        assert_eq!(pairs(&findings(|_, _| {})), ["1200个~310個", "4.2亿元~1.3億元"]);
        let apart = findings(|c, d| {
            let key = (span(c, Side::Left, "1200个"), span(c, Side::Right, "310個"));
            d.pairs.insert(key, false);
        });
        assert_eq!(pairs(&apart), ["4.2亿元~1.3億元"]);
        let joined = findings(|c, d| {
            let key = (span(c, Side::Left, "32座"), span(c, Side::Right, "310個"));
            d.pairs.insert(key, true);
        });
        assert_eq!(pairs(&joined), ["32座~310個", "4.2亿元~1.3億元"], "a figure has one partner");
        assert_eq!(joined.comparison.comparables.iter().filter(|p| p.accepted).count(), 2, "the machine's stay");
    }

    #[test]
    fn measures_are_joined_and_taken_apart() {
        let engine = Engine::new().unwrap();
        let read = |name: &str, text: &str| Arc::new(engine.analyse(Arc::new(Article::from_text(name, text)), None));
        let left = read("a", "开展“清源行动”，整治网络谣言。\n\n推出“湾里通”平台。");
        let right = read("b", "推動「清源行動」。\n\n推出「市民好辦」APP。");
        let comparison = Arc::new(engine.compare(left, right, &Progress::default()).unwrap());
        let at = |side: Side, n: usize| comparison.side(side).measures[n].span;
        let strict = |pairs: &[((Span, Span), bool)]| {
            let decisions = Decisions { measure_pairs: pairs.iter().copied().collect(), ..Decisions::default() };
            let findings = Findings { comparison: Arc::clone(&comparison), decisions: Arc::new(decisions) };
            let mut strict: Vec<(u32, u32)> =
                findings.counterparts().iter().filter(|c| c.strict).map(|c| (c.left, c.right)).collect();
            strict.sort_unstable();
            strict
        };
        let (same, cross) = ((at(Side::Left, 0), at(Side::Right, 0)), (at(Side::Left, 0), at(Side::Right, 1)));
        assert!(strict(&[]).contains(&(0, 0)));
        assert!(!strict(&[(same, false)]).contains(&(0, 0)), "what was taken apart is out");
        assert_eq!(strict(&[(cross, true)]), [(0, 1)], "each has one counterpart, the coder's");
    }

    #[test]
    fn figures_are_rejected_corrected_and_added() {
        let rejected = findings(|c, d| {
            d.figures.insert((Side::Left, span(c, Side::Left, "4.2亿元")), FigureVerdict::Rejected);
        });
        assert_eq!(pairs(&rejected), ["1200个~310個"]);
        assert!(rejected.figures(Side::Left).len() < rejected.comparison.left.figures.len());

        let corrected = findings(|c, d| {
            let at = span(c, Side::Right, "310個");
            let machine = c.right.figures.iter().find(|f| f.span == at).unwrap();
            let fields = [("value".to_owned(), "301".to_owned())].into();
            let figure = amended(&c.right.article.text, at, &c.right.figures, machine.id, &fields).unwrap();
            d.figures.insert((Side::Right, at), FigureVerdict::Read(Box::new(figure)));
        });
        let id = corrected.comparables().iter().find(|p| p.accepted && p.score < 1.0).map(|p| p.right).unwrap();
        assert!(corrected.figure(Side::Right, id).is_some());
        let values: Vec<String> =
            corrected.figures(Side::Right).iter().filter_map(|f| f.value).map(|v| v.to_string()).collect();
        assert!(values.contains(&"301".to_owned()) && !values.contains(&"310".to_owned()), "{values:?}");

        let added = findings(|c, d| {
            let at = Span::new(2, 4);
            let id = FigureId(c.left.figures.len() as u32);
            let fields = [("value".to_owned(), "1".to_owned())].into();
            let figure = amended(&c.left.article.text, at, &c.left.figures, id, &fields);
            d.figures.insert((Side::Left, at), FigureVerdict::Read(Box::new(figure.unwrap())));
            d.pairs.insert((at, span(c, Side::Right, "45棵")), true);
        });
        assert_eq!(pairs(&added)[0], "中心~45棵");
    }
}
