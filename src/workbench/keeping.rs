//! The session in use: where it lives, who codes in it, how it is opened, saved and left.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::coding::Coder;
use super::{Command, Dialog, PathPurpose, Tone, Workbench, document};
use crate::article::{Article, seeds};
use crate::job::{Broken, Waker, Worker};
use crate::script::Vocabulary;
use crate::session::{
    Asset, AssetKind, CoderId, EditError, Founding, Kept, Left, Options, Places, Save, Seq, Session, State, Status,
    StoreError, Then, UnitOfAnalysis,
};
use crate::themes::Codebook;

/// Where the session of a window is kept, and what is remembered of it.
pub enum Keep {
    /// In memory alone; no trace is left.
    Nowhere,
    /// In the file that is named; nothing else is remembered.
    File(PathBuf),
    /// In the file that is named, or an untitled one among these places, which remember it.
    Places { places: Places, session: Option<PathBuf> },
}

/// What becomes of the window once the session has been left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    Quit,
    Open(PathBuf),
    /// Another session; one that is not kept leaves no trace.
    New {
        kept: bool,
    },
}

/// Something asked of the session as a whole.
#[derive(Clone, Debug, PartialEq)]
pub enum SessionCommand {
    Open(PathBuf),
    /// Opens a session and asks at once for a name.
    OpenAndName(PathBuf),
    New {
        kept: bool,
    },
    /// Leaves the session though not all of it is saved: the analyst has been asked.
    Leave(Next),
    Save(Save),
    /// Tries again to save what could not be saved.
    Retry,
    /// The coder by another name.
    Rename(String),
    /// The coder's name stays as it is.
    KeepName,
    /// Codes as somebody else from here on, who is added if need be.
    Join(String),
    Become(CoderId),
}

/// What is asked about the session as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SessionDialog {
    /// Whether to go on with a session that was left.
    GoOn,
    /// The sessions there are, and what can be done with the one that is open.
    Sessions,
    /// What the coder is called.
    Coder,
    /// It is not saved: why, and what can be done.
    NotSaved,
    /// It would be left though not all of it is saved.
    Losing(Next),
}

type Opened = (PathBuf, Result<Session, StoreError>);

/// What surrounds the session in use.
pub(super) struct Keeping {
    places: Places,
    options: Options,
    /// The machine's files that a new session is founded with.
    machine: Vec<Asset>,
    /// Untitled sessions that were left, as of the start.
    left: Vec<Left>,
    /// The coder has a neutral name, and is to be asked after the first step behind this one.
    unnamed: Option<Seq>,
    /// The session that is being opened gets a name at once.
    name_next: bool,
    /// What waits for everything to be saved.
    next: Option<Next>,
    /// Somebody has been told that the session is not saved.
    told: bool,
    opening: Worker<Opened>,
}

/// The name of a coder who has not been asked: a session never holds the user's name on this machine.
const NEUTRAL: &str = "A";

impl Keeping {
    /// The session that a window begins with, and what surrounds it.
    pub fn begin(keep: &Keep, codebook: &Codebook, waker: &Waker) -> Result<(Self, Session), super::StartError> {
        let options = Options { waker: Arc::clone(waker), ..Options::default() };
        let places = if let Keep::Places { places, .. } = keep { places.clone() } else { Places::none() };
        let machine = vec![
            Asset::new(AssetKind::Codebook, &codebook.id, &codebook.to_toml()),
            Asset::new(AssetKind::Vocabulary, Asset::BUILTIN_VOCABULARY, Vocabulary::BUILTIN),
        ];
        let founding = founding(&places, &machine);
        let session = match keep {
            Keep::File(path) | Keep::Places { session: Some(path), .. } if path.exists() => {
                Session::open(path, options.clone())
            }
            Keep::File(path) | Keep::Places { session: Some(path), .. } => {
                Session::create(path, &founding, options.clone())
            }
            Keep::Nowhere | Keep::Places { session: None, .. } => Ok(new(&places, &machine, options.clone())),
        };
        let session = session.map_err(|error| super::StartError::Session(error.to_string()))?;
        let left = if matches!(keep, Keep::Places { session: None, .. }) { places.left() } else { Vec::new() };
        let opening = Worker::new("session", waker.clone())?;
        let (unnamed, next, name_next, told) = (None, None, false, false);
        Ok((Self { places, options, machine, left, unnamed, name_next, next, told, opening }, session))
    }

