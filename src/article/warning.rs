//! What loading dropped, replaced or guessed.

use std::fmt;

use crate::text::Span;

/// One thing that is not in the article as it was in the file, or not for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    pub kind: WarningKind,
    /// Where in the reference text, if it has one place there.
    pub span: Option<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// Bytes that mean nothing in the encoding became one U+FFFD. The first places are listed one by one.
    InvalidBytes,
    /// All such places together, where there are more than are listed.
    InvalidBytesInAll { count: u32 },
    /// The encoding was guessed from too little to be sure.
    EncodingUncertain,
    /// The page was nested deeper than [`super::HTML_DEPTH`]; deeper elements count as text of the one above.
    DepthCapped,
    /// No main text could be told from the rest of the page, so that all of it was taken.
    WholePage,
    /// Text of the page outside its main text was left out: navigation, comments, what else to read. Code points.
    OutsideLeftOut { chars: u32 },
    /// Pictures were left out.
    PicturesLeftOut { count: u32 },
    /// Text that its author had marked as deleted was left out.
    DeletionsLeftOut { count: u32 },
    /// Footnotes and endnotes were left out.
    NotesLeftOut { count: u32 },
    /// Footnotes and endnotes stand at the end of the text, numbered.
    NotesAtEnd { count: u32 },
    /// Lines of a table of contents, which say again what the headings say, were left out.
    ContentsLeftOut { count: u32 },
    /// A page number or running title of a page of paper was left out.
    PageFurnitureLeftOut { count: u32 },
    /// A page of paper without text, such as a scanned one. Counted from 1.
    PageWithoutText { page: u32 },
    /// Characters whose font does not say what they are became U+FFFD.
    UnknownGlyphs { count: u32 },
    /// A part of the file is damaged and was passed over.
    PartDamaged,
    /// A correction of the structure found no passage that it could correct.
    CorrectionWithoutEffect,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left_out = |f: &mut fmt::Formatter<'_>, count: u32, one: &str, many: &str| match count {
            1 => write!(f, "1 {one} was left out"),
            _ => write!(f, "{count} {many} were left out"),
        };
        match self.kind {
            WarningKind::InvalidBytes => write!(f, "invalid bytes became U+FFFD"),
            WarningKind::InvalidBytesInAll { count } => write!(f, "invalid bytes at {count} places became U+FFFD"),
            WarningKind::EncodingUncertain => write!(f, "the encoding is a guess"),
            WarningKind::DepthCapped => write!(f, "the page is nested too deeply; its inner levels were merged"),
            WarningKind::WholePage => write!(f, "no main text was found; the whole page was taken"),
            WarningKind::OutsideLeftOut { chars } => {
                left_out(f, chars, "character outside the main text", "characters outside the main text")
            }
            WarningKind::PicturesLeftOut { count } => left_out(f, count, "picture", "pictures"),
            WarningKind::DeletionsLeftOut { count } => left_out(f, count, "deletion", "deletions"),
            WarningKind::NotesLeftOut { count } => left_out(f, count, "note", "notes"),
            WarningKind::NotesAtEnd { count: 1 } => write!(f, "1 note stands at the end of the text"),
            WarningKind::NotesAtEnd { count } => write!(f, "{count} notes stand at the end of the text"),
            WarningKind::ContentsLeftOut { count } => {
                left_out(f, count, "line of a table of contents", "lines of a table of contents")
            }
            WarningKind::PageFurnitureLeftOut { count } => left_out(f, count, "page number", "page numbers"),
            WarningKind::PageWithoutText { page } => write!(f, "page {page} has no text"),
            WarningKind::UnknownGlyphs { count: 1 } => write!(f, "1 character of unknown meaning became U+FFFD"),
            WarningKind::UnknownGlyphs { count } => write!(f, "{count} characters of unknown meaning became U+FFFD"),
            WarningKind::PartDamaged => write!(f, "a damaged part of the file was passed over"),
            WarningKind::CorrectionWithoutEffect => write!(f, "a correction finds nothing to correct"),
        }?;
        match self.span {
            Some(span) => write!(f, " at {span}"),
            None => Ok(()),
        }
    }
}
