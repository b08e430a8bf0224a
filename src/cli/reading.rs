//! What a command line reads, and with what: articles from files or out of a session, and the vocabulary, codebook, dates and
//! corrections that belong to them. The one way from the words of a command line to what is computed.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};

use super::files::{self, Dates};
use super::{Global, Io, Usage};
use crate::article::Article;
use crate::comparison::{Analysis, Comparison, Engine};
use crate::exchange;
use crate::findings::{FigureVerdict, Findings};
use crate::progress::Progress;
use crate::script::{OpenCc, Vocabulary};
use crate::session::{CoderId, Options, Session, State};
use crate::text::Span;
use crate::themes::Codebook;

/// The session that a subcommand reads.
#[derive(clap::Args, Default)]
pub struct SessionArgs {
    /// A session: its articles, by their names, or all where none is named; read with its vocabulary and codebook, with
    /// what it says of the articles, and with the coder's corrections and codings
    #[arg(long, value_name = "FILE")]
    session: Option<PathBuf>,
    /// Whose corrections, decisions and codings count; may be left out where one person codes
    #[arg(long)]
    coder: Option<String>,
}

/// The articles that a subcommand reads one by one.
#[derive(clap::Args)]
pub struct Articles {
    /// Articles, `-` being standard input; the two that come with the program if none is named
    pub(super) files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) session: SessionArgs,
}

impl Articles {
    pub fn open<'g>(&self, global: &'g Global, io: &mut Io<'_>) -> Result<Reading<'g>> {
        Reading::open(&self.files, &self.session, Wanted::Any, global, io)
    }
}

/// The two articles that a subcommand compares.
#[derive(clap::Args)]
pub struct Two {
    /// Two articles; those that come with the program if none is named
    #[arg(value_names = ["LEFT", "RIGHT"], num_args = 1..)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) session: SessionArgs,
}

impl Two {
    /// The two, read and set against each other.
    pub fn comparison(&self, global: &Global, io: &mut Io<'_>) -> Result<Comparison> {
        Reading::open(&self.files, &self.session, Wanted::Two, global, io)?.comparison()
    }

    /// The same with what the session's coder decided.
    pub fn findings(&self, global: &Global, io: &mut Io<'_>) -> Result<Findings> {
        Reading::open(&self.files, &self.session, Wanted::Two, global, io)?.findings()
    }
}

/// How many articles are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Any,
    Two,
    /// Two, and the others of a session beside them.
    TwoAndOthers,
    /// Two or more.
    Many,
}

/// Articles that are open, and what they are to be read with.
pub struct Reading<'g> {
    pub articles: Vec<Arc<Article>>,
    pub session: Option<Session>,
    /// The one who was named, or the only one who codes.
    pub coder: Option<CoderId>,
    global: &'g Global,
}

impl<'g> Reading<'g> {
    /// Opens what is named. One file that is a session is as good as naming it as such.
    pub fn open(
        files: &[PathBuf],
        from: &SessionArgs,
        wanted: Wanted,
        global: &'g Global,
        io: &mut Io<'_>,
    ) -> Result<Self> {
        let (files, path) = match (files, &from.session) {
            ([only], None) if is_session(only) => (&[][..], Some(only.as_path())),
            (files, path) => (files, path.as_deref()),
        };
        let enough = wanted == Wanted::Any || matches!(files.len(), 0 | 2) || wanted == Wanted::Many && files.len() > 2;
        if !enough {
            bail!(Usage(format!("two articles are compared, but the command line names {}", files.len())));
        }
        let Some(path) = path else {
            if let Some(coder) = &from.coder {
                bail!(Usage(format!("{coder} codes in a session: name it with --session FILE")));
            }
            let articles = files::open(files, global, io)?.into_iter().map(Arc::new).collect();
            return Ok(Self { articles, session: None, coder: None, global });
        };
        let session = Session::open(path, Options::default()).with_context(|| path.display().to_string())?;
        let coder = coder(session.state(), from.coder.as_deref())?;
        let mut articles = of_session(session.state(), coder, files, global, io)?;
        match wanted {
            Wanted::Any => {}
            _ if articles.len() < 2 => bail!(
                "{}: holds {} articles, but two are compared; add one, or name two files",
                path.display(),
                articles.len()
            ),
            Wanted::Two => articles.truncate(2),
            Wanted::TwoAndOthers | Wanted::Many => {}
        }
        Ok(Self { articles: articles.into_iter().map(Arc::new).collect(), session: Some(session), coder, global })
    }

    /// The vocabulary that the command line names, else the session's own, else the one that comes with the program.
    pub fn vocabulary(&self) -> Result<Vocabulary> {
        let own = self.session.as_ref().and_then(|session| session.state().own_vocabulary());
        match own {
            Some(own) if self.global.vocabulary.is_none() => {
                Vocabulary::parse(&own.text).context("the session's vocabulary")
            }
            _ => files::vocabulary(self.global),
        }
    }

    /// The codebook that the command line names, else the session's, else the one that comes with the program.
    pub fn codebook(&self) -> Result<Codebook> {
        let own = self.session.as_ref().and_then(|session| session.state().machine_codebook());
        match own {
            Some(own) if self.global.codebook.is_none() => Codebook::parse(&own.text).context("the session's codebook"),
            _ => files::codebook(self.global),
        }
    }

