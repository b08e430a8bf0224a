//! `duizhao comparables`: figures of two articles that may be shown together.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::Number;

use super::figures::number;
use super::{Global, Io, files, print_rows};
use crate::figures::{self, ArticleDate, Figure, FigureId, Reason, Relation, Side};
use crate::script::{self, OpenCc, Vocabulary};
use crate::text::Text;

#[derive(clap::Args)]
pub struct Args {
    /// Two articles; those that come with the program if none is named
    files: Vec<PathBuf>,
}

#[derive(Serialize)]
struct Row<'a> {
    left: Place<'a>,
    right: Place<'a>,
    relation: Relation,
    score: f64,
    accepted: bool,
    reasons: Vec<Reason>,
}

#[derive(Serialize)]
struct Place<'a> {
    doc: &'a str,
    id: FigureId,
    start: u32,
    end: u32,
    surface: &'a str,
    value: Option<Number>,
    unit: &'a str,
    subject: String,
}

impl<'a> Place<'a> {
    fn new(doc: &'a str, text: &'a Text, figure: &'a Figure) -> Self {
        Self {
            doc,
            id: figure.id,
            start: figure.span.start.0,
            end: figure.span.end.0,
            surface: text.slice(figure.span),
            value: figure.value.and_then(number),
            unit: &figure.unit,
            subject: figure.subject_words(text),
        }
    }
}
