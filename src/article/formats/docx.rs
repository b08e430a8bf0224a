//! DOCX: paragraphs with their styles and the numbers that Word sets before them; tables row by row; notes at the end; no
//! deleted text, no running heads. Where a note is referred to, or something was left out, the text has no sign of it: the
//! warnings have the places.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::numbering::Numbering;
use super::{Archive, Extracted, Mark};
use crate::article::Hint;
use crate::article::load::LoadError;
use crate::article::variables::Variable;
use crate::article::warning::{Warning, WarningKind};

pub fn extract(bytes: &[u8]) -> Result<Extracted, LoadError> {
    let mut archive = Archive::open(bytes)?;
    let document =
        archive.entry("word/document.xml")?.ok_or_else(|| LoadError::Damaged("word/document.xml is missing".into()))?;
    let styles = archive.entry("word/styles.xml")?.map(|xml| styles(&xml)).unwrap_or_default();
    let numbering = archive.entry("word/numbering.xml")?.map(|xml| Numbering::parse(&xml)).unwrap_or_default();
    let mut body = Body { styles: &styles, numbering, notes: Vec::new(), symbols: 0 };
    let mut out = Extracted::default();
    body.read(&document, &mut out);
    let wanted = std::mem::take(&mut body.notes);
    let notes = [
        archive.entry("word/footnotes.xml")?.map(|xml| notes(&xml, "footnote", &mut body)).unwrap_or_default(),
        archive.entry("word/endnotes.xml")?.map(|xml| notes(&xml, "endnote", &mut body)).unwrap_or_default(),
    ];
    // For each note that the text refers to, whether the file has it.
    let mut there = Vec::with_capacity(wanted.len());
    for (n, (kind, id)) in wanted.iter().enumerate() {
        let words = notes[*kind as usize].get(id).filter(|words| !words.trim().is_empty());
        if let Some(words) = words {
            out.line(&format!("[{}] {}", n + 1, words.trim()), Some(Hint::Paragraph));
        }
        there.push(words.is_some());
    }
    let heads = running_heads(&mut archive, &mut body)?;
    let [references, pictures, deletions, comments, contents] = out.unmarked();
    out.warn_at(&pictures, |count| WarningKind::PicturesLeftOut { count });
    out.warn_at(&deletions, |count| WarningKind::DeletionsLeftOut { count });
    out.warn_at(&comments, |count| WarningKind::CommentsLeftOut { count });
    out.warn_at(&contents, |count| WarningKind::ContentsLeftOut { count });
    out.warn_count(heads, |count| WarningKind::HeadersLeftOut { count });
    let notes = |wanted: bool| -> Vec<u32> {
        references.iter().zip(&there).filter(|(_, there)| **there == wanted).map(|(at, _)| *at).collect()
    };
    out.warn_at(&notes(true), |count| WarningKind::NotesAtEnd { count });
    out.warn_at(&notes(false), |count| WarningKind::NotesLeftOut { count });
    if body.symbols > 0 {
        let places = out.replaced();
        out.warnings.push(Warning { kind: WarningKind::UnknownGlyphs { count: body.symbols }, places });
    }
    if let Some(core) = archive.entry("docProps/core.xml")? {
        for (tag, variable) in [("dc:title", Variable::Title), ("dc:creator", Variable::Author)] {
            let value = element(&core, tag).unwrap_or_default();
            out.variables.take_from_file(variable, &value, tag);
        }
    }
    Ok(out)
}

/// How many running heads and feet say more than the number of the page.
fn running_heads(archive: &mut Archive<'_>, body: &mut Body<'_>) -> Result<u32, LoadError> {
    let mut count = 0;
    for name in archive.names() {
        let part = name.strip_prefix("word/").filter(|part| part.starts_with("header") || part.starts_with("footer"));
        let Some(xml) = part.and_then(|_| archive.entry(&name).transpose()).transpose()? else { continue };
        let mut head = Extracted::default();
        body.read(&xml, &mut head);
        count += u32::from(head.text.chars().any(|c| c.is_alphabetic() && !"第页共頁".contains(c)));
    }
    Ok(count)
}

