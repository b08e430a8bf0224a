//! The articles and the session that the window opens with.

use std::path::{Path, PathBuf};

use crate::article::{Article, seeds};
use crate::cli::{Io, WindowRequest, files};
use crate::session::Places;
use crate::workbench::Keep;

/// An article with the file that it was read from.
type Named = (Option<PathBuf>, Article);

/// What the command line names: articles, or one session, which has its own; the articles that come with the program
/// where it names neither.
pub fn articles(request: &WindowRequest) -> anyhow::Result<(Vec<Named>, Keep)> {
    let (sessions, named): (Vec<PathBuf>, Vec<PathBuf>) = request.files.iter().cloned().partition(|f| is_session(f));
    if sessions.len() > 1 {
        anyhow::bail!("{}: one session is opened at a time", sessions[1].display());
    }
    let session = sessions.into_iter().next();
    let has_articles = session.as_ref().is_some_and(|path| path.exists());
    let keep = match session {
        Some(path) if request.no_trace => Keep::File(path),
        None if request.no_trace => Keep::Nowhere,
        session => Keep::Places { places: Places::platform(), session },
    };
    if named.is_empty() {
        let seeds = || seeds().into_iter().map(|a| (None, a)).collect();
        return Ok((if has_articles { Vec::new() } else { seeds() }, keep));
    }
    let (mut input, mut out, mut err) = (std::io::stdin(), std::io::sink(), std::io::stderr());
    let mut io = Io { input: &mut input, out: &mut out, err: &mut err, terminal: false };
    let articles = files::open(&named, &request.global, &mut io)?;
    Ok((named.into_iter().map(Some).zip(articles).collect(), keep))
}

fn is_session(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "duizhao")
}
