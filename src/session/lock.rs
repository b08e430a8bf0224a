//! Who may write: the holder of an operating-system lock on a file beside the session.
//!
//! A file of its own, because closing any other descriptor of a session would drop SQLite's own locks on it.

use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// The right to write a session, for as long as it lives.
#[derive(Debug)]
pub(super) struct Lock {
    path: PathBuf,
    file: File,
}

#[derive(Debug)]
pub(super) enum LockError {
    /// Another window or program writes the session.
    Held,
    Io(io::Error),
}

impl Lock {
    pub fn take(session: &Path) -> Result<Self, LockError> {
        let path = beside(session, ".lock");
        loop {
            let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
            let file = file.map_err(LockError::Io)?;
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(LockError::Held),
                Err(TryLockError::Error(error)) => return Err(LockError::Io(error)),
            }
            // The holder before us may have taken the file away between our opening and locking it.
            if identity(&path).is_ok_and(|now| file.metadata().is_ok_and(|ours| now == of(&ours))) {
                return Ok(Self { path, file });
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        if cfg!(unix) {
            // While the lock is held: whoever waits for this very file sees that it is gone and makes a new one.
            let _gone = std::fs::remove_file(&self.path);
        }
        let _free = self.file.unlock();
    }
}

/// The path of a file that stands beside a session: `x.duizhao` + `.lock`.
pub(super) fn beside(session: &Path, suffix: &str) -> PathBuf {
    let mut name = session.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// What tells a file from another that took its place.
pub(super) fn identity(path: &Path) -> io::Result<Identity> {
    std::fs::metadata(path).map(|meta| of(&meta))
}

/// Device and number of the file.
#[cfg(unix)]
pub(super) type Identity = (u64, u64);

#[cfg(unix)]
fn of(meta: &std::fs::Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    (meta.dev(), meta.ino())
}

/// Elsewhere an open file cannot be replaced; that there is one is all that can be asked.
#[cfg(not(unix))]
pub(super) type Identity = bool;

#[cfg(not(unix))]
fn of(meta: &std::fs::Metadata) -> Identity {
    meta.is_file()
}

/// Makes a new name in a folder survive a power cut.
pub(super) fn sync_folder(file: &Path) -> io::Result<()> {
    if cfg!(unix) {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
        File::open(folder.unwrap_or(Path::new(".")))?.sync_all()?;
    }
    // Elsewhere a folder cannot be opened to be synced; the file itself is synced by SQLite.
    Ok(())
}
