//! What charts of bars share: rows that fit, an axis with a grid, a bar with its words.

use super::super::axis::Axis;
use super::super::bar::{self, End};
use super::super::canvas::Anchor;
use super::super::data::{About, Statement};
use super::super::frame::{Frame, SMALLEST, script_of};
use super::super::layout::{self, Type};
use super::super::number;
use super::super::scene::{Color, Hit, Point, Rect};
use crate::figures::Direction;
use crate::i18n::Messages;
use crate::status::Status;
use rust_decimal::prelude::ToPrimitive;

/// Rows of panels that stand one under the other, fitted to a height.
pub struct Fit {
    /// Height of a row.
    pub pitch: f32,
    /// Rows drawn, by panel; none for a panel that found no room.
    pub kept: Vec<usize>,
    /// Rows left out.
    pub omitted: usize,
}

/// The frame in which rows fit, and how they do. How many are left out is said around the drawing, which takes room
/// itself: so a frame that says it is made, and fitted, anew.
pub fn fitted<'a>(frame_without: impl Fn(usize) -> Frame<'a>, fit_in: impl Fn(&Frame<'a>) -> Fit) -> (Frame<'a>, Fit) {
    let all = frame_without(0);
    let fit = fit_in(&all);
    if fit.omitted == 0 {
        return (all, fit);
    }
    let fewer = frame_without(fit.omitted);
    let fit = fit_in(&fewer);
    (fewer, fit)
}

/// Fits panels of `counts` rows, each with `head` of its own, into `height`, rows between `least` and `most` high.
/// Where even the lowest rows do not fit, the longest panel loses its last row first.
pub fn fit(counts: &[usize], height: f32, head: f32, least: f32, most: f32) -> Fit {
    let mut kept = counts.to_vec();
    let heads = |kept: &[usize]| kept.iter().filter(|&&n| n > 0).count() as f32 * head;
    let need = |kept: &[usize]| heads(kept) + kept.iter().sum::<usize>() as f32 * least;
    while need(&kept) > height && kept.iter().sum::<usize>() > 1 {
        let longest = kept.iter().copied().max().unwrap_or(0);
        // The last of equals, since panels stand in the order of their weight.
        if let Some(at) = kept.iter().rposition(|&n| n == longest) {
            kept[at] -= 1;
        }
    }
    let rows: usize = kept.iter().sum();
    let pitch = ((height - heads(&kept)) / rows.max(1) as f32).clamp(least.min(most), most);
    let omitted = counts.iter().sum::<usize>() - rows;
    Fit { pitch, kept, omitted }
}

/// The size of type in rows of this height that hold `lines` lines.
pub fn type_in(pitch: f32, lines: f32, em: f32) -> f32 {
    (pitch / lines / 1.3).min(em).max(SMALLEST)
}

/// A field of bars.
pub struct Plot<'a> {
    pub frame: &'a Frame<'a>,
    pub axis: Axis,
    /// From the axis' low end to its high end, and the height of the rows.
    pub rect: Rect,
}

