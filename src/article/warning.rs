//! What loading dropped, replaced or guessed.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// How many places of one kind are listed.
pub const LISTED: usize = 50;

/// One thing that is not in the article as it was in the file, or not for certain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    pub kind: WarningKind,
    /// Where in the reference text, as far as it has places there, at most [`LISTED`] of them. What was left out has an empty
    /// span where it stood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub places: Vec<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// Bytes that mean nothing in the encoding became one U+FFFD each time.
    InvalidBytes { count: u32 },
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
    /// Comments in the margin were left out.
    CommentsLeftOut { count: u32 },
    /// Running heads and feet of the pages were left out.
    HeadersLeftOut { count: u32 },
    /// Footnotes and endnotes that the text refers to are not in the file.
    NotesLeftOut { count: u32 },
    /// Footnotes and endnotes stand at the end of the text, numbered; the places are those that refer to them.
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
    /// Corrections of the structure found no passage that they could correct.
    CorrectionWithoutEffect { count: u32 },
}

impl WarningKind {
    /// By which messages in the languages of the window are found.
    pub fn name(self) -> &'static str {
        match self {
            WarningKind::InvalidBytes { .. } => "invalid-bytes",
            WarningKind::EncodingUncertain => "encoding-uncertain",
            WarningKind::DepthCapped => "depth-capped",
            WarningKind::WholePage => "whole-page",
            WarningKind::OutsideLeftOut { .. } => "outside-left-out",
            WarningKind::PicturesLeftOut { .. } => "pictures-left-out",
            WarningKind::DeletionsLeftOut { .. } => "deletions-left-out",
            WarningKind::CommentsLeftOut { .. } => "comments-left-out",
            WarningKind::HeadersLeftOut { .. } => "headers-left-out",
            WarningKind::NotesLeftOut { .. } => "notes-left-out",
            WarningKind::NotesAtEnd { .. } => "notes-at-end",
            WarningKind::ContentsLeftOut { .. } => "contents-left-out",
            WarningKind::PageFurnitureLeftOut { .. } => "page-furniture-left-out",
            WarningKind::PageWithoutText { .. } => "page-without-text",
            WarningKind::UnknownGlyphs { .. } => "unknown-glyphs",
            WarningKind::PartDamaged => "part-damaged",
            WarningKind::CorrectionWithoutEffect { .. } => "correction-without-effect",
        }
    }

    /// How often it happened, or which page it is about.
    pub fn number(self) -> u32 {
        match self {
            WarningKind::InvalidBytes { count }
            | WarningKind::PicturesLeftOut { count }
            | WarningKind::DeletionsLeftOut { count }
            | WarningKind::CommentsLeftOut { count }
            | WarningKind::HeadersLeftOut { count }
            | WarningKind::NotesLeftOut { count }
            | WarningKind::NotesAtEnd { count }
            | WarningKind::ContentsLeftOut { count }
            | WarningKind::PageFurnitureLeftOut { count }
            | WarningKind::UnknownGlyphs { count }
            | WarningKind::CorrectionWithoutEffect { count } => count,
            WarningKind::OutsideLeftOut { chars } => chars,
            WarningKind::PageWithoutText { page } => page,
            WarningKind::EncodingUncertain
            | WarningKind::DepthCapped
            | WarningKind::WholePage
            | WarningKind::PartDamaged => 1,
        }
    }
}

/// How many places a line for people names.
const NAMED: usize = 5;

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |f: &mut fmt::Formatter<'_>, one: &str, many: &str, what: &str| match self.kind.number() {
            1 => write!(f, "1 {one} {}{what}", if what.starts_with("left") { "was " } else { "" }),
            n => write!(f, "{n} {many} {}{what}", if what.starts_with("left") { "were " } else { "" }),
        };
        match self.kind {
            WarningKind::InvalidBytes { count: 1 } => write!(f, "invalid bytes became U+FFFD"),
            WarningKind::InvalidBytes { count } => write!(f, "invalid bytes became U+FFFD {count} times"),
            WarningKind::EncodingUncertain => write!(f, "the encoding is a guess"),
            WarningKind::DepthCapped => write!(f, "the page is nested too deeply; its inner levels were merged"),
            WarningKind::WholePage => write!(f, "no main text was found; the whole page was taken"),
            WarningKind::OutsideLeftOut { .. } => {
                counted(f, "character outside the main text", "characters outside the main text", "left out")
            }
            WarningKind::PicturesLeftOut { .. } => counted(f, "picture", "pictures", "left out"),
            WarningKind::DeletionsLeftOut { .. } => counted(f, "deleted piece", "deleted pieces", "left out"),
            WarningKind::CommentsLeftOut { .. } => counted(f, "comment", "comments", "left out"),
            WarningKind::HeadersLeftOut { .. } => {
                counted(f, "running head or foot", "running heads and feet", "left out")
            }
            WarningKind::NotesLeftOut { .. } => counted(f, "note", "notes", "left out"),
            WarningKind::NotesAtEnd { count: 1 } => write!(f, "1 note stands at the end of the text, referred to"),
            WarningKind::NotesAtEnd { count } => write!(f, "{count} notes stand at the end of the text, referred to"),
            WarningKind::ContentsLeftOut { .. } => {
                counted(f, "line of a table of contents", "lines of a table of contents", "left out")
            }
            WarningKind::PageFurnitureLeftOut { .. } => counted(f, "page number", "page numbers", "left out"),
            WarningKind::PageWithoutText { page } => write!(f, "page {page} has no text"),
            WarningKind::UnknownGlyphs { .. } => {
                counted(f, "character of unknown meaning", "characters of unknown meaning", "became U+FFFD")
            }
            WarningKind::PartDamaged => write!(f, "a damaged part of the file was passed over"),
            WarningKind::CorrectionWithoutEffect { .. } => {
                counted(f, "correction", "corrections", "without anything to correct")
            }
        }?;
        for (n, place) in self.places.iter().take(NAMED).enumerate() {
            write!(f, "{}", if n == 0 { " at " } else { ", " })?;
            if place.is_empty() { write!(f, "{}", place.start.0) } else { write!(f, "{place}") }?;
        }
        match self.places.len() {
            0..=NAMED => Ok(()),
            _ => write!(f, ", …"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_happened_and_where() {
        let check = |kind, places: &[(u32, u32)], expect: &str| {
            let places = places.iter().map(|(start, end)| Span::new(*start, *end)).collect();
            assert_eq!(Warning { kind, places }.to_string(), expect);
        };
        check(WarningKind::PicturesLeftOut { count: 1 }, &[(7, 7)], "1 picture was left out at 7");
        check(WarningKind::DeletionsLeftOut { count: 2 }, &[], "2 deleted pieces were left out");
        check(
            WarningKind::InvalidBytes { count: 2 },
            &[(3, 4), (9, 10)],
            "invalid bytes became U+FFFD 2 times at 3..4, 9..10",
        );
        let many: Vec<(u32, u32)> = (0..9).map(|n| (n, n)).collect();
        check(WarningKind::CommentsLeftOut { count: 9 }, &many, "9 comments were left out at 0, 1, 2, 3, 4, …");
    }
}
