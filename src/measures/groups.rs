//! Which mentions name one measure: the same words, or a short form of a full one; what kind and theme they agree on.

use std::collections::{BTreeMap, BTreeSet};

use super::{Measure, MeasureKind};
use crate::themes::ThemeIndex;

/// What stands before Latin letters and is a name without them has so many characters at least.
const SHORTEST_STEM: usize = 3;

/// Numbers the groups by first mention. `aliases`: the full names of short ones that the article itself gives.
pub(super) fn number(measures: &mut [Measure], aliases: &BTreeMap<String, String>) {
    let fulls = full_forms(measures);
    let mut groups: BTreeMap<String, u32> = BTreeMap::new();
    let mut document: Option<String> = None;
    for measure in measures.iter_mut() {
        let own = aliases.get(&measure.normalized).unwrap_or(&measure.normalized);
        let mut key = fulls.get(own).unwrap_or(own).clone();
        if measure.kind == MeasureKind::Document {
            // 《办法》 after 《…管理办法》 is the same document.
            match &document {
                Some(full) if own.chars().count() <= 4 && full.ends_with(own.as_str()) => key.clone_from(full),
                _ => document = Some(key.clone()),
            }
        }
        let next = groups.len() as u32;
        measure.group = *groups.entry(key).or_insert(next);
    }
    agree(measures);
}

/// Bare quoted words are of the kind that a head gives them elsewhere, “琴易办” after “琴易办”平台, and mentions without
/// a theme have that of the others.
fn agree(measures: &mut [Measure]) {
    let vague = |m: &Measure| matches!(m.kind, MeasureKind::Programme | MeasureKind::Slogan);
    let mut headed: BTreeMap<u32, MeasureKind> = BTreeMap::new();
    for measure in measures.iter().filter(|m| !vague(m)) {
        headed.entry(measure.group).or_insert(measure.kind);
    }
    for measure in measures.iter_mut().filter(|m| vague(m) && m.quoted.as_ref() == Some(&m.normalized)) {
        measure.kind = headed.get(&measure.group).copied().unwrap_or(measure.kind);
    }
    // A title says of what nothing else does: its measures have the theme that they have further on.
    let mut themed: BTreeMap<u32, ThemeIndex> = BTreeMap::new();
    for (group, theme) in measures.iter().filter_map(|m| Some((m.group, m.theme?))) {
        themed.entry(group).or_insert(theme);
    }
    for measure in measures.iter_mut().filter(|m| m.theme.is_none()) {
        measure.theme = themed.get(&measure.group).copied();
    }
}

/// By short form its full form: the bare quoted words, or the tail of a longer name, where just one full form has them.
fn full_forms(measures: &[Measure]) -> BTreeMap<String, String> {
    let mut by_quoted: BTreeMap<&str, BTreeMap<&str, MeasureKind>> = BTreeMap::new();
    for measure in measures {
        if let Some(quoted) = measure.quoted.as_deref().filter(|quoted| *quoted != measure.normalized) {
            by_quoted.entry(quoted).or_default().entry(&measure.normalized).or_insert(measure.kind);
        }
    }
    let mut fulls: BTreeMap<String, String> = BTreeMap::new();
    for (quoted, forms) in by_quoted {
        // “345”模式 and “345”互联网属地治理模式 end alike, “沂蒙办”平台 and “沂蒙办”客户端 are one system;
        // “两化融合”示范园区 and “两化融合”研究中心 are neither.
        let longest = forms.keys().max_by_key(|form| (form.chars().count(), std::cmp::Reverse(**form)));
        let Some(longest) = longest.map(|form| (*form).to_owned()) else { continue };
        let end = longest.chars().next_back();
        let alike = forms.keys().all(|form| form.chars().next_back() == end);
        let system = forms.values().all(|kind| *kind == MeasureKind::System);
        if alike || system {
            let names = std::iter::once(quoted).chain(forms.into_keys());
            fulls.extend(names.map(|name| (name.to_owned(), longest.clone())));
        }
    }
    // 台中通TCPASS is 台中通.
    let bare: BTreeSet<&str> = measures.iter().map(|m| m.quoted.as_deref().unwrap_or(&m.normalized)).collect();
    for name in &bare {
        let stem = name.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
        if stem.len() < name.len() && stem.chars().count() >= SHORTEST_STEM && bare.contains(stem) {
            let full = fulls.get(stem).cloned().unwrap_or_else(|| stem.to_owned());
            fulls.entry((*name).to_owned()).or_insert(full);
        }
    }
    let mut names: Vec<&str> = measures.iter().filter(|m| m.quoted.is_none()).map(|m| m.normalized.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    // Sorted by their tails, a name that ends another stands right before those that it ends.
    names.sort_by_cached_key(|n| n.chars().rev().collect::<String>());
    for pair in names.windows(2) {
        let (short, full) = (pair[0], pair[1]);
        if short.chars().count() >= 4 && full.ends_with(short) && !fulls.contains_key(short) {
            fulls.insert(short.to_owned(), full.to_owned());
        }
    }
    fulls
}
