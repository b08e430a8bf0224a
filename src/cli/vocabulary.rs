//! `duizhao vocabulary`: what normalisation changed, and by which rule.

use std::collections::BTreeMap;

use serde::Serialize;

use super::files::{self, Articles};
use super::{Global, Io, print_rows};
use crate::script::{self, OpenCc, Risk};

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

pub fn run(files: &Articles, global: &Global, io: &mut Io<'_>) -> anyhow::Result<()> {
    let articles = files.open(global, io)?;
    let converter = OpenCc::new()?;
    let vocabulary = files::vocabulary(global)?;
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
    let format = io.format(global.format);
    print_rows(io, format, rows)?;
    Ok(())
}
