//! PDF: the text layer, line by line as it stands on the page, with a map of the pages.
//!
//! lopdf reads the objects and the operators of a page; what the codes mean is in [`super::fonts`].

use std::collections::BTreeMap;
use std::rc::Rc;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::Extracted;
use super::fonts::{Font, upright};
use crate::article::Hint;
use crate::article::load::LoadError;
use crate::article::warning::{Warning, WarningKind};
use crate::text::{CharIndex, Span};

/// The most bytes one page, or one part of it that is used again, may unpack to.
const LARGEST_PAGE: usize = 32 << 20;
/// The most operators of a document that are carried out: nested parts can multiply.
const MOST_OPERATORS: usize = 20_000_000;
/// How deep parts of a page may use other parts.
const DEEPEST_FORM: usize = 12;

pub fn extract(bytes: &[u8]) -> Result<Extracted, LoadError> {
    let options = lopdf::LoadOptions { max_decompressed_size: Some(LARGEST_PAGE), ..Default::default() };
    let doc = Document::load_mem_with_options(bytes, options).map_err(|e| match e {
        lopdf::Error::Decryption(_) | lopdf::Error::InvalidPassword => LoadError::Encrypted,
        e => LoadError::Damaged(e.to_string()),
    })?;
    if doc.is_encrypted() {
        return Err(LoadError::Encrypted);
    }
    let pages = doc.get_pages();
    if pages.is_empty() {
        return Err(LoadError::Damaged("it has no pages".into()));
    }
    let mut reader = Reader { doc: &doc, fonts: BTreeMap::new(), operators: 0 };
    let mut out = Extracted::default();
    let (mut unknown, mut empty, mut numbers) = (0u32, 0, Vec::new());
    let mut found: Vec<(u32, Vec<Line>, Dropped)> = Vec::with_capacity(pages.len());
    for (number, page) in &pages {
        let mut page = columns(reader.page(*page));
        page.retain(|line| !line.text.trim().is_empty());
        empty += usize::from(page.is_empty());
        let dropped = drop_page_number(&mut page);
        unknown += page.iter().map(|l| l.text.matches('\u{fffd}').count() as u32).sum::<u32>();
        found.push((*number, page, dropped));
    }
    if empty == pages.len() {
        return Err(LoadError::NoTextLayer { pages: pages.len() });
    }
    for (number, page, dropped) in &found {
        // The page begins with its first line, or where the next page begins if it has none.
        let start = out.chars + u32::from(!out.text.is_empty());
        out.pages.push(CharIndex(start));
        if page.is_empty() {
            let places = vec![Span::new(out.chars, out.chars)];
            out.warnings.push(Warning { kind: WarningKind::PageWithoutText { page: *number }, places });
        }
        numbers.extend(dropped.head.then_some(start));
        let edge = |vertical: bool| {
            let ways = page.iter().filter(|line| line.vertical == vertical);
            ways.map(|line| line.x).fold(f32::MAX, f32::min)
        };
        let (left, top) = (edge(false), edge(true));
        for line in page {
            // 首行缩进: a paragraph begins about two ideographs further in.
            let indent = (line.x - if line.vertical { top } else { left }) / line.size.max(1.0);
            let paragraph = (1.2..=3.0).contains(&indent);
            out.line(line.text.trim_end(), paragraph.then_some(Hint::Paragraph));
        }
        numbers.extend(dropped.foot.then_some(out.chars));
    }
    if unknown > 0 {
        let places = out.replaced();
        out.warnings.push(Warning { kind: WarningKind::UnknownGlyphs { count: unknown }, places });
    }
    out.warn_at(&numbers, |count| WarningKind::PageFurnitureLeftOut { count });
    Ok(out)
}

/// The fewest characters one below the other that show that a page is set in columns.
const COLUMN: usize = 6;

