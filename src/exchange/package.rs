//! All that leaves a comparison at once: every chart, every table, the report in HTML and DOCX, as files in memory.

use rayon::prelude::*;

use super::{docx, report, tables, xlsx};
use crate::chart::data::Chart;
use crate::chart::{self, Drawing, Kind, Material, Paper};
use crate::i18n::Messages;
use crate::progress::{Cancelled, Progress};

/// How pictures are made.
#[derive(Clone, Copy, Debug)]
pub struct Sheet {
    pub paper: Paper,
    /// Output pixels to one of the drawing's.
    pub scale: f32,
    /// What the file says of its size on paper.
    pub dpi: f32,
}

/// Something could not be made; nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
    #[error("{0}.png: {1}")]
    Png(&'static str, png::EncodingError),
    #[error("{0}.pdf: {1}")]
    Pdf(&'static str, chart::pdf::PdfError),
    #[error("{0}.json: {1}")]
    Json(&'static str, serde_json::Error),
    #[error("tables.xlsx: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    #[error("report.docx: {0}")]
    Docx(#[from] docx::DocxError),
}

/// A file's name and what is in it.
pub type File = (String, Vec<u8>);

/// The kinds of charts that the material fills.
pub fn kinds(material: &Material<'_>) -> Vec<Kind> {
    let mut kinds = Vec::from(Kind::OF_TWO);
    if !material.others.is_empty() {
        kinds.push(Kind::MeasureMatrix);
    }
    if material.session.is_some() || !material.others.is_empty() {
        kinds.push(Kind::CodeMatrix);
    }
    if material.session.is_some() {
        kinds.push(Kind::Agreement);
    }
    kinds
}

/// Every chart of the material as PNG, SVG, PDF and JSON.
pub fn charts(material: &Material<'_>, sheet: &Sheet, messages: &Messages) -> Result<Vec<File>, PackageError> {
    let made: Result<Vec<(Kind, Drawing, Vec<File>)>, _> =
        kinds(material).into_par_iter().map(|kind| chart_files(material, kind, sheet, messages)).collect();
    Ok(made?.into_iter().flat_map(|(_, _, files)| files).collect())
}

/// Everything: charts, tables, the report. `settings` are said in its note on method, each with what it was set to.
pub fn all(
    material: &Material<'_>,
    sheet: &Sheet,
    settings: &[(String, String)],
    messages: &Messages,
    progress: &Progress,
) -> Result<Vec<File>, PackageError> {
    const STEPS: usize = 4;
    progress.check(0, STEPS)?;
    let (made, tables) = rayon::join(
        || -> Result<Vec<(Kind, Drawing, Vec<File>)>, PackageError> {
            kinds(material).into_par_iter().map(|kind| chart_files(material, kind, sheet, messages)).collect()
        },
        || tables::all(material, messages),
    );
    let made = made?;
    progress.check(2, STEPS)?;
    let about = chart::about(material);
    let title = format!("{} / {}", about.left.title, about.right.title);
    let drawings: Vec<(Kind, Drawing)> = made.iter().map(|(kind, drawing, _)| (*kind, drawing.clone())).collect();
    let parts = report::Parts { material, about: &about, charts: &drawings, tables: &tables, settings };
    let (html, (sheets, document)) = rayon::join(
        || report::html(&parts, messages),
        || rayon::join(|| xlsx::write(&tables, &title), || docx::write(&parts, messages)),
    );
    progress.check(3, STEPS)?;
    let mut files: Vec<File> = made.into_iter().flat_map(|(_, _, files)| files).collect();
    files.extend(tables.iter().map(|table| (format!("{}.csv", table.id), tables::csv(table))));
    files.push(("tables.xlsx".into(), sheets?));
    files.push(("report.docx".into(), document?));
    files.push(("report.html".into(), html.into_bytes()));
    progress.check(STEPS, STEPS)?;
    Ok(files)
}

fn chart_files(
    material: &Material<'_>,
    kind: Kind,
    sheet: &Sheet,
    messages: &Messages,
) -> Result<(Kind, Drawing, Vec<File>), PackageError> {
    let chart = chart::build(material, kind);
    let drawing = chart::draw(&chart, &sheet.paper, messages);
    let id = kind.id();
    let files = vec![
        (format!("{id}.png"), png(&chart, &drawing, sheet).map_err(|e| PackageError::Png(id, e))?),
        (format!("{id}.svg"), chart::svg::write(&drawing, &chart.metadata(&drawing)).into_bytes()),
        (format!("{id}.pdf"), pdf(&chart, &drawing).map_err(|e| PackageError::Pdf(id, e))?),
        (format!("{id}.json"), serde_json::to_vec_pretty(&chart).map_err(|e| PackageError::Json(id, e))?),
    ];
    Ok((kind, drawing, files))
}

fn png(chart: &Chart, drawing: &Drawing, sheet: &Sheet) -> Result<Vec<u8>, png::EncodingError> {
    chart::png::write(drawing, sheet.scale, sheet.dpi, &chart.metadata(drawing))
}

fn pdf(chart: &Chart, drawing: &Drawing) -> Result<Vec<u8>, chart::pdf::PdfError> {
    chart::pdf::write(drawing, &chart.metadata(drawing))
}
