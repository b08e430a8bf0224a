//! A matrix: themes against themes, passages against passages, measures or codes against articles.

use super::super::Paper;
use super::super::canvas::Anchor;
use super::super::data::{About, Head, Matrix, MatrixCell};
use super::super::fonts::Script;
use super::super::frame::{self, Frame, Legend, SMALLEST, Words, inside};
use super::super::layout::{self, Type};
use super::super::look::Theme;
use super::super::number;
use super::super::scene::{Color, Drawing, Hit, Point, Rect};
use crate::i18n::{Lang, Messages};
use crate::themes::Colour;

/// Lines of a column's heading, set level.
const LINES: usize = 4;
/// Characters of a heading that is set upright.
const UPRIGHT: usize = 14;
/// The least width of a column, in pixels at scale 1; the most, in ems, and what it takes before names get more room.
const NARROW: f32 = 6.0;
const WIDE: f32 = 24.0;
const USUAL: f32 = 14.0;
/// The longest matrix that is drawn where the paper grows with it; the rest is in the data.
const LONGEST: usize = 60;

pub fn draw(data: &Matrix, about: &About, paper: &Paper, messages: &Messages, key: &str) -> Drawing {
    let lang = messages.lang();
    let row = match data.rows.first() {
        Some(Head::Passage { .. } | Head::Measure { .. }) => 1.6,
        _ => 2.4,
    };
    let (em, inner) = inside(paper);
    let columns = Columns::new(data, about, messages, em, inner);
    let natural = |_: f32, em: f32| data.rows.len().min(LONGEST) as f32 * row * em + columns.top + 0.5 * em;
    let words = |omitted: usize| {
        let mut notes = vec![messages.format(&format!("{key}-sample"), &[("total", number::count(data.total).into())])];
        if columns.heading == Heading::Numbers {
            let names = data.columns.iter().enumerate().map(|(n, head)| format!("{} {}", n + 1, name(head, lang)));
            notes.push(names.collect::<Vec<_>>().join(&messages.text("report-list-separator")));
        }
        if omitted > 0 {
            notes.push(messages.format("chart-omitted", &[("count", number::count(omitted).into())]));
        }
        // Columns that are articles say whose they are.
        let legend = if columns.of_articles { Legend::None } else { Legend::RowsColumns };
        Words { title: messages.text(key), notes, legend }
    };
    let mut frame = Frame::new(paper, messages, about, words(0), natural);
    let mut shape = Shape::new(&frame, data, &columns, row);
    let omitted = data.rows.len() - shape.rows + data.columns.len() - shape.columns;
    if omitted > 0 {
        frame = Frame::new(paper, messages, about, words(omitted), natural);
        shape = Shape::new(&frame, data, &columns, row);
    }
    if data.cells.is_empty() {
        frame.nothing(&format!("{key}-none"));
        return frame.finish();
    }
    shape.grid(&frame);
    shape.row_heads(&frame, data, paper.theme);
    shape.column_heads(&frame, data, &columns);
    let most = data.cells.iter().filter(|c| c.stands).map(|c| c.value).fold(f64::MIN_POSITIVE, f64::max);
    for cell in data.cells.iter().filter(|c| c.row < shape.rows && c.column < shape.columns) {
        shape.cell(&frame, data, cell, most);
    }
    frame.finish()
}

/// How columns are headed: whatever shows the whole names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Heading {
    /// Passages: their numbers, as many as have room.
    Passages,
    Level,
    /// One ideograph under the other.
    Upright,
    /// Numbers, with the names in the note.
    Numbers,
}

/// The columns, as far as paper and names decide.
struct Columns {
    heading: Heading,
    /// Type of the headings.
    size: f32,
    /// Height of the headings.
    top: f32,
    /// Of the rows' heads, with the air around them.
    labels: f32,
    width: f32,
    number: usize,
    of_articles: bool,
    /// Date and length of each article, where they are the columns and have room.
    facts: Vec<String>,
}

