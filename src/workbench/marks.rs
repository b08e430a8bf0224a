//! What is marked in a stretch of text.

use super::{Layer, Workbench};
use crate::comparison::Side;
use crate::figures::{FigureId, Tier};
use crate::text::Span;
use crate::themes::ThemeIndex;

/// A stretch of the source that is painted in a way of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    pub span: Span,
    pub kind: MarkKind,
}

/// Why a stretch is marked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MarkKind {
    /// A word that speaks for a theme.
    Cue(ThemeIndex),
    Figure(FigureId),
    /// A named measure, by its place among those of its side.
    Measure(usize),
    /// A place that the search found; the current one stands out.
    Hit {
        current: bool,
    },
}

impl Workbench {
    /// The marks that touch `span` of a side's article, in the order in which they are painted.
    pub fn marks(&self, side: Side, span: Span) -> Vec<Mark> {
        let mut marks = Vec::new();
        let on = |layer| self.settings.layers.contains(&layer);
        if let (Some(analysis), Some(passage)) = (self.analysis(side), self.passage_at(side, span.start)) {
            if on(Layer::Cues) {
                let labels = &analysis.labels.passages[passage.0 as usize];
                let shown = labels.iter().filter(|l| self.filter.is_empty() || self.filter.contains(&l.theme));
                marks.extend(shown.flat_map(|label| {
                    label.cues.iter().map(|cue| Mark { span: cue.span, kind: MarkKind::Cue(label.theme) })
                }));
            }
            if on(Layer::Figures) {
                let figures = self.figures(side);
                let from = figures.partition_point(|f| f.span.end <= span.start);
                let inside = figures[from..].iter().take_while(|f| f.span.start < span.end);
                marks.extend(
                    inside
                        .filter(|f| f.tier == Tier::Figure)
                        .map(|f| Mark { span: f.span, kind: MarkKind::Figure(f.id) }),
                );
            }
            if on(Layer::Measures) {
                let measures = self.measures(side);
                let from = measures.partition_point(|m| m.span.end <= span.start);
                let inside = measures[from..].iter().enumerate().take_while(|(_, m)| m.span.start < span.end);
                marks.extend(inside.map(|(n, m)| Mark { span: m.span, kind: MarkKind::Measure(from + n) }));
            }
        }
        for (n, hit) in self.hits_in(side, span) {
            marks.push(Mark { span: hit.span, kind: MarkKind::Hit { current: self.search.current == Some(n) } });
        }
        marks
    }
}
