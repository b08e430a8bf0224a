//! Named measures: programmes, systems, campaigns, institutions and documents that an article names; which mentions
//! are one measure, and what answers it in the other article.

use serde::{Deserialize, Serialize};

use crate::article::PassageId;
use crate::status::Status;
use crate::text::Span;
use crate::themes::ThemeIndex;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    Programme,
    Campaign,
    System,
    Model,
    Organisation,
    Facility,
    Document,
    Event,
    Work,
    Initiative,
    Doctrine,
    Principle,
    Slogan,
}

/// Who stands behind a measure, where the text says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A central programme carried out here.
    Central,
    Provincial,
    Municipal,
    County,
}

/// One mention of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// In the source, quotation marks included.
    pub span: Span,
    pub passage: PassageId,
    pub theme: Option<ThemeIndex>,
    pub kind: MeasureKind,
    /// Mentions of one measure share it; counted from 0 by first mention.
    pub group: u32,
    pub status: Option<Status>,
    /// The words that the status rests on.
    pub status_cue: Option<Span>,
    pub level: Option<Level>,
}