    pub fn engine(&self) -> Result<Engine> {
        let (vocabulary, codebook) = (Arc::new(self.vocabulary()?), Arc::new(self.codebook()?));
        Ok(Engine { converter: Arc::new(OpenCc::new()?), vocabulary, codebook })
    }

    pub fn dates(&self) -> Result<Dates<'g>, Usage> {
        Dates::of(self.global, self.articles.len())
    }

    /// Each article, read, and the engine that read it.
    pub fn analyses(&self) -> Result<(Engine, Vec<Analysis>)> {
        let (engine, dates) = (self.engine()?, self.dates()?);
        let articles = self.articles.iter().enumerate();
        let analyses = articles.map(|(n, article)| engine.analyse(Arc::clone(article), dates.date(n))).collect();
        Ok((engine, analyses))
    }

    /// The same with the coder's decisions over it; the machine's alone where nobody is named and several code.
    pub fn findings(&self) -> Result<Findings> {
        Ok(self.decided(self.comparison()?))
    }

    /// A comparison of these articles with the coder's decisions over it, if there is one coder.
    pub fn decided(&self, comparison: Comparison) -> Findings {
        let comparison = Arc::new(comparison);
        match (&self.session, self.coder) {
            (Some(session), Some(coder)) => {
                let decisions = Arc::new(exchange::decisions(session.state(), coder, &comparison));
                Findings { comparison, decisions }
            }
            _ => Findings::machine(comparison),
        }
    }

    /// What the coder says of the figures of an article, by where they stand.
    pub fn figure_verdicts(&self, analysis: &Analysis) -> BTreeMap<Span, FigureVerdict> {
        match (&self.session, self.coder) {
            (Some(session), Some(coder)) => exchange::figure_verdicts(session.state(), coder, analysis),
            _ => BTreeMap::new(),
        }
    }

    /// The first two articles, read and set against each other.
    pub fn comparison(&self) -> Result<Comparison> {
        let (engine, dates) = (self.engine()?, self.dates()?);
        let [left, right] = [0, 1].map(|n| (self.articles.get(n), dates.date(n)));
        let (Some(first), Some(second)) = (left.0, right.0) else { bail!("two articles are compared") };
        let [left, right] = engine.analyse_both([(Arc::clone(first), left.1), (Arc::clone(second), right.1)]);
        Ok(engine.compare(left, right, &Progress::default())?)
    }
}

/// Whether a file is a session: a database of SQLite, which no article is.
fn is_session(path: &Path) -> bool {
    const MAGIC: &[u8] = b"SQLite format 3\0";
    let mut head = [0; MAGIC.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == MAGIC
}

/// The articles that are named, as the session has them: by their names in it, or by files of the same text; other files as
/// they are. All of the session's where none is named.
fn of_session(
    state: &State,
    coder: Option<CoderId>,
    files: &[PathBuf],
    global: &Global,
    io: &mut Io<'_>,
) -> Result<Vec<Article>> {
    let structured = || state.corrections.values().any(|correction| correction.structure().is_some());
    if coder.is_none() && structured() {
        let names = names(state);
        writeln!(io.err, "duizhao: nobody's corrections of structure count; name one of {names} with --coder")?;
    }
    let article = |id| coder.map_or_else(|| state.loaded(id), |coder| state.corrected(id, coder));
    if files.is_empty() {
        return Ok(state.articles.keys().filter_map(|&id| article(id)).collect());
    }
    let named = |file: &Path| file.to_str().and_then(|name| state.article_named(name));
    let others: Vec<PathBuf> = files.iter().filter(|file| named(file).is_none()).cloned().collect();
    let mut opened = match others.as_slice() {
        [] => Vec::new(),
        others => files::open(others, global, io)?,
    }
    .into_iter();
    let same = |read: Article| {
        let known = state.articles.keys().find(|&&id| state.text(id) == Some(&read.text));
        known.and_then(|&id| article(id)).unwrap_or(read)
    };
    let wanted = files.iter().filter_map(|file| match named(file) {
        Some(id) => article(id),
        None => opened.next().map(same),
    });
    Ok(wanted.collect())
}

/// The people who code, as far as they are known.
pub fn people(state: &State) -> impl Iterator<Item = (CoderId, &str)> {
    let people = state.coders.iter().filter(|(_, coder)| coder.machine.is_none() && !coder.forgotten);
    people.map(|(&id, coder)| (id, coder.name.as_str()))
}

pub fn names(state: &State) -> String {
    people(state).map(|(_, name)| name).collect::<Vec<_>>().join(", ")
}

/// The person of this name, or the only one there is; none where several code and none is named.
fn coder(state: &State, name: Option<&str>) -> Result<Option<CoderId>> {
    let Some(name) = name else {
        let mut people = people(state);
        return Ok(people.next().filter(|_| people.next().is_none()).map(|(id, _)| id));
    };
    match people(state).find(|(_, known)| *known == name) {
        Some((id, _)) => Ok(Some(id)),
        None => bail!(Usage(format!("no coder is called {name}; the session has {}", names(state)))),
    }
}

impl SessionArgs {
    /// The session's name, without its folder.
    pub fn name(&self) -> Option<String> {
        self.session.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned())
    }

    /// Whether a coder was named rather than found.
    pub fn names_coder(&self) -> bool {
        self.coder.is_some()
    }
}
