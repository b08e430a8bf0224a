//! The coder's word on figures: rejected, corrected, added; pairs of figures joined and taken apart.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Dialog, Workbench};
use crate::comparison::{Comparison, Side};
use crate::figures::{AmendError, Comparable, Figure, FigureId, Tier, amended, of_one_dimension};
use crate::findings::{Decisions, FIGURES, Findings};
use crate::measures::{Counterpart, Measure};
use crate::session::{EditError, Far, Fix, Link, LinkId, LinkState, Maker, Origin, State};
use crate::text::{Span, Text};

/// Fields of a figure by the names that `duizhao figures` prints.
pub type Fields = BTreeMap<String, String>;

/// What can be said of figures. A span is that of a figure as read, or of the words that are one.
#[derive(Clone, Debug, PartialEq)]
pub enum FigureCommand {
    /// No figure stands here.
    Reject(Side, Span),
    /// Reads a figure otherwise than the machine, or one that the machine missed.
    Read(Side, Span, Fields),
    /// Remembers a figure, to be joined with one of the other side.
    Hold(Side, Span),
    /// Two figures compare.
    Join { left: Span, right: Span },
    /// Two figures do not compare.
    Part { left: Span, right: Span },
    /// The figure after or before the caret.
    Next(bool),
    /// Does something with the figure at the caret or in the selection.
    Here(FigureDeed),
}

/// What is done with the figure at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureDeed {
    /// Asks how it is to be read; a selection without a figure is to be one.
    Correct,
    Reject,
    /// Remembers it, or joins it with the remembered one of the other side.
    Pair,
    /// Takes it apart from what it compares with.
    Part,
}

/// The figures and measures as decided, kept until the decisions or the comparison change.
#[derive(Default)]
pub(super) struct Found {
    of: Option<(Arc<Comparison>, Arc<Decisions>)>,
    /// By place; none where nothing was decided and the machine's own stand.
    figures: [Option<Vec<Figure>>; 2],
    comparables: Vec<Comparable>,
    /// As with figures.
    pub(super) measures: [Option<Vec<Measure>>; 2],
    /// None where nothing was decided on measures.
    pub(super) counterparts: Option<Vec<Counterpart>>,
}

impl Workbench {
    // Queries

    /// The figures of a side as decided, by place; none in unaided mode.
    pub fn figures(&self, side: Side) -> &[Figure] {
        let Some(analysis) = self.analysis(side) else { return &[] };
        self.found.figures[side as usize].as_deref().unwrap_or(&analysis.figures)
    }

    /// A figure by its number, as decided.
    pub fn figure(&self, side: Side, id: FigureId) -> Option<&Figure> {
        let figures = self.figures(side);
        let usual = figures.get(id.0 as usize).filter(|f| f.id == id);
        usual.or_else(|| figures.iter().find(|f| f.id == id))
    }

    /// The figure that was remembered, to be joined with one of the other side.
    pub fn held_figure(&self) -> Option<(Side, Span)> {
        self.figure_source
    }

    /// Forgets the remembered figure, if there is one.
    pub(super) fn let_figure_go(&mut self) -> bool {
        self.figure_source.take().is_some()
    }

    /// The pairs of figures that compare, as decided; none in unaided mode.
    pub fn comparables(&self) -> &[Comparable] {
        if self.settings.unaided { &[] } else { &self.found.comparables }
    }

    /// The pairs of figures of a passage on which the coder decided: the decision's number, both places, whether they
    /// compare.
    pub fn decided_pairs(&self, side: Side, passage: Span) -> Vec<(LinkId, Span, Span, bool)> {
        let [left, right] = Side::BOTH.map(|side| self.find_article(side));
        let links = self.coder.session.state().links.iter();
        let mine = links.filter(|(_, link)| link.kind == FIGURES && link.coder == self.coder.id);
        let decided = mine.filter_map(|(&id, link)| {
            let Far::At(to) = link.to else { return None };
            let here = Some(link.from.article) == left && Some(to.article) == right;
            let place = if side == Side::Left { link.from.span } else { to.span };
            let joined = link.state != LinkState::Rejected;
            (here && passage.overlaps(place)).then_some((id, link.from.span, to.span, joined))
        });
        decided.collect()
    }

    /// The fields of the words at a span, as decided, as the machine reads them, or as they read by themselves.
    pub fn figure_fields(&self, side: Side, span: Span) -> Fields {
        let Some(text) = self.article(side).map(|a| &a.text) else { return Fields::new() };
        let figures = self.figures(side);
        let figure = amended(text, span, figures, FigureId(0), &Fields::new());
        let mut read = figure.map(|f| fields(&f, figures, text)).unwrap_or_default();
        // Who selects a number that counts for nothing wants it to count.
        if let Some(tier) = read.get_mut("tier").filter(|tier| !matches!(tier.as_str(), "figure" | "time")) {
            *tier = "figure".to_owned();
        }
        read
    }

