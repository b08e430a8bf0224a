//! What a figure counts, as far as two accounts may tell it in different words: `assets/kindred.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::dimension::Dimension;
use crate::figures::Kind;

/// A quantity that is told in many words.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    of: String,
    #[serde(default)]
    with: String,
    #[serde(default)]
    not: String,
    kinds: String,
    /// Classes of classifiers it is counted in; if empty, things: no people, households, or times of doing.
    #[serde(default)]
    units: String,
    #[serde(default)]
    change: Change,
    /// Told of each household, whether the text says so or not.
    #[serde(default)]
    each: bool,
}

/// Whether a percent tells how much there is or how much it grew or fell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Change {
    #[default]
    Level,
    Growth,
    Any,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Opposed {
    words: [String; 2],
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    generic: String,
    any_thing: String,
    classifiers: Vec<String>,
    opposed: Vec<Opposed>,
    quantity: Vec<Entry>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    toml::from_str(include_str!("../../../assets/kindred.toml")).expect("a test reads the table that is built in")
});

impl Entry {
    /// Whether a count of this class of classifiers may tell it.
    fn counted_in(&self, kind: &str, class: &str) -> bool {
        if kind != "count" || class.is_empty() || self.units == "any" {
            return true;
        }
        match self.units.as_str() {
            "" => !matches!(class, "people" | "person_times" | "times" | "households"),
            units => units.split_whitespace().any(|unit| unit == class),
        }
    }
}

/// The words of a subject without names in quotes, which say whose it is; all of it where nothing else is left.
pub fn unquoted(subject: &str) -> String {
    let mut depth = 0usize;
    let kept: String = subject
        .chars()
        .filter(|c| {
            let closes = matches!(c, '”' | '」' | '》' | '』');
            depth += usize::from(matches!(c, '“' | '「' | '《' | '『'));
            let inside = depth > 0;
            depth -= usize::from(closes && inside);
            !inside
        })
        .collect();
    if kept.chars().count() < 2 { subject.to_owned() } else { kept }
}

/// A quantity found in some words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which entry of the table.
    pub quantity: usize,
    /// The word of what is counted.
    pub word: &'static str,
    /// Said by the subject itself, not only by the words around.
    pub own: bool,
    /// Said by its last words: what is counted, not whose it is.
    pub head: bool,
}

/// The name of a quantity.
pub fn name(quantity: usize) -> &'static str {
    &TABLE.quantity[quantity].name
}

/// Whether a share of a quantity and its growth or fall are one thing: 材料压减68%, 材料减少六成半.
pub fn either(quantity: usize) -> bool {
    TABLE.quantity[quantity].change == Change::Any
}

/// Whether a quantity names the classifiers it is counted in, persons and things alike.
pub fn lists(quantity: usize) -> bool {
    let units = &TABLE.quantity[quantity].units;
    !units.is_empty() && units != "any"
}

/// Whether a quantity is told of each household or person.
pub fn each(quantity: usize) -> bool {
    TABLE.quantity[quantity].each
}

/// What a figure counts: by the words of its subject, in any of its `forms`, the last one first; a percent or a sum also
/// by those of its clause. `change`: it tells how much something grew or fell.
///
/// A count may leave the noun to the words right beside it, `near`: 为老人提供服务3万人次.
pub fn find(
    forms: &[String],
    (clause, near): (&str, &str),
    kind: Kind,
    dimension: &Dimension,
    change: bool,
) -> Vec<Found> {
    let kind = match kind {
        Kind::Money => "money",
        Kind::Percent => "percent",
        Kind::Count if dimension.measure => "measure",
        Kind::Count => "count",
        _ => return Vec::new(),
    };
    let told = if change { Change::Growth } else { Change::Level };
    let bare: Vec<String> = forms.iter().map(|form| unquoted(form)).collect();
    let mut found: Vec<(usize, Found)> = Vec::new();
    for (quantity, entry) in TABLE.quantity.iter().enumerate() {
        let fits = entry.kinds.split_whitespace().any(|k| k == kind)
            && (kind != "percent" || entry.change == told || entry.change == Change::Any);
        if !fits || !entry.counted_in(kind, &dimension.class) || bare.iter().any(|form| has(&entry.not, form).is_some())
        {
            continue;
        }
        let beside = entry.with.is_empty()
            || forms.iter().any(|form| has(&entry.with, form).is_some())
            || has(&entry.with, clause).is_some();
        if !beside {
            continue;
        }
        let own = forms.iter().filter_map(|form| last(&entry.of, form)).min_by_key(|(after, _)| *after);
        let beside = if kind == "count" { near } else { clause };
        let around = || has(&entry.of, beside).filter(|_| has(&entry.not, beside).is_none());
        match (own, around()) {
            (Some((after, word)), _) => found.push((after, Found { quantity, word, own: true, head: false })),
            (None, Some(word)) => found.push((usize::MAX, Found { quantity, word, own: false, head: false })),
            _ => {}
        }
    }
    // What stands last is what is counted; what the subject says itself leaves nothing to the words around.
    let nearest = found.iter().map(|(after, _)| *after).min().unwrap_or(0);
    found.retain(|(after, _)| nearest == usize::MAX || *after != usize::MAX);
    found.into_iter().map(|(after, found)| Found { head: after <= nearest.saturating_add(1), ..found }).collect()
}

