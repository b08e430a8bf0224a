//! The articles that the window opens with.

use std::path::PathBuf;

use crate::article::Article;
use crate::cli::{Io, WindowRequest, files};

/// What the command line names; the articles that come with the program where it names none.
pub fn articles(request: &WindowRequest) -> anyhow::Result<Vec<(Option<PathBuf>, Article)>> {
    let (mut input, mut out, mut err) = (std::io::stdin(), std::io::sink(), std::io::stderr());
    let mut io = Io { input: &mut input, out: &mut out, err: &mut err, terminal: false };
    let articles = files::open(&request.files, &request.global, &mut io)?;
    let paths = request.files.iter().cloned().map(Some).chain(std::iter::repeat(None));
    Ok(paths.zip(articles).collect())
}
