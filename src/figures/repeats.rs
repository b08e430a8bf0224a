//! Second mentions of a fact, and repeated blocks: they are shown, and count once.

use std::collections::BTreeMap;

use super::{Figure, FigureId, Kind, Tier, is_counted};
use crate::article::Article;

/// Marks what repeats an earlier figure of the article.
pub fn mark(article: &Article, figures: &mut [Figure]) {
    let text: Vec<char> = article.text.as_str().chars().collect();
    let passage = |figure: &Figure| figure.passage.map(|p| article.passage(p));
    let near = |a: &Figure, b: &Figure| match (a.passage, b.passage) {
        (Some(a), Some(b)) => b.0.abs_diff(a.0) <= 1,
        _ => true,
    };
    let copied = |figure: &Figure| passage(figure).is_some_and(|p| p.duplicate_of.is_some());
    find(&text, figures, &near, &copied);
}

/// The same for a line that stands by itself.
pub fn mark_line(line: &str, figures: &mut [Figure]) {
    let text: Vec<char> = line.chars().collect();
    find(&text, figures, &|_, _| true, &|_| false);
}

/// How many of the code points around a number must agree for its place to be a copy of another.
const SAME_PLACE: usize = 16;
/// How far the words around are compared.
const AROUND: usize = 24;

fn find(
    text: &[char],
    figures: &mut [Figure],
    near: &dyn Fn(&Figure, &Figure) -> bool,
    copied: &dyn Fn(&Figure) -> bool,
) {
    // By surface, the figures that repeat nothing.
    let mut by_words: BTreeMap<Vec<char>, Vec<usize>> = BTreeMap::new();
    let mut by_value: BTreeMap<rust_decimal::Decimal, Vec<usize>> = BTreeMap::new();
    for n in 0..figures.len() {
        let figure = &figures[n];
        let (start, end) = (figure.span.start.0 as usize, figure.span.end.0 as usize);
        let words = text[start..end].to_vec();
        let threshold = if copied(figure) { 4 } else { SAME_PLACE };
        let copy = by_words.get(&words).and_then(|seen| {
            seen.iter().copied().find(|&m| {
                let (a, b) = (figures[m].span.start.0 as usize, figures[m].span.end.0 as usize);
                let left = common(text[..a].iter().rev(), text[..start].iter().rev());
                let right = common(text[b..].iter(), text[end..].iter());
                left + right >= threshold
            })
        });
        let key = figure.value.map(|v| v.normalize());
        let fact = || {
            let seen = by_value.get(key.as_ref()?)?;
            // The last few mentions suffice: what is said again is said soon.
            seen.iter().rev().take(8).copied().find(|&m| same_fact(text, &figures[m], &figures[n], near))
        };
        let first = copy.or_else(|| if figure.tier == Tier::Figure { fact() } else { None });
        if let Some(m) = first {
            figures[n].duplicate_of = Some(figures[m].duplicate_of.unwrap_or(FigureId(m as u32)));
            continue;
        }
        let seen = by_words.entry(words).or_default();
        // A number as common as 一个 need not be compared with all its likes.
        if seen.len() < 64 {
            seen.push(n);
        }
        if let Some(key) = key {
            by_value.entry(key).or_default().push(n);
        }
    }
}

/// Whether two amounts are told in one unit; a count may leave its classifier out once.
fn one_unit(a: &Figure, b: &Figure) -> bool {
    match (a.kind, b.kind) {
        (Kind::Money, Kind::Money) => a.unit_id == b.unit_id,
        (Kind::Count, Kind::Count) if a.unit.is_empty() || b.unit.is_empty() => true,
        _ => a.unit == b.unit,
    }
}

fn common<'a>(a: impl Iterator<Item = &'a char>, b: impl Iterator<Item = &'a char>) -> usize {
    a.zip(b).take(AROUND).take_while(|(a, b)| a == b && **a != '\n').count()
}

/// The same value of the same thing, said again soon after.
fn same_fact(text: &[char], a: &Figure, b: &Figure, near: &dyn Fn(&Figure, &Figure) -> bool) -> bool {
    if a.tier != Tier::Figure || !one_unit(a, b) || a.value2 != b.value2 || a.direction != b.direction {
        return false;
    }
    let words = |f: &Figure| -> Vec<char> {
        f.subject.iter().flat_map(|s| text[s.start.0 as usize..s.end.0 as usize].iter().copied()).collect()
    };
    // Said again, a part need not name its whole.
    let by = |f: &Figure| f.denominator.is_some_and(|by| !is_counted(text.get(by.start.0 as usize).copied()));
    let (x, y) = (words(a), words(b));
    let shared = x.iter().filter(|c| y.contains(c)).count().min(y.iter().filter(|c| x.contains(c)).count());
    let smaller = x.len().min(y.len());
    if !near(a, b) {
        // Said again far off, in a summary or an answer: what is counted must be told in full, or the number so exactly that it
        // can hardly be another's.
        let exact = b.value.is_some_and(|v| v.normalize().mantissa().unsigned_abs() >= 1000);
        if exact && smaller >= 2 && shared * 2 >= smaller {
            return by(a) == by(b);
        }
        let precise = b.value.is_some_and(|v| v.normalize().mantissa().unsigned_abs() >= 100);
        let told = if precise { 3 } else { 4 };
        let change = matches!(a.kind, Kind::Percent | Kind::Index) && x.len().max(y.len()) > smaller + 3;
        return smaller >= told && shared * 10 >= smaller * 9 && !change && by(a) == by(b);
    }
    let alike = smaller > 1 && shared * 2 > smaller;
    // An amount of some precision is seldom another one's by chance.
    let precise = b.value.is_some_and(|v| v.normalize().mantissa().unsigned_abs() >= 10);
    let close = b.span.start.0.saturating_sub(a.span.end.0) <= 120;
    let amount = a.kind == Kind::Money && precise && close && by(a) == by(b);
    match a.kind {
        Kind::Money => amount && (alike || said_again(text, b)),
        Kind::Percent | Kind::Index => alike && precise && close && shared * 4 > x.len().max(y.len()) * 3,
        // Said again in fewer words: 专案组犯罪嫌疑人, 犯罪嫌疑人.
        _ => alike && close && (shared * 3 >= x.len().max(y.len()) * 2 || smaller >= 4 && x.ends_with(&y)),
    }
}

/// Whether a noun or a bracket after an amount takes up one that was told: 8.1亿元资金, （￥32,500,000.00）.
fn said_again(text: &[char], b: &Figure) -> bool {
    let before = (b.span.start.0 as usize).checked_sub(1).map_or('\0', |i| text[i]);
    let after: String = text[b.span.end.0 as usize..].iter().take(3).collect();
    matches!(before, '（' | '(')
        || ["资金", "資金", "总投资", "總投資", "贷款", "貸款", "经费", "經費", "款项", "款項"]
            .iter()
            .any(|n| after.starts_with(n))
}
