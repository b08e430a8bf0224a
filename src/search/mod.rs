//! Search over open articles, blind to script, width, vocabulary and line ends; or exact; or by regular expression.
//!
//! Blind search looks in the normal form, for the query in its normal form and in the words of the other regions.

mod concordance;

pub use concordance::{Order, concordance};

use aho_corasick::{AhoCorasick, MatchKind};
use rayon::prelude::*;
use regex::Regex;

use crate::article::{Article, PassageId};
use crate::script::{Converter, Counts, Form, Normalized, Vocabulary, normalize};
use crate::text::Span;

/// How a query is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// 网络 finds 網路 and 網絡.
    #[default]
    Blind,
    /// The very characters of the source.
    Exact,
    /// A regular expression over the source, a passage at a time.
    Regex,
}

/// A query cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    #[error("the query is empty")]
    Empty,
    #[error("the regular expression cannot be read: {0}")]
    Regex(String),
}

/// A query made ready.
#[derive(Debug)]
pub struct Query(Matcher);

#[derive(Debug)]
enum Matcher {
    Blind(AhoCorasick),
    Exact(String),
    Regex(Regex),
}

/// A place that a query found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which of the articles, by its place among those that were searched.
    pub article: usize,
    pub passage: PassageId,
    /// In the source.
    pub span: Span,
    /// The words before and behind it, in the same passage.
    pub before: Span,
    pub behind: Span,
}

/// Code points of context on each side of a hit.
const CONTEXT: u32 = 24;
/// The most wordings that one query is looked for in.
const WORDINGS: usize = 64;
/// The longest query that is looked for in other wordings, in code points. A longer one is a quotation: it is read as an article
/// is, and found where the two say the same.
const LONGEST_WORDED: usize = 64;

impl Query {
    pub fn new(text: &str, mode: Mode, converter: &dyn Converter, vocabulary: &Vocabulary) -> Result<Self, QueryError> {
        if text.trim().is_empty() {
            return Err(QueryError::Empty);
        }
        Ok(Self(match mode {
            Mode::Exact => Matcher::Exact(text.to_owned()),
            Mode::Regex => Matcher::Regex(Regex::new(text).map_err(|e| QueryError::Regex(one_line(&e)))?),
            Mode::Blind => {
                let wordings: Vec<String> = wordings(text, converter, vocabulary)
                    .iter()
                    .map(|w| folded(w).0)
                    .filter(|w| !w.is_empty())
                    .collect();
                if wordings.is_empty() {
                    return Err(QueryError::Empty);
                }
                let matcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&wordings);
                Matcher::Blind(matcher.map_err(|e| QueryError::Regex(e.to_string()))?)
            }
        }))
    }

    /// All places in the articles, in their order; the normal form of an article goes with it.
    pub fn find(&self, articles: &[(&Article, &Normalized)]) -> Vec<Hit> {
        let passages: Vec<(usize, usize)> = articles
            .iter()
            .enumerate()
            .flat_map(|(a, (article, _))| (0..article.passages.len()).map(move |p| (a, p)))
            .collect();
        let found: Vec<Vec<Hit>> = passages
            .par_iter()
            .with_min_len(64)
            .map(|(at, passage)| {
                let (article, normalized) = articles[*at];
                let passage = &article.passages[*passage];
                let spans = self.in_passage(article, normalized, passage.span);
                let hit = |span: Span| Hit {
                    article: *at,
                    passage: passage.id,
                    span,
                    before: Span::new(span.start.0.saturating_sub(CONTEXT).max(passage.span.start.0), span.start.0),
                    behind: Span::new(span.end.0, (span.end.0 + CONTEXT).min(passage.span.end.0).max(span.end.0)),
                };
                spans.into_iter().map(hit).collect()
            })
            .collect();
        found.into_iter().flatten().collect()
    }

    /// Places in one passage, as spans of the source.
    fn in_passage(&self, article: &Article, normalized: &Normalized, passage: Span) -> Vec<Span> {
        let source = article.text.slice(passage);
        let spans = |ranges: Vec<std::ops::Range<usize>>| {
            let (mut byte, mut chars) = (0, passage.start.0);
            let mut out = Vec::with_capacity(ranges.len());
            for range in ranges {
                chars += source[byte..range.start].chars().count() as u32;
                let end = chars + source[range.clone()].chars().count() as u32;
                out.push(Span::new(chars, end));
                (byte, chars) = (range.end, end);
            }
            out
        };
        match &self.0 {
            Matcher::Exact(text) => {
                spans(source.match_indices(text.as_str()).map(|(at, m)| at..at + m.len()).collect())
            }
            Matcher::Regex(regex) => {
                spans(regex.find_iter(source).map(|m| m.range()).filter(|r| !r.is_empty()).collect())
            }
            Matcher::Blind(matcher) => {
                let place = normalized.map.normalized_from_source(passage);
                let (text, places) = folded(normalized.text.slice(place));
                let at = |byte: usize| places.partition_point(|(b, _)| *b <= byte as u32) - 1;
                matcher
                    .find_iter(&text)
                    .map(|m| {
                        let (first, last) = (places[at(m.start())].1, places[at(m.end() - 1)].1);
                        let start = place.start.0;
                        normalized.map.source_from_normalized(Span::new(start + first, start + last + 1))
                    })
                    .collect()
            }
        }
    }
}

