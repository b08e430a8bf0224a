//! Dates: years, months, days, quarters, halves and their ranges, absolute or relative to the article's.
//!
//! Works on folded text; durations are [`super::grammar`]'s, being numbers with a unit.

use std::fmt;
use std::sync::LazyLock;

use super::lexicon::Lexicon;
use super::numeral;

/// A year as a text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    Of(i32),
    /// Years after the article's: -1 for 去年.
    Relative(i32),
    /// Not said.
    Open,
    /// A decade: 199 for the nineties.
    Decade(i32),
    Century(i32),
}

/// A day, month, year or a span of months, as precise as the text says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    pub year: Year,
    /// 0 if not said.
    pub month: u8,
    /// 0 if not said.
    pub day: u8,
}

/// A date or an interval of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    pub from: Date,
    pub to: Option<Date>,
}

impl When {
    /// In EDTF; a relative year as `Y-1` unless the article's year is known, an open one as `XXXX` unless so.
    pub fn edtf(&self, article: Option<i32>) -> String {
        let from = self.from.shown(article);
        match self.to {
            None => from.to_string(),
            Some(to) => format!("{from}/{}", to.shown(article)),
        }
    }
}

impl Date {
    const fn year(year: Year) -> Self {
        Self { year, month: 0, day: 0 }
    }

    const fn month(year: Year, month: u8) -> Self {
        Self { year, month, day: 0 }
    }

    fn shown(self, article: Option<i32>) -> Shown {
        Shown { date: self, article }
    }
}

struct Shown {
    date: Date,
    article: Option<i32>,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Date { year, month, day } = self.date;
        match (year, self.article) {
            (Year::Of(year), _) => write!(f, "{year:04}")?,
            (Year::Relative(by), Some(article)) => write!(f, "{:04}", article + by)?,
            (Year::Relative(0), None) => f.write_str("Y")?,
            (Year::Relative(by), None) => write!(f, "Y{by:+}")?,
            (Year::Open, Some(article)) => write!(f, "{article:04}")?,
            (Year::Open, None) => f.write_str("XXXX")?,
            (Year::Decade(decade), _) => write!(f, "{decade}X")?,
            (Year::Century(century), _) => write!(f, "{century}XX")?,
        }
        if month > 0 {
            write!(f, "-{month:02}")?;
        }
        if day > 0 {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// A date found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub end: usize,
    /// None for a day of the week or a time of day, which have no notation.
    pub when: Option<When>,
    /// Two dates with 至 between them.
    pub range: bool,
    /// A bare 去年, 上月, 年底: no numeral in it.
    pub bare: bool,
}

/// What later dates of the same text lean on.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Years of the Republic of China are meant by numbers such as 112年.
    pub republic: bool,
    /// The last year that was said: for 同年 and 次年.
    pub year: Year,
    /// The last interval that was said in full: for 去年同期.
    pub last: Option<When>,
}

