//! The articles of a command line, read and compared: the one way from files to what is computed about them.

use std::sync::Arc;

use super::files::{self, Articles, Dates, Two};
use super::{Global, Io};
use crate::article::Article;
use crate::comparison::{Analysis, Comparison, Engine};
use crate::progress::Progress;
use crate::script::OpenCc;

/// The engine with what the command line names.
pub fn engine(global: &Global) -> anyhow::Result<Engine> {
    Ok(Engine {
        converter: Arc::new(OpenCc::new()?),
        vocabulary: Arc::new(files::vocabulary(global)?),
        codebook: Arc::new(files::codebook(global)?),
    })
}

/// Each article that is named, read, and the engine that read it.
pub fn analyses(files: &Articles, global: &Global, io: &mut Io<'_>) -> anyhow::Result<(Engine, Vec<Analysis>)> {
    let articles = files.open(global, io)?;
    let (engine, dates) = (engine(global)?, Dates::of(global, articles.len())?);
    let articles = articles.into_iter().enumerate();
    let analyses = articles.map(|(n, article)| engine.analyse(Arc::new(article), dates.date(n))).collect();
    Ok((engine, analyses))
}

/// Two articles, read and set against each other.
pub fn comparison(files: &Two, global: &Global, io: &mut Io<'_>) -> anyhow::Result<Comparison> {
    compared(files.open(global, io)?, global)
}

/// Two opened articles, read and set against each other.
pub fn compared(articles: [Article; 2], global: &Global) -> anyhow::Result<Comparison> {
    let [left, right] = articles.map(Arc::new);
    let (engine, dates) = (engine(global)?, Dates::of(global, 2)?);
    let [left, right] = engine.analyse_both([(left, dates.date(0)), (right, dates.date(1))]);
    Ok(engine.compare(left, right, &Progress::default())?)
}
