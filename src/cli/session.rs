//! `duizhao session`: a coding day without a window.

mod args;
mod show;
mod steps;

pub use args::Args;

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use clap::Parser;
use serde::Serialize;

use self::args::{Action, Book, By, Line, Step};
use super::{Global, Io, print_rows};
use crate::session::{Founding, Options, Seq, Session, Status, check, salvage};

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
            let machine = steps::machine(global)?;
            let founding = Founding { title: title.clone(), coder: coder.clone(), unit: *unit, machine };
            if coder.trim().is_empty() {
                bail!("a coder needs a name");
            }
            let mut made = Session::create(session, &founding, Options::default()).with_context(|| place(session))?;
            if !articles.is_empty() {
                steps::add(&mut made, articles, &By { coder: None }, global, io)?;
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
            let mut open = open_to_write(session)?;
            let coder = steps::coder(open.state(), by)?;
            let what = steps::forget(open.state(), article.as_deref(), *memo, person.as_deref())?;
            open.forget(coder, what).with_context(|| place(session))?;
            let seq = open.log().last();
            finish(open, session, seq, global, io)
        }
        Action::Run { session, by } => script(session, by, global, io),
        Action::Step(step) => {
            let path = step.session();
            let mut session = open_to_write(path)?;
            let first = session.log().last() + 1;
            steps::take(step, &By { coder: None }, &mut session, global, io).with_context(|| place(path))?;
            finish(session, path, first, global, io)
        }
    }
}

fn open(path: &Path) -> Result<Session> {
    Session::open(path, Options::default()).with_context(|| place(path))
}

/// As [`open`]; waits a little for another program that is about to finish.
fn open_to_write(path: &Path) -> Result<Session> {
    const PATIENCE: Duration = Duration::from_secs(3);
    let begun = Instant::now();
    loop {
        let session = open(path)?;
        match session.status() {
            Status::ReadOnly { problem: "locked", .. } if begun.elapsed() < PATIENCE => {
                drop(session);
                std::thread::sleep(Duration::from_millis(50));
            }
            _ => return Ok(session),
        }
    }
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

/// Takes steps line by line; each is on the disk before its line of output is printed.
fn script(path: &Path, by: &By, global: &Global, io: &mut Io<'_>) -> Result<()> {
    let mut session = open_to_write(path)?;
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
        let at = || format!("line {number}, {}", lines.trim());
        let mut words: Vec<String> = serde_json::from_str(&lines).with_context(at)?;
        words.insert(words.len().min(1), path.display().to_string());
        let line = Line::try_parse_from(words).map_err(|error| {
            let said = error.to_string();
            let first = said.lines().next().unwrap_or_default();
            anyhow::anyhow!("{}: {}", at(), first.trim_start_matches("error: "))
        })?;
        let first = session.log().last() + 1;
        let mut nothing = std::io::empty();
        let mut inner = Io { input: &mut nothing, out: io.out, err: io.err, terminal: false };
        steps::take(&line.step, by, &mut session, global, &mut inner).with_context(at)?;
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
