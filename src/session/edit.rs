//! A change that is stored and can be undone.

use std::fmt;

use super::model::RowRef;
use super::state::{ArticleId, Change, CoderId, Row, State};
use crate::text::Span;

/// What an edit does, as the log and the menus name it.
macro_rules! verbs {
    ($($(#[$doc:meta])* $verb:ident $name:literal,)*) => {
        /// What an edit does, as the log and the menus name it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Verb { $($(#[$doc])* $verb,)* }

        impl Verb {
            pub const fn name(self) -> &'static str {
                match self { $(Verb::$verb => $name),* }
            }

            pub(super) fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Verb::$verb),)* _ => None }
            }
        }
    };
}

verbs! {
    Found "found",
    Rename "rename",
    AddCoder "add-coder",
    RenameCoder "rename-coder",
    AddArticle "add-article",
    RemoveArticle "remove-article",
    Describe "describe",
    /// An article took the place of its earlier version.
    Replace "replace",
    UseAsset "use-asset",
    Code "code",
    Uncode "uncode",
    Recode "recode",
    /// The ends of a coding were moved.
    Resize "resize",
    Mark "mark",
    Link "link",
    Unlink "unlink",
    Judge "judge",
    Memo "memo",
    Unmemo "unmemo",
    Correct "correct",
    Uncorrect "uncorrect",
    AddCode "add-code",
    RenameCode "rename-code",
    RecolourCode "recolour-code",
    MoveCode "move-code",
    MergeCodes "merge-codes",
    SplitCode "split-code",
    RetireCode "retire-code",
    RedefineCode "redefine-code",
    /// A thing of the queue was looked at again.
    Review "review",
    /// What a damaged file still held.
    Salvage "salvage",
    Forget "forget",
    Merge "merge",
    Import "import",
    /// Several things in one step.
    Several "several",
}

impl Verb {
    /// Whether it only brings in what another edit of the same step speaks of.
    pub(super) fn prepares(self) -> bool {
        matches!(self, Verb::AddArticle | Verb::AddCode | Verb::UseAsset)
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One step: everything in it is done, or undone, together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub verb: Verb,
    pub changes: Vec<Change>,
}

/// Why an edit cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error("{0} is no longer as it was")]
    Changed(RowRef),
    #[error("{row} needs {missing}, which is not there")]
    Missing { row: RowRef, missing: RowRef },
    #[error("{row} is still in use by {user}")]
    InUse { row: RowRef, user: RowRef },
    #[error("{0} does not stand on the words it quotes")]
    Quote(RowRef),
    #[error("there is no {0}")]
    NoSuch(String),
    #[error("{0} is taken")]
    Taken(String),
    #[error("{0} was forgotten for good in this session")]
    Forgotten(String),
    #[error("{row} is the work of {coder}")]
    Theirs { row: RowRef, coder: String },
    #[error("there are no words at {0}")]
    NoWords(Span),
    #[error("{0}: no date such as 2017-04-19, 2017-04, 2017 or 2017-01/2017-06")]
    NoDate(String),
    #[error("{unsure} of the {places} places in the article are not found again: this looks like another article")]
    Unlike { unsure: usize, places: usize },
    #[error("a reason is needed")]
    NoReason,
    #[error("nothing to {0}")]
    Nothing(&'static str),
    #[error("{coder} changed {row} since (step {seq}, {verb})")]
    Depends { row: RowRef, coder: String, seq: u64, verb: Verb },
    #[error("the session is open for reading only: {0}")]
    ReadOnly(String),
    #[error("the log cannot be read back: {0}")]
    Log(String),
}

impl Edit {
    pub fn new(verb: Verb) -> Self {
        Self { verb, changes: Vec::new() }
    }

    /// With a row added at a number from [`State::new_id`].
    #[must_use]
    pub fn add(mut self, at: impl Into<RowRef>, row: impl Into<Row>) -> Self {
        self.changes.push(Change { at: at.into(), before: None, after: Some(row.into()) });
        self
    }

    /// With a row changed; `before` is what stands there now.
    #[must_use]
    pub fn change(mut self, at: impl Into<RowRef>, before: impl Into<Row>, after: impl Into<Row>) -> Self {
        self.changes.push(Change { at: at.into(), before: Some(before.into()), after: Some(after.into()) });
        self
    }

    /// With a row taken away.
    #[must_use]
    pub fn remove(mut self, at: impl Into<RowRef>, row: impl Into<Row>) -> Self {
        self.changes.push(Change { at: at.into(), before: Some(row.into()), after: None });
        self
    }

    /// Both, one after the other, in one step.
    #[must_use]
    pub fn and(mut self, next: Edit) -> Self {
        if self.verb != next.verb {
            self.verb = Verb::Several;
        }
        self.changes.extend(next.changes);
        self
    }

    /// The edit that takes this one back.
    pub fn inverse(&self) -> Self {
        Self { verb: self.verb, changes: self.changes.iter().rev().map(Change::inverse).collect() }
    }

    /// Whether the coder may make it: what one wrote nobody else changes, but for an article that gives way under all of
    /// them. Refused before anything is done.
    pub(super) fn may(&self, coder: CoderId, state: &State) -> Result<(), EditError> {
        if matches!(self.verb, Verb::Replace | Verb::Merge | Verb::Import) {
            return Ok(());
        }
        let theirs = |row: &Option<Row>| row.as_ref().and_then(Row::coder).filter(|whose| *whose != coder);
        for change in &self.changes {
            if let Some(whose) = theirs(&change.before).or_else(|| theirs(&change.after)) {
                let coder = state.coders.get(&whose).map_or_else(String::new, |coder| coder.name.clone());
                return Err(EditError::Theirs { row: change.at, coder });
            }
        }
        Ok(())
    }

    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }
}

/// Makes an edit and gives back the one that undoes it; on an error the state is as before.
pub fn apply(state: &mut State, edit: &Edit) -> Result<Edit, EditError> {
    for (done, change) in edit.changes.iter().enumerate() {
        if !change.fits(state) {
            take_back(state, &edit.changes[..done]);
            return Err(EditError::Changed(change.at));
        }
        state.set(change.at, change.after.clone());
    }
    if let Err(error) = sound(state, &edit.changes) {
        take_back(state, &edit.changes);
        return Err(error);
    }
    Ok(edit.inverse())
}

pub(super) fn take_back(state: &mut State, changes: &[Change]) {
    for change in changes.iter().rev() {
        state.set(change.at, change.before.clone());
    }
}

/// Whether everything that the changed rows need is there, and nothing needs what is gone.
fn sound(state: &State, changes: &[Change]) -> Result<(), EditError> {
    for change in changes {
        let Some(row) = state.get(change.at) else { continue };
        if let Some(missing) = row.needs().into_iter().find(|need| !state.has(*need)) {
            return Err(EditError::Missing { row: change.at, missing });
        }
        if row.places().into_iter().any(|place| state.place(place.article, place.span) != Some(place)) {
            return Err(EditError::Quote(change.at));
        }
    }
    for change in changes {
        if let (Some(Row::Article(before)), Some(Row::Article(after))) = (&change.before, &change.after) {
            let stray = if before.source == after.source { None } else { state.stray(ArticleId(change.at.id)) };
            if let Some(row) = stray {
                return Err(EditError::Quote(row));
            }
        }
        let user = if state.has(change.at) { None } else { state.user_of(change.at) };
        if let Some(user) = user {
            return Err(EditError::InUse { row: change.at, user });
        }
    }
    Ok(())
}
