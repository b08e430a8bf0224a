//! The chart that is shown: drawn by a worker, at the width and in the colours that the window asks for.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Tone, Workbench};
use crate::chart::{self, Chart, Drawing, Kind, Material, Paper, Theme};
use crate::exchange::files;
use crate::findings::Findings;
use crate::i18n::Messages;
use crate::job::Broken;

/// What a picture of a chart depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChartKey {
    pub kind: Kind,
    /// In pixels at scale 1.
    pub width: u32,
    /// Pixels of the screen to one of the drawing's.
    pub scale: f32,
    pub dark: bool,
    /// Which state of the findings; see [`Workbench::chart_key`].
    revision: (usize, usize, crate::i18n::Lang),
}

/// A chart with its pixels.
pub struct Picture {
    pub key: ChartKey,
    pub drawing: Drawing,
    /// Width and height in pixels of the screen.
    pub size: [usize; 2],
    /// Opaque RGBA, row by row.
    pub pixels: Vec<u8>,
}

/// Width of a saved chart, in pixels at scale 1, and how many output pixels each has.
const SAVED_WIDTH: f32 = 1600.0;
const SAVED_SCALE: f32 = 2.0;

impl Workbench {
    /// The key of the chart that is to be shown at a width; none while there is nothing to draw.
    pub fn chart_key(&self, width: f32, scale: f32, dark: bool) -> Option<ChartKey> {
        let comparison = self.compared()?;
        let revision = (Arc::as_ptr(comparison) as usize, Arc::as_ptr(&self.decisions) as usize, self.settings.lang);
        Some(ChartKey { kind: self.chart_kind, width: width.max(320.0) as u32, scale, dark, revision })
    }

    /// The last picture that was drawn, whatever of.
    pub fn picture(&self) -> Option<&Arc<Picture>> {
        self.picture.as_ref()
    }

    /// Whether the chart of this key is drawn, or being drawn.
    pub fn chart_asked(&self, key: &ChartKey) -> bool {
        self.chart_asked.as_ref() == Some(key)
    }

    pub(super) fn draw_chart(&mut self, key: ChartKey) {
        let Some(findings) = self.findings() else { return };
        let messages = Arc::clone(&self.messages);
        self.chart_asked = Some(key);
        self.draw.submit(move |_| {
            let theme = if key.dark { Theme::Dark } else { Theme::Light };
            let paper = Paper { width: key.width as f32, height: None, theme };
            let (_, drawing) = drawn(&findings, key.kind, &paper, &messages);
            let raster = chart::raster::Raster::new(&drawing, key.scale);
            let size = [raster.width as usize, raster.height as usize];
            let pixels = raster.rgba();
            Arc::new(Picture { key, drawing, size, pixels })
        });
    }

    pub(super) fn save_chart(&mut self, path: PathBuf) {
        let Some(findings) = self.findings() else {
            let text = self.text("chart-nothing");
            return self.tell(Tone::Warning, text);
        };
        let path = if path.extension().is_none() { path.with_extension("png") } else { path };
        let (messages, kind) = (Arc::clone(&self.messages), self.chart_kind);
        self.save.submit(move |_| {
            let result = write(&path, &findings, kind, &messages);
            (path, result)
        });
    }

    pub(super) fn take_saved(&mut self, answer: Result<(PathBuf, Result<(), String>), Broken>) {
        let (tone, text) = match answer {
            Ok((path, Ok(()))) => {
                (Tone::Good, self.format("chart-saved", &[("file", path.display().to_string().into())]))
            }
            Ok((path, Err(reason))) => {
                let args = [("file", path.display().to_string().into()), ("reason", reason.into())];
                (Tone::Error, self.format("chart-not-saved", &args))
            }
            Err(broken) => (Tone::Error, broken.to_string()),
        };
        self.tell(tone, text);
    }
}

fn drawn(findings: &Findings, kind: Kind, paper: &Paper, messages: &Messages) -> (Chart, Drawing) {
    let chart = chart::build(&Material::new(findings), kind);
    let drawing = chart::draw(&chart, paper, messages);
    (chart, drawing)
}

fn write(path: &Path, findings: &Findings, kind: Kind, messages: &Messages) -> Result<(), String> {
    let paper = Paper { width: SAVED_WIDTH, height: None, theme: Theme::Light };
    let (chart, drawing) = drawn(findings, kind, &paper, messages);
    let metadata = chart.metadata(&drawing);
    let bytes = chart::png::write(&drawing, SAVED_SCALE, 96.0 * SAVED_SCALE, &metadata).map_err(|e| e.to_string())?;
    files::write(path, &bytes).map_err(|e| e.to_string())
}
