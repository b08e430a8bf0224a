//! `duizhao themes`: the codebook, checked and printed; what each article gives to each theme; distinctive terms.

use std::path::PathBuf;

use anyhow::Context;
use serde::Serialize;

use super::reading::{Reading, Two, Wanted};
use super::{Global, Io, print_rows};
use crate::comparison::{Comparison, Side};
use crate::i18n::Lang;
use crate::themes::{self, Codebook, Facet};

#[derive(clap::Args)]
pub struct Args {
    #[command(flatten)]
    files: Two,
    /// Read a codebook, and say what it holds or what is wrong with it and where
    #[arg(long, value_name = "CODEBOOK", conflicts_with_all = ["files", "terms"])]
    check: Option<PathBuf>,
    /// Print the words that tell the two articles apart instead
    #[arg(long)]
    terms: bool,
    /// Print the codebook in use as a file, to be changed and named with --codebook
    #[arg(long, conflicts_with_all = ["files", "terms", "check"])]
    print: bool,
}

#[derive(Serialize)]
struct Checked<'a> {
    codebook: &'a str,
    fingerprint: &'a str,
    theme: &'a str,
    name: &'a str,
    facets: usize,
    strong: usize,
    plain: usize,
    weak: usize,
    families: usize,
    warnings: Vec<String>,
}

#[derive(Serialize)]
struct Row<'a> {
    theme: &'a str,
    name: &'a str,
    doc: &'a str,
    passages: u32,
    chars: u32,
    of_chars: u32,
    share: f64,
    /// `common`, or `left` or `right` where only one article speaks of the theme.
    spoken_of: Option<&'static str>,
}

#[derive(Serialize)]
struct TermRow {
    word: String,
    left: u32,
    right: u32,
    log_likelihood: f64,
}

pub fn run(args: &Args, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let format = io.format(global.format);
    if let Some(file) = &args.check {
        let place = || file.display().to_string();
        let codebook = Codebook::parse(&std::fs::read_to_string(file).with_context(place)?).with_context(place)?;
        let fingerprint = codebook.fingerprint();
        print_rows(io, format, checked(&codebook, &fingerprint, global))?;
        return Ok(());
    }
    if args.print {
        let reading = Reading::open(&[], &args.files.session, Wanted::Any, global, io)?;
        return Ok(write!(io.out, "{}", reading.codebook()?.to_toml())?);
    }
    let compared = args.files.comparison(global, io)?;
    if args.terms {
        let [left, right] = Side::BOTH.map(|side| {
            let read = compared.side(side);
            (read.article.as_ref(), read.normalized.as_ref())
        });
        let terms = themes::distinctive(left, right).into_iter().map(|term| TermRow {
            word: term.word,
            left: term.left,
            right: term.right,
            log_likelihood: term.score,
        });
        print_rows(io, format, terms)?;
        return Ok(());
    }
    print_rows(io, format, shares(&compared, global.lang.unwrap_or_default()))?;
    Ok(())
}

fn checked<'a>(codebook: &'a Codebook, fingerprint: &'a str, global: &Global) -> Vec<Checked<'a>> {
    let lang = global.lang.unwrap_or_default();
    let sum = |facets: &[Facet], count: fn(&Facet) -> usize| facets.iter().map(count).sum();
    let warnings = codebook.warnings();
    let row = |theme: &'a themes::Theme| Checked {
        codebook: &codebook.id,
        fingerprint,
        theme: &theme.id,
        name: theme.name.in_lang(lang),
        facets: theme.facets.len(),
        strong: sum(&theme.facets, |f| f.strong.len()),
        plain: sum(&theme.facets, |f| f.plain.len()),
        weak: sum(&theme.facets, |f| f.weak.len()),
        families: sum(&theme.facets, |f| f.families.len()),
        warnings: warnings.iter().filter(|w| w.theme == theme.id).map(|w| w.to_string()).collect(),
    };
    codebook.themes.iter().map(row).collect()
}

fn shares<'a>(compared: &'a Comparison, lang: Lang) -> Vec<Row<'a>> {
    let rows = compared.themes.iter().flat_map(|given| {
        let theme = compared.codebook.theme(given.theme);
        let spoken_of = match (given.left.passages > 0, given.right.passages > 0) {
            (true, true) => Some("common"),
            (true, false) => Some("left"),
            (false, true) => Some("right"),
            (false, false) => None,
        };
        Side::BOTH.map(|side| {
            let share = given.side(side);
            Row {
                theme: &theme.id,
                name: theme.name.in_lang(lang),
                doc: &compared.side(side).article.name,
                passages: share.passages,
                chars: share.characters,
                of_chars: share.of,
                share: share.fraction(),
                spoken_of,
            }
        })
    });
    rows.collect()
}
