//! What the analyst writes: codings, memos, states of units; all of it edits of the session.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::by_place::ByPlace;
use super::linking::{Decided, Judged};
use super::{Dialog, DocumentId, Tone, Workbench};
use crate::article::{Article, PassageId};
use crate::comparison::Side;
use crate::session::{
    About, ArticleId, Code, CodeId, CoderId, CodingId, Edit, EditError, Far, Maker, Memo, MemoId, MemoKind, Origin,
    Session, SourceId, State, UnitState,
};
use crate::text::{CharIndex, Span};
use crate::themes::{Codebook, ThemeIndex};

/// A code that can be given: one of the session's, or a theme that becomes one when it is first given.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeChoice {
    pub id: Option<CodeId>,
    /// As readers of the interface's language call it.
    pub name: String,
    pub theme: Option<ThemeIndex>,
}

/// A coding on a side, with the code's name.
#[derive(Clone, Debug)]
pub struct Coded {
    pub id: CodingId,
    pub span: Span,
    pub code: CodeId,
    pub coder: CoderId,
}

/// The session in use, and what of it speaks of the two articles shown.
pub(super) struct Coder {
    pub session: Session,
    pub id: CoderId,
    /// The codes last given, to give again.
    pub last: Vec<CodeId>,
    /// The session's numbers of the two articles shown, and which articles these are.
    pub articles: [Option<(DocumentId, ArticleId)>; 2],
    /// The texts that these had when they were last looked at.
    pub sources: [Option<SourceId>; 2],
    codings: [ByPlace<Coded>; 2],
    memos: [ByPlace<(MemoId, Span)>; 2],
    units: [BTreeMap<u32, UnitState>; 2],
    /// The body's passages that are dealt with, and how many there are.
    read: [(usize, usize); 2],
    pub judged: Judged,
}

impl Coder {
    /// For the first person who codes in the session.
    pub fn new(session: Session) -> Self {
        let mut coders = session.state().coders.iter();
        let id = coders.find(|(_, c)| c.machine.is_none() && !c.forgotten).map_or(CoderId::default(), |(id, _)| *id);
        Self {
            session,
            id,
            last: Vec::new(),
            articles: Default::default(),
            sources: Default::default(),
            codings: Default::default(),
            memos: Default::default(),
            units: Default::default(),
            read: [(0, 0); 2],
            judged: Judged::default(),
        }
    }
}

/// An article that the session knows, or takes in when it is first spoken of.
pub(super) struct TakingIn {
    known: Option<ArticleId>,
    article: Arc<Article>,
    origin: String,
}

impl TakingIn {
    pub fn edit(&self, state: &State) -> Result<Edit, EditError> {
        if self.id(state).is_ok() {
            return Err(EditError::Nothing("add"));
        }
        // Another article of the same name may be in the session already.
        let named =
            |n: u32| if n == 1 { self.article.name.to_string() } else { format!("{} ({n})", self.article.name) };
        let name = (1..).map(named).find(|name| state.article_named(name).is_none());
        let name = name.expect("there are more numbers than articles");
        state.add_article(&name, &self.origin, &self.article).map(|(_, edit)| edit)
    }

    /// Its number, once it has been taken in.
    pub fn id(&self, state: &State) -> Result<ArticleId, EditError> {
        let same = |id: &ArticleId| state.text(*id) == Some(&self.article.text);
        self.known.or_else(|| state.articles.keys().copied().rev().find(same)).ok_or(EditError::Nothing("speak of"))
    }
}

impl Workbench {
    // Queries

