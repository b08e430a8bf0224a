//! Where a date begins and ends in a folded text.

use std::sync::LazyLock;

use super::cursor::Cursor;
use super::parts::within;
use super::year::{BUDGET, LEANING, RELATIVE, told_in_two, year};
use super::{Context, Date, Found, When, Year, resolve};
use crate::figures::lexicon::Lexicon;
use crate::figures::numeral;

/// Days and weeks without a notation of their own.
static VAGUE: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let weekday = ["一", "二", "三", "四", "五", "六", "日", "天", "末"];
    let weeks = ["周", "星期", "礼拜"];
    let before = ["", "上", "下", "本", "这", "上个", "下个", "上一个", "下一个", "上上个", "下下个", "上上", "下下"];
    let mut words: Vec<String> =
        "上周 下周 本周 上上周 下下周 上月 下月 本月 当月 上个月 下个月 本季度 上季度 下季度 当季 本学年 上学年 下学年 上一学年 下一学年 本学期 上学期 下学期 上一学期 下一学期 本财年 上财年 下财年 上一财年 下一财年 本财政年度 上财政年度 下财政年度 上一财政年度 下一财政年度 上个财政年度 下个财政年度 本会计年度 上一会计年度 今晚 今早 昨晚 明早 明晚 当晚 上季 下季 本季 今季 前一季 前一季度 上一季 上一季度 下一季 下一季度 前一月 前一个月 上一月 上一个月 下一月 下一个月 前一日 前一天 前一周 上一周 下一周 大前天 大后天 前天 后天 昨天 昨日 今天 今日 明天 明日 次日 翌日 当日 当天 大年三十 大年初一 除夕 年底 年末 年初 年中 岁末 月底 月初 月末 月中 季末 期末 同期 即日 日前 近日"
            .split_whitespace()
            .map(str::to_owned)
            .collect();
    for lead in before {
        for week in weeks {
            words.extend(weekday.iter().map(|day| format!("{lead}{week}{day}")));
        }
    }
    words.retain(|word| word != "周天" && word != "周末");
    Lexicon::forwards(words.iter().map(|word| (word.as_str(), ())))
});