    /// Why fields cannot be those of a figure; what is as it was is not looked at.
    pub fn figure_error(&self, side: Side, span: Span, fields: &Fields) -> Option<AmendError> {
        let text = &self.article(side)?.text;
        let before = self.figure_fields(side, span);
        let new = fields.iter().filter(|(field, value)| before.get(*field) != Some(value));
        let new = new.map(|(field, value)| (field.clone(), value.clone())).collect();
        amended(text, span, self.machine_figures(side), FigureId(0), &new).err()
    }

    /// The figure or date at the caret, or the first in the selection.
    fn figure_here(&self) -> Option<(Side, Span)> {
        let selection = self.selection?;
        let (side, here) = (selection.side, selection.span());
        let touches = |f: &&Figure| {
            f.span.overlaps(here) || here.is_empty() && f.span.start <= here.start && here.start <= f.span.end
        };
        let told = self.figures(side).iter().filter(|f| matches!(f.tier, Tier::Figure | Tier::Time));
        told.filter(touches).map(|f| (side, f.span)).next()
    }

    fn machine_figures(&self, side: Side) -> &[Figure] {
        self.comparison.ready().map_or(&[], |comparison| &comparison.side(side).figures)
    }

    // Changes

    /// Takes up what the decisions make of the figures.
    pub(super) fn find_figures(&mut self) {
        let Some(comparison) = self.comparison.ready().cloned() else {
            self.found = Found::default();
            return;
        };
        let same = self
            .found
            .of
            .as_ref()
            .is_some_and(|(of, by)| Arc::ptr_eq(of, &comparison) && Arc::ptr_eq(by, &self.decisions));
        if same {
            return;
        }
        let findings = Findings { comparison: Arc::clone(&comparison), decisions: Arc::clone(&self.decisions) };
        let decided = |side: Side| self.decisions.figures.keys().any(|(at, _)| *at == side);
        let figures =
            Side::BOTH.map(|side| decided(side).then(|| findings.figures(side).into_iter().cloned().collect()));
        let comparables = findings.comparables().into_iter().filter(|c| c.accepted).collect();
        let decided = |side: Side| self.decisions.measures.keys().any(|(at, _)| *at == side);
        let measures =
            Side::BOTH.map(|side| decided(side).then(|| findings.measures(side).into_iter().cloned().collect()));
        let any = !self.decisions.measures.is_empty() || !self.decisions.measure_pairs.is_empty();
        let counterparts = any.then(|| findings.counterparts());
        let of = Some((comparison, Arc::clone(&self.decisions)));
        self.found = Found { of, figures, comparables, measures, counterparts };
    }

    pub(super) fn figure_command(&mut self, command: FigureCommand) {
        match command {
            FigureCommand::Next(forward) => self.next_figure(forward),
            FigureCommand::Here(deed) => self.do_here(deed),
            FigureCommand::Reject(side, span) => self.say_figure(side, span, &Fix::NoFigure),
            FigureCommand::Read(side, span, wanted) => {
                // What is stored is what differs from the machine.
                let text = self.article(side).map(|a| a.text.clone());
                let Some(text) = text else { return };
                let figures = self.machine_figures(side);
                let machine = amended(&text, span, figures, FigureId(0), &Fields::new());
                let before = machine.map(|f| fields(&f, figures, &text)).unwrap_or_default();
                let changed = wanted.into_iter().filter(|(field, value)| before.get(field) != Some(value)).collect();
                self.say_figure(side, span, &Fix::Figure { fields: changed });
            }
            FigureCommand::Hold(side, span) => self.figure_source = Some((side, span)),
            FigureCommand::Join { left, right } => {
                self.pair(FIGURES, left, right, LinkState::Confirmed);
                self.say_units_differ(left, right);
            }
            FigureCommand::Part { left, right } => self.pair(FIGURES, left, right, LinkState::Rejected),
        }
    }

    /// Says that a pair made by hand is of amounts that no axis shares; it is made all the same.
    fn say_units_differ(&mut self, left: Span, right: Span) {
        let at = |side: Side, span: Span| self.figures(side).iter().find(|figure| figure.span == span);
        let Some((left, right)) = at(Side::Left, left).zip(at(Side::Right, right)) else { return };
        if !of_one_dimension(left, right) {
            let [left, right] = [left, right].map(|figure| figure.unit.clone());
            self.said = Some(self.format("figure-units-differ", &[("left", left.into()), ("right", right.into())]));
        }
    }

    fn next_figure(&mut self, forward: bool) {
        let side = self.active;
        let here = self.selection.filter(|s| s.side == side).map(|s| s.span()).unwrap_or_default();
        let mut told = self.figures(side).iter().filter(|f| matches!(f.tier, Tier::Figure | Tier::Time));
        let next = match forward {
            true => told.find(|f| f.span.start >= here.end && f.span != here),
            false => told.take_while(|f| f.span.end <= here.start && f.span != here).last(),
        };
        if let Some(span) = next.map(|f| f.span) {
            self.go_to(side, span);
        }
    }