    /// The codes that can be given, in the order of the keys 1 to 9.
    pub fn codes(&self) -> Vec<CodeChoice> {
        let state = self.coder.session.state();
        let mut codes: Vec<(u32, CodeChoice)> = state
            .codes
            .iter()
            .filter(|(_, code)| !code.retired && code.merged_into.is_none())
            .map(|(&id, code)| {
                let theme = code.theme.as_deref().and_then(|t| self.codes_from.index_of(t));
                (code.position, CodeChoice { id: Some(id), name: self.code_name(id), theme })
            })
            .collect();
        let known = |theme: ThemeIndex| codes.iter().any(|(_, c)| c.theme == Some(theme));
        let themes = (0..self.codes_from.themes.len() as u16).map(ThemeIndex).filter(|&t| !known(t));
        let offered: Vec<(u32, CodeChoice)> = themes
            .map(|theme| {
                let name = self.codes_from.theme(theme).name.in_lang(self.settings.lang).to_owned();
                (u32::from(theme.0), CodeChoice { id: None, name, theme: Some(theme) })
            })
            .collect();
        codes.extend(offered);
        codes.sort_by_key(|(position, choice)| (*position, choice.id));
        codes.into_iter().map(|(_, choice)| choice).collect()
    }

    /// A code's name; that of its theme in the interface's language while nobody has renamed it.
    pub fn code_name(&self, id: CodeId) -> String {
        let Some(code) = self.coder.session.state().codes.get(&id) else { return String::new() };
        let theme = code.theme.as_deref().and_then(|t| self.codes_from.index_of(t));
        match theme.map(|t| self.codes_from.theme(t)) {
            Some(theme) if theme.name.simplified == code.name => theme.name.in_lang(self.settings.lang).to_owned(),
            _ => code.name.clone(),
        }
    }

    /// The theme whose colour a code has.
    pub fn code_theme(&self, id: CodeId) -> Option<&crate::themes::Theme> {
        let code = self.coder.session.state().codes.get(&id)?;
        Some(self.codes_from.theme(self.codes_from.index_of(code.theme.as_deref()?)?))
    }

    /// Where a code stands among the session's codes: what its colour comes from where it has none of its own.
    pub fn code_place(&self, id: CodeId) -> usize {
        self.coder.session.state().codes.range(..id).count()
    }

    /// The colour that a code was given, `#rrggbb`.
    pub fn code_colour(&self, id: CodeId) -> Option<&str> {
        self.coder.session.state().codes.get(&id)?.colour.as_deref()
    }

    pub fn coder_name(&self, id: CoderId) -> String {
        self.coder.session.state().coders.get(&id).map(|c| c.name.clone()).unwrap_or_default()
    }

    /// The codings that touch a span, by where they begin.
    pub fn codings(&self, side: Side, span: Span) -> Vec<&Coded> {
        self.coder.codings[side as usize].touching(span).collect()
    }

    /// Whether a coding is the coder's own.
    pub fn is_own(&self, coded: &Coded) -> bool {
        self.is_me(coded.coder)
    }

    /// Whether a coder is the one who works here.
    pub fn is_me(&self, coder: CoderId) -> bool {
        coder == self.coder.id
    }

    /// What a memo says.
    pub fn memo_text(&self, id: MemoId) -> Option<&str> {
        self.coder.session.state().memos.get(&id).map(|m| m.text.as_str())
    }

    /// The words that are selected, if they are no more than `most` code points and in one line.
    pub fn selected_words(&self, most: u32) -> Option<String> {
        let selection = self.selection.filter(|s| !s.is_caret() && s.span().len() <= most)?;
        let words = self.article(selection.side)?.text.slice(selection.span()).trim();
        (!words.is_empty() && !words.contains('\n')).then(|| words.to_owned())
    }

    /// All codings of a side's article.
    pub fn all_codings(&self, side: Side) -> &[Coded] {
        self.coder.codings[side as usize].all()
    }

    /// How far the coder is with a passage.
    pub fn unit_state(&self, side: Side, passage: PassageId) -> UnitState {
        let start = self.article(side).map(|a| a.passage(passage).span.start.0);
        start.and_then(|s| self.coder.units[side as usize].get(&s).copied()).unwrap_or(UnitState::Unread)
    }

