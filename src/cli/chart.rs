//! `duizhao chart`: one chart of two articles, as a picture or as its numbers.

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use serde_json::{Map, Value};

use super::reading::{SessionArgs, Wanted};
use super::study::{Study, with_progress};
use super::{Format, Global, Io, Usage, print_rows};
use crate::chart::{self, Kind, Paper, Theme};
use crate::exchange::package::Sheet;
use crate::exchange::tables::{self, Cell, Column, Table};
use crate::exchange::{chart_tables, files};
use crate::i18n::Messages;

#[derive(clap::Args)]
pub struct Args {
    /// What to draw
    kind: Kind,
    /// Two articles; any number for measure-matrix and code-matrix; those that come with the program if none is named
    files: Vec<PathBuf>,
    /// Where to write: a name that ends in .png, .svg or .pdf, or in .csv or .json for the numbers; without it the
    /// numbers are printed, a row each
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    paper: PaperArgs,
    /// Print everything behind the chart as one JSON value
    #[arg(long)]
    data: bool,
}

/// Size and colours of pictures.
#[derive(clap::Args)]
pub struct PaperArgs {
    /// Width in pixels at scale 1
    #[arg(long, default_value_t = 1600, value_parser = clap::value_parser!(u32).range(160..=20000))]
    width: u32,
    /// Height in pixels at scale 1; as tall as the chart needs if not given
    #[arg(long, value_parser = clap::value_parser!(u32).range(120..=20000))]
    height: Option<u32>,
    /// Width of a journal's column in millimetres, instead of --width; the scale then follows from --dpi
    #[arg(long, value_name = "MM", conflicts_with_all = ["width", "scale"], value_parser = ["85", "175"])]
    column: Option<String>,
    /// Output pixels to one of the drawing's
    #[arg(long, default_value_t = 1.0, value_parser = scale)]
    scale: f32,
    /// Dots to the inch that the file says it has [default: 96 times the scale, 300 with --column]
    #[arg(long, value_parser = clap::value_parser!(u32).range(36..=1200))]
    dpi: Option<u32>,
    /// Colours: light, dark, or grey for print
    #[arg(long, value_enum, default_value_t = Theme::Light)]
    theme: Theme,
}

fn scale(text: &str) -> Result<f32, String> {
    let scale: f32 = text.parse().map_err(|_| "not a number".to_owned())?;
    if (1.0..=4.0).contains(&scale) { Ok(scale) } else { Err("from 1 to 4".into()) }
}

impl PaperArgs {
    pub(super) fn paper(&self) -> Paper {
        let column = self.column.as_deref().and_then(|mm| mm.parse::<f32>().ok());
        let width = column.map_or(self.width as f32, Paper::column);
        Paper { width, height: self.height.map(|h| h as f32), theme: self.theme }
    }

    pub(super) fn sheet(&self) -> Sheet {
        Sheet { paper: self.paper(), scale: self.scale(), dpi: self.dpi() }
    }

    pub(super) fn dpi(&self) -> f32 {
        self.dpi.map_or(if self.column.is_some() { 300.0 } else { Paper::INCH * self.scale }, |dpi| dpi as f32)
    }

    pub(super) fn scale(&self) -> f32 {
        if self.column.is_some() { self.dpi() / Paper::INCH } else { self.scale }
    }
}

pub fn run(args: &Args, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let wanted_file = args.out.as_deref().map(Ending::of).transpose()?;
    // Agreement is over all coders, whatever one of them decided on links.
    let many = args.kind.is_of_many() || args.kind == Kind::Agreement;
    let wanted = if many { Wanted::Many } else { Wanted::Two };
    let study = with_progress(global, io, |progress, io| {
        Study::open(&args.files, &args.session, wanted, global, io, progress)
    })?;
    let messages = Messages::new(global.lang.unwrap_or_default());
    if args.kind == Kind::Agreement && !study.has_session() {
        bail!(Usage("agreement is between the coders of a session: name it with --session FILE".to_owned()));
    }
    let chart = chart::build(&study.material(), args.kind);
    if args.data {
        serde_json::to_writer_pretty(&mut *io.out, &chart)?;
        writeln!(io.out)?;
    }
    let (Some(out), Some(ending)) = (&args.out, wanted_file) else {
        if !args.data {
            let format = io.format(global.format);
            let table = tables::placed(&chart_tables::of(&chart, &messages), &messages);
            // Programs find the same keys in every language; people read the heads of the table.
            let head = |column: &Column| if format == Format::Jsonl { column.key.clone() } else { column.name.clone() };
            print_rows(io, format, rows(&table, &table.columns.iter().map(head).collect::<Vec<_>>()))?;
        }
        return Ok(());
    };
    let bytes = written(&chart, args, &messages, ending).with_context(|| out.display().to_string())?;
    Ok(files::write(out, &bytes)?)
}

/// What a file is to be, by its name.
#[derive(Clone, Copy)]
enum Ending {
    Png,
    Svg,
    Pdf,
    Csv,
    Json,
}

impl Ending {
    fn of(path: &Path) -> Result<Self, Usage> {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        Ok(match ending.as_deref() {
            Some("png") => Self::Png,
            Some("svg") => Self::Svg,
            Some("pdf") => Self::Pdf,
            Some("csv") => Self::Csv,
            Some("json") => Self::Json,
            _ => {
                let place = path.display();
                return Err(Usage(format!("{place}: a chart's name ends in .png, .svg, .pdf, .csv or .json")));
            }
        })
    }
}

/// The rows of a table under these heads.
fn rows(table: &Table, heads: &[String]) -> impl Iterator<Item = Map<String, Value>> {
    let value = |cell: &Cell| match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) | Cell::Quote(text, _) => Value::String(text.clone()),
        Cell::Number(number) | Cell::Found(number, _) => {
            serde_json::from_str(&number.to_string()).unwrap_or(Value::Null)
        }
    };
    table.rows.iter().map(move |row| heads.iter().cloned().zip(row.iter().map(value)).collect())
}

/// The chart as such a file.
fn written(chart: &chart::Chart, args: &Args, messages: &Messages, ending: Ending) -> anyhow::Result<Vec<u8>> {
    let paper = &args.paper;
    let drawing = || {
        let drawing = chart::draw(chart, &paper.paper(), messages);
        let metadata = chart.metadata(&drawing);
        (drawing, metadata)
    };
    Ok(match ending {
        Ending::Png => {
            let (drawing, metadata) = drawing();
            chart::png::write(&drawing, paper.scale(), paper.dpi(), &metadata)?
        }
        Ending::Svg => {
            let (drawing, metadata) = drawing();
            chart::svg::write(&drawing, &metadata).into_bytes()
        }
        Ending::Pdf => {
            let (drawing, metadata) = drawing();
            chart::pdf::write(&drawing, &metadata)?
        }
        Ending::Csv => tables::csv(&chart_tables::of(chart, messages), messages),
        Ending::Json => serde_json::to_vec_pretty(chart)?,
    })
}
