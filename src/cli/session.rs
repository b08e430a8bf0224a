//! `duizhao session`: a coding day without a window.

mod show;
mod steps;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand};
use serde::Serialize;

use super::{Global, Io, print_rows};
use crate::session::{
    Founding, LinkState, MemoKind, Options, Origin, Seq, Session, Status, UnitOfAnalysis, UnitState, check, salvage,
};

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    /// Make a session, with articles if any are named
    New {
        session: PathBuf,
        articles: Vec<PathBuf>,
        #[arg(long, default_value = "")]
        title: String,
        /// Who codes
        #[arg(long)]
        coder: String,
        #[arg(long, value_enum, default_value = "passage")]
        unit: UnitOfAnalysis,
    },
    /// Print what a session holds
    List {
        session: PathBuf,
        #[arg(value_enum, default_value = "articles")]
        what: show::What,
    },
    /// Print every step: who, when, what
    Log { session: PathBuf },
    /// Name what is damaged; with --save, save what can be saved into a new file
    Check {
        session: PathBuf,
        #[arg(long, value_name = "FILE")]
        save: Option<PathBuf>,
    },
    /// Take steps from standard input, each a JSON list of words such as ["code","--article","x","--span","0..9","--code","y"]
    Run { session: PathBuf },
    /// Copy a session to a new file
    Copy { session: PathBuf, to: PathBuf },
    /// Forget an article, a memo or a coder for good, in rows and log; there is no undo
    Forget {
        session: PathBuf,
        #[command(flatten)]
        by: By,
        #[arg(long, group = "what")]
        article: Option<String>,
        #[arg(long, group = "what")]
        memo: Option<u32>,
        #[arg(long, group = "what")]
        person: Option<String>,
    },
    #[command(flatten)]
    Step(Step),
}

/// Who takes the step; may be left out where there is one coder.
#[derive(clap::Args)]
struct By {
    #[arg(long)]
    coder: Option<String>,
}

/// Where in which article.
#[derive(clap::Args)]
struct At {
    #[arg(long)]
    article: String,
    /// Code points of the reference text, start..end
    #[arg(long, value_parser = steps::span, required = true)]
    span: Vec<crate::text::Span>,
}

