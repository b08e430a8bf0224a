//! What is known of each measure of an article when it is compared: all its mentions together.

use std::collections::BTreeSet;

use super::counterparts::Side;
use super::lexicon::{Lexicon, Office};
use super::{Measure, MeasureKind};
use crate::article::PassageId;
use crate::themes::{Codebook, ThemeIndex};

/// A measure with all its mentions.
pub(super) struct Profile<'a> {
    pub group: u32,
    /// Where it is mentioned; what a repeated passage repeats.
    pub passages: BTreeSet<PassageId>,
    /// All names that it goes by.
    pub names: BTreeSet<&'a str>,
    /// The class of things that it names, if it names a class.
    pub class: Option<&'a str>,
    pub kind: MeasureKind,
    pub theme: Option<ThemeIndex>,
    /// All that its passages speak of.
    pub themes: BTreeSet<ThemeIndex>,
    pub facets: BTreeSet<(ThemeIndex, u16)>,
    /// By function of the lexicon.
    pub offices: Vec<Office>,
    /// Forms of the lexicon that its names have.
    pub forms: BTreeSet<usize>,
}

/// The measures of a side, by group.
pub(super) fn profiles<'a>(side: Side<'a>, codebook: &Codebook, lexicon: &'a Lexicon) -> Vec<Profile<'a>> {
    let mut profiles: Vec<Profile<'a>> = Vec::new();
    let mut around: Vec<BTreeSet<&str>> = Vec::new();
    for measure in side.measures {
        let passage = side.article.passage(measure.passage);
        let labels = side.labels.of(measure.passage);
        let group = measure.group as usize;
        // Groups are numbered by first mention: a new one is always the next.
        if group == profiles.len() {
            around.push(BTreeSet::new());
            profiles.push(Profile {
                group: measure.group,
                passages: BTreeSet::new(),
                names: BTreeSet::new(),
                class: lexicon.class_of(&measure.normalized),
                kind: measure.kind,
                theme: measure.theme,
                themes: BTreeSet::new(),
                facets: BTreeSet::new(),
                offices: Vec::new(),
                forms: BTreeSet::new(),
            });
        }
        let sentence = super::sentence_of(passage, measure.span.start);
        let held = &mut profiles[group];
        held.names.insert(&measure.normalized);
        held.passages.insert(passage.duplicate_of.unwrap_or(passage.id));
        held.themes.extend(labels.iter().map(|label| label.theme));
        for label in labels {
            // The only facet of a theme says no more than the theme.
            let telling = codebook.themes.get(usize::from(label.theme.0)).is_some_and(|theme| theme.facets.len() > 1);
            let near = label.cues.iter().filter(|cue| telling && cue.span.overlaps(sentence));
            held.facets.extend(near.map(|cue| (label.theme, cue.facet)));
        }
        // The clause speaks of the measure more than the sentence does.
        let sentence = side.normalized.slice(sentence);
        around[group].insert(clause(sentence, side.normalized.slice(measure.span)));
    }
    for (profile, around) in profiles.iter_mut().zip(around) {
        let mentions = || side.measures.iter().filter(|m| m.group == profile.group);
        let acts = |m: &Measure| matches!(m.kind, MeasureKind::System | MeasureKind::Programme);
        let ends: BTreeSet<&str> = match mentions().any(acts) {
            true => mentions().filter_map(|m| m.quoted.as_deref()).collect(),
            false => BTreeSet::new(),
        };
        profile.offices = lexicon.offices(&profile.names, &ends, &around);
        profile.forms = lexicon.forms_of(&profile.names);
    }
    profiles
}

/// The part of a sentence from a name to the next full stop or semicolon, with what leads to it.
fn clause<'a>(sentence: &'a str, name: &str) -> &'a str {
    let Some(at) = sentence.find(name) else { return sentence };
    let stop = |c: char| matches!(c, '；' | ';' | '。');
    let start = sentence[..at].rfind(stop).map_or(0, |i| i + sentence[i..].chars().next().map_or(0, char::len_utf8));
    let end = sentence[at..].find(stop).map_or(sentence.len(), |i| at + i);
    &sentence[start..end]
}
