//! What every chart shares: title, the two articles above, note below, and the room between.

use super::canvas::{Anchor, Canvas};
use super::data::{About, Source};
use super::fonts::Script;
use super::layout::{self, Type};
use super::look::{Look, type_size};
use super::scene::{Drawing, Hit, Point, Rect, Side};
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
    /// How much taller than roomy a row may be: paper of a given height is filled.
    pub stretch: f32,
    title: String,
    notes: Vec<String>,
}

/// The texts around a chart.
pub struct Words {
    pub title: String,
    /// Sample, denominators, what the signs mean; basis and sources are added.
    pub notes: Vec<String>,
    pub legend: Legend,
}

/// How the two articles stand above a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Legend {
    /// Each with its colour.
    Colours,
    /// The left one as rows, the right one as columns.
    RowsColumns,
    /// Not at all: the chart names them itself.
    None,
}

/// The size of running type and the width between the margins, on paper of a width.
pub fn inside(paper: &Paper) -> (f32, f32) {
    let em = type_size(paper.width);
    (em, (paper.width - 2.0 * MARGIN * em).max(1.0))
}

const MARGIN: f32 = 1.5;
/// Lines of one note: the names of many articles may take some.
const NOTE_LINES: usize = 10;

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
        let (em, inner) = inside(paper);
        let margin = MARGIN * em;
        let script = Script::from(messages.lang());
        let note = Type { size: NOTE * em, bold: false, script };

        let mut notes = words.notes;
        notes.push(basis(about, messages));
        notes.push(sources(about, messages));
        let lines: Vec<String> = notes.iter().flat_map(|text| layout::wrap(text, note, inner, NOTE_LINES)).collect();
        let title = Type { size: 1.4 * em, bold: true, script };
        let titles = layout::wrap(&words.title, title, inner, 2);

        let mut key: Vec<Entry<'_>> = match words.legend {
            Legend::None => Vec::new(),
            legend => Side::BOTH.map(|side| Entry::new(side, about, messages, legend, inner, em)).into(),
        };
        if beside(inner, em) {
            // Side by side the facts stand on one line, whatever the titles take.
            let (below, titles) = (key.iter().any(|e| e.below), key.iter().map(|e| e.titles).max().unwrap_or(0));
            for entry in &mut key {
                (entry.below, entry.titles) = (below, titles);
            }
        }
        let of = |entry: &Entry<'_>| entry.height() as f32;
        let key_lines =
            if beside(inner, em) { key.iter().map(of).fold(0.0, f32::max) } else { key.iter().map(of).sum() };
        let top = margin + titles.len() as f32 * 1.4 * em * 1.3 + 0.4 * em + key_lines * LEADING * em;
        let bottom = lines.len() as f32 * NOTE * em * LEADING + margin;
        let gap = 0.9 * em;
        let height = paper.height.unwrap_or_else(|| top + gap + natural(inner, em) + gap + bottom).max(1.0);
        let canvas = Canvas::new(paper.width, height, look.background, script);

        for (n, text) in titles.iter().enumerate() {
            let at = Point { x: margin, y: margin + (n as f32 + 0.5) * 1.4 * em * 1.3 };
            canvas.set(text, at, Anchor::Start, title, look.text);
        }
        let y = margin + titles.len() as f32 * 1.4 * em * 1.3 + 0.4 * em;
        let mut at = Point { x: margin, y };
        for entry in &key {
            entry.draw(&canvas, &look, at, em, script);
            at = if beside(inner, em) {
                Point { x: at.x + inner / 2.0, y }
            } else {
                Point { x: margin, y: at.y + entry.height() as f32 * LEADING * em }
            };
        }
        let first = height - bottom;
        for (n, text) in lines.iter().enumerate() {
            let at = Point { x: margin, y: first + (n as f32 + 0.5) * NOTE * em * LEADING };
            canvas.set(text, at, Anchor::Start, note, look.muted);
        }
        let body = Rect::new(margin, top + gap, margin + inner, (first - gap).max(top + gap + 1.0));
        let stretch = if paper.height.is_some() { 1.6 } else { 1.0 };
        Self { canvas, look, messages, about, em, body, stretch, title: words.title, notes }
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
fn beside(width: f32, em: f32) -> bool {
    width > 46.0 * em
}

/// An article as it stands above a chart: its colour, its title, what differs.
struct Entry<'a> {
    side: Side,
    source: &'a Source,
    style: Type,
    /// What stands before the title in place of its colour.
    mark: Option<String>,
    /// How far the title stands in.
    indent: f32,
    /// The title, in two lines where one is too short.
    lines: Vec<String>,
    /// Lines that titles take, here or in the entry beside it.
    titles: usize,
    facts: String,
    /// The facts stand on a line of their own, since the title leaves them no room.
    below: bool,
}

