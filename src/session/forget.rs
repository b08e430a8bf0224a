//! Forgetting for good: an article, a memo or a coder goes from the rows and from the log.
//!
//! The one step without undo. What is left is a tombstone, which wins over the same thing in a file that is merged in,
//! and the log's word that somebody did something then.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::edit::{Edit, EditError, Verb};
use super::edits::row;
use super::log::{Entry, Log, Mode, to_json};
use super::model::{Coder, RowRef, Tombstone};
use super::state::{ArticleId, Change, CoderId, Kind, MemoId, Row, State, TombstoneId};

/// What can be forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forget {
    /// With everything said of it.
    Article(ArticleId),
    Memo(MemoId),
    /// With everything they coded and wrote; the log says that somebody did it.
    Coder(CoderId),
}

/// State and log without what is forgotten.
pub(super) fn forget(state: &State, log: &Log, what: Forget, by: CoderId, at: i64) -> Result<(State, Log), EditError> {
    let mut gone = BTreeSet::new();
    let (kind, names) = match what {
        Forget::Article(id) => {
            let article = row(&state.articles, id)?;
            let former = former_sources(log, id)?;
            let mut names: BTreeSet<String> = former.values().cloned().collect();
            names.insert(row(&state.sources, article.source)?.hash.clone());
            gone.extend(former.into_keys());
            gone.insert(id.into());
            (Kind::Article, names)
        }
        Forget::Memo(id) => {
            row(&state.memos, id)?;
            gone.insert(id.into());
            (Kind::Memo, [state.name_based(&format!("memo\n{}", id.0)).to_string()].into())
        }
        Forget::Coder(id) => (Kind::Coder, [row(&state.coders, id)?.guid.to_string()].into()),
    };
    let coder = if let Forget::Coder(id) = what { Some(id) } else { None };
    // What was once said of it goes too, even if it was taken back since. Rows stand after what they need, so one pass
    // over the log in its order finds everything.
    let mut edits = log.entries().iter().map(|entry| entry.edit()).collect::<Result<Vec<_>, _>>()?;
    for change in edits.iter().flat_map(|edit| &edit.changes) {
        let rows = [&change.before, &change.after].into_iter().flatten();
        let said = rows.into_iter().any(|row| speaks_of(row, &gone, coder));
        if said {
            gone.insert(change.at);
        }
    }
    let mut rest = Log::default();
    let mut left = State::default();
    for (old, edit) in log.entries().iter().zip(&mut edits) {
        edit.changes.retain(|change| !gone.contains(&change.at));
        edit.changes.iter_mut().for_each(|change| nameless(change, coder));
        edit.changes.retain(|change| change.before != change.after);
        edit.changes.iter().for_each(|change| left.set(change.at, change.after.clone()));
        rest.push(Arc::new(Entry { changes: to_json(&edit.changes).into(), ..(**old).clone() }));
    }
    left.last_id = state.last_id;
    let stones = (0..).map(|n| TombstoneId(left.new_id(n))).zip(names);
    let last = stones.fold(Edit::new(Verb::Forget), |edit, (id, name)| edit.add(id, Tombstone { kind, name }));
    last.changes.iter().for_each(|change| left.set(change.at, change.after.clone()));
    let (seq, changes) = (rest.last() + 1, to_json(&last.changes).into());
    rest.push(Arc::new(Entry {
        seq,
        at,
        coder: by,
        mode: Mode::Edit,
        verb: last.verb,
        changes,
        last_id: left.last_id,
    }));
    Ok((left, rest))
}

/// The texts that an article had at any time and no other article ever had, with their hashes.
fn former_sources(log: &Log, id: ArticleId) -> Result<BTreeMap<RowRef, String>, EditError> {
    let (mut its, mut others, mut hashes) = (BTreeSet::new(), BTreeSet::new(), BTreeMap::new());
    let speaks = |entry: &&Arc<Entry>| ["[\"article\",", "[\"source\","].iter().any(|row| entry.changes.contains(row));
    for entry in log.entries().iter().filter(speaks) {
        for change in entry.edit()?.changes {
            for row in [change.before, change.after].into_iter().flatten() {
                match row {
                    Row::Article(article) => {
                        let sources = if change.at == id.into() { &mut its } else { &mut others };
                        sources.insert(RowRef::from(article.source));
                    }
                    Row::Source(source) => drop(hashes.insert(change.at, source.hash)),
                    _ => {}
                }
            }
        }
    }
    hashes.retain(|source, _| its.contains(source) && !others.contains(source));
    Ok(hashes)
}

/// Whether a row cannot stay without what is gone. A version of the codebook outlives its author.
fn speaks_of(row: &Row, gone: &BTreeSet<RowRef>, coder: Option<CoderId>) -> bool {
    let needs = row.needs().into_iter().any(|need| gone.contains(&need));
    needs || (coder.is_some() && row.coder() == coder)
}

/// Takes the name from a forgotten coder, whose row stays for the log and the codebook.
fn nameless(change: &mut Change, coder: Option<CoderId>) {
    if coder.is_some_and(|coder| change.at == coder.into()) {
        for row in [&mut change.before, &mut change.after].into_iter().flatten() {
            if let Row::Coder(coder) = row {
                *coder = Coder { guid: uuid::Uuid::nil(), name: String::new(), machine: None, forgotten: true };
            }
        }
    }
}