    /// The memos on places of a side that touch a span.
    pub fn memos(&self, side: Side, span: Span) -> Vec<(MemoId, &Memo, Span)> {
        let memos = &self.coder.session.state().memos;
        let found = self.coder.memos[side as usize].touching(span);
        found.filter_map(|&(id, at)| Some((id, memos.get(&id)?, at))).collect()
    }

    /// The body's passages that the coder has dealt with, and how many there are.
    pub fn read(&self, side: Side) -> (usize, usize) {
        self.coder.read[side as usize]
    }

    pub(super) fn session_id(&self, side: Side) -> Option<ArticleId> {
        self.coder.articles[side as usize].map(|(_, id)| id)
    }

    /// The session's number of a side's article, if the session holds it.
    pub(super) fn find_article(&self, side: Side) -> Option<ArticleId> {
        let document = self.document(side)?;
        let state = self.coder.session.state();
        let same = |id: ArticleId| state.text(id) == Some(&document.article.text);
        // Texts are long: an article that was found before is looked at first, and known by its length.
        let before = self.coder.articles.iter().flatten().find(|(of, _)| *of == document.id).map(|(_, id)| *id);
        let stays = before.filter(|&id| state.text(id).is_some_and(|t| t.len() == document.article.text.len()));
        stays.or_else(|| state.articles.keys().copied().find(|&id| same(id)))
    }

    // Changes

    /// Reads what the session says of the two articles shown.
    pub(super) fn refresh_session(&mut self) {
        self.follow_vocabulary();
        self.follow_sources();
        self.follow_described();
        self.follow_book();
        let ids = Side::BOTH.map(|side| self.find_article(side));
        let state = self.coder.session.state();
        let mut codings: [ByPlace<Coded>; 2] = Default::default();
        let mut memos: [ByPlace<(MemoId, Span)>; 2] = Default::default();
        let mut units: [BTreeMap<u32, UnitState>; 2] = Default::default();
        let mut read = [(0, 0); 2];
        for side in Side::BOTH {
            let body = self.article(side).map_or(0, |a| a.passages.iter().filter(|p| p.counts()).count());
            read[side as usize].1 = body;
            let Some(article) = ids[side as usize] else { continue };
            let here = state.codings.iter().filter(|(_, c)| c.at.article == article);
            let here = here.map(|(&id, c)| Coded { id, span: c.at.span, code: c.code, coder: c.coder });
            codings[side as usize] = ByPlace::new(here.collect(), |c| c.span);
            let here = state.memos.iter().filter_map(|(&id, memo)| match memo.about {
                About::Place(place) if place.article == article => Some((id, place.span)),
                _ => None,
            });
            memos[side as usize] = ByPlace::new(here.collect(), |(_, span)| *span);
            let here = state.units.values().filter(|u| u.at.article == article && u.coder == self.coder.id);
            units[side as usize].extend(here.map(|u| (u.at.span.start.0, u.state)));
            read[side as usize].0 = self.dealt_with(side, &units[side as usize]);
        }
        let mut judged = Judged::default();
        // Links of figures and of measures join no passages.
        let mine =
            |link: &crate::session::Link| link.coder == self.coder.id && crate::findings::joins_passages(&link.kind);
        for (&id, link) in state.links.iter().filter(|(_, link)| mine(link)) {
            let side_of = |article| Side::BOTH.into_iter().find(|&s| ids[s as usize] == Some(article));
            let Some(from) = side_of(link.from.article) else { continue };
            let Some(here) = self.passage_at(from, link.from.span.start) else { continue };
            match link.to {
                Far::NoneIn(_) => {
                    judged.alone[from as usize].insert(here, id);
                }
                Far::At(place) => {
                    if ids[from.other() as usize] != Some(place.article) {
                        continue;
                    }
                    let Some(there) = self.passage_at(from.other(), place.span.start) else { continue };
                    let (left, right) = if from == Side::Left { (here, there) } else { (there, here) };
                    let (near, far) = (link.from.span, place.span);
                    let spans = if from == Side::Left { [near, far] } else { [far, near] };
                    judged.insert(left, right, Decided { id, state: link.state, spans });
                }
            }
        }
        let shown = Side::BOTH.map(|side| self.pane(side).document);
        let source = |id: Option<ArticleId>| state.articles.get(&id?).map(|article| article.source);
        self.coder.sources = ids.map(source);
        self.coder.articles = [0, 1].map(|n| Some((shown[n], ids[n]?)));
        self.coder.codings = codings;
        self.coder.memos = memos;
        self.coder.units = units;
        self.coder.read = read;
        self.set_judged(judged);
        self.decide();
        self.redo_structure();
    }

