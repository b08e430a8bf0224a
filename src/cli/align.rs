//! `duizhao align` and `duizhao explain`: which passage answers which, and why.

use std::path::PathBuf;

use anyhow::{Context, bail};
use serde::Serialize;

use super::{Global, Io, files, print_rows};
use crate::align::{self, Candidate, Scope, Side, SubScores};
use crate::article::{Article, PassageId};
use crate::progress::Progress;
use crate::script::{self, Normalized, OpenCc, Substitution};
use crate::text::Span;
use crate::themes::{self, Codebook, Labels};

#[derive(clap::Args)]
pub struct Args {
    /// Two articles; those that come with the program if none is named
    files: Vec<PathBuf>,
    /// Every pair, not the best 20 of each passage in each direction
    #[arg(long)]
    all: bool,
}

#[derive(clap::Args)]
pub struct ExplainArgs {
    /// Two articles, then the ids of a passage of each, as `passages` prints them; the articles may be left out
    #[arg(required = true, num_args = 2..=4, value_names = ["LEFT", "RIGHT", "A", "B"])]
    operands: Vec<PathBuf>,
}

/// Two articles with everything that alignment needs.
pub(super) struct Pair {
    articles: [Article; 2],
    normalized: [Normalized; 2],
    labels: [Labels; 2],
    pub codebook: Codebook,
}

impl Pair {
    pub fn open(files: &[PathBuf], global: &Global, io: &mut Io<'_>) -> anyhow::Result<Self> {
        let articles = files::pair(files, global, io)?;
        let converter = OpenCc::new()?;
        let (vocabulary, codebook) = (files::vocabulary(global)?, files::codebook(global)?);
        let normalized = articles.each_ref().map(|article| script::normalize(article, &converter, &vocabulary));
        let label = |at: usize| themes::label(&articles[at], &normalized[at], &codebook);
        let labels = [label(0), label(1)];
        Ok(Self { articles, normalized, labels, codebook })
    }

    pub fn side(&self, at: usize) -> Side<'_> {
        Side { article: &self.articles[at], normalized: &self.normalized[at], labels: &self.labels[at] }
    }
}

#[derive(Serialize)]
struct Row<'a> {
    level: &'static str,
    left: End<'a>,
    right: End<'a>,
    score: f64,
    accepted: bool,
    themes: Vec<&'a str>,
    reasons: Reasons<'a>,
}

#[derive(Serialize)]
struct End<'a> {
    doc: &'a str,
    id: PassageId,
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct Reasons<'a> {
    #[serde(flatten)]
    parts: SubScores,
    shared_facets: Vec<String>,
    cues: Vec<[Place<'a>; 2]>,
    clauses: Option<[Place<'a>; 2]>,
    conversions: Vec<Conversion>,
}

#[derive(Serialize)]
struct Place<'a> {
    start: u32,
    end: u32,
    surface: &'a str,
}

#[derive(Serialize)]
struct Conversion {
    side: &'static str,
    start: u32,
    end: u32,
    normalized: String,
    rule: String,
}

pub fn run(args: &Args, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let pair = Pair::open(&args.files, global, io)?;
    let progress = Progress::default();
    let (left, right) = (pair.side(0), pair.side(1));
    let alignment = if args.all {
        align::align_all(left, right, &progress)?
    } else {
        align::align(left, right, &pair.codebook, &progress)?
    };
    if alignment.scope == Scope::Sections {
        writeln!(io.err, "duizhao: more than {} passages: aligned within aligned sections only", align::WHOLE)?;
    }
    let format = io.format(global.format);
    let sections = alignment.sections.iter().map(|candidate| row(&pair, candidate, "section"));
    let passages = alignment.candidates.iter().map(|candidate| row(&pair, candidate, "passage"));
    print_rows(io, format, sections.chain(passages))?;
    Ok(())
}

fn row<'a>(pair: &'a Pair, candidate: &Candidate, level: &'static str) -> Row<'a> {
    let (left, right) = (pair.side(0), pair.side(1));
    let found = align::reasons(left, right, candidate);
    let facets = found.facets.iter().map(|&(theme, facet)| {
        let theme = pair.codebook.theme(theme);
        format!("{}/{}", theme.id, theme.facets[usize::from(facet)].id)
    });
    let converted = |side, changes: Vec<Substitution>| {
        changes.into_iter().map(move |change| Conversion {
            side,
            start: change.span.start.0,
            end: change.span.end.0,
            normalized: change.normalized,
            rule: change.rule,
        })
    };
    Row {
        level,
        left: end(left.article, candidate.left),
        right: end(right.article, candidate.right),
        score: candidate.score,
        accepted: candidate.accepted,
        themes: candidate.themes.iter().map(|&theme| pair.codebook.theme(theme).id.as_str()).collect(),
        reasons: Reasons {
            parts: candidate.parts,
            shared_facets: facets.collect(),
            cues: found
                .cues
                .iter()
                .map(|cues| [place(left.article, cues.left.span), place(right.article, cues.right.span)])
                .collect(),
            clauses: found.clauses.map(|c| [place(left.article, c.left), place(right.article, c.right)]),
            conversions: converted("left", found.left_conversions)
                .chain(converted("right", found.right_conversions))
                .collect(),
        },
    }
}

fn end(article: &Article, id: PassageId) -> End<'_> {
    let span = article.passage(id).span;
    End { doc: &article.name, id, start: span.start.0, end: span.end.0 }
}

fn place(article: &Article, span: Span) -> Place<'_> {
    Place { start: span.start.0, end: span.end.0, surface: article.text.slice(span) }
}

/// Prints why two passages score what they do.
pub fn explain(args: &ExplainArgs, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let (files, ids) = args.operands.split_at(args.operands.len() - 2);
    if files.len() == 1 {
        bail!("two articles are compared; 1 named");
    }
    let pair = Pair::open(files, global, io)?;
    let passage = |side: usize| {
        let text = ids[side].to_string_lossy();
        let id: u32 = text.parse().with_context(|| format!("{text}: is not the id of a passage"))?;
        let article = pair.side(side).article;
        let passage = article.passages.get(id as usize);
        passage.map(|p| p.id).with_context(|| format!("{}: has no passage {id}", article.name))
    };
    let (a, b) = (passage(0)?, passage(1)?);
    let (left, right) = (pair.side(0), pair.side(1));
    let candidate = align::score_of(left, right, a, b, &Progress::default())?;
    let candidate = candidate.context("only body text that is no repeat, or two headings of sections, are aligned")?;
    let level = if left.article.passage(a).role.is_body() { "passage" } else { "section" };
    let format = io.format(global.format);
    print_rows(io, format, [row(&pair, &candidate, level)])?;
    Ok(())
}
