//! One file for each format: bytes → reference text with what the markup knew of its lines.

pub mod docx;
pub mod epub;
mod fonts;
pub mod html;
pub mod markdown;
pub mod mhtml;
mod nesting;
mod numbering;
pub mod pdf;

use std::io::{Cursor, Read};

use encoding_rs::Encoding;
use zip::ZipArchive;
use zip::result::ZipError;

use super::load::{LARGEST_INFLATED, LoadError};
use super::variables::Variables;
use super::warning::{LISTED, Warning, WarningKind};
use super::{Hint, Hints, Provenance};
use crate::text::{CharIndex, Span};

/// What a loader hands over.
#[derive(Default)]
pub struct Extracted {
    pub text: String,
    pub hints: Hints,
    pub variables: Variables,
    pub warnings: Vec<Warning>,
    /// Where each page of paper begins.
    pub pages: Vec<CharIndex>,
    pub encoding: Option<&'static str>,
    /// Code points of `text`.
    chars: u32,
}

impl Extracted {
    /// Text that is its own reference text.
    pub fn plain(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// What is left to know of a text that was kept with this.
    pub fn kept(hints: Hints, from: &Provenance) -> Self {
        let Provenance { encoding, pages, warnings, variables, .. } = from.clone();
        let encoding = encoding.and_then(|name| Encoding::for_label(name.as_bytes())).map(Encoding::name);
        Self { hints, encoding, pages, warnings, variables, ..Self::default() }
    }

    /// Adds a line, if there is anything on it.
    fn line(&mut self, line: &str, hint: Option<Hint>) {
        let line = line.trim_end_matches(super::structure::is_blank);
        let lead = line.chars().take_while(|c| super::structure::is_blank(*c)).count() as u32;
        if lead as usize == line.chars().count() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push('\n');
            self.chars += 1;
        }
        if let Some(hint) = hint {
            self.hints.insert(self.chars + lead, hint);
        }
        self.text.push_str(line);
        self.chars += line.chars().count() as u32;
    }

    fn warn(&mut self, kind: WarningKind) {
        self.warnings.push(Warning { kind, places: Vec::new() });
    }

    /// Warns of what happened at some places, if there are any.
    fn warn_at(&mut self, places: &[u32], kind: impl FnOnce(u32) -> WarningKind) {
        if !places.is_empty() {
            let spans = places.iter().take(LISTED).map(|at| Span::new(*at, *at)).collect();
            self.warnings.push(Warning { kind: kind(places.len() as u32), places: spans });
        }
    }

    /// Where the text has U+FFFD.
    fn replaced(&self) -> Vec<Span> {
        let places = self.text.chars().enumerate().filter(|(_, c)| *c == char::REPLACEMENT_CHARACTER);
        places.take(LISTED).map(|(at, _)| Span::new(at as u32, at as u32 + 1)).collect()
    }

    /// Takes the marks out of the text, and gives the places where each stood.
    fn unmarked(&mut self) -> [Vec<u32>; Mark::ALL.len()] {
        let mut places: [Vec<u32>; Mark::ALL.len()] = Default::default();
        if !self.text.contains(Mark::is) {
            return places;
        }
        let (text, hints) = (std::mem::take(&mut self.text), std::mem::take(&mut self.hints));
        self.chars = 0;
        let mut at = 0;
        for line in text.split('\n') {
            let lead = line.chars().take_while(|c| super::structure::is_blank(*c)).count() as u32;
            let clean: String = line.chars().filter(|c| !Mark::is(*c)).collect();
            let before = self.chars;
            self.line(&clean, hints.at(at + lead));
            // A line of nothing but marks is none: they stood behind the line before.
            let start = if self.chars > before { before + u32::from(before > 0) } else { before };
            let mut within = 0;
            for c in line.chars() {
                match Mark::ALL.iter().position(|mark| mark.char() == c) {
                    Some(mark) => places[mark].push((start + within).min(self.chars)),
                    None => within += 1,
                }
            }
            at += line.chars().count() as u32 + 1;
        }
        places
    }

    /// Warns of something that happened `count` times, if it did.
    fn warn_count(&mut self, count: u32, kind: impl FnOnce(u32) -> WarningKind) {
        if count > 0 {
            self.warn(kind(count));
        }
    }
}

/// Stands in the text for something that was left out there, until the text is whole.
#[derive(Clone, Copy)]
enum Mark {
    Note,
    Picture,
    Deletion,
    Comment,
    Contents,
}

impl Mark {
    const ALL: [Self; 5] = [Self::Note, Self::Picture, Self::Deletion, Self::Comment, Self::Contents];

    /// Code points that are no characters, for use within a program (Unicode, section 23.7).
    fn char(self) -> char {
        ['\u{fdd0}', '\u{fdd1}', '\u{fdd2}', '\u{fdd3}', '\u{fdd4}'][self as usize]
    }

    fn is(c: char) -> bool {
        ('\u{fdd0}'..='\u{fdd4}').contains(&c)
    }
}

/// An archive that refuses to unpack further than [`LARGEST_INFLATED`].
struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl<'b> Archive<'b> {
    fn open(bytes: &'b [u8]) -> Result<Self, LoadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|e| LoadError::Damaged(e.to_string()))?;
        Ok(Self { zip, left: LARGEST_INFLATED })
    }

    /// The names of its entries, sorted.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.zip.file_names().map(str::to_owned).collect();
        names.sort();
        names
    }

    /// The bytes of an entry; `None` where there is none of the name.
    fn entry(&mut self, name: &str) -> Result<Option<Vec<u8>>, LoadError> {
        let entry = match self.zip.by_name(name) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(LoadError::Encrypted),
            Err(e) => return Err(LoadError::Damaged(e.to_string())),
        };
        let mut bytes = Vec::new();
        // The sizes that the archive states are not to be believed: what counts is what comes out.
        entry.take(self.left + 1).read_to_end(&mut bytes).map_err(|e| LoadError::Damaged(e.to_string()))?;
        if bytes.len() as u64 > self.left {
            return Err(LoadError::InflatesTooFar { limit: LARGEST_INFLATED });
        }
        self.left -= bytes.len() as u64;
        Ok(Some(bytes))
    }
}
