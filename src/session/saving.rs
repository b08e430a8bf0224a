//! Copies of a session, and its moving to another file: written on a thread of their own while the analyst goes on.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

use super::handle::{Home, Session};
use super::lock::{Lock, LockError, beside, sync_folder};
use super::store::{Store, StoreError};
use super::writer::Writer;

/// What becomes of the session once the new file is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// It stays where it is: the new file is a copy.
    Stay,
    /// It goes on in the new file; the old one stays as it was.
    Move,
    /// It goes on in the new file, and the old one, which never had a name, is taken away.
    MoveFromUntitled,
}

/// Where a session is to be written, and what for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Save {
    pub to: PathBuf,
    pub then: Then,
    /// Somebody said that a file of that name may go.
    pub over: bool,
}

/// What became of a [`Save`].
#[derive(Debug)]
pub struct Kept {
    pub save: Save,
    pub result: Result<(), StoreError>,
}

/// A [`Save`] that is under way.
pub(super) struct Saving {
    save: Save,
    /// The file that the session goes on in, where it does.
    answer: Receiver<Result<Option<Store>, StoreError>>,
}

impl Session {
    /// Begins to write the session to another file; also the way out when its own cannot be written any more.
    /// [`Session::poll`] sees it through, [`Session::take_kept`] says what became of it.
    pub fn save(&mut self, save: Save) {
        if self.saving.is_some() {
            self.kept = Some(Kept { save, result: Err(StoreError::Busy) });
            return;
        }
        let own = matches!(&self.home, Home::File(path) if *path == save.to);
        if own && self.failure.is_some() {
            // Its own place is as good as any other, once it lets go of what it has there.
            self.writer = None;
        }
        let write = self.copier();
        let (sender, answer) = channel();
        let (asked, waker) = (save.clone(), Arc::clone(&self.options.waker));
        let begun = std::thread::Builder::new().name("save".into()).spawn(move || {
            // Whoever asked may have gone; the file is there all the same.
            let _told = sender.send(written(&asked, write));
            waker();
        });
        match begun {
            Ok(_) => self.saving = Some(Saving { save, answer }),
            Err(error) => self.kept = Some(Kept { save, result: Err(error.into()) }),
        }
    }

    /// What became of the last [`Session::save`]; said once.
    pub fn take_kept(&mut self) -> Option<Kept> {
        self.kept.take()
    }

    /// As [`Session::save`], and waits.
    pub fn save_now(&mut self, save: Save) -> Result<(), StoreError> {
        self.finish_saving();
        self.save(save);
        self.finish_saving();
        self.kept.take().map_or(Ok(()), |kept| kept.result)
    }

    /// Writes a copy to a new file; the session stays where it is.
    pub fn save_copy(&mut self, to: &Path) -> Result<(), StoreError> {
        self.save_now(Save { to: to.to_owned(), then: Then::Stay, over: false })
    }

    /// Moves the session to a new file and goes on there.
    pub fn save_as(&mut self, to: &Path, then: Then) -> Result<(), StoreError> {
        self.save_now(Save { to: to.to_owned(), then, over: false })
    }

    /// How the session is brought into another file: a copy by whoever writes it; where its own file cannot be trusted, or
    /// there is none, what is in memory is all there is.
    fn copier(&self) -> Box<dyn FnOnce(PathBuf) -> Result<(), StoreError> + Send> {
        match (&self.writer, &self.failure) {
            (Some(writer), None) => Box::new(writer.copier()),
            _ => {
                let (state, log) = (self.state.clone(), self.log.clone());
                Box::new(move |to| {
                    Store::write_new(&to, &state, &log)?.close();
                    Ok(())
                })
            }
        }
    }

    pub(super) fn poll_saving(&mut self) {
        let answer = match self.saving.as_ref().map(|saving| saving.answer.try_recv()) {
            None | Some(Err(TryRecvError::Empty)) => return,
            Some(Ok(answer)) => answer,
            Some(Err(TryRecvError::Disconnected)) => Err(StoreError::Io(std::io::Error::other("it was broken off"))),
        };
        self.saved(answer);
    }

    /// Waits until no copy is under way.
    pub(super) fn finish_saving(&mut self) {
        while let Some(saving) = &self.saving {
            let broken = |_| Err(StoreError::Io(std::io::Error::other("it was broken off")));
            let answer = saving.answer.recv().unwrap_or_else(broken);
            self.saved(answer);
        }
    }

    fn saved(&mut self, answer: Result<Option<Store>, StoreError>) {
        let Some(Saving { save, .. }) = self.saving.take() else { return };
        let result = match answer {
            Err(error @ (StoreError::Gone | StoreError::Replaced | StoreError::Damaged(_)))
                if self.failure.is_none() =>
            {
                // It is the session's own file that is no good: what is in memory is written instead.
                self.failure = Some(error);
                return self.save(save);
            }
            Err(error) => Err(error),
            Ok(None) => Ok(()),
            Ok(Some(store)) => self.go_on_in(store, &save),
        };
        self.kept = Some(Kept { save, result });
    }

    /// Goes on in a file that holds the steps up to some moment.
    fn go_on_in(&mut self, store: Store, save: &Save) -> Result<(), StoreError> {
        let later = self.steps_after(store.head.seq);
        let later = later.map_err(|error| StoreError::Damaged(error.to_string()))?;
        let old = std::mem::replace(&mut self.home, Home::File(save.to.clone()));
        // The old file is closed before it is taken away.
        self.writer = None;
        (self.pending, self.sent, self.failure) = (later, 0, None);
        self.writer = Some(Writer::on(store, Arc::clone(&self.options.waker)));
        self.send();
        match old {
            Home::File(old) if save.then == Then::MoveFromUntitled && old != save.to && old.exists() => {
                Ok(std::fs::remove_file(old)?)
            }
            _ => Ok(()),
        }
    }
}

/// Writes the file and opens it if the session is to go on there. Nobody ever sees half a file.
fn written(save: &Save, write: impl FnOnce(PathBuf) -> Result<(), StoreError>) -> Result<Option<Store>, StoreError> {
    if save.over {
        let _lock = match Lock::take(&save.to) {
            Ok(lock) => lock,
            Err(LockError::Held) => return Err(StoreError::Locked),
            Err(LockError::Io(error)) => return Err(error.into()),
        };
        let part = beside(&save.to, ".part");
        if part.exists() {
            // Left by one that was broken off; who holds the lock is the only one to write it.
            std::fs::remove_file(&part)?;
        }
        write(part.clone())?;
        std::fs::rename(&part, &save.to)?;
        sync_folder(&save.to)?;
    } else {
        write(save.to.clone())?;
    }
    if save.then == Then::Stay {
        return Ok(None);
    }
    match Store::open(&save.to)? {
        (_, _, Some(reason)) => Err(reason),
        (store, ..) => Ok(Some(store)),
    }
}
