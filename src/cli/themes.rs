//! `duizhao themes`: the codebook, checked and printed; what each article gives to each theme; distinctive terms.

use std::path::PathBuf;

use anyhow::Context;
use serde::Serialize;

use super::align::Pair;
use super::{Global, Io, print_rows};
use crate::article::PassageId;
use crate::themes::{self, Codebook, Facet};

#[derive(clap::Args)]
pub struct Args {
    /// Two articles: prints what each gives to each theme
    files: Vec<PathBuf>,
    /// Read a codebook, and say what it holds or what is wrong with it and where
    #[arg(long, value_name = "CODEBOOK", conflicts_with_all = ["files", "terms"])]
    check: Option<PathBuf>,
    /// Print the words that tell the two articles apart instead
    #[arg(long)]
    terms: bool,
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
    passages: usize,
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
    let pair = Pair::open(&args.files, global, io)?;
    if args.terms {
        let side = |at: usize| (pair.side(at).article, pair.side(at).normalized);
        let terms = themes::distinctive(side(0), side(1)).into_iter().map(|term| TermRow {
            word: term.word,
            left: term.left,
            right: term.right,
            log_likelihood: term.score,
        });
        print_rows(io, format, terms)?;
        return Ok(());
    }
    print_rows(io, format, shares(&pair, global))?;
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

fn shares<'a>(pair: &'a Pair, global: &Global) -> Vec<Row<'a>> {
    let lang = global.lang.unwrap_or_default();
    let mut rows = Vec::new();
    for (index, theme) in pair.codebook.themes.iter().enumerate() {
        let index = themes::ThemeIndex(index as u16);
        let counted = [0, 1].map(|at| {
            let side = pair.side(at);
            let speaks = |id: PassageId| side.labels.of(id).iter().any(|label| label.theme == index);
            let body = || side.article.passages.iter().filter(|p| p.counts());
            let of: u32 = body().map(|p| p.span.len()).sum();
            let chars: u32 = body().filter(|p| speaks(p.id)).map(|p| p.span.len()).sum();
            (body().filter(|p| speaks(p.id)).count(), chars, of)
        });
        let spoken_of = match counted.map(|c| c.0 > 0) {
            [true, true] => Some("common"),
            [true, false] => Some("left"),
            [false, true] => Some("right"),
            [false, false] => None,
        };
        for (at, (passages, chars, of_chars)) in counted.into_iter().enumerate() {
            let share = if of_chars == 0 { 0.0 } else { f64::from(chars) / f64::from(of_chars) };
            let (theme, name) = (theme.id.as_str(), theme.name.in_lang(lang));
            let doc = &pair.side(at).article.name;
            rows.push(Row { theme, name, doc, passages, chars, of_chars, share, spoken_of });
        }
    }
    rows
}
