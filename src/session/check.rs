//! Whether a file is whole: every row and entry against its checksum, the sums against the log.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, OpenFlags, Row as SqlRow};

use super::edit::Verb;
use super::log::{Entry, Mode};
use super::model::RowRef;
use super::state::{CoderId, Kind, State};
use super::store::{Head, StoreError, chain, connect, row_crc};

/// Something in a file that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Damage {
    /// A row that does not match its checksum, or cannot be read.
    Row { at: RowRef, what: String },
    /// A table cannot be read past this row.
    Table { kind: Kind, after: Option<u32>, what: String },
    /// An entry of the log that does not match its checksum.
    Entry { seq: u64, what: String },
    /// The log cannot be read past this entry.
    Log { after: u64, what: String },
    /// Rows are missing, or older than the log says.
    Rows,
    /// What SQLite says of the file's structure.
    Structure(String),
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Damage::Row { at, what } => write!(f, "{at}: {what}"),
            Damage::Table { kind, after: None, what } => write!(f, "table {}: {what}", kind.name()),
            Damage::Table { kind, after: Some(id), what } => write!(f, "table {} after {id}: {what}", kind.name()),
            Damage::Entry { seq, what } => write!(f, "step {seq} of the log: {what}"),
            Damage::Log { after, what } => write!(f, "the log after step {after}: {what}"),
            Damage::Rows => f.write_str("rows are missing or older than the log says"),
            Damage::Structure(what) => write!(f, "structure: {what}"),
        }
    }
}

/// What could be read of a file, and what was wrong with it.
#[derive(Default)]
pub(super) struct Findings {
    pub state: State,
    pub entries: Vec<Arc<Entry>>,
    pub head: Head,
    pub damage: Vec<Damage>,
}

/// What the tables held.
#[derive(Default)]
struct Rows {
    state: State,
    /// Sum of the checksums of all rows.
    digest: u64,
    damage: Vec<Damage>,
}

/// What the log held.
#[derive(Default)]
struct Steps {
    entries: Vec<Arc<Entry>>,
    head: Head,
    damage: Vec<Damage>,
}

impl Findings {
    /// Reads everything that can be read, as it is at one moment.
    pub fn read(connection: &Connection) -> Result<Self, StoreError> {
        let _moment = connection.unchecked_transaction()?;
        Ok(Self::of(Rows::read(connection)?, Steps::read(connection)?))
    }

    /// The same of a file that nobody else writes: tables and log are read side by side.
    pub fn read_locked(connection: &Connection, path: &Path) -> Result<Self, StoreError> {
        std::thread::scope(|scope| {
            let steps = scope.spawn(|| Steps::read(&connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?));
            let rows = Rows::read(connection)?;
            // What keeps a second reader out need not keep the first one out.
            let steps = steps.join().ok().and_then(Result::ok);
            Ok(Self::of(rows, steps.map_or_else(|| Steps::read(connection), Ok)?))
        })
    }

    fn of(rows: Rows, steps: Steps) -> Self {
        let mut found = Self { state: rows.state, entries: steps.entries, head: steps.head, damage: rows.damage };
        found.damage.extend(steps.damage);
        if found.damage.is_empty() && found.head.digest != rows.digest {
            found.damage.push(Damage::Rows);
        }
        if let Some(last) = found.entries.last() {
            found.state.last_id = found.state.last_id.max(last.last_id);
        }
        found
    }

    /// Reads what stands behind the damaged part of a table, from the other end.
    pub fn read_backwards(&mut self, connection: &Connection, kind: Kind) {
        let sql = format!("SELECT id, body, crc FROM \"{}\" ORDER BY id DESC", kind.name());
        // It ends where the damage is, which has been named already.
        let _damage = each_row(connection, &sql, |sql_row| {
            let at = RowRef { kind, id: sql_row.get(0)? };
            if !self.state.has(at) {
                // One that is damaged has been named already, or lies beyond what can be named.
                let _damage = read_row(sql_row, at, &mut self.state);
            }
            Ok(())
        });
    }
}

impl Rows {
    fn read(connection: &Connection) -> Result<Self, StoreError> {
        let mut rows = Self::default();
        for kind in Kind::ALL {
            rows.table(connection, *kind)?;
        }
        Ok(rows)
    }

