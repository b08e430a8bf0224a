//! The coder's word on measures: rejected, read otherwise, added.

use super::Workbench;
use super::figuring::Fields;
use crate::comparison::Side;
use crate::findings::MEASURES;
use crate::measures::{AmendError, Counterpart, Measure, amended};
use crate::session::{Fix, LinkState, Maker, State};
use crate::text::Span;

/// How much of a measure something is said of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The one mention.
    Mention,
    /// All mentions of the measure in its article.
    Measure,
}

/// What can be said of measures. A span is that of a mention, or of the words that are one.
#[derive(Clone, Debug, PartialEq)]
pub enum MeasureCommand {
    /// No measure is named here.
    Reject(Side, Span, Scope),
    /// Reads a mention otherwise than the machine, or one that the machine missed. Name, kind and theme are those of the
    /// measure, and so of all its mentions; status and level are of the mention.
    Read(Side, Span, Fields),
    /// Remembers a measure, to be joined with one of the other side.
    Hold(Side, Span),
    /// Two measures answer each other.
    Join { left: Span, right: Span },
    /// Two measures do not answer each other.
    Part { left: Span, right: Span },
}

/// Fields that belong to a mention alone.
const OF_MENTION: [&str; 2] = ["status", "level"];

impl Workbench {
    // Queries

    /// The mentions of measures on a side as decided, by place; none in unaided mode.
    pub fn measures(&self, side: Side) -> &[Measure] {
        let Some(analysis) = self.analysis(side) else { return &[] };
        self.found.measures[side as usize].as_deref().unwrap_or(&analysis.measures)
    }

    /// The counterparts of measures that stand as decided; none in unaided mode.
    pub fn measure_pairs(&self) -> &[Counterpart] {
        let Some(comparison) = self.compared() else { return &[] };
        self.found.counterparts.as_deref().unwrap_or(&comparison.counterparts)
    }

    /// The measure that was remembered, to be joined with one of the other side.
    pub fn held_measure(&self) -> Option<(Side, Span)> {
        self.measure_source
    }

    /// Why two measures answer each other, in words.
    pub fn measure_reasons(&self, pair: &Counterpart) -> String {
        crate::exchange::why(pair, &self.codes_from, &self.messages)
    }

    /// What a measure is called: by its words, or as its coder calls it.
    pub fn measure_name(&self, side: Side, measure: &Measure) -> String {
        let Some(findings) = self.findings() else { return String::new() };
        findings.measure_name(side, measure)
    }

    /// The fields of the measure at a span, as decided, or as the words read by themselves.
    pub fn measure_fields(&self, side: Side, span: Span) -> Fields {
        let known = self.measures(side).iter().find(|m| m.span == span);
        self.read_measure(side, span, known, &Fields::new()).map(|m| self.fields_of(&m)).unwrap_or_default()
    }

    /// Why fields cannot be those of a measure.
    pub fn measure_error(&self, side: Side, span: Span, fields: &Fields) -> Option<AmendError> {
        self.read_measure(side, span, self.machine_measure(side, span), fields).err()
    }

    fn machine_measure(&self, side: Side, span: Span) -> Option<&Measure> {
        self.comparison.ready()?.side(side).measures.iter().find(|m| m.span == span)
    }

    fn read_measure(
        &self,
        side: Side,
        span: Span,
        known: Option<&Measure>,
        fields: &Fields,
    ) -> Result<Measure, AmendError> {
        let normalized = self.comparison.ready().map(|c| &c.side(side).normalized);
        let words = normalized.map_or("", |n| n.text.slice(n.map.normalized_from_source(span)));
        let passage = self.passage_at(side, span.start).unwrap_or(crate::article::PassageId(0));
        amended(known, (span, passage, words), fields, &self.codes_from)
    }

    fn fields_of(&self, measure: &Measure) -> Fields {
        let name = |value: serde_json::Result<serde_json::Value>| {
            value.ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
        };
        let all = [
            ("name", measure.normalized.clone()),
            ("kind", name(serde_json::to_value(measure.kind))),
            ("theme", measure.theme.map(|t| self.codes_from.theme(t).id.clone()).unwrap_or_default()),
            ("status", name(serde_json::to_value(measure.status))),
            ("level", name(serde_json::to_value(measure.level))),
        ];
        all.into_iter().map(|(field, value)| (field.to_owned(), value)).collect()
    }

