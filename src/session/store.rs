//! The session's file: SQLite, and nothing but SQLite while it is open.
//!
//! A table for each kind of row, each row as JSON with a checksum, and the log. An entry of the log carries the sum of
//! all rows' checksums after it, and a checksum that runs on from the entry before: rows or entries that were changed,
//! lost or put back by anything but this program are noticed when the file is opened.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, params};

use super::check::Findings;
use super::lock::{self, Identity, Lock, LockError};
use super::log::{Entry, Log, Mode, Seq};
use super::model::RowRef;
use super::state::{Change, Kind, State};

/// "DZHA": what `file` and SQLite call the application.
pub(super) const APPLICATION_ID: i32 = 0x445A_4841;

/// What turns a file of version `n` into one of version `n + 1`, by `n`; the first makes a new file.
pub(super) const STEPS: &[&str] = &[include_str!("schema.sql")];

/// The version of files that this program writes.
pub const FORMAT: u32 = STEPS.len() as u32;

/// Why a session cannot be opened, made or copied.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("there is no such file")]
    NotFound,
    #[error("there is no such folder")]
    NoFolder,
    #[error("there is a file of that name already")]
    Exists,
    #[error("not a session of this program: {0}")]
    NotASession(&'static str),
    #[error("made by a newer version (format {found}; this program knows {FORMAT}); left as it is")]
    Newer { found: u32 },
    #[error("damaged: {0}; left as it is (`session check` saves what can be saved)")]
    Damaged(String),
    #[error("open in another window or program")]
    Locked,
    #[error("another file is still being written")]
    Busy,
    #[error("the disk is full")]
    Full,
    #[error("the file or its folder cannot be written")]
    ReadOnly,
    #[error("the file was removed while it was open")]
    Gone,
    #[error("another file took its place while it was open")]
    Replaced,
    #[error(transparent)]
    Io(io::Error),
    #[error("{0}")]
    Sqlite(rusqlite::Error),
}

impl StoreError {
    /// A word for each kind, by which messages in other languages are found.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::NoFolder => "no-folder",
            Self::Exists => "exists",
            Self::NotASession(_) => "not-a-session",
            Self::Newer { .. } => "newer",
            Self::Damaged(_) => "damaged",
            Self::Locked => "locked",
            Self::Busy => "busy",
            Self::Full => "full",
            Self::ReadOnly => "read-only",
            Self::Gone => "gone",
            Self::Replaced => "replaced",
            Self::Io(_) | Self::Sqlite(_) => "other",
        }
    }
}

impl From<io::Error> for StoreError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => StoreError::NotFound,
            io::ErrorKind::AlreadyExists => StoreError::Exists,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full,
            _ => StoreError::Io(error),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => StoreError::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked,
            Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged(error.to_string()),
            Some(ErrorCode::NotADatabase) => StoreError::NotASession("no SQLite file"),
            _ => StoreError::Sqlite(error),
        }
    }
}

/// The end of what is stored: the next entry is chained to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Head {
    pub seq: Seq,
    /// Sum of the checksums of all rows.
    pub digest: u64,
    /// Checksum of the last entry, which runs on from the one before.
    pub chain: u32,
}

/// An open file.
pub(super) struct Store {
    connection: Connection,
    path: PathBuf,
    identity: Identity,
    pub head: Head,
    /// Held by the one who writes.
    lock: Option<Lock>,
}

/// What a file held.
pub(super) struct Loaded {
    pub state: State,
    pub log: Log,
}

