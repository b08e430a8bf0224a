//! A matrix: themes against themes, or passages against passages.

use super::super::Paper;
use super::super::canvas::Anchor;
use super::super::data::{About, Head, Matrix, MatrixCell};
use super::super::frame::{Frame, SMALLEST, Words};
use super::super::layout::{self, Type};
use super::super::look::Theme;
use super::super::number;
use super::super::scene::{Color, Drawing, Hit, Point, Rect, Side};
use crate::i18n::Messages;

const ROW: f32 = 2.4;
/// Lines of a column's heading.
const LINES: usize = 3;
/// The least width of a column, in pixels at scale 1.
const NARROW: f32 = 6.0;

pub fn draw(data: &Matrix, about: &About, paper: &Paper, messages: &Messages, key: &str) -> Drawing {
    let themes = data.rows.iter().any(|head| matches!(head, Head::Theme { .. }));
    let row = if themes { ROW } else { 1.5 };
    let natural = |_, em: f32| ((data.rows.len() as f32 * row) + 5.0).max(8.0) * em;
    let words = |omitted: usize| {
        let mut notes = vec![messages.format(&format!("{key}-sample"), &[("links", number::count(data.links).into())])];
        if omitted > 0 {
            notes.push(messages.format("chart-omitted", &[("count", number::count(omitted).into())]));
        }
        Words { title: messages.text(key), notes }
    };
    let mut frame = Frame::new(paper, messages, about, words(0), natural);
    let mut shape = Shape::new(&frame, data, row);
    let omitted = data.rows.len() - shape.rows + data.columns.len() - shape.columns;
    if omitted > 0 {
        frame = Frame::new(paper, messages, about, words(omitted), natural);
        shape = Shape::new(&frame, data, row);
    }
    if data.cells.is_empty() {
        frame.nothing("chart-matrix-none");
        return frame.finish();
    }
    shape.heads(&frame, data, paper.theme);
    let most = data.cells.iter().filter(|c| c.stands).map(|c| c.value).fold(f64::MIN_POSITIVE, f64::max);
    for cell in data.cells.iter().filter(|c| c.row < shape.rows && c.column < shape.columns) {
        shape.cell(&frame, data, cell, most, themes);
    }
    frame.finish()
}

/// Where rows and columns stand.
struct Shape {
    field: Rect,
    rows: usize,
    columns: usize,
    pitch: f32,
    width: f32,
    /// Type of the rows' heads.
    size: f32,
    labels: f32,
}

impl Shape {
    fn new(frame: &Frame<'_>, data: &Matrix, row: f32) -> Self {
        let Frame { em, body, .. } = *frame;
        let themes = matches!(data.columns.first(), Some(Head::Theme { .. }));
        let top = if themes { LINES as f32 * 1.3 * em } else { 1.6 * em };
        let room = (body.height() - top - 0.3 * em).max(1.0);
        let least = 1.3 * SMALLEST;
        let rows = data.rows.len().min((room / least) as usize).max(1).min(data.rows.len());
        let pitch = (room / rows.max(1) as f32).min(row * em);
        let size = (pitch / 1.4).min(em).max(SMALLEST);
        let widths = data.rows.iter().map(|head| layout::width(&name(frame, head), style(frame, head, size)));
        let labels = widths.fold(0.0f32, f32::max).min(0.36 * body.width()) + 1.6 * size;
        let wide = body.width() - labels;
        let columns = data.columns.len().min((wide / NARROW) as usize);
        let width = (wide / columns.max(1) as f32).min(8.0 * em);
        let x0 = body.x0 + labels;
        let field = Rect::new(x0, body.y0 + top, x0 + columns as f32 * width, body.y0 + top + rows as f32 * pitch);
        Self { field, rows, columns, pitch, width, size, labels }
    }

    fn rect(&self, row: usize, column: usize) -> Rect {
        let (x, y) = (self.field.x0 + column as f32 * self.width, self.field.y0 + row as f32 * self.pitch);
        Rect::new(x, y, x + self.width, y + self.pitch)
    }