impl Plot<'_> {
    fn x(&self, value: f64) -> f32 {
        self.rect.x0 + self.axis.place(value) * self.rect.width()
    }

    /// Lines of the grid and the numbers under them.
    pub fn grid(&self) {
        let Frame { canvas, look, em, .. } = self.frame;
        let size = (0.78 * em).max(SMALLEST);
        let style = canvas.style(size, false);
        let lang = self.frame.lang();
        for value in self.axis.ticks(self.rect.width(), |value| layout::width(&number::tick(value, lang), style)) {
            let (x, text) = (self.x(value), number::tick(value, lang));
            canvas.line(
                &[Point { x, y: self.rect.y0 }, Point { x, y: self.rect.y1 + 0.3 * em }],
                (em / 18.0).max(0.6),
                look.grid,
            );
            if x + layout::width(&text, style) / 2.0 <= self.frame.canvas.width() {
                let y = self.rect.y1 + 0.35 * em + 0.6 * size;
                canvas.set(&text, Point { x, y }, Anchor::Middle, style, look.muted);
            }
        }
        let x = self.x(self.axis.origin());
        canvas.line(
            &[Point { x, y: self.rect.y0 }, Point { x, y: self.rect.y1 + 0.3 * em }],
            (em / 14.0).max(0.75),
            look.muted,
        );
    }

    /// A statement's bar between `y0` and `y1`, with its label. `by`: what its values are multiplied by to stand on the
    /// axis.
    pub fn bar(&self, statement: &Statement, by: f64, y0: f32, y1: f32, set: &Set) {
        let value = statement.value.to_f64().unwrap_or(0.0) * by;
        let (origin, tip) = (self.x(self.axis.origin()), self.x(value));
        // What is there is seen.
        let tip = if (tip - origin).abs() < 1.5 { origin + if tip < origin { -1.5 } else { 1.5 } } else { tip };
        let x2 = statement.value2.and_then(|v| v.to_f64()).map(|v| self.x(v * by));
        self.labelled(statement, Rect::new(origin, y0, tip, y1), x2, tip < origin, set);
    }

    /// A bar that is as long as `rect`, whatever the value: it shows article and hedge.
    pub fn sample(&self, statement: &Statement, rect: Rect, set: &Set) {
        let x2 = statement.value2.map(|_| rect.x1 + 0.6 * set.size);
        self.labelled(statement, rect, x2, false, set);
    }

    fn labelled(&self, statement: &Statement, bar: Rect, x2: Option<f32>, backwards: bool, set: &Set) {
        let Frame { canvas, look, messages, .. } = self.frame;
        let (side, size) = (statement.place.side, set.size);
        let end = End::from(statement.modifier);
        bar::draw(canvas, look, bar, x2, backwards, end, look.article(side));
        let over = bar::overhang(end, bar.height());
        let start = if backwards { bar.x1 } else { (bar.x1 + over).max(x2.unwrap_or(bar.x1)) } + 0.4 * size;
        let style = self.frame.type_of(side, size);
        // The article's own words give way before what must be said of them.
        let (full, marks) = (label(statement, messages), marks(statement, messages));
        let room = set.room - layout::width(&marks, style);
        let text = if layout::width(&full, style) > set.room && room > 2.0 * size {
            layout::shorten(&statement.wording, style, room) + &marks
        } else {
            layout::shorten(&full, style, set.room)
        };
        let end = start + layout::width(&text, style);
        canvas.rect(Rect::new(start - 0.15 * size, bar.y0, end + 0.15 * size, bar.y1), set.ground);
        canvas.set(&text, Point { x: start, y: (bar.y0 + bar.y1) / 2.0 }, Anchor::Start, style, look.text);
    }
}

/// How the label behind a bar is set.
pub struct Set {
    pub size: f32,
    /// What it may take.
    pub room: f32,
    /// The colour of the row, which keeps the grid away from the words.
    pub ground: Color,
}

/// What is counted, in the article's words, right against the bars: in two lines where one is too short and the row
/// has room for them.
pub fn subject(frame: &Frame<'_>, statement: &Statement, end: Point, size: f32, room: f32, pitch: f32) {
    let style = frame.type_of(statement.place.side, size);
    let lines = ((pitch / (1.15 * size)) as usize).clamp(1, 2);
    let set = layout::wrap(&statement.subject, style, room, lines);
    for (n, text) in set.iter().enumerate() {
        let y = end.y + (n as f32 - (set.len() - 1) as f32 / 2.0) * 1.15 * size;
        frame.canvas.set(text, Point { x: end.x, y }, Anchor::End, style, frame.look.text);
    }
}

/// Whether a subject is longer than a line of `room`.
pub fn is_long<'a>(about: &About, mut statements: impl Iterator<Item = &'a Statement>, size: f32, room: f32) -> bool {
    statements.any(|s| {
        let script = script_of(about.source(s.place.side));
        layout::width(&s.subject, Type { size, bold: false, script }) > room
    })
}

/// The word for a status.
pub fn status(status: Status, messages: &Messages) -> String {
    messages.text(match status {
        Status::Achieved => "report-status-achieved",
        Status::UnderWay => "report-status-under-way",
        Status::Pilot => "report-status-pilot",
        Status::Planned => "report-status-planned",
        Status::Principle => "report-status-principle",
    })
}

/// A figure's label: its wording, then what must be said beside it.
pub fn label(statement: &Statement, messages: &Messages) -> String {
    statement.wording.clone() + &marks(statement, messages)
}