    /// The hash of the codebook that a new session begins with.
    pub fn machine_hash(&self) -> String {
        let codebook = self.machine.iter().find(|asset| asset.kind == AssetKind::Codebook);
        codebook.map(|asset| asset.hash.clone()).unwrap_or_default()
    }
}

fn founding(places: &Places, machine: &[Asset]) -> Founding {
    let coder = places.coder().unwrap_or_else(|| NEUTRAL.to_owned());
    Founding { title: "duizhao".to_owned(), coder, unit: UnitOfAnalysis::Passage, machine: machine.to_vec() }
}

/// A new session, which becomes a file with its first step if anything is kept.
fn new(places: &Places, machine: &[Asset], options: Options) -> Session {
    let founding = founding(places, machine);
    // Without a folder to write in one can still read; the status line says that nothing is kept.
    match places.new_untitled() {
        Ok(Some(path)) => Session::untitled(path, &founding, options),
        Ok(None) | Err(_) => Session::unkept(&founding, options),
    }
}

/// The people who code in a session, in the order in which they came.
fn people(state: &State) -> impl Iterator<Item = (CoderId, &str)> {
    let people = state.coders.iter().filter(|(_, coder)| coder.machine.is_none() && !coder.forgotten);
    people.map(|(id, coder)| (*id, coder.name.as_str()))
}

/// The articles that a session holds; those that come with the program while it has none.
pub(super) fn articles(state: &State) -> Vec<(Option<PathBuf>, Article)> {
    let own: Vec<_> = state.articles.keys().filter_map(|&id| Some((None, state.loaded(id)?))).collect();
    if own.is_empty() { seeds().into_iter().map(|a| (None, a)).collect() } else { own }
}

impl Workbench {
    // Queries

    /// How the session stands with its file.
    pub fn session_status(&self) -> Status {
        self.coder.session.status()
    }

    /// Why the session is not saved, or can only be read, in the reader's language.
    pub fn session_problem(&self, problem: &str, reason: &str) -> String {
        let key = format!("session-problem-{problem}");
        let text = self.text(&key);
        if text == key { reason.to_owned() } else { text }
    }

    /// Why an edit was not made, in the reader's language.
    pub(super) fn edit_problem(&self, error: &EditError) -> String {
        match error {
            EditError::Taken(name) => self.format("edit-problem-taken", &[("name", name.as_str().into())]),
            EditError::Depends { coder, seq, .. } => {
                self.format("edit-problem-depends", &[("coder", coder.as_str().into()), ("step", (*seq).into())])
            }
            EditError::InUse { .. } => self.text("edit-problem-in-use"),
            EditError::Theirs { coder, .. } => self.format("edit-problem-theirs", &[("coder", coder.as_str().into())]),
            EditError::NoWords(_) => self.text("edit-problem-no-words"),
            EditError::Unlike { unsure, places } => {
                self.format("edit-problem-unlike", &[("unsure", (*unsure).into()), ("places", (*places).into())])
            }
            EditError::NoDate(value) => self.format("edit-problem-no-date", &[("value", value.as_str().into())]),
            EditError::NoReason => self.text("edit-problem-no-reason"),
            EditError::Forgotten(_) => self.text("edit-problem-forgotten"),
            EditError::ReadOnly(_) => self.text("edit-problem-read-only"),
            // What no command of the window leads to.
            other => other.to_string(),
        }
    }

    pub fn session_path(&self) -> Option<&Path> {
        self.coder.session.path()
    }

