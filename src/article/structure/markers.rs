//! What a line begins with: numbers of outlines, dashes, bullets.

/// The style of a line's first mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Style {
    /// 第一编, 第一部分.
    Part,
    /// 第一章.
    Chapter,
    /// 第一节.
    Section,
    /// A whole line in 【】 or 〖〗.
    Bracketed,
    /// ■ ◆ ▍ before a short line.
    Sign,
    /// 01 网上声音, PART 1.
    Padded,
    /// A short line without any mark.
    Bare,
    /// 壹、 above 一、 in papers of Taiwan.
    Formal,
    /// 一、
    Chinese,
    /// （一）
    ChineseInBrackets,
    /// 1. 1、
    Arabic,
    /// 1.1, with a space after it.
    Decimal,
    /// （1） 1）
    ArabicInBrackets,
    /// ①
    Circled,
    /// 第一条: an article of a law, a passage of its own and no heading.
    Clause,
    /// ——
    Dash,
    /// • ● - *
    Bullet,
    /// `#` to `######` of Markdown, with its depth.
    Hash(u8),
}

impl Style {
    /// Whether a line so marked never goes on with the line before it.
    pub fn starts_a_unit(self) -> bool {
        !matches!(self, Self::Sign | Self::Padded)
    }

    /// Whether the mark counts: a run of such lines is a list.
    pub fn counts(self) -> bool {
        matches!(
            self,
            Self::Formal
                | Self::Chinese
                | Self::ChineseInBrackets
                | Self::Arabic
                | Self::Decimal
                | Self::ArabicInBrackets
                | Self::Circled
        )
    }

    /// Whether the mark can open a heading.
    pub fn heads(self) -> bool {
        !matches!(self, Self::Clause | Self::Bullet)
    }
}

const CHINESE: &str = "一二三四五六七八九十百零〇两兩壹贰貳叁參肆伍陆陸柒捌玖拾";
const CLOSED: [(char, char); 3] = [('（', '）'), ('(', ')'), ('〔', '〕')];

/// A numeral as cheques have it.
pub fn is_formal(c: char) -> bool {
    "壹贰貳叁參肆伍陆陸柒捌玖拾".contains(c)
}

/// The style of a trimmed line, if it begins with a mark of one.
pub fn style(line: &str) -> Option<Style> {
    let first = line.chars().next()?;
    match first {
        '第' => ordinal(line),
        '#' => {
            let depth = line.chars().take_while(|c| *c == '#').count();
            (depth <= 6 && line[depth..].starts_with([' ', '\u{3000}'])).then_some(Style::Hash(depth as u8))
        }
        '【' if line.ends_with('】') && line.matches('【').count() == 1 => Some(Style::Bracketed),
        '〖' if line.ends_with('〗') && line.matches('〖').count() == 1 => Some(Style::Bracketed),
        '■' | '◆' | '▍' | '▌' | '┃' | '▎' | '❖' | '◎' | '★' | '☆' | '▲' | '►' | '▶' => {
            Some(Style::Sign)
        }
        '—' | '─' | '－' | '―' if line.chars().take_while(|c| *c == first).count() == 2 => Some(Style::Dash),
        '●' | '•' | '·' | '○' | '◇' | '□' | '▪' | '➢' | '✓' | '‧' | '＊' | '※' | '➤' => {
            Some(Style::Bullet)
        }
        '-' | '*' | '+' if line[1..].starts_with(' ') => Some(Style::Bullet),
        '-' if line.starts_with("--") && !line.starts_with("---") => Some(Style::Dash),
        '①'..='⑳' | '㈠'..='㈩' | '⑴'..='⒇' => Some(match first {
            '①'..='⑳' => Style::Circled,
            '㈠'..='㈩' => Style::ChineseInBrackets,
            _ => Style::ArabicInBrackets,
        }),
        _ => bracketed_number(line).or_else(|| chinese_number(line)).or_else(|| arabic(line)),
    }
}

/// Whether a line is the first of those that it counts: 一、 （一） 1. 第一章.
pub fn is_first(line: &str) -> bool {
    let number = line.trim_start_matches(['（', '(', '第']);
    let (digits, rest) = split_run(number, |c| CHINESE.contains(c) || c.is_ascii_digit());
    matches!(digits, "一" | "1" | "壹")
        && rest.starts_with(['、', '.', '．', '）', ')', '章', '节', '節', '条', '條', '部'])
}

/// The numeral that `text` begins with, and the rest.
fn split_run(text: &str, is_digit: impl Fn(char) -> bool) -> (&str, &str) {
    let end = text.find(|c| !is_digit(c)).unwrap_or(text.len());
    text.split_at(end)
}

/// 第一章 总则; not 第一次.
fn ordinal(line: &str) -> Option<Style> {
    let rest = &line['第'.len_utf8()..];
    let (number, rest) = split_run(rest, |c| CHINESE.contains(c) || c.is_ascii_digit());
    if number.is_empty() {
        return None;
    }
    const UNITS: [(&str, Style); 9] = [
        ("部分", Style::Part),
        ("编", Style::Part),
        ("編", Style::Part),
        ("篇", Style::Part),
        ("章", Style::Chapter),
        ("节", Style::Section),
        ("節", Style::Section),
        ("条", Style::Clause),
        ("條", Style::Clause),
    ];
    let (unit, style) = UNITS.into_iter().find(|(unit, _)| rest.starts_with(unit))?;
    // 第一章的规定… is prose; a heading has a gap, a colon, or nothing after the unit.
    let after = rest[unit.len()..].chars().next();
    after
        .is_none_or(|c| c.is_whitespace() || "：:、".contains(c) || style == Style::Chapter || style == Style::Section)
        .then_some(style)
}

