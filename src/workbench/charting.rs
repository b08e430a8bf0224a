//! The chart that is shown: drawn by a worker, at the width and in the colours that the window asks for.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Tone, Workbench};
use crate::article::Article;
use crate::chart::{self, Chart, Drawing, Kind, Material, Paper, Theme};
use crate::comparison::{Analysis, Engine, Side};
use crate::exchange::package::{self, Sheet};
use crate::exchange::{chart_tables, files, tables};
use crate::findings::Findings;
use crate::i18n::Messages;
use crate::job::Broken;
use crate::progress::Progress;
use crate::session::{Seq, State};

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
    /// Steps of the session, for charts of what people coded; articles that are open, for charts of many.
    steps: Seq,
    documents: usize,
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

/// How charts are saved.
const SAVED: Sheet =
    Sheet { paper: Paper { width: 1600.0, height: None, theme: Theme::Light }, scale: 2.0, dpi: 192.0 };

impl Workbench {
    /// The key of the chart that is to be shown at a width; none while there is nothing to draw.
    pub fn chart_key(&self, width: f32, scale: f32, dark: bool) -> Option<ChartKey> {
        let comparison = self.compared()?;
        let revision = (Arc::as_ptr(comparison) as usize, Arc::as_ptr(&self.decisions) as usize, self.settings.lang);
        let kind = self.chart_kind;
        let session = matches!(kind, Kind::CodeMatrix | Kind::Agreement);
        let steps = if session { self.coder.session.log().last() } else { 0 };
        let documents = if kind.is_of_many() { self.documents.len() } else { 2 };
        let width = width.max(320.0) as u32;
        Some(ChartKey { kind, width, scale, dark, revision, steps, documents })
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
        let Some(stuff) = self.stuff(key.kind) else { return };
        let messages = Arc::clone(&self.messages);
        self.chart_asked = Some(key);
        self.draw.submit(move |_| {
            let theme = if key.dark { Theme::Dark } else { Theme::Light };
            let paper = Paper { width: key.width as f32, height: None, theme };
            let (_, drawing) = stuff.drawn(key.kind, &paper, &messages);
            let raster = chart::raster::Raster::new(&drawing, key.scale);
            let size = [raster.width as usize, raster.height as usize];
            let pixels = raster.rgba();
            Arc::new(Picture { key, drawing, size, pixels })
        });
    }

    /// Writes the chart that is shown, in the format that the file's name asks for; PNG where it asks for none.
    pub(super) fn save_chart(&mut self, path: PathBuf) {
        let Some(stuff) = self.stuff(self.chart_kind) else {
            let text = self.text("chart-nothing");
            return self.tell(Tone::Warning, text);
        };
        let path = if path.extension().is_none() { path.with_extension("png") } else { path };
        let (messages, kind) = (Arc::clone(&self.messages), self.chart_kind);
        self.save.submit(move |_| {
            let result = stuff.write(&path, kind, &messages);
            (path, result)
        });
    }

    /// Writes every chart, every table and the report into a folder.
    pub(super) fn save_all(&mut self, folder: PathBuf) {
        let Some(stuff) = self.stuff(Kind::MeasureMatrix) else {
            let text = self.text("chart-nothing");
            return self.tell(Tone::Warning, text);
        };
        let stuff = Stuff { session: Some(self.coder.session.state().clone()), ..stuff };
        let messages = Arc::clone(&self.messages);
        self.save.submit(move |progress| {
            let result = stuff.write_all(&folder, &messages, progress);
            (folder, result)
        });
    }

    /// What a chart of this kind is made from, apart from the workbench, so that a worker can take it along; none
    /// while there is nothing to draw.
    fn stuff(&self, kind: Kind) -> Option<Stuff> {
        let findings = self.findings()?;
        let session = matches!(kind, Kind::CodeMatrix | Kind::Agreement).then(|| self.coder.session.state().clone());
        let shown = Side::BOTH.map(|side| self.pane(side).document);
        let others = self.documents.iter().filter(|d| kind.is_of_many() && !shown.contains(&d.id));
        let others = others.map(|d| d.analysis.clone().ok_or_else(|| Arc::clone(&d.article))).collect();
        Some(Stuff { findings, session, others, engine: self.engine.clone() })
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

/// What charts are made from, to be taken along.
struct Stuff {
    findings: Findings,
    session: Option<State>,
    /// Articles beyond the two, as far as anybody has read them.
    others: Vec<Result<Arc<Analysis>, Arc<Article>>>,
    engine: Option<Arc<Engine>>,
}

impl Stuff {
    /// The articles beyond the two, read.
    fn read(&self) -> Vec<Arc<Analysis>> {
        let read = |article: &Arc<Article>| {
            let engine = self.engine.as_ref()?;
            Some(Arc::new(engine.analyse(Arc::clone(article), None)))
        };
        self.others.iter().filter_map(|other| other.as_ref().map_or_else(read, |a| Some(Arc::clone(a)))).collect()
    }

    fn material<'a>(&'a self, others: &'a [Arc<Analysis>]) -> Material<'a> {
        // A session in which nobody has coded shows the machine's themes instead.
        let session = self.session.as_ref().filter(|state| !state.codings.is_empty());
        Material { others, session, ..Material::new(&self.findings) }
    }

    fn drawn(&self, kind: Kind, paper: &Paper, messages: &Messages) -> (Chart, Drawing) {
        let others = self.read();
        let chart = chart::build(&self.material(&others), kind);
        let drawing = chart::draw(&chart, paper, messages);
        (chart, drawing)
    }

    fn write(&self, path: &Path, kind: Kind, messages: &Messages) -> Result<(), String> {
        let (chart, drawing) = self.drawn(kind, &SAVED.paper, messages);
        let metadata = chart.metadata(&drawing);
        let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
        let bytes = match ending.as_deref() {
            Some("svg") => chart::svg::write(&drawing, &metadata).into_bytes(),
            Some("pdf") => chart::pdf::write(&drawing, &metadata).map_err(|e| e.to_string())?,
            Some("csv") => tables::csv(&chart_tables::of(&chart, messages)),
            Some("json") => serde_json::to_vec_pretty(&chart).map_err(|e| e.to_string())?,
            _ => chart::png::write(&drawing, SAVED.scale, SAVED.dpi, &metadata).map_err(|e| e.to_string())?,
        };
        files::write(path, &bytes).map_err(|e| e.to_string())
    }

    fn write_all(&self, folder: &Path, messages: &Messages, progress: &Progress) -> Result<(), String> {
        let others = self.read();
        let lang = (messages.text("report-setting-lang"), messages.lang().tag().to_owned());
        let made = package::all(&self.material(&others), &SAVED, &[lang], messages, progress);
        let made = made.map_err(|e| e.to_string())?;
        files::folder(folder).map_err(|e| e.to_string())?;
        for (name, bytes) in made {
            files::write(&folder.join(name), &bytes).map_err(|e| e.to_string())?;
        }
        Ok(())
    }
}