    /// Whether the session has a name that its user gave it.
    pub fn session_is_named(&self) -> bool {
        self.session_path().is_some_and(|path| !self.keeping.places.is_untitled(path))
    }

    /// Untitled sessions that can be gone on with, the newest first.
    pub fn left_sessions(&self) -> &[Left] {
        &self.keeping.left
    }

    /// Sessions that were open of late, the last first.
    pub fn recent_sessions(&self) -> Vec<PathBuf> {
        self.keeping.places.recent()
    }

    /// The people who code in the session.
    pub fn people(&self) -> Vec<(CoderId, String)> {
        people(self.coder.session.state()).map(|(id, name)| (id, name.to_owned())).collect()
    }

    /// Who codes in this window.
    pub fn coder(&self) -> CoderId {
        self.coder.id
    }

    /// What a save to another file has to be: an untitled file is taken away once its session has a name.
    pub fn save_to(&self, purpose: PathPurpose, to: PathBuf, over: bool) -> Option<Save> {
        let to = if to.extension().is_none() { to.with_extension("duizhao") } else { to };
        let untitled = self.session_path().is_some_and(|path| self.keeping.places.is_untitled(path));
        let then = match purpose {
            PathPurpose::SaveSession if untitled => Then::MoveFromUntitled,
            PathPurpose::SaveSession => Then::Move,
            PathPurpose::CopySession => Then::Stay,
            _ => return None,
        };
        Some(Save { to, then, over })
    }

    // Changes

    pub(super) fn session_command(&mut self, command: SessionCommand) {
        use SessionCommand as S;
        self.name_asked &= !matches!(command, S::KeepName | S::Rename(_) | S::Join(_) | S::Become(_));
        match command {
            SessionCommand::Open(path) => self.leave(Next::Open(path)),
            SessionCommand::OpenAndName(path) => {
                self.keeping.name_next = true;
                self.leave(Next::Open(path));
            }
            SessionCommand::New { kept } => self.leave(Next::New { kept }),
            SessionCommand::Leave(next) => self.go(next),
            SessionCommand::Save(save) => {
                self.coder.session.save(save);
                self.take_kept();
            }
            SessionCommand::Retry => {
                self.keeping.told = false;
                self.coder.session.retry();
            }
            SessionCommand::KeepName => {}
            SessionCommand::Rename(name) => {
                let edit = self.coder.session.state().rename_coder(self.coder.id, &name);
                let renamed = edit.and_then(|edit| self.coder.session.push(self.coder.id, edit));
                self.named(renamed.map(|_| name));
            }
            SessionCommand::Join(name) => self.join(&name),
            SessionCommand::Become(id) => {
                let name =
                    people(self.coder.session.state()).find(|(who, _)| *who == id).map(|(_, name)| name.to_owned());
                if let Some(name) = name {
                    self.coder.id = id;
                    self.named(Ok(name));
                }
            }
        }
    }

    fn join(&mut self, name: &str) {
        let name = name.trim();
        if let Some(id) = self.coder.session.state().coder_named(name) {
            return self.session_command(SessionCommand::Become(id));
        }
        let added = self.coder.session.state().add_coder(name, None);
        let joined = added.and_then(|(id, edit)| self.coder.session.push(self.coder.id, edit).map(|_| id));
        if let Ok(id) = joined {
            self.coder.id = id;
        }
        self.named(joined.map(|_| name.to_owned()));
    }

    /// The analyst has said what they are called: new sessions do not ask again.
    fn named(&mut self, name: Result<String, EditError>) {
        if let Ok(name) = &name {
            self.keeping.unnamed = None;
            self.remember_coder(name);
        }
        self.done(name.map(|_| ()));
    }

    fn remember_coder(&mut self, name: &str) {
        if let Err(error) = self.keeping.places.remember_coder(name.trim()) {
            self.tell(Tone::Warning, error.to_string());
        }
    }

