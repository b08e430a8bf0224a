//! Comparable figures: two bars a pair, the articles' own words behind them.

use super::super::Paper;
use super::super::axis::Axis;
use super::super::canvas::Anchor;
use super::super::data::{About, Comparables, PairPanel};
use super::super::frame::{Frame, Legend, SMALLEST, Words, inside};
use super::super::number;
use super::super::scene::{Drawing, Point, Rect};
use super::plot::{self, Plot, Set};
use crate::i18n::Messages;
use rust_decimal::prelude::ToPrimitive;

/// Unit above a panel and axis below it, in ems.
const HEAD: f32 = 1.7;
const FOOT: f32 = 2.1;
/// A roomy row, and one whose subjects stand in two lines.
const ROW: f32 = 3.6;
const TALL: f32 = 6.0;
/// What subjects may take of the width.
const SUBJECTS: f32 = 0.4;
/// And labels.
const LABELS: f32 = 0.36;
/// How long bars are that show an article and no value, in sizes of type.
const SAMPLE: f32 = 2.4;

pub fn draw(data: &Comparables, about: &About, paper: &Paper, messages: &Messages) -> Drawing {
    let counts: Vec<usize> = data.panels.iter().map(|p| p.rows.len()).collect();
    let all: usize = counts.iter().sum();
    let (em, inner) = inside(paper);
    let statements = data.panels.iter().flat_map(|p| &p.rows).flat_map(|pair| [&pair.left, &pair.right]);
    let row = if plot::is_long(about, statements.clone(), em, SUBJECTS * inner) { TALL } else { ROW };
    let natural = |_, em| (data.panels.len() as f32 * (HEAD + FOOT) + all as f32 * row).max(6.0) * em;
    let words = |omitted: usize| {
        let [left, right] = data.figures;
        let sample = [
            ("pairs", number::count(all).into()),
            ("left", number::count(left).into()),
            ("right", number::count(right).into()),
        ];
        let mut notes = vec![messages.format("chart-comparables-sample", &sample)];
        notes.extend(plot::notes(statements.clone(), messages));
        if omitted > 0 {
            notes.push(messages.format("chart-omitted", &[("count", number::count(omitted).into())]));
        }
        Words { title: messages.text("chart-comparables"), notes, legend: Legend::Colours }
    };
    let fit_in = |frame: &Frame<'_>| {
        let em = frame.em;
        plot::fit(&counts, frame.body.height(), (HEAD + FOOT) * em, 2.0 * 1.45 * SMALLEST, row * em * frame.stretch)
    };
    let (frame, fit) = plot::fitted(|omitted| Frame::new(paper, messages, about, words(omitted), natural), fit_in);
    if all == 0 {
        frame.nothing("chart-comparables-none");
    }

    let mut top = frame.body.y0;
    let units = unit_names(data.panels.iter().map(|panel| (panel.unit_id.as_str(), panel.unit.as_str())), messages);
    for ((panel, unit), &kept) in data.panels.iter().zip(&units).zip(&fit.kept).filter(|(_, kept)| **kept > 0) {
        top = draw_panel(&frame, panel, unit, kept, fit.pitch, top);
    }
    frame.finish()
}

