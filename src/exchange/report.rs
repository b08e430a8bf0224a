//! The report: one HTML file that needs nothing else, neither script nor network.

use std::collections::BTreeSet;

use super::coded::Book;
use super::tables::{Cell, Table};
use crate::article::{Article, Passage, PassageId};
use crate::chart::data::{About, Source};
use crate::chart::embed::Used;
use crate::chart::fonts::{Face, Script};
use crate::chart::svg::{self, escape};
use crate::chart::{Drawing, Kind, Material, Place};
use crate::comparison::Side;
use crate::figures::Tier;
use crate::findings::{Findings, Link};
use crate::i18n::Messages;
use crate::session::{About as MemoOn, Place as Words};
use crate::text::Span;

/// Appends a formatted piece to a string.
macro_rules! put {
    ($to:expr, $($piece:tt)*) => {
        $to.push_str(&format!($($piece)*))
    };
}

/// Appends a formatted line to a string.
macro_rules! putln {
    ($to:expr, $($piece:tt)*) => {{
        put!($to, $($piece)*);
        $to.push('\n');
    }};
}

/// What a report is made of.
pub struct Parts<'a> {
    pub material: &'a Material<'a>,
    pub about: &'a About,
    pub charts: &'a [(Kind, Drawing)],
    pub tables: &'a [Table],
    /// What was set, and to what, for the note on method.
    pub settings: &'a [(String, String)],
}

impl Parts<'_> {
    fn findings(&self) -> &Findings {
        self.material.findings
    }
}

const STYLE: &str = include_str!("report.css");

/// The whole page.
pub fn html(parts: &Parts<'_>, messages: &Messages) -> String {
    let main = body(parts, messages);
    let mut used = Used::default();
    for (_, drawing) in parts.charts {
        used.add(drawing);
    }
    let script = Script::from(messages.lang());
    // Running text may be set bold anywhere but in the articles, so both weights know it.
    used.add_text(Face::new(script, false), &main);
    used.add_text(
        Face::new(script, true),
        &parts.tables.iter().flat_map(|t| &t.columns).map(|c| c.name.as_str()).collect::<String>(),
    );
    used.add_text(Face::new(script, true), &headings(parts, messages));
    for side in Side::BOTH {
        let script = script_of(parts.about.source(side));
        let text = parts.findings().comparison.side(side).article.text.as_str();
        used.add_text(Face::new(script, false), text);
    }
    let title = title(parts.about, messages);
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:\">\n<meta name=\"generator\" content=\"{}\">\n<title>{}</title>\n<style>\n{}{STYLE}</style>\n</head>\n<body class=\"{}\">\n{main}</body>\n</html>\n",
        messages.lang().tag(),
        escape(&parts.about.basis.machine),
        escape(&title),
        used.css(),
        if script == Script::Traditional { "tc" } else { "sc" },
    )
}

/// What the report is called.
pub fn title(about: &About, messages: &Messages) -> String {
    messages.format(
        "report-title",
        &[("left", about.left.title.as_str().into()), ("right", about.right.title.as_str().into())],
    )
}

/// Everything that the page sets in bold.
fn headings(parts: &Parts<'_>, messages: &Messages) -> String {
    let mut all = title(parts.about, messages);
    for key in ["summary", "charts", "articles", "tables", "method"] {
        all.push_str(&messages.text(&format!("report-{key}")));
    }
    for table in parts.tables {
        all.push_str(&table.title);
    }
    if let Some(state) = parts.material.session {
        let book = Book::new(parts.material, state, messages);
        all.extend(state.codes.keys().map(|&id| book.code(id)));
        all.extend(state.coders.keys().map(|&id| book.coder(id)));
    }
    for side in Side::BOTH {
        let article = &parts.findings().comparison.side(side).article;
        all.push_str(&parts.about.source(side).title);
        all.extend(article.passages.iter().filter(|p| !p.role.is_body()).map(|p| article.text.slice(p.span)));
    }
    all + "0123456789"
}

