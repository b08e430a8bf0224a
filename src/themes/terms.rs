//! The words that tell two articles apart, by log-likelihood.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::Article;
use crate::script::Normalized;

/// A word with how often each article says it.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub word: String,
    pub left: u32,
    pub right: u32,
    /// Dunning's log-likelihood ratio (G²): 3.84 is reached by chance once in twenty words, 10.83 once in a thousand.
    /// Above 0 where the left article says the word more than its length explains, below where the right one does.
    pub score: f64,
}

/// Words that are said less often in both articles together tell nothing; nor do those that either says as often as its
/// length explains.
const LEAST: u32 = 2;
const TELLING: f64 = 0.5;

/// Words that the articles' bodies say twice at least, each with its counts; repeats, stop words and counted amounts
/// are out. Those of the left article first, the most telling first on either side; ties by word.
pub fn distinctive(left: (&Article, &Normalized), right: (&Article, &Normalized)) -> Vec<Term> {
    let stop = stop_words();
    let (mine, theirs) = (counts(left, &stop), counts(right, &stop));
    let total = |counts: &BTreeMap<&str, u32>| f64::from(counts.values().sum::<u32>());
    let (all_mine, all_theirs) = (total(&mine), total(&theirs));
    let words: BTreeSet<&str> = mine.keys().chain(theirs.keys()).copied().collect();
    let mut terms: Vec<Term> = words
        .into_iter()
        .map(|word| {
            let count = |counts: &BTreeMap<&str, u32>| counts.get(word).copied().unwrap_or(0);
            let (left, right) = (count(&mine), count(&theirs));
            let score = log_likelihood(f64::from(left), f64::from(right), all_mine, all_theirs);
            Term { word: word.to_owned(), left, right, score }
        })
        .filter(|term| term.left + term.right >= LEAST && term.score.abs() >= TELLING)
        .collect();
    let key = |term: &Term| (term.score < 0.0, -term.score.abs());
    terms.sort_by(|a, b| {
        let (a_right, a_score) = key(a);
        let (b_right, b_score) = key(b);
        a_right.cmp(&b_right).then(a_score.total_cmp(&b_score)).then_with(|| a.word.cmp(&b.word))
    });
    terms
}

/// How many words of an article's body are compared, stop words and amounts out: the denominator of [`distinctive`].
pub fn counted_words(of: (&Article, &Normalized)) -> u32 {
    counts(of, &stop_words()).values().sum()
}

/// Signed G² of a word that stands `a` times among `all_a` words and `b` times among `all_b`.
fn log_likelihood(a: f64, b: f64, all_a: f64, all_b: f64) -> f64 {
    if all_a == 0.0 || all_b == 0.0 {
        return 0.0;
    }
    let share = (a + b) / (all_a + all_b);
    let part = |seen: f64, all: f64| if seen > 0.0 { seen * (seen / (all * share)).ln() } else { 0.0 };
    let score = 2.0 * (part(a, all_a) + part(b, all_b));
    if a / all_a >= b / all_b { score } else { -score }
}

/// Numerals, alone or with what they count: 八, 亿元, 万条, 余场, 5G. 百姓 and 一网通办 are words.
fn is_amount(word: &str) -> bool {
    let numeral = |c: char| "〇零一二两三四五六七八九十百千万亿兆几余多".contains(c) || c.is_numeric();
    let counted =
        "个家项场次人条件户名种类款座处元年月日天岁米吨亩篇部批支台辆间所起例宗笔张份页集期届位倍成级套股多余";
    let rest = word.trim_start_matches(numeral);
    let counts = rest.chars().all(|c| counted.contains(c)) && rest.chars().count() <= 2;
    rest.len() < word.len() && counts || word.starts_with(|c: char| c.is_ascii_digit())
}

fn stop_words() -> BTreeSet<&'static str> {
    let lines = include_str!("../../assets/stop_words.txt").lines().map(str::trim);
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

fn counts<'a>((article, normalized): (&Article, &'a Normalized), stop: &BTreeSet<&str>) -> BTreeMap<&'a str, u32> {
    let mut counts = BTreeMap::new();
    let words = normalized.words();
    for passage in article.passages.iter().filter(|p| p.counts()) {
        let span = normalized.map.normalized_from_source(passage.span);
        let from = words.partition_point(|word| word.span.start < span.start);
        for word in words[from..].iter().take_while(|word| word.span.end <= span.end) {
            let text = normalized.text.slice(word.span);
            if text.chars().any(char::is_alphabetic) && !stop.contains(text) && !is_amount(text) {
                *counts.entry(text).or_default() += 1;
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_no_words() {
        for amount in ["八", "二", "亿元", "万条", "余场", "多家", "5G", "十三", "30万", "一批"] {
            assert!(is_amount(amount), "{amount}");
        }
        for word in ["百姓", "一网通办", "数字", "G20", "多元化", "元宇宙", "三农", "千家万户"] {
            assert!(!is_amount(word), "{word}");
        }
    }

    #[test]
    fn a_word_said_as_often_tells_nothing() {
        assert_eq!(log_likelihood(5.0, 5.0, 100.0, 100.0), 0.0);
        assert_eq!(log_likelihood(0.0, 0.0, 0.0, 10.0), 0.0);
        // 10 of 100 against 2 of 100: 2·(10·ln(10/6) + 2·ln(2/6))
        assert!((log_likelihood(10.0, 2.0, 100.0, 100.0) - 5.822).abs() < 0.001);
        assert!((log_likelihood(2.0, 10.0, 100.0, 100.0) + 5.822).abs() < 0.001);
    }
}
