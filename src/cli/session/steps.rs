//! The steps of a coding day: words of the command line → edits.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::args::{Book, By, Right, Step};
use crate::article;
use crate::cli::{Global, Io, files};
use crate::figures::{self, FigureId};
use crate::script::Vocabulary;
use crate::session::{
    About, ArticleId, Asset, AssetKind, Code, CodeId, CoderId, CodingId, Correction, CorrectionId, Decision,
    Definition, Edit, EditError, Far, Fix, Forget, Link, LinkId, LinkState, Maker, MemoId, Place, ReviewId, Session,
    State,
};
use crate::text::Span;
use crate::themes::Codebook;

/// What to do with a thing of the queue.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum Settle {
    Keep,
    Move,
    Drop,
}

/// What can be set right.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub(super) enum FixKind {
    Split,
    Join,
    Role,
    Repeat,
    Exclude,
    Figure,
    NoFigure,
    Measure,
    NoMeasure,
}

impl Right {
    fn fix(&self) -> Result<Fix> {
        let fields = || self.field.iter().cloned().collect();
        Ok(match self.what {
            FixKind::Split => Fix::Split,
            FixKind::Join => Fix::Join,
            FixKind::Role => {
                let name = self.role.as_deref().context("--role says which part")?;
                let role = serde_json::from_value(name.into()).with_context(|| format!("no role {name}"))?;
                Fix::Role { role, level: self.level }
            }
            FixKind::Repeat => Fix::Repeat { of: self.of },
            FixKind::Exclude => Fix::Exclude { reason: self.reason.clone() },
            FixKind::Figure => Fix::Figure { fields: fields() },
            FixKind::NoFigure => Fix::NoFigure,
            FixKind::Measure => Fix::Measure { fields: fields() },
            FixKind::NoMeasure => Fix::NoMeasure,
        })
    }
}

/// `12..34`
pub(super) fn span(words: &str) -> Result<Span, String> {
    let parts = words.split_once("..").and_then(|(start, end)| Some((start.parse().ok()?, end.parse().ok()?)));
    match parts {
        Some((start, end)) if start <= end => Ok(Span::new(start, end)),
        _ => Err("a span is start..end, in code points".into()),
    }
}

/// `name=value`
pub(super) fn pair(words: &str) -> Result<(String, String), String> {
    let (name, value) = words.split_once('=').ok_or("a variable is name=value")?;
    Ok((name.to_owned(), value.to_owned()))
}

/// The coder of that name, or the only person who codes.
pub(super) fn coder(state: &State, by: &By) -> Result<CoderId> {
    if let Some(name) = &by.coder {
        return state.coder_named(name).with_context(|| format!("no coder {name}"));
    }
    let people: Vec<CoderId> = state
        .coders
        .iter()
        .filter(|(_, coder)| coder.machine.is_none() && !coder.forgotten)
        .map(|(id, _)| *id)
        .collect();
    match people[..] {
        [one] => Ok(one),
        _ => bail!("{} coders: name one with --coder", people.len()),
    }
}

fn article(state: &State, name: &str) -> Result<ArticleId> {
    state.article_named(name).with_context(|| format!("no article {name}"))
}

fn code(state: &State, name: &str) -> Result<CodeId> {
    let of_theme = || state.codes.iter().find(|(_, code)| code.theme.as_deref() == Some(name) && !code.retired);
    let found = state.code_named(name).or_else(|| of_theme().map(|(id, _)| *id));
    found.with_context(|| match state.codes.is_empty() {
        true => format!(
            "no code {name}: the session has no codes yet; `session codebook SESSION adopt` takes over the themes"
        ),
        false => format!("no code {name} in use; `session codebook SESSION list` prints those there are"),
    })
}

/// `ARTICLE:start..end`
fn place(state: &State, words: &str) -> Result<Place> {
    let (name, range) = words.rsplit_once(':').with_context(|| format!("{words}: a place is ARTICLE:start..end"))?;
    let range = span(range).map_err(anyhow::Error::msg)?;
    state.place(article(state, name)?, range).with_context(|| format!("{name} has no {range}"))
}

pub(super) fn forget(state: &State, name: Option<&str>, memo: Option<u32>, person: Option<&str>) -> Result<Forget> {
    match (name, memo, person) {
        (Some(name), _, _) => Ok(Forget::Article(article(state, name)?)),
        (_, Some(memo), _) => Ok(Forget::Memo(MemoId(memo))),
        (_, _, Some(name)) => Ok(Forget::Coder(state.coder_named(name).with_context(|| format!("no coder {name}"))?)),
        _ => bail!("what is to be forgotten: --article, --memo or --person"),
    }
}