fn script_of(source: &Source) -> Script {
    if source.traditional { Script::Traditional } else { Script::Simplified }
}

fn letter(side: Side) -> char {
    match side {
        Side::Left => 'l',
        Side::Right => 'r',
    }
}

/// The address of the passage that holds a place.
fn address(findings: &Findings, place: Place) -> String {
    let passage = findings.comparison.side(place.side).article.passage_at(place.span);
    passage.map_or_else(|| "#articles".to_owned(), |p| format!("#{}{}", letter(place.side), p.id.0))
}

/// What is marked in the two articles: figures as decided, and measures, by place.
struct Marks([BTreeSet<(Span, &'static str)>; 2]);

impl Marks {
    fn new(findings: &Findings) -> Self {
        Self(Side::BOTH.map(|side| {
            let figures = findings.figures(side).into_iter().map(|f| (f.span, "figure"));
            let measures = findings.measures(side).into_iter().map(|m| (m.span, "measure"));
            figures.chain(measures).collect()
        }))
    }

    /// Those that begin in a passage and stand in it wholly, the first to begin first.
    fn within(&self, side: Side, passage: Span) -> impl Iterator<Item = (Span, &'static str)> {
        let from = Span::new(passage.start.0, passage.start.0);
        let marks = self.0[side as usize].range((from, "")..).copied();
        marks.take_while(move |(span, _)| span.start < passage.end).filter(move |(span, _)| passage.covers(*span))
    }

    /// The address of a figure or measure that is marked in the text; of its passage where nothing is.
    fn address(&self, findings: &Findings, place: Place) -> String {
        if self.0[place.side as usize].range((place.span, "")..).next().is_some_and(|(span, _)| *span == place.span) {
            return format!("#{}-{}", letter(place.side), place.span.start.0);
        }
        address(findings, place)
    }
}

fn body(parts: &Parts<'_>, messages: &Messages) -> String {
    let mut out = String::with_capacity(1 << 18);
    let marks = Marks::new(parts.findings());
    let text = |key: &str| escape(&messages.text(key));
    putln!(out, "<header><h1>{}</h1></header>", escape(&title(parts.about, messages)));
    let nav = ["summary", "charts", "articles", "tables", "method"];
    let nav: String = nav.iter().map(|k| format!("<a href=\"#{k}\">{}</a> ", text(&format!("report-{k}")))).collect();
    putln!(out, "<nav>{nav}</nav>");

    putln!(out, "<section id=\"summary\"><h2>{}</h2>", text("report-summary"));
    summary(&mut out, parts, messages);
    putln!(out, "</section>\n<section id=\"charts\"><h2>{}</h2>", text("report-charts"));
    for (kind, drawing) in parts.charts {
        let link = |hit: &crate::chart::Hit| hit.places.first().map(|&place| marks.address(parts.findings(), place));
        putln!(out, "<figure id=\"chart-{}\">{}</figure>", kind.id(), svg::element(drawing, link));
    }
    putln!(
        out,
        "</section>\n<section id=\"articles\"><h2>{}</h2><p class=\"key\">{}</p><div class=\"pair\">",
        text("report-articles"),
        text("report-articles-key")
    );
    for side in Side::BOTH {
        article(&mut out, parts, &marks, side, messages);
    }
    putln!(out, "</div></section>\n<section id=\"tables\"><h2>{}</h2>", text("report-tables"));
    for table in parts.tables {
        html_table(&mut out, parts.findings(), &marks, table, messages);
    }
    putln!(out, "</section>\n<section id=\"method\"><h2>{}</h2>", text("report-method"));
    for paragraph in method(parts, messages) {
        putln!(out, "<p>{}</p>", escape(&paragraph));
    }
    out.push_str("</section>\n");
    out
}

/// What differs between the articles, a row each under a head.
pub fn facts(parts: &Parts<'_>, messages: &Messages) -> Vec<Vec<String>> {
    let heads = ["title", "date", "script", "characters", "passages", "figures", "measures", "hash"];
    let head = std::iter::once(messages.text("report-column-article"))
        .chain(heads.iter().map(|key| messages.text(&format!("report-fact-{key}"))));
    let row = |side: Side| {
        let source = parts.about.source(side);
        let analysis = parts.findings().comparison.side(side);
        let script = messages.text(if source.traditional { "report-traditional" } else { "report-simplified" });
        let body = analysis.article.passages.iter().filter(|p| p.role.is_body()).count();
        vec![
            source.doc.clone(),
            source.title.clone(),
            source.date.clone().unwrap_or_else(|| messages.text("chart-undated")),
            script,
            source.characters.to_string(),
            body.to_string(),
            parts.findings().figures(side).iter().filter(|f| f.tier == Tier::Figure).count().to_string(),
            parts.findings().measures(side).len().to_string(),
            source.hash.clone(),
        ]
    };
    vec![head.collect(), row(Side::Left), row(Side::Right)]
}

/// A line of the summary, and the section that shows what it speaks of.
pub struct Finding {
    pub text: String,
    pub section: &'static str,
}

/// The summary in words.
pub fn findings(parts: &Parts<'_>, messages: &Messages) -> Vec<Finding> {
    let comparison = &parts.findings().comparison;
    let mut lines = Vec::new();
    let mut say = |text: String, section: &'static str| lines.push(Finding { text, section });
    let standing = parts.findings().links().iter().filter(|l| l.stands()).count();
    let pairs = parts.findings().comparables().into_iter().filter(|p| p.accepted).count();
    let strict = parts.findings().counterparts().iter().filter(|c| c.strict).count();
    say(messages.format("report-count-links", &[("count", standing.to_string().into())]), "table-links");
    say(messages.format("report-count-pairs", &[("count", pairs.to_string().into())]), "table-comparables");
    say(messages.format("report-count-counterparts", &[("count", strict.to_string().into())]), "table-measures");
    // Themes of both, of the left article only, of the right one only.
    for (key, spoken) in
        [("report-both", [true, true]), ("report-only-left", [true, false]), ("report-only-right", [false, true])]
    {
        let themes = comparison.themes.iter().filter(|t| Side::BOTH.map(|side| t.side(side).characters > 0) == spoken);
        let names: Vec<&str> =
            themes.map(|t| comparison.codebook.theme(t.theme).name.in_lang(messages.lang())).collect();
        if !names.is_empty() {
            let list = names.join(&messages.text("report-list-separator"));
            say(messages.format(key, &[("themes", list.into())]), "table-themes");
        }
    }
    if let Some(state) = parts.material.session {
        let args =
            [("codings", state.codings.len().to_string().into()), ("memos", state.memos.len().to_string().into())];
        say(messages.format("report-count-session", &args), "table-codings");
    }
    let note = match &parts.about.basis.coder {
        None => messages.text("report-machine-only"),
        Some(c) => messages.format(
            "report-reviewed",
            &[
                ("coder", c.name.as_str().into()),
                ("reviewed", c.reviewed.to_string().into()),
                ("of", c.of.to_string().into()),
                ("figures", c.figures.to_string().into()),
                ("measures", c.measures.to_string().into()),
                ("pairs", c.pairs.to_string().into()),
            ],
        ),
    };
    say(note, "table-links");
    lines
}

/// The note on method, a paragraph each: what was done, then version and settings.
pub fn method(parts: &Parts<'_>, messages: &Messages) -> Vec<String> {
    let basis = &parts.about.basis;
    let args = [("machine", basis.machine.as_str().into()), ("codebook", basis.codebook.as_str().into())];
    let text = messages.format("report-method-text", &args);
    let settings = parts.settings.iter().map(|(name, value)| format!("{name}：{value}"));
    text.split("\n\n").map(str::to_owned).chain(settings).collect()
}

fn summary(out: &mut String, parts: &Parts<'_>, messages: &Messages) {
    let mut rows = facts(parts, messages).into_iter();
    let heads: String = rows.next().unwrap_or_default().iter().map(|h| format!("<th>{}</th>", escape(h))).collect();
    putln!(out, "<table class=\"facts\"><thead><tr>{heads}</tr></thead><tbody>");
    for (side, cells) in Side::BOTH.into_iter().zip(rows) {
        // Numbers lead to the article or the table that they count in.
        let targets = ["", "", "", "", "text", "text", "table-figures", "table-measures", ""];
        let cells: String = cells
            .iter()
            .zip(targets)
            .map(|(cell, target)| match target {
                "" => format!("<td>{}</td>", escape(cell)),
                "text" => format!("<td class=\"n\"><a href=\"#{}\">{}</a></td>", letter(side), escape(cell)),
                table => format!("<td class=\"n\"><a href=\"#{table}\">{}</a></td>", escape(cell)),
            })
            .collect();
        putln!(out, "<tr class=\"{}\">{cells}</tr>", letter(side));
    }
    out.push_str("</tbody></table>\n<ul>\n");
    for line in findings(parts, messages) {
        putln!(out, "<li><a href=\"#{}\">{}</a></li>", line.section, escape(&line.text));
    }
    out.push_str("</ul>\n");
}

fn article(out: &mut String, parts: &Parts<'_>, marks: &Marks, side: Side, messages: &Messages) {
    let source = parts.about.source(side);
    let analysis = parts.findings().comparison.side(side);
    let (class, lang) = if source.traditional { ("tc", "zh-Hant") } else { ("sc", "zh-Hans") };
    let id = letter(side);
    putln!(out, "<article id=\"{id}\" class=\"{class} {id}\" lang=\"{lang}\">");
    let book = parts.material.session.map(|state| Book::new(parts.material, state, messages));
    let standing: Vec<Link<'_>> = parts.findings().links().into_iter().filter(Link::stands).collect();
    for passage in &analysis.article.passages {
        let tag = if passage.role.is_body() { "p" } else { "h3" };
        let repeat = if passage.duplicate_of.is_some() { " class=\"repeat\"" } else { "" };
        put!(out, "<{tag} id=\"{}{}\"{repeat}>", letter(side), passage.id.0);
        themes(out, parts.findings(), side, passage, messages);
        marked(out, marks, side, &analysis.article, passage);
        links(out, parts.findings(), &standing, side, passage);
        putln!(out, "</{tag}>");
        if let Some(book) = &book {
            notes(out, book, side, passage);
        }
    }
    out.push_str("</article>\n");
}

fn themes(out: &mut String, findings: &Findings, side: Side, passage: &Passage, messages: &Messages) {
    let comparison = &findings.comparison;
    for label in comparison.side(side).labels.of(passage.id) {
        let theme = comparison.codebook.theme(label.theme);
        let name = escape(theme.name.in_lang(messages.lang()));
        put!(out, "<i class=\"theme\" style=\"background:{}\" title=\"{name}\"></i>", theme.colour.light);
    }
}

/// The codings and memos on a passage, under it.
fn notes(out: &mut String, book: &Book<'_>, side: Side, passage: &Passage) {
    let here = |place: Words| book.side_of(place) == Some(side) && passage.span.contains(place.span.start);
    for coding in book.state.codings.values().filter(|coding| here(coding.at)) {
        let (code, coder) = (escape(&book.code(coding.code)), escape(&book.coder(coding.coder)));
        let words = escape(&quoted(book.state.quote(coding.at), BRIEF));
        putln!(out, "<p class=\"coding\"><b>{code}</b> {coder} <q>{words}</q></p>");
    }
    for memo in book.state.memos.values() {
        let at = match memo.about {
            MemoOn::Place(place) => Some(place),
            MemoOn::Coding(id) => book.state.codings.get(&id).map(|coding| coding.at),
            _ => None,
        };
        if at.is_some_and(here) {
            let (coder, text) = (escape(&book.coder(memo.coder)), escape(&memo.text));
            putln!(out, "<p class=\"memo\"><b>{coder}</b> {text}</p>");
        }
    }
}

/// Characters of a quotation under a passage and in a table: enough to know it by.
const BRIEF: usize = 24;
pub const CELL: usize = 48;

/// The first words of a quotation, at most this many characters.
pub fn quoted(words: &str, most: usize) -> String {
    let line: String = words.split('\n').collect();
    if line.chars().count() <= most { line } else { line.chars().take(most - 1).chain(['…']).collect() }
}

/// The passage's words with figures and measures marked; where the two overlap the mark that begins first is kept.
fn marked(out: &mut String, marks: &Marks, side: Side, article: &Article, passage: &Passage) {
    let mut at = passage.span.start;
    for (span, class) in marks.within(side, passage.span) {
        let id = format!("{}-{}", letter(side), span.start.0);
        if span.start < at {
            // Its words are inside the mark before; a place to jump to is all that is left to give.
            put!(out, "<a id=\"{id}\"></a>");
            continue;
        }
        out.push_str(&escape(article.text.slice(Span { start: at, end: span.start })));
        put!(out, "<mark class=\"{class}\" id=\"{id}\">{}</mark>", escape(article.text.slice(span)));
        at = span.end;
    }
    out.push_str(&escape(article.text.slice(Span { start: at, end: passage.span.end })));
}

fn links(out: &mut String, findings: &Findings, standing: &[Link<'_>], side: Side, passage: &Passage) {
    let mut to: Vec<PassageId> = Vec::new();
    for link in standing {
        let (own, other) = if side == Side::Left { (link.left, link.right) } else { (link.right, link.left) };
        if own == passage.span {
            to.extend(findings.comparison.side(side.other()).article.passage_at(other).map(|p| p.id));
        }
    }
    if to.is_empty() {
        return;
    }
    let arrow = if side == Side::Left { "→" } else { "←" };
    let list: String =
        to.iter().map(|id| format!(" <a href=\"#{}{}\">{}</a>", letter(side.other()), id.0, id.number())).collect();
    put!(out, "<span class=\"links\">{arrow}{list}</span>");
}

fn html_table(out: &mut String, findings: &Findings, marks: &Marks, table: &Table, messages: &Messages) {
    putln!(out, "<h3 id=\"table-{}\">{}</h3>", table.id, escape(&table.title));
    if table.rows.is_empty() {
        putln!(out, "<p>{}</p>", escape(&messages.text("report-empty")));
        return;
    }
    let table = table.filled();
    let heads: String = table.columns.iter().map(|c| format!("<th>{}</th>", escape(&c.name))).collect();
    putln!(out, "<div class=\"wide\"><table><thead><tr>{heads}</tr></thead><tbody>");
    for row in &table.rows {
        out.push_str("<tr>");
        for cell in row {
            match cell {
                Cell::Empty => out.push_str("<td></td>"),
                Cell::Text(text) => put!(out, "<td>{}</td>", escape(text)),
                Cell::Number(number) => put!(out, "<td class=\"n\">{number}</td>"),
                Cell::Found(number, place) => {
                    let address = marks.address(findings, *place);
                    put!(out, "<td class=\"n\"><a href=\"{address}\">{number}</a></td>");
                }
                Cell::Quote(text, place) => {
                    let address = marks.address(findings, *place);
                    let (short, full) = (quoted(text, CELL), escape(text));
                    let title = if short == *text { String::new() } else { format!(" title=\"{full}\"") };
                    put!(out, "<td><a href=\"{address}\"{title}>{}</a></td>", escape(&short));
                }
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table></div>\n");
}
