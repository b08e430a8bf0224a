//! `duizhao passages`: the structure of articles, with the themes of each passage.

use std::path::PathBuf;

use serde::Serialize;

use super::{Global, Io, files, print_rows};
use crate::article::{Article, Passage, PassageId, Role};
use crate::script::{self, OpenCc};
use crate::themes::{self, Codebook, Label};

#[derive(clap::Args)]
pub struct Args {
    /// The articles; those that come with the program if none is named
    files: Vec<PathBuf>,
}

#[derive(Serialize)]
struct Row<'a> {
    doc: &'a str,
    id: PassageId,
    start: u32,
    end: u32,
    role: Role,
    heading_level: Option<u8>,
    duplicate_of: Option<PassageId>,
    /// Text is missing in it or after it.
    omission: bool,
    /// The page of paper that it begins on, from 1.
    page: Option<u32>,
    themes: Vec<Theme<'a>>,
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

pub fn run(args: &Args, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let articles = files::open(&args.files, global, io)?;
    let converter = OpenCc::new()?;
    let (vocabulary, codebook) = (files::vocabulary(global)?, files::codebook(global)?);
    let labels: Vec<_> = articles
        .iter()
        .map(|article| {
            let normalized = script::normalize(article, &converter, &vocabulary);
            themes::label(article, &normalized, &codebook)
        })
        .collect();
    let rows = articles.iter().zip(&labels).flat_map(|(article, labels)| {
        let codebook = &codebook;
        article.passages.iter().map(move |passage| row(article, passage, labels.of(passage.id), codebook))
    });
    let format = io.format(global.format);
    print_rows(io, format, rows)?;
    Ok(())
}

fn row<'a>(article: &'a Article, passage: &Passage, labels: &'a [Label], codebook: &'a Codebook) -> Row<'a> {
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
        id: passage.id,
        start: passage.span.start.0,
        end: passage.span.end.0,
        role: passage.role,
        heading_level: passage.heading_level,
        duplicate_of: passage.duplicate_of,
        omission: passage.omission,
        page: article.page_of(passage.span.start),
        themes: labels.iter().map(theme).collect(),
    }
}
