//! `duizhao compare`: every chart, every table and the report of two articles, in a folder.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use anyhow::bail;

use super::chart::PaperArgs;
use super::reading::{SessionArgs, Wanted};
use super::study::{Study, with_progress};
use super::{Global, Io};
use crate::exchange::{files, package};
use crate::i18n::Messages;

#[derive(clap::Args)]
pub struct Args {
    /// Two articles; those that come with the program if none is named
    files: Vec<PathBuf>,
    /// The folder to write into; made if it is not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    session: SessionArgs,
    /// Write over files of the same names that are not from an earlier run
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    paper: PaperArgs,
}

pub fn run(args: &Args, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    // What stands in the way is said before the work, not after it.
    let made = !args.out.exists();
    files::folder(&args.out)?;
    let messages = Messages::new(global.lang.unwrap_or_default());
    let written = with_progress(global, io, |progress, io| {
        let study = Study::open(&args.files, &args.session, Wanted::TwoAndOthers, global, io, progress)?;
        let settings = settings(args, &study, global, &messages);
        let files = package::all(&study.material(), &args.paper.sheet(), &settings, &messages, progress)?;
        put(&args.out, args.force, &files)?;
        Ok::<_, anyhow::Error>(files.into_iter().map(|(name, _)| args.out.join(name)).collect::<Vec<_>>())
    });
    if written.is_err() && made {
        // A folder that was made for nothing goes again; one that something else was put into stays.
        let _gone = std::fs::remove_dir(&args.out);
    }
    for path in written? {
        writeln!(io.out, "{}", path.display())?;
    }
    Ok(())
}

/// Writes the files, unless that would replace what is not from an earlier run.
fn put(folder: &Path, force: bool, files: &[package::File]) -> anyhow::Result<()> {
    if !force && !is_own(folder) {
        let taken = files.iter().map(|(name, _)| folder.join(name)).find(|path| path.exists());
        if let Some(path) = taken {
            bail!(
                "{}: is there already and not from an earlier run; name another folder, or add --force",
                path.display()
            );
        }
    }
    Ok(files::write_all(folder, files)?)
}

/// Whether a folder holds a report of this program, whose files go when it is made again.
fn is_own(folder: &Path) -> bool {
    // The mark stands in the head of the page; what cannot be read is somebody else's.
    let mut head = vec![0; 2048];
    let read = File::open(folder.join("report.html")).and_then(|mut file| file.read(&mut head));
    let head = String::from_utf8_lossy(&head[..read.unwrap_or(0)]);
    head.contains("<meta name=\"generator\" content=\"duizhao ")
}

/// What the report says was set.
fn settings(args: &Args, study: &Study, global: &Global, messages: &Messages) -> Vec<(String, String)> {
    let named = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let vocabulary = global.vocabulary.as_ref().and_then(named);
    let vocabulary = vocabulary.or_else(|| study.vocabulary().map(str::to_owned));
    let paper = args.paper.paper();
    let mut settings = vec![
        ("lang", messages.lang().tag().to_owned()),
        ("vocabulary", vocabulary.unwrap_or_else(|| messages.text("report-setting-builtin"))),
        ("paper", format!("{} px, {} dpi", paper.width, args.paper.dpi())),
    ];
    settings.extend(global.date.clone().map(|date| ("dates", date)));
    settings.extend(args.session.name().map(|name| ("session", name)));
    settings.into_iter().map(|(key, value)| (messages.text(&format!("report-setting-{key}")), value)).collect()
}
