//! The report as a word processor's document: summary, charts as pictures, tables.
//!
//! A document is a few XML files in an archive; they are written here, since what packages there are for it take the
//! clock or a counter of their own into the file. The same bytes for the same report.

use std::io::{Cursor, Write};

use rayon::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::report::{self, Parts};
use super::tables::{Cell, Table};
use crate::chart;
use crate::chart::fonts::Script;
use crate::chart::svg::escape;
use crate::i18n::Messages;

/// The document could not be put together.
#[derive(Debug, thiserror::Error)]
pub enum DocxError {
    #[error("a picture: {0}")]
    Picture(#[from] png::EncodingError),
    #[error("the archive: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[error("the archive: {0}")]
    Io(#[from] std::io::Error),
}

/// Widths of text on A4 upright and across, in twentieths of a point, with margins of 2 cm.
const UPRIGHT: usize = 11906 - 2 * MARGIN;
const ACROSS: usize = 16838 - 2 * MARGIN;
const MARGIN: usize = 1134;
/// English Metric Units, which pictures are measured in, to a twentieth of a point.
const EMU: usize = 635;
/// Tables with more columns stand across.
const NARROW: usize = 7;
/// Output pixels of a picture to one of its drawing's.
const SCALE: f32 = 2.0;

/// The whole document.
pub fn write(parts: &Parts<'_>, messages: &Messages) -> Result<Vec<u8>, DocxError> {
    let pictures = parts.charts.par_iter();
    let pictures = pictures.map(|(_, drawing)| chart::png::write(drawing, SCALE, 96.0 * SCALE, &Vec::new()));
    let pictures: Vec<Vec<u8>> = pictures.collect::<Result<_, _>>()?;
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, bytes: &[u8], method| -> Result<(), DocxError> {
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        archive.start_file(name, options)?;
        archive.write_all(bytes)?;
        Ok(())
    };
    let packed = CompressionMethod::Deflated;
    put("[Content_Types].xml", TYPES.as_bytes(), packed)?;
    put("_rels/.rels", RELATIONS.as_bytes(), packed)?;
    put("docProps/core.xml", core(parts, messages).as_bytes(), packed)?;
    put("word/styles.xml", styles(messages).as_bytes(), packed)?;
    put("word/document.xml", document(parts, messages).as_bytes(), packed)?;
    put("word/_rels/document.xml.rels", pictures_of(pictures.len()).as_bytes(), packed)?;
    for (n, picture) in pictures.iter().enumerate() {
        put(&format!("word/media/{}.png", n + 1), picture, CompressionMethod::Stored)?;
    }
    Ok(archive.finish()?.into_inner())
}

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>
<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/><Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>";
const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>
<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"r2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>";

fn pictures_of(number: usize) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"styles\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles\" Target=\"styles.xml\"/>",
    );
    for n in 1..=number {
        out.push_str(&format!("<Relationship Id=\"p{n}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"media/{n}.png\"/>"));
    }
    out + "</Relationships>"
}

fn core(parts: &Parts<'_>, messages: &Messages) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:language>{}</dc:language></cp:coreProperties>",
        escape(&report::title(parts.about, messages)),
        escape(&parts.about.basis.machine),
        messages.lang().tag()
    )
}

