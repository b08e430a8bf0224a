//! What charts show, as plain values: the numbers, the articles' own words, and the places they come from.
//!
//! Values keep the language of the sources; what the program says itself is put into words when a chart is drawn.

use rust_decimal::Decimal;
use serde::Serialize;

pub use super::about::{About, Basis, Coder, Source};
pub use super::kind::Kind;
use super::scene::Place;
use crate::article::PassageId;
use crate::figures::{Direction, Modifier};
use crate::session::UnitOfAnalysis;
use crate::status::Status;
use crate::text::Span;
use crate::themes::{Colour, Names};

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
    /// Which way the article says it moves, by this much or to it.
    pub direction: Option<Direction>,
    /// The coder gave it another value than the machine, or the machine saw no figure here.
    pub corrected: bool,
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

/// Pairs of one unit, or of two that go together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PairPanel {
    pub unit_id: String,
    pub unit: String,
    /// What values of the right article are multiplied by to stand on the axis of the left one's unit; none where no
    /// axis holds both: two currencies.
    pub factor: Option<Decimal>,
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
        /// As readers see it, counted from 1.
        #[serde(serialize_with = "number")]
        id: PassageId,
        words: String,
        traditional: bool,
        place: Place,
    },
    /// An article, by its place in [`About::sources`].
    Article {
        article: usize,
        title: String,
        traditional: bool,
    },
    /// A measure, as the article that names it first writes it.
    Measure {
        name: String,
        traditional: bool,
    },
    /// A code of a session.
    Code {
        name: Names,
        colour: Option<Colour>,
    },
}

fn number<S: serde::Serializer>(id: &PassageId, serializer: S) -> Result<S::Ok, S::Error> {
    id.number().serialize(serializer)
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
    /// Its places in the article of the column, where that is neither the left nor the right one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub elsewhere: Vec<Span>,
    /// The sentence of its first place, or those of the first pair; none where the heads have the words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sentences: Vec<String>,
}

/// The left article's themes or passages against the right one's.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Matrix {
    pub rows: Vec<Head>,
    pub columns: Vec<Head>,
    /// By row, then column.
    pub cells: Vec<MatrixCell>,
    /// What the cells count, taken together: links that stand, mentions, codings.
    pub total: usize,
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
    /// Mentions, those in repeats out.
    pub mentions: usize,
    /// The sentence of its first mention.
    pub sentence: String,
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

/// A statement with a date.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dated {
    #[serde(flatten)]
    pub place: Place,
    /// EDTF, as far as the article says it.
    pub date: String,
    /// First and last day, in years and their fractions; none where the year is unknown.
    pub years: Option<[f64; 2]>,
    /// The article's own words for the date.
    pub wording: String,
    /// The sentence it stands in.
    pub sentence: String,
}

/// Dated statements of both articles, in the order of time; those whose year nobody can tell come last.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Timeline {
    pub rows: Vec<Dated>,
    /// Dated statements of the left and the right article.
    pub read: [usize; 2],
}

/// A word that one article says more than its length explains.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Term {
    /// In mainland simplified, as both articles are compared.
    pub word: String,
    /// As the article that says it more writes it first.
    pub wording: String,
    pub counts: [u32; 2],
    /// Log-likelihood ratio (G²), above 0.
    pub score: f64,
    pub places: [Vec<Place>; 2],
    /// The sentence in which the article that says it more says it first.
    pub sentence: String,
}

/// Words that tell the articles apart, those of the left and those of the right article, the most telling first.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Terms {
    pub rows: [Vec<Term>; 2],
    /// The denominators: words that count, left and right.
    pub words: [u32; 2],
}

/// How far coders agree on one code.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AgreementRow {
    pub name: Names,
    pub colour: Option<Colour>,
    /// Krippendorff's alpha; none where every unit has the code, or none has, or where units are too few.
    pub alpha: Option<f64>,
    /// Share of pairs of judgements that are the same.
    pub same: f64,
    /// Units that each coder gave the code, in the order of the coders.
    pub given: Vec<usize>,
}

/// Agreement between the coders of a session, per code.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Agreement {
    pub coders: Vec<String>,
    /// What a unit is: passage or sentence.
    pub unit: UnitOfAnalysis,
    /// Units that two coders or more have read: the sample.
    pub units: usize,
    pub articles: usize,
    pub rows: Vec<AgreementRow>,
}

impl Agreement {
    /// With fewer units than this a coefficient says so little that none is given.
    pub const FEW: usize = 10;
}

/// A chart of any kind.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "chart", rename_all = "kebab-case")]
pub enum Content {
    Comparables(Comparables),
    Figures(Figures),
    Themes(Shares),
    Links(Matrix),
    Alignment(Matrix),
    Measures(Measures),
    Timeline(Timeline),
    Terms(Terms),
    MeasureMatrix(Matrix),
    CodeMatrix(Matrix),
    Agreement(Agreement),
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
        let articles: Vec<String> = self.about.sources().map(article).collect();
        [
            ("Title", drawing.title.clone()),
            ("Source", articles.join("\n")),
            ("Description", drawing.note.clone()),
            ("Software", self.about.basis.machine.clone()),
        ]
        .map(|(keyword, text)| (keyword.to_owned(), text))
        .into()
    }
}
