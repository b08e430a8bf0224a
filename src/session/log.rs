//! The log: every step, who took it and when; what can be undone and redone.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::edit::{Edit, EditError, Verb};
use super::model::RowRef;
use super::state::{Change, CoderId, State};

/// The number of a step; the first is 1 and none is left out.
pub type Seq = u64;

/// What a step is to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Edit,
    Undo(Seq),
    Redo(Seq),
}

/// A step as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub seq: Seq,
    /// Milliseconds since 1970, UTC.
    pub at: i64,
    pub coder: CoderId,
    pub mode: Mode,
    pub verb: Verb,
    /// The changes as JSON: `[[kind, id, before, after], …]`.
    pub changes: Arc<str>,
    /// The last number given to a row, this step included.
    pub last_id: u32,
}

impl Entry {
    pub fn edit(&self) -> Result<Edit, EditError> {
        let changes: Vec<Change> =
            serde_json::from_str(&self.changes).map_err(|e| EditError::Log(format!("step {}: {e}", self.seq)))?;
        Ok(Edit { verb: self.verb, changes })
    }

    /// Whether undo may take it back.
    fn undoable(&self) -> bool {
        !matches!(self.verb, Verb::Found | Verb::Forget | Verb::Salvage)
    }
}

/// Changes as the log has them.
pub(super) fn to_json(changes: &[Change]) -> String {
    serde_json::to_string(changes).expect("rows are plain data with text keys")
}

#[derive(Clone, Debug, Default)]
struct Stacks {
    undo: Vec<Seq>,
    redo: Vec<Seq>,
}

/// All steps in order. Only ever added to, but for forgetting.
#[derive(Clone, Debug, Default)]
pub struct Log {
    entries: Vec<Arc<Entry>>,
    stacks: BTreeMap<CoderId, Stacks>,
}

impl Log {
    pub fn entries(&self) -> &[Arc<Entry>] {
        &self.entries
    }

    /// The number of the last step; 0 before the first.
    pub fn last(&self) -> Seq {
        self.entries.len() as Seq
    }

    pub fn get(&self, seq: Seq) -> Option<&Arc<Entry>> {
        self.entries.get(usize::try_from(seq).ok()?.checked_sub(1)?)
    }

    /// The step that the coder's next undo takes back.
    pub fn to_undo(&self, coder: CoderId) -> Option<&Arc<Entry>> {
        self.get(*self.stacks.get(&coder)?.undo.last()?)
    }

    /// The step that the coder's next redo does again.
    pub fn to_redo(&self, coder: CoderId) -> Option<&Arc<Entry>> {
        self.get(*self.stacks.get(&coder)?.redo.last()?)
    }

    pub(super) fn push(&mut self, entry: Arc<Entry>) {
        let stacks = self.stacks.entry(entry.coder).or_default();
        match entry.mode {
            // Everything it did was forgotten.
            _ if &*entry.changes == "[]" => {}
            Mode::Edit if entry.undoable() => {
                stacks.undo.push(entry.seq);
                stacks.redo.clear();
            }
            Mode::Edit => {}
            Mode::Undo(of) => {
                stacks.undo.pop_if(|seq| *seq == of);
                stacks.redo.push(of);
            }
            Mode::Redo(of) => {
                stacks.redo.pop_if(|seq| *seq == of);
                stacks.undo.push(of);
            }
        }
        self.entries.push(entry);
    }

    /// Says who stands in the way of an undo or redo, where another step does.
    pub(super) fn explain(&self, error: EditError, after: Seq, state: &State) -> EditError {
        let row = match &error {
            EditError::Changed(row) | EditError::Quote(row) => *row,
            EditError::InUse { user, .. } => *user,
            EditError::Missing { missing, .. } => *missing,
            _ => return error,
        };
        match self.last_to_touch(row, after) {
            Some(entry) => EditError::Depends {
                row,
                coder: state.coders.get(&entry.coder).map_or_else(String::new, |coder| coder.name.clone()),
                seq: entry.seq,
                verb: entry.verb,
            },
            None => error,
        }
    }

    /// The last step after `after` that touched a row.
    fn last_to_touch(&self, row: RowRef, after: Seq) -> Option<&Entry> {
        let start = format!("[\"{}\",{},", row.kind.name(), row.id);
        let later = self.entries.iter().rev().take_while(|entry| entry.seq > after);
        later.map(|entry| &**entry).find(|entry| entry.changes.contains(&start))
    }
}

impl FromIterator<Arc<Entry>> for Log {
    fn from_iter<T: IntoIterator<Item = Arc<Entry>>>(entries: T) -> Self {
        let mut log = Log::default();
        entries.into_iter().for_each(|entry| log.push(entry));
        log
    }
}