impl Store {
    /// Makes a file that is not there yet.
    pub fn create(path: &Path) -> Result<Self, StoreError> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if path.is_dir() {
            return Err(StoreError::NotASession("a folder"));
        }
        if folder.is_some_and(|folder| !folder.is_dir()) {
            return Err(StoreError::NoFolder);
        }
        let lock = match Lock::take(path) {
            Ok(lock) => lock,
            Err(LockError::Held) => return Err(StoreError::Locked),
            Err(LockError::Io(error)) => return Err(error.into()),
        };
        drop(std::fs::File::create_new(path)?);
        let made = Self::make(path, lock);
        if made.is_err() {
            // Ours, and of no use to anybody.
            let _gone = std::fs::remove_file(path);
        }
        made
    }

    fn make(path: &Path, lock: Lock) -> Result<Self, StoreError> {
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        migrate(&mut connection, 0, STEPS)?;
        lock::sync_folder(path)?;
        let identity = lock::identity(path)?;
        Ok(Self { connection, path: path.to_owned(), identity, head: Head::default(), lock: Some(lock) })
    }

    /// Opens a file to write, or says why it can only be read.
    pub fn open(path: &Path) -> Result<(Self, Loaded, Option<StoreError>), StoreError> {
        let meta = std::fs::metadata(path)?;
        if !meta.is_file() {
            return Err(StoreError::NotASession("not a file"));
        }
        let (lock, read_only) = match Lock::take(path) {
            Ok(lock) => (Some(lock), meta.permissions().readonly().then_some(StoreError::ReadOnly)),
            Err(LockError::Held) => (None, Some(StoreError::Locked)),
            Err(LockError::Io(error)) => (None, Some(error.into())),
        };
        if !matches!(read_only, Some(StoreError::Locked)) {
            // Nobody has it open to write, so reading it past SQLite drops no lock.
            super::header::check(path)?;
        }
        let mode = match read_only {
            None => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Some(_) => OpenFlags::SQLITE_OPEN_READ_ONLY,
        };
        let mut connection = connect(path, mode)?;
        let found = version(&connection)?;
        if found < FORMAT && read_only.is_none() {
            upgrade(&mut connection, path, found, STEPS)?;
        }
        let identity = lock::identity(path)?;
        let mut store = Self { connection, path: path.to_owned(), identity, head: Head::default(), lock };
        let loaded = store.load()?;
        Ok((store, loaded, read_only))
    }

    /// Opens the file that steps up to `seq` are in, or makes one where there is none yet.
    pub fn resume(path: &Path, seq: Seq) -> Result<Self, StoreError> {
        if seq == 0 && !path.exists() {
            return Self::create(path);
        }
        match Self::open(path)? {
            (_, _, Some(reason)) => Err(reason),
            (store, ..) if store.head.seq == seq => Ok(store),
            _ => Err(StoreError::Replaced),
        }
    }

    /// Reads and verifies everything.
    fn load(&mut self) -> Result<Loaded, StoreError> {
        let found = match &self.lock {
            Some(_) => Findings::read_locked(&self.connection, &self.path)?,
            None => Findings::read(&self.connection)?,
        };
        if let Some(first) = found.damage.first() {
            return Err(StoreError::Damaged(first.to_string()));
        }
        self.head = found.head;
        Ok(Loaded { state: found.state, log: found.entries.into_iter().collect() })
    }

    /// Commits an entry with its effect.
    pub fn commit(&mut self, entry: &Entry, changes: &[Change]) -> Result<(), StoreError> {
        self.in_place()?;
        let transaction = self.connection.transaction()?;
        let mut head = self.head;
        write_entry(&transaction, &mut head, entry, changes)?;
        transaction.commit()?;
        self.in_place()?;
        self.head = head;
        Ok(())
    }

    /// A file that was removed or replaced still takes writes, which nobody would ever see again.
    fn in_place(&self) -> Result<(), StoreError> {
        match lock::identity(&self.path) {
            Ok(now) if now == self.identity => Ok(()),
            Ok(_) => Err(StoreError::Replaced),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(StoreError::Gone),
            Err(error) => Err(error.into()),
        }
    }

    /// Copies the file as it is now to a new one.
    pub fn copy(&self, to: &Path) -> Result<(), StoreError> {
        self.in_place()?;
        back_up(&self.connection, to)
    }

    /// Puts a changed log and what is left of the rows in the place of the old ones, which leave no trace in the file.
    pub fn rewrite(&mut self, state: &State, log: &Log) -> Result<(), StoreError> {
        self.in_place()?;
        self.connection.pragma_update(None, "secure_delete", true)?;
        let transaction = self.connection.transaction()?;
        let head = write_all(&transaction, state, log)?;
        transaction.commit()?;
        self.head = head;
        self.connection.execute_batch("VACUUM")?;
        self.in_place()
    }

    /// Makes a file of what is in memory.
    pub fn write_new(path: &Path, state: &State, log: &Log) -> Result<Self, StoreError> {
        let mut store = Self::create(path)?;
        match store.fill(state, log) {
            Ok(()) => Ok(store),
            Err(error) => {
                store.close();
                // Ours, and of no use to anybody.
                let _gone = std::fs::remove_file(path);
                Err(error)
            }
        }
    }

    fn fill(&mut self, state: &State, log: &Log) -> Result<(), StoreError> {
        let transaction = self.connection.transaction()?;
        let head = write_all(&transaction, state, log)?;
        transaction.commit()?;
        self.head = head;
        Ok(())
    }

    /// Closes the file and leaves nothing beside it.
    pub fn close(self) {
        // Both are tidiness: the empty journal and the unlocked lock file harm nobody.
        if self.lock.is_some() {
            let _tidy = self.connection.pragma_update(None, "journal_mode", "DELETE");
        }
        let _closed = self.connection.close();
        drop(self.lock);
    }

    #[cfg(test)]
    pub fn connection(&self) -> &Connection {
        &self.connection
    }
}

