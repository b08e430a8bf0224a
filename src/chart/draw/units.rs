//! Figures by unit: small multiples, one unit each. Units with one figure stand together in a list, where a bar would
//! compare nothing.

use super::super::Paper;
use super::super::axis::Axis;
use super::super::canvas::Anchor;
use super::super::data::{About, Figures, Statement, UnitPanel};
use super::super::frame::{Frame, Legend, SMALLEST, Words, inside};
use super::super::layout;
use super::super::number;
use super::super::scene::{Drawing, Point, Rect};
use super::pairs::{unit_heading, unit_names};
use super::plot::{self, Plot, Set};
use crate::i18n::Messages;

/// Unit above a panel and axis below it, in ems.
const HEAD: f32 = 1.7;
const FOOT: f32 = 2.2;
/// A roomy row, and one whose subject stands in two lines.
const ROW: f32 = 1.75;
const TALL: f32 = 2.5;
/// What subjects and wordings may take of a column.
const SUBJECTS: f32 = 0.42;
const WORDINGS: f32 = 0.36;
/// From this many units with one figure each on they stand together.
const ALONE: usize = 3;
/// A list of more rows may stand in several columns.
const LIST: usize = 8;
/// How long their bars are, in ems: all the same, there for their hedges.
const SAMPLE: f32 = 2.4;
/// The least width of a column, and the space between two.
const COLUMN: f32 = 27.0;
const GUTTER: f32 = 2.4;

/// A panel as it is drawn.
struct Panel<'a> {
    /// None for a list of what stands alone in its unit.
    unit: Option<String>,
    rows: Vec<&'a Statement>,
}

/// The panels, and which stand in which column.
struct Sheet<'a> {
    panels: Vec<Panel<'a>>,
    columns: Vec<Vec<usize>>,
}

impl<'a> Sheet<'a> {
    fn new(data: &'a Figures, messages: &Messages, width: f32, em: f32) -> Self {
        let units = unit_names(data.panels.iter().map(|panel| (panel.unit_id.as_str(), panel.unit.as_str())), messages);
        let alone = |panel: &&UnitPanel| panel.rows.len() == 1;
        let together = data.panels.iter().filter(alone).count() >= ALONE;
        let own = data.panels.iter().zip(units).filter(|(panel, _)| panel.rows.len() > usize::from(together));
        let mut panels: Vec<Panel<'_>> =
            own.map(|(panel, unit)| Panel { unit: Some(unit), rows: panel.rows.iter().collect() }).collect();
        let lone = if together { data.panels.iter().filter(alone).count() } else { 0 };
        let shown = panels.len() + lone.div_ceil(LIST);
        let number = ((width / (COLUMN * em)) as usize).clamp(1, 3).min(shown.max(1));
        let mut columns = vec![Vec::new(); number];
        let mut filled = vec![0.0f32; number];
        let shortest = |filled: &[f32]| (1..number).fold(0, |best, n| if filled[n] < filled[best] { n } else { best });
        for (n, panel) in panels.iter().enumerate() {
            let column = shortest(&filled);
            columns[column].push(n);
            filled[column] += HEAD + FOOT + panel.rows.len() as f32 * ROW;
        }
        // What stands alone fills the columns up, in the order of the units.
        let mut lists = vec![0usize; number];
        for _ in 0..lone {
            let head = |n: usize| if lists[n] == 0 { HEAD + FOOT } else { 0.0 };
            let with: Vec<f32> = (0..number).map(|n| filled[n] + head(n)).collect();
            let column = shortest(&with);
            filled[column] = with[column] + ROW;
            lists[column] += 1;
        }
        let mut rest = data.panels.iter().filter(alone).flat_map(|panel| &panel.rows);
        for (column, rows) in lists.into_iter().enumerate().filter(|(_, rows)| *rows > 0) {
            columns[column].push(panels.len());
            panels.push(Panel { unit: None, rows: rest.by_ref().take(rows).collect() });
        }
        columns.retain(|column| !column.is_empty());
        Self { panels, columns }
    }

    fn counts(&self) -> Vec<usize> {
        self.panels.iter().map(|panel| panel.rows.len()).collect()
    }

    fn has_lists(&self) -> bool {
        self.panels.iter().any(|panel| panel.unit.is_none())
    }

    /// Heads and axes of a column's panels that keep rows, in ems, and those rows.
    fn column(&self, column: &[usize], kept: &[usize]) -> (f32, usize) {
        let shown = column.iter().filter(|&&panel| kept[panel] > 0).count();
        (shown as f32 * (HEAD + FOOT), column.iter().map(|&panel| kept[panel]).sum())
    }

    fn tall(&self, row: f32) -> f32 {
        let counts = self.counts();
        let columns = self.columns.iter().map(|column| self.column(column, &counts));
        columns.map(|(heads, rows)| heads + rows as f32 * row).fold(6.0, f32::max)
    }

    /// The height of a row, `most` or less, at which the fullest column fits.
    fn pitch(&self, kept: &[usize], height: f32, most: f32, em: f32) -> f32 {
        let columns = self.columns.iter().map(|column| self.column(column, kept));
        columns.map(|(heads, rows)| (height - heads * em) / rows.max(1) as f32).fold(most, f32::min)
    }

