//! One coder's decisions over the machine's reading: what charts, tables and exports are made from.

use std::sync::Arc;

use super::Workbench;
use crate::comparison::Side;
use crate::findings::{Decisions, Findings, Verdict};
use crate::session::LinkState;

impl Workbench {
    /// The comparison with the coder's decisions over it; the machine alone while there are none.
    pub fn findings(&self) -> Option<Findings> {
        let comparison = Arc::clone(self.compared()?);
        Some(Findings { comparison, decisions: Arc::clone(&self.decisions) })
    }

    /// Gathers the decisions; those of before stay where nothing has changed, and so does what was made from them.
    pub(super) fn decide(&mut self) {
        let span = |side: Side, passage| self.article(side).map(|a| a.passage(passage).span);
        let mut decisions = Decisions::default();
        for (left, right, state) in self.coder.judged.pairs() {
            let verdict = match state {
                LinkState::Confirmed => Verdict::Confirmed,
                LinkState::Rejected => Verdict::Rejected,
                LinkState::Unsure => Verdict::Unsure,
                LinkState::ByHand => Verdict::ByHand,
                LinkState::Suggested | LinkState::NoCounterpart => continue,
            };
            if let (Some(left), Some(right)) = (span(Side::Left, left), span(Side::Right, right)) {
                decisions.links.insert((left, right), verdict);
            }
        }
        for side in Side::BOTH {
            let alone = self.coder.judged.alone[side as usize].keys();
            decisions.no_counterpart.extend(alone.filter_map(|&p| Some((side, span(side, p)?))));
        }
        if let Some(comparison) = self.comparison.ready() {
            let said = crate::exchange::decisions(self.coder.session.state(), self.coder.id, comparison);
            (decisions.figures, decisions.pairs) = (said.figures, said.pairs);
            (decisions.measures, decisions.measure_pairs) = (said.measures, said.measure_pairs);
        }
        if decisions != Decisions::default() {
            decisions.coder = Some(self.coder_name(self.coder.id));
        }
        if *self.decisions != decisions {
            self.decisions = Arc::new(decisions);
        }
        self.find_figures();
    }
}
