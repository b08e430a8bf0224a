//! What coders coded: codes against articles, and how far coders agree.

use std::collections::{BTreeMap, BTreeSet};

use super::super::data::{Agreement, AgreementRow, Head, Matrix};
use super::measures::cell;
use super::{Material, article_heads, counted};
use crate::article::Article;
use crate::session::{ArticleId, Code, CodeId, CoderId, State, UnitOfAnalysis, UnitState};
use crate::text::Span;
use crate::themes::{Codebook, Colour, Names, Rgb, ThemeIndex};

/// What readers call a code, and its colour: those of its theme while nobody has renamed it.
pub fn code_names(code: &Code, codebook: &Codebook) -> (Names, Option<Colour>) {
    let theme = code.theme.as_deref().and_then(|id| codebook.index_of(id)).map(|t| codebook.theme(t));
    let names = match theme {
        Some(theme) if theme.name.simplified == code.name => theme.name.clone(),
        _ => {
            let name = || code.name.clone();
            Names { simplified: name(), traditional: name(), english: name() }
        }
    };
    let own = code.colour.as_deref().and_then(rgb).map(|rgb| Colour { light: rgb, dark: rgb });
    (names, own.or(theme.map(|theme| theme.colour)))
}

/// `#rrggbb`
fn rgb(text: &str) -> Option<Rgb> {
    let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6)?;
    let [_, r, g, b] = u32::from_str_radix(hex, 16).ok()?.to_be_bytes();
    Some(Rgb([r, g, b]))
}

/// Codes against articles, and whose codings are counted: nobody's where there is no session, then the machine's
/// themes are, in passages.
pub fn matrix(material: &Material<'_>) -> (Matrix, Vec<String>) {
    let analyses = material.analyses();
    let codebook = &material.findings.comparison.codebook;
    let columns = article_heads(material);
    let Some(state) = material.session else {
        let mut cells = Vec::new();
        let mut rows = Vec::new();
        for (n, theme) in codebook.themes.iter().enumerate() {
            let index = ThemeIndex(n as u16);
            let spans = analyses.iter().map(|analysis| -> Vec<Span> {
                let of = |p| analysis.labels.of(p).iter().any(|label| label.theme == index);
                counted(analysis).filter(|p| of(p.id)).map(|p| p.span).collect()
            });
            let found: Vec<_> = spans.enumerate().filter(|(_, spans)| !spans.is_empty()).collect();
            if found.is_empty() {
                continue;
            }
            cells.extend(found.into_iter().map(|(n, spans)| cell(rows.len(), n, analyses[n], spans)));
            rows.push(Head::Theme { id: theme.id.clone(), name: theme.name.clone(), colour: theme.colour });
        }
        let total = cells.iter().map(|c| c.value as usize).sum();
        return (Matrix { rows, columns, cells, total }, Vec::new());
    };
    let ids: Vec<Option<ArticleId>> = analyses.iter().map(|a| article_of(state, &a.article)).collect();
    let mut spans: BTreeMap<(u32, CodeId), BTreeMap<usize, Vec<Span>>> = BTreeMap::new();
    let mut coders = BTreeSet::new();
    let counts = |coder: CoderId| is_person(state, coder) && material.coder.is_none_or(|only| only == coder);
    for coding in state.codings.values().filter(|coding| counts(coding.coder)) {
        let Some(n) = ids.iter().position(|id| *id == Some(coding.at.article)) else { continue };
        let code = state.effective(coding.code);
        let position = state.codes.get(&code).map_or(0, |code| code.position);
        let places = spans.entry((position, code)).or_default().entry(n).or_default();
        // What several people coded alike is one place.
        if !places.contains(&coding.at.span) {
            places.push(coding.at.span);
        }
        coders.insert(coding.coder);
    }
    let mut cells = Vec::new();
    let mut rows = Vec::new();
    for ((_, code), by_article) in spans {
        let Some(code) = state.codes.get(&code) else { continue };
        cells.extend(by_article.into_iter().map(|(n, spans)| cell(rows.len(), n, analyses[n], spans)));
        let (name, colour) = code_names(code, codebook);
        rows.push(Head::Code { name, colour });
    }
    let total = cells.iter().map(|c| c.value as usize).sum();
    let coders = coders.into_iter().map(|id| coder_name(state, id)).collect();
    (Matrix { rows, columns, cells, total }, coders)
}

/// The session's number of an article with this very text.
fn article_of(state: &State, article: &Article) -> Option<ArticleId> {
    state.articles.keys().find(|&&id| state.text(id) == Some(&article.text)).copied()
}

fn is_person(state: &State, coder: CoderId) -> bool {
    state.coders.get(&coder).is_some_and(|coder| coder.machine.is_none())
}

fn coder_name(state: &State, id: CoderId) -> String {
    state.coders.get(&id).map(|coder| coder.name.clone()).unwrap_or_default()
}

/// A unit that was read: by whom, and the codes that each of them gave it.
type Read = BTreeMap<CoderId, BTreeSet<CodeId>>;

