//! DOCX: paragraphs with their styles and the numbers that Word sets before them; tables row by row; notes at the end; no
//! deleted text.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::numbering::Numbering;
use super::{Archive, Extracted};
use crate::article::Hint;
use crate::article::load::LoadError;
use crate::article::variables::Variable;
use crate::article::warning::WarningKind;

pub fn extract(bytes: &[u8]) -> Result<Extracted, LoadError> {
    let mut archive = Archive::open(bytes)?;
    let document =
        archive.entry("word/document.xml")?.ok_or_else(|| LoadError::Damaged("word/document.xml is missing".into()))?;
    let styles = archive.entry("word/styles.xml")?.map(|xml| styles(&xml)).unwrap_or_default();
    let numbering = archive.entry("word/numbering.xml")?.map(|xml| Numbering::parse(&xml)).unwrap_or_default();
    let mut body = Body { styles: &styles, numbering, notes: Vec::new(), seen: Seen::default() };
    let mut out = Extracted::default();
    body.read(&document, &mut out);
    let wanted = std::mem::take(&mut body.notes);
    let notes = [
        archive.entry("word/footnotes.xml")?.map(|xml| notes(&xml, "footnote", &mut body)).unwrap_or_default(),
        archive.entry("word/endnotes.xml")?.map(|xml| notes(&xml, "endnote", &mut body)).unwrap_or_default(),
    ];
    let (mut found, mut missing) = (0u32, 0u32);
    for (n, (kind, id)) in wanted.iter().enumerate() {
        match notes[*kind as usize].get(id).filter(|words| !words.trim().is_empty()) {
            Some(words) => {
                out.line(&format!("[{}] {}", n + 1, words.trim()), Some(Hint::Paragraph));
                found += 1;
            }
            None => missing += 1,
        }
    }
    let Seen { pictures, deletions, contents } = body.seen;
    out.warn_count(pictures, |count| WarningKind::PicturesLeftOut { count });
    out.warn_count(deletions, |count| WarningKind::DeletionsLeftOut { count });
    out.warn_count(contents, |count| WarningKind::ContentsLeftOut { count });
    out.warn_count(found, |count| WarningKind::NotesAtEnd { count });
    out.warn_count(missing, |count| WarningKind::NotesLeftOut { count });
    if let Some(core) = archive.entry("docProps/core.xml")? {
        for (tag, variable) in [("dc:title", Variable::Title), ("dc:creator", Variable::Author)] {
            let value = element(&core, tag).unwrap_or_default();
            out.variables.take_from_file(variable, &value, tag);
        }
    }
    Ok(out)
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

/// What was left out on the way.
#[derive(Default)]
struct Seen {
    pictures: u32,
    deletions: u32,
    contents: u32,
}

struct Body<'s> {
    styles: &'s BTreeMap<String, Style>,
    numbering: Numbering,
    /// Notes in the order in which the text refers to them.
    notes: Vec<(NoteKind, String)>,
    seen: Seen,
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
                        self.seen.deletions += u32::from(skip == 0);
                        skip += 1;
                    }
                    "p" if skip == 0 && e.name().as_ref() == "w:p" => open.push(Paragraph::default()),
                    "tr" if skip == 0 && e.name().as_ref() == "w:tr" => rows.push(Vec::new()),
                    "tc" if skip == 0 && e.name().as_ref() == "w:tc" => {
                        if let Some(row) = rows.last_mut() {
                            row.push(String::new());
                        }
                    }
                    "t" if e.name().as_ref() == "w:t" => in_text = skip == 0,
                    "drawing" | "pict" => self.seen.pictures += u32::from(skip == 0),
                    _ => self.mark(&e, &mut open, skip),
                },
                Ok(Event::Empty(e)) => self.mark(&e, &mut open, skip),
                Ok(Event::Text(t)) if in_text => {
                    if let Some(p) = open.last_mut() {
                        p.text.push_str(&t);
                    }
                }
                Ok(Event::GeneralRef(r)) if in_text => {
                    if let Some(p) = open.last_mut() {
                        push_reference(&mut p.text, &r);
                    }
                }
                Ok(Event::End(e)) => match e.name().as_ref() {
                    "mc:Fallback" | "w:del" | "w:moveFrom" | "w:pPrChange" => skip = skip.saturating_sub(1),
                    "w:t" => in_text = false,
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
        if styled.is_some_and(|(_, style)| style.contents) && !p.text.trim().is_empty() {
            self.seen.contents += 1;
            return;
        }
        // A list of number 0 is none.
        let list = p.list.or(styled.and_then(|(_, style)| style.list)).filter(|list| *list != 0);
        let empty = p.text.trim().is_empty();
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

    /// Elements that say something by being there.
    fn mark(&mut self, e: &BytesStart<'_>, open: &mut [Paragraph], skip: u32) {
        let Some(p) = open.last_mut().filter(|_| skip == 0) else { return };
        match e.name().as_ref() {
            "w:tab" if !p.text.is_empty() => p.text.push('\t'),
            "w:br" | "w:cr" => p.text.push('\n'),
            "w:noBreakHyphen" => p.text.push('-'),
            "w:footnoteReference" => self.notes.extend(value(e, "w:id").map(|id| (NoteKind::Foot, id))),
            "w:endnoteReference" => self.notes.extend(value(e, "w:id").map(|id| (NoteKind::End, id))),
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
