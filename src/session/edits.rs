//! The edits of a coding day, made from what the state holds. Each is one step of the log.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::edit::{Edit, EditError, Verb};
use super::model::{
    About, Asset, AssetKind, Coder, Coding, Correction, Far, Fix, Link, LinkState, Memo, MemoKind, Origin, Place,
    RowRef, Settings, Source, Unit, UnitState,
};
use super::state::{
    ArticleId, AssetId, CodeId, CoderId, CodingId, CorrectionId, Kind, LinkId, MemoId, SourceId, State, UnitId,
};
use crate::text::{Span, Text};

/// Makes an edit from what a state holds; see [`super::Session::together`].
pub type Maker<'a> = &'a dyn Fn(&State) -> Result<Edit, EditError>;

impl State {
    /// The session by another title.
    pub fn retitle(&self, title: &str) -> Result<Edit, EditError> {
        let (id, old) = self.settings.first_key_value().ok_or(EditError::NoSuch("settings".into()))?;
        Ok(Edit::new(Verb::Rename).change(*id, old.clone(), Settings { title: title.to_owned(), ..old.clone() }))
    }

    /// A coder; the machine is one of its own, named by program version and hash of the codebook.
    pub fn add_coder(&self, name: &str, machine: Option<&str>) -> Result<(CoderId, Edit), EditError> {
        if name.trim().is_empty() {
            return Err(EditError::NoSuch("name".into()));
        }
        if self.coder_named(name).is_some() {
            return Err(EditError::Taken(name.to_owned()));
        }
        let id = CoderId(self.new_id(0));
        let guid = self.name_based(&format!("coder\n{name}"));
        if self.forgotten(Kind::Coder, &guid.to_string()) {
            return Err(EditError::Forgotten(name.to_owned()));
        }
        let coder = Coder { guid, name: name.to_owned(), machine: machine.map(str::to_owned), forgotten: false };
        Ok((id, Edit::new(Verb::AddCoder).add(id, coder)))
    }

    /// A coder by another name; who they are stays the same.
    pub fn rename_coder(&self, id: CoderId, name: &str) -> Result<Edit, EditError> {
        let old = row(&self.coders, id)?;
        match name.trim() {
            "" => Err(EditError::NoSuch("name".into())),
            name if name == old.name => Err(EditError::Nothing("change")),
            name if self.coder_named(name).is_some() => Err(EditError::Taken(name.to_owned())),
            name => {
                let new = Coder { name: name.to_owned(), ..old.clone() };
                Ok(Edit::new(Verb::RenameCoder).change(id, old.clone(), new))
            }
        }
    }

    /// The source of a text, which is stored once whatever is made of it.
    pub(super) fn with_source(&self, verb: Verb, text: &Text) -> Result<(SourceId, Edit), EditError> {
        let source = Source::new(text.clone());
        match self.sources.iter().find(|(_, have)| have.hash == source.hash) {
            Some((id, _)) => Ok((*id, Edit::new(verb))),
            None if self.forgotten(Kind::Article, &source.hash) => Err(EditError::Forgotten("this article".into())),
            None => {
                let id = SourceId(self.new_id(0));
                Ok((id, Edit::new(verb).add(id, source)))
            }
        }
    }

    /// An article that nothing is said of leaves the session; undo brings it back. See [`super::Session::forget`].
    pub fn remove_article(&self, id: ArticleId) -> Result<Edit, EditError> {
        let old = row(&self.articles, id)?;
        let edit = Edit::new(Verb::RemoveArticle).remove(id, old.clone());
        let shared = self.articles.iter().any(|(other, article)| *other != id && article.source == old.source);
        match self.sources.get(&old.source) {
            Some(source) if !shared => Ok(edit.remove(old.source, source.clone())),
            _ => Ok(edit),
        }
    }

    /// The codebook or vocabulary that the machine uses from here on.
    pub fn use_asset(&self, kind: AssetKind, name: &str, text: &str) -> Result<Edit, EditError> {
        let new = Asset::new(kind, name, text);
        let edit = Edit::new(Verb::UseAsset);
        match self.assets.iter().find(|(_, asset)| asset.kind == kind) {
            Some((_, old)) if *old == new => Err(EditError::Nothing("change")),
            Some((id, old)) => Ok(edit.change(*id, old.clone(), new)),
            None => Ok(edit.add(AssetId(self.new_id(0)), new)),
        }
    }