/// Days and months that are reckoned from the article's date.
static RECKONED: LazyLock<Lexicon<Year>> = LazyLock::new(|| {
    let days = [("大前", -3), ("前", -2), ("昨", -1), ("今", 0), ("明", 1), ("后", 2), ("大后", 3)];
    let months = [("上", -1), ("上个", -1), ("本", 0), ("下", 1), ("下个", 1)];
    let days = days.iter().flat_map(|(lead, by)| ["天", "日"].map(|day| (format!("{lead}{day}"), Year::Days(*by))));
    let months = months.iter().map(|(lead, by)| (format!("{lead}月"), Year::Months(*by)));
    let parts = [("今晚", 0), ("今早", 0), ("昨晚", -1), ("明早", 1), ("明晚", 1)];
    let parts = parts.iter().map(|(word, by)| ((*word).to_owned(), Year::Days(*by)));
    let words: Vec<(String, Year)> =
        days.filter(|(word, _)| !matches!(word.as_str(), "前日" | "后日")).chain(months).chain(parts).collect();
    Lexicon::forwards(words.iter().map(|(word, year)| (word.as_str(), *year)))
});

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
    if year.is_none() && first.is_some() && BUDGET.iter().any(|word| ends_with(&text[..at], word)) {
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

fn ends_with(text: &[char], word: &str) -> bool {
    let len = word.chars().count();
    text.len() >= len && text[text.len() - len..].iter().copied().eq(word.chars())
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

/// The time of day after a day, 8月5日下午2时 or 11月1日8时30分至10时, is passed over: days are as precise as dates get.
fn pass_clock(c: &mut Cursor) {
    let one = |c: &mut Cursor| {
        weekday(c);
        c.skip();
        c.any(PARTS_OF_DAY);
        c.skip();
        let from = c.at;
        clock(c)
            .or_else(|| {
                c.at = from;
                numeric(c).filter(|found| found.when.is_none())
            })
            .is_some()
    };
    let mut end = c.at;
    if one(c) {
        end = c.at;
        if c.dash() && one(c) {
            end = c.at;
        }
    }
    c.at = end;
}

/// （星期一） between a day and its hour.
fn weekday(c: &mut Cursor) {
    let from = c.at;
    let named = c.eat("(").is_some() && c.any(&["星期", "周", "礼拜"]) && c.eat("一二三四五六日天").is_some();
    if !(named && c.eat(")").is_some()) {
        c.at = from;
    }
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

/// A day without its month: 12日，记者…; 15日至17日，…; 截至20日. Of the month that the paragraph has named, else the article's.
/// As often it is a span of time: only where a clause begins with it, or a part of the day follows.
fn day(c: &mut Cursor, context: &Context) -> Option<Found> {
    let start = c.at;
    let before = start.checked_sub(1).map_or('\n', |i| c.text[i]);
    let one = |c: &mut Cursor| c.small().filter(|d| (1..=31).contains(d) && c.eat("日").is_some());
    let first = one(c)?;
    let mut end = c.at;
    c.word("起");
    let last = c.dash().then(|| one(c)).flatten().filter(|last| *last > first);
    if last.is_some() {
        end = c.at;
    }
    c.at = end;
    // 每月15日前, 次月10日前: of no month that could be named.
    let monthly = ["每月", "次月", "翌月", "逐月"].iter().any(|word| ends_with(&c.text[..start], word));
    if monthly && c.peek() != '内' {
        return Some(Found { end, when: None, range: last.is_some(), bare: false });
    }
    // 昨日（12日）; 3月5日、12日
    let earlier = start.checked_sub(2).map_or('\0', |i| c.text[i]);
    let bracket = before == '(' && c.peek() == ')' && "日天一二三四五六".contains(earlier);
    let listed = matches!(before, '、' | '和' | '及') && earlier == '日' && context.day.is_some();
    let clause = matches!(before, '\n' | '。' | '，' | ',' | '；' | ';' | '”' | ' ' | '\u{3000}')
        && matches!(c.peek(), '，' | ',');
    let led = ["截至", "截止", "定于", "将于", "已于", "自", "从"];
    let led = led.iter().any(|word| ends_with(&c.text[..start], word))
        && !matches!(c.peek(), '内' | '前' | '后' | '以' | '之' | '左' | '压' | '缩' | '减' | '降');
    let hours = ["上午", "下午", "晚", "凌晨", "清晨", "中午", "傍晚", "早上", "早晨", "深夜", "午间", "午后"];
    let hours = !matches!(before, '第' | '每' | '满' | '近' | '约' | '逾' | '共' | '历' | '需')
        && hours.iter().any(|word| word.chars().enumerate().all(|(i, h)| c.char(end + i) == h));
    if !(clause || led || hours || bracket || listed) {
        return None;
    }
    let month = context.day.unwrap_or(Date::year(Year::Months(0)));
    let on = |day| Date { day, ..month };
    let when = When { from: on(first), to: last.map(on) };
    pass_clock(c);
    Some(Found { end: c.at, when: Some(when), range: last.is_some(), bare: false })
}

/// Whether a character names something beyond the year: a month, a quarter, a half.
fn named(c: char) -> bool {
    c.is_ascii_digit() || numeral::digit(c).is_some() || matches!(c, '十' | '半' | '季' | '旬' | '月' | '旦')
}

/// 今（18）日, 上（9）月: the day or month is said in brackets.
fn bracketed(c: &mut Cursor) -> Option<Found> {
    let start = c.at;
    let by = match c.peek() {
        '今' | '本' => 0,
        '昨' | '上' => -1,
        '明' | '下' => 1,
        _ => return None,
    };
    c.at += 1;
    let number = c.eat("(").and_then(|_| c.small()).filter(|_| c.eat(")").is_some());
    let year = match c.peek() {
        '日' | '天' if number.is_some_and(|n| (1..=31).contains(&n)) => Year::Days(by),
        '月' if number.is_some_and(|n| (1..=12).contains(&n)) => Year::Months(by),
        _ => {
            c.at = start;
            return None;
        }
    };
    let when = When { from: Date::year(year), to: None };
    Some(Found { end: c.at + 1, when: Some(when), range: false, bare: false })
}

fn vague(c: &mut Cursor, len: usize, context: &Context) -> Option<Found> {
    let (text, at) = (c.text, c.at);
    let next = text.get(at + len).copied().unwrap_or('\0');
    let before = if at > 0 { text[at - 1] } else { '\0' };
    let word: &[char] = &text[at..at + len];
    // 以前天气, 今后天然气; 同期 alone; 本周期.
    if matches!((word, next), (['前' | '后', '天'], '然' | '气')) || (word == ['同', '期'] && before != '年') {
        return None;
    }
    if matches!(word, ['年', ..]) && (before.is_ascii_digit() || numeral::digit(before).is_some()) {
        return None;
    }
    if matches!(word, ['本' | '上' | '下' | '当', '周' | '月' | '季'])
        && matches!(next, '期' | '报' | '刊' | '边' | '转' | '节' | '风')
    {
        return None;
    }
    // 年底前 is a term that something is set.
    let term = matches!(word, [.., '底' | '末']) && (next == '前' || matches!(before, '到' | '至'));
    let time = term || word.iter().any(|c| "天日周期拜夕十晚早".contains(*c)) && word.last() != Some(&'期');
    let when = RECKONED.at(text, at).filter(|(known, _)| *known == len).map(|(_, year)| Date::year(*year));
    c.at += len;
    if matches!(word, ['年', '底' | '末'] | ['岁', '末']) {
        // Of the year that the paragraph tells of, else the article's.
        let year = context.told.map_or(Year::Relative(0), Year::Of);
        let when = When { from: Date { year, month: 12, day: resolve::LAST }, to: None };
        return Some(Found { end: c.at, when: Some(when), range: false, bare: !time });
    }
    let Some(mut date) = when else {
        return Some(Found { end: c.at, when: None, range: false, bare: !time });
    };
    if matches!(date.year, Year::Months(_)) {
        // 本月28日, 下月底
        let mark = c.at;
        if let Some(day) = c.small().filter(|d| (1..=31).contains(d))
            && c.eat("日号").is_some()
        {
            date.day = day;
            pass_clock(c);
            return Some(Found { end: c.at, when: Some(When { from: date, to: None }), range: false, bare: false });
        }
        c.at = mark;
        date.day = if c.any(&["底", "末"]) { resolve::LAST } else { 0 };
    }
    let bare = !time && date.day == 0;
    if matches!(date.year, Year::Days(_)) {
        pass_clock(c);
    }
    Some(Found { end: c.at, when: Some(When { from: date, to: None }), range: false, bare })
}

/// 2023-06-18, 2023/6/18, 2023.12.31, 2018/1/10-2018/7/10, 9:30.
fn numeric(c: &mut Cursor) -> Option<Found> {
    if !c.peek().is_ascii_digit() || (c.at > 0 && (c.text[c.at - 1].is_ascii_alphanumeric() || c.text[c.at - 1] == '.'))
    {
        return None;
    }
    let from = c.at;
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
    if let Some(date) = full(c) {
        let end = c.at;
        c.dash();
        let to = full(c).filter(|_| c.at > end + 1);
        let end = if to.is_some() { c.at } else { end };
        return Some(Found { end, when: Some(When { from: date, to }), range: to.is_some(), bare: false });
    }
    c.at = from;
    // 9:30, 09:30:00, 9:30至11:00; but 师生比1:15
    if c.follows("比例") {
        return None;
    }
    let hour = c.digits(1..=2)?;
    c.eat(":")?;
    let minute = c.digits(2..=2)?;
    if hour > 24 || minute > 59 || c.peek().is_ascii_digit() || (c.peek() == ':' && !c.char(c.at + 1).is_ascii_digit())
    {
        return None;
    }
    if c.eat(":").is_some() {
        c.digits(2..=2)?;
    }
    Some(Found { end: c.at, when: None, range: false, bare: false })
}

/// Parts of a day that stand before an hour.
const PARTS_OF_DAY: &[&str] =
    &["上午", "下午", "晚上", "晚间", "早上", "凌晨", "中午", "清晨", "傍晚", "翌日", "当日", "次日"];

/// 9时, 上午9时至下午5时30分, 8点半.
fn clock(c: &mut Cursor) -> Option<Found> {
    let from = c.at;
    let named = PARTS_OF_DAY.iter().any(|part| from >= 2 && c.text[from - 2..from].iter().copied().eq(part.chars()));
    let hour = c.small().filter(|h| *h <= 24)?;
    let mark = c.eat("时点")?;
    let mut minute = false;
    if let Some(m) = c.small().filter(|m| *m < 60) {
        c.eat("分")?;
        minute = m < 60;
    } else {
        minute |= c.eat("半许正").is_some();
    }
    let next = c.peek();
    let open = !next.is_alphanumeric() || matches!(next, '至' | '到' | '起' | '前' | '后' | '开' | '左' | '之');
    let word = matches!(next, '间' | '候' | '代' | '期' | '速' | '段' | '长' | '建' | '意' | '要' | '个');
    let fits = named || minute || (mark == '时' && open);
    (fits && !word && hour <= 24).then_some(Found { end: c.at, when: None, range: false, bare: false })
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