/// Marks that something was left out here.
fn leave(mark: Mark, open: &mut [Paragraph], skip: u32) {
    if let Some(p) = open.last_mut().filter(|_| skip == 0) {
        p.text.push(mark.char());
    }
}

/// The words of each note, by its id; notes of several paragraphs are one line.
fn notes(xml: &[u8], kind: &str, body: &mut Body<'_>) -> BTreeMap<String, String> {
    let mut out = BTreeMap::new();
    let text = String::from_utf8_lossy(xml);
    let open = format!("<w:{kind} ");
    for part in text.split(open.as_str()).skip(1) {
        let id = part.split_once("w:id=\"").and_then(|(_, rest)| rest.split_once('"')).map(|(id, _)| id.to_owned());
        let words = part.split_once('>').map_or("", |(_, rest)| rest);
        let words = words.split_once(format!("</w:{kind}>").as_str()).map_or(words, |(words, _)| words);
        let mut note = Extracted::default();
        body.read(words.as_bytes(), &mut note);
        if let Some(id) = id {
            out.insert(id, note.text.replace('\n', " "));
        }
    }
    out
}

/// The text of the first element of a name.
pub(super) fn element(xml: &[u8], name: &str) -> Option<String> {
    let mut reader = Reader::from_reader(xml);
    let mut inside = false;
    let mut out = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(e)) if e.name().as_ref() == name => inside = true,
            Ok(Event::End(e)) if e.name().as_ref() == name => return Some(out),
            Ok(Event::Text(t)) if inside => out.push_str(&t),
            Ok(Event::GeneralRef(r)) if inside => push_reference(&mut out, &r),
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

/// What a style says of its paragraphs.
#[derive(Clone, Default)]
struct Style {
    hint: Option<Hint>,
    /// Its list, and the level in it if the style says so.
    list: Option<u32>,
    level: Option<usize>,
    /// A line of a table of contents.
    contents: bool,
    base: Option<String>,
}

/// The styles by their id; those based on another take over what they do not say.
fn styles(xml: &[u8]) -> BTreeMap<String, Style> {
    let mut reader = Reader::from_reader(xml);
    let mut own: BTreeMap<String, Style> = BTreeMap::new();
    let mut id = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(e) | Event::Empty(e)) => {
                let tag = e.local_name();
                if tag.as_ref() == "style" {
                    id = value(&e, "w:styleId").unwrap_or_default();
                    own.insert(id.clone(), Style::default());
                }
                let Some(style) = own.get_mut(&id) else { continue };
                match tag.as_ref() {
                    "name" => {
                        let name = value(&e, "w:val").unwrap_or_default().to_lowercase();
                        let hint = name.strip_prefix("heading ").and_then(|n| n.parse::<u8>().ok()).map(Hint::Heading);
                        style.hint = hint.or((name == "title").then_some(Hint::Title)).or(style.hint);
                        style.contents = name.starts_with("toc ") || name == "table of figures";
                    }
                    "outlineLvl" => {
                        let level = value(&e, "w:val").and_then(|v| v.parse::<u8>().ok()).filter(|l| *l < 9);
                        style.hint = style.hint.or(level.map(|level| Hint::Heading(level + 1)));
                    }
                    "numId" => style.list = value(&e, "w:val").and_then(|v| v.parse().ok()),
                    "ilvl" => style.level = value(&e, "w:val").and_then(|v| v.parse().ok()),
                    "basedOn" => style.base = value(&e, "w:val"),
                    _ => {}
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    let resolve = |style: &Style| {
        let mut all = style.clone();
        // A chain of styles is short; a circle must not hang.
        for _ in 0..16 {
            let Some(base) = all.base.as_ref().and_then(|base| own.get(base)) else { break };
            all = Style {
                hint: all.hint.or(base.hint),
                list: all.list.or(base.list),
                level: all.level.or(base.level),
                contents: all.contents || base.contents,
                base: base.base.clone(),
            };
        }
        all
    };
    own.iter().map(|(id, style)| (id.clone(), resolve(style))).collect()
}

pub(super) fn value(e: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = e.try_get_attribute(name).ok().flatten()?;
    Some(attribute.value.into_owned())
}

fn push_reference(out: &mut String, reference: &quick_xml::events::BytesRef<'_>) {
    if let Ok(Some(c)) = reference.resolve_char_ref() {
        out.push(c);
        return;
    }
    out.push_str(match &**reference {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    });
}

/// A paragraph that is being read; text boxes hold paragraphs inside paragraphs.
#[derive(Default)]
struct Paragraph {
    text: String,
    hint: Option<Hint>,
    style: Option<String>,
    list: Option<u32>,
    level: Option<usize>,
}

#[derive(Clone, Copy)]
enum NoteKind {
    Foot,
    End,
}

struct Body<'s> {
    styles: &'s BTreeMap<String, Style>,
    numbering: Numbering,
    /// Notes in the order in which the text refers to them.
    notes: Vec<(NoteKind, String)>,
    /// Characters of symbol fonts, which are not written in Unicode.
    symbols: u32,
}

