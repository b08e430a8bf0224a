//! A session in use: what it holds, and the file that every step goes into.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, TryRecvError};
use std::time::Duration;

use uuid::Uuid;

use super::clock::Clock;
use super::edit::{Edit, EditError, Verb, apply, take_back};
use super::edits::Maker;
use super::forget::{Forget, forget};
use super::log::{Entry, Log, Mode, Seq, to_json};
use super::model::{Asset, Coder, Settings, UnitOfAnalysis};
use super::saving::{Kept, Saving};
use super::state::{AssetId, CoderId, SettingsId, State};
use super::store::{Loaded, Store, StoreError};
use super::writer::{Event, Pending, Waker, Writer};

/// How a session is run.
#[derive(Clone)]
pub struct Options {
    pub clock: Clock,
    /// Called from the writing thread whenever [`Session::poll`] has something new.
    pub waker: Waker,
}

impl Default for Options {
    fn default() -> Self {
        Self { clock: Clock::system(), waker: Arc::new(|| {}) }
    }
}

/// What a new session starts from.
#[derive(Clone, Debug)]
pub struct Founding {
    pub title: String,
    pub coder: String,
    pub unit: UnitOfAnalysis,
    /// The codebook and the vocabulary that the machine reads with.
    pub machine: Vec<Asset>,
}

/// How the session stands with its file, as the status bar says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    Saved,
    Saving {
        pending: usize,
    },
    /// The steps are kept here; [`Session::retry`] or [`Session::save_as`] saves them.
    NotSaved {
        /// [`StoreError::name`] of the reason.
        problem: &'static str,
        reason: String,
        pending: usize,
    },
    /// Nothing can be changed.
    ReadOnly {
        /// [`StoreError::name`] of the reason.
        problem: &'static str,
        reason: String,
    },
    /// Without a file, for it leaves no trace.
    Unkept,
}

/// Where the session lives.
pub(super) enum Home {
    /// Not yet anywhere: made with the first step.
    Untitled(PathBuf),
    File(PathBuf),
    /// Read, never written; the reason.
    ReadOnly(PathBuf, StoreError),
    Nowhere,
}

/// A session in use. Edits show at once; its own thread commits them in order.
pub struct Session {
    pub(super) state: State,
    pub(super) log: Log,
    pub(super) options: Options,
    pub(super) home: Home,
    pub(super) writer: Option<Writer>,
    /// Steps that are not known to be saved, the oldest first.
    pub(super) pending: VecDeque<Arc<Pending>>,
    /// How many of them the writer has been given.
    pub(super) sent: usize,
    pub(super) failure: Option<StoreError>,
    /// A copy that is being written.
    pub(super) saving: Option<Saving>,
    /// What became of the last one, until somebody asks.
    pub(super) kept: Option<Kept>,
}

impl Session {
    /// Makes a session in a new file.
    pub fn create(path: &Path, founding: &Founding, options: Options) -> Result<Self, StoreError> {
        let store = Store::create(path)?;
        let mut session = Self::with(State::default(), Log::default(), options, Home::File(path.to_owned()));
        session.writer = Some(Writer::on(store, session.options.waker.clone()));
        session.found(founding);
        Ok(session)
    }

    /// Opens a session; for reading only where somebody else writes it, or its folder or file cannot be written.
    pub fn open(path: &Path, options: Options) -> Result<Self, StoreError> {
        let (store, Loaded { state, log }, read_only) = Store::open(path)?;
        let home = match read_only {
            Some(reason) => Home::ReadOnly(path.to_owned(), reason),
            None => Home::File(path.to_owned()),
        };
        let mut session = Self::with(state, log, options, home);
        match session.home {
            Home::File(_) => session.writer = Some(Writer::on(store, session.options.waker.clone())),
            _ => store.close(),
        }
        Ok(session)
    }

    /// A session that will be a file at `path` from the first step on.
    pub fn untitled(path: PathBuf, founding: &Founding, options: Options) -> Self {
        let mut session = Self::with(State::default(), Log::default(), options, Home::Untitled(path));
        session.found(founding);
        session
    }

    /// A session that leaves no trace, unless it is saved.
    pub fn unkept(founding: &Founding, options: Options) -> Self {
        let mut session = Self::with(State::default(), Log::default(), options, Home::Nowhere);
        session.found(founding);
        session
    }

    fn with(state: State, log: Log, options: Options, home: Home) -> Self {
        let pending = VecDeque::new();
        Self { state, log, options, home, writer: None, pending, sent: 0, failure: None, saving: None, kept: None }
    }

