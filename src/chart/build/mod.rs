//! From findings to the data of each kind of chart.

mod coding;
mod figures;
mod measures;
mod terms;
mod themes;
mod timeline;

use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::data::{About, Basis, Chart, Coder, Content, Head, Kind, Source};
use crate::article::{Passage, Role, Variable};
use crate::comparison::{Analysis, Side};
use crate::findings::Findings;
use crate::script::Script;
use crate::session::{CoderId, State};
use crate::text::Span;

pub use coding::{alpha, code_names};

/// What charts are made from.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    pub findings: &'a Findings,
    /// The articles' own dates, EDTF, left and right, where somebody says them; else those that the articles carry.
    pub dates: [Option<&'a str>; 2],
    /// Articles beyond the two.
    pub others: &'a [Arc<Analysis>],
    /// The session that holds people's codings.
    pub session: Option<&'a State>,
    /// Whose codings count; everybody's where nobody is named.
    pub coder: Option<CoderId>,
}

impl<'a> Material<'a> {
    /// Two articles and nothing else.
    pub fn new(findings: &'a Findings) -> Self {
        Self { findings, dates: [None; 2], others: &[], session: None, coder: None }
    }

    /// All articles, the left one first.
    fn analyses(&self) -> Vec<&'a Analysis> {
        let comparison = &self.findings.comparison;
        let both = [comparison.left.as_ref(), comparison.right.as_ref()].into_iter();
        both.chain(self.others.iter().map(Arc::as_ref)).collect()
    }
}

/// The chart of a kind.
pub fn build(material: &Material<'_>, kind: Kind) -> Chart {
    let findings = material.findings;
    let mut about = about(material);
    if !kind.is_of_many() {
        about.others.clear();
    }
    let content = match kind {
        Kind::Comparables => Content::Comparables(figures::comparables(findings)),
        Kind::Figures => Content::Figures(figures::units(findings)),
        Kind::Themes => Content::Themes(themes::shares(findings)),
        Kind::Links => Content::Links(themes::links(findings)),
        Kind::Alignment => Content::Alignment(themes::alignment(findings)),
        Kind::Measures => Content::Measures(measures::by_theme(findings)),
        Kind::Timeline => Content::Timeline(timeline::of(findings)),
        Kind::Terms => Content::Terms(terms::of(findings)),
        Kind::MeasureMatrix => Content::MeasureMatrix(measures::matrix(material)),
        Kind::CodeMatrix => {
            let (matrix, coders) = coding::matrix(material);
            about.basis.codings_of = coders;
            Content::CodeMatrix(matrix)
        }
        Kind::Agreement => {
            let agreement = coding::agreement(material);
            about.basis.codings_of.clone_from(&agreement.coders);
            Content::Agreement(agreement)
        }
    };
    Chart { about, content }
}

/// What stands under every chart of this material.
pub fn about(material: &Material<'_>) -> About {
    let comparison = &material.findings.comparison;
    let basis = material.findings.basis();
    let [left, right] = Side::BOTH.map(|side| source(comparison.side(side), material.dates[side as usize]));
    About {
        left,
        right,
        others: material.others.iter().map(|analysis| source(analysis, None)).collect(),
        basis: Basis {
            machine: concat!("duizhao ", env!("CARGO_PKG_VERSION")).to_owned(),
            codebook: format!("{} {}", comparison.codebook.id, comparison.codebook.fingerprint()),
            coder: basis.coder.map(|name| Coder {
                name,
                reviewed: basis.reviewed,
                of: basis.of,
                figures: material.findings.decisions.figures.len(),
                measures: material.findings.decisions.measures.len(),
                pairs: material.findings.decisions.pairs.len(),
            }),
            codings_of: Vec::new(),
        },
    }
}

fn source(analysis: &Analysis, date: Option<&str>) -> Source {
    let article = &analysis.article;
    let title = article.passages.iter().find(|p| p.role == Role::Title).map(|p| article.text.slice(p.span));
    let title = title.unwrap_or(&article.name).split_whitespace().collect::<Vec<_>>().join(" ");
    let digest = Sha256::digest(article.text.as_str().as_bytes());
    let carried = || article.variables.get(Variable::Date).map(|value| value.value.clone());
    Source {
        doc: article.name.clone(),
        title,
        traditional: traditional(analysis),
        date: date.map(str::to_owned).or_else(carried),
        characters: counted(analysis).map(|p| p.span.len()).sum(),
        hash: digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect(),
    }
}

/// Whether most of an article is in traditional characters.
fn traditional(analysis: &Analysis) -> bool {
    let passages = || analysis.article.passages.iter().zip(&analysis.normalized.written);
    let of =
        |script: Script| -> u32 { passages().filter(|(_, w)| w.script == script).map(|(p, _)| p.span.len()).sum() };
    of(Script::Traditional) > of(Script::Simplified)
}

/// The passages that count in shares.
fn counted(analysis: &Analysis) -> impl Iterator<Item = &Passage> {
    analysis.article.passages.iter().filter(|p| analysis.counts(p.id))
}

/// A column for each article.
fn article_heads(material: &Material<'_>) -> Vec<Head> {
    let sources = material.analyses().into_iter().map(|analysis| source(analysis, None)).enumerate();
    sources.map(|(article, s)| Head::Article { article, title: s.title, traditional: s.traditional }).collect()
}

/// The sentence that holds a span; its passage where sentences were not told apart.
pub fn sentence(analysis: &Analysis, span: Span) -> String {
    let article = &analysis.article;
    let Some(passage) = article.passage_at(span) else { return article.text.slice(span).to_owned() };
    let sentence = passage.sentences.iter().find(|s| s.contains(span.start)).copied().unwrap_or(passage.span);
    article.text.slice(sentence).trim().to_owned()
}
