//! Bytes → [`Article`]: the reference text, its variables, and its structure (passages).
//!
//! Knows files and formats, not what the text says. The reference text is never changed after loading.

mod corrections;
mod dates;
mod decode;
mod formats;
mod load;
mod seeds;
mod structure;
mod variables;
mod warning;

pub use corrections::Correction;
pub use decode::{Decoded, decode};
pub use load::{
    FileFormat, LARGEST_FILE, LARGEST_INFLATED, LARGEST_PARSED, LOADER_THREAD, LoadError, LoadOptions, load, open, read,
};
pub use seeds::seeds;
pub use structure::{passages, sentences};
pub use variables::{Evidence, Value, Variable, Variables};
pub use warning::{LISTED, Warning, WarningKind};

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::text::{CharIndex, Span, Text};
use formats::Extracted;

/// How deep a web page may be nested; what is deeper is merged into the level above.
pub const HTML_DEPTH: usize = 256;

/// Which passage of an article, counted from 0 in reading order. Readers and programs see its [`number`](Self::number).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PassageId(pub u32);

impl PassageId {
    /// The number that readers see in the window, charts and rows, counted from 1.
    pub fn number(self) -> u32 {
        self.0 + 1
    }
}

/// What part a passage plays in its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Title,
    /// Banner of a site, source line, byline: not the article's own words.
    Boilerplate,
    Heading,
    ListItem,
    Paragraph,
    /// A line such as "…………".
    Filler,
}

impl Role {
    /// Whether the passage carries what the article says: neither furniture nor heading.
    pub fn is_body(self) -> bool {
        matches!(self, Role::ListItem | Role::Paragraph)
    }
}

/// A unit of an article: a heading, list item or paragraph, with stray line breaks joined.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    pub id: PassageId,
    /// Without white space around it; a joined passage includes its breaks.
    pub span: Span,
    pub role: Role,
    /// 1 for the highest; only of headings.
    pub heading_level: Option<u8>,
    /// The first passage that says the same words.
    pub duplicate_of: Option<PassageId>,
    /// The heading that the passage stands under.
    pub heading: Option<PassageId>,
    /// Its sentences, in order, half-width marks included.
    pub sentences: Vec<Span>,
    /// Says or shows that text is missing here (…………, a lead-in to nothing).
    pub omission: bool,
    /// Why an analyst left it out of the analysis.
    pub excluded: Option<String>,
}

impl Passage {
    /// Whether it counts in shares, is aligned and coded: body text that says something for the first time.
    pub fn counts(&self) -> bool {
        self.role.is_body() && self.duplicate_of.is_none() && self.excluded.is_none()
    }
}

/// What the markup of a source knew of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hint {
    Title,
    /// With its depth, 1 the highest.
    Heading(u8),
    ListItem,
    /// The first line of a paragraph, which may go on in the next line.
    Paragraph,
    /// A line of prose by itself: a quotation, a row of a table.
    Prose,
    /// Not of the article: what the format says to the program.
    Furniture,
}

/// Hints by the code point at which their line begins, white space left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hints(BTreeMap<u32, Hint>);

impl Hints {
    pub fn insert(&mut self, start: u32, hint: Hint) {
        self.0.insert(start, hint);
    }

    pub fn at(&self, start: u32) -> Option<Hint> {
        self.0.get(&start).copied()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn any_title(&self) -> bool {
        self.0.values().any(|h| *h == Hint::Title)
    }
}

/// What loading found out that the text alone does not tell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Provenance {
    pub format: FileFormat,
    /// By its WHATWG name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<CharIndex>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<Warning>,
    /// What the file says outside its text.
    #[serde(skip_serializing_if = "Variables::is_empty")]
    pub variables: Variables,
}

/// An article as it was given, and what was found out about its form. Never changed once made.
#[derive(Clone, Debug)]
pub struct Article {
    /// What the command line calls `doc`: the file's stem.
    pub name: String,
    /// The reference text. All offsets are code points of it.
    pub text: Text,
    /// Passages in reading order; `passages[i].id == PassageId(i)`.
    pub passages: Vec<Passage>,
    pub format: FileFormat,
    /// The WHATWG name of the encoding it was decoded from; none where the format has its own way.
    pub encoding: Option<&'static str>,
    /// What is known of it besides its text.
    pub variables: Variables,
    /// What loading dropped, replaced or guessed.
    pub warnings: Vec<Warning>,
    /// Where each page of paper begins; empty for formats without pages.
    pub pages: Vec<CharIndex>,
    /// What its markup knew of its lines, from which the structure can be found again without the file.
    pub hints: Hints,
}

impl Article {
    /// An article of plain text that is already decoded and has no line ends but LF.
    pub fn from_text(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let (text, none) = (Text::new(text), Extracted::default());
        Self::new(name.into(), FileFormat::Text, text, none)
    }

    /// An article that was loaded before, from what was kept of it: it has the structure that it had then.
    pub fn restored(name: &str, text: Text, hints: Hints, from: &Provenance) -> Self {
        Self::new(name.to_owned(), from.format, text, Extracted::kept(hints, from))
    }

    /// What has to be kept with the text and the hints, so that the article can be had again without its file.
    pub fn provenance(&self) -> Provenance {
        let variables = self.variables.of_file();
        let (format, encoding) = (self.format, self.encoding.map(str::to_owned));
        Provenance { format, encoding, pages: self.pages.clone(), warnings: self.warnings.clone(), variables }
    }

    /// An article of what a loader found.
    fn from_extracted(name: &str, format: FileFormat, mut extracted: Extracted) -> Self {
        let text = Text::new(std::mem::take(&mut extracted.text));
        Self::new(name.to_owned(), format, text, extracted)
    }

    fn new(name: String, format: FileFormat, text: Text, extracted: Extracted) -> Self {
        let passages = structure::passages(&text, &extracted.hints);
        let mut variables = extracted.variables;
        variables::from_text(&text, &passages, &mut variables);
        dates::derive(&text, &passages, &mut variables);
        let (encoding, warnings, pages) = (extracted.encoding, extracted.warnings, extracted.pages);
        let hints = extracted.hints;
        Self { name, text, passages, format, encoding, variables, warnings, pages, hints }
    }

    /// The page of paper that a code point stands on, counted from 1; none for formats without pages.
    pub fn page_of(&self, index: CharIndex) -> Option<u32> {
        match self.pages.partition_point(|start| *start <= index) {
            0 => None,
            page => Some(page as u32),
        }
    }

    pub fn passage(&self, id: PassageId) -> &Passage {
        &self.passages[id.0 as usize]
    }

    /// The passage that holds the first code point of `span`, if any does.
    pub fn passage_at(&self, span: Span) -> Option<&Passage> {
        let after = self.passages.partition_point(|p| p.span.start <= span.start);
        self.passages[..after].last().filter(|p| p.span.contains(span.start))
    }
}