/// （一） and （1）, also 1） without the first bracket.
fn bracketed_number(line: &str) -> Option<Style> {
    let first = line.chars().next()?;
    let (_, close) = CLOSED.into_iter().find(|(open, _)| *open == first)?;
    let rest = &line[first.len_utf8()..];
    let (number, after) = split_run(rest, |c| CHINESE.contains(c));
    if !number.is_empty() {
        return after.starts_with(close).then_some(Style::ChineseInBrackets);
    }
    // (a), and (iv) in papers of Hong Kong.
    let (letters, after) = split_run(rest, |c| c.is_ascii_lowercase());
    let roman = letters.chars().all(|c| "ivx".contains(c));
    if !letters.is_empty() && (letters.len() == 1 || roman && letters.len() <= 4) && after.starts_with(close) {
        return Some(Style::ArabicInBrackets);
    }
    let (number, after) = split_run(rest, |c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    (!number.is_empty() && number.chars().count() <= 2 && after.starts_with(close)).then_some(Style::ArabicInBrackets)
}

fn chinese_number(line: &str) -> Option<Style> {
    let (number, rest) = split_run(line, |c| CHINESE.contains(c));
    if number.is_empty() || number.chars().count() > 3 {
        return None;
    }
    // 一，… and 一 … open a heading only where the line is short.
    let loose = rest.starts_with([' ', '\u{3000}', '，']) && line.chars().count() <= 24;
    let style = if number.chars().all(is_formal) { Style::Formal } else { Style::Chinese };
    (rest.starts_with(['、', '．', '﹑', '.']) || loose).then_some(style)
}

fn arabic(line: &str) -> Option<Style> {
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    if line.len() > 4 && line.is_char_boundary(4) && line[..4].eq_ignore_ascii_case("part") {
        let rest = line[4..].trim_start_matches([' ', '.']);
        return rest.starts_with(is_digit).then_some(Style::Padded);
    }
    let (number, rest) = split_run(line, is_digit);
    let digits = number.chars().count();
    if digits == 0 || digits > 2 {
        return None;
    }
    let next = rest.chars().next();
    match next {
        None => (digits == 2 && number.starts_with('0')).then_some(Style::Padded),
        Some('、' | '．' | '.') => {
            let after = rest.chars().nth(1)?;
            if is_digit(after) {
                let (_, tail) = split_run(&rest[next?.len_utf8()..], |c| is_digit(c) || c == '.');
                return tail.starts_with([' ', '\u{3000}']).then_some(Style::Decimal);
            }
            Some(Style::Arabic)
        }
        Some('）' | ')') => Some(Style::ArabicInBrackets),
        Some(' ' | '\u{3000}' | '/' | '|' | '｜') if number.starts_with('0') => Some(Style::Padded),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_what_is_counted() {
        for line in ["一、试点范围", "（一）指导思想", "1.加快布局", "第一章 总则", "第一部分：总体要求"]
        {
            assert!(is_first(line), "{line}");
        }
        for line in ["二、工作目标", "一年来", "11.其他", "第一次会议", "1项任务", "十一、保障"]
        {
            assert!(!is_first(line), "{line}");
        }
    }

    #[test]
    fn marks_of_lines() {
        let check = |line: &str, expect: Option<Style>| assert_eq!(style(line), expect, "{line}");
        check("一、网上声音", Some(Style::Chinese));
        check("十二、保障", Some(Style::Chinese));
        check("拾貳、展望", Some(Style::Formal));
        check("一年前的4月19日", None);
        check("一，唱响主旋律", Some(Style::Chinese));
        check("（一）牡丹花开，镜头先到", Some(Style::ChineseInBrackets));
        check("(三)整治", Some(Style::ChineseInBrackets));
        check("1.推进改革", Some(Style::Arabic));
        check("1．推进改革", Some(Style::Arabic));
        check("1.5亿元投入使用", None);
        check("1.1 总体要求", Some(Style::Decimal));
        check("2017年底前", None);
        check("（1）完善", Some(Style::ArabicInBrackets));
        check("(a)	撥款30億元", Some(Style::ArabicInBrackets));
        check("(iv) 開放數據", Some(Style::ArabicInBrackets));
        check("(app) 使用量", None);
        check("1）完善", Some(Style::ArabicInBrackets));
        check("①完善", Some(Style::Circled));
        check("第一章 总则", Some(Style::Chapter));
        check("第三部分：保障措施", Some(Style::Part));
        check("第一次会议", None);
        check("第十二条 本办法", Some(Style::Clause));
        check("【网上声音】", Some(Style::Bracketed));
        check("【本報佛山訊】以陶瓷", None);
        check("——加快数字经济", Some(Style::Dash));
        check("…………", None);
        check("● 数字", Some(Style::Bullet));
        check("01 网上声音", Some(Style::Padded));
        check("## 标题", Some(Style::Hash(2)));
        check("#话题#", None);
        check("5G基站", None);
        check("4月牡丹花会期间", None);
    }
}
