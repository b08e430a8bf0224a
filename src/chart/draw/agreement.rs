//! Agreement between coders: alpha per code on a scale, with what it rests on.

use super::super::Paper;
use super::super::axis::Axis;
use super::super::canvas::Anchor;
use super::super::data::{About, Agreement};
use super::super::frame::{Frame, Legend, SMALLEST, Words, inside};
use super::super::layout::{self, Type};
use super::super::number;
use super::super::scene::{Drawing, Hit, Point, Rect, Side};
use super::matrix::shown;
use super::plot;
use crate::i18n::Messages;
use crate::session::UnitOfAnalysis;

/// A roomy row, and one whose name stands in two lines.
const ROW: f32 = 2.2;
const TALL: f32 = 2.8;
/// What names may take of the width.
const NAMES: f32 = 0.34;
const HEAD: f32 = 1.7;
const FOOT: f32 = 2.2;
/// Coders that are named over their counts.
const NAMED: usize = 3;
/// From the second on Krippendorff calls data reliable, from the first on good for tentative conclusions.
const MARKS: [f64; 2] = [0.667, 0.8];

pub fn draw(data: &Agreement, about: &About, paper: &Paper, messages: &Messages) -> Drawing {
    let rows = data.rows.len();
    let (em, inner) = inside(paper);
    let style = Type { size: em, bold: false, script: messages.lang().into() };
    let long = data.rows.iter().any(|row| layout::width(row.name.in_lang(messages.lang()), style) > NAMES * inner);
    let row = if long { TALL } else { ROW };
    let natural = |_, em: f32| (rows as f32 * row + HEAD + FOOT).max(6.0) * em;
    let words = |omitted: usize| {
        let unit = match data.unit {
            UnitOfAnalysis::Passage => "chart-agreement-passages",
            UnitOfAnalysis::Sentence | UnitOfAnalysis::Span => "chart-agreement-sentences",
        };
        let sample = [
            ("units", number::count(data.units).into()),
            ("unit", messages.text(unit).into()),
            ("articles", number::count(data.articles).into()),
            ("coders", data.coders.join(&messages.text("report-list-separator")).into()),
        ];
        let mut notes =
            vec![messages.format("chart-agreement-sample", &sample), messages.text("chart-agreement-method")];
        if data.units < Agreement::FEW {
            notes.push(messages.text("chart-agreement-few"));
        }
        if omitted > 0 {
            notes.push(messages.format("chart-omitted", &[("count", number::count(omitted).into())]));
        }
        Words { title: messages.text("chart-agreement"), notes, legend: Legend::None }
    };
    let fit_in = |frame: &Frame<'_>| {
        let head = (HEAD + FOOT) * frame.em;
        plot::fit(&[rows], frame.body.height(), head, 1.35 * SMALLEST, row * frame.em * frame.stretch)
    };
    let (frame, fit) = plot::fitted(|omitted| Frame::new(paper, messages, about, words(omitted), natural), fit_in);
    if rows == 0 {
        frame.nothing("chart-agreement-none");
        return frame.finish();
    }
    let Frame { canvas, look, em, body, .. } = &frame;
    let rows = &data.rows[..fit.kept.first().copied().unwrap_or(0)];
    let size = plot::type_in(fit.pitch, 1.0, *em);
    let (style, small) = (canvas.style(size, false), canvas.style(0.85 * size, false));
    let name = |n: usize| rows[n].name.in_lang(messages.lang());
    let names = (0..rows.len()).map(|n| layout::width(name(n), style)).fold(0.0f32, f32::max).min(NAMES * body.width());
    let given = |n: usize| rows[n].given.iter().map(|&g| number::count(g)).collect::<Vec<_>>().join("/");
    let mut heads =
        ["chart-agreement-alpha", "chart-agreement-same", "chart-agreement-given"].map(|k| messages.text(k));
    // Whose count stands first is said where the names have room.
    let coders = data.coders.join("/");
    if data.coders.len() <= NAMED && layout::width(&coders, small) <= 0.2 * body.width() {
        heads[2] = coders;
    }
    let column = |n: usize, widest: f32| layout::width(&heads[n], small).max(widest) + 1.2 * size;
    let last = column(2, (0..rows.len()).map(|n| layout::width(&given(n), small)).fold(0.0, f32::max));
    let middle = column(1, layout::width("100.0%", small));
    let first = column(0, layout::width("−0.00", small));
    let x0 = body.x0 + names + 1.6 * size;
    let x1 = (body.x1 - last - middle - first - 0.4 * size).max(x0 + 4.0);
    let y0 = body.y0 + HEAD * em;
    let bottom = y0 + rows.len() as f32 * fit.pitch;
    for (n, x) in [body.x1 - last - middle, body.x1 - last, body.x1].into_iter().enumerate() {
        let at = Point { x, y: body.y0 + HEAD * em / 2.0 };
        canvas.set(&heads[n], at, Anchor::End, small, look.muted);
    }
    let lowest = rows.iter().filter_map(|row| row.alpha).fold(0.0, f64::min);
    let axis = Axis::for_values([lowest, 1.0].into_iter().chain(MARKS));
    let x = |value: f64| x0 + axis.place(value) * (x1 - x0);
    for n in (1..rows.len()).step_by(2) {
        let y = y0 + n as f32 * fit.pitch;
        canvas.rect(Rect::new(body.x0, y, body.x1, y + fit.pitch), look.stripe);
    }
    let tick = canvas.style((0.78 * em).max(SMALLEST), false);
    for value in axis.ticks(x1 - x0, |value| layout::width(&number::tick(value, messages.lang()), tick)) {
        let at = x(value);
        canvas.line(&[Point { x: at, y: y0 }, Point { x: at, y: bottom + 0.3 * em }], (em / 18.0).max(0.6), look.grid);
        let y = bottom + 0.35 * em + 0.6 * tick.size;
        canvas.set(&number::tick(value, messages.lang()), Point { x: at, y }, Anchor::Middle, tick, look.muted);
    }
    for mark in MARKS {
        let at = x(mark);
        dashed(&frame, at, y0, bottom);
    }
    for (n, row) in rows.iter().enumerate() {
        let (top, low) = (y0 + n as f32 * fit.pitch, y0 + (n + 1) as f32 * fit.pitch);
        let y = (top + low) / 2.0;
        let end = body.x0 + names + 1.1 * size;
        let lines = ((fit.pitch / (1.2 * size)) as usize).clamp(1, 2);
        let set = layout::wrap(name(n), style, names, lines);
        for (line, text) in set.iter().enumerate() {
            let y = y + (line as f32 - (set.len() - 1) as f32 / 2.0) * 1.2 * size;
            canvas.set(text, Point { x: end, y }, Anchor::End, style, look.text);
        }
        if let Some(colour) = row.colour {
            let wide = set.iter().map(|text| layout::width(text, style)).fold(0.0f32, f32::max);
            let x = end - wide - 0.7 * size;
            canvas.circle(Point { x, y }, 0.3 * size, look.shown(shown(colour, paper.theme)));
        }
        let alpha = row.alpha.map_or_else(|| "—".to_owned(), |a| format!("{a:.2}").replace('-', "−"));
        if let Some(alpha) = row.alpha {
            let at = x(alpha);
            let line = (em / 9.0).max(1.0);
            canvas.line(&[Point { x: x(0.0), y }, Point { x: at, y }], line, look.article(Side::Left));
            canvas.circle(Point { x: at, y }, (0.34 * size).min(0.36 * fit.pitch), look.article(Side::Left));
        }
        let cells = [alpha.clone(), number::percent(row.same), given(n)];
        for (text, x) in cells.iter().zip([body.x1 - last - middle, body.x1 - last, body.x1]) {
            canvas.set(text, Point { x, y }, Anchor::End, small, look.text);
        }
        let people = data.coders.iter().zip(&row.given).map(|(coder, n)| format!("{coder} {n}"));
        let tip = vec![
            name(n).to_owned(),
            format!("{} {alpha} · {} {}", heads[0], heads[1], number::percent(row.same)),
            people.collect::<Vec<_>>().join(" · "),
        ];
        canvas.hit(Hit { rect: Rect::new(body.x0, top, body.x1, low), tip, ..Hit::default() });
    }
    frame.finish()
}

/// An upright line of dashes.
fn dashed(frame: &Frame<'_>, x: f32, y0: f32, y1: f32) {
    let Frame { canvas, look, em, .. } = frame;
    let (step, mut y) = (0.5 * em, y0);
    while y < y1 {
        let end = (y + 0.55 * step).min(y1);
        canvas.line(&[Point { x, y }, Point { x, y: end }], (em / 14.0).max(0.75), look.muted);
        y += step;
    }
}