    fn found(&mut self, founding: &Founding) {
        let name = format!("{}\n{}\n{}", founding.title, founding.coder, self.options.clock.now());
        let guid = Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("urn:duizhao:session\n{name}").as_bytes());
        let coder = Uuid::new_v5(&guid, format!("coder\n{}", founding.coder).as_bytes());
        let settings = Settings { guid, title: founding.title.clone(), unit: founding.unit };
        let coder = Coder { guid: coder, name: founding.coder.clone(), machine: None, forgotten: false };
        let edit = Edit::new(Verb::Found).add(SettingsId(1), settings).add(CoderId(2), coder);
        let machine = (3..).map(AssetId).zip(founding.machine.iter().cloned());
        let edit = machine.fold(edit, |edit, (id, asset)| edit.add(id, asset));
        self.take(CoderId(2), edit, Mode::Edit).expect("an empty session takes its first rows");
    }

    pub fn state(&self) -> &State {
        &self.state
    }

    pub fn log(&self) -> &Log {
        &self.log
    }

    /// The file, if the session is one.
    pub fn path(&self) -> Option<&Path> {
        match &self.home {
            Home::File(path) | Home::ReadOnly(path, _) => Some(path),
            Home::Untitled(_) | Home::Nowhere => None,
        }
    }

    /// Why nothing can be changed, if so.
    pub fn read_only(&self) -> Option<String> {
        match &self.home {
            Home::ReadOnly(_, reason) => Some(reason.to_string()),
            _ => None,
        }
    }

    /// Makes an edit: at once in [`Session::state`], then in the file. Gives its number in the log.
    pub fn push(&mut self, coder: CoderId, edit: Edit) -> Result<Seq, EditError> {
        self.take(coder, edit, Mode::Edit)
    }

    /// Takes back the coder's last step that is not taken back.
    pub fn undo(&mut self, coder: CoderId) -> Result<Seq, EditError> {
        let of = Arc::clone(self.log.to_undo(coder).ok_or(EditError::Nothing("undo"))?);
        let edit = of.edit()?.inverse();
        let undone = self.take(coder, edit, Mode::Undo(of.seq));
        undone.map_err(|error| self.log.explain(error, of.seq, &self.state))
    }

    /// Does the coder's last step that was taken back again.
    pub fn redo(&mut self, coder: CoderId) -> Result<Seq, EditError> {
        let of = Arc::clone(self.log.to_redo(coder).ok_or(EditError::Nothing("redo"))?);
        let redone = self.take(coder, of.edit()?, Mode::Redo(of.seq));
        redone.map_err(|error| self.log.explain(error, of.seq, &self.state))
    }

    /// Makes several edits as one step, each from what the ones before it leave; what there is nothing to do for is left
    /// out. If one cannot be made, none is. The log calls the step by the first of them that does more than prepare.
    pub fn together(&mut self, coder: CoderId, makers: &[Maker<'_>]) -> Result<Seq, EditError> {
        self.writable()?;
        let (mut whole, mut verb): (Option<Edit>, Option<Verb>) = (None, None);
        for make in makers {
            let made = make(&self.state).and_then(|edit| edit.may(coder, &self.state).map(|()| edit));
            let made = made.and_then(|edit| apply(&mut self.state, &edit).map(|_| edit));
            if let Ok(edit) = &made {
                verb = verb.or((!edit.verb.prepares()).then_some(edit.verb));
            }
            whole = match (made, whole) {
                (Ok(edit), None) => Some(edit),
                (Ok(edit), Some(whole)) => Some(whole.and(edit)),
                (Err(EditError::Nothing(_)), whole) => whole,
                (Err(error), whole) => {
                    whole.iter().for_each(|whole| take_back(&mut self.state, &whole.changes));
                    return Err(error);
                }
            };
        }
        let whole = whole.ok_or(EditError::Nothing("change"))?;
        let verb = verb.unwrap_or(whole.verb);
        Ok(self.record(coder, Edit { verb, ..whole }, Mode::Edit))
    }

    fn writable(&self) -> Result<(), EditError> {
        match &self.home {
            Home::ReadOnly(_, reason) => Err(EditError::ReadOnly(reason.to_string())),
            _ => Ok(()),
        }
    }

    fn take(&mut self, coder: CoderId, edit: Edit, mode: Mode) -> Result<Seq, EditError> {
        self.writable()?;
        if edit.is_empty() {
            return Err(EditError::Nothing("change"));
        }
        edit.may(coder, &self.state)?;
        apply(&mut self.state, &edit)?;
        Ok(self.record(coder, edit, mode))
    }

    /// Puts a step that has been made in the log, and on its way to the file.
    fn record(&mut self, coder: CoderId, edit: Edit, mode: Mode) -> Seq {
        let seq = self.log.last() + 1;
        let changes = to_json(&edit.changes).into();
        let (at, verb, last_id) = (self.options.clock.now(), edit.verb, self.state.last_id);
        let entry = Arc::new(Entry { seq, at, coder, mode, verb, changes, last_id });
        self.log.push(Arc::clone(&entry));
        if !matches!(self.home, Home::Nowhere) {
            self.pending.push_back(Arc::new(Pending { entry, changes: edit.changes }));
        }
        // What founds a session is no step of its user's: it waits for the first one.
        if let (Home::Untitled(path), true) = (&self.home, verb != Verb::Found) {
            let path = path.clone();
            self.home = Home::File(path.clone());
            self.writer = Some(Writer::start(move || Store::create(&path), self.options.waker.clone()));
        }
        self.send();
        seq
    }

    /// Gives the writer what it has room for.
    pub(super) fn send(&mut self) {
        let Some(writer) = &self.writer else { return };
        while self.failure.is_none() && self.sent < self.pending.len() && writer.commit(&self.pending[self.sent]) {
            self.sent += 1;
        }
    }

    /// Takes note of what the writer did since. Cheap; to be called each frame and after each wake.
    pub fn poll(&mut self) {
        while let Some(writer) = &self.writer {
            match writer.events.try_recv() {
                Ok(event) => self.note(event),
                Err(TryRecvError::Disconnected) if self.failure.is_none() => {
                    self.note(Event::NotSaved(ended()));
                    break;
                }
                Err(_) => break,
            }
        }
        self.poll_saving();
        self.send();
    }

    fn note(&mut self, event: Event) {
        match event {
            Event::Saved(seq) => {
                while self.pending.front().is_some_and(|first| first.entry.seq <= seq) {
                    self.pending.pop_front();
                    self.sent = self.sent.saturating_sub(1);
                }
            }
            Event::NotSaved(reason) => {
                self.failure = Some(reason);
                self.sent = 0;
            }
        }
    }

    /// How the session stands with its file, as of the last [`Session::poll`].
    pub fn status(&self) -> Status {
        let pending = self.pending.len();
        match (&self.home, &self.failure) {
            _ if self.saving.is_some() => Status::Saving { pending },
            (Home::ReadOnly(_, error), _) => Status::ReadOnly { problem: error.name(), reason: error.to_string() },
            (Home::Nowhere, _) => Status::Unkept,
            (Home::Untitled(_), _) => Status::Saved,
            (_, Some(failure)) => Status::NotSaved { problem: failure.name(), reason: failure.to_string(), pending },
            _ if pending == 0 => Status::Saved,
            _ => Status::Saving { pending },
        }
    }

    /// Waits until everything is saved or cannot be; for closing, and for programs without a window.
    pub fn flush(&mut self) -> Status {
        self.finish_saving();
        self.poll();
        while matches!(self.status(), Status::Saving { .. }) {
            let Some(writer) = &self.writer else { break };
            match writer.events.recv_timeout(Duration::from_millis(100)) {
                Ok(event) => self.note(event),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => self.note(Event::NotSaved(ended())),
            }
            self.send();
        }
        self.status()
    }

    /// Tries again to save what could not be saved.
    pub fn retry(&mut self) {
        if self.failure.take().is_none() {
            return;
        }
        let alive = self.writer.as_ref().is_some_and(Writer::resume);
        if let (false, Home::File(path)) = (alive, &self.home) {
            let saved = self.pending.front().map_or(self.log.last(), |first| first.entry.seq - 1);
            let path = path.clone();
            self.writer = Some(Writer::start(move || Store::resume(&path, saved), self.options.waker.clone()));
        }
        self.send();
    }

    /// Forgets something for good, in the rows, in the log and in the file's free space. There is no undo; copies made
    /// before still have it.
    pub fn forget(&mut self, coder: CoderId, what: Forget) -> Result<(), ForgetError> {
        self.finish_saving();
        self.writable()?;
        let (state, log) = forget(&self.state, &self.log, what, coder, self.options.clock.now())?;
        if let Status::NotSaved { reason, .. } = self.flush() {
            return Err(ForgetError::NotSaved(reason));
        }
        if let Some(writer) = &self.writer {
            writer.rewrite(state.clone(), log.clone())?;
        }
        (self.state, self.log) = (state, log);
        if let Home::Untitled(_) = self.home {
            self.pending = self.steps_after(0)?;
        }
        Ok(())
    }

    /// The steps behind one, as the writer takes them.
    pub(super) fn steps_after(&self, seq: Seq) -> Result<VecDeque<Arc<Pending>>, EditError> {
        let later = self.log.entries().iter().skip(seq as usize);
        later.map(|entry| Ok(Arc::new(Pending { changes: entry.edit()?.changes, entry: entry.clone() }))).collect()
    }

    /// Lets a test do something to the file behind the session's back.
    #[cfg(test)]
    pub(super) fn with_store(&mut self, work: impl FnOnce(&Store) + Send + 'static) {
        let writer = self.writer.as_ref().unwrap();
        writer.with(work);
        // An answer to the next question means that the work is done.
        let _refused = writer.copier()(PathBuf::new());
    }
}

/// The writing thread ended, which only a panic makes it do.
fn ended() -> StoreError {
    StoreError::Io(std::io::Error::other("the writing thread has ended"))
}

/// Why nothing was forgotten.
#[derive(Debug, thiserror::Error)]
pub enum ForgetError {
    #[error(transparent)]
    Edit(#[from] EditError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("not saved: {0}")]
    NotSaved(String),
}
