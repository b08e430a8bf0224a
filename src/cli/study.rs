//! What charts and reports of a command line are made from: articles, two or more, their dates, a session.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::bail;

use super::reading::{Reading, SessionArgs, Wanted, names, people};
use super::{Global, Io, Usage};
use crate::chart::Material;
use crate::comparison::Analysis;
use crate::findings::Findings;
use crate::progress::Progress;
use crate::session::{CoderId, Session};

/// Everything that charts and the report of a command line are made from.
pub struct Study {
    pub findings: Findings,
    others: Vec<Arc<Analysis>>,
    session: Option<Session>,
    /// The coder that was named.
    coder: Option<CoderId>,
    dates: [Option<String>; 2],
}

impl Study {
    /// Reads and compares.
    pub fn open(
        files: &[PathBuf],
        session: &SessionArgs,
        wanted: Wanted,
        global: &Global,
        io: &mut Io<'_>,
        progress: &Progress,
    ) -> anyhow::Result<Self> {
        let reading = Reading::open(files, session, wanted, global, io)?;
        let (articles, dates, engine) = (&reading.articles, reading.dates()?, reading.engine()?);
        let steps = articles.len() + 1;
        progress.check(0, steps)?;
        let read = |n: usize| (Arc::clone(&articles[n]), dates.date(n));
        let [left, right] = engine.analyse_both([read(0), read(1)]);
        progress.check(2, steps)?;
        let mut others = Vec::new();
        for n in 2..articles.len() {
            let (article, date) = read(n);
            others.push(Arc::new(engine.analyse(article, date)));
            progress.check(n + 1, steps)?;
        }
        let comparison = engine.compare(left, right, &Progress::default())?;
        if let (Some(session), None) = (&reading.session, reading.coder)
            && wanted != Wanted::Many
            && people(session.state()).count() > 0
        {
            let names = names(session.state());
            bail!(Usage(format!("the session has several coders: name one with --coder ({names})")));
        }
        let findings = reading.decided(comparison);
        let coder = reading.coder.filter(|_| session.names_coder());
        let dates = [0, 1].map(|n| dates.words(n).map(str::to_owned));
        Ok(Self { findings, others, session: reading.session, coder, dates })
    }

    pub fn has_session(&self) -> bool {
        self.session.is_some()
    }

    /// What the session calls the vocabulary of its own that the articles were read with.
    pub fn vocabulary(&self) -> Option<&str> {
        self.session.as_ref()?.state().own_vocabulary().map(|own| own.name.as_str())
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
