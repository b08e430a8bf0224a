//! What every chart shares: title, the two articles above, note below, and the room between.

use super::canvas::{Anchor, Canvas};
use super::data::{About, Source};
use super::fonts::Script;
use super::layout::{self, Type};
use super::look::{Look, type_size};
use super::scene::{Drawing, Point, Rect, Side};
use super::{Paper, number};
use crate::i18n::{Lang, Messages};

/// A line of text takes this many ems.
pub const LEADING: f32 = 1.45;
/// Notes are set smaller than the chart.
const NOTE: f32 = 0.8;
/// The smallest type that is drawn, in pixels at scale 1.
pub const SMALLEST: f32 = 7.5;

/// A chart while it is drawn.
pub struct Frame<'a> {
    pub canvas: Canvas,
    pub look: Look,
    pub messages: &'a Messages,
    pub about: &'a About,
    /// Size of running type.
    pub em: f32,
    /// Where the chart itself goes.
    pub body: Rect,
    title: String,
    notes: Vec<String>,
}

/// The texts around a chart.
pub struct Words {
    pub title: String,
    /// Sample, denominators, what the signs mean; basis and sources are added.
    pub notes: Vec<String>,
}

/// The script an article is set in.
pub fn script_of(source: &Source) -> Script {
    if source.traditional { Script::Traditional } else { Script::Simplified }
}

impl<'a> Frame<'a> {
    /// Lays out a chart. `natural` says how tall the body wants to be at a width and type size; it is asked where
    /// the paper has no height of its own.
    pub fn new(
        paper: &Paper,
        messages: &'a Messages,
        about: &'a About,
        words: Words,
        natural: impl FnOnce(f32, f32) -> f32,
    ) -> Self {
        let look = Look::new(paper.theme);
        let em = type_size(paper.width);
        let margin = 1.5 * em;
        let inner = (paper.width - 2.0 * margin).max(1.0);
        let script = Script::from(messages.lang());
        let note = Type { size: NOTE * em, bold: false, script };

        let mut notes = words.notes;
        notes.push(basis(about, messages));
        notes.push(sources(about, messages));
        let lines: Vec<String> = notes.iter().flat_map(|text| layout::wrap(text, note, inner, 3)).collect();
        let title = Type { size: 1.4 * em, bold: true, script };
        let titles = layout::wrap(&words.title, title, inner, 2);

        let top = margin + titles.len() as f32 * 1.4 * em * 1.3 + 0.4 * em + legend_lines(inner, em) * LEADING * em;
        let bottom = lines.len() as f32 * NOTE * em * LEADING + margin;
        let gap = 0.9 * em;
        let height = paper.height.unwrap_or_else(|| top + gap + natural(inner, em) + gap + bottom).max(1.0);
        let canvas = Canvas::new(paper.width, height, look.background, script);

        for (n, text) in titles.iter().enumerate() {
            let at = Point { x: margin, y: margin + (n as f32 + 0.5) * 1.4 * em * 1.3 };
            canvas.set(text, at, Anchor::Start, title, look.text);
        }
        let y = margin + titles.len() as f32 * 1.4 * em * 1.3 + 0.4 * em;
        legend(&canvas, &look, about, messages, Rect::new(margin, y, margin + inner, top), em);
        let first = height - bottom;
        for (n, text) in lines.iter().enumerate() {
            let at = Point { x: margin, y: first + (n as f32 + 0.5) * NOTE * em * LEADING };
            canvas.set(text, at, Anchor::Start, note, look.muted);
        }
        let body = Rect::new(margin, top + gap, margin + inner, (first - gap).max(top + gap + 1.0));
        Self { canvas, look, messages, about, em, body, title: words.title, notes }
    }

    pub fn lang(&self) -> Lang {
        self.messages.lang()
    }

    /// The type of an article's own words.
    pub fn type_of(&self, side: Side, size: f32) -> Type {
        Type { size, bold: false, script: script_of(self.about.source(side)) }
    }

    /// Says in the middle of the body why there is nothing to see.
    pub fn nothing(&self, key: &str) {
        let at = Point { x: (self.body.x0 + self.body.x1) / 2.0, y: (self.body.y0 + self.body.y1) / 2.0 };
        let style = self.canvas.style(self.em, false);
        for (n, text) in layout::wrap(&self.messages.text(key), style, self.body.width(), 3).iter().enumerate() {
            let at = Point { y: at.y + n as f32 * LEADING * self.em, ..at };
            self.canvas.set(text, at, Anchor::Middle, style, self.look.muted);
        }
    }

    pub fn finish(self) -> Drawing {
        self.canvas.finish(self.title, self.notes.join("\n"))
    }
}

/// Both articles on one line where there is room.
fn legend_lines(width: f32, em: f32) -> f32 {
    if width > 46.0 * em { 1.0 } else { 2.0 }
}

fn legend(canvas: &Canvas, look: &Look, about: &About, messages: &Messages, rect: Rect, em: f32) {
    let one_line = legend_lines(rect.width(), em) == 1.0;
    let room = if one_line { rect.width() / 2.0 } else { rect.width() };
    for side in Side::BOTH {
        let source = about.source(side);
        let n = side as usize as f32;
        let (x, y) = if one_line { (rect.x0 + n * room, rect.y0) } else { (rect.x0, rect.y0 + n * LEADING * em) };
        let y = y + LEADING * em / 2.0;
        let square = 0.7 * em;
        canvas.rect(Rect::new(x, y - square / 2.0, x + square, y + square / 2.0), look.article(side));
        let style = Type { size: em, bold: false, script: script_of(source) };
        let facts = facts(source, messages);
        let small = Type { size: 0.85 * em, bold: false, script: Script::from(messages.lang()) };
        let facts_width = layout::width(&facts, small);
        let start = x + 1.1 * em;
        let left = room - 1.1 * em - 1.0 * em - facts_width;
        let title = layout::shorten(&source.title, style, left.max(4.0 * em));
        canvas.set(&title, Point { x: start, y }, Anchor::Start, style, look.text);
        let end = start + layout::width(&title, style) + 0.7 * em;
        if left >= 4.0 * em {
            canvas.set(&facts, Point { x: end, y }, Anchor::Start, small, look.muted);
        }
    }
}

/// What differs between articles and must be seen: date and length.
fn facts(source: &Source, messages: &Messages) -> String {
    let characters =
        messages.format("chart-characters", &[("count", number::count(source.characters as usize).into())]);
    match &source.date {
        Some(date) => format!("{date} · {characters}"),
        None => characters,
    }
}

fn basis(about: &About, messages: &Messages) -> String {
    let basis = &about.basis;
    let args = [("machine", basis.machine.as_str().into()), ("codebook", basis.codebook.as_str().into())];
    let machine = messages.format("chart-basis-machine", &args);
    let Some(coder) = &basis.coder else { return machine };
    let args = [
        ("coder", coder.name.as_str().into()),
        ("reviewed", number::count(coder.reviewed).into()),
        ("of", number::count(coder.of).into()),
    ];
    machine + &messages.format("chart-basis-coder", &args)
}

fn sources(about: &About, messages: &Messages) -> String {
    let one = |source: &Source| {
        let date = source.date.clone().unwrap_or_else(|| messages.text("chart-undated"));
        format!("{} ({date}, {})", source.doc, source.hash)
    };
    messages.format("chart-sources", &[("left", one(&about.left).into()), ("right", one(&about.right).into())])
}