fn one_line(error: &regex::Error) -> String {
    error.to_string().lines().last().unwrap_or_default().trim().to_owned()
}

/// The query as it is, in simplified characters, and with each regional word in the words of the others.
fn wordings(text: &str, converter: &dyn Converter, vocabulary: &Vocabulary) -> Vec<String> {
    if text.chars().nth(LONGEST_WORDED).is_some() {
        let quotation = normalize(&Article::from_text("query", text), converter, vocabulary);
        return vec![quotation.text.as_str().to_owned(), text.to_owned()];
    }
    let counts = Counts::of(text);
    let simplified = if counts.traditional > 0 && counts.traditional >= counts.simplified {
        converter.convert(text, Form::TraditionalTaiwan, Form::Simplified)
    } else {
        text.to_owned()
    };
    let mut out = vec![simplified];
    let mut at = 0;
    while at < out.len() && out.len() < WORDINGS {
        let wording = out[at].clone();
        for (regional, mainland) in vocabulary.synonyms() {
            // Each word for the other, unless the one found is a part of the other found there: 中小企 in 中小企业.
            for (from, to) in [(regional, mainland), (mainland, regional)] {
                if wording.contains(from) && !(to.contains(from) && wording.contains(to)) {
                    let other = wording.replace(from, to);
                    if !out.contains(&other) && out.len() < WORDINGS {
                        out.push(other);
                    }
                }
            }
        }
        at += 1;
    }
    if !out.iter().any(|w| w == text) {
        out.push(text.to_owned());
    }
    out
}

/// Text without white space, in one width and case, quotation marks alike; with each code point's byte and its place
/// in the text given.
fn folded(text: &str) -> (String, Vec<(u32, u32)>) {
    let mut out = String::with_capacity(text.len());
    let mut places = Vec::with_capacity(text.len() / 3);
    for (at, c) in text.chars().enumerate() {
        if c.is_whitespace() {
            continue;
        }
        places.push((out.len() as u32, at as u32));
        out.push(fold(c));
    }
    (out, places)
}

fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).map_or(c, |c| c.to_ascii_lowercase()),
        '“' | '”' | '「' | '」' | '『' | '』' | '‘' | '’' => '"',
        '。' | '｡' => '.',
        '、' => ',',
        '─' | '―' => '—',
        '‧' | '・' | '•' => '·',
        c => c.to_ascii_lowercase(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::OpenCc;

    #[test]
    fn script_width_and_vocabulary_do_not_count() {
        let opencc = OpenCc::new().expect("the temporary folder can be written");
        let vocabulary = Vocabulary::builtin();
        let taiwan =
            Article::from_text("tw", "網路安全和資訊化工作,推動資訊公開。Ｇ20杭州峰會與「互聯網+」,臺灣的軟體。");
        let hong_kong = Article::from_text("hk", "政府推出網絡保安措施，發放資訊，並設伺服器，市民可用手機程式查詢。");
        let mainland = Article::from_text(
            "cn",
            "加强网络安全，公开信息，建设数据中心。在网\n络空间，软件企业增多，今日资讯公司成立。",
        );
        let articles = [&taiwan, &hong_kong, &mainland];
        let normalized = articles.map(|a| normalize(a, &opencc, &vocabulary));
        let corpus: Vec<(&Article, &Normalized)> = articles.into_iter().zip(&normalized).collect();
        let check = |query: &str, mode, expect: &[&str]| {
            let query = Query::new(query, mode, &opencc, &vocabulary).unwrap();
            let found: Vec<String> =
                query.find(&corpus).iter().map(|h| articles[h.article].text.slice(h.span).replace('\n', "|")).collect();
            assert_eq!(found, expect);
        };
        check("网络", Mode::Blind, &["網路", "網絡", "网络", "网|络"]);
        check("網絡", Mode::Blind, &["網路", "網絡", "网络", "网|络"]);
        check("信息", Mode::Blind, &["資訊", "資訊", "資訊", "信息", "资讯"]);
        check("g20", Mode::Blind, &["Ｇ20"]);
        check("“互联网＋”", Mode::Blind, &["「互聯網+」"]);
        check("軟件", Mode::Blind, &["軟體", "软件"]);
        check("网络", Mode::Exact, &["网络"]);
        check("資訊.?", Mode::Regex, &["資訊化", "資訊公", "資訊，"]);
        assert!(Query::new(" ", Mode::Blind, &opencc, &vocabulary).is_err());
        assert!(Query::new("(", Mode::Regex, &opencc, &vocabulary).is_err());
    }

    #[test]
    fn a_quotation_of_any_length_is_found_in_the_other_script() {
        let opencc = OpenCc::new().expect("the temporary folder can be written");
        let vocabulary = Vocabulary::builtin();
        let sentence = "網路安全和資訊化工作扎實推進，網路空間日漸清朗，群眾滿意度穩步提高。";
        let article = Article::from_text(
            "cn",
            "网络安全和信息化工作扎实推进，网络空间日渐清朗，群众满意度稳步提高。".repeat(300),
        );
        let normalized = normalize(&article, &opencc, &vocabulary);
        for times in [2, 100] {
            let query = Query::new(&sentence.repeat(times), Mode::Blind, &opencc, &vocabulary).unwrap();
            assert_eq!(query.find(&[(&article, &normalized)]).len(), 300 / times);
        }
    }
}
