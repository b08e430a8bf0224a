//! The codebook changes, with author and reason; what to look at again; what differs between two versions.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::edit::{Edit, EditError, Verb};
use super::edits::row;
use super::log::Log;
use super::model::{Code, Coding, Review, RowRef, Version, Why};
use super::state::{CodeId, CoderId, CodingId, Kind, ReviewId, Row, State, VersionId};
use crate::themes::Codebook;

/// What to do with something that waits to be looked at again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Keep,
    /// A coding gets this code.
    Move(CodeId),
    /// The coding, or whatever it is, is taken away.
    Drop,
}

/// The words that say what a code is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Definition {
    pub definition: String,
    pub include_when: String,
    pub exclude_when: String,
    pub examples: Vec<String>,
}

impl State {
    /// A code; its name is not in use.
    pub fn add_code(&self, author: CoderId, code: Code) -> Result<(CodeId, Edit), EditError> {
        self.free_name(&code.name)?;
        let (_, edit) = self.new_version(Verb::AddCode, author, "");
        let id = CodeId(self.new_id(1));
        let guid = self.name_based(&format!("code\n{}\n{}", id.0, code.name));
        Ok((id, edit.add(id, Code { guid, ..code })))
    }

    /// A code for each theme of the machine's codebook that has none yet, in the words that mainland readers know.
    pub fn adopt_codebook(&self, author: CoderId, codebook: &Codebook) -> Result<Edit, EditError> {
        let (_, mut edit) = self.new_version(Verb::AddCode, author, &codebook.id);
        for (position, theme) in (0..).zip(&codebook.themes) {
            let known = self.codes.values().any(|code| code.theme.as_deref() == Some(&theme.id));
            if known || self.code_named(&theme.name.simplified).is_some() {
                continue;
            }
            let id = CodeId(self.new_id(edit.changes.len() as u32));
            let [red, green, blue] = theme.colour.light.0;
            let code = Code {
                guid: self.name_based(&format!("code\n{}\n{}", id.0, theme.name.simplified)),
                name: theme.name.simplified.clone(),
                position,
                definition: theme.definition.simplified.clone(),
                examples: Some(theme.example.clone()).filter(|example| !example.is_empty()).into_iter().collect(),
                theme: Some(theme.id.clone()),
                colour: Some(format!("#{red:02x}{green:02x}{blue:02x}")),
                ..Code::default()
            };
            edit = edit.add(id, code);
        }
        if edit.changes.len() == 1 { Err(EditError::Nothing("adopt")) } else { Ok(edit) }
    }

    pub fn rename_code(&self, author: CoderId, id: CodeId, name: &str, reason: &str) -> Result<Edit, EditError> {
        self.free_name(name)?;
        self.alter(Verb::RenameCode, author, id, reason, |code| code.name = name.to_owned())
    }

    /// Another colour, `#rrggbb`. What it is called and means stays: no reason is asked for.
    pub fn recolour_code(&self, author: CoderId, id: CodeId, colour: &str) -> Result<Edit, EditError> {
        self.alter(Verb::RecolourCode, author, id, "", |code| code.colour = Some(colour.to_owned()))
    }

    /// Under another parent, or at another place among its siblings.
    pub fn move_code(
        &self,
        author: CoderId,
        id: CodeId,
        parent: Option<CodeId>,
        position: u32,
        reason: &str,
    ) -> Result<Edit, EditError> {
        let mut above = parent;
        while let Some(at) = above {
            if at == id {
                return Err(EditError::NoSuch("place of a code under itself".into()));
            }
            above = row(&self.codes, at)?.parent;
        }
        self.alter(Verb::MoveCode, author, id, reason, |code| (code.parent, code.position) = (parent, position))
    }

    /// One code goes up in another: its codings stay as they are and count for the other.
    pub fn merge_codes(&self, author: CoderId, id: CodeId, into: CodeId, reason: &str) -> Result<Edit, EditError> {
        row(&self.codes, into)?;
        if self.effective(into) == id {
            return Err(EditError::NoSuch("code that goes up in itself".into()));
        }
        given(reason)?;
        self.alter(Verb::MergeCodes, author, id, reason, |code| {
            code.retired = true;
            code.merged_into = Some(into);
        })
    }

