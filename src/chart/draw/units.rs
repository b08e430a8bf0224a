//! Figures by unit: small multiples, one unit each.

use super::super::Paper;
use super::super::axis::Axis;
use super::super::canvas::Anchor;
use super::super::data::{About, Figures, UnitPanel};
use super::super::frame::{Frame, SMALLEST, Words, inside};
use super::super::layout;
use super::super::number;
use super::super::scene::{Drawing, Point, Rect};
use super::pairs::unit_heading;
use super::plot::{self, Plot};
use crate::i18n::Messages;

/// Unit above a panel and axis below it, in ems.
const HEAD: f32 = 1.7;
const FOOT: f32 = 2.2;
/// A roomy row, and one whose subject stands in two lines.
const ROW: f32 = 1.75;
const TALL: f32 = 2.5;
/// What subjects and wordings may take of a column.
const SUBJECTS: f32 = 0.42;
const WORDINGS: f32 = 0.3;
/// The least width of a column, and the space between two.
const COLUMN: f32 = 27.0;
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
        Words { title: messages.text("chart-figures"), notes, legend: true }
    };
    let (em, inner) = inside(paper);
    let wide = column_width(columns(&counts, inner, em).len(), inner, em);
    let statements = data.panels.iter().flat_map(|p| &p.rows);
    let row = if plot::is_long(about, statements, 0.92 * em, SUBJECTS * wide) { TALL } else { ROW };
    let natural = |width: f32, em: f32| {
        let columns = columns(&counts, width, em);
        columns.iter().map(|c| tall(&counts, c, row * em, em)).fold(6.0 * em, f32::max)
    };
    let mut frame = Frame::new(paper, messages, about, words(0), natural);
    let mut kept = keep(&counts, &frame, row);
    if all > kept.iter().sum() {
        frame = Frame::new(paper, messages, about, words(all - kept.iter().sum::<usize>()), natural);
        kept = keep(&counts, &frame, row);
    }
    if all == 0 {
        frame.nothing("chart-figures-none");
        return frame.finish();
    }

    let Frame { em, body, .. } = frame;
    let columns = columns(&kept, body.width(), em);
    let pitch = pitch(&kept, &columns, body.height(), row * em * frame.stretch, em);
    let width = column_width(columns.len(), body.width(), em);
    for (n, column) in columns.iter().enumerate() {
        let x0 = body.x0 + n as f32 * (width + GUTTER * em);
        let drawn = || column.iter().flat_map(|&panel| &data.panels[panel].rows[..kept[panel]]);
        let size = plot::type_in(pitch, 1.0, 0.92 * em);
        // The bars of a column begin on one line.
        let subjects = plot::widest(&frame, drawn().map(|s| (s, s.subject.as_str())), size, SUBJECTS * width);
        let wordings = plot::widest(&frame, drawn().map(|s| (s, s.wording.as_str())), size, WORDINGS * width);
        let mut at = Place { rect: Rect::new(x0, body.y0, x0 + width, body.y0), pitch, size, subjects, wordings };
        for &panel in column {
            let bottom = draw_panel(&frame, &data.panels[panel], kept[panel], &at);
            at.rect = Rect { y0: bottom, y1: bottom, ..at.rect };
        }
    }
    frame.finish()
}

/// Where a panel stands, and what it shares with the others of its column.
struct Place {
    /// Its upper edge.
    rect: Rect,
    pitch: f32,
    size: f32,
    subjects: f32,
    wordings: f32,
}

/// The width of one of `number` columns.
fn column_width(number: usize, width: f32, em: f32) -> f32 {
    (width - number.saturating_sub(1) as f32 * GUTTER * em) / number.max(1) as f32
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

/// The height of a row, `most` or less, at which the fullest column fits.
fn pitch(counts: &[usize], columns: &[Vec<usize>], height: f32, most: f32, em: f32) -> f32 {
    let room = columns.iter().map(|column| {
        let rows: usize = column.iter().map(|&panel| counts[panel]).sum();
        (height - column.len() as f32 * (HEAD + FOOT) * em) / rows.max(1) as f32
    });
    room.fold(f32::INFINITY, f32::min).min(most)
}

/// The rows of each panel that fit: the longest panel loses its last row first.
fn keep(counts: &[usize], frame: &Frame<'_>, row: f32) -> Vec<usize> {
    let mut kept = counts.to_vec();
    let fits = |kept: &[usize]| {
        let columns = columns(kept, frame.body.width(), frame.em);
        pitch(kept, &columns, frame.body.height(), row * frame.em, frame.em) >= 1.35 * SMALLEST
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
fn draw_panel(frame: &Frame<'_>, panel: &UnitPanel, kept: usize, place: &Place) -> f32 {
    let Frame { canvas, look, em, .. } = frame;
    let &Place { rect: at, pitch, size, subjects, wordings } = place;
    let rows = &panel.rows[..kept];
    let axis = Axis::for_values(plot::values(rows.iter()));
    let heading = unit_heading(frame, &panel.unit, axis.is_log());
    let bold = canvas.style(0.95 * em, true);
    let heading = layout::shorten(&heading, bold, at.width());
    canvas.set(&heading, Point { x: at.x0, y: at.y0 + HEAD * em / 2.0 }, Anchor::Start, bold, look.text);

    let first = at.y0 + HEAD * em;
    let last = first + kept as f32 * pitch;
    let x0 = at.x0 + subjects + 0.7 * size;
    let x1 = at.x1 - wordings - 1.6 * size;
    for n in (1..kept).step_by(2) {
        let y = first + n as f32 * pitch;
        canvas.rect(Rect::new(at.x0, y, at.x1, y + pitch), look.stripe);
    }
    let plot = Plot { frame, axis, rect: Rect::new(x0, first, x1.max(x0 + 4.0), last) };
    plot.grid();
    for (n, statement) in rows.iter().enumerate() {
        let y = first + n as f32 * pitch;
        let middle = y + pitch / 2.0;
        // Bars keep the height of a line where subjects take two.
        let half = (0.32 * pitch).min(0.62 * size);
        plot::subject(frame, statement, Point { x: at.x0 + subjects, y: middle }, size, subjects, pitch);
        plot.bar(statement, middle - half, middle + half, size, wordings, look.row(n));
        canvas.hit(plot::hit(Rect::new(at.x0, y, at.x1, y + pitch), statement));
    }
    last + FOOT * em
}
