//! Why two measures answer each other, in the reader's words.

use crate::i18n::Messages;
use crate::measures::{Counterpart, Reason};
use crate::themes::Codebook;

/// The reasons that say most: a name, a function, a theme, a kind, and where the two stand.
pub fn why(pair: &Counterpart, codebook: &Codebook, messages: &Messages) -> String {
    let words = pair.reasons.iter().filter_map(|reason| match reason {
        Reason::Coder => Some(messages.text("why-coder")),
        Reason::SameName => Some(messages.text("why-same-name")),
        Reason::Function { id, .. } => {
            let name = messages.text(&format!("function-{}", id.replace('_', "-")));
            Some(messages.format("why-function", &[("name", name.into())]))
        }
        Reason::Theme(theme) => {
            let name = codebook.themes.get(usize::from(theme.0))?.name.in_lang(messages.lang()).to_owned();
            Some(messages.format("why-theme", &[("name", name.into())]))
        }
        Reason::Kind(_) => Some(messages.text("why-kind")),
        Reason::Passages => Some(messages.text("why-passages")),
        // The theme and the kind say these in fewer words.
        Reason::Facet { .. } | Reason::Form(_) => None,
    });
    words.collect::<Vec<_>>().join(&messages.text("list-comma"))
}