    /// New codes take the place of one, beside it; its codings wait to be looked at again.
    pub fn split_code(&self, author: CoderId, id: CodeId, names: &[&str], reason: &str) -> Result<Edit, EditError> {
        given(reason)?;
        if names.len() < 2 {
            return Err(EditError::Nothing("split"));
        }
        let old = row(&self.codes, id)?;
        let mut edit = self.alter(Verb::SplitCode, author, id, reason, |code| code.retired = true)?;
        let mut into = Vec::new();
        for (n, name) in names.iter().enumerate() {
            self.free_name(name)?;
            if names[..n].contains(name) {
                return Err(EditError::Taken((*name).to_owned()));
            }
            let new = CodeId(self.new_id(1 + n as u32));
            let guid = self.name_based(&format!("code\n{}\n{name}", new.0));
            let code =
                Code { guid, name: (*name).to_owned(), parent: old.parent, position: old.position, ..Code::default() };
            edit = edit.add(new, code);
            into.push(new);
        }
        Ok(self.queue_codings(edit, 1 + names.len() as u32, id, &Why::Split { into }))
    }

    /// No longer offered; its codings stay.
    pub fn retire_code(&self, author: CoderId, id: CodeId, reason: &str) -> Result<Edit, EditError> {
        given(reason)?;
        self.alter(Verb::RetireCode, author, id, reason, |code| code.retired = true)
    }

    /// Another definition; the codings made under the old one wait to be looked at again.
    pub fn redefine_code(&self, author: CoderId, id: CodeId, new: Definition, reason: &str) -> Result<Edit, EditError> {
        given(reason)?;
        let edit = self.alter(Verb::RedefineCode, author, id, reason, |code| {
            code.definition = new.definition;
            code.include_when = new.include_when;
            code.exclude_when = new.exclude_when;
            code.examples = new.examples;
        })?;
        Ok(self.queue_codings(edit, 1, id, &Why::Redefined))
    }

    /// What waits to be looked at again, of one row.
    pub fn reviews_of(&self, of: RowRef) -> impl Iterator<Item = (ReviewId, &Review)> {
        self.reviews.iter().filter(move |(_, review)| review.of == of).map(|(id, review)| (*id, review))
    }

    /// Settles one thing of the queue.
    pub fn review(&self, id: ReviewId, decision: Decision) -> Result<Edit, EditError> {
        let waiting = row(&self.reviews, id)?;
        let edit = Edit::new(Verb::Review).remove(id, waiting.clone());
        let of = waiting.of;
        let stands = self.get(of).ok_or_else(|| EditError::NoSuch(of.to_string()))?;
        match (decision, stands) {
            (Decision::Keep, Row::Coding(old)) => {
                let new = Coding { version: self.version(), ..old.clone() };
                Ok(if new == old { edit } else { edit.change(CodingId(of.id), old, new) })
            }
            (Decision::Keep, _) => Ok(edit),
            (Decision::Move(code), Row::Coding(old)) => {
                let new = Coding { code, version: self.version(), ..old.clone() };
                Ok(edit.change(CodingId(of.id), old, new))
            }
            (Decision::Move(_), _) => Err(EditError::NoSuch(format!("code of {of}"))),
            (Decision::Drop, stands) => {
                let others = self.reviews_of(of).filter(|(other, _)| *other != id);
                let edit = others.fold(edit, |edit, (other, review)| edit.remove(other, review.clone()));
                Ok(edit.remove(of, stands))
            }
        }
    }

    fn free_name(&self, name: &str) -> Result<(), EditError> {
        match name.trim() {
            "" => Err(EditError::NoSuch("name".into())),
            _ if self.code_named(name).is_some() => Err(EditError::Taken(name.to_owned())),
            _ => Ok(()),
        }
    }

    /// An edit that opens with a new version of the codebook; its number is the first that the edit takes.
    fn new_version(&self, verb: Verb, author: CoderId, reason: &str) -> (VersionId, Edit) {
        let id = VersionId(self.new_id(0));
        let number = self.versions.values().map(|version| version.number).max().unwrap_or(0) + 1;
        (id, Edit::new(verb).add(id, Version { number, author, reason: reason.to_owned() }))
    }