#[derive(Subcommand)]
enum Step {
    /// Add articles
    Add {
        session: PathBuf,
        #[arg(required = true)]
        articles: Vec<PathBuf>,
        #[command(flatten)]
        by: By,
    },
    /// Add a coder, or give one another name
    Coder {
        session: PathBuf,
        name: String,
        /// The name that it takes the place of
        #[arg(long, value_name = "NAME")]
        instead_of: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Set variables of an article, name=value
    Describe {
        session: PathBuf,
        #[arg(long)]
        article: String,
        #[arg(required = true, value_parser = steps::pair)]
        variables: Vec<(String, String)>,
        #[command(flatten)]
        by: By,
    },
    /// Put a changed version of an article in its place; codings and links move with their words
    Replace {
        session: PathBuf,
        file: PathBuf,
        #[arg(long)]
        article: String,
        #[command(flatten)]
        by: By,
    },
    /// Give codes to spans, all in one step
    Code {
        session: PathBuf,
        #[command(flatten)]
        at: At,
        #[arg(long, required = true)]
        code: Vec<String>,
        #[arg(long, value_enum, default_value = "unaided")]
        origin: Origin,
        #[command(flatten)]
        by: By,
    },
    /// Take codings away
    Uncode {
        session: PathBuf,
        #[arg(required = true)]
        codings: Vec<u32>,
        #[command(flatten)]
        by: By,
    },
    /// Change a coding: its code, its span
    Recode {
        session: PathBuf,
        coding: u32,
        #[arg(long, required_unless_present = "span")]
        code: Option<String>,
        #[arg(long, value_parser = steps::span)]
        span: Option<crate::text::Span>,
        #[command(flatten)]
        by: By,
    },
    /// Say how far the coder is with a unit
    Mark {
        session: PathBuf,
        #[command(flatten)]
        at: At,
        #[arg(long, value_enum)]
        state: UnitState,
        #[arg(long, default_value = "")]
        reason: String,
        #[command(flatten)]
        by: By,
    },
    /// Join two places, each ARTICLE:start..end, or judge that an article has no counterpart
    Link {
        session: PathBuf,
        from: String,
        #[arg(required_unless_present = "none_in")]
        to: Option<String>,
        /// The article that has no counterpart
        #[arg(long, conflicts_with = "to")]
        none_in: Option<String>,
        #[arg(long, value_enum, default_value = "by-hand")]
        state: LinkState,
        #[arg(long = "type", default_value = "")]
        kind: String,
        #[arg(long, default_value = "")]
        note: String,
        #[arg(long, value_enum, default_value = "unaided")]
        origin: Origin,
        #[command(flatten)]
        by: By,
    },
    /// Change the judgement on a link
    Judge {
        session: PathBuf,
        link: u32,
        #[arg(long, value_enum)]
        state: LinkState,
        #[arg(long)]
        note: Option<String>,
        #[command(flatten)]
        by: By,
    },
    /// Take a link away
    Unlink {
        session: PathBuf,
        link: u32,
        #[command(flatten)]
        by: By,
    },
    /// Write a memo, on the session or on what is named
    Memo {
        session: PathBuf,
        text: String,
        #[arg(long, value_enum, default_value = "note")]
        kind: MemoKind,
        /// ARTICLE, ARTICLE:start..end
        #[arg(long, group = "about")]
        on: Option<String>,
        #[arg(long, group = "about")]
        code: Option<String>,
        #[arg(long, group = "about")]
        coding: Option<u32>,
        #[arg(long, group = "about")]
        link: Option<u32>,
        #[command(flatten)]
        by: By,
    },
    /// Set right what the machine reads in a place: where passages break, what they are, figures, measures
    Correct {
        session: PathBuf,
        #[arg(long)]
        article: String,
        /// Code points of the reference text, start..end; a passage breaks at the start
        #[arg(long, value_parser = steps::span)]
        span: crate::text::Span,
        #[command(flatten)]
        fix: Right,
        #[command(flatten)]
        by: By,
    },
    /// Take corrections away
    Uncorrect {
        session: PathBuf,
        correction: u32,
        #[command(flatten)]
        by: By,
    },
    /// Take back the coder's last step
    Undo {
        session: PathBuf,
        #[command(flatten)]
        by: By,
    },
    /// Do the step that was taken back again
    Redo {
        session: PathBuf,
        #[command(flatten)]
        by: By,
    },
    /// Print or change the codebook
    Codebook {
        session: PathBuf,
        #[command(subcommand)]
        change: Book,
    },
}

/// What is set right.
#[derive(clap::Args)]
struct Right {
    #[arg(value_enum)]
    what: steps::FixKind,
    /// The part that the passage plays: title, boilerplate, heading, list_item, paragraph, filler
    #[arg(long, required_if_eq("what", "role"))]
    role: Option<String>,
    /// The level of a heading
    #[arg(long)]
    level: Option<u8>,
    /// The place that a repeat says again; none where it is no repeat
    #[arg(long, value_parser = steps::span)]
    of: Option<crate::text::Span>,
    /// Why a passage is left out
    #[arg(long, default_value = "")]
    reason: String,
    /// A field of a figure or measure, name=value
    #[arg(long, value_parser = steps::pair)]
    field: Vec<(String, String)>,
}

/// Why the codebook changes.
#[derive(clap::Args)]
struct Because {
    #[command(flatten)]
    by: By,
    #[arg(long, default_value = "")]
    reason: String,
}

/// What a code is for.
#[derive(clap::Args)]
struct Words {
    #[arg(long, default_value = "")]
    definition: String,
    #[arg(long, default_value = "")]
    include_when: String,
    #[arg(long, default_value = "")]
    exclude_when: String,
    #[arg(long)]
    example: Vec<String>,
}

#[derive(Subcommand)]
enum Book {
    /// Print the codes
    List,
    /// Print what differs between two versions; the newest and the one before if none is named
    Diff { from: Option<u32>, to: Option<u32> },
    /// Print what waits to be looked at again
    Queue,
    /// Take over the themes of the machine's codebook as codes
    Adopt {
        #[command(flatten)]
        because: Because,
    },
    /// Add a code
    Add {
        name: String,
        #[arg(long)]
        parent: Option<String>,
        #[command(flatten)]
        words: Words,
        #[command(flatten)]
        because: Because,
    },
    /// Rename a code
    Rename {
        code: String,
        name: String,
        #[command(flatten)]
        because: Because,
    },
    /// Put a code under another, or on the top level
    Move {
        code: String,
        #[arg(long)]
        parent: Option<String>,
        #[arg(long, default_value = "0")]
        position: u32,
        #[command(flatten)]
        because: Because,
    },
    /// Let one code go up in another
    Merge {
        code: String,
        into: String,
        #[command(flatten)]
        because: Because,
    },
    /// Put several codes in the place of one; its codings wait to be looked at again
    Split {
        code: String,
        #[arg(required = true, num_args = 2..)]
        names: Vec<String>,
        #[command(flatten)]
        because: Because,
    },
    /// Offer a code no longer
    Retire {
        code: String,
        #[command(flatten)]
        because: Because,
    },
    /// Change what a code is for; its codings wait to be looked at again
    Redefine {
        code: String,
        #[command(flatten)]
        words: Words,
        #[command(flatten)]
        because: Because,
    },
    /// Settle one thing of the queue
    Review {
        review: u32,
        #[arg(value_enum)]
        decision: steps::Settle,
        /// The code to move to
        #[arg(long, required_if_eq("decision", "move"))]
        to: Option<String>,
        #[command(flatten)]
        by: By,
    },
}

/// What a step did.
#[derive(Serialize)]
struct Done {
    seq: Seq,
    verb: &'static str,
    rows: Vec<String>,
}

pub fn run(args: &Args, global: &Global, io: &mut Io<'_>) -> Result<()> {
    match &args.action {
        Action::New { session, articles, title, coder, unit } => {
            let founding = Founding { title: title.clone(), coder: coder.clone(), unit: *unit };
            if coder.trim().is_empty() {
                bail!("a coder needs a name");
            }
            let mut made = Session::create(session, &founding, Options::default()).with_context(|| place(session))?;
            if !articles.is_empty() {
                steps::add(&mut made, articles, None, global, io)?;
            }
            finish(made, session, 1, global, io)
        }
        Action::List { session, what } => show::list(&open(session)?, *what, global, io),
        Action::Log { session } => show::log(&open(session)?, global, io),
        Action::Step(Step::Codebook { session, change: Book::List }) => show::codebook(&open(session)?, global, io),
        Action::Step(Step::Codebook { session, change: Book::Queue }) => show::queue(&open(session)?, global, io),
        Action::Step(Step::Codebook { session, change: Book::Diff { from, to } }) => {
            show::diff(&open(session)?, *from, *to, global, io)
        }
        Action::Check { session, save } => examine(session, save.as_deref(), global, io),
        Action::Copy { session, to } => open(session)?.save_copy(to).with_context(|| place(to)),
        Action::Forget { session, by, article, memo, person } => {
            let mut open = open(session)?;
            let coder = steps::coder(open.state(), by)?;
            let what = steps::forget(open.state(), article.as_deref(), *memo, person.as_deref())?;
            open.forget(coder, what).with_context(|| place(session))?;
            let seq = open.log().last();
            finish(open, session, seq, global, io)
        }
        Action::Run { session } => script(session, global, io),
        Action::Step(step) => {
            let path = step.session();
            let mut session = open(path)?;
            let first = session.log().last() + 1;
            steps::take(step, &mut session, global, io).with_context(|| place(path))?;
            finish(session, path, first, global, io)
        }
    }
}

fn open(path: &Path) -> Result<Session> {
    Session::open(path, Options::default()).with_context(|| place(path))
}

fn place(path: &Path) -> String {
    path.display().to_string()
}

/// Waits for the disk, then says what was done from step `first` on.
fn finish(mut session: Session, path: &Path, first: Seq, global: &Global, io: &mut Io<'_>) -> Result<()> {
    saved(&mut session, path)?;
    let format = io.format(global.format);
    print_rows(io, format, done(&session, first))?;
    Ok(())
}

fn saved(session: &mut Session, path: &Path) -> Result<()> {
    match session.flush() {
        Status::NotSaved { reason, pending, .. } => bail!("{}: NOT SAVED ({pending} steps): {reason}", path.display()),
        _ => Ok(()),
    }
}

fn done(session: &Session, first: Seq) -> Vec<Done> {
    let entries = session.log().entries().iter().skip(first as usize - 1);
    entries
        .map(|entry| {
            let changes = entry.edit().map(|edit| edit.changes).unwrap_or_default();
            Done {
                seq: entry.seq,
                verb: entry.verb.name(),
                rows: changes.iter().map(|change| change.at.to_string()).collect(),
            }
        })
        .collect()
}

/// A line of a script, without the program's and the session's name.
#[derive(Parser)]
#[command(name = "session", no_binary_name = true)]
struct Line {
    #[command(subcommand)]
    step: Step,
}

/// Takes steps line by line; each is on the disk before its line of output is printed.
fn script(path: &Path, global: &Global, io: &mut Io<'_>) -> Result<()> {
    let mut session = open(path)?;
    let mut lines = String::new();
    let mut reader = std::io::BufReader::new(&mut *io.input);
    let mut number = 0;
    let format = super::Format::Jsonl;
    loop {
        lines.clear();
        number += 1;
        if std::io::BufRead::read_line(&mut reader, &mut lines)? == 0 {
            return Ok(());
        }
        if lines.trim().is_empty() {
            continue;
        }
        let mut words: Vec<String> = serde_json::from_str(&lines).with_context(|| format!("line {number}"))?;
        words.insert(words.len().min(1), path.display().to_string());
        let line = Line::try_parse_from(words).with_context(|| format!("line {number}"))?;
        let first = session.log().last() + 1;
        let mut nothing = std::io::empty();
        let mut inner = Io { input: &mut nothing, out: io.out, err: io.err, terminal: false };
        steps::take(&line.step, &mut session, global, &mut inner).with_context(|| format!("line {number}"))?;
        saved(&mut session, path)?;
        print_rows(&mut inner, format, done(&session, first))?;
    }
}

fn examine(path: &Path, save: Option<&Path>, global: &Global, io: &mut Io<'_>) -> Result<()> {
    #[derive(Serialize)]
    struct Row {
        damage: String,
    }
    let (report, kept) = match save {
        None => (check(path).with_context(|| place(path))?, None),
        Some(to) => {
            let now = Options::default().clock.now();
            let (report, kept) = salvage(path, to, now).with_context(|| place(path))?;
            (report, Some((to, kept)))
        }
    };
    let format = io.format(global.format);
    print_rows(io, format, report.damage.iter().map(|damage| Row { damage: damage.to_string() }))?;
    if let Some((to, kept)) = kept {
        writeln!(io.err, "{}: {} rows and {} steps saved", to.display(), kept.rows, kept.steps)?;
        for row in kept.left_out {
            writeln!(io.err, "left out, for what it needs is lost: {row}")?;
        }
        return Ok(());
    }
    match report.damage.len() {
        0 => Ok(writeln!(io.err, "whole: {} rows, {} steps", report.rows, report.steps)?),
        count => bail!("{}: damaged in {count} places", path.display()),
    }
}
