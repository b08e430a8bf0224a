//! What charts and reports of a command line are made from: articles, two or more, their dates, a session.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail};

use super::files::{self, Dates};
use super::{Global, Io, Usage, pair};
use crate::article::Article;
use crate::chart::Material;
use crate::comparison::Analysis;
use crate::exchange;
use crate::findings::Findings;
use crate::progress::Progress;
use crate::session::{CoderId, Options, Session, State};

/// The session that charts and reports take codings, memos and decisions from.
#[derive(clap::Args)]
pub struct SessionArgs {
    /// A session: its codings, memos and agreement; its first two articles where none is named
    #[arg(long, value_name = "FILE")]
    session: Option<PathBuf>,
    /// Whose decisions and codings count; may be left out where one person codes
    #[arg(long)]
    coder: Option<String>,
}

impl SessionArgs {
    /// The session's name, without its folder.
    pub fn name(&self) -> Option<String> {
        self.session.as_deref().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned())
    }
}

/// Everything that charts and the report of a command line are made from.
pub struct Study {
    pub findings: Findings,
    others: Vec<Arc<Analysis>>,
    session: Option<Session>,
    /// The coder that was named.
    coder: Option<CoderId>,
    dates: [Option<String>; 2],
}

/// Which articles are wanted, and whose decisions on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Articles {
    /// Two and no more, with one coder's decisions.
    Two,
    /// Two with one coder's decisions, and the others of a session beside them.
    TwoAndOthers,
    /// Any number; nobody's decisions need count, so no coder need be named where there are several.
    Many,
}

impl Study {
    /// Reads and compares.
    pub fn open(
        files: &[PathBuf],
        session: &SessionArgs,
        wanted: Articles,
        global: &Global,
        io: &mut Io<'_>,
        progress: &Progress,
    ) -> anyhow::Result<Self> {
        // One file that is a session is as good as naming it as such.
        let (files, path) = match (files, &session.session) {
            ([only], None) if is_session(only) => (&[][..], Some(only.as_path())),
            (files, path) => (files, path.as_deref()),
        };
        let opened = path.map(open_session).transpose()?;
        let mut articles = match &opened {
            Some(opened) if files.is_empty() => articles_of(opened.state(), session.coder.as_deref())?,
            _ if wanted == Articles::Many && files.len() > 2 => files::open(files, global, io)?,
            _ => files::pair(files, global, io)?.into(),
        };
        if articles.len() < 2 {
            let place = path.unwrap_or(Path::new("-")).display();
            bail!("{place}: holds {} articles, but two are compared; add one, or name two files", articles.len());
        }
        if wanted == Articles::Two {
            articles.truncate(2);
        }
        let dates = Dates::of(global, articles.len())?;
        let engine = pair::engine(global)?;
        let steps = articles.len() + 1;
        progress.check(0, steps)?;
        let read = |n: usize| (Arc::new(articles[n].clone()), dates.date(n));
        let [left, right] = engine.analyse_both([read(0), read(1)]);
        progress.check(2, steps)?;
        let mut others = Vec::new();
        for n in 2..articles.len() {
            let (article, date) = read(n);
            others.push(Arc::new(engine.analyse(article, date)));
            progress.check(n + 1, steps)?;
        }
        let comparison = Arc::new(engine.compare(left, right, &Progress::default())?);
        let findings = match &opened {
            None => Findings::machine(comparison),
            Some(opened) => {
                let state = opened.state();
                let decisions = match coder(state, session.coder.as_deref())? {
                    Some(coder) => exchange::decisions(state, coder, &comparison),
                    None if wanted == Articles::Many || people(state).count() == 0 => Default::default(),
                    None => bail!(Usage(format!(
                        "the session has several coders: name one with --coder ({})",
                        names(state)
                    ))),
                };
                Findings { comparison, decisions: Arc::new(decisions) }
            }
        };
        let named = session.coder.as_deref().zip(opened.as_ref());
        let coder = named.map(|(name, opened)| coder(opened.state(), Some(name))).transpose()?.flatten();
        let dates = [0, 1].map(|n| dates.words(n).map(str::to_owned));
        Ok(Self { findings, others, session: opened, coder, dates })
    }

    pub fn has_session(&self) -> bool {
        self.session.is_some()
    }

    pub fn material(&self) -> Material<'_> {
        Material {
            findings: &self.findings,
            dates: [self.dates[0].as_deref(), self.dates[1].as_deref()],
            others: &self.others,
            session: self.session.as_ref().map(Session::state),
            coder: self.coder,
        }
    }
}

/// Whether a file is a session: a database of SQLite, which no article is.
fn is_session(path: &Path) -> bool {
    const MAGIC: &[u8] = b"SQLite format 3\0";
    let mut head = [0; MAGIC.len()];
    File::open(path).and_then(|mut file| file.read_exact(&mut head)).is_ok() && head == MAGIC
}

fn open_session(path: &Path) -> anyhow::Result<Session> {
    Session::open(path, Options::default()).with_context(|| path.display().to_string())
}

/// The session's articles, in the structure that the coder gave them.
fn articles_of(state: &State, name: Option<&str>) -> anyhow::Result<Vec<Article>> {
    let coder = coder(state, name)?;
    let article = |&id| coder.map_or_else(|| state.loaded(id), |coder| state.corrected(id, coder));
    Ok(state.articles.keys().filter_map(article).collect())
}

/// The people who code, as far as they are known.
fn people(state: &State) -> impl Iterator<Item = (CoderId, &str)> {
    let people = state.coders.iter().filter(|(_, coder)| coder.machine.is_none() && !coder.forgotten);
    people.map(|(&id, coder)| (id, coder.name.as_str()))
}

fn names(state: &State) -> String {
    people(state).map(|(_, name)| name).collect::<Vec<_>>().join(", ")
}

/// The person of this name, or the only one there is; none where several code and none is named.
fn coder(state: &State, name: Option<&str>) -> anyhow::Result<Option<CoderId>> {
    let Some(name) = name else {
        let mut people = people(state);
        return Ok(people.next().filter(|_| people.next().is_none()).map(|(id, _)| id));
    };
    match people(state).find(|(_, known)| *known == name) {
        Some((id, _)) => Ok(Some(id)),
        None => bail!(Usage(format!("no coder is called {name}; the session has {}", names(state)))),
    }
}

/// Shows on standard error how far the work is, a line a tenth, while `work` runs.
pub fn with_progress<T>(global: &Global, io: &mut Io<'_>, work: impl FnOnce(&Progress, &mut Io<'_>) -> T) -> T {
    if !global.progress {
        return work(&Progress::default(), io);
    }
    let progress = Progress::default();
    let (done, wait) = std::sync::mpsc::channel::<()>();
    let watched = progress.clone();
    let watcher = std::thread::spawn(move || {
        let mut last = None;
        // Nothing is ever sent: the wait ends when the work does.
        while wait.recv_timeout(std::time::Duration::from_millis(100))
            == Err(std::sync::mpsc::RecvTimeoutError::Timeout)
        {
            let tenths = (watched.fraction() * 10.0) as u32 * 10;
            if last.replace(tenths) != Some(tenths) {
                eprintln!("duizhao: {tenths}%");
            }
        }
    });
    let result = work(&progress, io);
    drop(done);
    // A watcher that failed has nothing to say about the work.
    let _ended = watcher.join();
    result
}
