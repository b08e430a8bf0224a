//! The year of a date: absolute, relative to the article's or to the last that was said, of the Republic of China.

use std::sync::LazyLock;

use super::cursor::Cursor;
use super::{Context, Year};
use crate::figures::lexicon::Lexicon;
use crate::figures::numeral;

pub(super) static RELATIVE: LazyLock<Lexicon<i32>> = LazyLock::new(|| {
    Lexicon::forwards([
        ("今年", 0),
        ("本年度", 0),
        ("本年", 0),
        ("年内", 0),
        ("去年度", -1),
        ("去年", -1),
        ("上年度", -1),
        ("上年", -1),
        ("上一年度", -1),
        ("上一年", -1),
        ("前年", -2),
        ("大前年", -3),
        ("明年", 1),
        ("下年度", 1),
        ("下一年度", 1),
        ("来年", 1),
        ("后年", 2),
        ("大后年", 3),
        ("旧年", -1),
    ])
});

/// Relative to the year last said.
pub(super) static LEANING: LazyLock<Lexicon<i32>> = LazyLock::new(|| {
    Lexicon::forwards([
        ("同年", 0),
        ("当年", 0),
        ("该年", 0),
        ("次年", 1),
        ("翌年", 1),
        ("第二年", 1),
        ("隔年", 1),
        ("前一年", -1),
    ])
});

/// A year, and whether it is a bare relative one.
pub(super) fn year(c: &mut Cursor, context: &Context) -> (Option<Year>, bool) {
    let from = c.at;
    if let Some((len, &by)) = RELATIVE.at(c.text, c.at) {
        // 今年级 is no year; 本年 in 本年会 neither.
        // 达产后年产值, 疫情前年均, 以前年度: 前 and 后 belong to what stands before.
        let torn = matches!(c.peek(), '前' | '后' | '来')
            && c.at > 0
            && c.text[c.at - 1] >= '\u{4e00}'
            && "均产值发处可度销节收出接利加增生用供吞耗输营限金检".contains(c.char(c.at + len));
        // 以前年度, 今后年份, but 从去年
        let within = matches!(c.peek(), '前' | '后') && c.follows("以之目从今");
        if !matches!(c.char(c.at + len), '级' | '龄' | '鉴' | '会' | '报') && !within && !torn {
            let last = c.peek() == '上';
            c.at += len;
            // 上年 is the year before the one that is told of.
            let year = context.told.filter(|_| last).map_or(Year::Relative(by), |told| Year::Of(told + by));
            return (Some(year), true);
        }
    }
    // 明（114）年, 今（2024）年
    if matches!(c.peek(), '今' | '去' | '明' | '本' | '后' | '前') && c.char(c.at + 1) == '(' {
        c.at += 2;
        let year = c.digits(4..=4).or_else(|| c.digits(2..=3).map(|n| 1911 + n));
        if let Some(year) = year
            && c.word(")年")
        {
            return (Some(Year::Of(year)), false);
        }
        c.at = from;
    }
    if let Some((len, &by)) = LEANING.at(c.text, c.at) {
        let year = match context.year {
            Year::Of(year) => Some(Year::Of(year + by)),
            Year::Relative(year) => Some(Year::Relative(year + by)),
            _ => None,
        };
        let dated =
            c.char(c.at + len).is_ascii_digit() || numeral::begins(c.text, c.at + len) || c.char(c.at + len) == '底';
        if year.is_some() || dated {
            c.at += len;
            return (Some(year.unwrap_or(Year::Open)), true);
        }
    }
    if c.any(&["中华民国", "民国"]) {
        if let Some(n) = c.small().map(i32::from)
            && c.eat("年").is_some()
        {
            return (Some(Year::Of(1911 + n)), false);
        }
        c.at = from;
        return (None, false);
    }
    let before = |back: usize| c.at.checked_sub(back).map_or('\0', |at| c.text[at]);
    let inside = matches!(before(1), '.' | ',') && before(2).is_ascii_digit();
    if before(1).is_ascii_alphanumeric() || before(1) == '.' || inside {
        return (None, false);
    }
    if let Some(n) = c.digits(4..=4) {
        let end = c.at;
        if (1000..3000).contains(&n) {
            // 2016—2020年, 2023/24学年, 2024-25年度, 2021至2025年
            if c.eat("年").is_some() {
                if !matches!(c.peek(), '级') {
                    return (Some(Year::Of(n)), false);
                }
            } else if c.any(BUDGET) {
                return (Some(Year::Of(n)), false);
            } else if spanned(c, n) {
                c.at = end;
                return (Some(Year::Of(n)), false);
            }
        }
        c.at = from;
        return (None, false);
    }
    // 二〇一七年, 零八年, 二零二五至二六年度
    let run = (0..5).take_while(|&i| numeral::digit(c.char(c.at + i)).is_some()).count();
    if run == 3 && c.char(c.at + run) == '年' && c.char(c.at + run + 1) != '级' {
        let value = (0..run).fold(0, |v, i| v * 10 + i32::from(numeral::digit(c.char(c.at + i)).unwrap_or(0)));
        if (100..=130).contains(&value) {
            c.at += 4;
            return (Some(Year::Of(1911 + value)), false);
        }
    }
    if run == 4 {
        let end = c.at + run;
        if let Some(value) = c.spelt(4..=4).filter(|value| (1000..3000).contains(value))
            && spanned(c, value)
        {
            c.at = end;
            return (Some(Year::Of(value)), false);
        }
        c.at = from;
    }
    if (run == 4 || run == 2) && c.char(c.at + run) == '年' {
        let value = (0..run).fold(0, |v, i| v * 10 + i32::from(numeral::digit(c.char(c.at + i)).unwrap_or(0)));
        let first = c.peek();
        if run == 4 && (1000..3000).contains(&value) {
            c.at += 5;
            return (Some(Year::Of(value)), false);
        }
        let pair = value % 10 == value / 10 + 1 && !matches!(first, '零' | '〇') || value == 35;
        if run == 2 && !pair && !c.follows("近约逾满每第") {
            c.at += 3;
            let year = if value < 30 { 2000 + value } else { 1900 + value };
            return (Some(Year::Of(year)), false);
        }
    }
    if let Some(n) = c.digits(2..=3)
        && (40..=130).contains(&n)
        && (context.republic || n >= 100 && month_follows(c))
    {
        let end = c.at;
        let two = c.dash() && c.digits(2..=3).is_some() && c.any(&["年", "学年"]);
        c.at = end;
        let close = two || c.eat("年").is_some() || c.word("学年");
        let next = c.peek();
        let led = from > 0 && "自由于至到较比在从".contains(c.text[from - 1]);
        let since = n > 100 && next == '以' && c.char(c.at + 1) == '来';
        // 114年前三季
        let since = since || n > 100 && next == '前' && numeral::begins(c.text, c.at + 1);
        let span = matches!(next, '来' | '历' | '以' | '内' | '前' | '后' | '间') && !since || (next == '的' && !led);
        let introduced = from == 0 || led || "年,，。；(、".contains(c.text[from - 1]);
        let dated = introduced
            || matches!(next, '度' | '底' | '初' | '末' | '第' | '上' | '下' | '全')
            || next.is_ascii_digit();
        let long = from > 0 && "近逾约超过达满长共第每".contains(c.text[from - 1]);
        if close && !span && !long && (n >= 100 || dated) {
            return (Some(Year::Of(1911 + n)), false);
        }
    }
    c.at = from;
    (None, false)
}

