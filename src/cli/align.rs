//! `duizhao align` and `duizhao explain`: which passage answers which, and why.

use std::path::PathBuf;

use anyhow::{Context, bail};
use serde::Serialize;

use super::reading::{Reading, SessionArgs, Two, Wanted};
use super::{Format, Global, Io, Usage, print_rows, print_sheet};
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
#[command(override_usage = "duizhao explain [OPTIONS] [LEFT RIGHT] A B")]
pub struct ExplainArgs {
    /// Two articles, which may be left out, then the number of a passage of each, as `passages` and the window show it
    #[arg(required = true, num_args = 1.., value_name = "OPERAND")]
    operands: Vec<PathBuf>,
    #[command(flatten)]
    session: SessionArgs,
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
    id: u32,
    start: u32,
    end: u32,
    /// For people; programs have the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

#[derive(Serialize)]
struct Reasons<'a> {
    #[serde(flatten)]
    parts: SubScores,
    shared_facets: Vec<String>,
    cues: Vec<[Place<'a>; 2]>,
    shared_points: Vec<[Place<'a>; 2]>,
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
    let compared = args.files.comparison(global, io)?;
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
    let sections = alignment.sections.iter().map(|candidate| row(&compared, candidate, "section", format));
    let passages = alignment.candidates.iter().map(|candidate| row(&compared, candidate, "passage", format));
    print_rows(io, format, sections.chain(passages))?;
    Ok(())
}

fn row<'a>(compared: &'a Comparison, candidate: &Candidate, level: &'static str, format: Format) -> Row<'a> {
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
        left: end(left.article, candidate.left, format),
        right: end(right.article, candidate.right, format),
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
            shared_points: found
                .points
                .iter()
                .map(|told| [place(left.article, told.left), place(right.article, told.right)])
                .collect(),
            clauses: found.clauses.map(|c| [place(left.article, c.left), place(right.article, c.right)]),
            conversions: converted("left", found.left_conversions)
                .chain(converted("right", found.right_conversions))
                .collect(),
        },
    }
}

fn end(article: &Article, id: PassageId, format: Format) -> End<'_> {
    let span = article.passage(id).span;
    let text = (format == Format::Table).then(|| article.text.slice(span));
    End { doc: &article.name, id: id.number(), start: span.start.0, end: span.end.0, text }
}

fn place(article: &Article, span: Span) -> Place<'_> {
    Place { start: span.start.0, end: span.end.0, surface: article.text.slice(span) }
}

/// Prints why two passages score what they do.
pub fn explain(args: &ExplainArgs, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let (files, ids) = args.operands.split_at(args.operands.len().saturating_sub(2));
    let numbers: Vec<u32> = ids.iter().filter_map(|id| id.to_str()?.parse().ok()).collect();
    let &[a, b] = numbers.as_slice() else {
        bail!(Usage("two passages are named last, by their numbers: duizhao explain [LEFT RIGHT] A B".into()));
    };
    let compared = Reading::open(files, &args.session, Wanted::Two, global, io)?.comparison()?;
    let (left, right) = (compared.left.align_side(), compared.right.align_side());
    let passage = |article: &Article, number: u32| {
        let found = article.passages.iter().find(|passage| passage.id.number() == number);
        found.map(|p| p.id).with_context(|| format!("{}: has no passage {number}", article.name))
    };
    let (a, b) = (passage(left.article, a)?, passage(right.article, b)?);
    let candidate = align::score_of(left, right, a, b, &Progress::default())?;
    let candidate = candidate.context("only body text that is no repeat, or two headings of sections, are aligned")?;
    let level = if left.article.passage(a).role.is_body() { "passage" } else { "section" };
    let format = io.format(global.format);
    print_sheet(io, format, row(&compared, &candidate, level, format))?;
    Ok(())
}