impl Body<'_> {
    fn read(&mut self, xml: &[u8], out: &mut Extracted) {
        let mut reader = Reader::from_reader(xml);
        reader.config_mut().check_end_names = false;
        let mut open: Vec<Paragraph> = Vec::new();
        // Rows of tables that are open, with the text of their cells.
        let mut rows: Vec<Vec<String>> = Vec::new();
        let (mut in_text, mut skip) = (false, 0u32);
        loop {
            match reader.read_event() {
                Ok(Event::Start(e)) => match e.local_name().as_ref() {
                    // The second form of what Choice says already; numbers as they were before a change.
                    "Fallback" | "pPrChange" => skip += 1,
                    "del" | "moveFrom" => {
                        leave(Mark::Deletion, &mut open, skip);
                        skip += 1;
                    }
                    "p" if skip == 0 && e.name().as_ref() == "w:p" => open.push(Paragraph::default()),
                    "tr" if skip == 0 && e.name().as_ref() == "w:tr" => rows.push(Vec::new()),
                    "tc" if skip == 0 && e.name().as_ref() == "w:tc" => {
                        if let Some(row) = rows.last_mut() {
                            row.push(String::new());
                        }
                    }
                    // Formulas are text too.
                    "t" if matches!(e.name().as_ref(), "w:t" | "m:t") => in_text = skip == 0,
                    "drawing" | "pict" | "object" => leave(Mark::Picture, &mut open, skip),
                    _ => self.mark(&e, &mut open, skip),
                },
                Ok(Event::Empty(e)) => self.mark(&e, &mut open, skip),
                Ok(Event::Text(t)) if in_text => {
                    if let Some(p) = open.last_mut() {
                        p.text.extend(t.chars().map(|c| if Mark::is(c) { char::REPLACEMENT_CHARACTER } else { c }));
                    }
                }
                Ok(Event::GeneralRef(r)) if in_text => {
                    if let Some(p) = open.last_mut() {
                        push_reference(&mut p.text, &r);
                    }
                }
                Ok(Event::End(e)) => match e.name().as_ref() {
                    "mc:Fallback" | "w:del" | "w:moveFrom" | "w:pPrChange" => skip = skip.saturating_sub(1),
                    "w:t" | "m:t" => in_text = false,
                    "w:p" if skip == 0 => {
                        let Some(p) = open.pop() else { continue };
                        self.end_paragraph(p, rows.last_mut().and_then(|row| row.last_mut()), out);
                    }
                    "w:tr" if skip == 0 => {
                        let Some(row) = rows.pop() else { continue };
                        let line = row.join("\t").replace('\n', " ");
                        match rows.last_mut().and_then(|outer| outer.last_mut()) {
                            Some(cell) => cell.push_str(&line),
                            None => out.line(&line, None),
                        }
                    }
                    _ => {}
                },
                Ok(Event::Eof) => break,
                Err(_) => {
                    out.warn(WarningKind::PartDamaged);
                    break;
                }
                Ok(_) => {}
            }
        }
        // What was open where a damaged part broke off.
        while let Some(p) = open.pop() {
            out.line(&p.text, p.hint);
        }
    }

    /// Sets the number before a paragraph, and puts it into its cell or on lines of its own.
    fn end_paragraph(&mut self, p: Paragraph, cell: Option<&mut String>, out: &mut Extracted) {
        let styled = p.style.as_ref().and_then(|id| self.styles.get(id).map(|style| (id, style)));
        let empty = p.text.chars().all(|c| c.is_whitespace() || Mark::is(c));
        if styled.is_some_and(|(_, style)| style.contents) && !empty {
            out.line(Mark::Contents.char().encode_utf8(&mut [0; 4]), None);
            return;
        }
        // A list of number 0 is none.
        let list = p.list.or(styled.and_then(|(_, style)| style.list)).filter(|list| *list != 0);
        let number = list.filter(|_| !empty).and_then(|list| {
            let of_style = || styled.and_then(|(id, style)| style.level.or_else(|| self.numbering.level_of(list, id)));
            let level = p.level.or_else(of_style).unwrap_or(0);
            self.numbering.next(list, level)
        });
        let hint = p.hint.or(styled.and_then(|(_, style)| style.hint)).or(list.map(|_| Hint::ListItem));
        let text = number.unwrap_or_default() + p.text.trim_start_matches('\t');
        match cell {
            Some(cell) => {
                if !cell.is_empty() && !empty {
                    cell.push(' ');
                }
                cell.push_str(text.trim());
            }
            None => text.split('\n').for_each(|line| out.line(line, hint)),
        }
    }

    fn refer(&mut self, kind: NoteKind, e: &BytesStart<'_>, p: &mut Paragraph) {
        if let Some(id) = value(e, "w:id") {
            p.text.push(Mark::Note.char());
            self.notes.push((kind, id));
        }
    }

    /// Elements that say something by being there.
    fn mark(&mut self, e: &BytesStart<'_>, open: &mut [Paragraph], skip: u32) {
        let Some(p) = open.last_mut().filter(|_| skip == 0) else { return };
        match e.name().as_ref() {
            "w:tab" if !p.text.is_empty() => p.text.push('\t'),
            "w:br" | "w:cr" => p.text.push('\n'),
            "w:noBreakHyphen" => p.text.push('-'),
            "w:footnoteReference" => self.refer(NoteKind::Foot, e, p),
            "w:endnoteReference" => self.refer(NoteKind::End, e, p),
            "w:commentReference" => p.text.push(Mark::Comment.char()),
            "w:drawing" | "w:pict" | "w:object" => p.text.push(Mark::Picture.char()),
            "w:sym" => {
                p.text.push(char::REPLACEMENT_CHARACTER);
                self.symbols += 1;
            }
            "w:pStyle" => p.style = value(e, "w:val"),
            "w:outlineLvl" => {
                let level = value(e, "w:val").and_then(|v| v.parse::<u8>().ok()).filter(|l| *l < 9);
                p.hint = level.map(|l| Hint::Heading(l + 1)).or(p.hint);
            }
            "w:numId" => p.list = value(e, "w:val").and_then(|v| v.parse().ok()),
            "w:ilvl" => p.level = value(e, "w:val").and_then(|v| v.parse().ok()),
            _ => {}
        }
    }
}
