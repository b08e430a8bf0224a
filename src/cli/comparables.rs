//! `duizhao comparables`: figures of two articles that may be shown together.

use serde::Serialize;
use serde_json::Number;

use super::figures::number;
use super::reading::Two;
use super::{Global, Io, print_rows};
use crate::comparison::Side;
use crate::figures::{FigureId, Reason, Relation};
use crate::findings::Findings;

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
    let findings = files.findings(global, io)?;
    let pairs = findings.comparables();
    let rows = pairs.iter().filter_map(|pair| {
        Some(Row {
            left: place(&findings, Side::Left, pair.left)?,
            right: place(&findings, Side::Right, pair.right)?,
            relation: pair.relation,
            score: pair.score,
            accepted: pair.accepted,
            reasons: &pair.reasons,
        })
    });
    let format = io.format(global.format);
    print_rows(io, format, rows)?;
    Ok(())
}

/// A figure as decided; none that was rejected.
fn place(findings: &Findings, side: Side, id: FigureId) -> Option<Place<'_>> {
    let (article, figure) = (&findings.comparison.side(side).article, findings.figure(side, id)?);
    Some(Place {
        doc: &article.name,
        id: id.printed(),
        start: figure.span.start.0,
        end: figure.span.end.0,
        surface: article.text.slice(figure.span),
        value: figure.value.and_then(number),
        unit: &figure.unit,
        subject: figure.subject_words(&article.text),
    })
}