impl Columns {
    fn new(data: &Matrix, about: &About, messages: &Messages, em: f32, inner: f32) -> Self {
        let (heads, lang) = (&data.columns, messages.lang());
        let widths = data.rows.iter().map(|head| layout::width(&name(head, lang), style(head, lang, em)));
        let widest = widths.fold(0.0f32, f32::max);
        let numbers = if matches!(data.rows.first(), Some(Head::Passage { .. })) { 2.6 * em } else { 0.0 };
        let free = inner - heads.len() as f32 * USUAL * em - 1.6 * em;
        let labels = widest.min((0.36 * inner).max(free) - numbers) + numbers + 1.6 * em;
        let wide = (inner - labels).max(NARROW);
        let number = heads.len().min((wide / NARROW) as usize);
        let width = (wide / number.max(1) as f32).min(WIDE * em);
        let size = (0.82 * em).max(SMALLEST);
        let names: Vec<(String, Type)> =
            heads[..number].iter().map(|head| (name(head, lang), style(head, lang, size))).collect();
        let ideographs = |text: &str| text.chars().all(|c| ('\u{2e80}'..'\u{ff00}').contains(&c));
        let heading = if matches!(heads.first(), Some(Head::Passage { .. })) {
            Heading::Passages
        } else if width >= 3.0 * size && names.iter().all(|(n, style)| layout::fits(n, *style, 0.94 * width, LINES)) {
            Heading::Level
        } else if width >= 1.2 * size && names.iter().all(|(n, _)| ideographs(n) && n.chars().count() <= UPRIGHT) {
            Heading::Upright
        } else {
            Heading::Numbers
        };
        let lines = match heading {
            Heading::Level => {
                let lines = names.iter().map(|(n, style)| layout::wrap(n, *style, 0.94 * width, LINES).len());
                lines.max().unwrap_or(1)
            }
            Heading::Upright => names.iter().map(|(n, _)| n.chars().count()).max().unwrap_or(1),
            Heading::Passages | Heading::Numbers => 1,
        };
        let of_articles = matches!(heads.first(), Some(Head::Article { .. }));
        let small = Type { size: FACTS * size, bold: false, script: lang.into() };
        let facts: Vec<String> =
            about.sources().take(heads.len()).map(|source| frame::facts(source, messages)).collect();
        let fit =
            of_articles && heading == Heading::Level && facts.iter().all(|f| layout::width(f, small) <= 0.96 * width);
        let facts = if fit { facts } else { Vec::new() };
        let lines = lines + usize::from(!facts.is_empty());
        let leading = if heading == Heading::Upright { 1.12 } else { 1.3 };
        Self { heading, size, top: lines as f32 * leading * size + 0.6 * em, labels, width, number, of_articles, facts }
    }
}

/// Type of the facts under an article's title, to that of the title.
const FACTS: f32 = 0.9;

/// Where rows and columns stand.
struct Shape {
    field: Rect,
    rows: usize,
    columns: usize,
    pitch: f32,
    width: f32,
    /// Type of the rows' heads.
    size: f32,
}

impl Shape {
    fn new(frame: &Frame<'_>, data: &Matrix, columns: &Columns, row: f32) -> Self {
        let Frame { em, body, .. } = *frame;
        let room = (body.height() - columns.top).max(1.0);
        let least = 1.3 * SMALLEST;
        let rows = data.rows.len().min((room / least) as usize).max(1).min(data.rows.len());
        // On paper that grows, the longest matrix is cut where its rows would be cramped.
        let rows = if frame.stretch > 1.0 { rows } else { rows.min(LONGEST) };
        let pitch = (room / rows.max(1) as f32).min(row * em * frame.stretch);
        let size = (pitch / 1.4).min(em).max(SMALLEST);
        // Rows that are set smaller need less for their heads.
        let lang = frame.lang();
        let widest = data.rows[..rows].iter().map(|head| layout::width(&name(head, lang), style(head, lang, size)));
        let numbers = if columns.heading == Heading::Passages { 2.6 * size } else { 0.0 };
        let labels = (widest.fold(0.0f32, f32::max) + numbers + 1.6 * size).min(columns.labels);
        let x0 = body.x0 + labels;
        let y0 = body.y0 + columns.top;
        let (width, number) = (columns.width, columns.number);
        let field = Rect::new(x0, y0, x0 + number as f32 * width, y0 + rows as f32 * pitch);
        Self { field, rows, columns: number, pitch, width, size }
    }

