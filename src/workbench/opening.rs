//! Articles that do not come from a file as it is: from the clipboard, or read in another encoding.

use super::Workbench;
use crate::article::LoadOptions;

impl Workbench {
    /// Makes an article of text that was copied elsewhere. Whether it is a page's source or plain text shows in it, as with
    /// files.
    pub(super) fn paste(&mut self, text: String) {
        let name = self.free_name(&self.text("clipboard"));
        // A clipboard holds characters, so there is no encoding to be found out.
        self.open.submit(move |_| {
            let article = LoadOptions::in_encoding(Some("utf-8"))
                .and_then(|options| crate::article::load(text.into_bytes(), &name, &options));
            vec![(None, article)]
        });
    }

    /// A name that no open article has: the one given, or the same with a number.
    fn free_name(&self, name: &str) -> String {
        let named = |n: usize| if n == 1 { name.to_owned() } else { format!("{name} {n}") };
        let taken = |name: &String| self.documents.iter().any(|d| d.article.name == *name);
        // One of them is free, since there is one more than articles.
        (1..=self.documents.len() + 1).map(named).find(|name| !taken(name)).unwrap_or_default()
    }
}
