//! The chart that is shown: drawn by a worker, at the width and in the colours that the window asks for.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{DocumentId, Tone, Workbench};
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
use crate::text::Span;

/// What charts are laid out for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// The panel, in its colours.
    #[default]
    Screen,
    /// A journal's column of 85 mm.
    Narrow,
    /// A journal's page of 175 mm.
    Wide,
}

impl Layout {
    pub const ALL: [Layout; 3] = [Layout::Screen, Layout::Narrow, Layout::Wide];

    /// In pixels at scale 1; none where the panel decides.
    fn width(self) -> Option<f32> {
        match self {
            Layout::Screen => None,
            Layout::Narrow => Some(Paper::column(85.0)),
            Layout::Wide => Some(Paper::column(175.0)),
        }
    }
}

/// The charts of a workbench: what is shown, how, and what is being saved.
#[derive(Default)]
pub(super) struct Charts {
    layout: Layout,
    grey: bool,
    pub(super) picture: Option<Arc<Picture>>,
    /// What was asked for last. The findings are held so that nothing else can be taken for them while it stands.
    asked: Option<(ChartKey, Findings)>,
    /// What waits to be written, in the order in which it was asked for.
    waiting: VecDeque<Save>,
    saving: bool,
}

/// Something to be written: where, and how it went.
type Save = Box<dyn FnOnce(&Progress) -> (PathBuf, Result<(), String>) + Send>;

/// What a picture of a chart depends on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ChartKey {
    pub kind: Kind,
    /// In pixels at scale 1.
    pub width: u32,
    /// Pixels of the screen to one of the drawing's.
    pub scale: f32,
    pub theme: Theme,
    /// Which state of the findings; see [`Workbench::chart_key`].
    revision: (usize, usize, crate::i18n::Lang),
    /// Steps of the session, for charts of what people coded; articles that are open, for charts of many.
    steps: Seq,
    documents: usize,
}

/// A chart with its pixels.
pub struct Picture {
    pub key: ChartKey,
    /// The open articles beyond the two, in the order in which the chart has them.
    pub others: Vec<DocumentId>,
    pub drawing: Drawing,
    /// Width and height in pixels of the screen.
    pub size: [usize; 2],
    /// Opaque RGBA, row by row.
    pub pixels: Vec<u8>,
}

/// How charts are saved for the screen, and the resolution that journals ask for.
const SAVED: Sheet =
    Sheet { paper: Paper { width: 1600.0, height: None, theme: Theme::Light }, scale: 2.0, dpi: 192.0 };
const PRINT: f32 = 300.0;

impl Workbench {
    /// The key of the chart that is to be shown at a width; none while there is nothing to draw.
    pub fn chart_key(&self, width: f32, scale: f32, dark: bool) -> Option<ChartKey> {
        let comparison = self.compared()?;
        let revision = (Arc::as_ptr(comparison) as usize, Arc::as_ptr(&self.decisions) as usize, self.settings.lang);
        let kind = self.chart_kind;
        let session = matches!(kind, Kind::CodeMatrix | Kind::Agreement);
        let steps = if session { self.coder.session.log().last() } else { 0 };
        let documents = if kind.is_of_many() { self.documents.len() } else { 2 };
        let width = self.charts.layout.width().unwrap_or(width.max(320.0)) as u32;
        let theme = self.theme(dark);
        Some(ChartKey { kind, width, scale, theme, revision, steps, documents })
    }

    pub fn chart_layout(&self) -> Layout {
        self.charts.layout
    }

    /// Whether charts are drawn for print without colour.
    pub fn chart_is_grey(&self) -> bool {
        self.charts.grey
    }

    pub(super) fn lay_out(&mut self, layout: Layout) {
        self.charts.layout = layout;
    }

    pub(super) fn toggle_grey(&mut self) {
        self.charts.grey ^= true;
    }

    /// A journal's paper is white.
    fn theme(&self, dark: bool) -> Theme {
        match self.charts.layout {
            _ if self.charts.grey => Theme::Grey,
            Layout::Screen if dark => Theme::Dark,
            _ => Theme::Light,
        }
    }

    /// How the chart that is shown is saved: as it is seen.
    fn sheet(&self) -> Sheet {
        let asked = self.charts.asked.as_ref().map(|(key, _)| key).filter(|key| key.kind == self.chart_kind);
        let theme = asked.map_or(self.theme(false), |key| key.theme);
        match (self.charts.layout.width(), asked) {
            (Some(width), _) => {
                Sheet { paper: Paper { width, height: None, theme }, scale: PRINT / Paper::INCH, dpi: PRINT }
            }
            (None, Some(key)) => Sheet { paper: Paper { width: key.width as f32, theme, ..SAVED.paper }, ..SAVED },
            (None, None) => Sheet { paper: Paper { theme, ..SAVED.paper }, ..SAVED },
        }
    }

    /// The last picture that was drawn, whatever of.
    pub fn picture(&self) -> Option<&Arc<Picture>> {
        self.charts.picture.as_ref()
    }

    /// Whether the chart of this key is drawn, or being drawn.
    pub fn chart_asked(&self, key: &ChartKey) -> bool {
        self.charts.asked.as_ref().is_some_and(|(asked, _)| asked == key)
    }

    pub(super) fn draw_chart(&mut self, key: ChartKey) {
        let Some(stuff) = self.stuff(key.kind) else { return };
        let messages = Arc::clone(&self.messages);
        self.charts.asked = Some((key, stuff.findings.clone()));
        self.draw.submit(move |_| {
            let paper = Paper { width: key.width as f32, height: None, theme: key.theme };
            let (_, drawing) = stuff.drawn(key.kind, &paper, &messages);
            let raster = chart::raster::Raster::new(&drawing, key.scale);
            let size = [raster.width as usize, raster.height as usize];
            let pixels = raster.rgba();
            let others = stuff.others.iter().map(|other| other.id).collect();
            Arc::new(Picture { key, others, drawing, size, pixels })
        });
    }

