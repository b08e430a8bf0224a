//! What a figure is about: subject, place, period and [`super::bearing`], from its sentence.
//!
//! The subject is [`super::subject`]'s to find; here is what stands around it. A date governs what follows it in its
//! passage until another is named; a time of one clause (其中9月) only interrupts it.

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::bearing::Bearings;
use super::chars::Chars;
use super::clause::Range;
use super::grammar::Reading;
use super::subject::{Parts, Subjects};
use super::tables::{Cell, Tables};
use super::units::Units;
use super::{Direction, Kind, Tier, numeral, spelled, syntax};
use crate::text::Span;

/// What the clause around a figure says of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Context {
    pub subject: Vec<Span>,
    pub place: Option<Span>,
    pub period: Option<Span>,
    pub denominator: Option<Span>,
    pub direction: Option<Direction>,
    pub factor: Option<Decimal>,
}

/// The context of each reading.
pub fn find(text: &[char], readings: &[Reading]) -> Vec<Context> {
    let mut finder = Finder {
        text,
        readings,
        bearings: Bearings::new(text, readings),
        subjects: Subjects::new(text, readings),
        tables: Tables::of(text),
        period: None,
        opening: None,
        compared: None,
        outside: None,
        aside: None,
        list: None,
        seen: 0,
    };
    (0..readings.len()).map(|n| finder.context(n)).collect()
}

struct Finder<'a> {
    text: &'a [char],
    readings: &'a [Reading],
    bearings: Bearings<'a>,
    subjects: Subjects<'a>,
    tables: Tables,
    period: Option<Period>,
    /// The one that the sentence opened with, which a semicolon leaves in force.
    opening: Option<Period>,
    /// A time that is only compared with, and where a value of it would stand: 较2019年的9458宗.
    compared: Option<(Range, usize)>,
    /// The period before the bracket that is open.
    outside: Option<(usize, Option<Period>)>,
    /// The period that a time of its own clause only interrupts: 其中9月.
    aside: Option<Period>,
    /// The period that a line sets for the items of the list under it.
    list: Option<Option<Period>>,
    /// How far the text was looked at for periods.
    seen: usize,
}

/// A time that figures are about.
#[derive(Clone, Copy)]
struct Period {
    range: Range,
    /// A year or part of one that was named as a setting: holds for the sentences of the passage that follow.
    lasts: bool,
    /// Holds past a semicolon. A bare 去年 does only where it opens the sentence or stands between commas; inside a clause it
    /// says when that clause was.
    governs: bool,
}

/// What is looked at for periods: marks, and what words for periods begin with.
static TELLS: LazyLock<Chars> =
    LazyLock::new(|| Chars::of("\n，,；;()。！？!?已".chars().chain(syntax::period_starts())));

/// How far back a clause is looked at, in code points: prose has no longer ones.
const FAR: usize = 80;