    /// How many of the body's passages have a state.
    fn dealt_with(&self, side: Side, units: &BTreeMap<u32, UnitState>) -> usize {
        let Some(article) = self.article(side) else { return 0 };
        let passages = units.iter().filter(|(_, state)| **state != UnitState::Unread).filter_map(|(&start, _)| {
            let n = article.passages.binary_search_by_key(&start, |p| p.span.start.0).ok()?;
            Some(&article.passages[n])
        });
        passages.filter(|p| p.counts()).count()
    }

    /// Makes an edit about a side's article. With the same step the session takes in both articles shown when one of them is
    /// first spoken of: whoever goes on with it finds the two side by side.
    pub(super) fn in_article(
        &mut self,
        side: Side,
        make: impl Fn(&State, CoderId, ArticleId) -> Result<Edit, EditError>,
    ) -> Result<(), EditError> {
        let (article, other, by) = (self.taking_in(side)?, self.taking_in(side.other())?, self.coder.id);
        let then = |state: &State| make(state, by, article.id(state)?);
        let makers: [Maker<'_>; 3] = [&|state| article.edit(state), &|state| other.edit(state), &then];
        self.coder.session.together(by, &makers).map(|_| ())
    }

    /// As [`Workbench::in_article`], of both articles.
    pub(super) fn in_both(
        &mut self,
        make: impl Fn(&State, CoderId, [ArticleId; 2]) -> Result<Edit, EditError>,
    ) -> Result<(), EditError> {
        let (left, right) = (self.taking_in(Side::Left)?, self.taking_in(Side::Right)?);
        let by = self.coder.id;
        let then = |state: &State| make(state, by, [left.id(state)?, right.id(state)?]);
        self.coder.session.together(by, &[&|state| left.edit(state), &|state| right.edit(state), &then]).map(|_| ())
    }

    /// How the session takes in a side's article.
    pub(super) fn taking_in(&self, side: Side) -> Result<TakingIn, EditError> {
        let document = self.document(side).ok_or(EditError::Nothing("speak of"))?;
        let origin = document.path.as_ref().map(|p| p.display().to_string()).unwrap_or_default();
        Ok(TakingIn { known: self.find_article(side), article: Arc::clone(&document.article), origin })
    }

    /// Says why an edit was not made, and takes up what was.
    pub(super) fn done(&mut self, result: Result<(), EditError>) {
        if let Err(error) = result
            && !matches!(error, EditError::Nothing(_))
        {
            let text = self.format("edit-failed", &[("reason", self.edit_problem(&error).into())]);
            self.tell(Tone::Error, text);
        }
        self.refresh_session();
    }

    /// What is coded: the selection, or the current passage where there is only a caret.
    pub fn target(&self) -> Option<(Side, Span)> {
        match self.selection {
            Some(selection) if !selection.is_caret() => Some((selection.side, selection.span())),
            _ => {
                let passage = self.current(self.active)?;
                Some((self.active, self.article(self.active)?.passage(passage).span))
            }
        }
    }

    pub(super) fn give(&mut self, choices: &[CodeChoice]) {
        let Some((side, span)) = self.target() else {
            self.said = Some(self.text("select-first"));
            return;
        };
        let origin = if self.settings.unaided { Origin::Unaided } else { Origin::Edited };
        let result = self.taking_in(side).and_then(|article| {
            let other = self.taking_in(side.other())?;
            let (by, unit, book) = (self.coder.id, self.unit_at(side, span), Arc::clone(&self.codes_from));
            let add = |state: &State| add_codes(state, by, choices, &book);
            let code =
                |state: &State| state.code(by, article.id(state)?, &[span], &numbers(state, choices, &book)?, origin);
            let mark = |state: &State| match unit {
                Some(unit) => state.mark(by, article.id(state)?, unit, UnitState::Coded, ""),
                None => Err(EditError::Nothing("mark")),
            };
            self.coder
                .session
                .together(by, &[&|state| article.edit(state), &|state| other.edit(state), &add, &code, &mark])?;
            self.coder.last = numbers(self.coder.session.state(), choices, &book)?;
            Ok(())
        });
        let names: Vec<&str> = choices.iter().map(|c| c.name.as_str()).collect();
        let codes = names.join(&self.text("list-comma"));
        let said = match &result {
            Ok(()) => Some(self.format("said-coded", &[("codes", codes.into())])),
            Err(EditError::Nothing(_)) => Some(self.text("said-coded-before")),
            Err(_) => None,
        };
        let well = result.is_ok();
        self.done(result);
        if well && self.stepping {
            self.next_unread();
        }
        self.said = said;
    }

    fn unit_at(&self, side: Side, span: Span) -> Option<Span> {
        let passage = self.passage_at(side, span.start)?;
        Some(self.article(side)?.passage(passage).span)
    }

    pub(super) fn give_again(&mut self) {
        let all = self.codes();
        let last = self.coder.last.clone();
        let choices: Vec<CodeChoice> = all.into_iter().filter(|c| c.id.is_some_and(|id| last.contains(&id))).collect();
        if !choices.is_empty() {
            self.give(&choices);
        }
    }

    pub(super) fn new_code(&mut self, name: &str) {
        let name = name.trim();
        if name.is_empty() {
            return;
        }
        // A code of that name may be there already, under whatever name of the interface's language.
        let known = self.codes().into_iter().find(|c| c.name == name);
        if known.is_none() && self.coder.session.state().code_named(name).is_some() {
            return self.done(Err(EditError::Taken(name.to_owned())));
        }
        self.give(&[known.unwrap_or_else(|| CodeChoice { id: None, name: name.to_owned(), theme: None })]);
    }

    pub(super) fn edit(&mut self, make: impl FnOnce(&Self) -> Result<crate::session::Edit, EditError>) {
        let result = make(self).and_then(|edit| self.coder.session.push(self.coder.id, edit).map(|_| ()));
        self.done(result);
    }

    pub(super) fn uncode(&mut self, id: CodingId) {
        self.edit(|w| w.coder.session.state().uncode(&[id]));
    }

    pub(super) fn recode(&mut self, id: CodingId, choice: &CodeChoice) {
        let (by, book, choices) = (self.coder.id, Arc::clone(&self.codes_from), std::slice::from_ref(choice));
        let add = |state: &State| add_codes(state, by, choices, &book);
        let recode = |state: &State| state.recode(id, numbers(state, choices, &book)?[0]);
        let result = self.coder.session.together(by, &[&add, &recode]).map(|_| ());
        self.done(result);
    }

    pub(super) fn resize(&mut self, id: CodingId, span: Span) {
        self.edit(|w| w.coder.session.state().resize(id, span));
    }

    pub(super) fn split_coding(&mut self, id: CodingId, at: CharIndex) {
        self.edit(|w| w.coder.session.state().split_coding(id, at.0));
    }

    pub(super) fn write_memo(&mut self, text: &str) {
        let Some((side, span)) = self.target() else { return };
        if text.trim().is_empty() {
            return;
        }
        let result = self.in_article(side, |state, by, article| {
            let place = state.place(article, span).ok_or(EditError::Nothing("write"))?;
            Ok(state.memo(by, MemoKind::Note, About::Place(place), text.trim()))
        });
        self.done(result);
    }

    pub(super) fn remove_memo(&mut self, id: MemoId) {
        self.edit(|w| w.coder.session.state().unmemo(id));
    }

    pub(super) fn mark_unit(&mut self, state: UnitState, reason: &str) {
        let side = self.active;
        let Some(passage) = self.current(side) else { return };
        let Some(span) = self.article(side).map(|a| a.passage(passage).span) else { return };
        let result = self.in_article(side, |store, by, article| store.mark(by, article, span, state, reason));
        self.done(result);
        if self.stepping {
            self.next_unread();
        }
    }

    /// The next passage of the body that the coder has not dealt with, from the current one on.
    pub(super) fn next_unread(&mut self) {
        let side = self.active;
        let Some(article) = self.article(side).cloned() else { return };
        let now = self.current(side).map_or(0, |p| p.0 as usize);
        let count = article.passages.len();
        let next = (now..count)
            .chain(0..now)
            .map(|n| &article.passages[n])
            .find(|p| p.counts() && self.unit_state(side, p.id) == UnitState::Unread);
        match next.map(|p| p.span) {
            Some(span) => self.update(super::Command::GoTo(side, Span { end: span.start, ..span })),
            None => {
                self.stepping = false;
                let text = self.text("all-read");
                self.tell(Tone::Good, text);
            }
        }
    }

    // Undo

    pub(super) fn undo(&mut self) {
        let result = self.coder.session.undo(self.coder.id).map(|_| ());
        self.done(result);
    }

    pub(super) fn redo(&mut self) {
        let result = self.coder.session.redo(self.coder.id).map(|_| ());
        self.done(result);
    }

    /// Whether there is a step to take back, and one to do again.
    pub fn undoable(&self) -> (bool, bool) {
        let log = self.coder.session.log();
        (log.to_undo(self.coder.id).is_some(), log.to_redo(self.coder.id).is_some())
    }

    /// Asks for a dialog that needs something to be selected.
    pub(super) fn ask_on_target(&mut self, dialog: Dialog) {
        if self.target().is_some() {
            self.dialog = Some(dialog);
        } else {
            let text = self.text("select-first");
            self.tell(Tone::Warning, text);
        }
    }
}

/// Codes for what is given for the first time: the machine's themes, all of them, or one by its name.
fn add_codes(state: &State, by: CoderId, choices: &[CodeChoice], book: &Codebook) -> Result<Edit, EditError> {
    let new = |choice: &&CodeChoice| choice.id.is_none();
    match choices.iter().find(new) {
        None => Err(EditError::Nothing("add")),
        Some(CodeChoice { theme: Some(_), .. }) => state.adopt_codebook(by, book),
        Some(CodeChoice { name, .. }) => {
            let position = state.codes.values().map(|code| code.position + 1).max().unwrap_or(book.themes.len() as u32);
            let code = Code { name: name.clone(), position, ..Code::default() };
            state.add_code(by, code).map(|(_, edit)| edit)
        }
    }
}

/// The session's numbers of codes that it has by now.
fn numbers(state: &State, choices: &[CodeChoice], book: &Codebook) -> Result<Vec<CodeId>, EditError> {
    let number = |choice: &CodeChoice| match (choice.id, choice.theme) {
        (Some(id), _) => Some(id),
        (None, Some(theme)) => {
            let theme = Some(book.theme(theme).id.as_str());
            state.codes.iter().find(|(_, code)| code.theme.as_deref() == theme).map(|(id, _)| *id)
        }
        (None, None) => state.code_named(&choice.name),
    };
    choices.iter().map(|choice| number(choice).ok_or_else(|| EditError::NoSuch(choice.name.clone()))).collect()
}
