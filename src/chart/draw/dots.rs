//! Measures by theme: a dot each, left and right of the themes' names.

use super::super::Paper;
use super::super::canvas::Anchor;
use super::super::data::{About, MeasureDot, MeasureRow, Measures};
use super::super::frame::{Frame, Legend, SMALLEST, Words};
use super::super::layout;
use super::super::look::Theme;
use super::super::number;
use super::super::scene::{Color, Drawing, Hit, Point, Rect, Side};
use super::plot;
use crate::i18n::Messages;

const ROW: f32 = 2.6;

pub fn draw(data: &Measures, about: &About, paper: &Paper, messages: &Messages) -> Drawing {
    let count = |side: usize| data.rows.iter().map(|r| r.measures[side].len()).sum::<usize>();
    let natural = |_, em: f32| (data.rows.len() as f32 * ROW).max(6.0) * em;
    let words = |omitted: usize| {
        let sample = [("left", number::count(count(0)).into()), ("right", number::count(count(1)).into())];
        let mut notes = vec![messages.format("chart-measures-sample", &sample)];
        if omitted > 0 {
            notes.push(messages.format("chart-omitted", &[("count", number::count(omitted).into())]));
        }
        Words { title: messages.text("chart-measures"), notes, legend: Legend::Colours }
    };
    let fit_in = |frame: &Frame<'_>| {
        plot::fit(&[data.rows.len()], frame.body.height(), 0.0, 1.35 * SMALLEST, ROW * frame.em * frame.stretch)
    };
    let (frame, fit) = plot::fitted(|omitted| Frame::new(paper, messages, about, words(omitted), natural), fit_in);
    if data.rows.is_empty() {
        frame.nothing("chart-measures-none");
        return frame.finish();
    }
    let Frame { canvas, look, em, body, .. } = &frame;
    let rows = &data.rows[..fit.kept.first().copied().unwrap_or(0)];
    let size = plot::type_in(fit.pitch, 1.4, *em);
    let style = canvas.style(size, false);
    let names: Vec<String> = rows.iter().map(|row| name(row, messages)).collect();
    let widest = names.iter().map(|n| layout::width(n, style)).fold(0.0f32, f32::max).min(0.4 * body.width());
    let middle = widest + 3.0 * size;
    let wing = (body.width() - middle) / 2.0;
    let most = rows.iter().flat_map(|r| r.measures.iter().map(Vec::len)).max().unwrap_or(1).max(1);
    let numbers = 2.2 * size;
    let step = ((wing - numbers) / most as f32).min(1.25 * size);
    let radius = (0.4 * step).min(0.36 * fit.pitch);
    let center = (body.x0 + body.x1) / 2.0;
    for (n, (row, name)) in rows.iter().zip(&names).enumerate() {
        let (y0, y1) = (body.y0 + n as f32 * fit.pitch, body.y0 + (n + 1) as f32 * fit.pitch);
        let y = (y0 + y1) / 2.0;
        let ground = look.row(n);
        canvas.rect(Rect::new(body.x0, y0, body.x1, y1), ground);
        let text = layout::shorten(name, style, widest);
        let ink = if row.theme.is_some() { look.text } else { look.muted };
        let at = if row.theme.is_some() { center + 0.5 * size } else { center };
        canvas.set(&text, Point { x: at, y }, Anchor::Middle, style, ink);
        if let Some(colour) = row.colour {
            let [r, g, b] = if paper.theme == Theme::Dark { colour.dark.0 } else { colour.light.0 };
            let x = at - layout::width(&text, style) / 2.0 - 0.75 * size;
            canvas.circle(Point { x, y }, 0.34 * size, look.shown(Color { r, g, b, a: 255 }));
        }
        for side in Side::BOTH {
            let sign = if side == Side::Left { -1.0 } else { 1.0 };
            let start = center + sign * middle / 2.0;
            // Those that are answered stand next to the names, so that their number is seen.
            let mut dots: Vec<&MeasureDot> = row.measures[side as usize].iter().collect();
            dots.sort_by_key(|dot| !dot.answered);
            for (n, dot) in dots.iter().enumerate() {
                let x = start + sign * (n as f32 + 0.5) * step;
                let color = look.article(side);
                canvas.circle(Point { x, y }, radius, color);
                if !dot.answered {
                    canvas.circle(Point { x, y }, radius * 0.62, ground);
                }
                let mut tip = vec![dot.name.clone()];
                if let Some(status) = dot.status {
                    tip.push(plot::status(status, messages));
                }
                if dot.answered {
                    tip.push(messages.text("chart-measures-answered"));
                }
                if dot.mentions > 1 {
                    tip.push(
                        messages.format("chart-measures-mentions", &[("count", number::count(dot.mentions).into())]),
                    );
                }
                tip.push(dot.sentence.clone());
                let rect = Rect::new(x - step / 2.0, y0, x + step / 2.0, y1);
                canvas.hit(Hit { rect, tip, places: vec![dot.place], ..Hit::default() });
            }
            let x = start + sign * (dots.len() as f32 * step + 0.3 * size);
            let anchor = if side == Side::Left { Anchor::End } else { Anchor::Start };
            let small = canvas.style(0.85 * size, false);
            canvas.set(&number::count(dots.len()), Point { x, y }, anchor, small, look.muted);
        }
    }
    frame.finish()
}

fn name(row: &MeasureRow, messages: &Messages) -> String {
    row.name.as_ref().map_or_else(|| messages.text("chart-measures-without"), |n| n.in_lang(messages.lang()).to_owned())
}