    fn do_here(&mut self, deed: FigureDeed) {
        let selected = self.selection.filter(|s| !s.is_caret()).map(|s| (s.side, s.span()));
        let place = self.figure_here().or(selected.filter(|_| deed == FigureDeed::Correct));
        let Some((side, span)) = place else {
            self.said = Some(self.text("figure-none-here"));
            return;
        };
        match deed {
            FigureDeed::Correct => self.dialog = Some(Dialog::Figure(side, span)),
            FigureDeed::Reject => self.figure_command(FigureCommand::Reject(side, span)),
            FigureDeed::Pair => {
                let held = self.held_figure().filter(|(of, _)| *of != side);
                self.figure_command(match held {
                    Some((Side::Left, left)) => FigureCommand::Join { left, right: span },
                    Some((Side::Right, right)) => FigureCommand::Join { left: span, right },
                    None => FigureCommand::Hold(side, span),
                });
            }
            FigureDeed::Part => {
                let at = |side, id| self.figure(side, id).map(|f| f.span);
                let spans = |pair: &Comparable| Some((at(Side::Left, pair.left)?, at(Side::Right, pair.right)?));
                let mine =
                    |&(left, right): &(Span, Span)| if side == Side::Left { left == span } else { right == span };
                match self.comparables().iter().filter_map(spans).find(mine) {
                    Some((left, right)) => self.figure_command(FigureCommand::Part { left, right }),
                    None => self.said = Some(self.text("figure-no-pair")),
                }
            }
        }
    }

    /// Says something of a figure; what the coder said of it before is taken back with the same step.
    fn say_figure(&mut self, side: Side, span: Span, fix: &Fix) {
        let result = self.taking_in(side).and_then(|article| {
            let by = self.coder.id;
            let known = self.find_article(side);
            let state = self.coder.session.state();
            let old = state.corrections.iter().filter(|(_, c)| {
                let of_figure = matches!(c.fix, Fix::Figure { .. } | Fix::NoFigure);
                of_figure && c.coder == by && Some(c.at.article) == known && c.at.span == span
            });
            let backs: Vec<_> = old.map(|(&id, _)| move |state: &State| state.uncorrect(id)).collect();
            let take_in = |state: &State| article.edit(state);
            let correct = |state: &State| state.correct(by, article.id(state)?, span, fix.clone());
            let mut makers: Vec<Maker<'_>> = vec![&take_in];
            makers.extend(backs.iter().map(|back| back as Maker<'_>));
            makers.push(&correct);
            self.coder.session.together(by, &makers).map(|_| ())
        });
        self.done(result);
    }

    /// Says whether two figures compare, or two measures answer each other; a judgement of before is judged anew.
    pub(super) fn pair(&mut self, kind: &str, left: Span, right: Span, state: LinkState) {
        (self.figure_source, self.measure_source) = (None, None);
        let (by, unaided) = (self.coder.id, self.settings.unaided);
        let result = self.in_both(|store, coder, [here, there]| {
            let from = store.place(here, left).ok_or(EditError::Nothing("join"))?;
            let to = Far::At(store.place(there, right).ok_or(EditError::Nothing("join"))?);
            let known = store.links.iter().find(|(_, l)| {
                l.kind == kind && l.coder == by && (l.from.span, l.from.article, l.to) == (left, here, to)
            });
            if let Some((&id, _)) = known {
                return store.judge(id, state, None);
            }
            let origin = if unaided { Origin::Unaided } else { Origin::Edited };
            let (kind, note) = (kind.to_owned(), String::new());
            store.link(Link { from, to, state, kind, note, coder, origin })
        });
        self.done(result);
    }
}

/// A figure's fields, as an analyst may set them; empty where there is nothing.
fn fields(figure: &Figure, figures: &[Figure], text: &Text) -> Fields {
    let name = |value: serde_json::Result<serde_json::Value>| {
        value.ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
    };
    let number = |value: Option<Decimal>| value.map(|v| v.normalize().to_string()).unwrap_or_default();
    let subject: Vec<&str> = figure.subject.iter().map(|&span| text.slice(span)).collect();
    let one = |span: Option<Span>| span.map(|span| text.slice(span).to_owned()).unwrap_or_default();
    let first = figure.duplicate_of.and_then(|id| figures.iter().find(|f| f.id == id));
    let all = [
        ("value", number(figure.value)),
        ("value2", number(figure.value2)),
        ("unit", figure.unit.clone()),
        ("kind", name(serde_json::to_value(figure.kind))),
        ("modifier", name(serde_json::to_value(figure.modifier))),
        ("direction", name(serde_json::to_value(figure.direction))),
        ("factor", number(figure.factor)),
        ("tier", name(serde_json::to_value(figure.tier))),
        ("subject", subject.join(" ")),
        ("place", one(figure.place)),
        ("period", one(figure.period)),
        ("denominator", one(figure.denominator)),
        ("status", name(serde_json::to_value(figure.status))),
        ("date", figure.date.clone().unwrap_or_default()),
        ("duplicate_of", first.map(|f| f.span.to_string()).unwrap_or_default()),
    ];
    all.into_iter().map(|(field, value)| (field.to_owned(), value)).collect()
}
