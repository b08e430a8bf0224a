//! The machine's codebook in the hands of the analyst: the words by which it knows a theme.
//!
//! A change makes a new codebook file, which the session keeps as an edit like any other. Texts are then labelled and
//! aligned anew; nothing is decoded, normalised or searched for figures again.

use std::sync::Arc;

use super::{Tone, Workbench};
use crate::session::{Asset, AssetKind};
use crate::themes::{Codebook, Weight};

/// The cues of a facet, by weight.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetCues {
    pub strong: Vec<String>,
    pub plain: Vec<String>,
    pub weak: Vec<String>,
}

/// A codebook that was read, and what is to be done with it.
pub(super) struct Read {
    asset: Asset,
    codebook: Result<Codebook, String>,
    /// The session is to keep it; otherwise it has it already.
    keep: bool,
}

impl Workbench {
    // Queries

    /// The machine's codebook as it is used now.
    pub fn machine_book(&self) -> &Codebook {
        &self.codes_from
    }

    /// The cues of a theme, facet by facet.
    pub fn cues(&self, theme: &str) -> Vec<FacetCues> {
        let theme = self.codes_from.index_of(theme).map(|t| self.codes_from.theme(t));
        let facets = theme.map_or(&[][..], |theme| &theme.facets).iter();
        facets.map(|f| FacetCues { strong: f.strong.clone(), plain: f.plain.clone(), weak: f.weak.clone() }).collect()
    }

    /// The selected words as a cue is written, in mainland simplified.
    pub fn words_for_cue(&self) -> Option<String> {
        const LONGEST: u32 = 16;
        let selection = self.selection.filter(|s| !s.is_caret() && s.span().len() <= LONGEST)?;
        let normalized = &self.analysis(selection.side)?.normalized;
        let words = normalized.text.slice(normalized.map.normalized_from_source(selection.span())).trim();
        (!words.is_empty() && !words.contains('\n')).then(|| words.to_owned())
    }

    // Changes

    /// Gives a theme other cues.
    pub(super) fn set_cues(&mut self, theme: &str, facets: Vec<FacetCues>) {
        let Some(at) = self.codes_from.index_of(theme) else { return };
        let mut book = (*self.codes_from).clone();
        for (facet, cues) in book.themes[usize::from(at.0)].facets.iter_mut().zip(facets) {
            let FacetCues { strong, plain, weak } = cues;
            (facet.strong, facet.plain, facet.weak) = (strong, plain, weak);
        }
        self.change_cues(book);
    }

    /// Adds a cue to the first facet of a theme; the words may stand in another facet of it already.
    pub(super) fn add_cue(&mut self, theme: &str, words: &str, weight: Weight) {
        let Some(at) = self.codes_from.index_of(theme) else { return };
        let mut book = (*self.codes_from).clone();
        let facets = &mut book.themes[usize::from(at.0)].facets;
        if facets.iter().any(|facet| facet.cues().any(|(cue, _)| cue == words)) {
            self.said = Some(self.text("cue-known"));
            return;
        }
        let Some(facet) = facets.first_mut() else { return };
        match weight {
            Weight::Strong => &mut facet.strong,
            Weight::Plain => &mut facet.plain,
            Weight::Weak => &mut facet.weak,
        }
        .push(words.to_owned());
        self.change_cues(book);
    }

    fn change_cues(&mut self, book: Codebook) {
        if book == *self.codes_from {
            return;
        }
        self.read_book.submit(move |_| {
            let toml = book.to_toml();
            Read {
                codebook: Codebook::parse(&toml).map_err(|e| e.to_string()),
                asset: Asset::new(AssetKind::Codebook, &book.id, &toml),
                keep: true,
            }
        });
    }

    /// Takes up the codebook that the session names, where it is another than the one in use: after an undo, or in another
    /// session.
    pub(super) fn follow_book(&mut self) {
        let Some(asset) = self.coder.session.state().machine_codebook() else { return };
        if asset.hash == self.book_hash {
            return;
        }
        self.book_hash = asset.hash.clone();
        let asset = asset.clone();
        self.read_book.submit(move |_| Read {
            codebook: Codebook::parse(&asset.text).map_err(|e| e.to_string()),
            asset,
            keep: false,
        });
    }

    pub(super) fn take_book(&mut self, read: Read) {
        let Read { asset, codebook, keep } = read;
        let codebook = match codebook {
            Ok(codebook) => codebook,
            Err(reason) => {
                let text = self.format("codebook-unreadable", &[("reason", reason.into())]);
                return self.tell(Tone::Error, text);
            }
        };
        self.book_hash.clone_from(&asset.hash);
        self.codes_from = Arc::new(codebook);
        if let Some(engine) = &self.engine {
            self.engine = Some(Arc::new(engine.under(Arc::clone(&self.codes_from))));
        }
        for document in &mut self.documents {
            document.relabel = true;
        }
        if keep {
            self.edit(|w| w.coder.session.state().use_asset(asset.kind, &asset.name, &asset.text));
        }
        self.recompare();
    }
}
