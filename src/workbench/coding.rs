//! What the analyst decides: codings, memos, links, states of units; all of it edits of the session.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Dialog, Tone, Workbench};
use crate::align::Candidate;
use crate::article::{Article, PassageId, seeds};
use crate::comparison::Side;
use crate::findings::{Decisions, Findings, Verdict};
use crate::job::Waker;
use crate::session::{
    About, ArticleId, CodeId, CoderId, Coding, CodingId, EditError, Far, Founding, Link, LinkId, LinkState, Memo,
    MemoId, MemoKind, Options, Origin, Places, Session, Status, UnitOfAnalysis, UnitState,
};
use crate::text::{CharIndex, Span};
use crate::themes::ThemeIndex;

/// Where the session of a window is kept.
pub enum Keep {
    /// In memory alone.
    Nowhere,
    /// In the file that was named.
    File(PathBuf),
    /// Where the platform keeps such things: found again at the next start with the same articles.
    Untitled,
}

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
    /// The session's numbers of the two articles shown.
    articles: [Option<ArticleId>; 2],
    codings: [Vec<Coded>; 2],
    units: [BTreeMap<u32, UnitState>; 2],
    links: BTreeMap<(PassageId, PassageId), (LinkId, LinkState)>,
    alone: [BTreeMap<PassageId, LinkId>; 2],
}

impl Coder {
    pub fn new(keep: &Keep, title: &str, waker: &Waker) -> Result<Self, String> {
        let options = Options { waker: Arc::clone(waker), ..Options::default() };
        // A neutral name: a session never holds the user's name on this machine.
        let founding = Founding { title: title.to_owned(), coder: "A".to_owned(), unit: UnitOfAnalysis::Passage };
        let session = match keep {
            Keep::Nowhere => Session::unkept(&founding, options),
            Keep::File(path) if path.exists() => Session::open(path, options).map_err(|e| e.to_string())?,
            Keep::File(path) => Session::create(path, &founding, options).map_err(|e| e.to_string())?,
            Keep::Untitled => untitled(&founding, options),
        };
        let people = session.state().coders.iter().filter(|(_, c)| c.machine.is_none() && !c.forgotten);
        let id = people.map(|(id, _)| *id).next().ok_or("the session has no coder")?;
        Ok(Self {
            session,
            id,
            last: Vec::new(),
            articles: Default::default(),
            codings: Default::default(),
            units: Default::default(),
            links: BTreeMap::new(),
            alone: Default::default(),
        })
    }
}

impl Coder {
    /// The articles that the session holds; those that come with the program while it has none.
    pub fn articles(&self) -> Vec<(Option<PathBuf>, Article)> {
        let state = self.session.state();
        let texts = state.articles.iter().filter_map(|(&id, a)| Some((a.name.clone(), state.text(id)?.as_str())));
        let own: Vec<_> = texts.map(|(name, text)| (None, Article::from_text(name, text))).collect();
        if own.is_empty() { seeds().into_iter().map(|a| (None, a)).collect() } else { own }
    }
}

/// The newest session that was left without a name, or a new one.
fn untitled(founding: &Founding, options: Options) -> Session {
    let places = Places::platform();
    if let Some(path) = places.untitled().first() {
        // One that cannot be read stays where it is; the analyst is not kept from work by it.
        if let Ok(session) = Session::open(path, options.clone())
            && session.read_only().is_none()
        {
            return session;
        }
    }
    // Without a folder to write in one can still read; the status line says that nothing is kept.
    match places.new_untitled() {
        Ok(Some(path)) => Session::untitled(path, founding, options),
        Ok(None) | Err(_) => Session::unkept(founding, options),
    }
}

impl Workbench {
    // Queries

    /// How the session stands with its file.
    pub fn session_status(&self) -> Status {
        self.coder.session.status()
    }

    pub fn session_path(&self) -> Option<&Path> {
        self.coder.session.path()
    }

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

    pub fn coder_name(&self, id: CoderId) -> String {
        self.coder.session.state().coders.get(&id).map(|c| c.name.clone()).unwrap_or_default()
    }

