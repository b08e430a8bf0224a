//! Everything computed about two articles, in one immutable value, built by one function.
//!
//! [`Engine::analyse`] reads one article; [`Engine::compare`] sets two analyses against each other. Both depend on
//! their arguments and the engine's settings alone.

use std::sync::Arc;

use crate::align::{self, Alignment};
use crate::article::{Article, PassageId};
use crate::figures::{self, ArticleDate, Comparable, Figure};
use crate::measures::{self, Counterpart, Measure};
use crate::progress::{Cancelled, Progress};
use crate::script::{self, Converter, Normalized, OpenCc, OpenCcError, Vocabulary};
use crate::text::Span;
use crate::themes::{self, Codebook, Labels, ThemeIndex};

/// One of the two articles of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    Left,
    Right,
}

impl Side {
    pub const BOTH: [Side; 2] = [Side::Left, Side::Right];

    pub fn other(self) -> Side {
        match self {
            Side::Left => Side::Right,
            Side::Right => Side::Left,
        }
    }
}

/// What reading an article takes: dictionaries, vocabulary, codebook. Opened once, shared between threads.
pub struct Engine {
    pub converter: Arc<dyn Converter>,
    pub vocabulary: Arc<Vocabulary>,
    pub codebook: Arc<Codebook>,
}

/// Everything computed about one article.
#[derive(Clone, Debug)]
pub struct Analysis {
    pub article: Arc<Article>,
    pub normalized: Arc<Normalized>,
    pub labels: Labels,
    pub figures: Arc<Vec<Figure>>,
    pub measures: Vec<Measure>,
}

/// How much of an article speaks of a theme. Counts the body's passages, each once: repeats, headings and
/// furniture are out. A passage that speaks of two themes counts for both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub passages: u32,
    /// Code points of those passages.
    pub characters: u32,
    /// Code points of all passages that count: the denominator.
    pub of: u32,
}

impl Share {
    /// From 0 to 1; 0 for an article without a body.
    pub fn fraction(self) -> f64 {
        if self.of == 0 { 0.0 } else { f64::from(self.characters) / f64::from(self.of) }
    }
}

/// What both articles give to a theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThemeShare {
    pub theme: ThemeIndex,
    pub left: Share,
    pub right: Share,
}

impl ThemeShare {
    pub fn side(&self, side: Side) -> Share {
        match side {
            Side::Left => self.left,
            Side::Right => self.right,
        }
    }
}

/// Everything computed about two articles.
#[derive(Clone, Debug)]
pub struct Comparison {
    pub left: Arc<Analysis>,
    pub right: Arc<Analysis>,
    pub codebook: Arc<Codebook>,
    pub alignment: Alignment,
    pub comparables: Vec<Comparable>,
    pub counterparts: Vec<Counterpart>,
    /// By theme, in the codebook's order.
    pub themes: Vec<ThemeShare>,
}

impl Engine {
    /// With the codebook and vocabulary that come with the program.
    pub fn new() -> Result<Self, OpenCcError> {
        Self::with(Arc::new(Codebook::builtin()))
    }

    /// With another codebook.
    pub fn with(codebook: Arc<Codebook>) -> Result<Self, OpenCcError> {
        Ok(Self { converter: Arc::new(OpenCc::new()?), vocabulary: Arc::new(Vocabulary::builtin()), codebook })
    }

    /// The same dictionaries and vocabulary under another codebook.
    #[must_use]
    pub fn under(&self, codebook: Arc<Codebook>) -> Self {
        Self { converter: Arc::clone(&self.converter), vocabulary: Arc::clone(&self.vocabulary), codebook }
    }

    /// Reads one article. `date` is the article's, from which 去年 and the like are reckoned.
    pub fn analyse(&self, article: Arc<Article>, date: Option<&ArticleDate>) -> Analysis {
        let normalize = || script::normalize(&article, self.converter.as_ref(), &self.vocabulary);
        let (normalized, figures) = rayon::join(normalize, || figures::read(&article, date));
        self.label(article, Arc::new(normalized), Arc::new(figures))
    }

