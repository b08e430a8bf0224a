//! Days, weeks and months that are reckoned from the article or from what was said: 昨天, 上周, 本月28日, 今（18）日, 12日.

use std::sync::LazyLock;

use super::clock::pass_clock;
use super::cursor::Cursor;
use super::{Context, Date, Found, When, Year, resolve};
use crate::figures::lexicon::Lexicon;
use crate::figures::numeral;

/// Days and weeks without a notation of their own.
pub(super) static VAGUE: LazyLock<Lexicon<()>> = LazyLock::new(|| {
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

/// A day without its month: 12日，记者…; 15日至17日，…; 截至20日. Of the month that the paragraph has named, else the article's.
/// As often it is a span of time: only where a clause begins with it, or a part of the day follows.
pub(super) fn day(c: &mut Cursor, context: &Context) -> Option<Found> {
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
    let monthly = ["每月", "次月", "翌月", "逐月"].iter().any(|word| c.after(start, word));
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
    let led = led.iter().any(|word| c.after(start, word))
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

/// 今（18）日, 上（9）月: the day or month is said in brackets.
pub(super) fn bracketed(c: &mut Cursor) -> Option<Found> {
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

pub(super) fn vague(c: &mut Cursor, len: usize, context: &Context) -> Option<Found> {
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
