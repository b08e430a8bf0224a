//! Articles that do not come from a file as it is: from the clipboard, or read in another encoding.

use std::path::{Path, PathBuf};

use super::{Document, Workbench, document};
use crate::article::{Article, FileFormat, LoadOptions};
use crate::comparison::Side;

/// The encodings in which a file can be read again, by their WHATWG names.
pub const ENCODINGS: [&str; 5] = ["UTF-8", "UTF-16LE", "UTF-16BE", "gb18030", "Big5"];

impl Document {
    /// Whether the article was read from a file that may be in one encoding or another.
    pub fn has_encoding(&self) -> bool {
        let open = matches!(self.article.format, FileFormat::Text | FileFormat::Markdown | FileFormat::Html);
        open && self.path.is_some()
    }
}

impl Workbench {
    /// Reads the file of a side's article again, in another encoding.
    pub(super) fn read_in(&mut self, side: Side, encoding: &'static str) {
        let Some(document) = self.document(side).filter(|d| d.has_encoding()) else { return };
        if let Some(path) = document.path.clone() {
            self.read_again(side, path, Some(encoding));
        }
    }

    /// Reads a file whose article takes the place of a side's.
    pub(super) fn read_again(&mut self, side: Side, path: PathBuf, encoding: Option<&'static str>) {
        self.replace.submit(move |_| {
            let options = LoadOptions::in_encoding(encoding);
            let article = options.and_then(|options| super::update::read(&path, &options));
            (side, path, encoding, article)
        });
    }

    /// Puts an article that was read again in the place of a side's, which nothing is said of yet.
    pub(super) fn exchange(&mut self, side: Side, path: &Path, article: Article) {
        let here = |d: &Document| d.id == self.pane(side).document && d.path.as_deref() == Some(path);
        let Some(n) = self.documents.iter().position(here) else { return };
        let new = document(self.next_document, Some(path.to_owned()), article);
        self.next_document += 1;
        let id = new.id;
        let old = std::mem::replace(&mut self.documents[n], new).id;
        for side in Side::BOTH {
            if self.pane(side).document == old {
                self.put(side, id);
            }
        }
        self.search_again();
        self.recompare();
    }

    /// Makes an article of text that was copied elsewhere. Whether it is a page's source or plain text shows in it, as with
    /// files.
    pub(super) fn paste(&mut self, text: String) {
        let name = self.free_name(&self.text("clipboard"));
        // A clipboard holds characters, so there is no encoding to be found out.
        self.open.submit(move |_| {
            let article = LoadOptions::in_encoding(Some("utf-8"))
                .and_then(|options| crate::article::load(text.into_bytes(), &name, &options));
            vec![(None, article.map(|article| Article { encoding: None, ..article }))]
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
