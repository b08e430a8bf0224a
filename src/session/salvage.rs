//! A session that may be damaged: what is wrong with it, and what can be saved.
//!
//! Works on a copy; the file itself is never written.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, OpenFlags};

use super::check::{Damage, Findings};
use super::edit::Verb;
use super::header;
use super::lock::{Lock, LockError, beside};
use super::log::{Entry, Log, Mode, to_json};
use super::model::RowRef;
use super::state::{Change, CoderId, Kind, State};
use super::store::{Store, StoreError, connect};

/// What was found in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Everything that is wrong, the worst first; empty for a whole file.
    pub damage: Vec<Damage>,
    pub rows: usize,
    pub steps: u64,
}

/// What was saved of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub rows: usize,
    pub steps: u64,
    /// Rows that could not stay, for what they need is lost.
    pub left_out: Vec<RowRef>,
}

/// Reads a whole file and names all damage: of the file, of rows and log, and between the two.
pub fn check(path: &Path) -> Result<Report, StoreError> {
    let (report, _, _) = examine(path)?;
    Ok(report)
}

/// Saves what can be saved into a new file: the log as far as it is whole, and every row that is, in one last step.
pub fn salvage(path: &Path, to: &Path, at: i64) -> Result<(Report, Saved), StoreError> {
    let (report, found, _copy) = examine(path)?;
    let mut log = Log::default();
    let mut state = State::default();
    for entry in &found.entries {
        let Ok(edit) = entry.edit() else { break };
        if !edit.changes.iter().all(|change| {
            change.fits(&state) && {
                state.set(change.at, change.after.clone());
                true
            }
        }) {
            break;
        }
        log.push(Arc::clone(entry));
    }
    let mut target = found.state;
    for kind in Kind::ALL {
        // Of a whole table, what is not there was taken away; of any other, the log knows better.
        if report.damage.iter().any(|damage| concerns(damage, *kind)) {
            for (at, row) in state.rows_of(*kind).filter(|(at, _)| !target.has(*at)).collect::<Vec<_>>() {
                target.set(at, Some(row));
            }
        }
    }
    let left_out = leave_out(&mut target);
    let changes = difference(&state, &target);
    if !changes.is_empty() {
        changes.iter().for_each(|change| state.set(change.at, change.after.clone()));
        let coder = state.coders.keys().next().copied().unwrap_or(CoderId(0));
        let (seq, changes) = (log.last() + 1, to_json(&changes).into());
        let last_id = state.last_id;
        log.push(Arc::new(Entry { seq, at, coder, mode: Mode::Edit, verb: Verb::Salvage, changes, last_id }));
    }
    let saved = Saved { rows: state.rows().count(), steps: log.last(), left_out };
    Store::write_new(to, &state, &log)?.close();
    Ok((report, saved))
}

/// A folder with the copy that was examined; gone when dropped.
type Copy = tempfile::TempDir;

fn examine(path: &Path) -> Result<(Report, Findings, Copy), StoreError> {
    if !fs::metadata(path)?.is_file() {
        return Err(StoreError::NotASession("not a file"));
    }
    let lock = match Lock::take(path) {
        Ok(lock) => Some(lock),
        Err(LockError::Held) => return Err(StoreError::Locked),
        // In a folder that nobody can write to, nobody writes.
        Err(LockError::Io(_)) => None,
    };
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join("copy.duizhao");
    fs::copy(path, &copy)?;
    let journal = beside(path, "-journal");
    if journal.exists() {
        // The last step was cut short; on the copy SQLite takes it back as it would on the file.
        fs::copy(&journal, beside(&copy, "-journal"))?;
    }
    drop(lock);
    let mut damage = Vec::new();
    match header::check(&copy) {
        Ok(()) => {}
        Err(StoreError::Damaged(what)) => damage.push(Damage::Structure(what)),
        Err(StoreError::NotASession(what)) if fs::metadata(&copy)?.len() >= PAGE as u64 => {
            damage.push(Damage::Structure(what.into()));
        }
        Err(error) => return Err(error),
    }
    let mut connection = if damage.is_empty() { open(&copy, &mut damage) } else { None };
    if connection.is_none() {
        mend(&copy, folder.path())?;
        connection = Some(connect(&copy, OpenFlags::SQLITE_OPEN_READ_WRITE)?);
    }
    let connection = connection.expect("opened just now, or on the second try");
    let mut found = Findings::read(&connection)?;
    for kind in Kind::ALL {
        if found.damage.iter().any(|damage| matches!(damage, Damage::Table { kind: of, .. } if of == kind)) {
            found.read_backwards(&connection, *kind);
        }
    }
    damage.append(&mut found.damage);
    if damage.is_empty() {
        agreement(&found, &mut damage);
    }
    let report = Report { damage, rows: found.state.rows().count(), steps: found.head.seq };
    Ok((report, found, folder))
}

