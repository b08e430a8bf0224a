//! `duizhao vocabulary`: what normalisation changed, and by which rule.

use std::collections::BTreeMap;

use serde::Serialize;

use super::reading::Articles;
use super::{Global, Io, print_rows};
use crate::script::{self, OpenCc, Region, Risk, Rule};

#[derive(Serialize)]
struct Row<'a> {
    doc: &'a str,
    start: u32,
    end: u32,
    surface: &'a str,
    normalized: &'a str,
    rule: &'a str,
    /// How often the rule applied in the article.
    count: usize,
    risk: Risk,
}

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    files: Articles,
    /// Print the rules instead: which words are read as which, where, and which rules are off
    #[arg(long, conflicts_with_all = ["files", "print"])]
    rules: bool,
    /// Print the vocabulary in use as a file, to be changed and named with --vocabulary
    #[arg(long, conflicts_with = "files")]
    print: bool,
}

#[derive(Serialize)]
struct RuleRow<'a> {
    rule: &'a str,
    from: &'a str,
    to: &'a str,
    regions: &'a [Region],
    on: bool,
    risk: Risk,
    reason: &'a str,
}

pub fn run(args: &Args, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let reading = args.files.open(global, io)?;
    let vocabulary = reading.vocabulary()?;
    let format = io.format(global.format);
    if args.print {
        io.out.write_all(vocabulary.to_toml().as_bytes())?;
        io.out.flush()?;
        return Ok(());
    }
    if args.rules {
        let rows = vocabulary.rules().iter().map(|rule: &Rule| RuleRow {
            rule: &rule.id,
            from: &rule.from,
            to: &rule.to,
            regions: &rule.regions,
            on: vocabulary.is_on(&rule.id),
            risk: rule.risk,
            reason: &rule.reason,
        });
        print_rows(io, format, rows)?;
        return Ok(());
    }
    let articles = &reading.articles;
    let converter = OpenCc::new()?;
    let normalized: Vec<_> = articles.iter().map(|a| script::normalize(a, &converter, &vocabulary)).collect();
    let rows = articles.iter().zip(&normalized).flat_map(|(article, normalized)| {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for s in &normalized.substitutions {
            *counts.entry(&s.rule).or_default() += 1;
        }
        normalized.substitutions.iter().map(move |s| Row {
            doc: &article.name,
            start: s.span.start.0,
            end: s.span.end.0,
            surface: article.text.slice(s.span),
            normalized: &s.normalized,
            rule: &s.rule,
            count: counts[s.rule.as_str()],
            risk: s.risk,
        })
    });
    print_rows(io, format, rows)?;
    Ok(())
}
