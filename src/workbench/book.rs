//! The codebook in the hands of the analyst: every change with its reason, and what waits to be looked at again.

use std::collections::BTreeMap;

use super::cues::FacetCues;
use super::{CodeChoice, Workbench};
use crate::comparison::Side;
use crate::session::{Code, CodeId, Decision, Definition, EditError, Maker, ReviewId, Row, RowRef, State, Why};
use crate::text::Span;
use crate::themes::Weight;

/// A change of the codebook. What takes a reason is refused without one.
#[derive(Clone, Debug, PartialEq)]
pub enum BookCommand {
    /// A code for each theme of the machine's codebook that has none.
    Adopt,
    Add {
        name: String,
        parent: Option<CodeId>,
    },
    /// Another name, parent and definition, all in one step. Where the definition is another, the codings of the code wait
    /// to be looked at again.
    Change {
        code: CodeId,
        name: String,
        parent: Option<CodeId>,
        new: Definition,
        reason: String,
    },
    /// `#rrggbb`
    Recolour {
        code: CodeId,
        colour: String,
    },
    /// Changes places with the code before (true) or behind it in the order of the list.
    Raise {
        code: CodeId,
        up: bool,
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
    /// Settles one thing that waits.
    Review(ReviewId, Decision),
    /// Other cues for a theme of the machine's codebook, facet by facet.
    Cues {
        theme: String,
        facets: Vec<FacetCues>,
    },
    /// One more cue for a theme of the machine's codebook.
    AddCue {
        theme: String,
        words: String,
        weight: Weight,
    },
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

    /// How many codings count for each code that has any, of all coders.
    pub fn codes_used(&self) -> BTreeMap<CodeId, usize> {
        let state = self.coder.session.state();
        let mut used = BTreeMap::new();
        for coding in state.codings.values() {
            *used.entry(state.effective(coding.code)).or_insert(0) += 1;
        }
        used
    }

    /// How many things wait to be looked at again.
    pub fn waiting_count(&self) -> usize {
        self.coder.session.state().reviews.len()
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
        let author = self.coder.id;
        match change {
            BookCommand::Adopt => self.edit(|w| w.coder.session.state().adopt_codebook(author, &w.codes_from)),
            BookCommand::Add { name, parent } => self.edit(|w| {
                let state = w.coder.session.state();
                let position = w.codes().len() as u32;
                let code = Code { name: name.trim().to_owned(), parent, position, ..Code::default() };
                state.add_code(author, code).map(|(_, edit)| edit)
            }),
            BookCommand::Change { code, name, parent, new, reason } => {
                self.change_code(code, name.trim(), parent, &new, &reason);
            }
            BookCommand::Recolour { code, colour } => {
                self.edit(|w| w.coder.session.state().recolour_code(author, code, &colour));
            }
            BookCommand::Raise { code, up } => self.raise_code(code, up),
            BookCommand::Merge { code, into, reason } => {
                self.edit(|w| w.coder.session.state().merge_codes(author, code, into, &reason));
            }
            BookCommand::Split { code, names, reason } => self.edit(|w| {
                let names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
                w.coder.session.state().split_code(author, code, &names, &reason)
            }),
            BookCommand::Retire { code, reason } => {
                self.edit(|w| w.coder.session.state().retire_code(author, code, &reason));
            }
            BookCommand::Review(id, decision) => self.edit(|w| w.coder.session.state().review(id, decision)),
            BookCommand::Cues { theme, facets } => self.set_cues(&theme, facets),
            BookCommand::AddCue { theme, words, weight } => self.add_cue(&theme, &words, weight),
        }
    }

    fn change_code(&mut self, code: CodeId, name: &str, parent: Option<CodeId>, new: &Definition, reason: &str) {
        let author = self.coder.id;
        let Some(old) = self.code(code).cloned() else { return };
        // A theme's code is shown under the name that it has in the language of the interface.
        let renamed = name != old.name && name != self.code_name(code);
        let rename = |state: &State| match renamed {
            true => state.rename_code(author, code, name, reason),
            false => Err(EditError::Nothing("rename")),
        };
        let place = |state: &State| state.move_code(author, code, parent, old.position, reason);
        let redefine = |state: &State| state.redefine_code(author, code, new.clone(), reason);
        let redefined = *new != definition_of(&old);
        let result = if (renamed || redefined) && reason.trim().is_empty() {
            Err(EditError::NoReason)
        } else {
            let mut makers: Vec<Maker<'_>> = vec![&rename, &place];
            if redefined {
                makers.push(&redefine);
            }
            self.coder.session.together(author, &makers).map(|_| ())
        };
        self.done(result);
    }

    /// The order of the list is that of the keys 1 to 9: all codes are numbered anew, which takes in themes that are none
    /// of the session's codes yet.
    fn raise_code(&mut self, code: CodeId, up: bool) {
        let (author, book) = (self.coder.id, std::sync::Arc::clone(&self.codes_from));
        let order: Vec<CodeChoice> = self.codes();
        let Some(at) = order.iter().position(|choice| choice.id == Some(code)) else { return };
        let Some(other) = if up { at.checked_sub(1) } else { Some(at + 1) }.filter(|&n| n < order.len()) else {
            return;
        };
        let adopt = |state: &State| match order[other].id {
            Some(_) => Err(EditError::Nothing("adopt")),
            None => state.adopt_codebook(author, &book),
        };
        let number = |state: &State, choice: &CodeChoice| {
            choice.id.or_else(|| {
                let theme = book.theme(choice.theme?).id.as_str();
                state.codes.iter().find(|(_, code)| code.theme.as_deref() == Some(theme)).map(|(id, _)| *id)
            })
        };
        let mut wanted: Vec<usize> = (0..order.len()).collect();
        wanted.swap(at, other);
        let moves = wanted.iter().enumerate().map(|(position, &n)| {
            let (order, number) = (&order, &number);
            move |state: &State| {
                let id = number(state, &order[n]).ok_or(EditError::Nothing("move"))?;
                let parent = state.codes.get(&id).and_then(|code| code.parent);
                state.move_code(author, id, parent, position as u32, "")
            }
        });
        let moves: Vec<_> = moves.collect();
        let mut makers: Vec<Maker<'_>> = vec![&adopt];
        makers.extend(moves.iter().map(|make| make as Maker<'_>));
        let result = self.coder.session.together(author, &makers).map(|_| ());
        self.done(result);
    }
}

/// What a code says of itself.
pub fn definition_of(code: &Code) -> Definition {
    Definition {
        definition: code.definition.clone(),
        include_when: code.include_when.clone(),
        exclude_when: code.exclude_when.clone(),
        examples: code.examples.clone(),
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
