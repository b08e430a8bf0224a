//! `duizhao figures`: every number with its unit, its hedge, its subject.

use std::path::PathBuf;

use anyhow::{Context, bail};
use rust_decimal::Decimal;
use serde::Serialize;
use serde_json::Number;

use super::reading::Articles;
use super::{Global, Io, Usage, print_rows};
use crate::article::PassageId;
use crate::figures::{self, Direction, Figure, FigureId, Kind, Modifier, Tier};
use crate::findings::figures_as_decided;
use crate::status::Status;
use crate::text::{Span, Text};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    files: Articles,
    /// Each line is a document of its own; nothing is sniffed or structured
    #[arg(long, conflicts_with = "session")]
    lines: bool,
}

/// A row of output; its keys are documented in README.md.
#[derive(Serialize)]
struct Row<'a> {
    doc: &'a str,
    line: Option<usize>,
    id: u32,
    start: u32,
    end: u32,
    surface: &'a str,
    num_start: u32,
    num_end: u32,
    value: Option<Number>,
    value2: Option<Number>,
    unit: &'a str,
    unit_id: Option<&'a str>,
    kind: Kind,
    modifier: Modifier,
    direction: Option<Direction>,
    factor: Option<Number>,
    tier: Tier,
    subject: String,
    place: Option<&'a str>,
    period: Option<&'a str>,
    denominator: Option<&'a str>,
    status: Option<Status>,
    date: Option<&'a str>,
    duplicate_of: Option<u32>,
    passage: Option<u32>,
    themes: Vec<&'a str>,
}

impl<'a> Row<'a> {
    fn new(doc: &'a str, line: Option<usize>, text: &'a Text, figure: &'a Figure, themes: Vec<&'a str>) -> Self {
        let words = |span: Option<Span>| span.map(|s| text.slice(s));
        Self {
            doc,
            line,
            id: figure.id.printed(),
            start: figure.span.start.0,
            end: figure.span.end.0,
            surface: text.slice(figure.span),
            num_start: figure.number.start.0,
            num_end: figure.number.end.0,
            value: figure.value.and_then(number),
            value2: figure.value2.and_then(number),
            unit: &figure.unit,
            unit_id: figure.unit_id.as_deref(),
            kind: figure.kind,
            modifier: figure.modifier,
            direction: figure.direction,
            factor: figure.factor.and_then(number),
            tier: figure.tier,
            subject: figure.subject_words(text),
            place: words(figure.place),
            period: words(figure.period),
            denominator: words(figure.denominator),
            status: figure.status,
            date: figure.date.as_deref(),
            duplicate_of: figure.duplicate_of.map(FigureId::printed),
            passage: figure.passage.map(PassageId::number),
            themes,
        }
    }
}

/// A JSON number with all its digits.
pub(super) fn number(value: Decimal) -> Option<Number> {
    value.normalize().to_string().parse().ok()
}

pub fn run(args: &Args, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let format = io.format(global.format);
    if args.lines {
        let documents = lines(&args.files.files, io)?;
        let read: Vec<(usize, &str, Text, Vec<Figure>)> = documents
            .iter()
            .map(|(doc, line, text)| (*line, doc.as_str(), Text::new(text.as_str()), figures::read_line(text)))
            .collect();
        let rows = read.iter().flat_map(|(line, doc, text, figures)| {
            figures.iter().map(|f| Row::new(doc, Some(*line), text, f, Vec::new()))
        });
        print_rows(io, format, rows)?;
        return Ok(());
    }
    let reading = args.files.open(global, io)?;
    let (engine, analyses) = reading.analyses()?;
    let verdicts: Vec<_> = analyses.iter().map(|read| reading.figure_verdicts(read)).collect();
    let rows = analyses.iter().zip(&verdicts).flat_map(|(read, verdicts)| {
        let themes = |figure: &Figure| {
            let labels = figure.passage.map(|passage| read.labels.of(passage)).unwrap_or_default();
            labels.iter().map(|label| engine.codebook.theme(label.theme).id.as_str()).collect()
        };
        let article = &read.article;
        let figures = figures_as_decided(&read.figures, &verdicts.iter().map(|(&span, said)| (span, said)).collect());
        figures.into_iter().map(move |f| Row::new(&article.name, None, &article.text, f, themes(f)))
    });
    print_rows(io, format, rows)?;
    Ok(())
}

/// Each line of each file, counted from 1, with the file's name.
fn lines(files: &[PathBuf], io: &mut Io<'_>) -> anyhow::Result<Vec<(String, usize, String)>> {
    let mut documents = Vec::new();
    if files.is_empty() {
        bail!(Usage("--lines reads the files that are named, or - for standard input".into()));
    }
    for file in files {
        let place = || file.display().to_string();
        let stdin = file.as_os_str() == "-";
        let mut bytes = Vec::new();
        if stdin {
            io.input.read_to_end(&mut bytes).with_context(place)?;
        } else {
            bytes = std::fs::read(file).with_context(place)?;
        }
        let text = String::from_utf8(bytes).with_context(place)?;
        let doc = if stdin {
            "stdin".to_owned()
        } else {
            file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
        };
        let text = text.strip_suffix('\n').unwrap_or(&text);
        documents.extend(text.split('\n').enumerate().map(|(n, line)| (doc.clone(), n + 1, line.to_owned())));
    }
    Ok(documents)
}
