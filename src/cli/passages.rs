//! `duizhao passages`: the structure of articles, with the themes of each passage.

use serde::Serialize;

use super::reading::Articles;
use super::{Global, Io, print_rows};
use crate::article::{Article, Passage, PassageId, Role};
use crate::themes::{Codebook, Label};

#[derive(Serialize)]
struct Row<'a> {
    doc: &'a str,
    id: u32,
    start: u32,
    end: u32,
    role: Role,
    heading_level: Option<u8>,
    duplicate_of: Option<u32>,
    /// Text is missing in it or after it.
    omission: bool,
    /// The page of paper that it begins on, from 1.
    page: Option<u32>,
    themes: Vec<Theme<'a>>,
    text: &'a str,
}

#[derive(Serialize)]
struct Theme<'a> {
    id: &'a str,
    inherited: bool,
    cues: Vec<Cue<'a>>,
}

#[derive(Serialize)]
struct Cue<'a> {
    start: u32,
    end: u32,
    surface: &'a str,
    normalized: &'a str,
}

pub fn run(files: &Articles, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let (engine, analyses) = files.open(global, io)?.analyses()?;
    let rows = analyses.iter().flat_map(|read| {
        let row = |passage| row(&read.article, passage, read.labels.of(passage.id), &engine.codebook);
        read.article.passages.iter().map(row)
    });
    let format = io.format(global.format);
    print_rows(io, format, rows)?;
    Ok(())
}

fn row<'a>(article: &'a Article, passage: &'a Passage, labels: &'a [Label], codebook: &'a Codebook) -> Row<'a> {
    let theme = |label: &'a Label| Theme {
        id: &codebook.theme(label.theme).id,
        inherited: label.inherited,
        cues: label
            .cues
            .iter()
            .map(|cue| Cue {
                start: cue.span.start.0,
                end: cue.span.end.0,
                surface: article.text.slice(cue.span),
                normalized: &cue.normalized,
            })
            .collect(),
    };
    Row {
        doc: &article.name,
        id: passage.id.number(),
        start: passage.span.start.0,
        end: passage.span.end.0,
        role: passage.role,
        heading_level: passage.heading_level,
        duplicate_of: passage.duplicate_of.map(PassageId::number),
        omission: passage.omission,
        page: article.page_of(passage.span.start),
        themes: labels.iter().map(theme).collect(),
        text: article.text.slice(passage.span),
    }
}