/// Draws a panel from `top` down and says where it ends.
fn draw_panel(frame: &Frame<'_>, panel: &PairPanel, unit: &str, kept: usize, pitch: f32, top: f32) -> f32 {
    let Frame { canvas, look, em, body, .. } = frame;
    let rows = &panel.rows[..kept];
    let size = plot::type_in(pitch, 2.0, *em);
    let both = || rows.iter().flat_map(|row| [&row.left, &row.right]);
    let factor = panel.factor.and_then(|by| by.to_f64());
    let mut values = plot::values(rows.iter().map(|row| &row.left));
    values.extend(plot::values(rows.iter().map(|row| &row.right)).into_iter().map(|v| v * factor.unwrap_or(1.0)));
    let axis = Axis::for_values(values);

    let heading = match factor {
        Some(_) => unit_heading(frame, unit, axis.is_log()),
        None => frame.messages.format("chart-unit-apart", &[("unit", unit.into())]),
    };
    let y = top + HEAD * em / 2.0;
    canvas.text(&heading, Point { x: body.x0, y }, Anchor::Start, 0.95 * em, true, look.text);

    let subjects = plot::subjects(frame, both(), size, SUBJECTS * body.width());
    let room = plot::labels(frame, both(), size, LABELS * body.width());
    let first = top + HEAD * em;
    let last = first + kept as f32 * pitch;
    let x0 = body.x0 + subjects + 0.8 * size;
    let x1 = body.x1 - room - 1.6 * size;
    let plot = Plot { frame, axis, rect: Rect::new(x0, first, x1.max(x0 + 4.0), last) };
    for n in (1..kept).step_by(2) {
        let y = first + n as f32 * pitch;
        canvas.rect(Rect::new(body.x0, y, body.x1, y + pitch), look.stripe);
    }
    if factor.is_some() {
        plot.grid();
    }
    for (n, row) in rows.iter().enumerate() {
        // Two bars with a gap above and below the pair.
        let y = first + n as f32 * pitch;
        let gap = 0.1 * pitch;
        let half = pitch / 2.0 - gap;
        let right = factor.unwrap_or(1.0);
        for (statement, y0, by) in [(&row.left, y + gap, 1.0), (&row.right, y + gap + half, right)] {
            // Bars keep the height of a line where subjects take two.
            let (middle, high) = (y0 + half / 2.0, (0.44 * half).min(0.75 * size));
            let (y0, y1) = (middle - high, middle + high);
            let end = Point { x: body.x0 + subjects, y: (y0 + y1) / 2.0 };
            plot::subject(frame, statement, end, size, subjects, half);
            let set = Set { size, room, ground: look.row(n) };
            match factor {
                Some(_) => plot.bar(statement, by, y0, y1, &set),
                // What no axis holds together is told, not drawn to a length.
                None => plot.sample(statement, Rect::new(x0, y0, x0 + SAMPLE * size, y1), &set),
            }
            canvas.hit(plot::hit(Rect::new(body.x0, y0, body.x1, y1), statement, frame.messages));
        }
    }
    last + FOOT * em
}

/// The unit of a panel, and whether its axis is logarithmic.
pub fn unit_heading(frame: &Frame<'_>, unit: &str, log: bool) -> String {
    let unit = if unit.is_empty() { frame.messages.text("chart-no-unit") } else { unit.to_owned() };
    let key = if log { "chart-unit-log" } else { "chart-unit" };
    frame.messages.format(key, &[("unit", unit.into())])
}

/// The units of panels, given by id and word: with the currency where two panels have the same word for two of them,
/// or one panel has two units.
pub fn unit_names<'a>(units: impl Iterator<Item = (&'a str, &'a str)> + Clone, messages: &Messages) -> Vec<String> {
    let shared = |word: &str| word.contains(" / ") || units.clone().filter(|(_, other)| *other == word).count() > 1;
    units
        .clone()
        .map(|(id, word)| if shared(word) { with_currency(id, word, messages) } else { word.to_owned() })
        .collect()
}

/// 元 as 元（人民币）; what is no money stays as it is.
fn with_currency(id: &str, word: &str, messages: &Messages) -> String {
    let named = |(id, word): (&str, &str)| {
        // Behind the currency an id says what the amount is reckoned by.
        let key = match id.split(' ').next() {
            Some("CNY") => "chart-currency-cny",
            Some("TWD") => "chart-currency-twd",
            Some("HKD") => "chart-currency-hkd",
            _ => return word.to_owned(),
        };
        messages.format("chart-currency", &[("unit", word.into()), ("currency", messages.text(key).into())])
    };
    id.split('/').zip(word.split(" / ")).map(named).collect::<Vec<_>>().join(" / ")
}
