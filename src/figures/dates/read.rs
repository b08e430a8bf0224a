//! Where a date begins and ends in a folded text.

use std::sync::LazyLock;

use super::clock::{clock, hour, pass_clock};
use super::cursor::Cursor;
use super::parts::within;
use super::relative::{VAGUE, bracketed, day, vague};
use super::year::{BUDGET, LEANING, RELATIVE, told_in_two, year};
use super::{Context, Date, Found, When, Year};
use crate::figures::lexicon::Lexicon;
use crate::figures::numeral;

/// Characters that relative dates begin with.
pub const BEGINNINGS: &str = "元今本年去上前明下后旧同当该次翌第隔周星礼昨大除岁月季期即日近民半春夏秋冬首";

/// What a date may begin with, other than a numeral.
static OPENINGS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let more = "元月 元至 元- 上半年 下半年 首季 上世纪 上个世纪 本世纪 民国 中华民国 春季 夏季 秋季 冬季";
    let known = RELATIVE.words().chain(LEANING.words()).chain(VAGUE.words());
    let words: Vec<String> = known.chain(more.split_whitespace().map(str::to_owned)).collect();
    Lexicon::forwards(words.iter().map(|w| (w.as_str(), ())))
});

/// A quick look that spares most numbers a thorough one: a numeral before 年, 月, 日 or a mark of dates.
fn plausible(text: &[char], at: usize) -> bool {
    let numeric = |c: char| c.is_ascii_digit() || numeral::digit(c).is_some() || matches!(c, '十' | '廿' | '卅' | ' ');
    let first = text[at];
    let from = if matches!(first, '第' | '前' | '首') { at + 1 } else { at };
    if numeric(text.get(from).copied().unwrap_or('\0')) {
        let end = (from..text.len().min(from + 8)).find(|&i| !numeric(text[i])).unwrap_or(text.len());
        let mark = text.get(end).copied().unwrap_or('\0');
        return match mark {
            '年' | '月' | '日' | '时' | '季' | '世' | '点' | '学' | '个' | '财' => true,
            '-' | '/' | '.' | ':' | '~' | '至' | '到' | '、' => {
                let next = text.get(end + 1).copied().unwrap_or('\0');
                numeric(next) || next == mark
            }
            _ => false,
        };
    }
    // 今（18）日, 明（114）年
    let bracketed = text.get(at + 1) == Some(&'(') && text.get(at + 2).is_some_and(char::is_ascii_digit);
    bracketed || OPENINGS.at(text, at).is_some()
}

/// Reads the date at `at`, if one begins there.
pub fn at(text: &[char], at: usize, context: &Context) -> Option<Found> {
    if !plausible(text, at) {
        return None;
    }
    let mut cursor = Cursor { text, at };
    if let Some(found) = numeric(&mut cursor) {
        return Some(found);
    }
    cursor.at = at;
    if let Some(found) = hour(&mut cursor) {
        return Some(found);
    }
    cursor.at = at;
    if let Some(found) = ages(&mut cursor) {
        return Some(found);
    }
    cursor.at = at;
    if let Some(found) = clock(&mut cursor) {
        return Some(found);
    }
    cursor.at = at;
    if let Some(found) = day(&mut cursor, context) {
        return Some(found);
    }
    cursor.at = at;
    let (year, bare) = year(&mut cursor, context);
    if year.is_none() {
        if let Some(found) = bracketed(&mut cursor) {
            return Some(found);
        }
        if let Some((len, ())) = VAGUE.at(text, at) {
            return vague(&mut cursor, len, context);
        }
        cursor.at = at;
    }
    let mut first = within(&mut cursor, year.unwrap_or(Year::Open), year.is_some());
    // 本财政年度首七个月: which months these are hangs on whose budget it is.
    if year.is_none() && first.is_some() && BUDGET.iter().any(|word| cursor.after(at, word)) {
        return Some(Found { end: cursor.at, when: None, range: false, bare: false });
    }
    if year.is_none() {
        first = Some(leaning(first?, context));
    }
    let (mut when, whole_year) = match first {
        Some(when) => (when, false),
        None => (When { from: Date::year(year.unwrap_or(Year::Open)), to: None }, true),
    };
    if whole_year && cursor.peek() == '度' && !matches!(cursor.char(cursor.at + 1), '假' | '过') {
        cursor.at += 1;
    }
    let after = cursor.at;
    let mut found_bare = bare && (whole_year || !text[at..after].iter().any(|&c| named(c)));
    let mut range = when.to.is_some() && text[at..after].iter().any(|&c| "-~至到".contains(c));
    if whole_year && bare && cursor.word("同期") {
        let year = year.unwrap_or(Year::Open);
        when = match context.last {
            Some(last) => When { from: Date { year, ..last.from }, to: last.to.map(|to| Date { year, ..to }) },
            None => when,
        };
        found_bare = true;
    }
    // 2019年同期
    if !bare {
        cursor.word("同期");
    }
    if when.from.day > 0 && when.to.is_none() {
        pass_clock(&mut cursor);
    }
    // A second date after 至.
    let end = cursor.at;
    if when.to.is_none() && until_now(&mut cursor) {
        when.to = Some(Date::year(Year::Now));
        range = true;
    } else if let Some(to) = upper(&mut cursor, at, &when, whole_year, context) {
        if to.day > 0 {
            pass_clock(&mut cursor);
        }
        let from = match (to.month, to.day, when.from) {
            // 2025-26年度, 2022/23学年
            (3 | 8, 0, Date { year, month: 0, .. })
                if whole_year && text[end..cursor.at].contains(&'年') && !text[end..cursor.at].contains(&'月') =>
            {
                Date::month(year, to.month + 1)
            }
            _ => when.from,
        };
        when = turned(from, to);
        range = true;
    } else {
        cursor.at = end;
    }
    Some(Found { end: cursor.at, when: Some(when), range, bare: found_bare && !range })
}

