//! A figure in its article's own words, with the hedge before or behind it: 突破10亿, 近3000篇, 3成以上.

use crate::text::{Span, Text};

/// Words before a number that belong to what it claims, longest first.
const BEFORE: [&str; 32] = [
    "不低于",
    "不低於",
    "不少于",
    "不少於",
    "不超过",
    "不超過",
    "突破",
    "超过",
    "超過",
    "超出",
    "逾",
    "超",
    "高达",
    "高達",
    "达到",
    "達到",
    "接近",
    "将近",
    "將近",
    "大约",
    "大約",
    "不到",
    "不足",
    "至少",
    "最多",
    "仅",
    "僅",
    "近",
    "约",
    "約",
    "达",
    "達",
];
/// Words behind it.
const BEHIND: [&str; 8] = ["以上", "以下", "以内", "以內", "之内", "之內", "左右", "上下"];

/// The words of a figure's span with the hedges next to it.
pub fn of(text: &Text, span: Span) -> String {
    let room = Span::new(span.start.0.saturating_sub(3), span.start.0);
    let before = text.slice(room);
    let before = BEFORE.iter().find(|hedge| before.ends_with(**hedge)).copied().unwrap_or("");
    let behind = text.slice(Span::new(span.end.0, span.end.0 + 2));
    let behind = BEHIND.iter().find(|hedge| behind == **hedge).copied().unwrap_or("");
    let words = text.slice(span).replace('\n', "");
    format!("{before}{words}{behind}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hedges_come_along() {
        let check = |sentence: &str, figure: &str, expect: &str| {
            let text = Text::new(sentence);
            let at = sentence.find(figure).unwrap();
            assert_eq!(of(&text, text.span_of(at..at + figure.len())), expect);
        };
        check("点击总量突破10亿，再创", "10亿", "突破10亿");
        check("近3000篇", "3000篇", "近3000篇");
        check("不低於三成", "三成", "不低於三成");
        check("30餘種以上", "30餘種", "30餘種以上");
        check("去年6908个行政村", "6908个", "6908个");
        check("5人", "5人", "5人");
    }
}