/// The codebook and the vocabulary that the command line names, or those that come with the program.
pub(super) fn machine(global: &Global) -> Result<Vec<Asset>> {
    let codebook = files::codebook(global)?;
    let vocabulary = match &global.vocabulary {
        None => Vocabulary::BUILTIN.to_owned(),
        Some(file) => std::fs::read_to_string(file).with_context(|| file.display().to_string())?,
    };
    let name = global
        .vocabulary
        .as_deref()
        .and_then(Path::file_stem)
        .map_or(Asset::BUILTIN_VOCABULARY.into(), |name| name.to_string_lossy());
    Ok(vec![
        Asset::new(AssetKind::Codebook, &codebook.id, &codebook.to_toml()),
        Asset::new(AssetKind::Vocabulary, &name, &vocabulary),
    ])
}

/// Adds articles, each one step.
pub(super) fn add(session: &mut Session, paths: &[PathBuf], by: &By, global: &Global, io: &mut Io<'_>) -> Result<()> {
    let by = coder(session.state(), by)?;
    let articles = files::open(paths, global, io)?;
    for (given, path) in articles.iter().zip(paths) {
        let origin = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let (_, edit) = session.state().add_article(&given.name, &origin, given)?;
        session.push(by, edit)?;
    }
    Ok(())
}

impl By {
    /// This one, or the other where nobody is named.
    fn or<'a>(&'a self, other: &'a By) -> &'a By {
        if self.coder.is_some() { self } else { other }
    }
}

impl Step {
    pub(super) fn session(&self) -> &PathBuf {
        match self {
            Step::Add { session, .. }
            | Step::Coder { session, .. }
            | Step::Describe { session, .. }
            | Step::Replace { session, .. }
            | Step::Code { session, .. }
            | Step::Uncode { session, .. }
            | Step::Recode { session, .. }
            | Step::Mark { session, .. }
            | Step::Link { session, .. }
            | Step::Judge { session, .. }
            | Step::Unlink { session, .. }
            | Step::Memo { session, .. }
            | Step::Correct { session, .. }
            | Step::Uncorrect { session, .. }
            | Step::Undo { session, .. }
            | Step::Redo { session, .. }
            | Step::Codebook { session, .. } => session,
        }
    }

    fn by(&self) -> &By {
        match self {
            Step::Add { by, .. }
            | Step::Coder { by, .. }
            | Step::Describe { by, .. }
            | Step::Replace { by, .. }
            | Step::Code { by, .. }
            | Step::Uncode { by, .. }
            | Step::Recode { by, .. }
            | Step::Mark { by, .. }
            | Step::Link { by, .. }
            | Step::Judge { by, .. }
            | Step::Unlink { by, .. }
            | Step::Memo { by, .. }
            | Step::Correct { by, .. }
            | Step::Uncorrect { by, .. }
            | Step::Undo { by, .. }
            | Step::Redo { by, .. } => by,
            Step::Codebook { change, .. } => change.by(),
        }
    }
}

impl Book {
    fn by(&self) -> &By {
        match self {
            Book::Adopt { because }
            | Book::Add { because, .. }
            | Book::Rename { because, .. }
            | Book::Move { because, .. }
            | Book::Merge { because, .. }
            | Book::Split { because, .. }
            | Book::Retire { because, .. }
            | Book::Redefine { because, .. } => &because.by,
            Book::Review { by, .. } => by,
            Book::List | Book::Diff { .. } | Book::Queue => &By { coder: None },
        }
    }
}