fn flags(mode: OpenFlags) -> OpenFlags {
    mode | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_PRIVATE_CACHE
}

/// Opens a file that is there, with settings none of which writes to it.
pub(super) fn connect(path: &Path, mode: OpenFlags) -> Result<Connection, StoreError> {
    let connection = Connection::open_with_flags(path, flags(mode))?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "TRUNCATE")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // A cell that points astray is reported, not followed.
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(connection)
}

fn version(connection: &Connection) -> Result<u32, StoreError> {
    let id: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0))?;
    match (id == APPLICATION_ID, found) {
        (false, _) => Err(StoreError::NotASession("another program's SQLite file")),
        (_, found) if found > STEPS.len() as u32 => Err(StoreError::Newer { found }),
        (_, 0) => Err(StoreError::NotASession("it was never finished")),
        (_, found) => Ok(found),
    }
}

/// Brings a file to the newest version; the old one stays beside it.
fn upgrade(connection: &mut Connection, path: &Path, found: u32, steps: &[&str]) -> Result<(), StoreError> {
    let copy = |n: u32| {
        lock::beside(path, &format!(".format-{found}{}", if n == 0 { String::new() } else { format!("-{n}") }))
    };
    let free = (0..).map(copy).find(|copy| !copy.exists()).expect("there are more numbers than files");
    back_up(connection, &free)?;
    migrate(connection, found, steps)
}