    /// Leaves the session for something else once everything is saved, or asks where it cannot be.
    pub(super) fn leave(&mut self, next: Next) {
        let status = self.coder.session.status();
        // The founding is the first step, and nobody's work.
        let work = self.coder.session.log().last() > 1;
        match status {
            Status::Saving { .. } => self.keeping.next = Some(next),
            Status::NotSaved { .. } => self.dialog = Some(Dialog::Session(SessionDialog::Losing(next))),
            Status::Unkept if work => self.dialog = Some(Dialog::Session(SessionDialog::Losing(next))),
            Status::Saved | Status::ReadOnly { .. } | Status::Unkept => self.go(next),
        }
    }

    fn go(&mut self, next: Next) {
        match next {
            // What is being written is waited for; the next poll comes here again.
            Next::Quit if self.is_writing() => self.keeping.next = Some(Next::Quit),
            Next::Quit => self.quit = true,
            Next::Open(path) => {
                let options = self.keeping.options.clone();
                self.keeping.opening.submit(move |_| {
                    let session = Session::open(&path, options);
                    (path, session)
                });
            }
            Next::New { kept } => {
                if !kept {
                    self.keeping.places = Places::none();
                }
                let session = new(&self.keeping.places, &self.keeping.machine, self.keeping.options.clone());
                self.use_session(session);
            }
        }
    }

    /// Takes up what the session's own threads have done. Gives whether anything changed.
    pub(super) fn poll_session(&mut self) -> bool {
        let before = self.coder.session.status();
        self.coder.session.poll();
        let mut changed = self.take_kept();
        if let Some((_, answer)) = self.keeping.opening.take() {
            changed = true;
            self.take_session(answer);
        }
        let status = self.coder.session.status();
        match &status {
            Status::NotSaved { .. } => {
                if let Some(next) = self.keeping.next.take() {
                    self.dialog = Some(Dialog::Session(SessionDialog::Losing(next)));
                } else if !self.keeping.told && self.dialog.is_none() {
                    self.keeping.told = true;
                    self.dialog = Some(Dialog::Session(SessionDialog::NotSaved));
                }
            }
            Status::Saving { .. } => {}
            Status::Saved | Status::ReadOnly { .. } | Status::Unkept => {
                self.keeping.told = false;
                if self.dialog == Some(Dialog::Session(SessionDialog::NotSaved)) {
                    self.dialog = None;
                }
                if let Some(next) = self.keeping.next.take() {
                    self.go(next);
                }
            }
        }
        changed || status != before
    }

    /// Says what became of a save.
    fn take_kept(&mut self) -> bool {
        let Some(Kept { save, result }) = self.coder.session.take_kept() else { return false };
        let file = save.to.display().to_string();
        match result {
            Ok(()) => {
                let key = if save.then == Then::Stay { "session-copied" } else { "session-saved-as" };
                let text = self.format(key, &[("file", file.into())]);
                self.tell(Tone::Good, text);
                if save.then != Then::Stay {
                    self.remember();
                }
            }
            Err(error) => {
                let reason = self.session_problem(error.name(), &error.to_string());
                let text = self.format("session-not-saved-to", &[("file", file.into()), ("reason", reason.into())]);
                self.tell(Tone::Error, text);
            }
        }
        true
    }

    fn take_session(&mut self, answer: Result<Opened, Broken>) {
        let name = std::mem::take(&mut self.keeping.name_next);
        match answer {
            Ok((_, Ok(session))) => {
                self.use_session(session);
                let articles = articles(self.coder.session.state());
                self.show_only(articles);
                if name {
                    self.file_request = Some(PathPurpose::SaveSession);
                }
            }
            Ok((path, Err(error))) => {
                let reason = self.session_problem(error.name(), &error.to_string());
                let args = [("file", path.display().to_string().into()), ("reason", reason.into())];
                let text = self.format("session-not-opened", &args);
                self.tell(Tone::Error, text);
            }
            Err(broken) => self.tell(Tone::Error, broken.to_string()),
        }
    }

