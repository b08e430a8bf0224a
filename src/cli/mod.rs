//! The subcommands: one function each, in a file of its own, reading files and writing to `&mut dyn Write`.
//!
//! Exit status 0 done, 1 the input could not be processed, 2 wrong usage. Errors are one line on standard error.

mod align;
mod chart;
mod comparables;
mod compare;
mod figures;
pub mod files;
mod measures;
mod output;
mod passages;
mod reading;
mod search;
mod session;
mod study;
mod text;
mod themes;
mod vocabulary;

pub use output::{Format, Io, print_rows, print_sheet};

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, Subcommand};

use reading::{Articles, Two};

use crate::i18n::Lang;

/// Compare Chinese policy texts: themes, figures, measures, side by side.
#[derive(Parser)]
#[command(name = "duizhao", bin_name = "duizhao", version)]
struct Args {
    /// Articles to open in the window, or one session file; the two that come with the program if none is named
    files: Vec<PathBuf>,
    /// Open the window without keeping an untitled session or remembering what was open
    #[arg(long)]
    no_trace: bool,
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Options that every subcommand takes.
#[derive(clap::Args, Clone, Debug, Default)]
#[command(next_help_heading = "Options of every subcommand")]
pub struct Global {
    /// How rows are printed; jsonl unless standard output is a terminal
    #[arg(long, value_enum, global = true)]
    pub format: Option<Format>,
    /// A codebook instead of the one that comes with the program
    #[arg(long, global = true, value_name = "FILE")]
    pub codebook: Option<PathBuf>,
    /// A vocabulary instead of the one that comes with the program
    #[arg(long, global = true, value_name = "FILE")]
    pub vocabulary: Option<PathBuf>,
    /// The date of the articles, from which 去年 and the like are reckoned: 2017-04-19, 2017-04 or 2017; one for
    /// each with commas between
    #[arg(long, global = true)]
    pub date: Option<String>,
    /// The encoding of the files, instead of the detected one
    #[arg(long, global = true)]
    pub encoding: Option<String>,
    /// Language of charts, reports and the window
    #[arg(long, value_enum, global = true)]
    pub lang: Option<Lang>,
    /// Tell on standard error how far long work is
    #[arg(long, global = true)]
    pub progress: bool,
}

#[derive(Subcommand)]
enum Command {
    // One variant a subcommand: `Name(name::Args)`, its doc comment the help.
    /// Print every number of articles with its unit, hedge, subject, place and period
    Figures(figures::Args),
    /// Print which figures of two articles may be shown together, and why
    Comparables(Two),
    /// Print the reference text of an article, which all offsets count in
    Text(text::Args),
    /// Print the passages of articles: role, heading level, what they repeat, themes
    Passages(Articles),
    /// Print which passage answers which, with reasons
    Align(align::Args),
    /// Print what two articles give to each theme, or the words that tell them apart; check a codebook
    Themes(themes::Args),
    /// Print why two passages score what they do
    Explain(align::ExplainArgs),
    /// Print the measures that two articles name, and what answers each in the other
    Measures(Two),
    /// Print what normalisation changed, and by which rule
    Vocabulary(vocabulary::Args),
    /// Write every chart, every table and the report of two articles into a folder
    Compare(compare::Args),
    /// Draw a chart of two articles, or print its numbers
    Chart(chart::Args),
    /// Search articles, blind to script, width and vocabulary
    Search(search::Args),
    /// Print every place of a term with its context, sorted by the words around it
    Concordance(search::ConcordanceArgs),
    /// Make, read and change a session: articles, codings, links, memos, the codebook
    Session(session::Args),
}

impl Command {
    fn run(&self, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
        match self {
            Self::Comparables(files) => comparables::run(files, global, io),
            Self::Figures(args) => figures::run(args, global, io),
            Self::Compare(args) => compare::run(args, global, io),
            Self::Chart(args) => chart::run(args, global, io),
            Self::Session(args) => session::run(args, global, io),
            Self::Text(args) => text::run(args, global, io),
            Self::Passages(files) => passages::run(files, global, io),
            Self::Align(args) => align::run(args, global, io),
            Self::Themes(args) => themes::run(args, global, io),
            Self::Explain(args) => align::explain(args, global, io),
            Self::Measures(files) => measures::run(files, global, io),
            Self::Vocabulary(args) => vocabulary::run(args, global, io),
            Self::Search(args) => search::run(args, global, io),
            Self::Concordance(args) => search::lines(args, global, io),
        }
    }
}

/// The command line cannot be understood: exit status 2.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Usage(pub String);

/// 0 when done or when the reader of a pipe went away; else 1, or 2 for wrong usage, with one line that says
/// what and where.
fn status(result: anyhow::Result<()>, io: &mut Io<'_>) -> u8 {
    let Err(error) = result else { return 0 };
    let pipe = error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        let json = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(std::io::ErrorKind::BrokenPipe)
    });
    if pipe {
        return 0;
    }
    let line = format!("{error:#}").replace('\n', " ");
    // Nobody is left to tell if standard error is gone too.
    let _told = writeln!(io.err, "duizhao: {line}");
    if error.is::<Usage>() { 2 } else { 1 }
}

/// The parser's message on one line: what is wrong and its tip, and where to read on instead of the usage.
fn one_line(message: &str) -> String {
    let usage = message.lines().find_map(|line| line.strip_prefix("Usage: "));
    let command: Vec<&str> =
        usage.unwrap_or("duizhao").split(' ').take_while(|word| word.chars().all(char::is_alphanumeric)).collect();
    let said = message.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:"));
    let said: Vec<&str> = said.filter(|line| !line.is_empty() && !line.starts_with("For more information")).collect();
    let said = said.join(" ");
    format!("duizhao: {}; see `{} --help`", said.strip_prefix("error: ").unwrap_or(&said), command.join(" "))
}

/// What the arguments asked for, done or left for the caller.
pub enum Outcome {
    /// Exit with this status.
    Done(u8),
    /// Open the window on these files.
    Window(WindowRequest),
}

/// What the window is to open.
pub struct WindowRequest {
    pub files: Vec<PathBuf>,
    /// Nothing is kept beyond the files that are named.
    pub no_trace: bool,
    pub global: Global,
}

/// Carries out a command line, program name first.
pub fn run(args: impl IntoIterator<Item = OsString>, io: &mut Io<'_>) -> Outcome {
    let args = match Args::try_parse_from(args) {
        Ok(args) => args,
        Err(error) => {
            let status = u8::from(error.use_stderr()) * 2;
            let text = error.render().to_string();
            let written =
                if error.use_stderr() { writeln!(io.err, "{}", one_line(&text)) } else { write!(io.out, "{text}") };
            return Outcome::Done(if written.is_ok() { status } else { 1 });
        }
    };
    match args.command {
        None => match args.files.iter().find(|file| !file.exists()) {
            None => Outcome::Window(WindowRequest { files: args.files, no_trace: args.no_trace, global: args.global }),
            Some(missing) => {
                let named = missing.display();
                // A bare word was meant as a subcommand.
                let problem = if missing.extension().is_none() && missing.components().count() == 1 {
                    Usage(format!("{named}: no such file or subcommand; see `duizhao help`")).into()
                } else {
                    anyhow::anyhow!("{named}: no such file")
                };
                Outcome::Done(status(Err(problem), io))
            }
        },
        Some(command) => {
            let result = command.run(&args.global, io);
            Outcome::Done(status(result, io))
        }
    }
}