/// Takes a step.
pub(super) fn take(step: &Step, otherwise: &By, session: &mut Session, global: &Global, io: &mut Io<'_>) -> Result<()> {
    if let Step::Add { articles, by, .. } = step {
        return add(session, articles, by.or(otherwise), global, io);
    }
    let by = coder(session.state(), step.by().or(otherwise))?;
    match step {
        Step::Undo { .. } => session.undo(by)?,
        Step::Redo { .. } => session.redo(by)?,
        Step::Mark { at, state: mark, reason, .. } => {
            let id = article(session.state(), &at.article)?;
            let (mark, reason) = (*mark, reason.as_str());
            let one = |span: Span| move |state: &State| state.mark(by, id, span, mark, reason);
            let makers: Vec<_> = at.span.iter().copied().map(one).collect();
            session.together(by, &makers.iter().map(|make| make as Maker<'_>).collect::<Vec<_>>())?
        }
        Step::Codebook { change: Book::Adopt { .. }, .. } => {
            let own = session.state().machine_codebook().filter(|_| global.codebook.is_none());
            let codebook = match own {
                Some(own) => Codebook::parse(&own.text).context("the session's codebook")?,
                None => files::codebook(global)?,
            };
            let codes = |state: &State| state.adopt_codebook(by, &codebook);
            let text = |state: &State| state.use_asset(AssetKind::Codebook, &codebook.id, &codebook.to_toml());
            session.together(by, &[&codes, &text])?
        }
        _ => {
            let edit = edit(step, session.state(), by, global, io)?;
            session.push(by, edit)?
        }
    };
    Ok(())
}

fn edit(step: &Step, state: &State, by: CoderId, global: &Global, io: &mut Io<'_>) -> Result<Edit> {
    let edit = match step {
        Step::Coder { name, instead_of: None, .. } => state.add_coder(name, None)?.1,
        Step::Coder { name, instead_of: Some(old), .. } => {
            let id = state.coder_named(old).with_context(|| format!("no coder {old}"))?;
            state.rename_coder(id, name)?
        }
        Step::Describe { article: name, variables, .. } => {
            let id = article(state, name)?;
            let mut all = state.articles[&id].variables.clone();
            all.extend(variables.iter().cloned());
            all.retain(|_, value| !value.is_empty());
            state.describe(id, all)?
        }
        Step::Replace { file, article: name, force, .. } => {
            let id = article(state, name)?;
            let mut new = files::open(std::slice::from_ref(file), global, io)?;
            let new = new.pop().context("an article takes the place")?;
            let origin = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let replacement = state.replace_article(id, &new, &origin, *force);
            let replacement = replacement.map_err(|error| match error {
                EditError::Unlike { .. } => anyhow::anyhow!("{error}; --force puts it there all the same"),
                error => error.into(),
            })?;
            for row in &replacement.unsure {
                writeln!(io.err, "to look at again: {row}")?;
            }
            replacement.edit
        }
        Step::Code { at, code: names, origin, .. } => {
            let codes: Vec<CodeId> = names.iter().map(|name| code(state, name)).collect::<Result<_>>()?;
            state.code(by, article(state, &at.article)?, &at.span, &codes, *origin)?
        }
        Step::Uncode { codings, .. } => state.uncode(&codings.iter().map(|id| CodingId(*id)).collect::<Vec<_>>())?,
        Step::Recode { coding, code: name, span, .. } => {
            let id = CodingId(*coding);
            match (name, span) {
                (Some(name), None) => state.recode(id, code(state, name)?)?,
                (None, Some(span)) => state.resize(id, *span)?,
                _ => bail!("either --code or --span"),
            }
        }
        Step::Link { from, to, none_in, state: judgement, kind, note, origin, .. } => {
            let (to, judgement) = match (to, none_in) {
                (Some(to), _) => (Far::At(place(state, to)?), *judgement),
                (None, Some(name)) => (Far::NoneIn(article(state, name)?), LinkState::NoCounterpart),
                (None, None) => bail!("a link has a far end, or --none-in"),
            };
            let (from, kind, note) = (place(state, from)?, kind.clone(), note.clone());
            state.link(Link { from, to, state: judgement, kind, note, coder: by, origin: *origin })?
        }
        Step::Judge { link, state: judgement, note, .. } => state.judge(LinkId(*link), *judgement, note.as_deref())?,
        Step::Unlink { link, .. } => state.unlink(LinkId(*link))?,
        Step::Memo { text, .. } if text.trim().is_empty() => bail!("a memo needs words"),
        Step::Memo { text, kind, on, code: on_code, coding, link, .. } => {
            let about = match (on, on_code, coding, link) {
                (Some(on), ..) if state.article_named(on).is_some() => About::Article(article(state, on)?),
                (Some(on), ..) => About::Place(place(state, on)?),
                (_, Some(name), ..) => About::Code(code(state, name)?),
                (_, _, Some(coding), _) => About::Coding(CodingId(*coding)),
                (_, _, _, Some(link)) => About::Link(LinkId(*link)),
                _ => About::Session,
            };
            state.memo(by, *kind, about, text)
        }
        Step::Correct { article: name, span, fix, .. } => {
            let (id, fix) = (article(state, name)?, fix.fix()?);
            let edit = state.correct(by, id, *span, fix.clone())?;
            if let Some(nothing) = idle(state, by, id, *span, &fix)? {
                writeln!(io.err, "{name}:{span}: {nothing}")?;
            }
            edit
        }
        Step::Uncorrect { correction, .. } => state.uncorrect(CorrectionId(*correction))?,
        Step::Codebook { change, .. } => book(change, state, by)?,
        Step::Add { .. } | Step::Undo { .. } | Step::Redo { .. } | Step::Mark { .. } => bail!("no edit of its own"),
    };
    Ok(edit)
}

/// What a correction finds nothing of, if so; an error where a figure cannot be read as it says.
fn idle(state: &State, by: CoderId, id: ArticleId, span: Span, fix: &Fix) -> Result<Option<&'static str>> {
    let loaded = state.loaded(id).context("the article was found just now")?;
    let all = || figures::read(&loaded, None);
    let at = state.place(id, span).context("the place was found just now")?;
    let Some(new) = (Correction { at, coder: by, fix: fix.clone() }).structure() else {
        return match fix {
            Fix::Figure { fields } => {
                figures::amended(&loaded.text, span, &all(), FigureId(0), fields)?;
                Ok(None)
            }
            Fix::NoFigure if all().iter().all(|figure| figure.span != span) => {
                Ok(Some("no figure stands just there; `duizhao figures` prints where they stand"))
            }
            _ => Ok(None),
        };
    };
    let without_effect = |corrections: &[article::Correction]| {
        let corrected = loaded.corrected(corrections);
        let idle = |warning: &article::Warning| match warning.kind {
            article::WarningKind::CorrectionWithoutEffect { count } => Some(count),
            _ => None,
        };
        corrected.warnings.iter().find_map(idle).unwrap_or(0)
    };
    let mut corrections = state.structure(id, by);
    let before = without_effect(&corrections);
    corrections.push(new);
    Ok((without_effect(&corrections) > before).then_some("the correction finds nothing to correct"))
}

fn book(change: &Book, state: &State, by: CoderId) -> Result<Edit> {
    let edit = match change {
        Book::List | Book::Diff { .. } | Book::Queue => bail!("this only prints, and is no step"),
        Book::Adopt { .. } => bail!("no edit of its own"),
        Book::Add { name, parent, words, .. } => {
            let new = Code {
                name: name.clone(),
                parent: parent.as_deref().map(|name| code(state, name)).transpose()?,
                definition: words.definition.clone(),
                include_when: words.include_when.clone(),
                exclude_when: words.exclude_when.clone(),
                examples: words.example.clone(),
                ..Code::default()
            };
            state.add_code(by, new)?.1
        }
        Book::Rename { code: name, name: new, because } => {
            state.rename_code(by, code(state, name)?, new, &because.reason)?
        }
        Book::Move { code: name, parent, position, because } => {
            let parent = parent.as_deref().map(|name| code(state, name)).transpose()?;
            state.move_code(by, code(state, name)?, parent, *position, &because.reason)?
        }
        Book::Merge { code: name, into, because } => {
            state.merge_codes(by, code(state, name)?, code(state, into)?, &because.reason)?
        }
        Book::Split { code: name, names, because } => {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            state.split_code(by, code(state, name)?, &names, &because.reason)?
        }
        Book::Retire { code: name, because } => state.retire_code(by, code(state, name)?, &because.reason)?,
        Book::Redefine { code: name, words, because } => {
            let new = Definition {
                definition: words.definition.clone(),
                include_when: words.include_when.clone(),
                exclude_when: words.exclude_when.clone(),
                examples: words.example.clone(),
            };
            state.redefine_code(by, code(state, name)?, new, &because.reason)?
        }
        Book::Review { review, decision, to, .. } => {
            let decision = match (decision, to) {
                (Settle::Keep, _) => Decision::Keep,
                (Settle::Drop, _) => Decision::Drop,
                (Settle::Move, Some(to)) => Decision::Move(code(state, to)?),
                (Settle::Move, None) => bail!("--to names the code to move to"),
            };
            state.review(ReviewId(*review), decision)?
        }
    };
    Ok(edit)
}
