//! Named measures: programmes, systems, campaigns, institutions and documents that an article names; which mentions
//! are one measure, and what answers it in the other article.
//!
//! Names are found in normalised text by quotation marks, title marks and head words (`assets/measures.toml`); spans
//! are of the source. How far passages
//! answer each other it is told.

mod again;
mod aliases;
mod amend;
mod counterparts;
mod groups;
mod lexicon;
mod likeness;
mod marks;
mod names;
mod places;
mod profiles;

pub use amend::{AmendError, amended};
pub use counterparts::{Counterpart, Reason, Side, counterparts};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::article::{Article, Passage, PassageId, Role};
use crate::script::Normalized;
use crate::status::{self, Status, Strength};
use crate::text::{CharIndex, Span};
use crate::themes::{Codebook, Labels, ThemeIndex};
use lexicon::Lexicon;
use names::{Line, Name};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MeasureKind {
    Programme,
    Campaign,
    System,
    Model,
    Organisation,
    Facility,
    Document,
    Event,
    Work,
    Initiative,
    Doctrine,
    Principle,
    Slogan,
}

impl MeasureKind {
    /// Whether somebody does it, so that it can be done, under way or planned: not a saying, a doctrine or a work.
    pub fn is_deed(self) -> bool {
        !matches!(self, Self::Doctrine | Self::Principle | Self::Slogan)
    }
}

/// Who stands behind a measure, where the text says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// A central programme carried out here.
    Central,
    Provincial,
    Municipal,
    County,
}

/// One mention of a measure.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// In the source, quotation marks included.
    pub span: Span,
    pub passage: PassageId,
    pub theme: Option<ThemeIndex>,
    pub kind: MeasureKind,
    /// Mentions of one measure share it; counted from 0 by first mention.
    pub group: u32,
    pub status: Option<Status>,
    /// The words that the status rests on.
    pub status_cue: Option<Span>,
    pub level: Option<Level>,
    /// The name in mainland simplified, without quotation marks.
    pub normalized: String,
    /// The quoted part of the name, normalised: what short forms keep.
    pub quoted: Option<String>,
}

/// The measures that an article names, in the order of the text; one within another comes after it.
pub fn find(article: &Article, normalized: &Normalized, labels: &Labels, codebook: &Codebook) -> Vec<Measure> {
    let lexicon = Lexicon::builtin();
    let said = |p: &&Passage| !matches!(p.role, Role::Boilerplate | Role::Filler) && p.excluded.is_none();
    let passages = article.passages.iter().filter(said);
    let mut read: Vec<Read<'_>> = passages
        .map(|passage| {
            let place = normalized.map.normalized_from_source(passage.span);
            let text = normalized.text.slice(place);
            let chars: Vec<char> = text.chars().collect();
            let headline = matches!(passage.role, Role::Title | Role::Heading);
            let names = Line::new(text, &chars, lexicon, headline).names();
            Read { passage, origin: place.start, text, chars, names }
        })
        .collect();
    drop_figures_of_speech(&mut read);
    let aliases = again::mention(&mut read);
    let settings = status::settings(article);
    let mut measures = Vec::new();
    for Read { passage, origin, chars, names, .. } in &read {
        for name in names {
            let place = Span::new(name.start as u32, name.end as u32).shifted(*origin);
            let source = normalized.map.source_from_normalized(place);
            let mut measure = measure(passage, labels, codebook, chars, name, source);
            if name.kind.is_deed() {
                let sentence = sentence_of(passage, source.start);
                let said = status::of(&article.text, sentence, source);
                measure.status_cue = said.map(|said| said.cue);
                measure.status = match passage.role.is_body() {
                    true => {
                        let past = said.is_some_and(|said| looks_back(article.text.slice(said.cue)));
                        standing(said.as_ref(), past, name.kind, settings[passage.id.0 as usize].plans)
                    }
                    false => said.map(|said| said.status),
                };
            }
            measures.push(measure);
        }
    }
    groups::number(&mut measures, &aliases);
    measures
}

/// Headlines like figures of speech: quoted words of theirs without a head name something only if the body does so too.
fn drop_figures_of_speech(read: &mut [Read<'_>]) {
    let quoted = |one: &Read<'_>, name: &Name| {
        let (start, end) = name.quoted.unwrap_or((name.start, name.end));
        one.chars[start..end].iter().filter(|c| !is_mark(**c)).collect::<String>()
    };
    let body = read.iter().filter(|one| one.passage.role.is_body());
    let named: BTreeMap<String, MeasureKind> =
        body.flat_map(|one| one.names.iter().map(move |name| (quoted(one, name), name.kind))).collect();
    for one in read.iter_mut().filter(|one| !one.passage.role.is_body()) {
        let mut names = std::mem::take(&mut one.names);
        names.retain_mut(|name| {
            if name.kind != MeasureKind::Slogan {
                return true;
            }
            let words = quoted(one, name);
            let again = named.get(&words).or_else(|| named.iter().find(|(n, _)| n.contains(&words)).map(|(_, k)| k));
            again.inspect(|kind| name.kind = **kind).is_some()
        });
        one.names = names;
    }
}

