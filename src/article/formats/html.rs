//! Saved web pages: the article's main text without the navigation around it, one line a block.

use std::borrow::Cow;

use dom_query::{Document, NodeRef};
use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;

use super::{Extracted, nesting};
use crate::article::decode;
use crate::article::load::LoadError;
use crate::article::variables::{ACCOUNT, Variable};
use crate::article::warning::WarningKind;
use crate::article::{HTML_DEPTH, Hint};

/// Where publishing systems put the main text. What they hold is taken as it is; other pages go through readability.
const MAIN: &str = "#js_content, #UCAP-CONTENT, .TRS_Editor, .TRS_UEDITOR, .trs_editor_view, #zoom, #Zoom, #zoomcon, \
    #artibody, #articleContent, #article-content, .article-content, .rm_txt_con, .pages_content, #detailContent, \
    [itemprop=articleBody]";
/// What is never part of an article's text.
const NEVER: &str = "script, style, noscript, template, iframe, object, svg, form, button, select, input, textarea, nav, \
    head, [hidden], [aria-hidden=true]";
/// What stands around it where nothing better tells the main text.
const AROUND: &str =
    "header, footer, aside, nav, .nav, .menu, .breadcrumb, .footer, .header, .sidebar, .share, .related";
/// What a headline may be set in.
const LARGE: &str = "#activity-name, h1, h2, h3, .title, .page-title, .article-title, .news-title";
/// The longest headline, in code points.
const LONGEST_TITLE: usize = 90;
/// The fewest code points of a main text.
const LEAST: usize = 40;

/// Names of `meta` elements that hold a variable.
const META: [(&str, Variable); 24] = [
    ("articletitle", Variable::Title),
    ("dc.title", Variable::Title),
    ("og:title", Variable::Title),
    ("pubdate", Variable::Date),
    ("article:published_time", Variable::Date),
    ("publishdate", Variable::Date),
    ("publish-date", Variable::Date),
    ("date", Variable::Date),
    ("dc.date", Variable::Date),
    ("datepublished", Variable::Date),
    ("contentsource", Variable::Outlet),
    ("source", Variable::Outlet),
    ("mediaid", Variable::Outlet),
    ("og:site_name", Variable::Republisher),
    ("sitename", Variable::Republisher),
    ("og:article:author", Variable::Author),
    ("article:author", Variable::Author),
    ("author", Variable::Author),
    ("og:url", Variable::Url),
    ("url", Variable::Url),
    ("dc.creator", Variable::IssuingBody),
    ("lanmu", Variable::DocumentType),
    ("filenum", Variable::DocumentNumber),
    ("indexnum", Variable::IndexNumber),
];

pub fn extract(bytes: &[u8], asked: Option<&'static Encoding>) -> Result<Extracted, LoadError> {
    let declared = asked.or_else(|| Encoding::for_bom(bytes).map(|(e, _)| e)).or_else(|| declared(bytes));
    let mut decoded = decode::decode(bytes, declared);
    if asked.is_none() && !decoded.warnings.is_empty() {
        // A page that does not decode as it says is read as what it is.
        let guessed = decode::decode(bytes, None);
        if guessed.doubts() < decoded.doubts() {
            decoded = guessed;
        }
    }
    let mut out = from_page(&decoded.text);
    // Places of invalid bytes are places of the page: those of the text taken from it show there.
    for warning in &mut decoded.warnings {
        warning.places = out.replaced();
    }
    out.encoding = Some(decoded.encoding.name());
    out.warnings.append(&mut decoded.warnings);
    Ok(out)
}

/// The encoding that the page declares for itself.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: String = bytes.iter().take(4096).map(|b| b.to_ascii_lowercase() as char).collect();
    let at = head.find("charset=")? + "charset=".len();
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
        .collect();
    // A page that could be read as ASCII so far is not UTF-16, whatever it says.
    Encoding::for_label(label.as_bytes()).filter(|e| e.is_ascii_compatible()).map(decode::widest)
}

/// Takes the article out of a page.
pub fn from_page(html: &str) -> Extracted {
    let mut out = Extracted::default();
    let (html, capped) = nesting::cap(html, HTML_DEPTH);
    if capped {
        out.warn(WarningKind::DepthCapped);
    }
    let page = Document::from(html.as_str());
    variables(&page, &html, &mut out);
    let title = title(&page, &out);
    page.select(NEVER).remove();
    let whole = page.select("body").text().chars().filter(|c| !c.is_whitespace()).count();

    let mut lines = Lines::default();
    if let Some(main) = known(&page) {
        lines.walk(&main);
    } else if let Some(main) = readable(&html) {
        lines.walk(&main.root());
    } else {
        page.select(AROUND).remove();
        if let Some(body) = page.body() {
            lines.walk(&body);
        }
        out.warn(WarningKind::WholePage);
    }
    lines.finish();

    let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    if let Some(title) = &title {
        let early = lines.done.iter().take(3).any(|(line, _)| letters(line) == letters(title));
        if !early {
            out.line(title, Some(Hint::Title));
        }
    }
    lines.hand_over(&mut out, |line, out| {
        title.as_ref().is_some_and(|t| letters(t) == letters(line)) && !out.hints.any_title()
    });
    let taken = out.text.chars().filter(|c| !c.is_whitespace()).count();
    out.warn_count(whole.saturating_sub(taken) as u32, |chars| WarningKind::OutsideLeftOut { chars });
    out
}