/// How far the session's people agree on each code, over all its articles.
pub fn agreement(material: &Material<'_>) -> Agreement {
    let Some(state) = material.session else { return Agreement::default() };
    let codebook = &material.findings.comparison.codebook;
    let mut units: Vec<Read> = Vec::new();
    let mut articles = BTreeSet::new();
    for &id in state.articles.keys() {
        let Some(article) = state.loaded(id) else { continue };
        for unit in units_of(&article, state.settings().map(|s| s.unit).unwrap_or_default()) {
            let read = read(state, id, unit);
            if read.len() > 1 {
                articles.insert(id);
                units.push(read);
            }
        }
    }
    let coders: BTreeSet<CoderId> = units.iter().flat_map(|unit| unit.keys().copied()).collect();
    let codes: BTreeSet<(u32, CodeId)> = units
        .iter()
        .flat_map(|unit| unit.values().flatten())
        .map(|&code| (state.codes.get(&code).map_or(0, |c| c.position), code))
        .collect();
    let rows = codes.into_iter().filter_map(|(_, code)| {
        let judgements: Vec<Vec<bool>> =
            units.iter().map(|unit| unit.values().map(|codes| codes.contains(&code)).collect()).collect();
        let (name, colour) = code_names(state.codes.get(&code)?, codebook);
        let given = |coder: &CoderId| units.iter().filter(|u| u.get(coder).is_some_and(|c| c.contains(&code))).count();
        Some(AgreementRow {
            name,
            colour,
            alpha: alpha(&judgements).filter(|_| units.len() >= Agreement::FEW),
            same: same(&judgements),
            given: coders.iter().map(given).collect(),
        })
    });
    Agreement {
        rows: rows.collect(),
        coders: coders.iter().map(|&id| coder_name(state, id)).collect(),
        unit: match state.settings().map(|s| s.unit).unwrap_or_default() {
            UnitOfAnalysis::Passage => UnitOfAnalysis::Passage,
            UnitOfAnalysis::Sentence | UnitOfAnalysis::Span => UnitOfAnalysis::Sentence,
        },
        units: units.len(),
        articles: articles.len(),
    }
}

/// What coders judge one by one. Free spans have no units of their own: they are looked at sentence by sentence.
fn units_of(article: &Article, unit: UnitOfAnalysis) -> Vec<Span> {
    let body = article.passages.iter().filter(|p| p.role.is_body() && p.duplicate_of.is_none());
    match unit {
        UnitOfAnalysis::Passage => body.map(|p| p.span).collect(),
        UnitOfAnalysis::Sentence | UnitOfAnalysis::Span => body.flat_map(|p| p.sentences.iter().copied()).collect(),
    }
}

/// Who has read a unit, by a mark or a coding on it, and the codes they gave. What was left out of the study is not
/// read.
fn read(state: &State, article: ArticleId, unit: Span) -> Read {
    let mut read = Read::new();
    for mark in state.units.values().filter(|u| u.at.article == article && u.at.span.overlaps(unit)) {
        if matches!(mark.state, UnitState::Read | UnitState::Coded | UnitState::Unsure) && is_person(state, mark.coder)
        {
            read.entry(mark.coder).or_default();
        }
    }
    for coding in state.codings.values().filter(|c| c.at.article == article && c.at.span.overlaps(unit)) {
        if is_person(state, coding.coder) {
            read.entry(coding.coder).or_default().insert(state.effective(coding.code));
        }
    }
    for mark in state.units.values().filter(|u| u.at.article == article && u.at.span.overlaps(unit)) {
        if mark.state == UnitState::Excluded {
            read.remove(&mark.coder);
        }
    }
    read
}

/// Krippendorff's alpha for nominal data in two categories, any number of judges a unit, units with one judge out
/// (K. Krippendorff, Content Analysis, 2nd ed. 2004, ch. 11): 1 − observed over expected disagreement. None where
/// all judgements are the same, for then nothing could have disagreed.
pub fn alpha(units: &[Vec<bool>]) -> Option<f64> {
    let (mut mixed, mut yes, mut no) = (0.0, 0.0, 0.0);
    for unit in units.iter().filter(|unit| unit.len() > 1) {
        let of = unit.len() as f64;
        let given = unit.iter().filter(|yes| **yes).count() as f64;
        // Pairs of unlike values, each weighted by 1 / (judges − 1), as the coincidence matrix has them.
        mixed += 2.0 * given * (of - given) / (of - 1.0);
        yes += given;
        no += of - given;
    }
    let all = yes + no;
    if yes == 0.0 || no == 0.0 {
        return None;
    }
    Some(1.0 - (all - 1.0) * mixed / (2.0 * yes * no))
}

/// The share of pairs of judgements of one unit that are the same; 1 without any.
fn same(units: &[Vec<bool>]) -> f64 {
    let (mut alike, mut all) = (0usize, 0usize);
    for unit in units {
        let (of, given) = (unit.len(), unit.iter().filter(|yes| **yes).count());
        let pairs = |n: usize| n * n.saturating_sub(1) / 2;
        alike += pairs(given) + pairs(of - given);
        all += pairs(of);
    }
    if all == 0 { 1.0 } else { alike as f64 / all as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alpha_is_that_of_the_textbook() {
        let units = |a: &str, b: &str| -> Vec<Vec<bool>> {
            a.chars().zip(b.chars()).map(|(a, b)| vec![a == '1', b == '1']).collect()
        };
        let near = |a: Option<f64>, b: f64| assert!((a.unwrap() - b).abs() < 0.0005, "{a:?} is not {b}");
        // Krippendorff's own example of two observers and binary data, ten units: 0.095.
        near(alpha(&units("0100000010", "1110010000")), 0.095);
        near(alpha(&units("1100", "1100")), 1.0);
        // Four units, each judged differently: 1 − 7·8/(2·4·4) = −0.75.
        near(alpha(&units("1010", "0101")), -0.75);
        assert_eq!(alpha(&units("0000", "0000")), None);
        assert_eq!(alpha(&[vec![true], vec![false]]), None);
        // A third judge, and a unit that only one has read.
        near(alpha(&[vec![true, true, true], vec![false, false], vec![true]]), 1.0);
    }

    #[test]
    fn shares_of_same_judgements() {
        assert_eq!(same(&[vec![true, true], vec![true, false]]), 0.5);
        assert_eq!(same(&[]), 1.0);
    }
}
