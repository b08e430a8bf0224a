//! Bytes → [`Article`]: the reference text, its variables, and its structure (passages).
//!
//! Knows files and formats, not what the text says. The reference text is never changed after loading.

mod seeds;
mod structure;

pub use seeds::seeds;
pub use structure::{passages, sentences};

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::text::{Span, Text};

/// Which passage of an article, counted from 0 in reading order. Printed as `id`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PassageId(pub u32);

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
}

/// What the markup of a source knew of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    Title,
    /// With its depth, 1 the highest.
    Heading(u8),
    ListItem,
    /// A paragraph of its own: its line ends nowhere else, and it goes on with no other.
    Paragraph,
}

/// Hints by the code point at which their line begins, white space left out.
#[derive(Clone, Debug, Default)]
pub struct Hints(BTreeMap<u32, Hint>);

impl Hints {
    pub fn insert(&mut self, start: u32, hint: Hint) {
        self.0.insert(start, hint);
    }

    pub fn at(&self, start: u32) -> Option<Hint> {
        self.0.get(&start).copied()
    }
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
}

impl Article {
    /// An article of plain text that is already decoded and has no line ends but LF.
    pub fn from_text(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        let text = Text::new(text);
        let passages = structure::passages(&text, &Hints::default());
        Self { name: name.into(), text, passages }
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