    /// Codes for spans of an article, all in one step; what the coder has given already is left out.
    pub fn code(
        &self,
        coder: CoderId,
        article: ArticleId,
        spans: &[Span],
        codes: &[CodeId],
        origin: Origin,
    ) -> Result<Edit, EditError> {
        let mut edit = Edit::new(Verb::Code);
        let theirs = self.codings.values().filter(|old| old.coder == coder && old.at.article == article);
        let mut given: BTreeSet<(Span, CodeId)> = theirs.map(|old| (old.at.span, old.code)).collect();
        for span in spans {
            let at = self.want_words(article, *span)?;
            for &code in codes {
                if !given.insert((at.span, code)) {
                    continue;
                }
                let id = CodingId(self.new_id(edit.changes.len() as u32));
                edit = edit.add(id, Coding { at, code, coder, origin, version: self.version() });
            }
        }
        some(edit, "code")
    }

    /// Codings taken away.
    pub fn uncode(&self, codings: &[CodingId]) -> Result<Edit, EditError> {
        let mut edit = Edit::new(Verb::Uncode);
        for id in codings {
            // What waits to be looked at again goes with what it speaks of.
            for (review, waiting) in self.reviews_of((*id).into()) {
                edit = edit.remove(review, waiting.clone());
            }
            edit = edit.remove(*id, row(&self.codings, *id)?.clone());
        }
        some(edit, "uncode")
    }

    /// Another code for a coding.
    pub fn recode(&self, id: CodingId, code: CodeId) -> Result<Edit, EditError> {
        let old = row(&self.codings, id)?;
        let new = Coding { code, version: self.version(), origin: touched(old.origin), ..old.clone() };
        Ok(Edit::new(Verb::Recode).change(id, old.clone(), new))
    }

    /// Another span for a coding.
    pub fn resize(&self, id: CodingId, span: Span) -> Result<Edit, EditError> {
        let old = row(&self.codings, id)?;
        let at = self.want_words(old.at.article, span)?;
        let new = Coding { at, origin: touched(old.origin), ..old.clone() };
        Ok(Edit::new(Verb::Resize).change(id, old.clone(), new))
    }

    /// A coding broken in two at a code point within it.
    pub fn split_coding(&self, id: CodingId, at: u32) -> Result<Edit, EditError> {
        let old = row(&self.codings, id)?;
        let span = old.at.span;
        if at <= span.start.0 || at >= span.end.0 {
            return Err(EditError::Nothing("split"));
        }
        let half = |span| Ok(Coding { at: self.want_place(old.at.article, span)?, ..old.clone() });
        let edit = Edit::new(Verb::Resize).change(id, old.clone(), half(Span::new(span.start.0, at))?);
        Ok(edit.add(CodingId(self.new_id(0)), half(Span::new(at, span.end.0))?))
    }

    /// How far a coder is with a unit.
    pub fn mark(
        &self,
        coder: CoderId,
        article: ArticleId,
        span: Span,
        state: UnitState,
        reason: &str,
    ) -> Result<Edit, EditError> {
        if state == UnitState::Excluded && reason.trim().is_empty() {
            return Err(EditError::NoReason);
        }
        let at = self.want_words(article, span)?;
        let new = Unit { at, coder, state, reason: reason.to_owned() };
        let edit = Edit::new(Verb::Mark);
        match self.units.iter().find(|(_, unit)| unit.at == at && unit.coder == coder) {
            Some((_, old)) if *old == new => Err(EditError::Nothing("change")),
            Some((id, old)) => Ok(edit.change(*id, old.clone(), new)),
            None => Ok(edit.add(UnitId(self.new_id(0)), new)),
        }
    }

    /// A link, or the judgement that there is no counterpart.
    pub fn link(&self, link: Link) -> Result<Edit, EditError> {
        if matches!(link.to, Far::NoneIn(_)) != (link.state == LinkState::NoCounterpart) {
            return Err(EditError::NoSuch("far end of the link".into()));
        }
        if self.links.values().any(|old| (old.from, old.to, old.coder) == (link.from, link.to, link.coder)) {
            return Err(EditError::Taken("that link".into()));
        }
        for at in [Some(link.from), if let Far::At(to) = link.to { Some(to) } else { None }].into_iter().flatten() {
            self.want_words(at.article, at.span)?;
        }
        Ok(Edit::new(Verb::Link).add(LinkId(self.new_id(0)), link))
    }

    /// Another judgement on a link.
    pub fn judge(&self, id: LinkId, state: LinkState, note: Option<&str>) -> Result<Edit, EditError> {
        let old = row(&self.links, id)?;
        if matches!(old.to, Far::NoneIn(_)) != (state == LinkState::NoCounterpart) {
            return Err(EditError::NoSuch("far end of the link".into()));
        }
        let new = Link { state, note: note.unwrap_or(&old.note).to_owned(), ..old.clone() };
        if new == *old {
            return Err(EditError::Nothing("change"));
        }
        Ok(Edit::new(Verb::Judge).change(id, old.clone(), new))
    }

