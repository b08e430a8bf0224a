//! What a session holds: the rows of its tables, as an analyst would name them.
//!
//! Rows are plain data. Rows refer to one another by number; numbers are never used twice in one session. Nothing here
//! depends on what the machine computes: places are spans of the reference text, with a checksum of the words there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::state::{ArticleId, CodeId, CoderId, CodingId, LinkId, SourceId, VersionId};
use crate::article::{Hints, Provenance, Role};
use crate::text::{Span, Text};

/// What the session is called and what it counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Names the session wherever its parts are exchanged; copies share it.
    #[serde(with = "as_text")]
    pub guid: Uuid,
    pub title: String,
    pub unit: UnitOfAnalysis,
}

/// What the session codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum UnitOfAnalysis {
    #[default]
    Passage,
    Sentence,
    Span,
}

/// Somebody, or the machine, who codes. Machine and people are never mixed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coder {
    #[serde(with = "as_text")]
    pub guid: Uuid,
    /// As given; empty once forgotten.
    pub name: String,
    /// Program version and hash of the codebook, where the coder is the machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub machine: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub forgotten: bool,
}

/// A reference text, by content. Never changed; a new version of an article is another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// SHA-256 of the UTF-8 text, in hexadecimal.
    pub hash: String,
    #[serde(with = "as_text")]
    pub text: Text,
}

impl Source {
    pub fn new(text: Text) -> Self {
        Self { hash: hash(text.as_str()), text }
    }
}

/// SHA-256 in hexadecimal: how articles, codebooks and vocabularies are told apart.
pub fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An article under study: its text and what the analyst knows of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionArticle {
    /// What rows call `doc`.
    pub name: String,
    pub source: SourceId,
    /// The name of the file it came from, without its folder.
    pub origin: String,
    /// Title, outlet, issuing body, level, province, document type and number, dates with their evidence, URL … and any of
    /// the user's own.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub variables: BTreeMap<String, String>,
    /// What the markup of its file knew of its lines: without the file nobody can tell again.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hints: Hints,
    /// How it was read and what the file said beside its text.
    #[serde(default, skip_serializing_if = "is_default")]
    pub provenance: Provenance,
}

/// A file of the machine as it was used: without it nobody can tell how suggestions came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asset {
    pub kind: AssetKind,
    pub name: String,
    pub hash: String,
    pub text: String,
}

impl Asset {
    /// What the vocabulary that comes with the program is called.
    pub const BUILTIN_VOCABULARY: &str = "duizhao";

    pub fn new(kind: AssetKind, name: &str, text: &str) -> Self {
        Self { kind, name: name.to_owned(), hash: hash(text), text: text.to_owned() }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssetKind {
    Codebook,
    Vocabulary,
}

/// A code of the codebook. Its id is permanent: retired and merged codes stay.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Code {
    #[serde(with = "as_text")]
    pub guid: Uuid,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CodeId>,
    /// Place among its siblings; equal places go by id.
    #[serde(default, skip_serializing_if = "is_default")]
    pub position: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    pub definition: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub include_when: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub exclude_when: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub examples: Vec<String>,
    /// The machine's theme that proposes this code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub theme: Option<String>,
    /// `#rrggbb`
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    /// No longer offered; its codings stay.
    #[serde(default, skip_serializing_if = "is_default")]
    pub retired: bool,
    /// Its codings count for this code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merged_into: Option<CodeId>,
}

/// A version of the codebook: who changed it, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// 1 for the first change, and so on.
    pub number: u32,
    pub author: CoderId,
    pub reason: String,
}

/// A place in an article, with a checksum of the words there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "(u32, u32, u32, u32)", into = "(u32, u32, u32, u32)")]
pub struct Place {
    pub article: ArticleId,
    pub span: Span,
    /// CRC-32 of the words' UTF-8.
    pub quote: u32,
}

impl From<(u32, u32, u32, u32)> for Place {
    fn from((article, start, end, quote): (u32, u32, u32, u32)) -> Self {
        Self { article: ArticleId(article), span: Span::new(start.min(end), end), quote }
    }
}

impl From<Place> for (u32, u32, u32, u32) {
    fn from(place: Place) -> Self {
        (place.article.0, place.span.start.0, place.span.end.0, place.quote)
    }
}

/// How far a coder is with a unit. "Nothing to code" and "not read" are never the same; without a row a unit is unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum UnitState {
    Unread,
    /// Read, nothing to code.
    Read,
    Coded,
    Unsure,
    /// With a reason.
    Excluded,
}

/// The state of a unit for one coder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    pub at: Place,
    pub coder: CoderId,
    pub state: UnitState,
    #[serde(default, skip_serializing_if = "is_default")]
    pub reason: String,
}

/// How a coding or a link came about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Without seeing what the machine proposes.
    #[default]
    Unaided,
    /// The machine's suggestion as it was.
    Accepted,
    /// The machine's suggestion, changed.
    Edited,
    /// Many at once.
    Bulk,
    /// The machine's own.
    Machine,
}

