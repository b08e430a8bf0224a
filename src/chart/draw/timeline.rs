//! Dated statements of both articles down the page, each on a scale of years.

use super::super::Paper;
use super::super::canvas::Anchor;
use super::super::data::{About, Dated, Timeline};
use super::super::frame::{Frame, Legend, SMALLEST, Words};
use super::super::layout;
use super::super::number;
use super::super::scene::{Drawing, Hit, Point, Rect, Side};
use super::plot;
use crate::i18n::Messages;

const ROW: f32 = 2.9;
const FOOT: f32 = 2.2;
/// Steps of the scale, in years.
const STEPS: [f64; 10] = [1.0 / 12.0, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0];

pub fn draw(data: &Timeline, about: &About, paper: &Paper, messages: &Messages) -> Drawing {
    let rows = data.rows.len();
    let natural = |_, em: f32| (rows as f32 * ROW + FOOT).max(6.0) * em;
    let words = |omitted: usize| {
        let unplaced = data.rows.iter().filter(|row| row.years.is_none()).count();
        let [left, right] = data.read;
        let sample = [
            ("left", number::count(left).into()),
            ("right", number::count(right).into()),
            ("unplaced", number::count(unplaced).into()),
        ];
        let mut notes = vec![messages.format("chart-timeline-sample", &sample)];
        if omitted > 0 {
            notes.push(messages.format("chart-omitted", &[("count", number::count(omitted).into())]));
        }
        Words { title: messages.text("chart-timeline"), notes, legend: Legend::Colours }
    };
    let fit_in = |frame: &Frame<'_>| {
        plot::fit(&[rows], frame.body.height(), FOOT * frame.em, 1.4 * SMALLEST, ROW * frame.em * frame.stretch)
    };
    let (frame, fit) = plot::fitted(|omitted| Frame::new(paper, messages, about, words(omitted), natural), fit_in);
    if rows == 0 {
        frame.nothing("chart-timeline-none");
        return frame.finish();
    }
    let Frame { canvas, look, em, body, .. } = &frame;
    let rows = &data.rows[..fit.kept.first().copied().unwrap_or(0)];
    let size = plot::type_in(fit.pitch, 1.0, 0.92 * em);
    let dates = canvas.style(size, false);
    let widths = rows.iter().map(|row| layout::width(&date(row), dates));
    let date_room = widths.fold(0.0f32, f32::max).min(0.24 * body.width());
    let x0 = body.x0 + date_room + size;
    // Few dates need little room to be told apart; where no year is known there is nothing to draw to scale.
    let placed = rows.iter().filter(|row| row.years.is_some()).count();
    let across = if placed > 0 { (0.1 + 0.05 * placed as f32).min(0.3) * body.width() } else { 0.0 };
    let strip = Rect::new(x0, body.y0, x0 + across, body.y0 + rows.len() as f32 * fit.pitch);
    for n in (1..rows.len()).step_by(2) {
        let y = body.y0 + n as f32 * fit.pitch;
        canvas.rect(Rect::new(body.x0, y, body.x1, y + fit.pitch), look.stripe);
    }
    let scale = Scale::new(rows, strip);
    scale.grid(&frame);
    let start = strip.x1 + size;
    let lines = ((fit.pitch / (1.3 * size)) as usize).clamp(1, 2);
    for (n, row) in rows.iter().enumerate() {
        let (y0, y1) = (body.y0 + n as f32 * fit.pitch, body.y0 + (n + 1) as f32 * fit.pitch);
        let y = (y0 + y1) / 2.0;
        let ink = if row.years.is_some() { look.text } else { look.muted };
        let text = layout::shorten(&date(row), dates, date_room);
        canvas.set(&text, Point { x: body.x0 + date_room, y }, Anchor::End, dates, ink);
        let edge = body.x0 + date_room + 0.35 * size;
        let tall = 0.36 * fit.pitch;
        canvas.rect(Rect::new(edge, y - tall, edge + 0.2 * size, y + tall), look.article(row.place.side));
        if let Some(years) = row.years {
            scale.mark(&frame, row.place.side, years, y, (0.32 * size).min(0.3 * fit.pitch));
        }
        let style = frame.type_of(row.place.side, size);
        let sentence: String = row.sentence.split_whitespace().collect::<Vec<_>>().join(" ");
        let set = layout::wrap(&sentence, style, body.x1 - start, lines);
        for (line, text) in set.iter().enumerate() {
            let y = y + (line as f32 - (set.len() - 1) as f32 / 2.0) * 1.25 * size;
            canvas.set(text, Point { x: start, y }, Anchor::Start, style, look.text);
        }
        let tip = vec![format!("{} {}", date(row), row.wording), row.sentence.clone()];
        canvas.hit(Hit { rect: Rect::new(body.x0, y0, body.x1, y1), tip, places: vec![row.place], ..Hit::default() });
    }
    frame.finish()
}