    fn rect(&self, row: usize, column: usize) -> Rect {
        let (x, y) = (self.field.x0 + column as f32 * self.width, self.field.y0 + row as f32 * self.pitch);
        Rect::new(x, y, x + self.width, y + self.pitch)
    }

    fn grid(&self, frame: &Frame<'_>) {
        let Frame { canvas, look, em, .. } = frame;
        let thin = (em / 18.0).max(0.6);
        for n in 0..=self.rows {
            let y = self.field.y0 + n as f32 * self.pitch;
            canvas.line(&[Point { x: self.field.x0, y }, Point { x: self.field.x1, y }], thin, look.grid);
        }
        for n in 0..=self.columns {
            let x = self.field.x0 + n as f32 * self.width;
            canvas.line(&[Point { x, y: self.field.y0 }, Point { x, y: self.field.y1 }], thin, look.grid);
        }
    }

    fn row_heads(&self, frame: &Frame<'_>, data: &Matrix, theme: Theme) {
        let Frame { canvas, look, body, .. } = frame;
        let lang = frame.lang();
        for (n, head) in data.rows[..self.rows].iter().enumerate() {
            let y = self.field.y0 + (n as f32 + 0.5) * self.pitch;
            let style = style(head, lang, self.size);
            let end = self.field.x0 - 0.5 * self.size;
            let rect = Rect::new(body.x0, y - self.pitch / 2.0, self.field.x0, y + self.pitch / 2.0);
            let words = name(head, lang);
            let mut places = Vec::new();
            if let Head::Passage { id, place, .. } = head {
                // Numbers in a column of their own, words against its edge: a list that is read down.
                let edge = body.x0 + 2.2 * self.size;
                canvas.set(&id.number().to_string(), Point { x: edge, y }, Anchor::End, style, look.muted);
                let start = edge + 0.6 * self.size;
                let text = layout::shorten(&words, style, end - start);
                canvas.set(&text, Point { x: start, y }, Anchor::Start, style, look.text);
                places.push(*place);
            } else {
                let swatch = colour(head).map(|c| shown(c, theme));
                let room = end - body.x0 - if swatch.is_some() { 1.1 * self.size } else { 0.0 };
                let text = layout::shorten(&words, style, room);
                canvas.set(&text, Point { x: end, y }, Anchor::End, style, look.text);
                if let Some(color) = swatch {
                    let x = end - layout::width(&text, style) - 0.7 * self.size;
                    canvas.circle(Point { x, y }, 0.3 * self.size, look.shown(color));
                }
            }
            canvas.hit(Hit { rect, tip: vec![words], places, ..Hit::default() });
        }
    }

