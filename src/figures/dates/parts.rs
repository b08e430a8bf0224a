//! What stands within a year: months, days, quarters, halves, seasons, the end of it.

use super::cursor::Cursor;
use super::resolve::LAST;
use super::{Date, When, Year};
use crate::figures::numeral;

/// Months, days, quarters, halves and ends of a year; `after_year` if one was read.
pub(super) fn within(c: &mut Cursor, year: Year, after_year: bool) -> Option<When> {
    let from = c.at;
    let one = |date| Some(When { from: date, to: None });
    let months = |a, b| Some(When { from: Date::month(year, a), to: Some(Date::month(year, b)) });
    if after_year {
        if c.any(&["年底", "年末", "底", "末"]) {
            return one(Date { year, month: 12, day: 31 });
        }
        if c.any(&["年初", "初", "伊始"]) {
            return one(Date::year(year));
        }
        if c.any(&["年中"]) {
            return one(Date::month(year, 6));
        }
        // 113学年度 runs from August to July.
        let school = c.text[..c.at].ends_with(&['学', '年']) || c.word("学年");
        if school {
            c.word("度");
            let Year::Of(first) = year else { return one(Date::year(year)) };
            let next = Year::Of(first + 1);
            let term = |from, to| Some(When { from, to: Some(to) });
            if c.any(&["第一学期", "第1学期", "上学期"]) {
                return term(Date::month(year, 8), Date::month(next, 1));
            }
            if c.any(&["第二学期", "第2学期", "下学期"]) {
                return term(Date::month(next, 2), Date::month(next, 7));
            }
            return term(Date::month(year, 8), Date::month(next, 7));
        }
        c.word("度");
        c.word("的");
        if c.at > from && c.text[c.at - 1] == '的' && !c.peek().is_ascii_digit() {
            c.at -= 1;
        }
        while c.peek() == ' ' && c.char(c.at + 1).is_ascii_digit() {
            c.at += 1;
        }
    }
    if c.any(&["上、下半年", "上下半年"]) {
        return months(1, 12);
    }
    if c.any(&["上半年"]) {
        return months(1, 6);
    }
    if c.any(&["下半年"]) {
        return months(7, 12);
    }
    let quarters = |q: u8, c: &mut Cursor| {
        if c.any(&["底", "末"]) {
            let days = [31, 30, 30, 31][usize::from(q) - 1];
            return one(Date { year, month: q * 3, day: days });
        }
        months(q * 3 - 2, q * 3)
    };
    if c.any(&["首季度", "首季"]) {
        return quarters(1, c);
    }
    let ordinal = c.word("第");
    let opening = !ordinal && c.word("首");
    let leading = opening || (!ordinal && (c.word("前") || after_year && c.word("头")));
    // 今年前4个月, 首八个月, 前11月, 今年头两个月
    let mark = c.at;
    if leading
        && let Some(n) = c.small().filter(|n| (2..=12).contains(n))
        && (c.word("月") || ((after_year || opening) && c.word("个月")))
    {
        return months(1, n);
    }
    c.at = mark;
    if let Some(q) = c.small().filter(|q| (1..=4).contains(q)) {
        // 一至三季度, 第三、四季度
        let one_of_two = c.at;
        if !leading
            && (c.eat("、").is_some() || c.dash())
            && let Some(to) = {
                c.word("第");
                c.small().filter(|to| *to > q && *to <= 4)
            }
            && (c.word("季度") || ordinal && c.word("季"))
        {
            return months(q * 3 - 2, to * 3);
        }
        c.at = one_of_two;
        let named = c.any(&["个季度", "季度"]) || ((ordinal || leading || after_year) && c.word("季"));
        if named && leading {
            return months(1, q * 3);
        }
        if named && !c.text[..c.at].ends_with(&['个', '季', '度']) {
            return quarters(q, c);
        }
        c.at = from;
    } else {
        c.at = from;
    }
    if c.text.get(c.at) == Some(&'第') {
        return None;
    }
    if after_year {
        if c.word("元旦") {
            return one(Date { year, month: 1, day: 1 });
        }
        let season = "春夏秋冬".chars().position(|s| s == c.peek());
        if let Some(season) = season.filter(|_| matches!(c.char(c.at + 1), '季' | '天')) {
            c.at += 2;
            return one(Date::month(year, 21 + season as u8));
        }
    }
    // 元月, 元至6月
    let first = |c: &Cursor| {
        let mark = matches!(c.char(c.at + 1), '月' | '至' | '-' | '~');
        c.peek() == '元' && mark && !c.follows("美欧日港澳台币万千百亿兆十数几余多")
    };
    let month = if first(c) {
        c.at += 1;
        Some(1)
    } else {
        c.small().filter(|m| (1..=12).contains(m))
    };
    let Some(month) = month else {
        c.at = from;
        return None;
    };
    // 1—8月
    let mark = c.at;
    if c.peek() != '月' && c.dash() {
        if let Some(to) = c.small().filter(|to| (1..=12).contains(to) && *to > month)
            && c.eat("月").is_some()
            && c.peek() != '日'
        {
            c.word("份");
            if let Some(day) = c.small().filter(|_| c.peek() == '日') {
                c.at += 1;
                let to = Date { year, month: to, day };
                return Some(When { from: Date::month(year, month), to: Some(to) });
            }
            return months(month, to);
        }
        c.at = mark;
    }
    if c.eat("月").is_none() {
        c.at = from;
        return None;
    }
    // 三月龄, 十月怀胎
    if matches!(c.peek(), '龄' | '球' | '饼' | '刊' | '薪' | '租' | '嫂' | '供') && !after_year {
        c.at = from;
        return None;
    }
    if c.word("份") || week_of_month(c) {
        return one(Date::month(year, month));
    }
    let days = |from, to| Some(When { from: Date { year, month, day: from }, to: Some(Date { year, month, day: to }) });
    const PARTS: [(&str, u8, u8); 5] =
        [("上旬", 1, 10), ("中旬", 11, 20), ("下旬", 21, LAST), ("上中旬", 1, 20), ("中下旬", 11, LAST)];
    if let Some((_, from, to)) = PARTS.iter().find(|(word, ..)| c.word(word)) {
        return days(*from, *to);
    }
    if c.any(&["底", "末"]) {
        return one(Date { year, month, day: LAST });
    }
    if c.any(&["初"]) && numeral::digit(c.peek()).is_none() {
        return one(Date::month(year, month));
    }
    if c.text[c.at - 1] == '初' {
        c.at -= 1;
    }
    let mark = c.at;
    c.word("初");
    let lunar = c.at > mark;
    if let Some(day) = c.small().filter(|d| (1..=31).contains(d)) {
        let to_mark = c.at;
        if lunar || c.eat("日号").is_some() {
            return one(Date { year, month, day });
        }
        // 3月5-8日, 一月19到20日
        if c.dash()
            && let Some(to) = c.small().filter(|to| (1..=31).contains(to) && *to > day)
            && c.eat("日号").is_some()
        {
            return days(day, to);
        }
        c.at = to_mark;
        let boundary = !c.peek().is_alphanumeric() || c.peek() == '\0';
        if after_year && boundary {
            return one(Date { year, month, day });
        }
    }
    c.at = mark;
    one(Date::month(year, month))
}

/// 9月第三周, 10月的第一个星期一: passes over the week, which has no days of its own in every calendar.
fn week_of_month(c: &mut Cursor) -> bool {
    let from = c.at;
    c.word("的");
    let counted = c.word("第") && c.small().is_some_and(|n| (1..=5).contains(&n));
    let found = counted && {
        c.word("个");
        let day = c.any(&["星期", "礼拜"]);
        if day {
            c.eat("一二三四五六日天");
        }
        day || c.word("周")
    };
    if !found {
        c.at = from;
    }
    found
}