/// The main text where a publishing system puts it.
fn known(page: &Document) -> Option<NodeRef<'_>> {
    let mut best: Option<(usize, NodeRef<'_>)> = None;
    for node in page.select(MAIN).nodes() {
        let length = node.normalized_char_count();
        if length >= LEAST && best.as_ref().is_none_or(|(most, _)| length > *most) {
            best = Some((length, *node));
        }
    }
    best.map(|(_, node)| node)
}

/// The main text as readability finds it.
fn readable(html: &str) -> Option<Document> {
    let config = Config { char_threshold: 120, keep_classes: true, ..Config::default() };
    let article = Readability::new(html, None, Some(config)).ok()?.parse().ok()?;
    let main = Document::from(article.content);
    (main.root().normalized_char_count() >= LEAST).then_some(main)
}

/// The headline: what the page sets large and its window is named after, else its first large line, else of its metadata, or of the
/// window without the site's name.
fn title(page: &Document, out: &Extracted) -> Option<String> {
    let one_line = |text: &str| squeezed(text).trim().to_owned();
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let window = one_line(&page.select_single("title").text());
    let window_letters = letters(&window);
    let set_large = |tags: &str| -> Vec<String> {
        let all = page.select(tags);
        let texts = all.iter().take(200).map(|s| one_line(&s.text()));
        texts.filter(|t| (4..=LONGEST_TITLE).contains(&t.chars().count())).collect()
    };
    let named = set_large(LARGE)
        .into_iter()
        .filter(|text| text.chars().count() >= 6 && window_letters.contains(&letters(text)))
        // The first of the longest: the window may name the site too.
        .reduce(|best, text| if text.chars().count() > best.chars().count() { text } else { best });
    let first = set_large("#activity-name, h1").into_iter().next();
    let meta = out.variables.get(Variable::Title).map(|v| v.value.clone());
    let window = window.split(['_', '|', '｜']).next().map(|t| t.split(" - ").next().unwrap_or(t).trim().to_owned());
    named.or(first).or(meta).or(window).filter(|t| !t.is_empty())
}

fn variables(page: &Document, html: &str, out: &mut Extracted) {
    for meta in page.select("meta").iter() {
        let name = meta.attr("name").or_else(|| meta.attr("property")).or_else(|| meta.attr("itemprop"));
        let (Some(name), Some(content)) = (name, meta.attr("content")) else { continue };
        let name = name.to_lowercase();
        if let Some((field, variable)) = META.iter().find(|(field, _)| *field == name) {
            out.variables.take_from_file(*variable, &content, field);
        }
    }
    if let Some(url) = page.select_single("link[rel=canonical]").attr("href") {
        out.variables.take_from_file(Variable::Url, &url, "link rel=canonical");
    }
    // WeChat: the account and the time stand beside the text.
    let account = squeezed(&page.select_single("#js_name, .profile_nickname").text()).trim().to_owned();
    out.variables.take_from_file(Variable::Outlet, &account, ACCOUNT);
    let time = page.select_single("#publish_time, time[datetime]").text();
    out.variables.take_from_file(Variable::Date, &time, "publish_time");
    if let Some((_, rest)) = html.split_once("var createTime = '") {
        out.variables.take_from_file(Variable::Date, rest.get(..16).unwrap_or_default(), "createTime");
    }
    // Government sites: a table with 索引号, 发文字号, 成文日期; cells come in pairs.
    let cells: Vec<String> = page
        .select("td, th, dt, dd, li, span, p")
        .iter()
        .take(4000)
        .map(|c| squeezed(&c.text()).trim().to_owned())
        .collect();
    for pair in cells.windows(2) {
        out.variables.labelled(&pair[0], &pair[1]);
    }
    // 来源 stands beside the text in any element.
    for text in page.root().descendants_it().filter(NodeRef::is_text).take(8000) {
        let text = text.text();
        let words = text.trim();
        if words.len() < 240 && ["来源", "來源", "稿源"].iter().any(|label| words.contains(label)) {
            out.variables.labels_in(&squeezed(words));
        }
    }
    for cell in cells.iter().filter(|c| c.chars().count() < 80) {
        if let Some((label, value)) = cell.split_once(['：', ':']) {
            out.variables.labelled(label, value);
        }
    }
}