    fn column_heads(&self, frame: &Frame<'_>, data: &Matrix, columns: &Columns) {
        let Frame { canvas, look, em, .. } = frame;
        let (lang, size) = (frame.lang(), columns.size);
        let mut free = f32::NEG_INFINITY;
        for (n, head) in data.columns[..self.columns].iter().enumerate() {
            let x = self.field.x0 + (n as f32 + 0.5) * self.width;
            let words = name(head, lang);
            let style = style(head, lang, size);
            let bottom = self.field.y0 - 0.3 * em;
            match columns.heading {
                Heading::Level => {
                    let lines = layout::wrap(&words, style, self.width * 0.94, LINES);
                    let facts = columns.facts.get(n);
                    if let Some(facts) = facts {
                        let at = Point { x, y: bottom - 0.5 * 1.3 * size };
                        canvas.set(facts, at, Anchor::Middle, canvas.style(FACTS * size, false), look.muted);
                    }
                    let below = if facts.is_some() { 1.5 } else { 0.5 };
                    for (n, text) in lines.iter().rev().enumerate() {
                        let y = bottom - (n as f32 + below) * 1.3 * size;
                        canvas.set(text, Point { x, y }, Anchor::Middle, style, look.text);
                    }
                }
                Heading::Upright => {
                    for (n, c) in words.chars().rev().enumerate() {
                        let y = bottom - (n as f32 + 0.5) * 1.12 * size;
                        canvas.set(&c.to_string(), Point { x, y }, Anchor::Middle, style, look.text);
                    }
                }
                Heading::Passages | Heading::Numbers => {
                    let text = match head {
                        Head::Passage { id, .. } => id.number().to_string(),
                        _ => (n + 1).to_string(),
                    };
                    let half = layout::width(&text, style) / 2.0;
                    if x - half > free {
                        let at = Point { x, y: bottom - 0.65 * size };
                        canvas.set(&text, at, Anchor::Middle, style, look.muted);
                        free = x + half + 0.3 * size;
                    }
                }
            }
            let rect =
                Rect::new(x - self.width / 2.0, self.field.y0 - columns.top, x + self.width / 2.0, self.field.y0);
            let places = if let Head::Passage { place, .. } = head { vec![*place] } else { Vec::new() };
            canvas.hit(Hit { rect, tip: vec![words], places, ..Hit::default() });
        }
    }

    fn cell(&self, frame: &Frame<'_>, data: &Matrix, cell: &MatrixCell, most: f64) {
        let Frame { canvas, look, em, .. } = frame;
        let rect = self.rect(cell.row, cell.column);
        let inner = rect.shrunk((em / 16.0).max(0.6));
        let scores = matches!(data.columns.first(), Some(Head::Passage { .. }));
        let words = if scores { format!("{:.2}", cell.value) } else { number::count(cell.value as usize) };
        if cell.stands {
            let strength = (cell.value / most).clamp(0.0, 1.0) as f32;
            let ground = look.background.mixed(look.cell, 0.12 + 0.88 * strength);
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
            Head::Passage { id, words, .. } => format!("{} {words}", id.number()),
            _ => name(head, frame.lang()),
        };
        let (row, column) = (tip(&data.rows[cell.row]), tip(&data.columns[cell.column]));
        let tips = if scores { vec![words, row, column] } else { vec![format!("{row} × {column}"), words] };
        let tip = tips.into_iter().chain(cell.sentences.iter().cloned()).collect();
        let beyond = cell.elsewhere.first().map(|&span| (cell.column, span));
        canvas.hit(Hit { rect, tip, places: cell.places.clone(), beyond });
    }
}

fn name(head: &Head, lang: Lang) -> String {
    match head {
        Head::Theme { name, .. } | Head::Code { name, .. } => name.in_lang(lang).to_owned(),
        Head::Passage { words, .. } => words.clone(),
        Head::Article { title, .. } => title.clone(),
        Head::Measure { name, .. } => name.clone(),
    }
}

fn colour(head: &Head) -> Option<Colour> {
    match head {
        Head::Theme { colour, .. } => Some(*colour),
        Head::Code { colour, .. } => *colour,
        _ => None,
    }
}

/// The codebook's colour on this ground.
pub fn shown(colour: Colour, theme: Theme) -> Color {
    let [r, g, b] = if theme == Theme::Dark { colour.dark.0 } else { colour.light.0 };
    Color { r, g, b, a: 255 }
}

/// An article's own words are set in its own script.
fn style(head: &Head, lang: Lang, size: f32) -> Type {
    let script = match head {
        Head::Passage { traditional, .. } | Head::Article { traditional, .. } | Head::Measure { traditional, .. } => {
            if *traditional {
                Script::Traditional
            } else {
                Script::Simplified
            }
        }
        Head::Theme { .. } | Head::Code { .. } => Script::from(lang),
    };
    Type { size, bold: false, script }
}