    /// Brings a place of an open article before the reader's eyes, beside the pane that stays.
    pub(super) fn go_to_document(&mut self, id: DocumentId, span: Span) {
        let shown = Side::BOTH.into_iter().find(|&side| self.pane(side).document == id);
        let side = shown.unwrap_or_else(|| self.pinned.map_or(Side::Right, Side::other));
        self.show(side, id);
        self.go_to(side, span);
    }

    /// Writes the chart that is shown, in the format that the file's name asks for; PNG where it asks for none.
    pub(super) fn save_chart(&mut self, path: PathBuf) {
        let Some(stuff) = self.stuff(self.chart_kind) else {
            let text = self.text("chart-nothing");
            return self.tell(Tone::Warning, text);
        };
        let path = if path.extension().is_none() { path.with_extension("png") } else { path };
        let (messages, kind, sheet) = (Arc::clone(&self.messages), self.chart_kind, self.sheet());
        self.queue(Box::new(move |_| {
            let result = stuff.write(&path, kind, &sheet, &messages);
            (path, result)
        }));
    }

    /// Writes every chart, every table and the report into a folder.
    pub(super) fn save_all(&mut self, folder: PathBuf) {
        let Some(stuff) = self.stuff(Kind::MeasureMatrix) else {
            let text = self.text("chart-nothing");
            return self.tell(Tone::Warning, text);
        };
        let stuff = Stuff { session: Some(self.coder.session.state().clone()), ..stuff };
        let messages = Arc::clone(&self.messages);
        // Charts that nobody has seen have no width of their own.
        let sheet = match self.charts.layout {
            Layout::Screen => Sheet { paper: Paper { theme: self.theme(false), ..SAVED.paper }, ..SAVED },
            Layout::Narrow | Layout::Wide => self.sheet(),
        };
        self.queue(Box::new(move |progress| {
            let result = stuff.write_all(&folder, &sheet, &messages, progress);
            (folder, result)
        }));
    }

    /// Has something written when everything asked for before is: nothing that was asked for is dropped.
    fn queue(&mut self, save: Save) {
        self.charts.waiting.push_back(save);
        self.save_next();
    }

    /// Whether a chart, a table or a report that was asked for is not written yet.
    pub(super) fn is_writing(&self) -> bool {
        self.charts.saving
    }

    fn save_next(&mut self) {
        if self.is_writing() {
            return;
        }
        let Some(next) = self.charts.waiting.pop_front() else { return };
        self.charts.saving = true;
        self.save.submit(next);
    }

    /// What a chart of this kind is made from, apart from the workbench, so that a worker can take it along; none
    /// while there is nothing to draw.
    fn stuff(&self, kind: Kind) -> Option<Stuff> {
        let findings = self.findings()?;
        let session = matches!(kind, Kind::CodeMatrix | Kind::Agreement).then(|| self.coder.session.state().clone());
        let shown = Side::BOTH.map(|side| self.pane(side).document);
        let others = self.documents.iter().filter(|d| kind.is_of_many() && !shown.contains(&d.id));
        let others =
            others.map(|d| Other { id: d.id, article: Arc::clone(&d.article), analysis: d.analysis.clone() }).collect();
        Some(Stuff { findings, session, others, engine: self.engine.clone() })
    }

    pub(super) fn take_saved(&mut self, answer: Result<(PathBuf, Result<(), String>), Broken>) {
        self.charts.saving = false;
        self.save_next();
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
    /// Articles beyond the two.
    others: Vec<Other>,
    engine: Option<Arc<Engine>>,
}

/// An open article that is in no pane.
struct Other {
    id: DocumentId,
    article: Arc<Article>,
    /// If anybody has read it.
    analysis: Option<Arc<Analysis>>,
}

impl Stuff {
    /// The articles beyond the two, read.
    fn read(&self) -> Vec<Arc<Analysis>> {
        let read = |other: &Other| {
            let engine = self.engine.as_ref()?;
            Some(Arc::new(engine.analyse(Arc::clone(&other.article), None)))
        };
        self.others.iter().filter_map(|other| other.analysis.clone().or_else(|| read(other))).collect()
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

    fn write(&self, path: &Path, kind: Kind, sheet: &Sheet, messages: &Messages) -> Result<(), String> {
        let (chart, drawing) = self.drawn(kind, &sheet.paper, messages);
        let metadata = chart.metadata(&drawing);
        let ending = path.extension().map(|e| e.to_string_lossy().to_ascii_lowercase());
        let bytes = match ending.as_deref() {
            Some("svg") => chart::svg::write(&drawing, &metadata).into_bytes(),
            Some("pdf") => chart::pdf::write(&drawing, &metadata).map_err(|e| e.to_string())?,
            Some("csv") => tables::csv(&chart_tables::of(&chart, messages), messages),
            Some("json") => serde_json::to_vec_pretty(&chart).map_err(|e| e.to_string())?,
            _ => chart::png::write(&drawing, sheet.scale, sheet.dpi, &metadata).map_err(|e| e.to_string())?,
        };
        files::write(path, &bytes).map_err(|e| e.to_string())
    }

    fn write_all(&self, folder: &Path, sheet: &Sheet, messages: &Messages, progress: &Progress) -> Result<(), String> {
        let others = self.read();
        let lang = (messages.text("report-setting-lang"), messages.lang().tag().to_owned());
        let made = package::all(&self.material(&others), sheet, &[lang], messages, progress);
        let made = made.map_err(|e| e.to_string())?;
        files::write_all(folder, &made).map_err(|e| e.to_string())
    }
}
