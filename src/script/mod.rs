//! Both scripts and three vocabularies → one normal form (mainland simplified), with the way back to the source.
//!
//! Only text found to be traditional is converted, passage by passage; then the vocabulary overlay applies by
//! region. Every substitution is kept for the audit. Knows nothing of themes or figures.

mod characters;
mod display;
mod map;
mod matcher;
mod normalize;
mod opencc;
mod vocabulary;

pub use characters::Counts;
pub use display::{Displayed, displayed};
pub use map::OffsetMap;
pub use normalize::{normalize, normalize_but};
pub use opencc::{OpenCc, OpenCcError};
pub use vocabulary::{Protected, RegionCounts, Rule, Vocabulary, VocabularyError, VocabularyFile};

use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Serialize};

use crate::text::{Segmenter, Span, Text, Word};

/// Which characters a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Script {
    Simplified,
    Traditional,
    Mixed,
}

/// Whose words a text uses; apart from [`Script`], since simplified text with Taiwan's words exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Region {
    Mainland,
    Taiwan,
    HongKong,
}

/// A form of written Chinese that a converter can read or write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Form {
    Simplified,
    TraditionalTaiwan,
    TraditionalHongKong,
}

/// Changes characters from one form to another, one code point to one code point.
pub trait Converter: Send + Sync {
    /// `text` in the form `to`; as many code points as before, asserted.
    fn convert(&self, text: &str, from: Form, to: Form) -> String;
}

/// How a passage is written, and the counts that say so. A passage that holds too little to tell inherits from
/// its article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    pub script: Script,
    pub region: Region,
    /// Characters of the passage that only one script or region uses.
    pub characters: Counts,
    /// Words of the passage that tell a region.
    pub words: RegionCounts,
    pub script_inherited: bool,
    pub region_inherited: bool,
}

/// One place where the overlay put a mainland word for a regional one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitution {
    /// In the source.
    pub span: Span,
    pub normalized: String,
    /// The rule's id in `assets/vocabulary.toml`.
    pub rule: String,
    /// How likely the rule is to be wrong here, from the rule.
    pub risk: Risk,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    Low,
    Medium,
    High,
}

/// An article's whole text in mainland simplified, with the map back.
#[derive(Clone, Debug)]
pub struct Normalized {
    pub text: Text,
    /// Leads from spans of `text` to spans of the source and back.
    pub map: OffsetMap,
    pub substitutions: Vec<Substitution>,
    /// By passage.
    pub written: Vec<Written>,
    words: OnceLock<Arc<Vec<Word>>>,
}

impl Normalized {
    pub fn new(text: Text, map: OffsetMap, substitutions: Vec<Substitution>, written: Vec<Written>) -> Self {
        Self { text, map, substitutions, written, words: OnceLock::new() }
    }

    /// The words of `text`, by code points of it; cut when first asked for, and never again.
    pub fn words(&self) -> &[Word] {
        self.words.get_or_init(|| Arc::new(Segmenter::shared().words(self.text.as_str())))
    }

    /// The normalised words of a span of the source.
    pub fn slice(&self, source: Span) -> &str {
        self.text.slice(self.map.normalized_from_source(source))
    }
}
