//! What charts show, as plain values: the numbers, the articles' own words, and the places they come from.
//!
//! Values keep the language of the sources; what the program says itself is put into words when a chart is drawn.

use rust_decimal::Decimal;
use serde::Serialize;

use super::scene::{Place, Side};
use crate::article::PassageId;
use crate::figures::Modifier;
use crate::status::Status;
use crate::themes::{Colour, Names};

/// What stands under every chart: the two articles and whose reading it is.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct About {
    pub left: Source,
    pub right: Source,
    pub basis: Basis,
}

impl About {
    pub fn source(&self, side: Side) -> &Source {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
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
}

/// A coder and how far they have come.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coder {
    pub name: String,
    pub reviewed: usize,
    pub of: usize,
}

/// A figure as one of the articles states it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Statement {
    #[serde(flatten)]
    pub place: Place,
    #[serde(with = "rust_decimal::serde::arbitrary_precision")]
    pub value: Decimal,
    /// The upper end of a range.
    #[serde(with = "rust_decimal::serde::arbitrary_precision_option")]
    pub value2: Option<Decimal>,
    pub modifier: Modifier,
    /// The article's own words with their hedge: 突破10亿.
    pub wording: String,
    /// What is counted, in the article's words; empty where it does not say.
    pub subject: String,
    pub status: Option<Status>,
    /// The sentence it stands in.
    pub sentence: String,
}

/// Figures of one unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct UnitPanel {
    /// Canonical id; empty for bare counts.
    pub unit_id: String,
    /// The word of the source that names it first.
    pub unit: String,
    pub rows: Vec<Statement>,
}

/// Figures by unit: one panel a unit, never two units on one axis.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Figures {
    pub panels: Vec<UnitPanel>,
    /// Figures read in both articles, repeats left out; those without a value are not drawn.
    pub read: usize,
}

/// Two figures that compare.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct FigurePair {
    pub left: Statement,
    pub right: Statement,
    pub relation: String,
    pub score: f64,
}

/// Pairs of one unit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairPanel {
    pub unit_id: String,
    pub unit: String,
    pub rows: Vec<FigurePair>,
}

/// Figures of the two articles that compare.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Comparables {
    pub panels: Vec<PairPanel>,
    /// Chartable figures of the left and the right article, of which the pairs are a part.
    pub figures: [usize; 2],
}

/// How much of each article speaks of a theme.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Share {
    pub theme: String,
    pub name: Names,
    pub colour: Colour,
    /// Characters of the passages that speak of it, left and right.
    pub characters: [u32; 2],
    /// Those passages' places.
    pub places: [Vec<Place>; 2],
}

/// Share of text per theme. A passage with two themes counts for both.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Shares {
    pub rows: Vec<Share>,
    /// The denominators.
    pub characters: [u32; 2],
    /// Characters without a theme.
    pub without: [u32; 2],
}

/// What a row or column of a matrix is.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Head {
    Theme {
        id: String,
        name: Names,
        colour: Colour,
    },
    /// A passage: its number and how it begins.
    Passage {
        id: PassageId,
        words: String,
        place: Place,
    },
}

/// A cell of a matrix that holds something.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MatrixCell {
    pub row: usize,
    pub column: usize,
    /// A number of links, or a score from 0 to 1.
    pub value: f64,
    /// Somebody or the machine accepts it; else it is only a candidate.
    pub stands: bool,
    pub places: Vec<Place>,
}

/// The left article's themes or passages against the right one's.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Matrix {
    pub rows: Vec<Head>,
    pub columns: Vec<Head>,
    /// By row, then column.
    pub cells: Vec<MatrixCell>,
    /// Links that stand.
    pub links: usize,
}

/// A measure under its theme: its first mention.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasureDot {
    #[serde(flatten)]
    pub place: Place,
    pub name: String,
    pub status: Option<Status>,
    /// It has a counterpart in the other article.
    pub answered: bool,
    pub mentions: usize,
}

/// The measures of one theme.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MeasureRow {
    /// None for measures without a theme.
    pub theme: Option<String>,
    pub name: Option<Names>,
    pub colour: Option<Colour>,
    /// Left and right.
    pub measures: [Vec<MeasureDot>; 2],
}

/// Measures by theme.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Measures {
    pub rows: Vec<MeasureRow>,
}

/// A chart of any kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "chart", rename_all = "snake_case")]
pub enum Content {
    Comparables(Comparables),
    Figures(Figures),
    Themes(Shares),
    Links(Matrix),
    Alignment(Matrix),
    Measures(Measures),
}

/// A chart, ready to be drawn.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Chart {
    pub about: About,
    #[serde(flatten)]
    pub content: Content,
}

impl Chart {
    /// What travels inside a picture of this chart.
    pub fn metadata(&self, drawing: &super::Drawing) -> super::png::Metadata {
        let article = |s: &Source| format!("{} ({}, sha256 {})", s.title, s.doc, s.hash);
        [
            ("Title", drawing.title.clone()),
            ("Source", format!("{}\n{}", article(&self.about.left), article(&self.about.right))),
            ("Description", drawing.note.clone()),
            ("Software", self.about.basis.machine.clone()),
        ]
        .map(|(keyword, text)| (keyword.to_owned(), text))
        .into()
    }
}

/// The kinds of charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Comparables,
    Figures,
    Themes,
    Links,
    Alignment,
    Measures,
}

impl Kind {
    pub const ALL: [Kind; 6] =
        [Kind::Themes, Kind::Comparables, Kind::Figures, Kind::Measures, Kind::Links, Kind::Alignment];

    /// The name on the command line and of the file.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Comparables => "comparables",
            Kind::Figures => "figures",
            Kind::Themes => "themes",
            Kind::Links => "links",
            Kind::Alignment => "alignment",
            Kind::Measures => "measures",
        }
    }
}