    /// Reads two articles at once, each with its date.
    pub fn analyse_both(&self, [left, right]: [(Arc<Article>, Option<&ArticleDate>); 2]) -> [Arc<Analysis>; 2] {
        let read = |(article, date)| Arc::new(self.analyse(article, date));
        rayon::join(|| read(left), || read(right)).into()
    }

    /// The same article under this engine's codebook: nothing is normalised or read again.
    pub fn relabel(&self, analysis: &Analysis) -> Analysis {
        self.label(analysis.article.clone(), analysis.normalized.clone(), analysis.figures.clone())
    }

    fn label(&self, article: Arc<Article>, normalized: Arc<Normalized>, figures: Arc<Vec<Figure>>) -> Analysis {
        let labels = themes::label(&article, &normalized, &self.codebook);
        let measures = measures::find(&article, &normalized, &labels, &self.codebook);
        Analysis { article, normalized, labels, figures, measures }
    }

    /// Sets two articles against each other.
    pub fn compare(
        &self,
        left: Arc<Analysis>,
        right: Arc<Analysis>,
        progress: &Progress,
    ) -> Result<Comparison, Cancelled> {
        let alignment = align::align(left.align_side(), right.align_side(), progress)?;
        let nearness = alignment.nearness();
        let comparables = figures::comparables(left.figure_side(), right.figure_side(), &nearness);
        let counterparts = measures::counterparts(left.measure_side(), right.measure_side(), &nearness, &self.codebook);
        let themes = (0..self.codebook.themes.len() as u16)
            .map(ThemeIndex)
            .map(|theme| ThemeShare { theme, left: left.share(theme), right: right.share(theme) })
            .collect();
        Ok(Comparison { left, right, codebook: self.codebook.clone(), alignment, comparables, counterparts, themes })
    }
}

/// The measures of two articles that answer each other, where no comparison of the two is at hand.
pub fn counterparts(left: &Analysis, right: &Analysis, codebook: &Codebook) -> Vec<Counterpart> {
    let alignment = align::align(left.align_side(), right.align_side(), &Progress::default());
    let nearness = alignment.expect("nobody cancels a progress that nobody holds").nearness();
    measures::counterparts(left.measure_side(), right.measure_side(), &nearness, codebook)
}

impl Analysis {
    pub fn align_side(&self) -> align::Side<'_> {
        align::Side { article: &self.article, normalized: &self.normalized, labels: &self.labels }
    }

    fn figure_side(&self) -> figures::Side<'_> {
        figures::Side { article: &self.article, normalized: &self.normalized, figures: &self.figures }
    }

    fn measure_side(&self) -> measures::Side<'_> {
        measures::Side {
            article: &self.article,
            normalized: &self.normalized,
            labels: &self.labels,
            measures: &self.measures,
        }
    }

    /// Whether a passage counts in shares: body text that says something for the first time.
    pub fn counts(&self, passage: PassageId) -> bool {
        self.article.passage(passage).counts()
    }

    /// The themes of the passage that holds `span`.
    pub fn themes_at(&self, span: Span) -> Vec<ThemeIndex> {
        let passage = self.article.passage_at(span);
        passage.map_or_else(Vec::new, |p| self.labels.passages[p.id.0 as usize].iter().map(|l| l.theme).collect())
    }

    fn share(&self, theme: ThemeIndex) -> Share {
        let mut share = Share::default();
        for (passage, labels) in self.article.passages.iter().zip(&self.labels.passages) {
            if self.counts(passage.id) {
                share.of += passage.span.len();
                if labels.iter().any(|label| label.theme == theme) {
                    share.passages += 1;
                    share.characters += passage.span.len();
                }
            }
        }
        share
    }
}

impl Comparison {
    pub fn side(&self, side: Side) -> &Arc<Analysis> {
        match side {
            Side::Left => &self.left,
            Side::Right => &self.right,
        }
    }
}