    // Changes

    pub(super) fn measure_command(&mut self, command: MeasureCommand) {
        match command {
            MeasureCommand::Reject(side, span, Scope::Mention) => self.say_measure(side, &[(span, Fix::NoMeasure)]),
            MeasureCommand::Reject(side, span, Scope::Measure) => {
                let all: Vec<_> = self.mentions(side, span).into_iter().map(|at| (at, Fix::NoMeasure)).collect();
                self.say_measure(side, &all);
            }
            MeasureCommand::Read(side, span, wanted) => {
                let fixes = self.mentions(side, span).into_iter().filter_map(|at| {
                    // What is stored is what differs from the machine.
                    let machine = self.read_measure(side, at, self.machine_measure(side, at), &Fields::new()).ok()?;
                    let (before, now) = (self.fields_of(&machine), self.measure_fields(side, at));
                    let mut fields = if at == span { wanted.clone() } else { now };
                    for (field, value) in wanted.iter().filter(|(field, _)| !OF_MENTION.contains(&field.as_str())) {
                        fields.insert(field.clone(), value.clone());
                    }
                    let is_new = self.machine_measure(side, at).is_none();
                    fields.retain(|field, value| before.get(field) != Some(value) || (is_new && field == "kind"));
                    Some((at, Fix::Measure { fields }))
                });
                let fixes: Vec<_> = fixes.collect();
                self.say_measure(side, &fixes);
            }
            MeasureCommand::Hold(side, span) => {
                self.measure_source = Some((side, span));
                self.said = Some(self.text("measure-held"));
            }
            MeasureCommand::Join { left, right } => self.pair_measures(left, right, LinkState::Confirmed),
            MeasureCommand::Part { left, right } => self.pair_measures(left, right, LinkState::Rejected),
        }
    }

    /// Says whether two measures answer each other, by their first mentions: one judgement for all of them.
    fn pair_measures(&mut self, left: Span, right: Span, state: LinkState) {
        let first = |side: Side, span: Span| self.mentions(side, span).first().copied().unwrap_or(span);
        let (left, right) = (first(Side::Left, left), first(Side::Right, right));
        self.pair(MEASURES, left, right, state);
    }

    /// The mentions of the measure at a span; the span alone where no measure stands.
    fn mentions(&self, side: Side, span: Span) -> Vec<Span> {
        let all = self.measures(side);
        let Some(group) = all.iter().find(|m| m.span == span).map(|m| m.group) else { return vec![span] };
        all.iter().filter(|m| m.group == group).map(|m| m.span).collect()
    }

    /// Says something of mentions; what the coder said of them before is taken back with the same step.
    fn say_measure(&mut self, side: Side, fixes: &[(Span, Fix)]) {
        let result = self.taking_in(side).and_then(|article| {
            let by = self.coder.id;
            let known = self.find_article(side);
            let old = self.coder.session.state().corrections.iter().filter(|(_, c)| {
                let of_measure = matches!(c.fix, Fix::Measure { .. } | Fix::NoMeasure);
                let here = Some(c.at.article) == known && fixes.iter().any(|(span, _)| c.at.span == *span);
                of_measure && c.coder == by && here
            });
            let backs: Vec<_> = old.map(|(&id, _)| move |state: &State| state.uncorrect(id)).collect();
            let take_in = |state: &State| article.edit(state);
            let says = fixes.iter().filter(|(_, fix)| !matches!(fix, Fix::Measure { fields } if fields.is_empty()));
            let says: Vec<_> = says
                .map(|(span, fix)| {
                    let article = &article;
                    move |state: &State| state.correct(by, article.id(state)?, *span, fix.clone())
                })
                .collect();
            let mut makers: Vec<Maker<'_>> = vec![&take_in];
            makers.extend(backs.iter().map(|back| back as Maker<'_>));
            makers.extend(says.iter().map(|say| say as Maker<'_>));
            self.coder.session.together(by, &makers).map(|_| ())
        });
        self.done(result);
    }
}
