//! The articles that a command line names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{Global, Io, Usage};
use crate::article::{self, Article, LoadOptions};
use crate::figures::ArticleDate;
use crate::script::Vocabulary;
use crate::themes::Codebook;

/// Opens the files, `-` being standard input; the seeds where none is named.
pub fn open(files: &[PathBuf], global: &Global, io: &mut Io<'_>) -> Result<Vec<Article>> {
    if files.is_empty() {
        return Ok(article::seeds().into());
    }
    let names = names(files);
    let options = LoadOptions::in_encoding(global.encoding.as_deref()).map_err(|error| Usage(error.to_string()))?;
    files.iter().zip(names).map(|(file, name)| one(file, &name, &options, io)).collect()
}

/// The dates that the command line gives to its articles: one for all, or one for each with commas between.
#[derive(Default)]
pub struct Dates<'a>(Vec<Option<(&'a str, ArticleDate)>>);

impl<'a> Dates<'a> {
    /// The dates for so many articles.
    pub fn of(global: &'a Global, articles: usize) -> Result<Self, Usage> {
        let Some(given) = global.date.as_deref() else { return Ok(Self::default()) };
        let one = |date: &'a str| match date.parse() {
            _ if date.is_empty() => Ok(None),
            Ok(parsed) => Ok(Some((date, parsed))),
            Err(error) => Err(Usage(format!("--date: {error}"))),
        };
        let dates: Vec<_> = given.split(',').map(str::trim).map(one).collect::<Result<_, _>>()?;
        if dates.len() > 1 && dates.len() != articles {
            return Err(Usage(format!("--date gives {} dates to {articles} articles", dates.len())));
        }
        Ok(Self(dates))
    }

    fn get(&self, number: usize) -> Option<&(&'a str, ArticleDate)> {
        let number = if self.0.len() == 1 { 0 } else { number };
        self.0.get(number)?.as_ref()
    }

    /// The date of an article, counted from 0 in the order of the command line.
    pub fn date(&self, number: usize) -> Option<&ArticleDate> {
        self.get(number).map(|(_, date)| date)
    }

    /// The same as it was given.
    pub fn words(&self, number: usize) -> Option<&'a str> {
        self.get(number).map(|(words, _)| *words)
    }
}

/// The vocabulary that the command line names, or the one that comes with the program.
pub fn vocabulary(global: &Global) -> Result<Vocabulary> {
    let Some(file) = &global.vocabulary else { return Ok(Vocabulary::builtin()) };
    let place = || file.display().to_string();
    let toml = std::fs::read_to_string(file).with_context(place)?;
    Vocabulary::parse(&toml).with_context(place)
}

/// The codebook that the command line names, or the one that comes with the program.
pub fn codebook(global: &Global) -> Result<Codebook> {
    let Some(file) = &global.codebook else { return Ok(Codebook::builtin()) };
    let place = || file.display().to_string();
    let toml = std::fs::read_to_string(file).with_context(place)?;
    Codebook::parse(&toml).with_context(place)
}

fn one(file: &Path, name: &str, options: &LoadOptions, io: &mut Io<'_>) -> Result<Article> {
    let article = if file == Path::new("-") {
        article::read(&mut *io.input, name, options).context("standard input")?
    } else {
        article::open(file, name, options).with_context(|| file.display().to_string())?
    };
    for warning in &article.warnings {
        writeln!(io.err, "duizhao: {}: {warning}", article.name)?;
    }
    Ok(article)
}

/// What each file is called in rows: its stem, with the folder before it where two stems are equal, and with a
/// number where even these are.
fn names(files: &[PathBuf]) -> Vec<String> {
    let stem = |file: &Path| match file.to_str() {
        Some("-") => "stdin".to_owned(),
        _ => file.file_stem().map_or_else(String::new, |s| s.to_string_lossy().into_owned()),
    };
    let mut stems: BTreeMap<String, usize> = BTreeMap::new();
    for file in files {
        *stems.entry(stem(file)).or_default() += 1;
    }
    let mut given: BTreeMap<String, usize> = BTreeMap::new();
    files
        .iter()
        .map(|file| {
            let stem = stem(file);
            let folder = file.parent().and_then(Path::file_name).map(|f| f.to_string_lossy().into_owned());
            let name = match folder {
                Some(folder) if stems[&stem] > 1 => format!("{folder}/{stem}"),
                _ => stem,
            };
            let times = given.entry(name.clone()).or_default();
            *times += 1;
            if *times > 1 { format!("{name}#{times}") } else { name }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_date_is_for_all_and_several_are_for_each() {
        let global = |date: &str| Global { date: Some(date.to_owned()), ..Global::default() };
        let given = |date: &str| {
            let global = global(date);
            Dates::of(&global, 2).ok().map(|dates| [0, 1].map(|n| dates.words(n).map(str::to_owned)))
        };
        let text = |s: &str| Some(s.to_owned());
        assert_eq!(given("2017"), Some([text("2017"), text("2017")]));
        assert_eq!(given("2017-04,2018"), Some([text("2017-04"), text("2018")]));
        assert_eq!(given(",2018"), Some([None, text("2018")]));
        assert_eq!(given("2017,spring"), None);
        assert_eq!(given("2017,2018,2019"), None);
    }

    #[test]
    fn no_two_articles_have_one_name() {
        let files = ["a/x.txt", "b/x.txt", "c/y.txt", "-"].map(PathBuf::from);
        assert_eq!(names(&files), ["a/x", "b/x", "y", "stdin"]);
        let files = ["a/x.txt", "a/x.html", "z.txt", "./z.txt"].map(PathBuf::from);
        assert_eq!(names(&files), ["a/x", "a/x#2", "z", "z#2"]);
    }
}