/// A word of the list that the text has.
fn has(list: &'static str, text: &str) -> Option<&'static str> {
    list.split_whitespace().find(|word| text.contains(*word))
}

/// The word of the list that stands last in the text, and how much stands after it.
fn last(list: &'static str, text: &str) -> Option<(usize, &'static str)> {
    let after = |word: &'static str| text.rfind(word).map(|at| (text[at + word.len()..].chars().count(), word));
    list.split_whitespace().filter_map(after).min_by_key(|(after, word)| (*after, std::cmp::Reverse(word.len())))
}

/// A text without the words that too many things share to make a pair.
pub fn specific(text: &str) -> String {
    static GENERIC: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let mut words: Vec<&str> = TABLE.generic.split_whitespace().filter(|word| word.chars().count() > 1).collect();
        words.sort_by_key(|word| (std::cmp::Reverse(word.len()), *word));
        words
    });
    GENERIC.iter().fold(text.to_owned(), |text, word| if text.contains(word) { text.replace(word, "，") } else { text })
}

/// Whether two classifiers never count one thing: 集 and 国.
pub fn apart(x: &Dimension, y: &Dimension) -> bool {
    static LINES: LazyLock<BTreeMap<&str, Vec<usize>>> = LazyLock::new(|| {
        let mut lines: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (n, line) in TABLE.classifiers.iter().enumerate() {
            for word in line.split_whitespace() {
                lines.entry(word).or_default().push(n);
            }
        }
        lines
    });
    let any = |id: &str| TABLE.any_thing.split_whitespace().any(|word| word == id);
    if x.id == y.id || any(&x.id) || any(&y.id) {
        return false;
    }
    let lines = LINES.get(x.id.as_str()).zip(LINES.get(y.id.as_str()));
    lines.is_some_and(|(x, y)| !x.iter().any(|line| y.contains(line)))
}

/// The words by which two subjects are about different things: 海外 against 国内.
pub fn opposed(x: &str, y: &str) -> Option<(&'static str, &'static str)> {
    TABLE.opposed.iter().find_map(|pair| {
        let [a, b] = &pair.words;
        let one = |x, y| Some((has(a, x).filter(|_| has(b, x).is_none())?, has(b, y).filter(|_| has(a, y).is_none())?));
        one(x, y).or_else(|| one(y, x))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_by_their_words() {
        let check = |subject: &str, clause: &str, kind: Kind, change: bool, want: &[&str]| {
            let dimension = Dimension { id: String::new(), class: String::new(), measure: false };
            let got: Vec<&str> = find(&[subject.to_owned()], (clause, clause), kind, &dimension, change)
                .iter()
                .map(|f| name(f.quantity))
                .collect();
            assert_eq!(got, want, "{subject} / {clause}");
        };
        check("话题阅读量", "", Kind::Count, false, &["浏览、点击"]);
        check("停权帐号", "", Kind::Count, false, &["处置的账号"]);
        check("缺口堵上", "七十二小时内堵上的占", Kind::Percent, false, &["漏洞修补率"]);
        check("农产品网销额", "", Kind::Money, false, &["网上销售额"]);
        check("网络零售额", "同比增长", Kind::Percent, true, &["网上销售的消长"]);
        check("网络零售额", "", Kind::Percent, false, &[]);
        check("第一产业增加值", "", Kind::Money, false, &[]);
    }

    #[test]
    fn names_say_whose_it_is() {
        assert_eq!(unquoted("“网络举报”平台办结率"), "平台办结率");
        assert_eq!(unquoted("“护苗”"), "“护苗”");
        assert_eq!(unquoted("半截“护苗"), "半截");
    }

    #[test]
    fn classifiers_of_one_thing() {
        let of = |id: &str| Dimension { id: id.into(), class: String::new(), measure: false };
        assert!(!apart(&of("家"), &of("间")) && !apart(&of("个"), &of("国")) && !apart(&of("吨"), &of("国")));
        assert!(apart(&of("集"), &of("国")) && apart(&of("座"), &of("则")));
    }

    #[test]
    fn opposites_are_about_different_things() {
        assert!(opposed("海外订户", "本地订户").is_some());
        assert!(opposed("进出口总额", "出口").is_none());
        assert_eq!(specific("企业漏洞"), "，漏洞");
    }
}