/// Columns of a page that sets each character by itself, in a font that knows nothing of running from top to bottom.
fn columns(page: Vec<Line>) -> Vec<Line> {
    let single = |line: &Line| !line.vertical && line.text.trim().chars().count() == 1;
    let below = |line: &Line, next: &Line| {
        let down = (line.y - next.y) / line.size.max(1.0);
        (line.x - next.x).abs() < 0.6 * line.size && (0.6..=2.2).contains(&down)
    };
    let follows = |a: &Line, b: &Line| single(a) && single(b) && below(a, b);
    if !page.chunk_by(follows).any(|run| run.len() >= COLUMN) {
        return page;
    }
    let column = |run: &[Line]| Line {
        text: run.iter().flat_map(|line| line.text.trim().chars()).map(upright).collect(),
        x: -run[0].y,
        y: run[0].x,
        vertical: run.iter().all(single),
        size: run[0].size,
    };
    let runs = page.chunk_by(follows);
    runs.map(|run| match run {
        [line] if !single(line) => Line { text: line.text.clone(), ..*line },
        run => column(run),
    })
    .collect()
}

/// Takes the page's number off its foot or head, which would part a sentence that goes on overleaf.
fn drop_page_number(page: &mut Vec<Line>) -> Dropped {
    let is_number = |line: &Line| {
        let core = line.text.trim_matches(|c: char| c.is_whitespace() || "-—–－·第页頁".contains(c));
        let total = core.split(['/', '共']).all(|n| {
            let n = n.trim_matches(|c: char| c.is_whitespace() || "页頁第,，".contains(c));
            !n.is_empty() && n.len() <= 4 && n.chars().all(|c| c.is_ascii_digit())
        });
        total && !core.is_empty()
    };
    let foot = page.len() > 1 && page.last().is_some_and(is_number);
    if foot {
        page.pop();
    }
    let head = page.len() > 1 && page.first().is_some_and(is_number);
    if head {
        page.remove(0);
    }
    Dropped { head, foot }
}

/// Where a page had a number.
struct Dropped {
    head: bool,
    foot: bool,
}

/// A line of a page, or a column where lines run from top to bottom.
struct Line {
    text: String,
    /// Where it begins: from the left, or from the top.
    x: f32,
    /// Where it runs: its baseline, from below.
    y: f32,
    vertical: bool,
    /// Size of its first character.
    size: f32,
}

/// `[a b c d e f]`: x' = ax + cy + e, y' = bx + dy + f.
#[derive(Clone, Copy)]
struct Matrix([f32; 6]);

