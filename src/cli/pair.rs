//! Two articles of a command line, read and compared.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;

use super::{Global, Io, files};
use crate::comparison::Engine;
use crate::figures::ArticleDate;
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

/// The machine's reading of the two articles that are named, or of those that come with the program.
pub fn findings(files: &[PathBuf], global: &Global, io: &mut Io<'_>) -> anyhow::Result<Findings> {
    let [left, right] = files::pair(files, global, io)?.map(Arc::new);
    let date: Option<ArticleDate> = global.date.as_deref().map(str::parse).transpose().context("--date")?;
    let engine = engine(global)?;
    let (left, right) = rayon::join(|| engine.analyse(left, date.as_ref()), || engine.analyse(right, date.as_ref()));
    let comparison = engine.compare(Arc::new(left), Arc::new(right), &Progress::default())?;
    Ok(Findings::machine(Arc::new(comparison)))
}
