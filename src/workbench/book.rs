//! The codebook in the hands of the analyst: every change with its reason, and what waits to be looked at again.

use super::Workbench;
use crate::comparison::Side;
use crate::session::{Code, CodeId, Decision, Definition, ReviewId, Row, RowRef, State, Why};
use crate::text::Span;

/// A change of the codebook. What takes a reason is refused without one.
#[derive(Clone, Debug, PartialEq)]
pub enum BookCommand {
    /// A code for each theme of the machine's codebook that has none.
    Adopt,
    Add {
        name: String,
        parent: Option<CodeId>,
    },
    Rename {
        code: CodeId,
        name: String,
        reason: String,
    },
    /// Under another parent, or to another place among its siblings.
    Move {
        code: CodeId,
        parent: Option<CodeId>,
        position: u32,
        reason: String,
    },
    /// One code goes up in another.
    Merge {
        code: CodeId,
        into: CodeId,
        reason: String,
    },
    /// New codes take the place of one; its codings wait to be looked at again.
    Split {
        code: CodeId,
        names: Vec<String>,
        reason: String,
    },
    Retire {
        code: CodeId,
        reason: String,
    },
    /// Its codings wait to be looked at again.
    Redefine {
        code: CodeId,
        new: Definition,
        reason: String,
    },
    /// Settles one thing that waits.
    Review(ReviewId, Decision),
}

/// Something that waits to be looked at again.
#[derive(Clone, Debug)]
pub struct Waiting<'a> {
    pub id: ReviewId,
    pub of: RowRef,
    pub why: &'a Why,
    /// The code, where it is a coding.
    pub code: Option<CodeId>,
    pub quote: &'a str,
    /// Where it stands, if its article is shown.
    pub at: Option<(Side, Span)>,
}

impl Workbench {
    // Queries

    /// The codes in use as a tree, read downwards: how deep each stands, its number, and the code.
    pub fn code_tree(&self) -> Vec<(usize, CodeId, &Code)> {
        let state = self.coder.session.state();
        let mut tree = Vec::new();
        branch(state, None, 0, &mut tree);
        tree
    }

    /// A code, in use or retired.
    pub fn code(&self, id: CodeId) -> Option<&Code> {
        self.coder.session.state().codes.get(&id)
    }

    /// How many codings count for a code, of all coders.
    pub fn code_uses(&self, id: CodeId) -> usize {
        let state = self.coder.session.state();
        state.codings.values().filter(|coding| state.effective(coding.code) == id).count()
    }

    /// What waits to be looked at again.
    pub fn waiting(&self) -> Vec<Waiting<'_>> {
        let state = self.coder.session.state();
        let waiting = state.reviews.iter().map(|(&id, review)| {
            let row = state.get(review.of);
            let code = if let Some(Row::Coding(coding)) = &row { Some(coding.code) } else { None };
            let place = row.and_then(|row| row.places().first().copied());
            let side = |article| Side::BOTH.into_iter().find(|&side| self.find_article(side) == Some(article));
            let at = place.and_then(|place| Some((side(place.article)?, place.span)));
            Waiting { id, of: review.of, why: &review.why, code, quote: place.map_or("", |p| state.quote(p)), at }
        });
        waiting.collect()
    }

    // Changes

    pub(super) fn change_book(&mut self, change: BookCommand) {
        self.edit(|w| {
            let (state, author) = (w.coder.session.state(), w.coder.id);
            match change {
                BookCommand::Adopt => state.adopt_codebook(author, &w.codes_from),
                BookCommand::Add { name, parent } => {
                    let position = w.codes().len() as u32;
                    state.add_code(author, Code { name, parent, position, ..Code::default() }).map(|(_, edit)| edit)
                }
                BookCommand::Rename { code, name, reason } => state.rename_code(author, code, name.trim(), &reason),
                BookCommand::Move { code, parent, position, reason } => {
                    state.move_code(author, code, parent, position, &reason)
                }
                BookCommand::Merge { code, into, reason } => state.merge_codes(author, code, into, &reason),
                BookCommand::Split { code, names, reason } => {
                    let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
                    state.split_code(author, code, &names, &reason)
                }
                BookCommand::Retire { code, reason } => state.retire_code(author, code, &reason),
                BookCommand::Redefine { code, new, reason } => state.redefine_code(author, code, new, &reason),
                BookCommand::Review(id, decision) => state.review(id, decision),
            }
        });
    }
}

fn branch<'a>(state: &'a State, parent: Option<CodeId>, depth: usize, tree: &mut Vec<(usize, CodeId, &'a Code)>) {
    // A ring of parents is never shown, so depth ends with the codebook.
    if depth > state.codes.len() {
        return;
    }
    // A code whose parent is no longer offered stands where that stood.
    let above = |code: &Code| {
        let mut at = code.parent;
        while let Some(id) = at.filter(|id| state.codes.get(id).is_some_and(|code| code.retired)) {
            at = state.codes.get(&id).and_then(|code| code.parent);
        }
        at
    };
    let mut here: Vec<_> = state.codes.iter().filter(|(_, code)| !code.retired && above(code) == parent).collect();
    here.sort_by_key(|(id, code)| (code.position, **id));
    for (id, code) in here {
        tree.push((depth, *id, code));
        branch(state, Some(*id), depth + 1, tree);
    }
}