impl Matrix {
    const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// First `self`, then `next`.
    fn then(self, next: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, next.0);
        Self([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    fn moved(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    fn of(operands: &[Object]) -> Option<Self> {
        let numbers: Vec<f32> = operands.iter().filter_map(|o| o.as_float().ok()).collect();
        Some(Self(numbers.try_into().ok()?))
    }
}

/// What `q` saves and `Q` restores.
#[derive(Clone)]
struct State {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f32,
    char_space: f32,
    word_space: f32,
    scale: f32,
    leading: f32,
    rise: f32,
}

impl State {
    fn new(ctm: Matrix) -> Self {
        Self { ctm, font: None, size: 1.0, char_space: 0.0, word_space: 0.0, scale: 1.0, leading: 0.0, rise: 0.0 }
    }
}

/// Lines as they grow.
#[derive(Default)]
struct Page {
    lines: Vec<Line>,
    /// Where the last character ended, its baseline and size.
    end: Option<(f32, f32, f32)>,
}

/// A character on the page: where it begins and ends along its line, and where that line is.
struct Place {
    x: f32,
    end_x: f32,
    y: f32,
    size: f32,
    vertical: bool,
}

impl Page {
    fn put(&mut self, text: &str, Place { x, end_x, y, size, vertical }: Place) {
        let wide = |c: Option<char>| c.is_some_and(|c| c >= '\u{2e80}');
        let same_line = self.end.is_some_and(|(last_x, last_y, last_size)| {
            (y - last_y).abs() < 0.5 * size.max(last_size) && x > last_x - 2.0 * size.max(last_size)
        });
        match (self.lines.last_mut(), self.end) {
            (Some(line), Some((last_x, ..))) if same_line && line.vertical == vertical => {
                let gap = (x - last_x) / size.max(0.1);
                let between_wide = wide(line.text.chars().next_back()) && wide(text.chars().next());
                let least = if between_wide { 0.9 } else { 0.22 };
                if gap > least && !line.text.ends_with(' ') && !text.starts_with(' ') {
                    line.text.push(' ');
                }
                line.text.push_str(text);
            }
            _ => self.lines.push(Line { text: text.to_owned(), x, y, vertical, size }),
        }
        self.end = Some((end_x, y, size));
    }
}

struct Reader<'d> {
    doc: &'d Document,
    fonts: BTreeMap<ObjectId, Rc<Font>>,
    operators: usize,
}

impl<'d> Reader<'d> {
    fn page(&mut self, id: ObjectId) -> Vec<Line> {
        let doc = self.doc;
        let mut resources: Vec<&Dictionary> = Vec::new();
        if let Ok((own, shared)) = doc.get_page_resources(id) {
            resources.extend(own);
            resources.extend(shared.iter().filter_map(|id| doc.get_dictionary(*id).ok()));
        }
        let mut page = Page::default();
        if let Ok(content) = doc.get_page_content_with_limit(id, LARGEST_PAGE) {
            self.run(&content, &resources, Matrix::IDENTITY, &mut page, 0);
        }
        page.lines
    }

    fn run(&mut self, content: &[u8], resources: &[&'d Dictionary], ctm: Matrix, page: &mut Page, depth: usize) {
        let Ok(content) = Content::decode(content) else { return };
        let mut state = State::new(ctm);
        let mut saved: Vec<State> = Vec::new();
        let (mut text, mut line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        for operation in &content.operations {
            self.operators += 1;
            if self.operators > MOST_OPERATORS {
                return;
            }
            let operands = &operation.operands;
            let number = |n: usize| operands.get(n).and_then(|o| o.as_float().ok()).unwrap_or(0.0);
            match operation.operator.as_str() {
                "q" if saved.len() < 256 => saved.push(state.clone()),
                "Q" => state = saved.pop().unwrap_or(state),
                "cm" => {
                    if let Some(matrix) = Matrix::of(operands) {
                        state.ctm = matrix.then(state.ctm);
                    }
                }
                "BT" => (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY),
                "Tf" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        state.font = self.font(name, resources);
                    }
                    state.size = number(1);
                }
                "Tc" => state.char_space = number(0),
                "Tw" => state.word_space = number(0),
                "Tz" => state.scale = number(0) / 100.0,
                "TL" => state.leading = number(0),
                "Ts" => state.rise = number(0),
                "Td" | "TD" => {
                    if operation.operator == "TD" {
                        state.leading = -number(1);
                    }
                    line = Matrix::moved(number(0), number(1)).then(line);
                    text = line;
                }
                "Tm" => {
                    if let Some(matrix) = Matrix::of(operands) {
                        (text, line) = (matrix, matrix);
                    }
                }
                "T*" => {
                    line = Matrix::moved(0.0, -state.leading).then(line);
                    text = line;
                }
                "Tj" | "TJ" | "'" | "\"" => {
                    if matches!(operation.operator.as_str(), "'" | "\"") {
                        if operation.operator == "\"" {
                            (state.word_space, state.char_space) = (number(0), number(1));
                        }
                        line = Matrix::moved(0.0, -state.leading).then(line);
                        text = line;
                    }
                    if let Some(shown) = operands.last() {
                        show(shown, &state, &mut text, page);
                    }
                }
                "Do" => {
                    if let Some(Object::Name(name)) = operands.first() {
                        self.form(name, resources, state.ctm, page, depth);
                    }
                }
                _ => {}
            }
        }
    }

    /// The object of a name in the resources, nearest first.
    fn resource(
        &self,
        kind: &[u8],
        name: &[u8],
        resources: &[&'d Dictionary],
    ) -> Option<(Option<ObjectId>, &'d Object)> {
        resources.iter().find_map(|r| {
            let kind = r.get_deref(kind, self.doc).and_then(Object::as_dict).ok()?;
            self.doc.dereference(kind.get(name).ok()?).ok()
        })
    }

    fn font(&mut self, name: &[u8], resources: &[&'d Dictionary]) -> Option<Rc<Font>> {
        let (id, object) = self.resource(b"Font", name, resources)?;
        let make = || object.as_dict().ok().map(|d| Rc::new(Font::new(self.doc, d)));
        let Some(id) = id else { return make() };
        if let Some(font) = self.fonts.get(&id) {
            return Some(font.clone());
        }
        let font = make()?;
        self.fonts.insert(id, font.clone());
        Some(font)
    }

    /// A part of the page that is kept apart, such as a letterhead.
    fn form(&mut self, name: &[u8], resources: &[&'d Dictionary], ctm: Matrix, page: &mut Page, depth: usize) {
        if depth >= DEEPEST_FORM {
            return;
        }
        let Some((_, Object::Stream(stream))) = self.resource(b"XObject", name, resources) else { return };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).ok() != Some(b"Form") {
            return;
        }
        let matrix = stream.dict.get_deref(b"Matrix", self.doc).and_then(Object::as_array).ok();
        let matrix = matrix.and_then(|m| Matrix::of(m)).unwrap_or(Matrix::IDENTITY);
        let mut own: Vec<&Dictionary> = Vec::new();
        own.extend(stream.dict.get_deref(b"Resources", self.doc).and_then(Object::as_dict).ok());
        own.extend(resources);
        if let Ok(content) = stream.decompressed_content_with_limit(LARGEST_PAGE) {
            self.run(&content, &own, matrix.then(ctm), page, depth + 1);
        }
    }
}

/// Shows a string, or an array of strings and the gaps between them.
fn show(shown: &Object, state: &State, text: &mut Matrix, page: &mut Page) {
    let Some(font) = &state.font else { return };
    let items = match shown {
        Object::Array(items) => items.as_slice(),
        one => std::slice::from_ref(one),
    };
    for item in items {
        if let Ok(gap) = item.as_float() {
            let gap = -gap / 1000.0 * state.size;
            let (across, down) = if font.vertical.is_some() { (0.0, gap) } else { (gap * state.scale, 0.0) };
            *text = Matrix::moved(across, down).then(*text);
            continue;
        }
        let Object::String(bytes, _) = item else { continue };
        for glyph in font.glyphs(bytes) {
            let space = if glyph.is_space { state.word_space } else { 0.0 };
            let [.., c, d, _, _] = text.then(state.ctm).0;
            let size = (state.size * c.hypot(d)).abs();
            let place = |x: f32, y: f32| Matrix::moved(x, y).then(*text).then(state.ctm).0;
            if let Some(down) = font.vertical {
                // Columns follow each other from right to left, as lines do from top to bottom.
                let down = down / 1000.0 * state.size;
                let (start, end) = (place(0.0, 0.0), place(0.0, down));
                page.put(&glyph.text, Place { x: -start[5], end_x: -end[5], y: start[4], size, vertical: true });
                *text = Matrix::moved(0.0, down - state.char_space - space).then(*text);
                continue;
            }
            let advance = (glyph.width / 1000.0 * state.size + state.char_space + space) * state.scale;
            let inked = glyph.width / 1000.0 * state.size * state.scale;
            let (start, end) = (place(0.0, state.rise), place(inked, state.rise));
            page.put(&glyph.text, Place { x: start[4], end_x: end[4], y: start[5], size, vertical: false });
            *text = Matrix::moved(advance, 0.0).then(*text);
        }
    }
}
