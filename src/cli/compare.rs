//! `duizhao compare`: every chart, every table and the report of two articles, in a folder.

use std::path::PathBuf;

use anyhow::Context;

use super::chart::PaperArgs;
use super::files::Two;
use super::{Global, Io, pair};
use crate::chart::{self, Kind};
use crate::exchange::{files, report, tables, xlsx};
use crate::i18n::Messages;

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    files: Two,
    /// The folder to write into; made if it is not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    paper: PaperArgs,
}

pub fn run(args: &Args, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let findings = pair::findings(&args.files, global, io)?;
    let messages = Messages::new(global.lang.unwrap_or_default());
    let date = global.date.as_deref();
    files::folder(&args.out)?;
    let mut write = |name: String, bytes: &[u8]| -> anyhow::Result<()> {
        let path = args.out.join(name);
        files::write(&path, bytes)?;
        writeln!(io.out, "{}", path.display())?;
        Ok(())
    };

    let paper = args.paper.paper();
    let charts: Vec<(Kind, chart::Chart)> =
        Kind::ALL.into_iter().map(|kind| (kind, chart::build(&findings, kind, [date, date]))).collect();
    let mut drawings = Vec::new();
    for (kind, chart) in &charts {
        let drawing = chart::draw(chart, &paper, &messages);
        let metadata = chart.metadata(&drawing);
        let png = chart::png::write(&drawing, args.paper.scale(), args.paper.dpi(), &metadata).context(kind.id())?;
        write(format!("{}.png", kind.id()), &png)?;
        write(format!("{}.svg", kind.id()), chart::svg::write(&drawing, &metadata).as_bytes())?;
        write(format!("{}.json", kind.id()), &serde_json::to_vec_pretty(chart)?)?;
        drawings.push((*kind, drawing));
    }
    let tables = tables::all(&findings, &messages);
    for table in &tables {
        write(format!("{}.csv", table.id), &tables::csv(table))?;
    }
    let about = chart::about(&findings, [date, date]);
    let title = format!("{} / {}", about.left.title, about.right.title);
    write("tables.xlsx".into(), &xlsx::write(&tables, &title).context("tables.xlsx")?)?;
    let parts = report::Parts { findings: &findings, about: &about, charts: &drawings, tables: &tables };
    write("report.html".into(), report::html(&parts, &messages).as_bytes())?;
    Ok(())
}
