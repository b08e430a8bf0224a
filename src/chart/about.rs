//! What stands under every chart: the articles, and whose reading it is.

use serde::Serialize;

use super::scene::Side;

/// What stands under every chart: the articles and whose reading it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct About {
    pub left: Source,
    pub right: Source,
    /// Articles beyond two, in charts that set many against each other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Source>,
    pub basis: Basis,
}

impl About {
    pub fn source(&self, side: Side) -> &Source {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }

    /// All articles, the left one first.
    pub fn sources(&self) -> impl Iterator<Item = &Source> {
        [&self.left, &self.right].into_iter().chain(&self.others)
    }
}

/// An article, as a chart names it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Source {
    pub doc: String,
    /// The article's own title; the doc's name where it has none.
    pub title: String,
    /// Set in traditional characters.
    pub traditional: bool,
    /// EDTF.
    pub date: Option<String>,
    /// Characters of the passages that count: no headings, no furniture, no repeats.
    pub characters: u32,
    /// The first 12 digits of the SHA-256 of the reference text.
    pub hash: String,
}

/// Whose judgements a chart counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Basis {
    /// Name and version of the program that read the articles.
    pub machine: String,
    /// The codebook's id and hash.
    pub codebook: String,
    /// The coder whose decisions lie over the machine's reading, with how much of it they have reviewed.
    pub coder: Option<Coder>,
    /// Who gave the codes that are counted, where people's codings are and the machine's reading is not.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub codings_of: Vec<String>,
}

/// A coder and how far they have come.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coder {
    pub name: String,
    /// Links that the coder decided on, and how many there are.
    pub reviewed: usize,
    pub of: usize,
    /// Figures that the coder corrected, added or took out.
    pub figures: usize,
    /// Mentions of measures that the coder corrected, added or took out.
    pub measures: usize,
    /// Pairs of figures that the coder joined or took apart.
    pub pairs: usize,
}