    fn table(&mut self, connection: &Connection, kind: Kind) -> Result<(), StoreError> {
        let sql = format!("SELECT id, body, crc FROM \"{}\" ORDER BY id", kind.name());
        let mut last = None;
        let outcome = each_row(connection, &sql, |sql_row| {
            let id: u32 = sql_row.get(0)?;
            last = Some(id);
            let at = RowRef { kind, id };
            match read_row(sql_row, at, &mut self.state) {
                Ok(crc) => self.digest = self.digest.wrapping_add(crc.into()),
                Err(what) => self.damage.push(Damage::Row { at, what }),
            }
            Ok(())
        });
        self.damage.extend(damaged(outcome)?.map(|what| Damage::Table { kind, after: last, what }));
        Ok(())
    }
}

impl Steps {
    fn read(connection: &Connection) -> Result<Self, StoreError> {
        let mut steps = Self::default();
        let outcome = (|| {
            let mut statement = connection.prepare("SELECT * FROM log ORDER BY seq")?;
            let mut rows = statement.query([])?;
            while let Some(row) = rows.next()? {
                let seq = row.get::<_, i64>(0)? as u64;
                match read_entry(row, steps.head) {
                    Ok((entry, head)) => {
                        steps.head = head;
                        steps.entries.push(Arc::new(entry));
                    }
                    Err(what) => {
                        steps.damage.push(Damage::Entry { seq, what });
                        return Ok(());
                    }
                }
            }
            Ok(())
        })();
        let after = steps.head.seq;
        steps.damage.extend(damaged(outcome)?.map(|what| Damage::Log { after, what }));
        Ok(steps)
    }
}

fn each_row(
    connection: &Connection,
    sql: &str,
    mut take: impl FnMut(&SqlRow<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        take(row)?;
    }
    Ok(())
}

/// What SQLite found wrong with the file; an error that says nothing of the file is passed on.
fn damaged(outcome: rusqlite::Result<()>) -> Result<Option<String>, StoreError> {
    match outcome.map_err(StoreError::from) {
        Ok(()) => Ok(None),
        Err(StoreError::Damaged(what)) => Ok(Some(what)),
        // A missing table, a column of another type: the file is not what this program wrote.
        Err(StoreError::Sqlite(error)) => Ok(Some(error.to_string())),
        Err(error) => Err(error),
    }
}

/// Reads a row into its table; gives its checksum.
fn read_row(row: &SqlRow<'_>, at: RowRef, state: &mut State) -> Result<u32, String> {
    let body = row.get_ref(1).ok().and_then(|value| value.as_str().ok()).ok_or("no text")?;
    let crc: i32 = row.get(2).map_err(|_| "no checksum")?;
    if row_crc(at, body) != crc as u32 {
        return Err("does not match its checksum".into());
    }
    state.read(at, body).map_err(|error| error.to_string())?;
    Ok(crc as u32)
}

fn read_entry(row: &SqlRow<'_>, head: Head) -> Result<(Entry, Head), String> {
    let told = |error: rusqlite::Error| error.to_string();
    let step = |column| row.get::<_, Option<i64>>(column).map(|of| of.map(|of| of as u64)).map_err(told);
    let mode = match (step(3)?, step(4)?) {
        (None, None) => Mode::Edit,
        (Some(of), None) => Mode::Undo(of),
        (None, Some(of)) => Mode::Redo(of),
        _ => return Err("both an undo and a redo".into()),
    };
    let verb = row.get_ref(5).ok().and_then(|value| value.as_str().ok()).and_then(Verb::named).ok_or("unknown verb")?;
    let entry = Entry {
        seq: row.get::<_, i64>(0).map_err(told)? as u64,
        at: row.get(1).map_err(told)?,
        coder: CoderId(row.get(2).map_err(told)?),
        mode,
        verb,
        changes: row.get_ref(6).ok().and_then(|value| value.as_str().ok()).ok_or("no changes")?.into(),
        last_id: row.get(7).map_err(told)?,
    };
    let mut head = Head { seq: head.seq + 1, digest: row.get::<_, i64>(8).map_err(told)? as u64, chain: head.chain };
    if entry.seq != head.seq {
        return Err(format!("step {} is missing", head.seq));
    }
    head.chain = chain(&head, &entry);
    if row.get::<_, i32>(9).map_err(told)? as u32 != head.chain {
        return Err("does not match its checksum".into());
    }
    Ok((entry, head))
}