    fn alter(
        &self,
        verb: Verb,
        author: CoderId,
        id: CodeId,
        reason: &str,
        change: impl FnOnce(&mut Code),
    ) -> Result<Edit, EditError> {
        let old = row(&self.codes, id)?;
        let mut new = old.clone();
        change(&mut new);
        if new == *old {
            return Err(EditError::Nothing("change"));
        }
        Ok(self.new_version(verb, author, reason).1.change(id, old.clone(), new))
    }

    /// With every coding of a code put in the queue, where it does not wait already for the same reason.
    fn queue_codings(&self, mut edit: Edit, used: u32, code: CodeId, why: &Why) -> Edit {
        let waiting: BTreeSet<RowRef> =
            self.reviews.values().filter(|review| review.why == *why).map(|review| review.of).collect();
        let mut next = used;
        for (id, coding) in &self.codings {
            let of = RowRef::from(*id);
            if self.effective(coding.code) == code && !waiting.contains(&of) {
                edit = edit.add(ReviewId(self.new_id(next)), Review { of, why: why.clone() });
                next += 1;
            }
        }
        edit
    }
}

fn given(reason: &str) -> Result<(), EditError> {
    if reason.trim().is_empty() { Err(EditError::NoReason) } else { Ok(()) }
}

/// What became of a code between two versions of the codebook.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeDiff {
    pub id: CodeId,
    pub name: String,
    /// added, removed, or the field that changed.
    pub what: &'static str,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// The codebook as it was at a version, read back from the log; 0 is before the first.
pub fn codes_at(log: &Log, number: u32) -> Result<BTreeMap<CodeId, Code>, EditError> {
    let mut codes = BTreeMap::new();
    let mut versions = BTreeMap::new();
    for entry in log.entries() {
        if !entry.changes.contains("[\"code\",") && !entry.changes.contains("[\"version\",") {
            continue;
        }
        let changes = entry.edit()?.changes;
        for change in &changes {
            match (change.at.kind, &change.after) {
                (Kind::Version, Some(Row::Version(version))) => versions.insert(change.at.id, version.number),
                (Kind::Version, None) => versions.remove(&change.at.id),
                _ => None,
            };
        }
        if versions.values().any(|version| *version > number) {
            break;
        }
        for change in changes {
            match change.after {
                Some(Row::Code(code)) => drop(codes.insert(CodeId(change.at.id), code)),
                None if change.at.kind == Kind::Code => drop(codes.remove(&CodeId(change.at.id))),
                _ => {}
            }
        }
    }
    Ok(codes)
}

/// What differs between two versions of the codebook, by code, then field.
pub fn diff(before: &BTreeMap<CodeId, Code>, after: &BTreeMap<CodeId, Code>) -> Vec<CodeDiff> {
    let mut rows = Vec::new();
    let mut ids: Vec<CodeId> = before.keys().chain(after.keys()).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        match (before.get(&id), after.get(&id)) {
            (Some(old), Some(new)) => fields(id, old, new, &mut rows),
            (old, new) => {
                let name = old.or(new).map_or_else(String::new, |code| code.name.clone());
                let what = if old.is_some() { "removed" } else { "added" };
                let definition = |code: Option<&Code>| code.map(|code| code.definition.clone());
                rows.push(CodeDiff { id, name, what, before: definition(old), after: definition(new) });
            }
        }
    }
    rows
}

/// A field of a code as words.
type Field = (&'static str, fn(&Code) -> Option<String>);

const FIELDS: &[Field] = &[
    ("name", |code| Some(code.name.clone())),
    ("parent", |code| code.parent.map(|id| id.0.to_string())),
    ("position", |code| Some(code.position.to_string())),
    ("definition", |code| Some(code.definition.clone())),
    ("include_when", |code| Some(code.include_when.clone())),
    ("exclude_when", |code| Some(code.exclude_when.clone())),
    ("examples", |code| Some(code.examples.join("\n"))),
    ("theme", |code| code.theme.clone()),
    ("colour", |code| code.colour.clone()),
    ("retired", |code| Some(code.retired.to_string())),
    ("merged_into", |code| code.merged_into.map(|id| id.0.to_string())),
];

fn fields(id: CodeId, old: &Code, new: &Code, rows: &mut Vec<CodeDiff>) {
    for (what, read) in FIELDS {
        let (before, after) = (read(old), read(new));
        if before != after {
            rows.push(CodeDiff { id, name: new.name.clone(), what, before, after });
        }
    }
}