impl Finder<'_> {
    fn char(&self, at: usize) -> char {
        self.text.get(at).copied().unwrap_or('\0')
    }

    fn context(&mut self, n: usize) -> Context {
        let r = self.readings[n];
        self.advance(n);
        if r.kind == Kind::Date {
            self.bearings.next(r.start as usize);
            self.dated(&r);
            return Context::default();
        }
        if r.kind == Kind::Duration && self.passes(&r) {
            let range = (r.start as usize, r.end as usize);
            self.period = Some(Period { range, lasts: false, governs: true });
        }
        let start = r.outer.0.min(r.start) as usize;
        let clause = self.clause_start(start);
        let bearing = self.bearings.next(clause);
        let (mut subject, place) = match r.tier {
            Tier::Figure => self.subjects.of(n),
            _ => (Parts::new(), None),
        };
        let spans = |ranges: &[Range]| ranges.iter().map(|&(a, b)| Span::new(a as u32, b as u32)).collect();
        let span = |range: Option<Range>| range.map(|(a, b)| Span::new(a as u32, b as u32));
        let chartable = r.tier == Tier::Figure;
        let mut period = self.period_of(&r);
        if let Some(cell) = self.tables.cell(r.start as usize) {
            (subject, period) = self.tabulated(cell);
        }
        Context {
            subject: spans(&subject),
            place: span(place.filter(|_| chartable)),
            period: span(period.filter(|_| chartable)),
            denominator: span(bearing.denominator.filter(|_| chartable)),
            direction: bearing.direction,
            factor: bearing.factor,
        }
    }

    /// What a number of a table counts and when: its column's year, or that of all the table.
    fn tabulated(&self, cell: Cell) -> (Parts, Option<Range>) {
        let date = |(from, to): Range| {
            let first = self.readings.partition_point(|r| (r.start as usize) < from);
            let mut dates = self.readings[first..].iter().take_while(|r| (r.start as usize) < to);
            let year = |r: &&Reading| {
                let words = &self.text[r.start as usize..r.end as usize];
                r.kind == Kind::Date && words.iter().any(char::is_ascii_digit)
            };
            dates.find(year).map(|r| (r.start as usize, r.end as usize))
        };
        let dated = cell.column.and_then(date);
        let named = cell.column.filter(|_| dated.is_none()).map(|(from, to)| {
            let open = self.text[from..to].iter().position(|c| *c == '(');
            (from, open.map_or(to, |open| from + open))
        });
        let subject = std::iter::once(cell.row).chain(named.filter(|(from, to)| from < to)).collect();
        (subject, dated.or_else(|| cell.caption.and_then(date)))
    }

    /// The time that a reading is about: what it is compared with, if it is a value of that.
    fn period_of(&mut self, r: &Reading) -> Option<Range> {
        let own = self.period.map(|p| p.range);
        let Some((range, end)) = self.compared.take() else { return own };
        let between = self.text.get(end..r.start as usize).unwrap_or_default();
        let value = matches!(between, ['的'] | ['('] | ['同', '期'] | ['同', '期', '的' | '('] | ['、']);
        if value {
            self.compared = Some((range, r.end as usize));
            return Some(range);
        }
        own
    }

    /// Moves on to reading `n`: a new line forgets the period, a new sentence one that does not last.
    fn advance(&mut self, n: usize) {
        let start = self.readings[n].start as usize;
        let text = self.text;
        let seen = self.seen.min(start);
        for (at, &c) in (seen..).zip(&text[seen..start]).filter(|(_, c)| TELLS.has(**c)) {
            match c {
                '\n' => self.new_line(at),
                '，' | ',' | '；' if self.aside.is_some() && !self.within_number(at) => {
                    self.period = self.aside.take()
                }
                '(' => self.outside = Some((at, self.period)),
                // 凡年满6周岁（2018年8月31日前出生）: what stands in brackets holds within them.
                ')' => {
                    if let Some((open, before)) = self.outside.take()
                        && self.period.is_some_and(|p| p.range.0 > open)
                    {
                        self.period = before;
                    }
                }
                '。' | '！' | '？' | '!' | '?' => {
                    self.period = self.period.filter(|p| p.lasts);
                    self.opening = self.period;
                }
                '；' | ';' => self.period = self.period.filter(|p| p.governs).or(self.opening),
                // A state of today is not last year's.
                '已' if self.period.is_some_and(|p| p.lasts) && self.begins_sentence(at) => self.period = None,
                _ => {
                    if let Some(len) = syntax::period(text, at) {
                        self.set(Period { range: (at, at + len), lasts: false, governs: true });
                    }
                }
            }
        }
        self.seen = start.max(self.seen);
    }

    fn within_number(&self, at: usize) -> bool {
        at > 0 && self.text[at - 1].is_ascii_digit() && self.char(at + 1).is_ascii_digit()
    }

    /// A new line forgets the period, but in a list that a line with a period leads to.
    fn new_line(&mut self, at: usize) {
        let leads = self.text[..at].iter().rev().find(|c| !c.is_whitespace()).is_some_and(|c| matches!(c, '：' | ':'));
        let next = self.text[at..].iter().position(|c| !c.is_whitespace()).map_or(at, |skip| at + skip);
        let numbered = |c: char| c.is_ascii_digit() || numeral::digit(c).is_some() || c.is_ascii_lowercase();
        let item = matches!(self.char(next), '•' | '●' | '◎' | '■' | '-' | '－' | '·' | '①'..='⑳')
            || self.char(next) == '(' && numbered(self.char(next + 1))
            || numbered(self.char(next)) && matches!(self.char(next + 1), '.' | '、' | '．');
        if leads && self.list.is_none() {
            self.list = Some(self.period);
        }
        self.list = self.list.filter(|_| item);
        self.period = self.list.flatten();
        (self.opening, self.outside, self.aside) = (self.period, None, None);
    }

    /// Whether a span of time is when something was done: 三年来, 三年累计, 前10个月; not how long something lasts.
    fn passes(&self, r: &Reading) -> bool {
        let (start, end) = (r.start as usize, r.end as usize);
        let before = start.checked_sub(1).map_or('\0', |i| self.text[i]);
        let next = self.char(end);
        let since = self.text[end - 1] == '来' || matches!((next, self.char(end + 1)), ('来', _) | ('以', '来'));
        let opening = matches!(self.text[start], '前' | '首');
        let unit = r.unit_id.map(|unit| Units::builtin().get(unit).id.as_ref());
        let long = matches!(unit, Some("year" | "month"));
        // 缓刑三年, 保修两年, 连续四年: how long.
        let lasting = "第每满过期至到由用需要达超于短长续限固修效龄隔提晚早缓免刑役后争划拟".contains(before);
        let verb = next.is_alphabetic() && !"的前后以一至到期制级度之左上或和及与生并不者期限农".contains(next);
        since || opening && next.is_alphabetic() || long && !lasting && verb
    }

    fn set(&mut self, period: Period) {
        self.period = Some(period);
        if period.governs {
            self.opening = Some(period);
        }
    }

    /// Whether a bare 去年 between the two places opens its sentence, or stands between commas.
    fn governs(&self, start: usize, end: usize) -> bool {
        let before = start.checked_sub(1).map_or('\n', |i| self.text[i]);
        let after = self.char(end);
        matches!(before, '\n' | '。' | '！' | '？' | '!' | '?' | ' ' | '\u{3000}' | ')' | ':')
            || matches!(before, '，' | ',') && matches!(after, '，' | ',')
    }

    /// Whether `at` stands in the first words of a sentence other than the period's own.
    fn begins_sentence(&self, at: usize) -> bool {
        let from = self.period.map_or(0, |p| p.range.1).min(at);
        let stop = self.text[from..at].iter().rposition(|c| matches!(c, '。' | '！' | '？' | '；' | ';'));
        stop.is_some()
    }

    fn dated(&mut self, r: &Reading) {
        let start = r.start as usize;
        let before = start.checked_sub(1).map_or('\0', |i| self.text[i]);
        self.compared = None;
        // The hour of a day that was named says nothing more: 2025年11月3日（星期一）, 10时至4时.
        let hour = r.when.is_none() && self.text[start..r.end as usize].iter().any(|c| matches!(c, '时' | '点' | ':'));
        if hour && self.period.is_some() || self.is_measure(r) {
            // 恢复至2019年的九成二, 是2015年的3.6倍: the share is told of now.
        } else if matches!(before, '比' | '较' | '与' | '同') {
            self.compared = Some(((start, r.end as usize), r.end as usize));
        } else {
            let coming =
                matches!(before, '到' | '至' | '前' | '于') || matches!(self.char(r.end as usize), '前' | '底' | '之');
            let year = self.text[start..r.end as usize].contains(&'年');
            let setting =
                matches!(before, '\0' | '，' | ',' | '。' | '；' | '、' | '\n' | ' ' | '\u{3000}' | '(' | ')' | '：');
            // 10月31日24时 is one time.
            let from = self.period.map(|p| p.range).filter(|range| range.1 == start).map_or(start, |range| range.0);
            let range = (from, r.end as usize);
            // 其中9月进出口23亿元; 8月16日单日送客
            let part = matches!(self.text[..start], [.., '其' | '当', '中'])
                || matches!((self.char(r.end as usize), self.char(r.end as usize + 1)), ('单' | '当', '日' | '天'));
            self.aside = if part { self.aside.or(self.period) } else { None };
            let governs = r.tier != Tier::Weak || self.governs(range.0, range.1);
            self.set(Period { range, lasts: year && setting && !coming, governs });
        }
        self.seen = self.seen.max(r.end as usize);
    }

    /// Whether a time is only what a share or a multiple right after it is reckoned from.
    fn is_measure(&self, r: &Reading) -> bool {
        let (start, end) = (r.start as usize, r.end as usize);
        let lead = ["恢复到", "恢复至", "回复到", "回复至", "回升到", "回升至", "相当于", "是", "为", "占"];
        let lead = lead.iter().any(|word| spelled::before(self.text, start, word).is_some());
        let share = |next: &Reading| {
            matches!(next.kind, Kind::Percent | Kind::Index) && (end..end + 3).contains(&(next.start as usize))
        };
        let next = self.readings.partition_point(|other| other.start <= r.start);
        lead && self.char(end) == '的' && self.readings.get(next).is_some_and(share)
    }

    /// Where the clause begins that `at` stands in; brackets and quotations are passed over.
    fn clause_start(&self, at: usize) -> usize {
        let far = at.saturating_sub(FAR);
        let mut i = at;
        while i > far {
            let c = self.text[i - 1];
            match c {
                ')' | '”' | '」' | '》' | '』' => {
                    let open = match c {
                        ')' => '(',
                        '”' => '“',
                        '」' => '「',
                        '》' => '《',
                        _ => '『',
                    };
                    match self.text[far..i - 1].iter().rposition(|&o| o == open) {
                        Some(p) => i = far + p,
                        None => return i,
                    }
                }
                '，' | ',' | '。' | '；' | ';' | '：' | ':' | '！' | '？' | '!' | '?' | '\n' | '(' | '“' | '「'
                | '《' | '…' | '｜' | '|' | '\t' | '︱' => {
                    // 4,812.3 is one number.
                    let inside =
                        c == ',' && i >= 2 && self.text[i - 2].is_ascii_digit() && self.char(i).is_ascii_digit();
                    if !inside {
                        return i;
                    }
                    i -= 1;
                }
                '-' if i >= 2 && self.text[i - 2] == '-' => return i,
                _ => i -= 1,
            }
        }
        i
    }
}