/// A month or day without a year is of the year that the sentence has named, unless that was later in the year.
fn leaning(when: When, context: &Context) -> When {
    // This year's month needs no year: it is the article's.
    let known = |here: &Date| when.from.month >= here.month && here.year != Year::Relative(0);
    let Some(here) = context.here.filter(known) else { return when };
    let of = |date: Date| if date.year == Year::Open { Date { year: here.year, ..date } } else { date };
    When { from: of(when.from), to: when.to.map(of) }
}

/// 11月至3月, 12月24日至翌年1月2日: what ends in an earlier month than it began ends in the next year.
fn turned(from: Date, to: Date) -> When {
    let months = 1..=12;
    let next = match from.year {
        Year::Of(year) => Year::Of(year + 1),
        Year::Relative(by) => Year::Relative(by + 1),
        Year::Open => Year::Relative(1),
        _ => return When { from, to: Some(to) },
    };
    let earlier = months.contains(&from.month) && months.contains(&to.month) && to.month < from.month;
    let to = if to.year == from.year && earlier { Date { year: next, ..to } } else { to };
    let from = if from.year == Year::Open && to.year == next { Date { year: Year::Relative(0), ..from } } else { from };
    When { from, to: Some(to) }
}

/// 至今, but not 至今年.
fn until_now(c: &mut Cursor) -> bool {
    let now = c.any(&["至今", "迄今", "到现在", "至目前", "到目前"]);
    let goes_on = now && c.text[c.at - 1] == '今' && "年日天春夏秋冬晨晚早午明后(".contains(c.peek());
    if goes_on {
        c.at -= 2;
    }
    now && !goes_on
}

/// Whether a character names something beyond the year: a month, a quarter, a half.
fn named(c: char) -> bool {
    c.is_ascii_digit() || numeral::digit(c).is_some() || matches!(c, '十' | '半' | '季' | '旬' | '月' | '旦')
}

/// 2023-06-18, 2023/6/18, 2023.12.31, 2018/1/10-2018/7/10.
fn numeric(c: &mut Cursor) -> Option<Found> {
    if !c.peek().is_ascii_digit() || (c.at > 0 && (c.text[c.at - 1].is_ascii_alphanumeric() || c.text[c.at - 1] == '.'))
    {
        return None;
    }
    let full = |c: &mut Cursor| -> Option<Date> {
        let year = c.digits(4..=4).or_else(|| c.digits(2..=2))?;
        let short = year < 100;
        let mark = c.eat("-/.")?;
        let month = c.digits(1..=2)?;
        c.eat(&mark.to_string())?;
        let day = c.digits(1..=2)?;
        let fits = (1..=12).contains(&month) && (1..=31).contains(&day) && !c.peek().is_ascii_digit();
        // 1.2.3 is no date, nor is 10.11.12 anything but a label.
        if !fits || (short && mark == '.') || (!short && !(1000..3000).contains(&year)) || c.peek() == '.' {
            return None;
        }
        let year = if short { 2000 + year } else { year };
        Some(Date { year: Year::Of(year), month: month as u8, day: day as u8 })
    };
    let from = full(c)?;
    let end = c.at;
    c.dash();
    let to = full(c).filter(|_| c.at > end + 1);
    let end = if to.is_some() { c.at } else { end };
    Some(Found { end, when: Some(When { from, to }), range: to.is_some(), bare: false })
}

