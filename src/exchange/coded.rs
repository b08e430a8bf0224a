//! What people wrote in a session, as tables: codings and memos.

use super::decided::article;
use super::tables::{Cell, Table, quote, table, term};
use crate::chart::{Material, code_names};
use crate::comparison::Side;
use crate::i18n::Messages;
use crate::session::{About, ArticleId, CodeId, CoderId, LinkId, Place, State};

/// The codings and the memos of the session, if the material has one.
pub fn tables(material: &Material<'_>, messages: &Messages) -> Vec<Table> {
    let Some(state) = material.session else { return Vec::new() };
    let book = Book::new(material, state, messages);
    vec![codings(&book), memos(&book)]
}

/// Whether several people code, so that there is an agreement to speak of.
pub fn several_code(material: &Material<'_>) -> bool {
    let people = |state: &State| state.coders.values().filter(|coder| coder.machine.is_none()).count();
    material.session.is_some_and(|state| people(state) > 1)
}

/// A session as a report reads it.
pub struct Book<'a> {
    material: &'a Material<'a>,
    pub state: &'a State,
    messages: &'a Messages,
    ids: [Option<ArticleId>; 2],
}

impl<'a> Book<'a> {
    pub fn new(material: &'a Material<'a>, state: &'a State, messages: &'a Messages) -> Self {
        let ids = Side::BOTH.map(|side| article(state, &material.findings.comparison, side));
        Self { material, state, messages, ids }
    }

    /// The side that a place of the session is on.
    pub fn side_of(&self, place: Place) -> Option<Side> {
        Side::BOTH.into_iter().find(|&side| self.ids[side as usize] == Some(place.article))
    }

    pub fn code(&self, id: CodeId) -> String {
        let code = self.state.codes.get(&self.state.effective(id));
        let codebook = &self.material.findings.comparison.codebook;
        code.map_or_else(String::new, |c| code_names(c, codebook).0.in_lang(self.messages.lang()).to_owned())
    }

    /// Somebody forgotten has no name.
    pub fn coder(&self, id: CoderId) -> String {
        self.state.coders.get(&id).map(|coder| coder.name.clone()).unwrap_or_default()
    }

    fn article(&self, id: ArticleId) -> Cell {
        Cell::text(self.state.articles.get(&id).map(|a| a.name.clone()).unwrap_or_default())
    }

    /// Words of an article: with a way there where it is one of the two.
    fn words(&self, place: Place) -> Cell {
        match self.side_of(place) {
            Some(side) => quote(self.material.findings, side, place.span),
            None => Cell::text(self.state.quote(place).replace('\n', "")),
        }
    }
}

fn codings(book: &Book<'_>) -> Table {
    let mut codings: Vec<_> = book.state.codings.iter().collect();
    codings.sort_by_key(|(id, coding)| (coding.at.article, coding.at.span, **id));
    let rows = codings.into_iter().map(|(_, coding)| {
        let version = coding.version.and_then(|id| book.state.versions.get(&id));
        vec![
            book.article(coding.at.article),
            book.words(coding.at),
            Cell::text(book.code(coding.code)),
            Cell::text(book.coder(coding.coder)),
            term("origin", &coding.origin, book.messages),
            version.map_or(Cell::Empty, |version| Cell::text(version.number.to_string())),
        ]
    });
    let columns = ["article", "words", "code", "coder", "origin", "version"];
    table("codings", &columns, book.messages, rows.collect())
}

fn memos(book: &Book<'_>) -> Table {
    let link = |id: LinkId| book.state.links.get(&id).map_or(Cell::Empty, |link| book.words(link.from));
    let rows = book.state.memos.values().map(|memo| {
        let about = match memo.about {
            About::Session => Cell::text(book.messages.text("report-about-session")),
            About::Article(id) => book.article(id),
            About::Place(place) => book.words(place),
            About::Code(id) => Cell::text(book.code(id)),
            About::Coding(id) => book.state.codings.get(&id).map_or(Cell::Empty, |coding| book.words(coding.at)),
            About::Link(id) => link(id),
        };
        vec![
            about,
            term("memo", &memo.kind, book.messages),
            Cell::text(book.coder(memo.coder)),
            Cell::text(memo.text.clone()),
        ]
    });
    table("memos", &["about", "kind", "coder", "memo"], book.messages, rows.collect())
}
