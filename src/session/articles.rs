//! Articles on their way into a session and out of it again: as they were loaded, without their files.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::edit::{Edit, EditError, Verb};
use super::edits::row;
use super::model::SessionArticle;
use super::state::{ArticleId, CoderId, State};
use crate::article::{Article, Variable, Variables};
use crate::figures::ArticleDate;

/// Where a variable of this name has to hold a date.
const DATES: &[&str] = &["date", "date_signed", "retrieved_on"];

impl State {
    /// An article with its text, and with all that its file said of it. `origin` is the name of its file; a folder before
    /// it is left out.
    pub fn add_article(&self, name: &str, origin: &str, article: &Article) -> Result<(ArticleId, Edit), EditError> {
        if self.article_named(name).is_some() {
            return Err(EditError::Taken(name.to_owned()));
        }
        let (source, edit) = self.with_source(Verb::AddArticle, &article.text)?;
        let id = ArticleId(self.new_id(edit.changes.len() as u32));
        let new = SessionArticle {
            name: name.to_owned(),
            source,
            origin: file_name(origin),
            variables: words(&article.variables),
            hints: article.hints.clone(),
            provenance: article.provenance(),
        };
        Ok((id, edit.add(id, new)))
    }

    /// Other variables for an article: known ones by the names that `session list` prints, and any of the user's own.
    pub fn describe(&self, id: ArticleId, variables: BTreeMap<String, String>) -> Result<Edit, EditError> {
        let old = row(&self.articles, id)?;
        for (name, value) in variables.iter().filter(|(name, value)| old.variables.get(*name) != Some(*value)) {
            if name.trim().is_empty() {
                return Err(EditError::NoSuch("variable without a name".into()));
            }
            if DATES.contains(&name.as_str()) && !value.is_empty() && !is_date(value) {
                return Err(EditError::NoDate(value.clone()));
            }
        }
        let new = SessionArticle { variables, ..old.clone() };
        if new == *old {
            return Err(EditError::Nothing("change"));
        }
        Ok(Edit::new(Verb::Describe).change(id, old.clone(), new))
    }

    /// The article as it was loaded, with what the analyst says of it.
    pub fn loaded(&self, id: ArticleId) -> Option<Article> {
        let stored = self.articles.get(&id)?;
        let text = self.text(id)?.clone();
        let mut article = Article::restored(&stored.name, text, stored.hints.clone(), &stored.provenance);
        article.variables = self.variables(id, article.variables)?;
        Some(article)
    }

    /// What is known of an article of which `found` was found out: the analyst's word stands before it.
    pub fn variables(&self, id: ArticleId, mut found: Variables) -> Option<Variables> {
        for (name, value) in &self.articles.get(&id)?.variables {
            let Ok(variable) = serde_json::from_value::<Variable>(Json::from(name.as_str())) else { continue };
            // What the text says again rests on the text.
            if found.get(variable).is_none_or(|found| found.value != *value) {
                found.give(variable, value.clone());
            }
        }
        Some(found)
    }

    /// The article in the structure that a coder gave it.
    pub fn corrected(&self, id: ArticleId, coder: CoderId) -> Option<Article> {
        let loaded = self.loaded(id)?;
        let corrections = self.structure(id, coder);
        Some(if corrections.is_empty() { loaded } else { loaded.corrected(&corrections) })
    }
}

/// Without the folder before it.
pub(super) fn file_name(origin: &str) -> String {
    origin.rsplit(['/', '\\']).next().unwrap_or_default().to_owned()
}

/// Variables by their names, as rows have them.
pub(super) fn words(variables: &Variables) -> BTreeMap<String, String> {
    let name = |variable| serde_json::to_value(variable).ok().and_then(|name| name.as_str().map(str::to_owned));
    variables.iter().filter_map(|(variable, value)| Some((name(variable)?, value.value.clone()))).collect()
}

/// A day of the calendar, a month, a year, or an interval of two of these: `2017-04-19`, `2017-04/2017-06`.
fn is_date(value: &str) -> bool {
    // A digit that nobody knows may be any.
    let one = |date: &str| date.replace('X', "1").parse::<ArticleDate>().is_ok();
    // Open ends and marks of doubt are EDTF's own.
    let bare = value.trim_end_matches(['?', '~', '%']);
    match bare.split_once('/') {
        Some((from, to)) => [from, to].iter().all(|end| end.is_empty() || *end == ".." || one(end)),
        None => one(bare),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_the_calendar() {
        for good in ["2017", "2017-04", "2024-02-29", "2016/2017", "2017-04-01/..", "2017?", "XXXX-05-13", "201X"] {
            assert!(is_date(good), "{good}");
        }
        for bad in ["", "17", "2017-13", "2017-02-29", "2026-13-01", "2017-4-1", "去年", "2017-04-01-01", "2017/x"] {
            assert!(!is_date(bad), "{bad}");
        }
    }
}