    /// The rows of each panel that fit: the longest panel loses its last row first.
    fn keep(&self, frame: &Frame<'_>, row: f32) -> Vec<usize> {
        let mut kept = self.counts();
        let fits = |kept: &[usize]| self.pitch(kept, frame.body.height(), row * frame.em, frame.em) >= 1.35 * SMALLEST;
        while !fits(&kept) && kept.iter().sum::<usize>() > 1 {
            let longest = kept.iter().copied().max().unwrap_or(0);
            if let Some(at) = kept.iter().rposition(|&n| n == longest) {
                kept[at] -= 1;
            }
        }
        kept
    }
}

pub fn draw(data: &Figures, about: &About, paper: &Paper, messages: &Messages) -> Drawing {
    let (em, inner) = inside(paper);
    let sheet = Sheet::new(data, messages, inner, em);
    let all: usize = sheet.counts().iter().sum();
    let words = |omitted: usize| {
        let sample = [("drawn", number::count(all - omitted).into()), ("read", number::count(data.read).into())];
        let mut notes = vec![messages.format("chart-figures-sample", &sample)];
        notes.extend(plot::notes(sheet.panels.iter().flat_map(|p| p.rows.iter().copied()), messages));
        if sheet.has_lists() {
            notes.push(messages.text("chart-figures-alone-note"));
        }
        if omitted > 0 {
            notes.push(messages.format("chart-omitted", &[("count", number::count(omitted).into())]));
        }
        Words { title: messages.text("chart-figures"), notes, legend: Legend::Colours }
    };
    let width = column_width(sheet.columns.len(), inner, em);
    let statements = sheet.panels.iter().flat_map(|p| p.rows.iter().copied());
    let row = if plot::is_long(about, statements, 0.92 * em, SUBJECTS * width) { TALL } else { ROW };
    let natural = |_: f32, em: f32| sheet.tall(row) * em;
    let mut frame = Frame::new(paper, messages, about, words(0), natural);
    let mut kept = sheet.keep(&frame, row);
    if all > kept.iter().sum() {
        frame = Frame::new(paper, messages, about, words(all - kept.iter().sum::<usize>()), natural);
        kept = sheet.keep(&frame, row);
    }
    if all == 0 {
        frame.nothing("chart-figures-none");
        return frame.finish();
    }

    let Frame { em, body, .. } = frame;
    let pitch = sheet.pitch(&kept, body.height(), row * em * frame.stretch, em);
    for (n, column) in sheet.columns.iter().enumerate() {
        let x0 = body.x0 + n as f32 * (width + GUTTER * em);
        let drawn = || column.iter().flat_map(|&panel| sheet.panels[panel].rows[..kept[panel]].iter().copied());
        let size = plot::type_in(pitch, 1.0, 0.92 * em);
        // The bars of a column begin on one line.
        let subjects = plot::subjects(&frame, drawn(), size, SUBJECTS * width);
        let wordings = plot::labels(&frame, drawn(), size, WORDINGS * width);
        let mut at = Place { rect: Rect::new(x0, body.y0, x0 + width, body.y0), pitch, size, subjects, wordings };
        for &panel in column.iter().filter(|&&panel| kept[panel] > 0) {
            let bottom = draw_panel(&frame, &sheet.panels[panel], kept[panel], &at);
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

/// Draws a panel from the top of `at` down and says where it ends.
fn draw_panel(frame: &Frame<'_>, panel: &Panel<'_>, kept: usize, place: &Place) -> f32 {
    let Frame { canvas, look, em, .. } = frame;
    let &Place { rect: at, pitch, size, subjects, wordings } = place;
    let rows = &panel.rows[..kept];
    let axis = match &panel.unit {
        Some(_) => Axis::for_values(plot::values(rows.iter().copied())),
        None => Axis::for_values([1.0]),
    };
    let heading = match &panel.unit {
        Some(unit) => unit_heading(frame, unit, axis.is_log()),
        None => frame.messages.text("chart-figures-alone"),
    };
    let bold = canvas.style(0.95 * em, true);
    let heading = layout::shorten(&heading, bold, at.width());
    canvas.set(&heading, Point { x: at.x0, y: at.y0 + HEAD * em / 2.0 }, Anchor::Start, bold, look.text);

    let first = at.y0 + HEAD * em;
    let last = first + kept as f32 * pitch;
    let x0 = at.x0 + subjects + 0.7 * size;
    let x1 = (at.x1 - wordings - 1.6 * size).max(x0 + 4.0);
    let x1 = if panel.unit.is_none() { x1.min(x0 + SAMPLE * size) } else { x1 };
    for n in (1..kept).step_by(2) {
        let y = first + n as f32 * pitch;
        canvas.rect(Rect::new(at.x0, y, at.x1, y + pitch), look.stripe);
    }
    let plot = Plot { frame, axis, rect: Rect::new(x0, first, x1, last) };
    if panel.unit.is_some() {
        plot.grid();
    }
    for (n, statement) in rows.iter().enumerate() {
        let y = first + n as f32 * pitch;
        let middle = y + pitch / 2.0;
        // Bars keep the height of a line where subjects take two.
        let half = (0.32 * pitch).min(0.62 * size);
        let bar = Rect::new(x0, middle - half, x1, middle + half);
        plot::subject(frame, statement, Point { x: at.x0 + subjects, y: middle }, size, subjects, pitch);
        let set = Set { size, room: wordings, ground: look.row(n) };
        match panel.unit {
            Some(_) => plot.bar(statement, 1.0, bar.y0, bar.y1, &set),
            None => plot.sample(statement, bar, &set),
        }
        canvas.hit(plot::hit(Rect::new(at.x0, y, at.x1, y + pitch), statement, frame.messages));
    }
    last + FOOT * em
}