/// Opens the copy and lets SQLite look it over.
fn open(copy: &Path, damage: &mut Vec<Damage>) -> Option<Connection> {
    let examined = connect(copy, OpenFlags::SQLITE_OPEN_READ_WRITE).and_then(|connection| {
        let said: Vec<String> =
            connection.prepare("PRAGMA integrity_check")?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
        Ok((connection, said))
    });
    match examined {
        Ok((connection, said)) => {
            damage.extend(said.into_iter().filter(|line| line != "ok").map(Damage::Structure));
            Some(connection)
        }
        Err(error) => {
            damage.push(Damage::Structure(error.to_string()));
            None
        }
    }
}

const PAGE: usize = 4096;

/// Puts a fresh first page on a copy whose own is damaged, and zeros where its end is cut off. The first page holds the names
/// and places of the tables, which are the same in every session of a format.
fn mend(copy: &Path, folder: &Path) -> Result<(), StoreError> {
    let fresh: PathBuf = folder.join("fresh.duizhao");
    Store::create(&fresh)?.close();
    let mut bytes = fs::read(copy)?;
    let mut first = fs::read(fresh)?;
    let declared = u32::from_be_bytes([bytes[28], bytes[29], bytes[30], bytes[31]]) as usize;
    let pages = bytes.len().div_ceil(PAGE).max(first.len() / PAGE);
    // A count that is itself damaged is no reason to write gigabytes.
    let pages = if declared > pages && declared <= 2 * pages + 64 { declared } else { pages };
    bytes.resize(pages * PAGE, 0);
    first[28..32].copy_from_slice(&(pages as u32).to_be_bytes());
    bytes[..PAGE].copy_from_slice(&first[..PAGE]);
    let journal = beside(copy, "-journal");
    if journal.exists() {
        fs::remove_file(journal)?;
    }
    Ok(fs::write(copy, bytes)?)
}

/// Whether the log, taken step by step, leads to the rows, and the rows stand on their words.
fn agreement(found: &Findings, damage: &mut Vec<Damage>) {
    let mut state = State::default();
    for entry in &found.entries {
        let edit = match entry.edit() {
            Ok(edit) => edit,
            Err(error) => return damage.push(Damage::Entry { seq: entry.seq, what: error.to_string() }),
        };
        for change in &edit.changes {
            if !change.fits(&state) {
                let what = format!("{} was not as the step found it", change.at);
                return damage.push(Damage::Entry { seq: entry.seq, what });
            }
            state.set(change.at, change.after.clone());
        }
    }
    if state != found.state {
        damage.push(Damage::Rows);
    }
    for (at, row) in state.rows() {
        if let Some(what) = unsound(&state, &row) {
            damage.push(Damage::Row { at, what });
        }
    }
}

fn unsound(state: &State, row: &super::state::Row) -> Option<String> {
    if let Some(need) = row.needs().into_iter().find(|need| !state.has(*need)) {
        return Some(format!("needs {need}, which is not there"));
    }
    let stray = row.places().into_iter().any(|place| state.place(place.article, place.span) != Some(place));
    stray.then(|| "does not stand on the words it quotes".into())
}

fn concerns(damage: &Damage, table: Kind) -> bool {
    match damage {
        Damage::Row { at, .. } => at.kind == table,
        Damage::Table { kind, .. } => *kind == table,
        Damage::Rows | Damage::Structure(_) => true,
        Damage::Entry { .. } | Damage::Log { .. } => false,
    }
}

/// Takes out what cannot stay, until everything that is left can.
fn leave_out(state: &mut State) -> Vec<RowRef> {
    let mut out = Vec::new();
    loop {
        let bad: Vec<RowRef> =
            state.rows().filter(|(_, row)| unsound(state, row).is_some()).map(|(at, _)| at).collect();
        if bad.is_empty() {
            return out;
        }
        bad.iter().for_each(|at| state.set(*at, None));
        out.extend(bad);
    }
}

/// The changes that lead from one state to another.
fn difference(from: &State, to: &State) -> Vec<Change> {
    let gone =
        from.rows().filter(|(at, _)| !to.has(*at)).map(|(at, row)| Change { at, before: Some(row), after: None });
    let rest = to.rows().filter_map(|(at, row)| {
        let before = from.get(at);
        (before.as_ref() != Some(&row)).then_some(Change { at, before, after: Some(row) })
    });
    gone.chain(rest).collect()
}