impl<'a> Entry<'a> {
    fn new(side: Side, about: &'a About, messages: &Messages, legend: Legend, inner: f32, em: f32) -> Self {
        let source = about.source(side);
        let style = Type { size: em, bold: false, script: script_of(source) };
        let facts = facts(source, messages);
        let small = Type { size: SMALL * em, bold: false, script: Script::from(messages.lang()) };
        let mark = (legend == Legend::RowsColumns)
            .then(|| messages.text(if side == Side::Left { "chart-rows" } else { "chart-columns" }));
        let indent = mark.as_ref().map_or(INDENT * em, |mark| layout::width(mark, small) + 0.4 * em);
        let room = if beside(inner, em) { inner / 2.0 - em } else { inner } - indent;
        let lines = layout::wrap(&source.title, style, room, 2);
        let last = lines.last().map_or(0.0, |line| layout::width(line, style));
        let below = last + 0.7 * em + layout::width(&facts, small) > room;
        Self { side, source, style, mark, indent, titles: lines.len(), lines, facts, below }
    }

    /// In lines.
    fn height(&self) -> usize {
        self.titles + usize::from(self.below)
    }

    fn draw(&self, canvas: &Canvas, look: &Look, at: Point, em: f32, script: Script) {
        let small = Type { size: SMALL * em, bold: false, script };
        let square = 0.7 * em;
        let y = at.y + LEADING * em / 2.0;
        match &self.mark {
            Some(mark) => canvas.set(mark, Point { x: at.x, y }, Anchor::Start, small, look.muted),
            None => {
                let rect = Rect::new(at.x, y - square / 2.0, at.x + square, y + square / 2.0);
                canvas.rect(rect, look.article(self.side));
            }
        }
        let start = at.x + self.indent;
        let mut end = Point { x: start, y };
        for (n, line) in self.lines.iter().enumerate() {
            let y = y + n as f32 * LEADING * em;
            canvas.set(line, Point { x: start, y }, Anchor::Start, self.style, look.text);
            end = Point { x: start + layout::width(line, self.style) + 0.7 * em, y };
        }
        if self.below {
            end = Point { x: start, y: y + self.titles as f32 * LEADING * em };
        }
        canvas.set(&self.facts, end, Anchor::Start, small, look.muted);
        canvas.hit(Hit {
            rect: Rect::new(at.x, at.y, end.x, end.y + LEADING * em / 2.0),
            tip: vec![self.source.title.clone(), self.facts.clone()],
            ..Hit::default()
        });
    }
}

/// Of an article's facts, in ems, and how far its title stands in.
const SMALL: f32 = 0.85;
const INDENT: f32 = 1.1;

/// What differs between articles and must be seen: date and length.
pub fn facts(source: &Source, messages: &Messages) -> String {
    let characters =
        messages.format("chart-characters", &[("count", number::count(source.characters as usize).into())]);
    match &source.date {
        Some(date) => format!("{date}  {characters}"),
        None => characters,
    }
}

fn basis(about: &About, messages: &Messages) -> String {
    let basis = &about.basis;
    if !basis.codings_of.is_empty() {
        let coders = basis.codings_of.join(&messages.text("report-list-separator"));
        return messages.format("chart-basis-codings", &[("coders", coders.into())]);
    }
    let args = [("machine", basis.machine.as_str().into()), ("codebook", basis.codebook.as_str().into())];
    let machine = messages.format("chart-basis-machine", &args);
    let Some(coder) = &basis.coder else { return machine };
    let args = [
        ("coder", coder.name.as_str().into()),
        ("reviewed", number::count(coder.reviewed).into()),
        ("of", number::count(coder.of).into()),
        ("figures", number::count(coder.figures).into()),
        ("measures", number::count(coder.measures).into()),
        ("pairs", number::count(coder.pairs).into()),
    ];
    machine + &messages.format("chart-basis-coder", &args)
}

fn sources(about: &About, messages: &Messages) -> String {
    let one = |source: &Source| {
        let date = source.date.clone().unwrap_or_else(|| messages.text("chart-undated"));
        format!("{} ({date}, {})", source.doc, source.hash)
    };
    if !about.others.is_empty() {
        let list: Vec<String> = about.sources().enumerate().map(|(n, s)| format!("{} {}", n + 1, one(s))).collect();
        let list = list.join(&messages.text("report-list-separator"));
        return messages.format("chart-sources-many", &[("list", list.into())]);
    }
    messages.format("chart-sources", &[("left", one(&about.left).into()), ("right", one(&about.right).into())])
}
