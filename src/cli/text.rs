//! `duizhao text`: the reference text.

use std::path::PathBuf;

use serde::Serialize;

use super::{Global, Io, files, print_rows};
use crate::article::{Article, Evidence};

#[derive(clap::Args)]
pub struct Args {
    /// The article; `-` for standard input
    file: PathBuf,
    /// What is known of the article instead: title, outlet, dates and the like, each with where it stands
    #[arg(long)]
    variables: bool,
}

#[derive(Serialize)]
struct Row<'a> {
    doc: &'a str,
    name: String,
    value: &'a str,
    /// The place in the text that says so; null where the file says it elsewhere.
    start: Option<u32>,
    end: Option<u32>,
    /// The field of the file that says so.
    field: Option<&'a str>,
}

pub fn run(args: &Args, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let articles = files::open(std::slice::from_ref(&args.file), global, io)?;
    if args.variables {
        let format = io.format(global.format);
        print_rows(io, format, articles.iter().flat_map(rows))?;
        return Ok(());
    }
    for article in articles {
        io.out.write_all(article.text.as_str().as_bytes())?;
    }
    io.out.flush()?;
    Ok(())
}

fn rows(article: &Article) -> impl Iterator<Item = Row<'_>> {
    let doc = article.name.as_str();
    let of_file = |name: &str, value| Row { doc, name: name.to_owned(), value, start: None, end: None, field: None };
    let encoding = article.encoding.map(|encoding| of_file("encoding", encoding));
    let variables = article.variables.iter().map(move |(variable, value)| {
        let (span, field) = match &value.evidence {
            Evidence::Text(span) => (Some(*span), None),
            Evidence::File(field) => (None, Some(field.as_str())),
            Evidence::Given => (None, None),
        };
        let (start, end) = (span.map(|s| s.start.0), span.map(|s| s.end.0));
        Row { doc, name: variable.to_string(), value: &value.value, start, end, field }
    });
    std::iter::once(of_file("format", article.format.name())).chain(encoding).chain(variables)
}
