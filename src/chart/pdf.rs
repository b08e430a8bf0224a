//! A drawing as PDF, by way of its SVG, with the bundled fonts and no others.

use std::sync::{Arc, OnceLock};

use svg2pdf::usvg::{self, fontdb};

use super::fonts::Face;
use super::scene::Drawing;
use super::svg;

/// The page could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the chart cannot be written as PDF: {0}")]
pub struct PdfError(String);

/// One page of the drawing's size; 96 of its pixels are an inch.
pub fn write(drawing: &Drawing) -> Result<Vec<u8>, PdfError> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let fonts = FONTS.get_or_init(|| {
        let mut fonts = fontdb::Database::new();
        for face in Face::ALL {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes())));
        }
        Arc::new(fonts)
    });
    let options = usvg::Options { fontdb: fonts.clone(), ..usvg::Options::default() };
    let page = svg::element(&Drawing { hits: Vec::new(), ..drawing.clone() }, |_| None);
    let tree = usvg::Tree::from_str(&page, &options).map_err(|e| PdfError(e.to_string()))?;
    let page = svg2pdf::PageOptions { dpi: 96.0 };
    svg2pdf::to_pdf(&tree, svg2pdf::ConversionOptions::default(), page).map_err(|e| PdfError(e.to_string()))
}
