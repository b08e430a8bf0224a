//! `duizhao align` and `duizhao explain`: which passage answers which, and why.

use std::path::PathBuf;

use anyhow::{Context, bail};
use serde::Serialize;

use super::files::{self, Two};
use super::{Global, Io, pair, print_rows};
use crate::align::{self, Candidate, Scope, SubScores};
use crate::article::{Article, PassageId};
use crate::comparison::Comparison;
use crate::progress::Progress;
use crate::script::Substitution;
use crate::text::Span;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    files: Two,
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
    let compared = pair::comparison(&args.files, global, io)?;
    let all;
    let alignment = if args.all {
        all = align::align_all(compared.left.align_side(), compared.right.align_side(), &Progress::default())?;
        &all
    } else {
        &compared.alignment
    };
    if alignment.scope == Scope::Sections {
        writeln!(io.err, "duizhao: more than {} passages: aligned within aligned sections only", align::WHOLE)?;
    }
    let format = io.format(global.format);
    let sections = alignment.sections.iter().map(|candidate| row(&compared, candidate, "section"));
    let passages = alignment.candidates.iter().map(|candidate| row(&compared, candidate, "passage"));
    print_rows(io, format, sections.chain(passages))?;
    Ok(())
}

fn row<'a>(compared: &'a Comparison, candidate: &Candidate, level: &'static str) -> Row<'a> {
    let (left, right) = (compared.left.align_side(), compared.right.align_side());
    let found = align::reasons(left, right, candidate);
    let facets = found.facets.iter().map(|&(theme, facet)| {
        let theme = compared.codebook.theme(theme);
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
        themes: candidate.themes.iter().map(|&theme| compared.codebook.theme(theme).id.as_str()).collect(),
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
    let compared = pair::compared(files::pair(files, global, io)?, global)?;
    let (left, right) = (compared.left.align_side(), compared.right.align_side());
    let passage = |side: usize, article: &Article| {
        let text = ids[side].to_string_lossy();
        let id: u32 = text.parse().with_context(|| format!("{text}: is not the id of a passage"))?;
        let passage = article.passages.get(id as usize);
        passage.map(|p| p.id).with_context(|| format!("{}: has no passage {id}", article.name))
    };
    let (a, b) = (passage(0, left.article)?, passage(1, right.article)?);
    let candidate = align::score_of(left, right, a, b, &Progress::default())?;
    let candidate = candidate.context("only body text that is no repeat, or two headings of sections, are aligned")?;
    let level = if left.article.passage(a).role.is_body() { "passage" } else { "section" };
    let format = io.format(global.format);
    print_rows(io, format, [row(&compared, &candidate, level)])?;
    Ok(())
}
