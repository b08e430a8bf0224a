//! Hits in context, one above the other, in an order that shows what a word goes with.

use super::Hit;
use crate::article::Article;
use crate::script::Normalized;

/// What the lines of a concordance are sorted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// Where they stand: by article, then place.
    Place,
    /// The words that follow.
    #[default]
    Behind,
    /// The words before, from the last backwards.
    Before,
}

/// The hits in another order. Contexts are compared in their normal form, so that 網路安全 and 网络安全 stand together;
/// hits with the same context stand as in the text.
pub fn concordance(mut hits: Vec<Hit>, articles: &[(&Article, &Normalized)], order: Order) -> Vec<Hit> {
    let words = |hit: &Hit| -> String {
        let normalized = articles[hit.article].1;
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        match order {
            Order::Place => String::new(),
            Order::Behind => letters(normalized.slice(hit.behind)),
            Order::Before => letters(normalized.slice(hit.before)).chars().rev().collect(),
        }
    };
    hits.sort_by_cached_key(|hit| (words(hit), hit.article, hit.span.start));
    hits
}

#[cfg(test)]
mod tests {
    use super::super::{Mode, Query};
    use super::*;
    use crate::script::{OpenCc, Vocabulary, normalize};

    #[test]
    fn lines_stand_by_what_is_around_them() {
        let opencc = OpenCc::new().expect("the temporary folder can be written");
        let vocabulary = Vocabulary::builtin();
        let left = Article::from_text("left", "加强网络文明。守护网络安全。");
        let right = Article::from_text("right", "推動網路安全，整治網路亂象。");
        let articles = [&left, &right];
        let normalized = articles.map(|a| normalize(a, &opencc, &vocabulary));
        let corpus: Vec<(&Article, &Normalized)> = articles.into_iter().zip(&normalized).collect();
        let query = Query::new("网络", Mode::Blind, &opencc, &vocabulary).expect("a word is a query");
        let check = |order, expect: [&str; 4]| {
            let lines = concordance(query.find(&corpus), &corpus, order);
            let text = |hit: &Hit| {
                let text = &articles[hit.article].text;
                format!("{}{}", text.slice(hit.span), text.slice(hit.behind).chars().take(2).collect::<String>())
            };
            assert_eq!(lines.iter().map(text).collect::<Vec<_>>(), expect);
        };
        check(Order::Place, ["网络文明", "网络安全", "網路安全", "網路亂象"]);
        check(Order::Behind, ["網路亂象", "网络安全", "網路安全", "网络文明"]);
        // 动, 强, 护, 治 by code point: 动 52A8, 強 5F3A, 护 62A4, 治 6CBB
        check(Order::Before, ["網路安全", "网络文明", "网络安全", "網路亂象"]);
    }
}
