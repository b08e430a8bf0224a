//! Chart data → one drawing → pixels, PNG, SVG, PDF.
//!
//! Each kind of chart is a plain data value (numbers, words, places in the sources) and one function that draws it.
//! The drawing is a list of shapes and placed glyphs; the window shows the very list that the files are written from.
//! This is the only module that names plotters. It knows nothing of files: writers return bytes.

mod about;
mod axis;
mod bar;
mod build;
mod canvas;
pub mod data;
mod draw;
pub mod embed;
pub mod fonts;
mod frame;
mod kind;
pub mod layout;
mod look;
pub mod number;
pub mod pdf;
pub mod png;
pub mod raster;
pub mod scene;
pub mod svg;
mod wording;

pub use build::{Material, about, alpha, build, code_names, sentence};
pub use data::{Chart, Kind};
pub use draw::draw;
pub use look::Theme;
pub use scene::{Drawing, Hit, Place, Side};

/// What a chart is drawn on. Lengths are pixels at scale 1, of which a CSS inch has 96.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paper {
    pub width: f32,
    /// As tall as the chart needs where none is given.
    pub height: Option<f32>,
    pub theme: Theme,
}

impl Paper {
    /// Pixels at scale 1 of an inch.
    pub const INCH: f32 = 96.0;

    /// The width of a journal's column of so many millimetres, in pixels at scale 1.
    pub fn column(mm: f32) -> f32 {
        (mm / 25.4 * Self::INCH).round()
    }
}

impl Default for Paper {
    fn default() -> Self {
        Self { width: 1600.0, height: None, theme: Theme::Light }
    }
}
