//! `duizhao comparables`: figures of two articles that may be shown together.

use serde::Serialize;
use serde_json::Number;

use super::figures::number;
use super::reading::Two;
use super::{Format, Global, Io, print_rows};
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

/// The same for people: amounts with what they count, and the reasons in words.
#[derive(Serialize)]
struct Told {
    accepted: bool,
    score: f64,
    relation: Relation,
    left: String,
    right: String,
    reasons: String,
}

pub fn run(files: &Two, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let findings = files.findings(global, io)?;
    let pairs = findings.comparables();
    let format = io.format(global.format);
    if format == Format::Table {
        let amount = |side, id| place(&findings, side, id).map(|p| format!("{} {}", p.surface, p.subject));
        let rows = pairs.iter().filter_map(|pair| {
            Some(Told {
                accepted: pair.accepted,
                score: pair.score,
                relation: pair.relation,
                left: amount(Side::Left, pair.left)?,
                right: amount(Side::Right, pair.right)?,
                reasons: words(&pair.reasons),
            })
        });
        return Ok(print_rows(io, format, rows)?);
    }
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
    print_rows(io, format, rows)?;
    Ok(())
}

/// What speaks against a pair first, then what the two share, in the words of the articles.
fn words(reasons: &[Reason]) -> String {
    let against = reasons.iter().filter(|reason| reason.score == 0.0);
    let against = against.map(|reason| format!("but {} {}", reason.what, reason.evidence).trim_end().to_owned());
    let shared = |what: &str| reasons.iter().find(|reason| reason.what == what && !reason.evidence.is_empty());
    let shared = ["quantity", "thing", "deed", "unit", "subject"].into_iter().filter_map(shared);
    let shared = shared.map(|reason| format!("{} {}", reason.what, reason.evidence));
    against.chain(shared).collect::<Vec<_>>().join("; ")
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
