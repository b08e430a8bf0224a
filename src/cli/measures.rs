//! `duizhao measures`: the measures that two articles name, and what answers each in the other.

use serde::Serialize;

use super::reading::Two;
use super::{Global, Io, print_rows};
use crate::article::Article;
use crate::comparison::Side;
use crate::measures::{Counterpart, Level, Measure, MeasureKind, Reason};
use crate::status::Status;
use crate::themes::Codebook;

#[derive(Serialize)]
struct Row<'a> {
    doc: &'a str,
    name: &'a str,
    start: u32,
    end: u32,
    theme: Option<&'a str>,
    kind: MeasureKind,
    group: u32,
    status: Option<Status>,
    counterpart: Option<Other<'a>>,
    related: Vec<Other<'a>>,
    status_cue: Option<&'a str>,
    level: Option<Level>,
}

/// The first mention of what answers a measure, and why.
#[derive(Serialize)]
struct Other<'a> {
    doc: &'a str,
    name: &'a str,
    start: u32,
    end: u32,
    score: f64,
    reasons: Vec<String>,
}

pub fn run(files: &Two, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let findings = files.findings(global, io)?;
    let (compared, answers) = (&findings.comparison, findings.counterparts());
    let (left, right, codebook) = (&compared.left.article, &compared.right.article, &compared.codebook);
    let [lefts, rights] = Side::BOTH.map(|side| findings.measures(side));
    let rows = lefts.iter().map(|measure| {
        let mine = answers.iter().filter(|a| a.left == measure.group).map(|a| (a, a.right));
        row(left, measure, (right, &rights), mine, codebook)
    });
    let rows = rows.chain(rights.iter().map(|measure| {
        let mine = answers.iter().filter(|a| a.right == measure.group).map(|a| (a, a.left));
        row(right, measure, (left, &lefts), mine, codebook)
    }));
    let format = io.format(global.format);
    print_rows(io, format, rows)?;
    Ok(())
}

fn row<'a>(
    article: &'a Article,
    measure: &Measure,
    (other, others): (&'a Article, &[&'a Measure]),
    answers: impl Iterator<Item = (&'a Counterpart, u32)>,
    codebook: &'a Codebook,
) -> Row<'a> {
    let mut counterpart = None;
    let mut related = Vec::new();
    for (answer, group) in answers {
        let Some(first) = others.iter().find(|m| m.group == group) else { continue };
        let found = Other {
            doc: &other.name,
            name: other.text.slice(first.span),
            start: first.span.start.0,
            end: first.span.end.0,
            score: (answer.score * 1000.0).round() / 1000.0,
            reasons: answer.reasons.iter().map(|reason| words(reason, codebook)).collect(),
        };
        if answer.strict { counterpart = Some(found) } else { related.push(found) }
    }
    Row {
        doc: &article.name,
        name: article.text.slice(measure.span),
        start: measure.span.start.0,
        end: measure.span.end.0,
        theme: measure.theme.map(|theme| codebook.theme(theme).id.as_str()),
        kind: measure.kind,
        group: measure.group,
        status: measure.status,
        counterpart,
        related,
        status_cue: measure.status_cue.map(|cue| article.text.slice(cue)),
        level: measure.level,
    }
}

/// A reason in the words that programs read.
fn words(reason: &Reason, codebook: &Codebook) -> String {
    match reason {
        Reason::Coder => "coder".to_owned(),
        Reason::SameName => "same name".to_owned(),
        Reason::Function { id, named: true } => format!("function {id}, named"),
        Reason::Function { id, named: false } => format!("function {id}"),
        Reason::Theme(theme) => format!("theme {}", codebook.theme(*theme).id),
        Reason::Facet { theme, facet } => {
            let theme = codebook.theme(*theme);
            format!("facet {}/{}", theme.id, theme.facets[usize::from(*facet)].id)
        }
        Reason::Kind(kind) => {
            let name = serde_json::to_value(kind).ok().and_then(|v| v.as_str().map(str::to_owned));
            format!("kind {}", name.unwrap_or_default())
        }
        Reason::Form(id) => format!("form {id}"),
        Reason::Passages => "their passages answer each other".to_owned(),
    }
}
