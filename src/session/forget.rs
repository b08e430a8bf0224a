//! Forgetting for good: an article, a memo or a coder goes from the rows and from the log.
//!
//! The one step without undo. What is left is a tombstone, which wins over the same thing in a file that is merged in,
//! and the log's word that somebody did something then.

use std::collections::BTreeSet;
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
    let (kind, name) = match what {
        Forget::Article(id) => {
            let article = row(&state.articles, id)?;
            gone.extend(former_sources(log, id)?);
            gone.insert(id.into());
            (Kind::Article, row(&state.sources, article.source)?.hash.clone())
        }
        Forget::Memo(id) => {
            row(&state.memos, id)?;
            gone.insert(id.into());
            (Kind::Memo, state.name_based(&format!("memo\n{}", id.0)).to_string())
        }
        Forget::Coder(id) => (Kind::Coder, row(&state.coders, id)?.guid.to_string()),
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
    let id = TombstoneId(left.new_id(0));
    let last = Edit::new(Verb::Forget).add(id, Tombstone { kind, name });
    left.set(last.changes[0].at, last.changes[0].after.clone());
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

/// The texts that an article had at any time and no other article ever had.
fn former_sources(log: &Log, id: ArticleId) -> Result<Vec<RowRef>, EditError> {
    let (mut its, mut others) = (BTreeSet::new(), BTreeSet::new());
    for entry in log.entries().iter().filter(|entry| entry.changes.contains("[\"article\",")) {
        for change in entry.edit()?.changes {
            for row in [change.before, change.after].into_iter().flatten() {
                if let Row::Article(article) = row {
                    let sources = if change.at == id.into() { &mut its } else { &mut others };
                    sources.insert(article.source);
                }
            }
        }
    }
    Ok(its.difference(&others).map(|source| RowRef::from(*source)).collect())
}

/// Whether a row cannot stay without what is gone. A version of the codebook outlives its author.
fn speaks_of(row: &Row, gone: &BTreeSet<RowRef>, coder: Option<CoderId>) -> bool {
    let of_coder = match row {
        Row::Unit(unit) => Some(unit.coder),
        Row::Coding(coding) => Some(coding.coder),
        Row::Link(link) => Some(link.coder),
        Row::Memo(memo) => Some(memo.coder),
        Row::Correction(correction) => Some(correction.coder),
        _ => None,
    };
    let needs = row.needs().into_iter().any(|need| gone.contains(&need));
    needs || (coder.is_some() && of_coder == coder)
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