/// White space as a browser shows it: a line end between two ideographs is nothing, other runs are one space.
fn squeezed(text: &str) -> Cow<'_, str> {
    let is_space = |c: char| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}');
    if !text.contains(is_space) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut gap: Option<bool> = None;
    for c in text.chars() {
        if is_space(c) {
            gap = Some(gap.unwrap_or(false) || c == '\n');
            continue;
        }
        if let Some(line_end) = gap.take() {
            let wide = |c: char| c >= '\u{2e80}';
            let between_wide = wide(c) && out.chars().next_back().is_some_and(wide);
            if !(line_end && between_wide) {
                out.push(' ');
            }
        }
        out.push(c);
    }
    if gap.is_some() {
        out.push(' ');
    }
    Cow::Owned(out)
}

/// The blocks of a tree as lines.
#[derive(Default)]
struct Lines {
    done: Vec<(String, Option<Hint>)>,
    current: String,
    hint: Option<Hint>,
    /// Before which line each picture stood that was left out.
    pictures: Vec<usize>,
}

impl Lines {
    fn walk(&mut self, node: &NodeRef<'_>) {
        for child in node.children_it(false) {
            if child.is_text() {
                self.current.push_str(&child.text());
                continue;
            }
            if !child.is_element() {
                continue;
            }
            let name = child.node_name().unwrap_or_default();
            match &*name {
                "br" => self.end_line(true),
                "img" | "picture" | "video" => self.pictures.push(self.done.len()),
                "td" | "th" => {
                    self.walk(&child);
                    self.current.push('\u{1f}');
                }
                "tr" => {
                    self.end_line(false);
                    self.in_row(&child);
                }
                name if is_block(name) => {
                    self.end_line(false);
                    self.hint = hint(name).or(self.hint.filter(|_| name == "p" || name == "div"));
                    self.walk(&child);
                    self.end_line(false);
                    self.hint = None;
                }
                _ => self.walk(&child),
            }
        }
    }

    /// A row of a table is one line, its cells parted by tabs, unless the cell is the layout of the page.
    fn in_row(&mut self, row: &NodeRef<'_>) {
        let before = self.done.len();
        self.walk(row);
        self.end_line(false);
        if self.done.len() > before + 1 {
            let short = self.done[before..].iter().all(|(line, _)| line.chars().count() <= 40);
            if short {
                let cells: Vec<String> = self.done.drain(before..).map(|(line, _)| line).collect();
                self.done.push((cells.join("\t"), None));
            }
        }
    }

    fn end_line(&mut self, keep_hint: bool) {
        let line = std::mem::take(&mut self.current);
        // Cells of one row stand on one line.
        let cells: Vec<String> = line.split('\u{1f}').map(|cell| squeezed(cell).trim_matches(' ').to_owned()).collect();
        let line = cells.join("\t");
        let line = line.trim_matches('\t');
        if !line.trim_matches(crate::article::structure::is_blank).is_empty() {
            self.done.push((line.to_owned(), self.hint));
        }
        if !keep_hint {
            self.hint = None;
        }
    }

    fn finish(&mut self) {
        self.end_line(false);
    }

    /// Adds the lines to the text, and says where pictures were left out.
    fn hand_over(&self, out: &mut Extracted, is_title: impl Fn(&str, &Extracted) -> bool) {
        let mut pictures = Vec::with_capacity(self.pictures.len());
        let mut left = self.pictures.iter().peekable();
        for (n, (line, hint)) in self.done.iter().enumerate() {
            let before = out.chars + u32::from(!out.text.is_empty());
            while left.next_if(|at| **at <= n).is_some() {
                pictures.push(before);
            }
            let hint = if is_title(line, out) { Some(Hint::Title) } else { *hint };
            out.line(line, hint);
        }
        pictures.resize(self.pictures.len(), out.chars);
        out.warn_at(&pictures, |count| WarningKind::PicturesLeftOut { count });
    }
}

fn hint(name: &str) -> Option<Hint> {
    match name.as_bytes() {
        [b'h', level @ b'2'..=b'6'] => Some(Hint::Heading(level - b'1')),
        b"li" => Some(Hint::ListItem),
        _ => None,
    }
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "table"
            | "thead"
            | "tbody"
            | "tfoot"
            | "blockquote"
            | "pre"
            | "figure"
            | "figcaption"
            | "hr"
            | "address"
            | "fieldset"
            | "center"
            | "caption"
            | "details"
            | "summary"
            | "body"
    )
}

/// A chapter of a book: all of its text.
pub fn chapter(bytes: &[u8], out: &mut Extracted) {
    let decoded = decode::decode(bytes, declared(bytes));
    let (html, capped) = nesting::cap(&decoded.text, HTML_DEPTH);
    if capped {
        out.warn(WarningKind::DepthCapped);
    }
    let page = Document::from(html.as_str());
    page.select(NEVER).remove();
    let mut lines = Lines::default();
    if let Some(body) = page.body() {
        lines.walk(&body);
    }
    lines.finish();
    lines.hand_over(out, |_, _| false);
}
