//! What a session holds, as rows.

use std::collections::BTreeMap;

use anyhow::Result;
use serde::Serialize;

use crate::cli::{Global, Io, print_rows};
use crate::session::{Code, CodeId, Far, Mode, Place, Session, State, canonical, codes_at, diff as differences, utc};

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum What {
    Articles,
    Coders,
    Codings,
    Links,
    Memos,
    Units,
    Corrections,
    /// Every row as it is stored, to compare sessions
    Rows,
}

/// A place as rows have it.
#[derive(Serialize)]
struct Where {
    doc: String,
    start: u32,
    end: u32,
    quote: String,
}

fn at(state: &State, place: Place) -> Where {
    Where {
        doc: state.articles.get(&place.article).map_or_else(String::new, |article| article.name.clone()),
        start: place.span.start.0,
        end: place.span.end.0,
        quote: state.quote(place).to_owned(),
    }
}

fn coder(state: &State, id: crate::session::CoderId) -> String {
    state.coders.get(&id).map_or_else(String::new, |coder| coder.name.clone())
}

fn code(state: &State, id: CodeId) -> String {
    state.codes.get(&id).map_or_else(String::new, |code| code.name.clone())
}

#[derive(Serialize)]
struct ArticleRow {
    id: u32,
    doc: String,
    origin: String,
    characters: u32,
    hash: String,
    variables: BTreeMap<String, String>,
    codings: usize,
    links: usize,
}

#[derive(Serialize)]
struct CoderRow {
    id: u32,
    name: String,
    guid: String,
    machine: Option<String>,
    codings: usize,
}

#[derive(Serialize)]
struct CodingRow {
    id: u32,
    #[serde(flatten)]
    at: Where,
    code: String,
    coder: String,
    origin: crate::session::Origin,
    version: Option<u32>,
}

#[derive(Serialize)]
struct LinkRow {
    id: u32,
    from: Where,
    to: Option<Where>,
    none_in: Option<String>,
    state: crate::session::LinkState,
    r#type: String,
    note: String,
    coder: String,
    origin: crate::session::Origin,
}

#[derive(Serialize)]
struct MemoRow {
    id: u32,
    kind: crate::session::MemoKind,
    about: crate::session::About,
    coder: String,
    text: String,
}

#[derive(Serialize)]
struct UnitRow {
    id: u32,
    #[serde(flatten)]
    at: Where,
    coder: String,
    state: crate::session::UnitState,
    reason: String,
}

#[derive(Serialize)]
struct CorrectionRow {
    id: u32,
    #[serde(flatten)]
    at: Where,
    coder: String,
    fix: crate::session::Fix,
}

pub(super) fn list(session: &Session, what: What, global: &Global, io: &mut Io<'_>) -> Result<()> {
    let state = session.state();
    let format = io.format(global.format);
    match what {
        What::Rows => canonical::write(state, io.out)?,
        What::Articles => {
            let rows = state.articles.iter().map(|(id, article)| ArticleRow {
                id: id.0,
                doc: article.name.clone(),
                origin: article.origin.clone(),
                characters: state.text(*id).map_or(0, |text| text.len()),
                hash: state.sources.get(&article.source).map_or_else(String::new, |source| source.hash.clone()),
                variables: article.variables.clone(),
                codings: state.codings.values().filter(|coding| coding.at.article == *id).count(),
                links: state.links.values().filter(|link| link.from.article == *id).count(),
            });
            print_rows(io, format, rows)?;
        }
        What::Coders => {
            let rows = state.coders.iter().map(|(id, coder)| CoderRow {
                id: id.0,
                name: coder.name.clone(),
                guid: coder.guid.to_string(),
                machine: coder.machine.clone(),
                codings: state.codings.values().filter(|coding| coding.coder == *id).count(),
            });
            print_rows(io, format, rows)?;
        }
        What::Codings => {
            let rows = state.codings.iter().map(|(id, coding)| CodingRow {
                id: id.0,
                at: at(state, coding.at),
                code: code(state, state.effective(coding.code)),
                coder: coder(state, coding.coder),
                origin: coding.origin,
                version: coding.version.and_then(|id| state.versions.get(&id)).map(|version| version.number),
            });
            print_rows(io, format, rows)?;
        }
        What::Links => {
            let rows = state.links.iter().map(|(id, link)| LinkRow {
                id: id.0,
                from: at(state, link.from),
                to: if let Far::At(to) = link.to { Some(at(state, to)) } else { None },
                none_in: match link.to {
                    Far::NoneIn(id) => state.articles.get(&id).map(|article| article.name.clone()),
                    Far::At(_) => None,
                },
                state: link.state,
                r#type: link.kind.clone(),
                note: link.note.clone(),
                coder: coder(state, link.coder),
                origin: link.origin,
            });
            print_rows(io, format, rows)?;
        }
        What::Memos => {
            let rows = state.memos.iter().map(|(id, memo)| MemoRow {
                id: id.0,
                kind: memo.kind,
                about: memo.about,
                coder: coder(state, memo.coder),
                text: memo.text.clone(),
            });
            print_rows(io, format, rows)?;
        }
        What::Units => {
            let rows = state.units.iter().map(|(id, unit)| UnitRow {
                id: id.0,
                at: at(state, unit.at),
                coder: coder(state, unit.coder),
                state: unit.state,
                reason: unit.reason.clone(),
            });
            print_rows(io, format, rows)?;
        }
        What::Corrections => {
            let rows = state.corrections.iter().map(|(id, correction)| CorrectionRow {
                id: id.0,
                at: at(state, correction.at),
                coder: coder(state, correction.coder),
                fix: correction.fix.clone(),
            });
            print_rows(io, format, rows)?;
        }
    }
    Ok(())
}