/// A date as every reader takes it; the article's own words where the year is unknown.
fn date(row: &Dated) -> String {
    if row.years.is_some() { row.date.replace('/', "–") } else { row.wording.clone() }
}

/// Years to places in the strip.
struct Scale {
    strip: Rect,
    low: f64,
    high: f64,
}

impl Scale {
    fn new(rows: &[Dated], strip: Rect) -> Self {
        let years = || rows.iter().filter_map(|row| row.years);
        let low = years().map(|y| y[0]).fold(f64::INFINITY, f64::min);
        let high = years().map(|y| y[1]).fold(f64::NEG_INFINITY, f64::max);
        if low > high {
            return Self { strip, low: 0.0, high: 0.0 };
        }
        // A scale of less than a year would have no two dates to read it by.
        let air = ((high - low) * 0.04).max((1.0 - (high - low)) / 2.0);
        Self { strip, low: low - air, high: high + air }
    }

    fn x(&self, year: f64) -> f32 {
        self.strip.x0 + ((year - self.low) / (self.high - self.low)) as f32 * self.strip.width()
    }

    /// Lines of the grid with their dates.
    fn grid(&self, frame: &Frame<'_>) {
        if self.low >= self.high {
            return;
        }
        let Frame { canvas, look, em, .. } = frame;
        let size = (0.78 * em).max(SMALLEST);
        let style = canvas.style(size, false);
        let words = |tick: f64| {
            let month = ((tick - tick.floor()) * 12.0).round() as u32;
            if month == 0 { format!("{:04}", tick.floor()) } else { format!("{:04}-{:02}", tick.floor(), month + 1) }
        };
        let widest = layout::width("2000-00", style) + size;
        let fits = |step: &&f64| self.x(self.low + **step) - self.x(self.low) >= widest;
        let step = STEPS.iter().find(fits).copied().unwrap_or(1000.0);
        let mut number = (self.low / step).ceil();
        while number * step <= self.high {
            // A twelfth is no round number in binary.
            let tick = (number * step * 12.0).round() / 12.0;
            let x = self.x(tick);
            let (top, bottom) = (self.strip.y0, self.strip.y1 + 0.3 * em);
            canvas.line(&[Point { x, y: top }, Point { x, y: bottom }], (em / 18.0).max(0.6), look.grid);
            let at = Point { x, y: bottom + 0.05 * em + 0.6 * size };
            canvas.set(&words(tick), at, Anchor::Middle, style, look.muted);
            number += 1.0;
        }
    }

    /// A day is a mark, anything longer a bar; the articles differ in shape and colour.
    fn mark(&self, frame: &Frame<'_>, side: Side, years: [f64; 2], y: f32, radius: f32) {
        let Frame { canvas, look, .. } = frame;
        let (x0, x1, color) = (self.x(years[0]), self.x(years[1]), look.article(side));
        if x1 - x0 > 2.0 * radius {
            let half = 0.62 * radius;
            canvas.rect(Rect::new(x0, y - half, x1, y + half), color);
        }
        let x = (x0 + x1) / 2.0;
        match side {
            Side::Left => canvas.circle(Point { x, y }, radius, color),
            Side::Right => {
                let r = 1.25 * radius;
                let corners = [(x, y - r), (x + r, y), (x, y + r), (x - r, y)];
                canvas.polygon(&corners.map(|(x, y)| Point { x, y }), color);
            }
        }
    }
}