/// 20世纪90年代末, 90年代, 本世纪初.
fn ages(c: &mut Cursor) -> Option<Found> {
    let from = c.at;
    let century = if c.word("上世纪") || c.word("上个世纪") {
        Some(19)
    } else if c.word("本世纪") {
        Some(20)
    } else {
        c.small().filter(|n| (10..=21).contains(n) && c.word("世纪")).map(|n| i32::from(n) - 1)
    };
    if century.is_none() {
        c.at = from;
    }
    let mark = c.at;
    let decade = c.small().filter(|n| n % 10 == 0 && *n < 100 && c.word("年代")).map(|n| i32::from(n) / 10);
    // 2010年代
    let from = c.at;
    let long = if century.is_none() && decade.is_none() { c.digits(4..=4).filter(|n| n % 10 == 0) } else { None };
    let long = long.filter(|_| c.word("年代"));
    if long.is_none() {
        c.at = from;
    }
    let year = match (century, decade.or(long.map(|n| n / 10))) {
        (_, None) => {
            c.at = mark;
            Year::Century(century?)
        }
        (century, Some(decade)) => {
            let century = century.unwrap_or(if decade <= 2 { 20 } else { 19 });
            Year::Decade(if decade >= 100 { decade } else { century * 10 + decade })
        }
    };
    c.any(&["末期", "初期", "中期", "末", "初", "中"]);
    let date = Date::year(year);
    Some(Found { end: c.at, when: Some(When { from: date, to: None }), range: false, bare: false })
}

/// The upper end of a range of dates that begins at `start`: 起至8月14日, —2020年, 至2025年6月, 至20日.
fn upper(c: &mut Cursor, start: usize, when: &When, whole_year: bool, context: &Context) -> Option<Date> {
    let from = when.from;
    // 113年: a year of the Republic of China.
    let digits = c.text[start..c.at].iter().skip_while(|c| !c.is_ascii_digit()).take_while(|c| c.is_ascii_digit());
    let republic = (2..=3).contains(&digits.count()) && matches!(from.year, Year::Of(_));
    c.word("起");
    let stroke = c.eat("/").is_some();
    if !stroke && !c.dash() {
        return None;
    }
    c.skip();
    c.word("翌日");
    if let (true, Year::Of(first)) = (whole_year, from.year) {
        let mark = c.at;
        let full = if republic { c.digits(2..=3).map(|n| 1911 + n) } else { c.spelt(4..=4) };
        let short = full.is_none();
        let to = full.or_else(|| c.spelt(2..=2).map(|t| first / 100 * 100 + t));
        c.skip();
        if let Some(to) = to.filter(|to| *to > first) {
            if c.any(&["至", "到"])
                && let Some((last, month)) = told_in_two(c)
            {
                return Some(Date::month(Year::Of(last), month));
            }
            let year = Year::Of(to);
            // A school's year runs from September, a budget's from April where it is told in two.
            if c.any(&["学年度", "学年"]) {
                return Some(Date::month(year, 8));
            }
            let budget = c.any(BUDGET) || c.word("年度");
            if budget && to == first + 1 && (short || stroke) {
                return Some(Date::month(year, 3));
            }
            if budget || c.word("年") {
                let inner = within(c, year, true);
                return Some(inner.map_or(Date::year(year), |w| w.to.unwrap_or(w.from)));
            }
        }
        c.at = mark;
    }
    // 12月24日至翌年1月2日
    let leant = if from.year == Year::Open { Year::Relative(0) } else { from.year };
    let context = &Context { year: leant, ..*context };
    let (year, _) = year(c, context);
    if let Some(year) = year {
        let inner = within(c, year, true);
        return Some(inner.map_or(Date::year(year), |w| w.to.unwrap_or(w.from)));
    }
    if from.day > 0 {
        let mark = c.at;
        if let Some(day) = c.small().filter(|d| *d > from.day && *d <= 31)
            && c.eat("日号").is_some()
        {
            return Some(Date { day, ..from });
        }
        c.at = mark;
    }
    if from.month > 0 {
        let inner = within(c, from.year, false)?;
        return Some(inner.to.unwrap_or(inner.from));
    }
    None
}
