//! What the analyst changes in the vocabulary: rules that are off, rules of one's own, words that stay as they are. The session
//! keeps it as a file of its own, and undo takes it back.

use super::{Tone, Workbench};
use crate::script::{Counts, Form, Region, Risk, Rule, Vocabulary, VocabularyFile};
use crate::session::{Asset, AssetKind};

/// A change of the vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub enum WordCommand {
    /// Switches a rule on or off, by its id.
    Switch(String, bool),
    /// Words that stay as they are, and no longer.
    Protect(String),
    Unprotect(String),
    /// The selected words stay as they are.
    ProtectSelected,
    /// A rule of one's own: the regional word, the mainland's, and where it is used.
    Add {
        from: String,
        to: String,
        regions: Vec<Region>,
    },
    /// A rule of one's own goes.
    Remove(String),
}

/// The vocabulary as the session has it.
#[derive(Default)]
pub(super) struct Wording {
    /// What tells it from any other.
    hash: Option<String>,
    /// The analyst's own file; none where nothing was changed.
    pub own: Option<VocabularyFile>,
}

impl Workbench {
    /// What the analyst changed in the vocabulary, if anything.
    pub fn own_vocabulary(&self) -> Option<&VocabularyFile> {
        self.wording.own.as_ref()
    }

    /// A rule of the vocabulary in use, by its id.
    pub fn word_rule(&self, id: &str) -> Option<&Rule> {
        self.engine.as_ref()?.vocabulary.rules().iter().find(|rule| rule.id == id)
    }

    pub(super) fn word_command(&mut self, command: WordCommand) {
        let mut file = self.wording.own.clone().unwrap_or_else(VocabularyFile::own);
        match command {
            WordCommand::Switch(rule, on) => file.switch(&rule, on),
            WordCommand::Protect(words) => file.protect(&self.simplified(&words), &self.text("word-reason")),
            WordCommand::Unprotect(words) => file.unprotect(&words),
            WordCommand::ProtectSelected => {
                let Some(words) = self.selected_words(LONGEST) else {
                    self.said = Some(self.text("select-first"));
                    return;
                };
                file.protect(&self.simplified(&words), &self.text("word-reason"));
            }
            WordCommand::Add { from, to, regions } => {
                let (from, to) = (self.simplified(from.trim()), self.simplified(to.trim()));
                let id = format!("own.{from}");
                let (risk, reason) = (Risk::Low, self.text("word-reason"));
                file.add(Rule::plain(id, regions, from, to, reason, risk));
            }
            WordCommand::Remove(rule) => file.remove(&rule),
        }
        if let Err(problem) = Vocabulary::of(file.clone()) {
            return self.tell(Tone::Error, problem.to_string());
        }
        let (name, text) = if file.is_empty() {
            (Asset::BUILTIN_VOCABULARY, Vocabulary::BUILTIN.to_owned())
        } else {
            ("own", file.to_toml())
        };
        self.edit(|w| w.coder.session.state().use_asset(AssetKind::Vocabulary, name, &text));
    }

    /// Words as rules have them.
    fn simplified(&self, words: &str) -> String {
        let counts = Counts::of(words);
        match &self.engine {
            Some(engine) if counts.traditional > counts.simplified => {
                engine.converter.convert(words, Form::TraditionalTaiwan, Form::Simplified)
            }
            _ => words.to_owned(),
        }
    }

    /// Takes up the vocabulary that the session has now: all articles are read anew.
    pub(super) fn follow_vocabulary(&mut self) {
        let asset = self.coder.session.state().own_vocabulary();
        let hash = asset.map(|asset| asset.hash.clone());
        if hash == self.wording.hash {
            return;
        }
        let own = asset.map(|asset| VocabularyFile::parse(&asset.text)).transpose();
        self.wording.hash = hash;
        match own {
            Ok(own) => self.wording.own = own,
            Err(problem) => return self.tell(Tone::Error, problem.to_string()),
        }
        // The worker that compares opens another.
        self.engine = None;
        for document in &mut self.documents {
            (document.analysis, document.normal) = (None, None);
        }
        self.recompare();
    }
}

/// The most words that can be protected at once, in code points.
const LONGEST: u32 = 40;
