//! All that leaves a comparison at once: every chart, every table, the report in HTML and DOCX, as files in memory.

use rayon::prelude::*;

use super::{coded, docx, report, tables, xlsx};
use crate::chart::data::Chart;
use crate::chart::{self, Drawing, Kind, Material, Paper, Theme};
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
    if coded::several_code(material) {
        kinds.push(Kind::Agreement);
    }
    kinds
}

/// The paper of charts in the report: as wide as leaves their type legible on A4.
const PAGE: Paper = Paper { width: 960.0, height: None, theme: Theme::Light };

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
    let charts: Vec<(Kind, Chart)> =
        kinds(material).into_par_iter().map(|kind| (kind, chart::build(material, kind))).collect();
    let (made, tables) = rayon::join(
        || {
            charts
                .par_iter()
                .map(|(kind, chart)| pictures(*kind, chart, sheet, messages))
                .collect::<Result<Vec<_>, _>>()
        },
        || tables::all(material, messages),
    );
    let made = made?;
    progress.check(2, STEPS)?;
    let about = chart::about(material);
    let title = format!("{} / {}", about.left.title, about.right.title);
    let drawings: Vec<(Kind, Drawing)> =
        charts.par_iter().map(|(kind, chart)| (*kind, chart::draw(chart, &PAGE, messages))).collect();
    let parts = report::Parts { material, about: &about, charts: &drawings, tables: &tables, settings };
    let (html, (sheets, document)) = rayon::join(
        || report::html(&parts, messages),
        || rayon::join(|| xlsx::write(&tables, &title, messages), || docx::write(&parts, messages)),
    );
    progress.check(3, STEPS)?;
    let mut files: Vec<File> = made.into_iter().flatten().collect();
    files.extend(tables.iter().map(|table| (format!("{}.csv", table.id), tables::csv(table, messages))));
    files.push(("tables.xlsx".into(), sheets?));
    files.push(("report.docx".into(), document?));
    files.push(("report.html".into(), html.into_bytes()));
    progress.check(STEPS, STEPS)?;
    Ok(files)
}

/// A chart as PNG, SVG, PDF and JSON.
fn pictures(kind: Kind, chart: &Chart, sheet: &Sheet, messages: &Messages) -> Result<Vec<File>, PackageError> {
    let drawing = chart::draw(chart, &sheet.paper, messages);
    let metadata = chart.metadata(&drawing);
    let id = kind.id();
    let png = chart::png::write(&drawing, sheet.scale, sheet.dpi, &metadata).map_err(|e| PackageError::Png(id, e))?;
    let pdf = chart::pdf::write(&drawing, &metadata).map_err(|e| PackageError::Pdf(id, e))?;
    let json = serde_json::to_vec_pretty(chart).map_err(|e| PackageError::Json(id, e))?;
    Ok(vec![
        (format!("{id}.png"), png),
        (format!("{id}.svg"), chart::svg::write(&drawing, &metadata).into_bytes()),
        (format!("{id}.pdf"), pdf),
        (format!("{id}.json"), json),
    ])
}