    fn heads(&self, frame: &Frame<'_>, data: &Matrix, theme: Theme) {
        let Frame { canvas, look, em, body, .. } = frame;
        let thin = (em / 18.0).max(0.6);
        for n in 0..=self.rows {
            let y = self.field.y0 + n as f32 * self.pitch;
            canvas.line(&[Point { x: self.field.x0, y }, Point { x: self.field.x1, y }], thin, look.grid);
        }
        for n in 0..=self.columns {
            let x = self.field.x0 + n as f32 * self.width;
            canvas.line(&[Point { x, y: self.field.y0 }, Point { x, y: self.field.y1 }], thin, look.grid);
        }
        for (n, head) in data.rows[..self.rows].iter().enumerate() {
            let y = self.field.y0 + (n as f32 + 0.5) * self.pitch;
            let style = style(frame, head, self.size);
            let text = layout::shorten(&name(frame, head), style, self.labels - 1.6 * self.size);
            let end = Point { x: self.field.x0 - 0.5 * self.size, y };
            canvas.set(&text, end, Anchor::End, style, look.text);
            if let Head::Theme { colour, .. } = head {
                let [r, g, b] = if theme == Theme::Dark { colour.dark.0 } else { colour.light.0 };
                let x = end.x - layout::width(&text, style) - 0.7 * self.size;
                canvas.circle(Point { x, y }, 0.3 * self.size, look.shown(Color { r, g, b, a: 255 }));
            }
            if let Head::Passage { words, place, .. } = head {
                let rect = Rect::new(body.x0, y - self.pitch / 2.0, self.field.x0, y + self.pitch / 2.0);
                canvas.hit(Hit { rect, tip: vec![words.clone()], places: vec![*place] });
            }
        }
        let small = (0.82 * em).max(SMALLEST);
        let mut free = f32::NEG_INFINITY;
        for (n, head) in data.columns[..self.columns].iter().enumerate() {
            let x = self.field.x0 + (n as f32 + 0.5) * self.width;
            let style = style(frame, head, small);
            match head {
                Head::Theme { .. } => {
                    let lines = layout::wrap(&name(frame, head), style, self.width * 0.96, LINES);
                    for (n, text) in lines.iter().rev().enumerate() {
                        let y = self.field.y0 - (n as f32 + 0.5) * 1.3 * small - 0.3 * em;
                        canvas.set(text, Point { x, y }, Anchor::Middle, style, look.text);
                    }
                }
                Head::Passage { id, words, place } => {
                    let text = id.number().to_string();
                    let half = layout::width(&text, style) / 2.0;
                    if x - half > free {
                        canvas.set(&text, Point { x, y: self.field.y0 - 0.8 * em }, Anchor::Middle, style, look.muted);
                        free = x + half + 0.3 * small;
                    }
                    let rect =
                        Rect::new(x - self.width / 2.0, self.field.y0 - 1.6 * em, x + self.width / 2.0, self.field.y0);
                    canvas.hit(Hit { rect, tip: vec![words.clone()], places: vec![*place] });
                }
            }
        }
    }

    fn cell(&self, frame: &Frame<'_>, data: &Matrix, cell: &MatrixCell, most: f64, counts: bool) {
        let Frame { canvas, look, em, .. } = frame;
        let rect = self.rect(cell.row, cell.column);
        let inner = rect.shrunk((em / 16.0).max(0.6));
        let words = if counts { number::count(cell.value as usize) } else { format!("{:.2}", cell.value) };
        if cell.stands {
            let strength = (cell.value / most).clamp(0.0, 1.0) as f32;
            let ground = look.background.mixed(look.article(Side::Left), 0.15 + 0.85 * strength);
            canvas.rect(inner, ground);
            let style = canvas.style((0.85 * em).min(0.7 * self.pitch), false);
            if style.size >= SMALLEST && layout::width(&words, style) < inner.width() * 0.9 {
                let center = Point { x: (rect.x0 + rect.x1) / 2.0, y: (rect.y0 + rect.y1) / 2.0 };
                canvas.set(&words, center, Anchor::Middle, style, look.ink_on(ground));
            }
        } else {
            let center = Point { x: (rect.x0 + rect.x1) / 2.0, y: (rect.y0 + rect.y1) / 2.0 };
            canvas.circle(center, (0.14 * self.pitch.min(self.width)).max(0.8), look.muted);
        }
        let tip = |head: &Head| match head {
            Head::Theme { .. } => name(frame, head),
            Head::Passage { id, words, .. } => format!("{} {words}", id.number()),
        };
        let tips = vec![words, tip(&data.rows[cell.row]), tip(&data.columns[cell.column])];
        canvas.hit(Hit { rect, tip: tips, places: cell.places.clone() });
    }
}

fn name(frame: &Frame<'_>, head: &Head) -> String {
    match head {
        Head::Theme { name, .. } => name.in_lang(frame.lang()).to_owned(),
        Head::Passage { id, words, .. } => format!("{}  {words}", id.number()),
    }
}

/// Passages are set in their own script.
fn style(frame: &Frame<'_>, head: &Head, size: f32) -> Type {
    match head {
        Head::Theme { .. } => frame.canvas.style(size, false),
        Head::Passage { place, .. } => frame.type_of(place.side, size),
    }
}
