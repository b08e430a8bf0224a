//! The program without a window: state, commands, one `update`, queries that panels draw.
//!
//! Panels read `&Workbench` and push [`Command`]s; [`Workbench::update`] applies them. Whatever takes longer than a
//! frame runs on a worker; [`Workbench::poll`] takes what is done. Knows nothing of egui.

mod book;
mod by_place;
mod charting;
mod coding;
mod command;
mod correcting;
mod cues;
mod describing;
mod figuring;
mod keeping;
mod linking;
mod marks;
mod measuring;
mod moving;
mod opening;
mod place;
mod searching;
mod update;
mod verdicts;
mod wording;

pub use book::{BookCommand, Waiting, definition_of};
pub use charting::{ChartKey, Layout, Picture};
pub use coding::{CodeChoice, Coded};
pub use command::{Command, Dialog, Dock, DocumentId, Layer, Look, PathPurpose, Tab, View};
pub use cues::FacetCues;
pub use figuring::{Fields, FigureCommand, FigureDeed};
pub use keeping::{Keep, Next, SessionCommand, SessionDialog};
pub use linking::Joined;
pub use marks::{Mark, MarkKind};
pub use measuring::{MeasureCommand, Scope};
pub use opening::ENCODINGS;
pub use place::{Selection, Unit, grown, unit_at};
pub use searching::{Search, SearchHit};
pub use wording::WordCommand;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::align::Candidate;
use crate::article::{Article, Correction, Evidence, LoadError, PassageId, Variable, Variables};
use crate::chart::Kind;
use crate::comparison::{Analysis, Comparison, Engine, Side};
use crate::findings::Decisions;
use crate::i18n::{FluentValue, Lang, Messages};
use crate::job::{Load, Waker, Worker};
use crate::script::{Normalized, Script};
use crate::text::{CharIndex, Segmenter, Span, Text, Word};
use crate::themes::{Codebook, ThemeIndex};

/// An open article.
pub struct Document {
    pub id: DocumentId,
    /// Where it was read from; none for the articles that come with the program.
    pub path: Option<PathBuf>,
    pub article: Arc<Article>,
    /// The article before anything was set right in its structure.
    loaded: Arc<Article>,
    /// What was found out about the article, before the analyst said otherwise.
    found: Variables,
    /// What the coder set right in `article`.
    corrections: Vec<Correction>,
    /// Changes with the structure of the article.
    pub edition: u32,
    pub analysis: Option<Arc<Analysis>>,
    /// The normal form of an article that was searched before it was analysed.
    normal: Option<Arc<Normalized>>,
    /// What readers call the article: its title, or its file's name.
    pub title: String,
    /// Whether most of the article is in traditional characters.
    pub is_traditional: bool,
    /// The article as it is shown while machine output is hidden, made when that is first asked for.
    plain: OnceLock<Arc<Article>>,
    /// The codebook has changed since the article was analysed: its themes are to be found again.
    relabel: bool,
    /// The article in the forms that were asked for, each with as many code points as the source.
    forms: BTreeMap<View, Text>,
}

/// What a pane shows.
#[derive(Clone, Debug)]
pub struct Pane {
    pub document: DocumentId,
    pub view: View,
    /// The passage that the reader is at.
    pub passage: Option<PassageId>,
    /// The last request to bring a place before the reader's eyes.
    pub reveal: Option<Reveal>,
}

/// A request to bring a place before the reader's eyes; each has a number of its own, so that the same place can
/// be asked for again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reveal {
    pub number: u64,
    pub span: Span,
}

/// How a message is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Good,
    Warning,
    Error,
}

/// A message that stays until it is dismissed.
#[derive(Clone, Debug)]
pub struct Notice {
    pub number: u64,
    pub tone: Tone,
    pub text: String,
}

/// What the reader set and would like to find again.
#[derive(Clone, Debug)]
pub struct Settings {
    pub lang: Lang,
    pub look: Look,
    /// Size of running text, in points.
    pub size: f32,
    /// Distance of two baselines, in sizes.
    pub leading: f32,
    pub layers: BTreeSet<Layer>,
    /// Both panes scroll together.
    pub linked: bool,
    /// All suggested links are drawn, not only the current passage's.
    pub ribbons: bool,
    /// No machine output is shown.
    pub unaided: bool,
    pub inspector: bool,
}

