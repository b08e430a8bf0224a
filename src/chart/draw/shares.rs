//! Share of text per theme: a butterfly, the names between the wings.

use super::super::Paper;
use super::super::axis::Axis;
use super::super::canvas::Anchor;
use super::super::data::{About, Share, Shares};
use super::super::frame::{Frame, Legend, SMALLEST, Words};
use super::super::layout;
use super::super::look::Theme;
use super::super::number;
use super::super::scene::{Color, Drawing, Hit, Point, Rect, Side};
use super::plot;
use crate::i18n::Messages;

const ROW: f32 = 2.2;
const FOOT: f32 = 2.2;

pub fn draw(data: &Shares, about: &About, paper: &Paper, messages: &Messages) -> Drawing {
    // The last row is the text without a theme.
    let rows = data.rows.len() + 1;
    let natural = |_, em: f32| (rows as f32 * ROW + FOOT) * em;
    let words = |omitted: usize| {
        let [left, right] = data.characters;
        let sample = [("left", number::count(left as usize).into()), ("right", number::count(right as usize).into())];
        let mut notes = vec![messages.format("chart-themes-sample", &sample)];
        if omitted > 0 {
            notes.push(messages.format("chart-omitted", &[("count", number::count(omitted).into())]));
        }
        Words { title: messages.text("chart-themes"), notes, legend: Legend::Colours }
    };
    let fit_in = |frame: &Frame<'_>| {
        plot::fit(&[rows], frame.body.height(), FOOT * frame.em, 1.35 * SMALLEST, ROW * frame.em * frame.stretch)
    };
    let (frame, fit) = plot::fitted(|omitted| Frame::new(paper, messages, about, words(omitted), natural), fit_in);

    let Frame { canvas, look, em, body, .. } = &frame;
    let size = plot::type_in(fit.pitch, 1.0, *em);
    let style = canvas.style(size, false);
    let small = canvas.style(0.9 * size, false);
    let shown = fit.kept.first().copied().unwrap_or(0).saturating_sub(1);
    let none = messages.text("chart-themes-none");
    let names: Vec<String> =
        data.rows[..shown].iter().map(|row| row.name.in_lang(messages.lang()).to_owned()).chain([none]).collect();
    // Swatch, name and air; percentages at the outer ends of the bars.
    let names_width =
        names.iter().map(|name| layout::width(name, style)).fold(0.0f32, f32::max).min(0.34 * body.width());
    let middle = names_width + 2.6 * size;
    let number_width = layout::width("100.0%", small) + 0.8 * size;
    let wing = ((body.width() - middle) / 2.0 - number_width).max(4.0);
    let shares = |characters: [u32; 2]| [0, 1].map(|n| f64::from(characters[n]) / f64::from(data.characters[n].max(1)));
    let largest = data.rows.iter().map(|r| r.characters).chain([data.without]).flat_map(shares).fold(0.0, f64::max);
    let axis = Axis::for_values([largest * 100.0]);
    let center = (body.x0 + body.x1) / 2.0;
    let bottom = body.y0 + (shown + 1) as f32 * fit.pitch;
    let edge = |side: Side, share: f64| match side {
        Side::Left => center - middle / 2.0 - axis.place(share * 100.0) * wing,
        Side::Right => center + middle / 2.0 + axis.place(share * 100.0) * wing,
    };
    for n in (1..=shown).step_by(2) {
        let y = body.y0 + n as f32 * fit.pitch;
        canvas.rect(Rect::new(body.x0, y, body.x1, y + fit.pitch), look.stripe);
    }
    let tick = canvas.style((0.78 * em).max(SMALLEST), false);
    let percent = |value: f64| format!("{}%", number::tick(value, messages.lang()));
    for value in axis.ticks(wing, |value| layout::width(&percent(value), tick)) {
        for side in Side::BOTH {
            let x = edge(side, value / 100.0);
            canvas.line(&[Point { x, y: body.y0 }, Point { x, y: bottom + 0.3 * em }], (em / 18.0).max(0.6), look.grid);
            let text = percent(value);
            let y = bottom + 0.35 * em + 0.6 * tick.size;
            canvas.set(&text, Point { x, y }, Anchor::Middle, tick, look.muted);
        }
    }
    for (n, name) in names.iter().enumerate() {
        let row = data.rows[..shown].get(n);
        let (y0, y1) = (body.y0 + n as f32 * fit.pitch, body.y0 + (n + 1) as f32 * fit.pitch);
        let y = (y0 + y1) / 2.0;
        let text = layout::shorten(name, style, names_width);
        let at = if row.is_some() { center + 0.6 * size } else { center };
        let ink = if row.is_some() { look.text } else { look.muted };
        canvas.set(&text, Point { x: at, y }, Anchor::Middle, style, ink);
        if let Some(row) = row {
            let x = at - layout::width(&text, style) / 2.0 - 0.75 * size;
            canvas.circle(Point { x, y }, 0.34 * size, look.shown(theme_color(row, paper.theme)));
        }
        let characters = row.map_or(data.without, |row| row.characters);
        for side in Side::BOTH {
            let share = shares(characters)[side as usize];
            let (from, to) = (edge(side, 0.0), edge(side, share));
            let color = look.article(side);
            let color = if row.is_some() { color } else { color.mixed(look.background, 0.6) };
            let (b0, b1) = (y0 + 0.18 * fit.pitch, y1 - 0.18 * fit.pitch);
            if characters[side as usize] > 0 {
                canvas.rect(Rect::new(from, b0, to, b1), color);
            }
            let (anchor, x) = match side {
                Side::Left => (Anchor::End, to - 0.4 * size),
                Side::Right => (Anchor::Start, to + 0.4 * size),
            };
            let words = number::percent(share);
            let wide = layout::width(&words, small);
            let left = if side == Side::Left { x - wide } else { x };
            canvas.rect(Rect::new(left - 0.15 * size, b0, left + wide + 0.15 * size, b1), look.row(n));
            canvas.set(&words, Point { x, y }, anchor, small, look.text);
            let count = number::count(characters[side as usize] as usize);
            let all = number::count(data.characters[side as usize] as usize);
            let args = [("count", count.into()), ("all", all.into()), ("share", number::percent(share).into())];
            let rect = if side == Side::Left {
                Rect::new(body.x0, y0, center, y1)
            } else {
                Rect::new(center, y0, body.x1, y1)
            };
            canvas.hit(Hit {
                rect,
                tip: vec![name.clone(), messages.format("chart-themes-tip", &args)],
                places: row.map_or(Vec::new(), |row| row.places[side as usize].clone()),
                ..Hit::default()
            });
        }
    }
    frame.finish()
}

/// The codebook's colour of a theme on this ground.
fn theme_color(row: &Share, theme: Theme) -> Color {
    let [r, g, b] = if theme == Theme::Dark { row.colour.dark.0 } else { row.colour.light.0 };
    Color { r, g, b, a: 255 }
}
