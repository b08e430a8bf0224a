//! Figures by unit: small multiples, one unit each.

use super::super::Paper;
use super::super::axis::Axis;
use super::super::canvas::Anchor;
use super::super::data::{About, Figures, UnitPanel};
use super::super::frame::{Frame, SMALLEST, Words};
use super::super::layout;
use super::super::number;
use super::super::scene::{Drawing, Point, Rect};
use super::pairs::unit_heading;
use super::plot::{self, Plot};
use crate::i18n::Messages;

/// Unit above a panel and axis below it, in ems.
const HEAD: f32 = 1.7;
const FOOT: f32 = 2.2;
/// A roomy row.
const ROW: f32 = 1.75;
/// The least width of a column, and the space between two.
const COLUMN: f32 = 30.0;
const GUTTER: f32 = 2.4;

pub fn draw(data: &Figures, about: &About, paper: &Paper, messages: &Messages) -> Drawing {
    let counts: Vec<usize> = data.panels.iter().map(|p| p.rows.len()).collect();
    let all: usize = counts.iter().sum();
    let words = |omitted: usize| {
        let sample = [("drawn", number::count(all - omitted).into()), ("read", number::count(data.read).into())];
        let mut notes = vec![messages.format("chart-figures-sample", &sample), messages.text("chart-hedges")];
        if omitted > 0 {
            notes.push(messages.format("chart-omitted", &[("count", number::count(omitted).into())]));
        }
        Words { title: messages.text("chart-figures"), notes }
    };
    let natural = |width: f32, em: f32| {
        let columns = columns(&counts, width, em);
        columns.iter().map(|c| tall(&counts, c, ROW * em, em)).fold(6.0 * em, f32::max)
    };
    let mut frame = Frame::new(paper, messages, about, words(0), natural);
    let mut kept = keep(&counts, &frame);
    if all > kept.iter().sum() {
        frame = Frame::new(paper, messages, about, words(all - kept.iter().sum::<usize>()), natural);
        kept = keep(&counts, &frame);
    }
    if all == 0 {
        frame.nothing("chart-figures-none");
        return frame.finish();
    }

    let Frame { em, body, .. } = frame;
    let columns = columns(&kept, body.width(), em);
    let pitch = pitch(&kept, &columns, body.height(), em);
    let width = (body.width() - (columns.len() - 1) as f32 * GUTTER * em) / columns.len() as f32;
    for (n, column) in columns.iter().enumerate() {
        let x0 = body.x0 + n as f32 * (width + GUTTER * em);
        let mut top = body.y0;
        for &panel in column {
            let at = Rect::new(x0, top, x0 + width, top);
            top = draw_panel(&frame, &data.panels[panel], kept[panel], pitch, at);
        }
    }
    frame.finish()
}

/// Which panels stand in which column: each goes where most room is left.
fn columns(counts: &[usize], width: f32, em: f32) -> Vec<Vec<usize>> {
    let panels = counts.iter().filter(|&&n| n > 0).count();
    let number = ((width / (COLUMN * em)) as usize).clamp(1, 3).min(panels.max(1));
    let mut columns = vec![Vec::new(); number];
    let mut filled = vec![0.0f32; number];
    for (panel, &rows) in counts.iter().enumerate().filter(|(_, rows)| **rows > 0) {
        let mut best = 0;
        for n in 1..number {
            if filled[n] < filled[best] {
                best = n;
            }
        }
        columns[best].push(panel);
        filled[best] += HEAD + FOOT + rows as f32 * ROW;
    }
    columns
}

fn tall(counts: &[usize], column: &[usize], pitch: f32, em: f32) -> f32 {
    column.iter().map(|&panel| (HEAD + FOOT) * em + counts[panel] as f32 * pitch).sum()
}

/// The height of a row at which the fullest column fits.
fn pitch(counts: &[usize], columns: &[Vec<usize>], height: f32, em: f32) -> f32 {
    let room = columns.iter().map(|column| {
        let rows: usize = column.iter().map(|&panel| counts[panel]).sum();
        (height - column.len() as f32 * (HEAD + FOOT) * em) / rows.max(1) as f32
    });
    room.fold(f32::INFINITY, f32::min).min(ROW * em)
}

/// The rows of each panel that fit: the longest panel loses its last row first.
fn keep(counts: &[usize], frame: &Frame<'_>) -> Vec<usize> {
    let mut kept = counts.to_vec();
    let fits = |kept: &[usize]| {
        pitch(kept, &columns(kept, frame.body.width(), frame.em), frame.body.height(), frame.em) >= 1.35 * SMALLEST
    };
    while !fits(&kept) && kept.iter().sum::<usize>() > 1 {
        let longest = kept.iter().copied().max().unwrap_or(0);
        if let Some(at) = kept.iter().rposition(|&n| n == longest) {
            kept[at] -= 1;
        }
    }
    kept
}

/// Draws a panel from the top of `at` down and says where it ends.
fn draw_panel(frame: &Frame<'_>, panel: &UnitPanel, kept: usize, pitch: f32, at: Rect) -> f32 {
    let Frame { canvas, look, em, .. } = frame;
    let rows = &panel.rows[..kept];
    let size = plot::type_in(pitch, 1.0, 0.92 * em);
    let axis = Axis::for_values(plot::values(rows.iter()));
    let heading = unit_heading(frame, &panel.unit, axis.is_log());
    let bold = canvas.style(0.95 * em, true);
    let heading = layout::shorten(&heading, bold, at.width());
    canvas.set(&heading, Point { x: at.x0, y: at.y0 + HEAD * em / 2.0 }, Anchor::Start, bold, look.text);

    let subjects = plot::widest(frame, rows.iter().map(|s| (s, s.subject.as_str())), size, 0.45 * at.width());
    let room = plot::widest(frame, rows.iter().map(|s| (s, s.wording.as_str())), size, 0.3 * at.width());
    let first = at.y0 + HEAD * em;
    let last = first + kept as f32 * pitch;
    let x0 = at.x0 + subjects + 0.7 * size;
    let x1 = at.x1 - room - 1.6 * size;
    for n in (1..kept).step_by(2) {
        let y = first + n as f32 * pitch;
        canvas.rect(Rect::new(at.x0, y, at.x1, y + pitch), look.stripe);
    }
    let plot = Plot { frame, axis, rect: Rect::new(x0, first, x1.max(x0 + 4.0), last) };
    plot.grid();
    for (n, statement) in rows.iter().enumerate() {
        let y = first + n as f32 * pitch;
        let (y0, y1) = (y + 0.18 * pitch, y + 0.82 * pitch);
        let style = frame.type_of(statement.place.side, size);
        let text = layout::shorten(&statement.subject, style, subjects);
        let end = Point { x: at.x0 + subjects, y: (y0 + y1) / 2.0 };
        canvas.set(&text, end, Anchor::End, style, look.text);
        plot.bar(statement, y0, y1, size, room, look.row(n));
        canvas.hit(plot::hit(Rect::new(at.x0, y, at.x1, y + pitch), statement));
    }
    last + FOOT * em
}
