//! `duizhao comparables`: figures of two articles that may be shown together.

use std::path::PathBuf;

use anyhow::Context;
use serde::Serialize;
use serde_json::Number;

use super::figures::number;
use super::{Global, Io, files, print_rows};
use crate::article::Article;
use crate::figures::{self, ArticleDate, Figure, FigureId, Reason, Relation, Side};
use crate::script::{self, OpenCc};

#[derive(clap::Args)]
pub struct Args {
    /// The two articles; those that come with the program if none is named
    #[arg(num_args = 2, value_names = ["LEFT", "RIGHT"])]
    files: Vec<PathBuf>,
}

#[derive(Serialize)]
struct Row<'a> {
    left: Place<'a>,
    right: Place<'a>,
    relation: Relation,
    score: f64,
    accepted: bool,
    reasons: &'a [Reason],
}

#[derive(Serialize)]
struct Place<'a> {
    doc: &'a str,
    id: u32,
    start: u32,
    end: u32,
    surface: &'a str,
    value: Option<Number>,
    unit: &'a str,
    subject: String,
}

pub fn run(args: &Args, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let articles = files::pair(&args.files, global, io)?;
    let date: Option<ArticleDate> = global.date.as_deref().map(str::parse).transpose().context("--date")?;
    let (converter, vocabulary) = (OpenCc::new()?, files::vocabulary(global)?);
    let [left, right] = articles
        .each_ref()
        .map(|article| (script::normalize(article, &converter, &vocabulary), figures::read(article, date.as_ref())));
    let [a, b] = [(&articles[0], &left), (&articles[1], &right)].map(|(article, (normalized, figures))| Side {
        article,
        normalized,
        figures,
    });
    let pairs = figures::comparables(a, b);
    let rows = pairs.iter().map(|pair| Row {
        left: place(&articles[0], &left.1, pair.left),
        right: place(&articles[1], &right.1, pair.right),
        relation: pair.relation,
        score: pair.score,
        accepted: pair.accepted,
        reasons: &pair.reasons,
    });
    let format = io.format(global.format);
    print_rows(io, format, rows)?;
    Ok(())
}

fn place<'a>(article: &'a Article, figures: &'a [Figure], id: FigureId) -> Place<'a> {
    let figure = &figures[id.0 as usize];
    Place {
        doc: &article.name,
        id: id.printed(),
        start: figure.span.start.0,
        end: figure.span.end.0,
        surface: article.text.slice(figure.span),
        value: figure.value.and_then(number),
        unit: &figure.unit,
        subject: figure.subject_words(&article.text),
    }
}
