//! What is known of an article: its date, its outlet, how it was read; and what the analyst says instead.

use std::sync::Arc;

use super::{Document, Workbench};
use crate::article::{Variable, Warning};
use crate::comparison::Side;
use crate::session::ArticleId;

/// The variable of a name that rows and files call it by.
fn known(name: &str) -> Option<Variable> {
    Variable::ALL.into_iter().find(|variable| variable.to_string() == name)
}

impl Document {
    /// What was found out of a variable before the analyst said otherwise.
    pub fn found(&self, variable: Variable) -> &str {
        self.found.get(variable).map_or("", |value| value.value.as_str())
    }

    /// The file's own name; none for articles without a file at hand.
    pub fn file_name(&self) -> Option<String> {
        self.path.as_ref()?.file_name().map(|name| name.to_string_lossy().into_owned())
    }
}

impl Workbench {
    /// Variables of the analyst's own making, in the order of their names.
    pub fn own_variables(&self, side: Side) -> Vec<(String, String)> {
        let stored = self.find_article(side).and_then(|id| self.coder.session.state().articles.get(&id));
        let own = stored.into_iter().flat_map(|article| &article.variables);
        own.filter(|(name, _)| known(name).is_none()).map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    /// What loading an article dropped, replaced or guessed, in the reader's language.
    pub fn warning(&self, warning: &Warning) -> String {
        let key = format!("warning-{}", warning.kind.name());
        self.format(&key, &[("count", warning.kind.number().into())])
    }

    /// Other values for what is known of a side's article, by name. A blank value says that there is none.
    pub(super) fn describe(&mut self, side: Side, values: &[(String, String)]) {
        let found = self.document(side).map(|document| document.found.clone()).unwrap_or_default();
        let result = self.in_article(side, |state, _, id: ArticleId| {
            let mut variables = state.articles.get(&id).map(|a| a.variables.clone()).unwrap_or_default();
            for (name, value) in values {
                let (name, value) = (name.trim(), value.trim());
                let there_is = known(name).is_some_and(|variable| found.get(variable).is_some());
                if name.is_empty() || value.is_empty() && !there_is {
                    variables.remove(name);
                } else {
                    variables.insert(name.to_owned(), value.to_owned());
                }
            }
            state.describe(id, variables)
        });
        self.done(result);
    }

    /// Takes up what the session says of the articles shown. Dates count from the article's own, so they are read anew.
    pub(super) fn follow_described(&mut self) {
        let mut changed = false;
        for side in Side::BOTH {
            let Some(document) = self.document(side) else { continue };
            let said = self.find_article(side).and_then(|id| {
                let state = self.coder.session.state();
                state.variables(id, document.found.clone())
            });
            // A session that does not have the article says nothing of it.
            let known = said.unwrap_or_else(|| document.found.clone());
            if known == document.article.variables {
                continue;
            }
            let shown = document.id;
            if let Some(document) = self.documents.iter_mut().find(|d| d.id == shown) {
                Arc::make_mut(&mut document.loaded).variables = known.clone();
                Arc::make_mut(&mut document.article).variables = known;
                document.analysis = None;
                document.read_structure();
                changed = true;
            }
        }
        if changed {
            self.recompare();
        }
    }
}
