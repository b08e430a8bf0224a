//! Sentences of a passage, in both scripts and with half-width marks.

use crate::text::Span;

/// How far a closing mark may be for a sentence end inside the pair not to count.
const PAIR: usize = 120;

/// The sentences of `text`, which begins at code point `start`. They cover all of it but the white space between.
pub fn sentences(text: &str, start: u32) -> Vec<Span> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::new();
    let (mut from, mut at) = (0usize, 0usize);
    let mut inside_until = 0usize;
    while at < chars.len() {
        if at >= inside_until
            && let Some(close) = closing(chars[at])
            && let Some(ahead) = chars[at + 1..].iter().take(PAIR).position(|c| *c == close)
        {
            inside_until = at + 1 + ahead;
        }
        if !ends(&chars, at) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        while end < chars.len() && (is_end_mark(chars[end]) || is_closing(chars[end])) {
            end += 1;
        }
        // 他说：“办得好。”然后… ends with the quote; “办得好！”的赞誉 does not end at all.
        let inside = end <= inside_until;
        let goes_on = chars.get(end).is_some_and(|c| "，,、；;：:的地之等和与與及）)".contains(*c));
        if !inside && !goes_on {
            push(&mut out, &chars, from, end, start);
            from = end;
        }
        at = end;
    }
    push(&mut out, &chars, from, chars.len(), start);
    out
}

fn push(out: &mut Vec<Span>, chars: &[char], mut from: usize, mut to: usize, start: u32) {
    while from < to && super::lines::is_blank(chars[from]) {
        from += 1;
    }
    while from < to && super::lines::is_blank(chars[to - 1]) {
        to -= 1;
    }
    if from < to {
        out.push(Span::new(start + from as u32, start + to as u32));
    }
}

fn is_end_mark(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '…' | '｡')
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '“' => '”',
        '‘' => '’',
        '「' => '」',
        '『' => '』',
        '（' => '）',
        '(' => ')',
        '《' => '》',
        '【' => '】',
        _ => return None,
    })
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | '》' | '】' | '"' | '\'')
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a sentence may end with the mark at `at`.
fn ends(chars: &[char], at: usize) -> bool {
    match chars[at] {
        '。' | '！' | '？' | '!' | '?' | '｡' => true,
        '…' => chars.get(at + 1) == Some(&'…'),
        // A half-width stop after an ideograph, not before a digit or letter: 增长. 去年
        '.' | '．' => {
            at > 0
                && (is_ideograph(chars[at - 1]) || is_closing(chars[at - 1]))
                && chars.get(at + 1).is_none_or(|c| !c.is_ascii_alphanumeric() && *c != '.')
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_readers_end_them() {
        let check = |text: &str, expect: &[&str]| {
            let chars: Vec<char> = text.chars().collect();
            let got: Vec<String> = sentences(text, 7)
                .iter()
                .map(|s| chars[s.start.0 as usize - 7..s.end.0 as usize - 7].iter().collect())
                .collect();
            assert_eq!(got, expect);
        };
        check("", &[]);
        check("网络安全", &["网络安全"]);
        check(
            "互聯網很複雜、很難治理。是不是這樣?讓我們來看!",
            &["互聯網很複雜、很難治理。", "是不是這樣?", "讓我們來看!"],
        );
        check("他说：“办得好。”然后走了。", &["他说：“办得好。”", "然后走了。"]);
        check("“办得好！”的赞誉不断。", &["“办得好！”的赞誉不断。"]);
        check("“先看。再办。”大家说。好。", &["“先看。再办。”", "大家说。", "好。"]);
        check("增长3.5%. 去年1.2亿元.", &["增长3.5%. 去年1.2亿元."]);
        check("全面增长. 去年达到1.2亿", &["全面增长.", "去年达到1.2亿"]);
        check("的应用……2017年底前", &["的应用……", "2017年底前"]);
        check("一。\u{3000}二。", &["一。", "二。"]);
    }
}
