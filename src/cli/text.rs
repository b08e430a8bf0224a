//! `duizhao text`: the reference text.

use std::path::PathBuf;

use anyhow::bail;
use serde::Serialize;

use super::reading::{Reading, SessionArgs, Wanted};
use super::{Global, Io, Usage, print_rows};
use crate::article::{Article, Evidence};

#[derive(clap::Args)]
pub struct Args {
    /// The article; `-` for standard input
    #[arg(required_unless_present = "session")]
    file: Option<PathBuf>,
    #[command(flatten)]
    session: SessionArgs,
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
    let articles = Reading::open(args.file.as_slice(), &args.session, Wanted::Any, global, io)?.articles;
    if args.variables {
        let format = io.format(global.format);
        print_rows(io, format, articles.iter().flat_map(|article| rows(article)))?;
        return Ok(());
    }
    let [article] = articles.as_slice() else {
        let names: Vec<&str> = articles.iter().map(|article| article.name.as_str()).collect();
        bail!(Usage(format!("one text is printed at a time: name one of {}", names.join(", "))));
    };
    io.out.write_all(article.text.as_str().as_bytes())?;
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
