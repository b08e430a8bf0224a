//! `duizhao search` and `duizhao concordance`: hits in context, as they stand or sorted by what is around them.

use serde::Serialize;

use super::reading::Articles;
use super::{Global, Io, Usage, print_rows};
use crate::script::{self, OpenCc};
use crate::search::{Mode, Order, Query, concordance};

#[derive(clap::Args)]
pub struct Args {
    /// What to look for; 网络 also finds 網路 and 網絡
    query: String,
    #[command(flatten)]
    files: Articles,
    /// Only the very characters of the query
    #[arg(long, conflicts_with = "regex")]
    exact: bool,
    /// The query is a regular expression over the source
    #[arg(long)]
    regex: bool,
}

#[derive(clap::Args)]
pub struct ConcordanceArgs {
    /// The term; 网络 also finds 網路 and 網絡
    term: String,
    #[command(flatten)]
    files: Articles,
    /// What the lines are sorted by: the words that follow, the words before, or their place
    #[arg(long, value_enum, default_value = "behind")]
    sort: Sort,
}

#[derive(clap::ValueEnum, Clone, Copy, Debug)]
enum Sort {
    Behind,
    Before,
    Place,
}

#[derive(Serialize)]
struct Row<'a> {
    doc: &'a str,
    start: u32,
    end: u32,
    before: &'a str,
    surface: &'a str,
    behind: &'a str,
    passage: u32,
}

pub fn run(args: &Args, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let mode = match (args.exact, args.regex) {
        (true, _) => Mode::Exact,
        (_, true) => Mode::Regex,
        _ => Mode::Blind,
    };
    print(&args.query, mode, Order::Place, &args.files, global, io)
}

/// Every place of a term, sorted by what is around it.
pub fn lines(args: &ConcordanceArgs, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let order = match args.sort {
        Sort::Behind => Order::Behind,
        Sort::Before => Order::Before,
        Sort::Place => Order::Place,
    };
    print(&args.term, Mode::Blind, order, &args.files, global, io)
}

fn print(
    query: &str,
    mode: Mode,
    order: Order,
    files: &Articles,
    global: &Global,
    io: &mut Io<'_>,
) -> anyhow::Result<()> {
    let reading = files.open(global, io)?;
    let articles = &reading.articles;
    let converter = OpenCc::new()?;
    let vocabulary = reading.vocabulary()?;
    let query = Query::new(query, mode, &converter, &vocabulary).map_err(|error| Usage(error.to_string()))?;
    let normalized: Vec<_> = articles.iter().map(|a| script::normalize(a, &converter, &vocabulary)).collect();
    let corpus: Vec<_> = articles.iter().map(AsRef::as_ref).zip(&normalized).collect();
    let hits = concordance(query.find(&corpus), &corpus, order);
    let rows = hits.iter().map(|hit| {
        let article = &articles[hit.article];
        Row {
            doc: &article.name,
            start: hit.span.start.0,
            end: hit.span.end.0,
            before: article.text.slice(hit.before),
            surface: article.text.slice(hit.span),
            behind: article.text.slice(hit.behind),
            passage: hit.passage.number(),
        }
    });
    let format = io.format(global.format);
    print_rows(io, format, rows)?;
    Ok(())
}