static RELATIVE: LazyLock<Lexicon<i32>> = LazyLock::new(|| {
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
static LEANING: LazyLock<Lexicon<i32>> = LazyLock::new(|| {
    Lexicon::forwards([("同年", 0), ("当年", 0), ("该年", 0), ("次年", 1), ("翌年", 1), ("第二年", 1), ("隔年", 1)])
});

/// Days and weeks without a notation of their own.
static VAGUE: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let weekday = ["一", "二", "三", "四", "五", "六", "日", "天", "末"];
    let weeks = ["周", "星期", "礼拜"];
    let before = ["", "上", "下", "本", "这", "上个", "下个", "上一个", "下一个", "上上个", "下下个", "上上", "下下"];
    let mut words: Vec<String> =
        "上周 下周 本周 上上周 下下周 上月 下月 本月 当月 上个月 下个月 本季度 上季度 下季度 当季 大前天 大后天 前天 后天 昨天 昨日 今天 今日 明天 明日 次日 翌日 当日 当天 大年三十 大年初一 除夕 年底 年末 年初 年中 岁末 月底 月初 月末 月中 季末 期末 同期 即日 日前 近日"
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

/// Characters that relative dates begin with.
pub const BEGINNINGS: &str = "今本年去上前明下后旧同当该次翌第隔周星礼昨大除岁月季期即日近民半春夏秋冬首";

/// What a date may begin with, other than a numeral.
static OPENINGS: LazyLock<Lexicon<()>> = LazyLock::new(|| {
    let more = "上半年 下半年 首季 上世纪 上个世纪 本世纪 民国 中华民国 春季 夏季 秋季 冬季";
    let known = RELATIVE.words().chain(LEANING.words()).chain(VAGUE.words());
    let words: Vec<String> = known.chain(more.split_whitespace().map(str::to_owned)).collect();
    Lexicon::forwards(words.iter().map(|w| (w.as_str(), ())))
});

/// A quick look that spares most numbers a thorough one: a numeral before 年, 月, 日 or a mark of dates.
fn plausible(text: &[char], at: usize) -> bool {
    let numeric = |c: char| c.is_ascii_digit() || numeral::digit(c).is_some() || matches!(c, '十' | '廿' | '卅' | ' ');
    let first = text[at];
    let from = if matches!(first, '第' | '前') { at + 1 } else { at };
    if numeric(text.get(from).copied().unwrap_or('\0')) {
        let end = (from..text.len().min(from + 8)).find(|&i| !numeric(text[i])).unwrap_or(text.len());
        let mark = text.get(end).copied().unwrap_or('\0');
        return match mark {
            '年' | '月' | '时' | '季' | '世' | '点' | '学' | '个' => true,
            '-' | '/' | '.' | ':' | '~' | '至' | '到' => {
                let next = text.get(end + 1).copied().unwrap_or('\0');
                numeric(next) || next == mark
            }
            _ => false,
        };
    }
    OPENINGS.at(text, at).is_some()
}

struct Cursor<'a> {
    text: &'a [char],
    at: usize,
}

impl Cursor<'_> {
    fn char(&self, at: usize) -> char {
        self.text.get(at).copied().unwrap_or('\0')
    }

    fn peek(&self) -> char {
        self.char(self.at)
    }

    /// After white space, if the next character is one of these.
    fn eat(&mut self, any: &str) -> Option<char> {
        let mut at = self.at;
        while self.char(at) == ' ' && at < self.at + 2 {
            at += 1;
        }
        let c = self.char(at);
        any.contains(c).then(|| {
            self.at = at + 1;
            c
        })
    }

    fn word(&mut self, word: &str) -> bool {
        let len = word.chars().count();
        let fits = self.text.get(self.at..self.at + len).is_some_and(|rest| rest.iter().copied().eq(word.chars()));
        if fits {
            self.at += len;
        }
        fits
    }

    fn any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.word(word))
    }

    /// A small whole number, of digits or Chinese ones.
    fn small(&mut self) -> Option<u8> {
        let from = self.at;
        while self.peek() == ' ' && self.at < from + 2 {
            self.at += 1;
        }
        let number = numeral::read(self.text, self.at);
        let value = number.filter(|n| n.high.is_none() && !n.over && !n.bare && !n.broken).and_then(|n| {
            let value = n.value?.decimal()?;
            (value.scale() == 0).then(|| u8::try_from(value).ok()).flatten().map(|v| (n.end, v))
        });
        match value {
            Some((end, value)) => {
                self.at = end;
                Some(value)
            }
            None => {
                self.at = from;
                None
            }
        }
    }

    /// `value` digits, if exactly so many stand here.
    fn digits(&mut self, counts: std::ops::RangeInclusive<usize>) -> Option<i32> {
        let count = (0..5).take_while(|&i| self.char(self.at + i).is_ascii_digit()).count();
        if !counts.contains(&count) {
            return None;
        }
        let value = (0..count).fold(0, |v, i| v * 10 + (self.char(self.at + i) as i32 - '0' as i32));
        self.at += count;
        Some(value)
    }

    fn dash(&mut self) -> bool {
        let from = self.at;
        let dashes = (0..2).take_while(|_| self.eat("-~至到").is_some()).count();
        if dashes == 0 {
            self.at = from;
        }
        dashes > 0
    }
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
    let (year, bare) = year(&mut cursor, context);
    if year.is_none() {
        if let Some((len, ())) = VAGUE.at(text, at) {
            return vague(text, at, len);
        }
        cursor.at = at;
    }
    let first = within(&mut cursor, year.unwrap_or(Year::Open), year.is_some());
    if year.is_none() && first.is_none() {
        return None;
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
    // A second date after 至.
    let end = cursor.at;
    if let Some(to) = upper(&mut cursor, &when, whole_year, context) {
        when = When { from: when.from, to: Some(to) };
        range = true;
    } else {
        cursor.at = end;
    }
    Some(Found { end: cursor.at, when: Some(when), range, bare: found_bare && !range })
}

/// Whether a character names something beyond the year: a month, a quarter, a half.
fn named(c: char) -> bool {
    c.is_ascii_digit() || numeral::digit(c).is_some() || matches!(c, '十' | '半' | '季' | '旬' | '月')
}