/// 112年7月 is a year even where nothing else tells of the Republic of China: a span of time has 7个月.
fn month_follows(c: &mut Cursor) -> bool {
    let from = c.at;
    let found = c.eat("年").is_some() && c.small().is_some_and(|m| (1..=12).contains(&m)) && c.peek() == '月';
    c.at = from;
    found
}

/// What a budget's year is called.
pub(super) const BUDGET: &[&str] = &["财政年度", "会计年度", "预算年度", "财年"];

/// The end of a budget's or school's year that is told in two after 至: 2025-26年度. The year it ends in, and its last month.
pub(super) fn told_in_two(c: &mut Cursor) -> Option<(i32, u8)> {
    let first = c.spelt(4..=4)?;
    if c.eat("/").is_none() && !c.dash() {
        return None;
    }
    let to =
        c.spelt(4..=4).or_else(|| c.spelt(2..=2).map(|to| first / 100 * 100 + to)).filter(|to| *to == first + 1)?;
    if c.any(&["学年度", "学年"]) {
        return Some((to, 8));
    }
    (c.any(BUDGET) || c.word("年度")).then_some((to, 3))
}

/// Whether a second year stands after the first: 2016—2020年, 2023/24学年, 2024-25年度, 二零二五至二六财政年度.
fn spanned(c: &mut Cursor, first: i32) -> bool {
    if c.eat("/").is_none() && !c.dash() {
        return false;
    }
    c.skip();
    let to = c.spelt(4..=4).or_else(|| c.spelt(2..=2).map(|to| first / 100 * 100 + to));
    c.skip();
    let close = |c: &mut Cursor| c.any(&["年", "学年"]) || c.any(BUDGET);
    // 2023-24至2025-26年度
    let again = |c: &mut Cursor| to == Some(first + 1) && c.any(&["至", "到"]) && told_in_two(c).is_some();
    to.is_some_and(|to| to > first && to < first + 60) && (close(c) || again(c))
}
