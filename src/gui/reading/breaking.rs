//! Where rows of Chinese text may end.
//!
//! The rules are those of ordinary Chinese typesetting (as in the W3C's Requirements for Chinese Text Layout): marks
//! that close do not begin a row, marks that open do not end one, a dash and an ellipsis stay whole, and so do
//! numbers and Latin words.

/// Marks that must not stand at the beginning of a row.
const CLOSING: &str = "。，、；：？！」』》〉）】〕〗”’—…·％‰°℃．,.;:?!)]}%︱～";
/// Marks that must not stand at the end of a row.
const OPENING: &str = "「『《〈（【〔〖“‘([{￥$";

/// Whether a row may end between two neighbours.
pub fn may_break(before: char, after: char) -> bool {
    if is_ideograph(before) && is_ideograph(after) {
        return true;
    }
    if after.is_whitespace() || CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    // Behind a dash or an ellipsis a row may end, within one it may not: the rule above has seen to that.
    !(in_word(before) && in_word(after))
}

/// The ideographs of running text; the rare ones take the long way.
pub fn is_ideograph(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// Latin letters and digits of both widths, and what joins them.
fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '.' | ',' | '-' | '/' | '_' | '&' | '+' | '@' | '\'' | '０'..='９')
        || (c.is_alphabetic() && c < '\u{2000}')
}

/// Breaks `chars` into rows no wider than `width` and gives the place where each row begins.
///
/// A row without any lawful place to end is cut where it is full. White space at a row's end may hang over.
pub fn rows(chars: &[char], width: f32, mut advance: impl FnMut(char) -> f32) -> Vec<u32> {
    let mut starts = vec![0];
    let (mut start, mut at, mut filled, mut lawful) = (0, 0, 0.0, 0);
    while at < chars.len() {
        let c = chars[at];
        if at > start && may_break(chars[at - 1], c) {
            lawful = at;
        }
        let w = advance(c);
        if at > start && !c.is_whitespace() && filled + w > width + 0.01 {
            start = if lawful > start { lawful } else { at };
            starts.push(start as u32);
            (at, filled, lawful) = (start, 0.0, start);
            continue;
        }
        filled += w;
        at += 1;
    }
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn broken(text: &str, ems: f32) -> Vec<String> {
        let chars: Vec<char> = text.chars().collect();
        let starts = rows(&chars, ems, |c| if c.is_ascii() { 0.5 } else { 1.0 });
        let ends = starts[1..].iter().map(|&s| s as usize).chain([chars.len()]);
        starts.iter().zip(ends).map(|(&s, e)| chars[s as usize..e].iter().collect()).collect()
    }

    #[test]
    fn rows_end_where_a_typesetter_ends_them() {
        let check = |text: &str, ems: f32, expect: &[&str]| assert_eq!(broken(text, ems), expect, "{text}");
        check("网络空间日渐清朗，网络安全", 8.0, &["网络空间日渐清", "朗，网络安全"]);
        check("营造了“网站自净”的氛围", 4.0, &["营造了", "“网站自", "净”的氛", "围"]);
        check("打造「美丽」《词典》", 3.0, &["打造", "「美", "丽」", "《词", "典》"]);
        check("公益事业——唱响", 5.0, &["公益事", "业——唱响"]);
        check("慷慨解囊……我省", 5.0, &["慷慨解", "囊……我省"]);
        check("共销售农产品14.06亿元", 7.0, &["共销售农产品", "14.06亿元"]);
        check("增长62%以上", 3.5, &["增长62%", "以上"]);
        check("第三屆世界,互聯網", 5.0, &["第三屆世", "界,互聯網"]);
        check("", 5.0, &[""]);
    }

    #[test]
    fn a_row_without_a_lawful_place_is_cut_where_it_is_full() {
        assert_eq!(broken("。。。。。", 2.0), ["。。", "。。", "。"]);
        assert_eq!(broken("宽", 0.2), ["宽"]);
    }

    proptest! {
        #[test]
        fn rows_cover_the_text_and_keep_the_rules(text in "[一-十。，、；：？！」』》）—…「『《（a-z0-9 ]{0,80}", ems in 6.0f32..20.0) {
            let chars: Vec<char> = text.chars().collect();
            let starts = rows(&chars, ems, |c| if c.is_ascii() { 0.5 } else { 1.0 });
            prop_assert!(starts.windows(2).all(|w| w[0] < w[1]));
            for w in starts.windows(2) {
                let (from, to) = (w[0] as usize, w[1] as usize);
                let lawful = (from + 1..=to).any(|at| may_break(chars[at - 1], chars[at]));
                prop_assert!(!lawful || may_break(chars[to - 1], chars[to]), "{text}");
            }
        }
    }
}
