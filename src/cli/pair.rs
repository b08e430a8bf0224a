//! The articles of a command line, read and compared: the one way from files to what is computed about them.

use std::sync::Arc;

use super::files::{self, Articles, Two};
use super::{Global, Io};
use crate::article::Article;
use crate::comparison::{Analysis, Comparison, Engine};
use crate::findings::Findings;
use crate::progress::Progress;
use crate::script::OpenCc;

/// The engine with what the command line names.
pub fn engine(global: &Global) -> anyhow::Result<Engine> {
    Ok(Engine {
        converter: Box::new(OpenCc::new()?),
        vocabulary: files::vocabulary(global)?,
        codebook: Arc::new(files::codebook(global)?),
    })
}

/// Each article that is named, read, and the engine that read it.
pub fn analyses(files: &Articles, global: &Global, io: &mut Io<'_>) -> anyhow::Result<(Engine, Vec<Analysis>)> {
    let articles = files.open(global, io)?;
    let (engine, date) = (engine(global)?, files::date(global)?);
    let analyses = articles.into_iter().map(|article| engine.analyse(Arc::new(article), date.as_ref())).collect();
    Ok((engine, analyses))
}

/// Two articles, read and set against each other.
pub fn comparison(files: &Two, global: &Global, io: &mut Io<'_>) -> anyhow::Result<Comparison> {
    compared(files.open(global, io)?, global)
}

/// Two opened articles, read and set against each other.
pub fn compared(articles: [Article; 2], global: &Global) -> anyhow::Result<Comparison> {
    let [left, right] = articles.map(Arc::new);
    let (engine, date) = (engine(global)?, files::date(global)?);
    let (left, right) = rayon::join(|| engine.analyse(left, date.as_ref()), || engine.analyse(right, date.as_ref()));
    Ok(engine.compare(Arc::new(left), Arc::new(right), &Progress::default())?)
}

/// The machine's reading of two articles.
pub fn findings(files: &Two, global: &Global, io: &mut Io<'_>) -> anyhow::Result<Findings> {
    Ok(Findings::machine(Arc::new(comparison(files, global, io)?)))
}