    /// The codings that touch a span, by where they begin.
    pub fn codings(&self, side: Side, span: Span) -> Vec<&Coded> {
        self.coder.codings[side as usize]
            .iter()
            .take_while(|c| c.span.start < span.end)
            .filter(|c| c.span.overlaps(span))
            .collect()
    }

    /// All codings of a side's article.
    pub fn all_codings(&self, side: Side) -> &[Coded] {
        &self.coder.codings[side as usize]
    }

    /// How far the coder is with a passage.
    pub fn unit_state(&self, side: Side, passage: PassageId) -> UnitState {
        let start = self.article(side).map(|a| a.passage(passage).span.start.0);
        start.and_then(|s| self.coder.units[side as usize].get(&s).copied()).unwrap_or(UnitState::Unread)
    }

    /// What the coder decided on a pair of passages.
    pub fn verdict(&self, left: PassageId, right: PassageId) -> Option<LinkState> {
        self.coder.links.get(&(left, right)).map(|(_, state)| *state)
    }

    /// Whether the coder judged that nothing answers a passage.
    pub fn stands_alone(&self, side: Side, passage: PassageId) -> bool {
        self.coder.alone[side as usize].contains_key(&passage)
    }

    /// Links drawn by hand, which the machine has no candidate for.
    pub fn hand_links(&self) -> impl Iterator<Item = (PassageId, PassageId)> + '_ {
        let hand = |state: LinkState| matches!(state, LinkState::ByHand);
        self.coder.links.iter().filter(move |(_, (_, state))| hand(*state)).map(|(&pair, _)| pair)
    }

    /// The memos on places of a side that touch a span.
    pub fn memos(&self, side: Side, span: Span) -> Vec<(MemoId, &Memo, Span)> {
        let Some(article) = self.known_article(side) else { return Vec::new() };
        let memos = self.coder.session.state().memos.iter();
        memos
            .filter_map(|(&id, memo)| match memo.about {
                About::Place(place) if place.article == article && place.span.overlaps(span) => {
                    Some((id, memo, place.span))
                }
                _ => None,
            })
            .collect()
    }

    /// The comparison with the coder's decisions over it; the machine alone while there are none.
    pub fn findings(&self) -> Option<Findings> {
        let comparison = self.compared()?;
        let span = |side: Side, passage| self.article(side).map(|a| a.passage(passage).span);
        let mut decisions = Decisions::default();
        for (&(left, right), &(_, state)) in &self.coder.links {
            let verdict = match state {
                LinkState::Confirmed => Verdict::Confirmed,
                LinkState::Rejected => Verdict::Rejected,
                LinkState::Unsure => Verdict::Unsure,
                LinkState::ByHand => Verdict::ByHand,
                LinkState::Suggested | LinkState::NoCounterpart => continue,
            };
            if let (Some(left), Some(right)) = (span(Side::Left, left), span(Side::Right, right)) {
                decisions.links.insert((left, right), verdict);
            }
        }
        for side in Side::BOTH {
            let alone = self.coder.alone[side as usize].keys();
            decisions.no_counterpart.extend(alone.filter_map(|&p| Some((side, span(side, p)?))));
        }
        if !decisions.links.is_empty() || !decisions.no_counterpart.is_empty() {
            decisions.coder = Some(self.coder_name(self.coder.id));
        }
        Some(Findings { comparison: Arc::clone(comparison), decisions: Arc::new(decisions) })
    }

    /// Suggested links: how many somebody decided on, and how many there are.
    pub fn reviewed(&self) -> (usize, usize) {
        let Some(comparison) = self.comparison.ready() else { return (0, 0) };
        let accepted = comparison.alignment.candidates.iter().filter(|c| c.accepted);
        accepted.fold((0, 0), |(done, all), c| (done + usize::from(self.verdict(c.left, c.right).is_some()), all + 1))
    }

    /// The body's passages that the coder has dealt with, and how many there are.
    pub fn read(&self, side: Side) -> (usize, usize) {
        let Some(article) = self.article(side) else { return (0, 0) };
        let body = article.passages.iter().filter(|p| p.counts());
        body.fold((0, 0), |(done, all), p| {
            (done + usize::from(self.unit_state(side, p.id) != UnitState::Unread), all + 1)
        })
    }

    fn known_article(&self, side: Side) -> Option<ArticleId> {
        self.coder.articles[side as usize]
    }

    fn find_article(&self, side: Side) -> Option<ArticleId> {
        let document = self.document(side)?;
        let state = self.coder.session.state();
        let mut found = state.articles.keys().filter(|&&id| state.text(id) == Some(&document.article.text));
        found.next().copied()
    }

    // Changes

    /// Reads what the session says of the two articles shown.
    pub(super) fn refresh_session(&mut self) {
        let ids = Side::BOTH.map(|side| self.find_article(side));
        let state = self.coder.session.state();
        let mut codings: [Vec<Coded>; 2] = Default::default();
        let mut units: [BTreeMap<u32, UnitState>; 2] = Default::default();
        for side in Side::BOTH {
            let Some(article) = ids[side as usize] else { continue };
            let list = &mut codings[side as usize];
            let here = state.codings.iter().filter(|(_, c)| c.at.article == article);
            list.extend(here.map(|(&id, c): (_, &Coding)| Coded { id, span: c.at.span, code: c.code, coder: c.coder }));
            list.sort_by_key(|c| (c.span.start, c.span.end, c.id));
            let here = state.units.values().filter(|u| u.at.article == article && u.coder == self.coder.id);
            units[side as usize].extend(here.map(|u| (u.at.span.start.0, u.state)));
        }
        let mut links = BTreeMap::new();
        let mut alone: [BTreeMap<PassageId, LinkId>; 2] = Default::default();
        for (&id, link) in state.links.iter().filter(|(_, l)| l.coder == self.coder.id) {
            let side_of = |article| Side::BOTH.into_iter().find(|&s| ids[s as usize] == Some(article));
            let Some(from) = side_of(link.from.article) else { continue };
            let Some(here) = self.passage_at(from, link.from.span.start) else { continue };
            match link.to {
                Far::NoneIn(_) => {
                    alone[from as usize].insert(here, id);
                }
                Far::At(place) => {
                    if ids[from.other() as usize] != Some(place.article) {
                        continue;
                    }
                    let Some(there) = self.passage_at(from.other(), place.span.start) else { continue };
                    let pair = if from == Side::Left { (here, there) } else { (there, here) };
                    links.insert(pair, (id, link.state));
                }
            }
        }
        self.coder.articles = ids;
        self.coder.codings = codings;
        self.coder.units = units;
        self.coder.links = links;
        self.coder.alone = alone;
    }

    /// The session's number of a side's article, which it takes in when it is first spoken of.
    fn session_article(&mut self, side: Side) -> Result<ArticleId, EditError> {
        if let Some(id) = self.find_article(side) {
            return Ok(id);
        }
        let Some(document) = self.document(side) else { return Err(EditError::Nothing("code")) };
        let (text, name) = (document.article.text.clone(), document.article.name.clone());
        let origin = document.path.as_ref().map(|p| p.display().to_string()).unwrap_or_default();
        let state = self.coder.session.state();
        // Another article of the same name may be in the session already.
        let free = (1..).map(|n| if n == 1 { name.clone() } else { format!("{name} ({n})") });
        let name = free.into_iter().find(|n| state.article_named(n).is_none()).unwrap_or(name);
        let (id, edit) = state.add_article(&name, &origin, &text, BTreeMap::new())?;
        self.coder.session.push(self.coder.id, edit)?;
        Ok(id)
    }

    /// The session's number of a code; a theme becomes a code when it is first given.
    fn session_code(&mut self, choice: &CodeChoice) -> Result<CodeId, EditError> {
        if let Some(id) = choice.id {
            return Ok(id);
        }
        let theme = choice.theme.ok_or(EditError::Nothing("code"))?;
        let edit = self.coder.session.state().adopt_codebook(self.coder.id, &self.codes_from)?;
        self.coder.session.push(self.coder.id, edit)?;
        let id = self.codes_from.theme(theme).id.clone();
        let state = self.coder.session.state();
        let found = state.codes.iter().find(|(_, c)| c.theme.as_deref() == Some(&id)).map(|(&id, _)| id);
        found.ok_or(EditError::NoSuch(id))
    }

    /// Says why an edit was not made, and takes up what was.
    fn done(&mut self, result: Result<(), EditError>) {
        if let Err(error) = result
            && !matches!(error, EditError::Nothing(_))
        {
            let text = self.format("edit-failed", &[("reason", error.to_string().into())]);
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
            let text = self.text("select-first");
            return self.tell(Tone::Warning, text);
        };
        let result = (|| {
            let article = self.session_article(side)?;
            let codes: Vec<CodeId> = choices.iter().map(|c| self.session_code(c)).collect::<Result<_, _>>()?;
            self.coder.last.clone_from(&codes);
            let origin = if self.settings.unaided { Origin::Unaided } else { Origin::Edited };
            let state = self.coder.session.state();
            let coder = self.coder.id;
            let mut edit = state.code(coder, article, &[span], &codes, origin)?;
            if let Some(unit) = self.unit_at(side, span) {
                let mark = state.together(&[&|s| s.code(coder, article, &[span], &codes, origin), &|s| {
                    s.mark(coder, article, unit, UnitState::Coded, "")
                }]);
                // The unit may be marked as coded already.
                edit = mark.unwrap_or(edit);
            }
            self.coder.session.push(coder, edit).map(|_| ())
        })();
        let well = result.is_ok();
        self.done(result);
        if well && self.stepping {
            self.next_unread();
        }
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
        let position = self.codes().len() as u32;
        let code = crate::session::Code { name: name.to_owned(), position, ..Default::default() };
        let made = self.coder.session.state().add_code(self.coder.id, code);
        match made.and_then(|(id, edit)| self.coder.session.push(self.coder.id, edit).map(|_| id)) {
            Ok(id) => self.give(&[CodeChoice { id: Some(id), name: name.to_owned(), theme: None }]),
            Err(error) => self.done(Err(error)),
        }
    }

    fn edit(&mut self, make: impl FnOnce(&Self) -> Result<crate::session::Edit, EditError>) {
        let result = make(self).and_then(|edit| self.coder.session.push(self.coder.id, edit).map(|_| ()));
        self.done(result);
    }

    pub(super) fn uncode(&mut self, id: CodingId) {
        self.edit(|w| w.coder.session.state().uncode(&[id]));
    }

    pub(super) fn recode(&mut self, id: CodingId, choice: &CodeChoice) {
        match self.session_code(choice) {
            Ok(code) => self.edit(|w| w.coder.session.state().recode(id, code)),
            Err(error) => self.done(Err(error)),
        }
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
        let result = (|| {
            let article = self.session_article(side)?;
            let state = self.coder.session.state();
            let place = state.place(article, span).ok_or(EditError::Nothing("write"))?;
            let edit = state.memo(self.coder.id, MemoKind::Note, About::Place(place), text.trim());
            self.coder.session.push(self.coder.id, edit).map(|_| ())
        })();
        self.done(result);
    }

    pub(super) fn remove_memo(&mut self, id: MemoId) {
        self.edit(|w| w.coder.session.state().unmemo(id));
    }

    pub(super) fn mark_unit(&mut self, state: UnitState, reason: &str) {
        let side = self.active;
        let Some(passage) = self.current(side) else { return };
        let Some(span) = self.article(side).map(|a| a.passage(passage).span) else { return };
        let result = (|| {
            let article = self.session_article(side)?;
            let edit = self.coder.session.state().mark(self.coder.id, article, span, state, reason)?;
            self.coder.session.push(self.coder.id, edit).map(|_| ())
        })();
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

    // Links

    /// Decides on the pair of passages that both panes are at.
    pub(super) fn judge(&mut self, state: LinkState, note: &str) {
        let (Some(left), Some(right)) = (self.current(Side::Left), self.current(Side::Right)) else {
            let text = self.text("pair-first");
            return self.tell(Tone::Warning, text);
        };
        let candidate = self.comparison.ready().is_some_and(|c| {
            c.alignment.candidates.iter().any(|c: &Candidate| c.left == left && c.right == right && c.accepted)
        });
        let state = if state == LinkState::Confirmed && !candidate { LinkState::ByHand } else { state };
        let result = self.judge_pair(left, right, state, note);
        let well = result.is_ok();
        self.done(result);
        if well && self.triage {
            self.next_in_triage();
        }
    }

    fn judge_pair(&mut self, left: PassageId, right: PassageId, state: LinkState, note: &str) -> Result<(), EditError> {
        let known = self.coder.links.get(&(left, right)).map(|(id, _)| *id);
        let edit = match known {
            Some(id) => self.coder.session.state().judge(id, state, Some(note).filter(|n| !n.is_empty()))?,
            None => {
                let ids = [self.session_article(Side::Left)?, self.session_article(Side::Right)?];
                let span = |side: Side, passage| self.article(side).map(|a| a.passage(passage).span);
                let store = self.coder.session.state();
                let place = |side: Side, passage| span(side, passage).and_then(|s| store.place(ids[side as usize], s));
                let from = place(Side::Left, left).ok_or(EditError::Nothing("link"))?;
                let to = place(Side::Right, right).ok_or(EditError::Nothing("link"))?;
                let origin = match state {
                    LinkState::ByHand if self.settings.unaided => Origin::Unaided,
                    LinkState::ByHand => Origin::Edited,
                    _ => Origin::Accepted,
                };
                store.link(Link {
                    from,
                    to: Far::At(to),
                    state,
                    kind: String::new(),
                    note: note.to_owned(),
                    coder: self.coder.id,
                    origin,
                })?
            }
        };
        self.coder.session.push(self.coder.id, edit).map(|_| ())
    }

    /// Judges that nothing answers the current passage.
    pub(super) fn no_counterpart(&mut self) {
        let side = self.active;
        let Some(passage) = self.current(side) else { return };
        if let Some(&id) = self.coder.alone[side as usize].get(&passage) {
            return self.edit(|w| w.coder.session.state().unlink(id));
        }
        let result = (|| {
            let (here, there) = (self.session_article(side)?, self.session_article(side.other())?);
            let span = self.article(side).map(|a| a.passage(passage).span);
            let store = self.coder.session.state();
            let from = span.and_then(|s| store.place(here, s)).ok_or(EditError::Nothing("link"))?;
            let origin = if self.settings.unaided { Origin::Unaided } else { Origin::Edited };
            let edit = store.link(Link {
                from,
                to: Far::NoneIn(there),
                state: LinkState::NoCounterpart,
                kind: String::new(),
                note: String::new(),
                coder: self.coder.id,
                origin,
            })?;
            self.coder.session.push(self.coder.id, edit).map(|_| ())
        })();
        self.done(result);
    }

    /// The next suggestion that nobody has decided on, behind the pair that is looked at.
    pub(super) fn next_in_triage(&mut self) {
        let Some(comparison) = self.comparison.ready().cloned() else { return };
        let at = self.current(Side::Left).zip(self.current(Side::Right));
        let open = |c: &&Candidate| c.accepted && self.verdict(c.left, c.right).is_none();
        let candidates = &comparison.alignment.candidates;
        let from = at.and_then(|at| candidates.iter().position(|c| (c.left, c.right) == at)).map_or(0, |n| n + 1);
        let next = candidates[from..].iter().chain(&candidates[..from]).find(open).map(|c| (c.left, c.right));
        match next {
            Some((left, right)) => {
                self.triage = true;
                self.go_to_pair(left, right);
            }
            None => {
                self.triage = false;
                let text = self.text("all-judged");
                self.tell(Tone::Good, text);
            }
        }
    }

    /// Joins the passage that was marked as a source with the current one of the other side.
    pub(super) fn attach(&mut self) {
        let Some((side, passage)) = self.link_source else { return };
        let Some(there) = self.current(side.other()) else { return };
        let (left, right) = if side == Side::Left { (passage, there) } else { (there, passage) };
        let result = self.judge_pair(left, right, LinkState::ByHand, "");
        self.link_source = None;
        self.done(result);
    }

    pub(super) fn mark_source(&mut self) {
        self.link_source = self.current(self.active).map(|p| (self.active, p));
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

    /// Waits until everything is in the file; called when the window closes.
    pub fn close_session(&mut self) -> Status {
        self.coder.session.flush()
    }
}