#[derive(Serialize)]
struct LogRow {
    seq: u64,
    at: String,
    coder: String,
    verb: &'static str,
    undoes: Option<u64>,
    redoes: Option<u64>,
    rows: Vec<String>,
}

pub(super) fn log(session: &Session, global: &Global, io: &mut Io<'_>) -> Result<()> {
    let format = io.format(global.format);
    let mut rows = Vec::new();
    for entry in session.log().entries() {
        rows.push(LogRow {
            seq: entry.seq,
            at: utc(entry.at),
            coder: coder(session.state(), entry.coder),
            verb: entry.verb.name(),
            undoes: if let Mode::Undo(of) = entry.mode { Some(of) } else { None },
            redoes: if let Mode::Redo(of) = entry.mode { Some(of) } else { None },
            rows: entry.edit()?.changes.iter().map(|change| change.at.to_string()).collect(),
        });
    }
    Ok(print_rows(io, format, rows)?)
}

#[derive(Serialize)]
struct CodeRow {
    id: u32,
    name: String,
    parent: Option<String>,
    definition: String,
    include_when: String,
    exclude_when: String,
    examples: Vec<String>,
    theme: Option<String>,
    retired: bool,
    merged_into: Option<String>,
    codings: usize,
}

pub(super) fn codebook(session: &Session, global: &Global, io: &mut Io<'_>) -> Result<()> {
    let state = session.state();
    let mut counts: BTreeMap<CodeId, usize> = BTreeMap::new();
    for coding in state.codings.values() {
        *counts.entry(state.effective(coding.code)).or_default() += 1;
    }
    let row = |id: &CodeId, of: &Code| CodeRow {
        id: id.0,
        name: of.name.clone(),
        parent: of.parent.map(|id| code(state, id)),
        definition: of.definition.clone(),
        include_when: of.include_when.clone(),
        exclude_when: of.exclude_when.clone(),
        examples: of.examples.clone(),
        theme: of.theme.clone(),
        retired: of.retired,
        merged_into: of.merged_into.map(|id| code(state, id)),
        codings: counts.get(id).copied().unwrap_or(0),
    };
    let format = io.format(global.format);
    Ok(print_rows(io, format, state.codes.iter().map(|(id, of)| row(id, of)))?)
}

pub(super) fn diff(
    session: &Session,
    from: Option<u32>,
    to: Option<u32>,
    global: &Global,
    io: &mut Io<'_>,
) -> Result<()> {
    let newest = session.state().versions.values().map(|version| version.number).max().unwrap_or(0);
    let to = to.unwrap_or(newest);
    let from = from.unwrap_or(to.saturating_sub(1));
    let rows = differences(&codes_at(session.log(), from)?, &codes_at(session.log(), to)?);
    let format = io.format(global.format);
    Ok(print_rows(io, format, rows)?)
}

#[derive(Serialize)]
struct QueueRow {
    id: u32,
    of: String,
    coder: Option<String>,
    code: Option<String>,
    why: crate::session::Why,
    at: Vec<Where>,
}

pub(super) fn queue(session: &Session, global: &Global, io: &mut Io<'_>) -> Result<()> {
    let state = session.state();
    let rows = state.reviews.iter().map(|(id, review)| {
        let row = state.get(review.of);
        let coding = match &row {
            Some(crate::session::Row::Coding(coding)) => Some(coding),
            _ => None,
        };
        QueueRow {
            id: id.0,
            of: review.of.to_string(),
            coder: coding.map(|coding| coder(state, coding.coder)),
            code: coding.map(|coding| code(state, coding.code)),
            why: review.why.clone(),
            at: row.iter().flat_map(|row| row.places()).map(|place| at(state, place)).collect(),
        }
    });
    let format = io.format(global.format);
    Ok(print_rows(io, format, rows)?)
}