    /// Shows the articles of a session in the place of those that are open.
    fn show_only(&mut self, articles: Vec<(Option<PathBuf>, Article)>) {
        self.documents.clear();
        for (path, article) in articles {
            self.documents.push(document(self.next_document, path, article));
            self.next_document += 1;
        }
        let id = |n: usize| self.documents.get(n).or(self.documents.first()).map(|d| d.id);
        for (pane, id) in self.panes.iter_mut().zip([id(0), id(1)]) {
            if let Some(id) = id {
                *pane = super::Pane { document: id, view: pane.view, passage: None, reveal: None };
            }
        }
        self.selection = None;
        self.grown_from.clear();
        self.pinned = None;
        self.search_again();
        self.recompare();
    }

    /// Goes on with another session; the articles that are shown stay.
    fn use_session(&mut self, session: Session) {
        self.coder = Coder::new(session);
        self.keeping.told = false;
        self.keeping.left.retain(|left| Some(left.path.as_path()) != self.coder.session.path());
        self.settle_coder();
        self.remember();
        self.refresh_session();
    }

    /// Finds out who codes in the session that has just been opened, and says if nobody can.
    pub(super) fn settle_coder(&mut self) {
        let state = self.coder.session.state();
        let wanted = self.keeping.places.coder();
        let everybody: Vec<(CoderId, &str)> = people(state).collect();
        let same = everybody.iter().find(|(_, name)| Some(*name) == wanted.as_deref());
        if let Some((id, _)) = same.or(everybody.first()) {
            self.coder.id = *id;
        }
        let alone = everybody.len() == 1;
        let neutral = alone && everybody[0].1 == NEUTRAL;
        if let Status::ReadOnly { problem, reason } = self.coder.session.status() {
            let reason = self.session_problem(problem, &reason);
            let text = self.format("session-read-only", &[("reason", reason.into())]);
            return self.tell(Tone::Warning, text);
        }
        if !self.keeping.places.keeps() || same.is_some() {
            return;
        }
        match wanted {
            None if neutral => self.keeping.unnamed = Some(self.coder.session.log().last()),
            None if alone => {}
            // Somebody else's session, or that of several: who is it today?
            _ if self.dialog.is_none() => self.dialog = Some(Dialog::Session(SessionDialog::Coder)),
            _ => {}
        }
    }

    /// Offers what was left at the last end, at the start.
    pub(super) fn offer_left(&mut self) {
        if !self.keeping.left.is_empty() {
            self.dialog = Some(Dialog::Session(SessionDialog::GoOn));
        }
    }

    /// After the first step of somebody who has not been asked yet.
    pub(super) fn ask_name_once(&mut self) {
        let stepped = self.keeping.unnamed.is_some_and(|seq| self.coder.session.log().last() > seq);
        if stepped {
            self.keeping.unnamed = None;
            // Asked once, whatever the answer; a dialog would take the keys that are meant for the next coding.
            self.remember_coder(NEUTRAL);
            self.name_asked = true;
        }
    }

    pub(super) fn remember(&mut self) {
        let Some(path) = self.coder.session.path().map(Path::to_owned) else { return };
        if let Err(error) = self.keeping.places.remember(&path) {
            self.tell(Tone::Warning, error.to_string());
        }
    }

    /// Whether the window can be closed at once; else it waits, or asks.
    pub fn may_close(&self) -> bool {
        self.quit
    }

    /// Waits until everything is in the file; called when the window closes.
    pub fn close_session(&mut self) -> Status {
        self.coder.session.flush()
    }

    /// A session among files that are to be opened.
    pub(super) fn session_among(paths: &[PathBuf]) -> Option<Command> {
        let session = paths.iter().find(|path| path.extension().is_some_and(|e| e == "duizhao"))?;
        Some(Command::Session(SessionCommand::Open(session.clone())))
    }
}
