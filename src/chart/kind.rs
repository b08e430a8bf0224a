//! The kinds of charts.

use serde::Serialize;

/// What a chart shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, clap::ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Share of text per theme
    Themes,
    /// Figures of both articles that compare
    Comparables,
    /// All figures, by unit
    Figures,
    /// Dated statements of both articles
    Timeline,
    /// Measures by theme
    Measures,
    /// Words that tell the articles apart
    Terms,
    /// Links between the themes of one article and those of the other
    Links,
    /// Passages against passages
    Alignment,
    /// Measures against articles, any number of them
    MeasureMatrix,
    /// Codes against articles, any number of them; the codes of a session, or the machine's themes
    CodeMatrix,
    /// How far the coders of a session agree on each code
    Agreement,
}

impl Kind {
    pub const ALL: [Kind; 11] = [
        Kind::Themes,
        Kind::Comparables,
        Kind::Figures,
        Kind::Timeline,
        Kind::Measures,
        Kind::Terms,
        Kind::Links,
        Kind::Alignment,
        Kind::MeasureMatrix,
        Kind::CodeMatrix,
        Kind::Agreement,
    ];

    /// Those that two articles alone fill.
    pub const OF_TWO: [Kind; 8] = [
        Kind::Themes,
        Kind::Comparables,
        Kind::Figures,
        Kind::Timeline,
        Kind::Measures,
        Kind::Terms,
        Kind::Links,
        Kind::Alignment,
    ];

    /// The name on the command line and of the file.
    pub fn id(self) -> &'static str {
        match self {
            Kind::Themes => "themes",
            Kind::Comparables => "comparables",
            Kind::Figures => "figures",
            Kind::Timeline => "timeline",
            Kind::Measures => "measures",
            Kind::Terms => "terms",
            Kind::Links => "links",
            Kind::Alignment => "alignment",
            Kind::MeasureMatrix => "measure-matrix",
            Kind::CodeMatrix => "code-matrix",
            Kind::Agreement => "agreement",
        }
    }

    /// Whether it may show more than two articles.
    pub fn is_of_many(self) -> bool {
        matches!(self, Kind::MeasureMatrix | Kind::CodeMatrix)
    }
}
