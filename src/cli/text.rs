//! `duizhao text`: the reference text.

use std::path::PathBuf;

use super::{Global, Io, files};

#[derive(clap::Args)]
pub struct Args {
    /// The article; `-` for standard input
    file: PathBuf,
}

pub fn run(args: &Args, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let articles = files::open(std::slice::from_ref(&args.file), global, io)?;
    for article in articles {
        io.out.write_all(article.text.as_str().as_bytes())?;
    }
    io.out.flush()?;
    Ok(())
}
