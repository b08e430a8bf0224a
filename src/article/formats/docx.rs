//! DOCX: paragraphs with their styles; tables row by row; no notes, no deleted text.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

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
    let mut out = Extracted::default();
    body(&document, &styles, &mut out);
    if let Some(core) = archive.entry("docProps/core.xml")? {
        for (tag, variable) in [("dc:title", Variable::Title), ("dc:creator", Variable::Author)] {
            let value = element(&core, tag).unwrap_or_default();
            out.variables.take_from_file(variable, &value, tag);
        }
    }
    Ok(out)
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

/// What a style says of its paragraphs, by its id; styles based on another take over what they do not say.
fn styles(xml: &[u8]) -> BTreeMap<String, Hint> {
    let mut reader = Reader::from_reader(xml);
    let mut own: BTreeMap<String, (Option<Hint>, Option<String>)> = BTreeMap::new();
    let mut id = String::new();
    loop {
        match reader.read_event() {
            Ok(Event::Start(e) | Event::Empty(e)) => match e.local_name().as_ref() {
                "style" => {
                    id = value(&e, "w:styleId").unwrap_or_default();
                    own.insert(id.clone(), (None, None));
                }
                "name" => {
                    let name = value(&e, "w:val").unwrap_or_default().to_lowercase();
                    let hint = name.strip_prefix("heading ").and_then(|n| n.parse::<u8>().ok()).map(Hint::Heading);
                    let hint = hint.or((name == "title").then_some(Hint::Title));
                    if let (Some(style), Some(hint)) = (own.get_mut(&id), hint) {
                        style.0 = Some(hint);
                    }
                }
                "outlineLvl" => {
                    let level = value(&e, "w:val").and_then(|v| v.parse::<u8>().ok()).filter(|l| *l < 9);
                    if let (Some(style), Some(level)) = (own.get_mut(&id), level) {
                        style.0.get_or_insert(Hint::Heading(level + 1));
                    }
                }
                "basedOn" => {
                    if let Some(style) = own.get_mut(&id) {
                        style.1 = value(&e, "w:val");
                    }
                }
                _ => {}
            },
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    let resolve = |id: &String| {
        let mut at = id;
        // A chain of styles is short; a circle must not hang.
        for _ in 0..16 {
            let (hint, base) = own.get(at)?;
            if hint.is_some() {
                return *hint;
            }
            at = base.as_ref()?;
        }
        None
    };
    own.keys().filter_map(|id| Some((id.clone(), resolve(id)?))).collect()
}

fn value(e: &BytesStart<'_>, name: &str) -> Option<String> {
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
}

fn body(xml: &[u8], styles: &BTreeMap<String, Hint>, out: &mut Extracted) {
    let mut reader = Reader::from_reader(xml);
    reader.config_mut().check_end_names = false;
    let mut open: Vec<Paragraph> = Vec::new();
    // Rows of tables that are open, with the text of their cells.
    let mut rows: Vec<Vec<String>> = Vec::new();
    let (mut in_text, mut skip) = (false, 0u32);
    let (mut pictures, mut deletions, mut notes) = (0u32, 0u32, 0u32);
    loop {
        match reader.read_event() {
            Ok(Event::Start(e)) => match e.local_name().as_ref() {
                // The second form of what Choice says already.
                "Fallback" => skip += 1,
                "del" | "moveFrom" => {
                    deletions += u32::from(skip == 0);
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
                "drawing" | "pict" => pictures += u32::from(skip == 0),
                _ => empty(&e, styles, &mut open, skip, &mut notes),
            },
            Ok(Event::Empty(e)) => empty(&e, styles, &mut open, skip, &mut notes),
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
                "mc:Fallback" | "w:del" | "w:moveFrom" => skip = skip.saturating_sub(1),
                "w:t" => in_text = false,
                "w:p" if skip == 0 => {
                    let Some(p) = open.pop() else { continue };
                    match rows.last_mut().and_then(|row| row.last_mut()) {
                        Some(cell) => {
                            if !cell.is_empty() && !p.text.trim().is_empty() {
                                cell.push(' ');
                            }
                            cell.push_str(p.text.trim());
                        }
                        None => p.text.split('\n').for_each(|line| out.line(line, p.hint)),
                    }
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
    out.warn_count(pictures, |count| WarningKind::PicturesLeftOut { count });
    out.warn_count(deletions, |count| WarningKind::DeletionsLeftOut { count });
    out.warn_count(notes, |count| WarningKind::NotesLeftOut { count });
}

/// Elements that say something by being there.
fn empty(e: &BytesStart<'_>, styles: &BTreeMap<String, Hint>, open: &mut [Paragraph], skip: u32, notes: &mut u32) {
    let Some(p) = open.last_mut().filter(|_| skip == 0) else { return };
    match e.name().as_ref() {
        "w:tab" if !p.text.is_empty() => p.text.push('\t'),
        "w:br" | "w:cr" => p.text.push('\n'),
        "w:noBreakHyphen" => p.text.push('-'),
        "w:footnoteReference" | "w:endnoteReference" => *notes += 1,
        "w:pStyle" => p.hint = value(e, "w:val").and_then(|id| styles.get(&id).copied()).or(p.hint),
        "w:outlineLvl" => {
            let level = value(e, "w:val").and_then(|v| v.parse::<u8>().ok()).filter(|l| *l < 9);
            p.hint = p.hint.or(level.map(|l| Hint::Heading(l + 1)));
        }
        "w:numPr" => p.hint = p.hint.or(Some(Hint::ListItem)),
        _ => {}
    }
}
