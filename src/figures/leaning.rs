//! Whether a figure is likely set by a rule where no word of its sentence says so.
//!
//! The words beside it, its kind, size and hedge each weigh for or against; the weights (`assets/leaning.toml`) were fitted to
//! annotated figures and checked on texts that had no part in it. Narrow on purpose: only what leans clearly is said, and nothing
//! is taken for a plan that no word announces.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

use rust_decimal::prelude::ToPrimitive;
use serde::Deserialize;

use super::{Direction, Figure, fold};
use crate::text::{Span, Text};

/// How many code points of the clause are read before the figure, and after it.
const BEFORE: u32 = 16;
const AFTER: u32 = 2;
/// How likely that has to be, against its being told or to come.
const CLEAR: f64 = 0.6;
/// Weights are written in tenths.
const TENTHS: f64 = 10.0;

/// For being told, planned, set by rule.
type Weights = [f64; 3];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    weights: String,
}

static WEIGHTS: LazyLock<BTreeMap<Box<str>, Weights>> = LazyLock::new(|| {
    let table: Table =
        toml::from_str(include_str!("../../assets/leaning.toml")).expect("a test reads the table that is built in");
    let row = |row: &str| {
        let mut words = row.split_whitespace();
        let feature = words.next()?;
        let mut weight = || Some(words.next()?.parse::<f64>().ok()? / TENTHS);
        Some((feature.into(), [weight()?, weight()?, weight()?]))
    };
    table.weights.split(';').filter_map(row).collect()
});

/// Whether what stands around a figure leans clearly to an amount that a rule sets.
pub fn is_set(text: &Text, figure: &Figure) -> bool {
    let mut sum = Weights::default();
    features(text, figure, |feature| {
        if let Some(weights) = WEIGHTS.get(feature) {
            sum.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += weight);
        }
    });
    let likely = sum.map(f64::exp);
    let [.., set] = likely;
    set >= CLEAR * likely.iter().sum::<f64>()
}

/// What is weighed: pairs of characters before the number, what stands right beside it, and what the figure is like.
fn features(text: &Text, figure: &Figure, mut weigh: impl FnMut(&str)) {
    let ends = |c: &char| matches!(c, '，' | '。' | '；' | ';' | '！' | '？' | '\n' | ',');
    let (start, end) = (figure.span.start.0, figure.span.end.0);
    let folded = |from: u32, to: u32| text.slice(Span::new(from, to)).chars().map(fold::fold).collect::<Vec<char>>();
    let before = folded(start.saturating_sub(BEFORE), start);
    let clause = before.iter().rposition(ends).map_or(0, |at| at + 1);
    let before = numerals_as_zero(&before[clause..]);
    let after = folded(end, text.span().end.0.min(end + AFTER));
    let stop = after.iter().position(ends).unwrap_or(after.len());
    let after = numerals_as_zero(&after[..stop]);

    let mut name = String::new();
    let mut say = |parts: std::fmt::Arguments<'_>| {
        name.clear();
        // Writing to a string cannot fail.
        if name.write_fmt(parts).is_ok() {
            weigh(&name);
        }
    };
    for pair in before.windows(2) {
        say(format_args!("b{}{}", pair[0], pair[1]));
    }
    if let [.., last] = before[..] {
        say(format_args!("e{last}"));
    }
    if let [.., a, b] = before[..] {
        say(format_args!("e{a}{b}"));
    }
    if let [first, ..] = after[..] {
        say(format_args!("f{first}"));
    }
    if let [a, b, ..] = after[..] {
        say(format_args!("f{a}{b}"));
    }
    say(format_args!("k:{:?}", figure.kind));
    say(format_args!("m:{:?}", figure.modifier));
    if let Some(whole) = figure.value.and_then(|value| value.trunc().abs().to_u128()) {
        say(format_args!("v:{:?}{}", figure.kind, whole.to_string().len()));
    }
    let divisor = figure.denominator.and_then(|divisor| text.slice(divisor).chars().next());
    say(format_args!("d:{}", divisor.map_or('-', fold::fold)));
    say(format_args!(
        "r:{}",
        match figure.direction {
            Some(Direction::Up) => "up",
            Some(Direction::Down) => "down",
            None => "-",
        }
    ));
    say(format_args!("bias"));
}

/// Numerals in digits, each as one 0.
fn numerals_as_zero(words: &[char]) -> Vec<char> {
    let numeric = |c: &char| c.is_ascii_digit() || *c == '.';
    let mut out = Vec::with_capacity(words.len());
    for (i, c) in words.iter().enumerate() {
        match numeric(c) {
            false => out.push(*c),
            true if i.checked_sub(1).is_none_or(|b| !numeric(&words[b])) => out.push('0'),
            true => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::Status;

    #[test]
    fn the_table_is_read_whole() {
        let table: Table = toml::from_str(include_str!("../../assets/leaning.toml")).unwrap();
        let rows = table.weights.split(';').filter(|row| !row.trim().is_empty()).count();
        assert_eq!(WEIGHTS.len(), rows, "a row that cannot be read, or one that stands twice");
        assert!(WEIGHTS.contains_key("bias"));
    }

    #[test]
    fn what_leans_clearly() {
        let check = |line: &str, want: &[Status]| {
            let figures = crate::figures::read_line(line);
            let got: Vec<Status> = figures.iter().filter_map(|figure| figure.status).collect();
            assert_eq!(got, want, "{line}");
        };
        use Status::{Achieved, Principle};
        check("护林员岗位补助每年9,600元，登记在册护林员312名。", &[Principle, Achieved]);
        check("游船环湖一圈票价65元，七月载客4.1万人次。", &[Principle, Achieved]);
        for told in ["数字经济占GDP比重达46%。", "全市数字经济增加值突破3000亿元。", "出口占外贸比重为35.6%。"]
        {
            check(told, &[Achieved]);
        }
    }
}