fn vague(text: &[char], at: usize, len: usize) -> Option<Found> {
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
        && matches!(next, '期' | '报' | '刊' | '边' | '转')
    {
        return None;
    }
    let time = word.iter().any(|c| "天日周期拜夕十".contains(*c));
    Some(Found { end: at + len, when: None, range: false, bare: !time })
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
    // 9:30, 09:30:00, 9:30至11:00
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

/// 9时, 上午9时至下午5时30分, 8点半.
fn clock(c: &mut Cursor) -> Option<Found> {
    const PARTS: &[&str] =
        &["上午", "下午", "晚上", "晚间", "早上", "凌晨", "中午", "清晨", "傍晚", "翌日", "当日", "次日"];
    let from = c.at;
    let named = PARTS.iter().any(|part| from >= 2 && c.text[from - 2..from].iter().copied().eq(part.chars()));
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
    let year = match (century, decade) {
        (_, None) => {
            c.at = mark;
            Year::Century(century?)
        }
        (century, Some(decade)) => {
            let century = century.unwrap_or(if decade <= 2 { 20 } else { 19 });
            Year::Decade(century * 10 + decade)
        }
    };
    c.any(&["末期", "初期", "中期", "末", "初", "中"]);
    let date = Date::year(year);
    Some(Found { end: c.at, when: Some(When { from: date, to: None }), range: false, bare: false })
}

/// A year, and whether it is a bare relative one.
fn year(c: &mut Cursor, context: &Context) -> (Option<Year>, bool) {
    let from = c.at;
    if let Some((len, &by)) = RELATIVE.at(c.text, c.at) {
        // 今年级 is no year; 本年 in 本年会 neither.
        // 达产后年产值, 以前年度: 前 and 后 belong to what stands before.
        let torn = matches!(c.peek(), '前' | '后' | '来')
            && c.at > 0
            && c.text[c.at - 1] >= '\u{4e00}'
            && !previous(c, "较比与在自从到于至和即");
        if !matches!(c.char(c.at + len), '级' | '龄' | '鉴' | '会' | '报') && !previous(c, "以之目从") && !torn
        {
            c.at += len;
            return (Some(Year::Relative(by)), true);
        }
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
    if c.at > 0 && (c.text[c.at - 1].is_ascii_alphanumeric() || c.text[c.at - 1] == '.' || c.text[c.at - 1] == ',') {
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
            } else {
                let mark = c.at;
                if c.eat("/").is_some() || c.dash() {
                    let to = c.digits(4..=4).or_else(|| c.digits(2..=2).map(|t| n / 100 * 100 + t));
                    if to.is_some_and(|to| to > n && to < n + 60) && (c.word("年") || c.word("学年")) {
                        c.at = mark;
                        return (Some(Year::Of(n)), false);
                    }
                }
                c.at = end;
            }
        }
        c.at = from;
        return (None, false);
    }
    // 二〇一七年, 零八年
    let run = (0..5).take_while(|&i| numeral::digit(c.char(c.at + i)).is_some()).count();
    if (run == 4 || run == 2) && c.char(c.at + run) == '年' {
        let value = (0..run).fold(0, |v, i| v * 10 + i32::from(numeral::digit(c.char(c.at + i)).unwrap_or(0)));
        let first = c.peek();
        if run == 4 && (1000..3000).contains(&value) {
            c.at += 5;
            return (Some(Year::Of(value)), false);
        }
        let pair = value % 10 == value / 10 + 1 && !matches!(first, '零' | '〇') || value == 35;
        if run == 2 && !pair && !previous(c, "近约逾满每第") {
            c.at += 3;
            let year = if value < 30 { 2000 + value } else { 1900 + value };
            return (Some(Year::Of(year)), false);
        }
    }
    if context.republic
        && let Some(n) = c.digits(2..=3)
        && (40..=130).contains(&n)
    {
        let close = c.eat("年").is_some() || c.word("学年") || {
            c.dash() && c.digits(2..=3).is_some() && c.eat("年").is_some()
        };
        let next = c.peek();
        let led = from > 0 && "自由于至到较比在从".contains(c.text[from - 1]);
        let span = matches!(next, '来' | '历' | '以' | '内' | '前' | '后' | '间') || (next == '的' && !led);
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

fn previous(c: &Cursor, any: &str) -> bool {
    c.at > 0 && any.contains(c.text[c.at - 1])
}

/// Months, days, quarters, halves and ends of a year; `after_year` if one was read.
fn within(c: &mut Cursor, year: Year, after_year: bool) -> Option<When> {
    let from = c.at;
    let one = |date| Some(When { from: date, to: None });
    let months = |a, b| Some(When { from: Date::month(year, a), to: Some(Date::month(year, b)) });
    if after_year {
        if c.any(&["年底", "年末", "底", "末"]) {
            return one(Date { year, month: 12, day: 31 });
        }
        if c.any(&["年初", "初", "年中", "伊始"]) {
            return one(Date::year(year));
        }
        // 113学年度 runs from August to July.
        let school = c.text[..c.at].ends_with(&['学', '年']) || c.word("学年");
        if school {
            c.word("度");
            let Year::Of(first) = year else { return one(Date::year(year)) };
            let to = Date::month(Year::Of(first + 1), 7);
            return Some(When { from: Date::month(year, 8), to: Some(to) });
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
    let leading = !ordinal && c.word("前");
    if let Some(q) = c.small().filter(|q| (1..=4).contains(q)) {
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
    if after_year && c.any(&["春季", "夏季", "秋季", "冬季"]) {
        return one(Date::year(year));
    }
    let month = c.small().filter(|m| (1..=12).contains(m));
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
    if c.word("份") {
        return one(Date::month(year, month));
    }
    let days = |from, to| Some(When { from: Date { year, month, day: from }, to: Some(Date { year, month, day: to }) });
    let last = match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if c.any(&["上旬"]) {
        return days(1, 10);
    }
    if c.any(&["中旬"]) {
        return days(11, 20);
    }
    if c.any(&["下旬"]) {
        return days(21, last);
    }
    if c.any(&["底", "末"]) {
        return one(Date { year, month, day: last });
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

/// The upper end of a range of dates: 起至8月14日, —2020年, 至2025年6月, 至20日.
fn upper(c: &mut Cursor, when: &When, whole_year: bool, context: &Context) -> Option<Date> {
    let from = when.from;
    c.word("起");
    if c.eat("/").is_none() && !c.dash() {
        return None;
    }
    c.word("翌日");
    if let (true, Year::Of(first)) = (whole_year, from.year) {
        let mark = c.at;
        let to = c.digits(4..=4).or_else(|| c.digits(2..=2).map(|t| first / 100 * 100 + t));
        if let Some(to) = to.filter(|to| *to > first)
            && (c.word("年度") || c.word("学年") || c.eat("年").is_some())
        {
            let year = Year::Of(to);
            let inner = within(c, year, true);
            return Some(inner.map_or(Date::year(year), |w| w.to.unwrap_or(w.from)));
        }
        c.at = mark;
    }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::fold::folded;

    fn check(text: &str, len: usize, edtf: &str) {
        let context = Context { republic: true, year: Year::Of(2018), last: None };
        let found = at(&folded(text), 0, &context).unwrap_or_else(|| panic!("{text}: no date"));
        let got = found.when.map_or_else(String::new, |w| w.edtf(None));
        assert_eq!((got.as_str(), found.end), (edtf, len), "{text}");
    }

    #[test]
    fn dates() {
        check("2022年年底，", 7, "2022-12-31");
        check("2023-06-18签订", 10, "2023-06-18");
        check("2023.12.31）", 10, "2023-12-31");
        check("去年9月，", 4, "Y-1-09");
        check("去年7月5日", 6, "Y-1-07-05");
        check("5月13日，", 5, "XXXX-05-13");
        check("2017年底前", 6, "2017-12-31");
        check("上世纪90年代末", 8, "199X");
        check("同年10月完成", 5, "2018-10");
        check("次年5月中旬", 6, "2019-05-11/2019-05-20");
        check("2020年第四季度", 9, "2020-10/2020-12");
        check("2016—2020年", 10, "2016/2020");
        check("今年1—8月，", 6, "Y-01/Y-08");
        check("一季度增长", 3, "XXXX-01/XXXX-03");
        check("明年6月底前", 5, "Y+1-06-30");
        check("民國112年5月18日", 11, "2023-05-18");
        check("今年第一季底", 6, "Y-03-31");
        check("8月1日起至8月14日止", 11, "XXXX-08-01/XXXX-08-14");
        check("113學年度", 6, "2024-08/2025-07");
        check("112年旅運量", 4, "2023");
        check("94年減少", 3, "2005");
        check("二〇一七年十月", 7, "2017-10");
        check("上半年，", 3, "XXXX-01/XXXX-06");
        check("今年前三季度", 6, "Y-01/Y-09");
        check("2024-25年度", 9, "2024/2025");
        check("7月15日至20日", 9, "XXXX-07-15/XXXX-07-20");
    }

    #[test]
    fn numbers_that_are_no_dates() {
        let context = Context { republic: false, year: Year::Open, last: None };
        for text in ["1902个", "2016个村", "三年", "6个月", "112年", "3.5", "12", "四季分明"] {
            assert_eq!(at(&folded(text), 0, &context), None, "{text}");
        }
    }
}
