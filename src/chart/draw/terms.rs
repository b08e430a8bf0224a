//! Distinctive terms: a butterfly, each article's words on its own wing.

use super::super::Paper;
use super::super::axis::Axis;
use super::super::canvas::Anchor;
use super::super::data::{About, Term, Terms};
use super::super::frame::{Frame, Legend, SMALLEST, Words};
use super::super::layout;
use super::super::number;
use super::super::scene::{Drawing, Hit, Point, Rect, Side};
use super::plot;
use crate::i18n::Messages;

const ROW: f32 = 1.75;
const FOOT: f32 = 2.2;
/// Rows that are drawn where the paper grows with them; the rest is in the data.
const LONGEST: usize = 25;

pub fn draw(data: &Terms, about: &About, paper: &Paper, messages: &Messages) -> Drawing {
    let rows = data.rows.iter().map(Vec::len).max().unwrap_or(0);
    let natural = |_, em: f32| (rows.min(LONGEST) as f32 * ROW + FOOT).max(6.0) * em;
    let words = |shown: usize| {
        let [left, right] = data.words;
        let omitted: usize = data.rows.iter().map(|terms| terms.len().saturating_sub(shown)).sum();
        let sample = [("left", number::count(left as usize).into()), ("right", number::count(right as usize).into())];
        let mut notes = vec![messages.format("chart-terms-sample", &sample)];
        if omitted > 0 {
            notes.push(messages.format("chart-omitted", &[("count", number::count(omitted).into())]));
        }
        Words { title: messages.text("chart-terms"), notes, legend: Legend::Colours }
    };
    let fit_in = |frame: &Frame<'_>| {
        let rows = if paper.height.is_some() { rows } else { rows.min(LONGEST) };
        plot::fit(&[rows], frame.body.height(), FOOT * frame.em, 1.35 * SMALLEST, ROW * frame.em * frame.stretch)
    };
    let mut frame = Frame::new(paper, messages, about, words(rows), natural);
    let mut fit = fit_in(&frame);
    let mut shown = fit.kept.first().copied().unwrap_or(0);
    if shown < rows {
        frame = Frame::new(paper, messages, about, words(shown), natural);
        fit = fit_in(&frame);
        shown = fit.kept.first().copied().unwrap_or(0);
    }
    if rows == 0 {
        frame.nothing("chart-terms-none");
        return frame.finish();
    }
    let Frame { canvas, look, em, body, .. } = &frame;
    let size = plot::type_in(fit.pitch, 1.0, 0.95 * em);
    let small = canvas.style(0.85 * size, false);
    let center = (body.x0 + body.x1) / 2.0;
    let room = |side: Side, term: &Term| {
        layout::width(&term.wording, frame.type_of(side, size)) + layout::width(&counts(term), small) + 1.4 * size
    };
    let kept = |side: Side| data.rows[side as usize].iter().take(shown);
    let widest = Side::BOTH.into_iter().flat_map(|side| kept(side).map(move |term| room(side, term)));
    let labels = widest.fold(0.0f32, f32::max).min(0.36 * body.width());
    let wing = (body.width() / 2.0 - labels).max(4.0);
    let axis = Axis::for_values(Side::BOTH.into_iter().flat_map(|side| kept(side).map(|term| term.score)));
    let bottom = body.y0 + shown as f32 * fit.pitch;
    let edge = |side: Side, score: f64| match side {
        Side::Left => center - axis.place(score) * wing,
        Side::Right => center + axis.place(score) * wing,
    };
    for n in (1..shown).step_by(2) {
        let y = body.y0 + n as f32 * fit.pitch;
        canvas.rect(Rect::new(body.x0, y, body.x1, y + fit.pitch), look.stripe);
    }
    let tick = canvas.style((0.78 * em).max(SMALLEST), false);
    for value in axis.ticks(wing, |value| layout::width(&number::tick(value, messages.lang()), tick)) {
        let sides: &[Side] = if value == 0.0 { &[Side::Left] } else { &Side::BOTH };
        for &side in sides {
            let x = edge(side, value);
            canvas.line(&[Point { x, y: body.y0 }, Point { x, y: bottom + 0.3 * em }], (em / 18.0).max(0.6), look.grid);
            let y = bottom + 0.35 * em + 0.6 * tick.size;
            canvas.set(&number::tick(value, messages.lang()), Point { x, y }, Anchor::Middle, tick, look.muted);
        }
    }
    for side in Side::BOTH {
        for (n, term) in kept(side).enumerate() {
            let (y0, y1) = (body.y0 + n as f32 * fit.pitch, body.y0 + (n + 1) as f32 * fit.pitch);
            let (y, tip) = ((y0 + y1) / 2.0, edge(side, term.score));
            let bar = Rect::new(center, y0 + 0.2 * fit.pitch, tip, y1 - 0.2 * fit.pitch);
            canvas.rect(bar, look.article(side));
            let style = frame.type_of(side, size);
            let numbers = counts(term);
            let behind = layout::width(&numbers, small) + 0.5 * size;
            let word = layout::shorten(&term.wording, style, labels - behind - 0.8 * size);
            let wide = layout::width(&word, style);
            let (sign, anchor) = if side == Side::Left { (-1.0, Anchor::End) } else { (1.0, Anchor::Start) };
            let x = tip + sign * 0.4 * size;
            let ground = Rect::new(tip + sign * 0.1 * size, bar.y0, x + sign * (wide + behind + 0.1 * size), bar.y1);
            canvas.rect(ground, look.row(n));
            canvas.set(&word, Point { x, y }, anchor, style, look.text);
            let x = x + sign * (wide + 0.5 * size);
            canvas.set(&numbers, Point { x, y }, anchor, small, look.muted);
            let rect = if side == Side::Left {
                Rect::new(body.x0, y0, center, y1)
            } else {
                Rect::new(center, y0, body.x1, y1)
            };
            let args = [
                ("left", number::count(term.counts[0] as usize).into()),
                ("right", number::count(term.counts[1] as usize).into()),
                ("score", format!("{:.1}", term.score).into()),
            ];
            let tip = vec![term.wording.clone(), messages.format("chart-terms-tip", &args), term.sentence.clone()];
            let places = term.places.iter().filter_map(|places| places.first().copied()).collect();
            canvas.hit(Hit { rect, tip, places, ..Hit::default() });
        }
    }
    let line = (em / 14.0).max(0.75);
    canvas.line(&[Point { x: center, y: body.y0 }, Point { x: center, y: bottom + 0.3 * em }], line, look.muted);
    frame.finish()
}

/// How often the left and the right article say it.
fn counts(term: &Term) -> String {
    format!("{}:{}", term.counts[0], term.counts[1])
}
