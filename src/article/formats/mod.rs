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

use zip::ZipArchive;
use zip::result::ZipError;

use super::load::{LARGEST_INFLATED, LoadError};
use super::variables::Variables;
use super::warning::{Warning, WarningKind};
use super::{Hint, Hints};
use crate::text::CharIndex;

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

    /// What is left to know of a text that was kept with these hints.
    pub fn kept(hints: Hints) -> Self {
        Self { hints, ..Self::default() }
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
        self.warnings.push(Warning { kind, span: None });
    }

    /// Warns of something that happened `count` times, if it did.
    fn warn_count(&mut self, count: u32, kind: impl FnOnce(u32) -> WarningKind) {
        if count > 0 {
            self.warn(kind(count));
        }
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