fn styles(messages: &Messages) -> String {
    let face = match Script::from(messages.lang()) {
        Script::Simplified => "Noto Sans SC",
        Script::Traditional => "Noto Sans TC",
    };
    let style = |id: &str, name: &str, more: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>{more}</w:style>"
        )
    };
    let heading = |id: &str, level: usize, size: usize| {
        let more = format!(
            "<w:next w:val=\"Normal\"/><w:pPr><w:keepNext/><w:spacing w:before=\"240\" w:after=\"80\"/><w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr><w:b/><w:sz w:val=\"{size}\"/></w:rPr>",
            level - 1
        );
        style(id, &format!("heading {level}"), &more)
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:styles xmlns:w=\"{W}\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"{face}\" w:hAnsi=\"{face}\" w:eastAsia=\"{face}\"/><w:sz w:val=\"20\"/><w:lang w:val=\"en\" w:eastAsia=\"{}\"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:pPr><w:spacing w:after=\"100\"/></w:pPr></w:style>{}{}{}{}</w:styles>",
        if face.ends_with("TC") { "zh-TW" } else { "zh-CN" },
        heading("Heading1", 1, 32),
        heading("Heading2", 2, 26),
        heading("Heading3", 3, 22),
        style("Cell", "Table Cell", "<w:pPr><w:spacing w:after=\"0\"/></w:pPr><w:rPr><w:sz w:val=\"14\"/></w:rPr>")
    )
}

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn document(parts: &Parts<'_>, messages: &Messages) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"{W}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>"
    );
    let text = |key: &str| messages.text(key);
    out.push_str(&paragraph("Heading1", &report::title(parts.about, messages)));
    out.push_str(&paragraph("Heading2", &text("report-summary")));
    out.push_str(&rows(&report::facts(parts, messages), UPRIGHT));
    for line in report::findings(parts, messages) {
        out.push_str(&paragraph("Normal", &line.text));
    }
    out.push_str(&paragraph("Heading2", &text("report-charts")));
    for (n, (_, drawing)) in parts.charts.iter().enumerate() {
        out.push_str(&picture(n + 1, drawing));
    }
    out.push_str(&paragraph("Heading2", &text("report-method")));
    for line in report::method(parts, messages) {
        out.push_str(&paragraph("Normal", &line));
    }
    let tables: Vec<Table> = parts.tables.iter().map(Table::filled).collect();
    let wide = |table: &&Table| table.columns.len() > NARROW;
    let narrow: Vec<&Table> = tables.iter().filter(|t| !wide(t)).collect();
    let broad: Vec<&Table> = tables.iter().filter(wide).collect();
    out.push_str(&paragraph("Heading2", &text("report-tables")));
    for (n, (tables, width)) in [(narrow, UPRIGHT), (broad, ACROSS)].into_iter().enumerate() {
        for table in tables {
            out.push_str(&paragraph("Heading3", &table.title));
            if table.rows.is_empty() {
                out.push_str(&paragraph("Normal", &text("report-empty")));
                continue;
            }
            let body = table.rows.iter().map(|row| row.iter().map(words).collect());
            out.push_str(&rows(
                &std::iter::once(table.columns.iter().map(|c| c.name.clone()).collect())
                    .chain(body)
                    .collect::<Vec<_>>(),
                width,
            ));
        }
        let page = if n == 0 {
            format!("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>{}", margins())
        } else {
            format!("<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>{}", margins())
        };
        // The page of a section stands in its last paragraph; that of the last at the end of all.
        if n == 0 {
            out.push_str(&format!("<w:p><w:pPr><w:sectPr>{page}</w:sectPr></w:pPr></w:p>"));
        } else {
            out.push_str(&format!("<w:sectPr>{page}</w:sectPr>"));
        }
    }
    out + "</w:body></w:document>"
}

fn margins() -> String {
    format!(
        "<w:pgMar w:top=\"{MARGIN}\" w:right=\"{MARGIN}\" w:bottom=\"{MARGIN}\" w:left=\"{MARGIN}\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>"
    )
}

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Quote(text, _) => report::quoted(text, report::CELL),
        Cell::Number(number) | Cell::Found(number, _) => number.to_string(),
    }
}

fn paragraph(style: &str, text: &str) -> String {
    let runs: Vec<String> =
        text.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(line))).collect();
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r>{}</w:r></w:p>", runs.join("<w:br/>"))
}

/// A table of texts, the first row its head, which is set again on every page.
fn rows(rows: &[Vec<String>], width: usize) -> String {
    let widths = widths(rows, width);
    let line = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:color=\"BFC5CB\"/>");
    let borders: String = ["top", "bottom", "insideH"].iter().map(|side| line(side)).collect();
    let grid: String = widths.iter().map(|w| format!("<w:gridCol w:w=\"{w}\"/>")).collect();
    let mut out = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
    );
    for (n, row) in rows.iter().enumerate() {
        out.push_str(if n == 0 {
            "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
        } else {
            "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
        });
        for (text, width) in row.iter().zip(&widths) {
            let body = paragraph("Cell", text);
            let body = if n == 0 { body.replace("<w:r>", "<w:r><w:rPr><w:b/></w:rPr>") } else { body };
            out.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{body}</w:tc>"));
        }
        out.push_str("</w:tr>");
    }
    // Two tables in a row would become one.
    out + "</w:tbl><w:p/>"
}

/// Columns share the width by what they hold: a column of sentences is not to starve one of numbers.
fn widths(rows: &[Vec<String>], width: usize) -> Vec<usize> {
    let columns = rows.first().map_or(0, Vec::len);
    let weight = |column: usize| {
        let longest = rows.iter().filter_map(|row| row.get(column)).map(|text| text.chars().count()).max();
        (longest.unwrap_or(0).clamp(3, 60) as f64).sqrt()
    };
    let weights: Vec<f64> = (0..columns).map(weight).collect();
    let all: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| (width as f64 * weight / all) as usize).collect()
}

fn picture(number: usize, drawing: &chart::Drawing) -> String {
    let across = UPRIGHT * EMU;
    let tallest = (16838 - 2 * MARGIN - 600) * EMU;
    let down = (across as f64 * f64::from(drawing.height / drawing.width)) as usize;
    let (across, down) = if down > tallest {
        ((across as f64 * tallest as f64 / down as f64) as usize, tallest)
    } else {
        (across, down)
    };
    let (title, note) = (escape(&drawing.title), escape(&drawing.note));
    format!(
        "<w:p><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{across}\" cy=\"{down}\"/><wp:docPr id=\"{number}\" name=\"{title}\" descr=\"{note}\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"{title}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"p{number}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{across}\" cy=\"{down}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
}