/// A code given to a place by a coder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coding {
    pub at: Place,
    pub code: CodeId,
    pub coder: CoderId,
    #[serde(default, skip_serializing_if = "is_default")]
    pub origin: Origin,
    /// The version of the codebook that it was made, or last looked at, under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<VersionId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum LinkState {
    Suggested,
    Confirmed,
    Rejected,
    ByHand,
    NoCounterpart,
    Unsure,
}

/// The far end of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Far {
    At(Place),
    /// The judgement that this article has no counterpart.
    NoneIn(ArticleId),
}

/// A coder's judgement about two places, or about one without a counterpart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    pub from: Place,
    pub to: Far,
    pub state: LinkState,
    /// Same, related, contrast … or the user's own word.
    #[serde(default, rename = "type", skip_serializing_if = "is_default")]
    pub kind: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub note: String,
    pub coder: CoderId,
    #[serde(default, skip_serializing_if = "is_default")]
    pub origin: Origin,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum MemoKind {
    #[default]
    Note,
    Theory,
    Method,
    Question,
    Todo,
}

/// What a memo is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    Session,
    Article(ArticleId),
    Place(Place),
    Code(CodeId),
    Coding(CodingId),
    Link(LinkId),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memo {
    pub kind: MemoKind,
    pub about: About,
    pub coder: CoderId,
    pub text: String,
}

/// What a coder sets right in the machine's reading of a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fix {
    /// The passage breaks at the start of the place.
    Split,
    /// The passages that the place touches are one.
    Join,
    Role {
        role: Role,
        level: Option<u8>,
    },
    /// A repeat of this place of the same article, or none.
    Repeat {
        of: Option<Span>,
    },
    Exclude {
        reason: String,
    },
    /// Sets fields of the figure that stands here, named as `duizhao figures` prints them; adds one where none stands.
    Figure {
        fields: BTreeMap<String, String>,
    },
    /// No figure stands here.
    NoFigure,
    /// Sets fields of the measure named here, as `duizhao measures` prints them; adds one where none stands.
    Measure {
        fields: BTreeMap<String, String>,
    },
    /// No measure is named here.
    NoMeasure,
}

impl Fix {
    /// Whether both say something of the same: that there is a figure, and that there is none.
    pub(super) fn speaks_like(&self, other: &Fix) -> bool {
        use Fix::{Figure, Measure, NoFigure, NoMeasure};
        match (self, other) {
            (Figure { .. } | NoFigure, Figure { .. } | NoFigure) => true,
            (Measure { .. } | NoMeasure, Measure { .. } | NoMeasure) => true,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }

    /// With the fields that were set before and are not named now.
    pub(super) fn over(mut self, before: &Fix) -> Fix {
        use Fix::{Figure, Measure};
        match (&mut self, before) {
            (Figure { fields }, Figure { fields: old }) | (Measure { fields }, Measure { fields: old }) => {
                for (name, value) in old {
                    fields.entry(name.clone()).or_insert_with(|| value.clone());
                }
            }
            _ => {}
        }
        self
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    pub at: Place,
    pub coder: CoderId,
    pub fix: Fix,
}

impl Correction {
    /// The same as a correction of the article's structure; none where a figure or measure is set right.
    pub fn structure(&self) -> Option<crate::article::Correction> {
        use crate::article::Correction::{Exclude, Join, Repeat, Role, Split};
        let span = self.at.span;
        Some(match &self.fix {
            Fix::Split => Split { at: span.start },
            Fix::Join => Join { span },
            Fix::Role { role, level } => Role { span, role: *role, level: *level },
            Fix::Repeat { of } => Repeat { span, of: *of },
            Fix::Exclude { reason } => Exclude { span, reason: reason.clone() },
            Fix::Figure { .. } | Fix::NoFigure | Fix::Measure { .. } | Fix::NoMeasure => return None,
        })
    }
}

/// Which row a review or a message speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RowRef {
    pub kind: super::Kind,
    pub id: u32,
}

/// Why a row should be looked at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Its code was split into these.
    Split { into: Vec<CodeId> },
    /// The definition of its code changed.
    Redefined,
    /// Its article was replaced, and its place in the new text is a guess; it stood at `span` of `source`.
    Moved { source: SourceId, span: Span },
}

/// An entry of the queue of things to look at again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub of: RowRef,
    pub why: Why,
}

/// What was forgotten for good: it wins over the same thing in a file that is merged in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tombstone {
    pub kind: super::Kind,
    /// Hash of an article, guid of a coder or memo.
    pub name: String,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Values that stand in the file as their text.
mod as_text {
    use serde::{Deserialize, Deserializer, Serializer};
    use uuid::Uuid;

    use crate::text::Text;

    pub trait AsText: Sized {
        fn write(&self) -> String;
        fn read(text: String) -> Result<Self, String>;
    }

    impl AsText for Text {
        fn write(&self) -> String {
            self.as_str().to_owned()
        }

        fn read(text: String) -> Result<Self, String> {
            Ok(Text::new(text))
        }
    }

    impl AsText for Uuid {
        fn write(&self) -> String {
            self.to_string()
        }

        fn read(text: String) -> Result<Self, String> {
            Uuid::parse_str(&text).map_err(|error| error.to_string())
        }
    }

    pub fn serialize<T: AsText, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&value.write())
    }

    pub fn deserialize<'de, T: AsText, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
        T::read(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