/// How a measure stands: by its sentence, and where that leaves it open by what the article is about to do. A story
/// tells what is done, a plan what is to be done; documents are merely there.
///
/// In a plan only a clause that looks back (`past`) tells a result: 建成 is what is to be built there.
fn standing(said: Option<&status::Reading>, past: bool, kind: MeasureKind, plan: bool) -> Option<Status> {
    let plainly = said.filter(|said| match said.status {
        Status::Principle => false,
        Status::Achieved => past,
        _ => said.strength == Strength::Marked,
    });
    match (plainly.or(said.filter(|_| !plan)), kind) {
        (Some(said), _) => Some(said.status),
        (None, _) if plan => Some(Status::Planned),
        (None, MeasureKind::Document) => None,
        (None, _) => Some(Status::Achieved),
    }
}

/// Whether a cue of a result speaks of the past, which no plan does of what it lists.
fn looks_back(cue: &str) -> bool {
    const PAST: [&str; 10] = ["已", "业", "去年", "前年", "上年", "过去", "過去", "以来", "以來", "累"];
    PAST.iter().any(|word| cue.contains(word))
}

/// A passage and the names in it, by characters of its normalised text.
struct Read<'a> {
    passage: &'a Passage,
    origin: CharIndex,
    text: &'a str,
    chars: Vec<char>,
    names: Vec<Name>,
}

fn measure(
    passage: &Passage,
    labels: &Labels,
    codebook: &Codebook,
    chars: &[char],
    name: &Name,
    span: Span,
) -> Measure {
    let words = |start: usize, end: usize| chars[start..end].iter().filter(|c| !is_mark(**c)).collect::<String>();
    let normalized = words(name.start, name.end);
    let sentence = sentence_of(passage, span.start);
    Measure {
        span,
        passage: passage.id,
        theme: theme_of(labels, codebook, passage.id, sentence, span),
        kind: name.kind,
        group: 0,
        status: None,
        status_cue: None,
        level: level_of(chars, name, &normalized),
        quoted: name.quoted.map(|(start, end)| words(start, end)),
        normalized,
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '“' | '”' | '「' | '」' | '『' | '』' | '《' | '》' | '\n')
}

/// The sentence that holds `at`; the passage where none does.
fn sentence_of(passage: &Passage, at: CharIndex) -> Span {
    let after = passage.sentences.partition_point(|s| s.start <= at);
    passage.sentences[..after].last().copied().filter(|s| s.contains(at)).unwrap_or(passage.span)
}

/// Of the passage's themes the one whose cues stand nearest: in the name, then in the sentence, then anywhere.
fn theme_of(
    labels: &Labels,
    codebook: &Codebook,
    passage: PassageId,
    sentence: Span,
    name: Span,
) -> Option<ThemeIndex> {
    let mut best: Option<(f64, ThemeIndex)> = None;
    for label in labels.of(passage) {
        if usize::from(label.theme.0) >= codebook.themes.len() {
            continue;
        }
        let near = label.cues.iter().map(|cue| {
            let value = cue.weight.value();
            if cue.span.overlaps(name) {
                3.0 * value
            } else if cue.span.overlaps(sentence) {
                value
            } else {
                0.0
            }
        });
        let score = near.sum::<f64>() + label.strength;
        if best.is_none_or(|(held, _)| score > held) {
            best = Some((score, label.theme));
        }
    }
    best.map(|(_, theme)| theme)
}

/// Who carries it, by the name itself or the words right before it.
fn level_of(chars: &[char], name: &Name, normalized: &str) -> Option<Level> {
    let before: String = chars[name.start.saturating_sub(8)..name.start].iter().collect();
    let before = before.rsplit(marks::is_stop).next().unwrap_or_default();
    let (first, opening) = (normalized.chars().next(), normalized.chars().take(6).collect::<String>());
    let says = |text: &str, words: &[&str]| words.iter().any(|w| text.contains(w));
    let begins = |words: &[&str]| words.iter().any(|w| normalized.starts_with(w));
    // 省市县三级 is everybody's.
    if begins(&["省市县", "省市", "市县"]) || says(before, &["省市县", "各市", "各县", "各区"]) {
        return None;
    }
    let opening = MANY_PLACES.iter().fold(opening, |text, word| text.replace(word, ""));
    let joint = normalized.starts_with("中国—");
    if !joint && begins(&["国家", "全国", "中国", "中央", "国务院"])
        || says(before, &["国家", "全国", "中央", "国务院"])
    {
        Some(Level::Central)
    } else if opening.contains('省')
        || opening.contains("自治区")
        || places::in_province(normalized) && !opening.contains(['市', '县', '州'])
    {
        Some(Level::Provincial)
    } else if first == Some('市') || places::is_placed(normalized) && opening.contains(['市', '州', '盟']) {
        Some(Level::Municipal)
    } else if matches!(first, Some('县' | '区' | '旗'))
        || places::is_placed(normalized) && opening.contains(['县', '旗'])
    {
        Some(Level::County)
    } else if says(before, &["全省", "省里", "我省", "省委", "省政府", "省级", "省直", "全区", "自治区"])
    {
        Some(Level::Provincial)
    } else if says(
        before,
        &["全市", "市里", "我市", "市委", "市政府", "市级", "市直", "市公安", "市网信", "全州", "市府"],
    ) {
        Some(Level::Municipal)
    } else if says(before, &["全县", "县里", "我县", "县委", "县政府", "区里", "区委", "区政府"]) {
        Some(Level::County)
    } else {
        None
    }
}

/// Words that hold the name of a level and mean none.
const MANY_PLACES: [&str; 10] = ["城市", "都市", "市民", "市场", "超市", "市值", "省时", "省心", "省事", "节省"];
