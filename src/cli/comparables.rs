//! `duizhao comparables`: figures of two articles that may be shown together.

use serde::Serialize;
use serde_json::Number;

use super::figures::number;
use super::reading::Two;
use super::{Global, Io, print_rows};
use crate::article::Article;
use crate::figures::{Figure, FigureId, Reason, Relation};

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

pub fn run(files: &Two, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let compared = files.comparison(global, io)?;
    let (left, right) = (&compared.left, &compared.right);
    let rows = compared.comparables.iter().map(|pair| Row {
        left: place(&left.article, &left.figures, pair.left),
        right: place(&right.article, &right.figures, pair.right),
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