/// Takes a file from one version to the newest, all in one transaction.
fn migrate(connection: &mut Connection, from: u32, steps: &[&str]) -> Result<(), StoreError> {
    let transaction = connection.transaction()?;
    for step in &steps[from as usize..] {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", steps.len() as u32)?;
    Ok(transaction.commit()?)
}

fn back_up(connection: &Connection, to: &Path) -> Result<(), StoreError> {
    drop(std::fs::File::create_new(to)?);
    let copied = (|| {
        let mut target = Connection::open_with_flags(to, flags(OpenFlags::SQLITE_OPEN_READ_WRITE))?;
        Backup::new(connection, &mut target)?.run_to_completion(1024, Duration::ZERO, None)?;
        target.close().map_err(|(_, error)| error)?;
        std::fs::File::open(to)?.sync_all()?;
        Ok(lock::sync_folder(to)?)
    })();
    if copied.is_err() {
        let _gone = std::fs::remove_file(to);
    }
    copied
}

/// Writes state and log into empty tables, or in the place of what stands there.
fn write_all(transaction: &Transaction<'_>, state: &State, log: &Log) -> Result<Head, StoreError> {
    transaction.execute("DELETE FROM log", [])?;
    for kind in Kind::ALL {
        transaction.execute(&format!("DELETE FROM \"{}\"", kind.name()), [])?;
    }
    // Entries carry the digest of the rows as of their time, so the rows are made again step by step.
    let mut head = Head::default();
    let mut rows = State::default();
    for entry in log.entries() {
        let edit = entry.edit().map_err(|error| StoreError::Damaged(error.to_string()))?;
        for change in &edit.changes {
            rows.set(change.at, change.after.clone());
        }
        write_entry(transaction, &mut head, entry, &edit.changes)?;
    }
    if rows != *state {
        return Err(StoreError::Damaged("the log does not lead to what is in memory".into()));
    }
    Ok(head)
}

fn write_entry(
    transaction: &Transaction<'_>,
    head: &mut Head,
    entry: &Entry,
    changes: &[Change],
) -> Result<(), StoreError> {
    if entry.seq != head.seq + 1 {
        return Err(StoreError::Damaged(format!("step {} does not follow on step {}", entry.seq, head.seq)));
    }
    for change in changes {
        let (before, after) = write_row(transaction, change)?;
        head.digest = head.digest.wrapping_sub(before.into()).wrapping_add(after.into());
    }
    head.seq = entry.seq;
    head.chain = chain(head, entry);
    let (undoes, redoes) = match entry.mode {
        Mode::Edit => (None, None),
        Mode::Undo(of) => (Some(of as i64), None),
        Mode::Redo(of) => (None, Some(of as i64)),
    };
    transaction.prepare_cached("INSERT INTO log VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?.execute(
        params![
            entry.seq as i64,
            entry.at,
            entry.coder.0,
            undoes,
            redoes,
            entry.verb.name(),
            &*entry.changes,
            entry.last_id,
            head.digest as i64,
            head.chain as i32,
        ],
    )?;
    Ok(())
}

/// Writes the effect of a change; gives the checksums of the row before and after, 0 for none.
fn write_row(transaction: &Transaction<'_>, change: &Change) -> Result<(u32, u32), StoreError> {
    let (name, id) = (change.at.kind.name(), change.at.id);
    let mut before = 0;
    if change.before.is_some() {
        let sql = format!("DELETE FROM \"{name}\" WHERE id = ?1 RETURNING crc");
        let old: Option<i32> = transaction.prepare_cached(&sql)?.query_row([id], |row| row.get(0)).optional()?;
        before = old.ok_or_else(|| StoreError::Damaged(format!("{} is not in the file", change.at)))? as u32;
    }
    let Some(row) = &change.after else { return Ok((before, 0)) };
    let body = serde_json::to_string(row).expect("rows are plain data with text keys");
    let crc = row_crc(change.at, &body);
    let sql = format!("INSERT INTO \"{name}\" VALUES (?1, ?2, ?3)");
    transaction.prepare_cached(&sql)?.execute(params![id, body, crc as i32])?;
    Ok((before, crc))
}

/// The checksum of a row: its table, its number, its content.
pub(super) fn row_crc(at: RowRef, body: &str) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(at.kind.name().as_bytes());
    hasher.update(&at.id.to_le_bytes());
    hasher.update(body.as_bytes());
    hasher.finalize()
}

/// The checksum of an entry, which runs on from the one before; `head` has the entry's digest and the old chain.
pub(super) fn chain(head: &Head, entry: &Entry) -> u32 {
    let (mode, of) = match entry.mode {
        Mode::Edit => (0u8, 0),
        Mode::Undo(of) => (1, of),
        Mode::Redo(of) => (2, of),
    };
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&head.chain.to_le_bytes());
    hasher.update(&head.digest.to_le_bytes());
    hasher.update(&entry.seq.to_le_bytes());
    hasher.update(&entry.at.to_le_bytes());
    hasher.update(&entry.coder.0.to_le_bytes());
    hasher.update(&[mode]);
    hasher.update(&of.to_le_bytes());
    hasher.update(entry.verb.name().as_bytes());
    hasher.update(&entry.last_id.to_le_bytes());
    hasher.update(entry.changes.as_bytes());
    hasher.finalize()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_file_is_brought_up_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.duizhao");
        Store::create(&path).unwrap().close();
        let mut connection = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
        let steps = [STEPS[0], "ALTER TABLE log ADD COLUMN machine TEXT"];
        upgrade(&mut connection, &path, 1, &steps).unwrap();
        let format = |connection: &Connection| -> u32 {
            connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap()
        };
        assert_eq!(format(&connection), 2);
        connection.prepare("SELECT machine FROM log").unwrap();
        let old = connect(&lock::beside(&path, ".format-1"), OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
        assert_eq!(format(&old), 1);
        assert!(old.prepare("SELECT machine FROM log").is_err());
        // A step that fails leaves the file as it was.
        let steps = [steps[0], steps[1], "ALTER TABLE none ADD COLUMN x"];
        assert!(upgrade(&mut connection, &path, 2, &steps).is_err());
        assert_eq!(format(&connection), 2);
    }
}