    /// Other words for the two ends of a link, in the order in which it was drawn.
    pub fn relink(&self, id: LinkId, [from, to]: [Span; 2]) -> Result<Edit, EditError> {
        let old = row(&self.links, id)?;
        let Far::At(far) = old.to else { return Err(EditError::NoSuch("far end of the link".into())) };
        let (from, to) = (self.want_place(old.from.article, from)?, Far::At(self.want_place(far.article, to)?));
        let new = Link { from, to, origin: touched(old.origin), ..old.clone() };
        Ok(Edit::new(Verb::Resize).change(id, old.clone(), new))
    }

    pub fn unlink(&self, id: LinkId) -> Result<Edit, EditError> {
        let mut edit = Edit::new(Verb::Unlink);
        for (review, waiting) in self.reviews_of(id.into()) {
            edit = edit.remove(review, waiting.clone());
        }
        Ok(edit.remove(id, row(&self.links, id)?.clone()))
    }

    pub fn memo(&self, coder: CoderId, kind: MemoKind, about: About, text: &str) -> Edit {
        Edit::new(Verb::Memo).add(MemoId(self.new_id(0)), Memo { kind, about, coder, text: text.to_owned() })
    }

    pub fn rewrite_memo(&self, id: MemoId, text: &str) -> Result<Edit, EditError> {
        let old = row(&self.memos, id)?;
        Ok(Edit::new(Verb::Memo).change(id, old.clone(), Memo { text: text.to_owned(), ..old.clone() }))
    }

    pub fn unmemo(&self, id: MemoId) -> Result<Edit, EditError> {
        Ok(Edit::new(Verb::Unmemo).remove(id, row(&self.memos, id)?.clone()))
    }

    /// Something of the machine's reading set right. What was said of the same of the same place gives way; of a figure or a
    /// measure the fields that are not named again stay, and an empty one is taken away.
    pub fn correct(&self, coder: CoderId, article: ArticleId, span: Span, fix: Fix) -> Result<Edit, EditError> {
        if matches!(&fix, Fix::Exclude { reason } if reason.trim().is_empty()) {
            return Err(EditError::NoReason);
        }
        let at = self.want_place(article, span)?;
        let same = |old: &Correction| (old.at, old.coder) == (at, coder) && old.fix.speaks_like(&fix);
        let old = self.corrections.iter().find(|(_, old)| same(old));
        let fix = match old {
            Some((_, old)) => fix.over(&old.fix),
            None => fix,
        };
        let new = Correction { at, coder, fix };
        let edit = Edit::new(Verb::Correct);
        match old {
            Some((_, old)) if *old == new => Err(EditError::Nothing("change")),
            Some((id, old)) => Ok(edit.change(*id, old.clone(), new)),
            None => Ok(edit.add(CorrectionId(self.new_id(0)), new)),
        }
    }

    pub fn uncorrect(&self, id: CorrectionId) -> Result<Edit, EditError> {
        Ok(Edit::new(Verb::Uncorrect).remove(id, row(&self.corrections, id)?.clone()))
    }

    /// A name-based id within the session.
    pub(super) fn name_based(&self, name: &str) -> Uuid {
        Uuid::new_v5(&self.settings().map_or(Uuid::nil(), |settings| settings.guid), name.as_bytes())
    }

    /// A place where something stands: what is said of nothing helps nobody.
    fn want_words(&self, article: ArticleId, span: Span) -> Result<Place, EditError> {
        let at = self.want_place(article, span)?;
        if self.quote(at).trim().is_empty() { Err(EditError::NoWords(span)) } else { Ok(at) }
    }

    pub(super) fn want_place(&self, article: ArticleId, span: Span) -> Result<Place, EditError> {
        row(&self.articles, article)?;
        self.place(article, span).ok_or_else(|| EditError::NoSuch(format!("span {span} in {}", RowRef::from(article))))
    }
}

/// A suggestion that was changed is no longer as it was.
fn touched(origin: Origin) -> Origin {
    if origin == Origin::Accepted { Origin::Edited } else { origin }
}

/// The row of a number that somebody named.
pub(super) fn row<I: Copy + Ord + Into<RowRef>, R>(table: &BTreeMap<I, R>, id: I) -> Result<&R, EditError> {
    table.get(&id).ok_or_else(|| EditError::NoSuch(id.into().to_string()))
}

fn some(edit: Edit, what: &'static str) -> Result<Edit, EditError> {
    if edit.is_empty() { Err(EditError::Nothing(what)) } else { Ok(edit) }
}