/// What comparing two articles gave: their analyses, and what they say to each other.
struct Compared {
    engine: Arc<Engine>,
    comparison: Arc<Comparison>,
    /// What was set right in each of the two articles.
    asked: Asked,
}

/// The documents that a comparison is of, with what is set right in them.
type Asked = [(DocumentId, Vec<Correction>); 2];

/// Articles, each with the file that it was read from; text from the clipboard has none.
type Opened = Vec<(Option<PathBuf>, Result<Article, LoadError>)>;

/// An article that was read for the place of a side's: its file, and the encoding that was asked for.
type ReadAgain = (Side, PathBuf, Option<&'static str>, Result<Article, LoadError>);

/// The workbench cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    #[error("the workers do not start: {0}")]
    Workers(#[from] std::io::Error),
    #[error("the session cannot be opened: {0}")]
    Session(String),
}

/// The state of the program.
pub struct Workbench {
    pub settings: Settings,
    pub messages: Arc<Messages>,
    documents: Vec<Document>,
    panes: [Pane; 2],
    pub active: Side,
    pub pinned: Option<Side>,
    pub selection: Option<Selection>,
    /// What the selection was before it grew, so that it can shrink again.
    grown_from: Vec<Span>,
    pub filter: BTreeSet<ThemeIndex>,
    pub search: Search,
    pub tab: Tab,
    pub dock: Dock,
    pub dialog: Option<Dialog>,
    pub notices: Vec<Notice>,
    /// What came of the last command, in a word for the status line; gone with the next.
    pub said: Option<String>,
    /// Counts requests to bring the search field under the keys.
    pub search_focus: u64,
    /// The coder has no name yet and is asked for one, without being kept from work.
    pub name_asked: bool,
    /// Counts requests to show what waits to be looked at again.
    pub waiting_asked: u64,
    /// Text for the clipboard, until the window takes it.
    clipboard: Option<String>,
    /// A file dialog that the window is to show.
    pub file_request: Option<PathPurpose>,
    /// The window is to ask the system for what the clipboard holds.
    pub paste_request: bool,
    pub quit: bool,

    /// Which chart the dock shows.
    pub chart_kind: Kind,
    charts: charting::Charts,
    /// Decisions move on to the next unread unit.
    pub stepping: bool,
    /// Judgements move on to the next open suggestion.
    pub triage: bool,
    /// The words that a link by hand begins at.
    pub link_source: Option<(Side, Span)>,
    coder: coding::Coder,
    keeping: keeping::Keeping,
    decisions: Arc<Decisions>,
    found: figuring::Found,
    /// The figure that the next one chosen on the other side is joined with.
    figure_source: Option<(Side, Span)>,
    /// The measure that is to be joined with one of the other side.
    measure_source: Option<(Side, Span)>,
    wording: wording::Wording,
    /// The machine's codebook, whose themes a session offers as codes.
    codes_from: Arc<Codebook>,
    /// The hash of its file, as the session names it.
    book_hash: String,

    engine: Option<Arc<Engine>>,
    segmenter: Load<Arc<Segmenter>>,
    /// How the comparison of the two articles shown stands.
    pub comparison: Load<Arc<Comparison>>,
    pairs: linking::PairIndex,
    /// What the last comparison that was asked for is of.
    asked: Option<Asked>,
    /// Changes whenever what tables show may have changed.
    pub revision: u64,
    counter: u64,
    next_document: u32,

    compare: Worker<Result<Compared, String>>,
    convert: Worker<(DocumentId, View, Text)>,
    open: Worker<Opened>,
    replace: Worker<ReadAgain>,
    words: Worker<Arc<Segmenter>>,
    read_book: Worker<cues::Read>,
    seek: Worker<searching::Found>,
    draw: Worker<Arc<Picture>>,
    save: Worker<(PathBuf, Result<(), String>)>,
    word_cache: Mutex<BTreeMap<(DocumentId, PassageId), Vec<Word>>>,
}

impl Workbench {
    /// A workbench on some articles, the first two shown; `waker` is called when there is something to poll.
    pub fn new(
        articles: Vec<(Option<PathBuf>, Article)>,
        keep: &Keep,
        lang: Lang,
        waker: &Waker,
    ) -> Result<Self, StartError> {
        let codebook = Arc::new(Codebook::builtin());
        let (keeping, session) = keeping::Keeping::begin(keep, &codebook, waker)?;
        let coder = coding::Coder::new(session);
        let articles = if articles.is_empty() { keeping::articles(coder.session.state()) } else { articles };
        let documents: Vec<Document> =
            articles.into_iter().enumerate().map(|(n, (path, article))| document(n as u32, path, article)).collect();
        let id = |n: usize| documents.get(n).or(documents.first()).map_or(DocumentId(0), |d| d.id);
        let pane = |n| Pane { document: id(n), view: View::Original, passage: None, reveal: None };
        let panes = [pane(0), pane(1)];
        let next_document = documents.len() as u32;
        let mut workbench = Self {
            settings: Settings {
                lang,
                look: Look::Light,
                size: 17.0,
                leading: 1.7,
                layers: Layer::ALL.into(),
                linked: false,
                ribbons: false,
                unaided: false,
                inspector: true,
            },
            messages: Arc::new(Messages::new(lang)),
            documents,
            panes,
            active: Side::Left,
            pinned: None,
            selection: None,
            grown_from: Vec::new(),
            filter: BTreeSet::new(),
            search: Search::default(),
            tab: Tab::default(),
            dock: Dock::default(),
            dialog: None,
            notices: Vec::new(),
            said: None,
            search_focus: 0,
            name_asked: false,
            waiting_asked: 0,
            clipboard: None,
            file_request: None,
            paste_request: false,
            quit: false,
            chart_kind: Kind::Comparables,
            charts: charting::Charts::default(),
            stepping: false,
            triage: false,
            link_source: None,
            coder,
            decisions: Arc::default(),
            found: figuring::Found::default(),
            figure_source: None,
            measure_source: None,
            book_hash: keeping.machine_hash(),
            codes_from: codebook,
            keeping,
            wording: wording::Wording::default(),
            engine: None,
            segmenter: Load::Idle,
            comparison: Load::Idle,
            pairs: linking::PairIndex::default(),
            asked: None,
            revision: 0,
            counter: 0,
            next_document,
            compare: Worker::new("compare", waker.clone())?,
            convert: Worker::new("convert", waker.clone())?,
            open: Worker::new("open", waker.clone())?,
            replace: Worker::new("replace", waker.clone())?,
            words: Worker::new("words", waker.clone())?,
            read_book: Worker::new("codebook", waker.clone())?,
            seek: Worker::new("search", waker.clone())?,
            draw: Worker::new("draw", waker.clone())?,
            save: Worker::new("save", waker.clone())?,
            word_cache: Mutex::default(),
        };
        workbench.recompare();
        workbench.settle_coder();
        workbench.remember();
        workbench.offer_left();
        Ok(workbench)
    }

    /// Whether no worker has anything to do or to bring: until the next command, nothing will change of itself but the session's state.
    pub fn is_at_rest(&self) -> bool {
        self.compare.is_idle()
            && self.convert.is_idle()
            && self.open.is_idle()
            && self.replace.is_idle()
            && self.seek.is_idle()
            && self.draw.is_idle()
            && self.save.is_idle()
            && self.words.is_idle()
    }

    /// Takes what the workers have done. Gives whether anything changed.
    pub fn poll(&mut self) -> bool {
        let mut changed = false;
        let mut compared = false;
        if let Some((_, answer)) = self.compare.take() {
            (changed, compared) = (true, true);
            self.comparison = match answer {
                Ok(Ok(compared)) => self.adopt(compared),
                Ok(Err(reason)) => Load::Failed(reason),
                Err(broken) => Load::Failed(broken.to_string()),
            };
            if let Load::Failed(reason) = &self.comparison {
                let text = self.format("compare-failed", &[("reason", reason.clone().into())]);
                self.tell(Tone::Error, text);
            }
        }
        if let Some((_, answer)) = self.convert.take() {
            changed = true;
            if let Ok((id, view, text)) = answer
                && let Some(document) = self.documents.iter_mut().find(|d| d.id == id)
            {
                document.forms.insert(view, text);
            }
            self.convert_shown();
        }
        if let Some((_, answer)) = self.open.take() {
            changed = true;
            match answer {
                Ok(opened) => self.take_opened(opened),
                Err(broken) => self.tell(Tone::Error, broken.to_string()),
            }
        }
        if let Some((_, answer)) = self.replace.take() {
            changed = true;
            match answer {
                Ok((side, path, encoding, article)) => self.take_replacement(side, &path, encoding, article),
                Err(broken) => self.tell(Tone::Error, broken.to_string()),
            }
        }
        if let Some((_, Ok(found))) = self.seek.take() {
            changed = true;
            self.take_found(found);
        }
        if let Some((_, answer)) = self.draw.take() {
            changed = true;
            match answer {
                Ok(picture) => self.charts.picture = Some(picture),
                Err(broken) => self.tell(Tone::Error, broken.to_string()),
            }
        }
        if let Some((_, answer)) = self.save.take() {
            changed = true;
            self.take_saved(answer);
        }
        if let Some((_, Ok(segmenter))) = self.words.take() {
            changed = true;
            self.segmenter = Load::Ready(segmenter);
        }
        if let Some((_, answer)) = self.read_book.take() {
            changed = true;
            match answer {
                Ok(read) => self.take_book(read),
                Err(broken) => self.tell(Tone::Error, broken.to_string()),
            }
        }
        changed |= self.poll_session();
        if changed {
            self.refresh_session();
            if compared {
                self.face();
            }
            self.revision += 1;
        }
        changed
    }

    fn adopt(&mut self, compared: Compared) -> Load<Arc<Comparison>> {
        let Compared { engine, comparison, asked } = compared;
        self.engine = Some(engine);
        for (analysis, (id, corrections)) in [&comparison.left, &comparison.right].into_iter().zip(asked) {
            self.set_right(id, corrections, &analysis.article);
            if let Some(document) = self.documents.iter_mut().find(|d| d.id == id) {
                document.analysis = Some(Arc::clone(analysis));
                document.relabel = false;
                document.is_traditional = is_traditional(&document.article, Some(analysis));
            }
        }
        self.pairs = linking::PairIndex::new(&comparison);
        // An empty chart is no welcome.
        if self.chart_kind == Kind::Comparables && !comparison.comparables.iter().any(|c| c.accepted) {
            self.chart_kind = Kind::Figures;
        }
        self.filter.retain(|theme| usize::from(theme.0) < comparison.codebook.themes.len());
        self.convert_shown();
        Load::Ready(comparison)
    }

    // Queries

    pub fn text(&self, key: &str) -> String {
        self.messages.text(key)
    }

    pub fn format(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.messages.format(key, args)
    }

    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    pub fn pane(&self, side: Side) -> &Pane {
        &self.panes[side as usize]
    }

    /// The article on a side; none only while no article is open.
    pub fn document(&self, side: Side) -> Option<&Document> {
        let id = self.pane(side).document;
        self.documents.iter().find(|d| d.id == id)
    }

    /// The article on a side, as readers see it.
    pub fn article(&self, side: Side) -> Option<&Arc<Article>> {
        self.document(side).map(|d| d.shown(self.settings.unaided))
    }

    /// What the machine read in the article of a side; none in unaided mode.
    pub fn analysis(&self, side: Side) -> Option<&Arc<Analysis>> {
        if self.settings.unaided { None } else { self.document(side)?.analysis.as_ref() }
    }

    /// The comparison of the two articles shown; none in unaided mode or before it is there.
    pub fn compared(&self) -> Option<&Arc<Comparison>> {
        if self.settings.unaided { None } else { self.comparison.ready() }
    }

    /// The codebook behind what the machine says; none where nothing of it is shown.
    pub fn codebook(&self) -> Option<&Codebook> {
        self.compared().map(|c| c.codebook.as_ref())
    }

    /// The text as the pane shows it; code point by code point the source's.
    pub fn shown_text(&self, side: Side) -> Option<&Text> {
        let document = self.document(side)?;
        Some(document.forms.get(&self.pane(side).view).unwrap_or(&document.article.text))
    }

    /// Whether the text that a pane shows is to be set in traditional shapes.
    pub fn is_traditional(&self, side: Side) -> bool {
        match self.pane(side).view {
            View::Simplified => false,
            View::Taiwan | View::HongKong => true,
            View::Original => self.document(side).is_some_and(|d| d.is_traditional),
        }
    }

    /// The current passage of a side, if the article still has it.
    pub fn current(&self, side: Side) -> Option<PassageId> {
        let passage = self.pane(side).passage?;
        self.article(side).filter(|a| (passage.0 as usize) < a.passages.len()).map(|_| passage)
    }

    /// Whether a passage speaks of a theme of the filter; everything does while there is none.
    pub fn passes(&self, side: Side, passage: PassageId) -> bool {
        if self.filter.is_empty() {
            return true;
        }
        let labels = self.analysis(side).and_then(|a| a.labels.passages.get(passage.0 as usize));
        labels.is_none_or(|labels| labels.iter().any(|label| self.filter.contains(&label.theme)))
    }

    /// The words of a passage, in code points of it. Empty until the dictionary is loaded.
    pub fn words(&self, side: Side, passage: PassageId) -> Vec<Word> {
        let (Some(segmenter), Some(document)) = (self.segmenter.ready(), self.document(side)) else {
            return Vec::new();
        };
        let mut cache = self.word_cache.lock().unwrap_or_else(PoisonError::into_inner);
        cache
            .entry((document.id, passage))
            .or_insert_with(|| {
                let span = document.article.passage(passage).span;
                // The dictionary is simplified, and converting keeps every code point in its place.
                let text = document.forms.get(&View::Simplified).unwrap_or(&document.article.text);
                segmenter.words(text.slice(span))
            })
            .clone()
    }

    /// Puts text on the clipboard: the window takes it once.
    pub fn take_clipboard(&mut self) -> Option<String> {
        self.clipboard.take()
    }

    /// The passage at a place of a side.
    pub fn passage_at(&self, side: Side, index: CharIndex) -> Option<PassageId> {
        let article = self.article(side)?;
        let after = article.passages.partition_point(|p| p.span.start <= index);
        let passage = article.passages.get(after.saturating_sub(1))?;
        Some(passage.id)
    }

    /// Says something that stays until it is read.
    pub fn tell(&mut self, tone: Tone, text: String) {
        if self.notices.iter().any(|n| n.text == text) {
            return;
        }
        self.counter += 1;
        self.notices.push(Notice { number: self.counter, tone, text });
    }
}

fn document(id: u32, path: Option<PathBuf>, article: Article) -> Document {
    let is_traditional = is_traditional(&article, None);
    let article = Arc::new(article);
    let mut document = Document {
        id: DocumentId(id),
        path,
        loaded: Arc::clone(&article),
        found: article.variables.clone(),
        article,
        corrections: Vec::new(),
        edition: 0,
        analysis: None,
        normal: None,
        title: String::new(),
        is_traditional,
        plain: OnceLock::new(),
        relabel: false,
        forms: BTreeMap::new(),
    };
    document.read_structure();
    document
}

fn is_traditional(article: &Article, analysis: Option<&Analysis>) -> bool {
    match analysis {
        Some(analysis) => {
            let (mut yes, mut all) = (0, 0);
            for (passage, written) in article.passages.iter().zip(&analysis.normalized.written) {
                all += passage.span.len();
                if written.script == Script::Traditional {
                    yes += passage.span.len();
                }
            }
            yes * 2 > all
        }
        // Before the analysis is there, frequent characters that only one of the scripts has decide.
        None => {
            let sample = article.text.as_str().chars().take(4000);
            let (mut traditional, mut simplified) = (0, 0);
            for c in sample {
                traditional += u32::from("網與業發電會來這國為時個對動學進過務資還".contains(c));
                simplified += u32::from("网与业发电会来这国为时个对动学进过务资还".contains(c));
            }
            traditional > simplified
        }
    }
}

/// The other end of a pair.
pub fn across(candidate: &Candidate, side: Side) -> PassageId {
    match side {
        Side::Left => candidate.right,
        Side::Right => candidate.left,
    }
}

impl Document {
    /// The article as readers see it: without the structure that the machine found where none of its output is shown.
    fn shown(&self, unaided: bool) -> &Arc<Article> {
        let plain = || self.plain.get_or_init(|| Arc::new(self.article.plain(&self.corrections)));
        if unaided { plain() } else { &self.article }
    }

    /// Takes note of what hangs on the structure.
    fn read_structure(&mut self) {
        let article = &self.article;
        let title = article.passages.iter().find(|p| p.role == crate::article::Role::Title);
        let given = article.variables.get(Variable::Title).filter(|title| title.evidence == Evidence::Given);
        self.title = match (given, title) {
            (Some(given), _) => given.value.clone(),
            (None, Some(passage)) => article.text.slice(passage.span).replace('\n', " "),
            (None, None) => article.name.clone(),
        };
        self.plain = OnceLock::new();
    }
}