/// What stands behind a figure's wording: which way it moves, the value where a coder set it right, and that it is no
/// result where it is a plan, a trial or a principle.
fn marks(statement: &Statement, messages: &Messages) -> String {
    let arrow = match statement.direction {
        Some(Direction::Up) => "↑",
        Some(Direction::Down) => "↓",
        None => "",
    };
    let mut more = Vec::new();
    if statement.corrected {
        more.push(messages.format("chart-corrected", &[("value", values_of(statement).into())]));
    }
    more.extend(statement.status.filter(|known| is_said(*known)).map(|known| status(known, messages)));
    if more.is_empty() {
        return arrow.to_owned();
    }
    let more = more.join(&messages.text("report-list-separator"));
    arrow.to_owned() + &messages.format("chart-mark", &[("more", more.into())])
}

/// Whether a chart says a status beside a figure: a promise is no result.
fn is_said(status: Status) -> bool {
    matches!(status, Status::Planned | Status::Pilot | Status::Principle)
}

/// What the signs on bars and behind wordings mean, as far as there are any.
pub fn notes<'a>(statements: impl Iterator<Item = &'a Statement> + Clone, messages: &Messages) -> Vec<String> {
    let mut notes = vec![messages.text("chart-hedges")];
    if statements.clone().any(|s| s.status.is_some_and(is_said)) {
        notes.push(messages.text("chart-status-note"));
    }
    if statements.clone().any(|s| s.direction.is_some()) {
        notes.push(messages.text("chart-direction-note"));
    }
    notes
}

/// The value with all its digits, or both ends of a range.
fn values_of(statement: &Statement) -> String {
    match statement.value2 {
        None => number::exact(statement.value),
        Some(upper) => format!("{}–{}", number::exact(statement.value), number::exact(upper)),
    }
}

/// What a pointer finds on a statement.
pub fn hit(rect: Rect, statement: &Statement, messages: &Messages) -> Hit {
    let first = match statement.subject.as_str() {
        "" => statement.wording.clone(),
        subject => format!("{subject} {}", statement.wording),
    };
    let value = match statement.status {
        Some(known) => format!("{} · {}", values_of(statement), status(known, messages)),
        None => values_of(statement),
    };
    Hit { rect, tip: vec![first, value, statement.sentence.clone()], places: vec![statement.place], ..Hit::default() }
}

/// The room that the widest subject takes when set, at most `most`.
pub fn subjects<'a>(frame: &Frame<'_>, of: impl Iterator<Item = &'a Statement>, size: f32, most: f32) -> f32 {
    let widths = of.map(|s| layout::width(&s.subject, frame.type_of(s.place.side, size)));
    widths.fold(0.0f32, f32::max).min(most)
}

/// The room that the widest label takes when set, at most `most`.
pub fn labels<'a>(frame: &Frame<'_>, of: impl Iterator<Item = &'a Statement>, size: f32, most: f32) -> f32 {
    let widths = of.map(|s| layout::width(&label(s, frame.messages), frame.type_of(s.place.side, size)));
    widths.fold(0.0f32, f32::max).min(most)
}

/// All values that an axis must hold.
pub fn values<'a>(statements: impl Iterator<Item = &'a Statement>) -> Vec<f64> {
    statements.flat_map(|s| [Some(s.value), s.value2]).flatten().filter_map(|v| v.to_f64()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_fit_or_are_left_out() {
        let roomy = fit(&[2, 1], 300.0, 30.0, 10.0, 40.0);
        assert_eq!((roomy.pitch, roomy.omitted), (40.0, 0));
        let tight = fit(&[10, 2], 180.0, 30.0, 10.0, 40.0);
        assert_eq!((tight.pitch, tight.omitted), (10.0, 0));
        let over = fit(&[500, 2], 180.0, 30.0, 10.0, 40.0);
        assert_eq!((over.kept, over.omitted), (vec![10, 2], 490));
        assert_eq!(fit(&[], 100.0, 30.0, 10.0, 40.0).omitted, 0);
        assert_eq!(fit(&[3], 1.0, 30.0, 10.0, 40.0).kept, [1]);
    }
}
