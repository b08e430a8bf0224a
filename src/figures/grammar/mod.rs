//! The grammar of figures: numeral → suffix → unit → hedges → range → what the whole is worth.
//!
//! One pass over the folded text. What a figure is about is found afterwards, in [`super::context`].

mod around;
mod special;
mod unit;
mod worth;

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::dates::{self, When, Year};
use super::exact::Exact;
use super::numeral::{self, Number};
use super::units::{Sort, Units};
use super::{Kind, Modifier, Tier, hedges, words};
use unit::UnitFound;

/// A unit as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitText {
    None,
    /// Every percent.
    Percent,
    Points,
    /// Places of the text, without white space inside.
    Words(u32, u32),
}

/// A numeral with its unit and hedge: all that its own surroundings say.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    pub start: u32,
    pub end: u32,
    pub num_start: u32,
    pub num_end: u32,
    pub value: Option<Decimal>,
    pub value2: Option<Decimal>,
    pub unit: UnitText,
    pub unit_id: Option<u16>,
    pub kind: Kind,
    pub modifier: Modifier,
    pub tier: Tier,
    pub when: Option<When>,
    /// `每百户`, `/10万`, `万元地区生产总值`: where the denominator stands that qualifies this number.
    pub denominator: Option<(u32, u32)>,
    /// The words of the hedges begin and end here; the number stands between.
    pub outer: (u32, u32),
}

/// What a character may begin.
const NUMERAL: u8 = 1;
const DATE: u8 = 2;
const FIXED: u8 = 4;
const HALF: u8 = 8;
const ADDRESS: u8 = 16;

static STARTS: LazyLock<Box<[u8]>> = LazyLock::new(|| {
    let mut starts = vec![0u8; 0x1_0000].into_boxed_slice();
    let mut set = |c: char, flag: u8| {
        if let Some(slot) = starts.get_mut(c as usize) {
            *slot |= flag;
        }
    };
    for c in "0123456789.零〇一二三四五六七八九十百千万亿兆两壹贰叁参肆伍陆柒捌玖拾廿卅卌".chars()
    {
        set(c, NUMERAL | DATE);
    }
    dates::BEGINNINGS.chars().for_each(|c| set(c, DATE));
    words::beginnings().for_each(|c| set(c, FIXED));
    set('半', HALF);
    set('对', HALF);
    set(':', ADDRESS);
    set('w', ADDRESS);
    starts
});

/// Finds every numeral of a folded text. `republic`: numbers such as 112年 are years of the Republic of China.
pub fn scan(text: &[char], republic: bool) -> Vec<Reading> {
    let mut scanner = Scanner {
        text,
        units: Units::builtin(),
        out: Vec::with_capacity(text.len() / 40),
        dates: dates::Context { republic, year: Year::Open, told: None, last: None },
        table: Table::default(),
        pending: None,
    };
    scanner.run();
    scanner.out
}

struct Scanner<'a> {
    text: &'a [char],
    units: &'static Units,
    out: Vec<Reading>,
    dates: dates::Context,
    table: Table,
    /// A denominator that the next number of the sentence takes.
    pending: Option<(u32, u32)>,
}

/// Cells of a table that was written in one line, with ｜ between them.
#[derive(Default)]
struct Table {
    /// The line that was looked at.
    line: Option<(usize, usize)>,
    /// Start of each cell.
    cells: Vec<usize>,
    columns: usize,
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) || ('\u{3400}'..='\u{4dbf}').contains(&c) || c == '〇'
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}' | '\t')
}

fn is_stop(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '\n' | '；' | ';')
}

impl Scanner<'_> {
    fn char(&self, at: usize) -> char {
        self.text.get(at).copied().unwrap_or('\0')
    }

    fn prev(&self, at: usize) -> char {
        if at == 0 { '\0' } else { self.text[at - 1] }
    }

    fn run(&mut self) {
        let starts = &**STARTS;
        let mut at = 0;
        while at < self.text.len() {
            let c = self.text[at];
            let flags = starts.get(c as usize).copied().unwrap_or(0);
            if flags == 0 {
                if is_stop(c) {
                    self.pending = None;
                    if c == '\n' {
                        self.dates.told = None;
                    }
                }
                at += 1;
                continue;
            }
            at = self.step(at, flags);
        }
    }

    fn step(&mut self, at: usize, flags: u8) -> usize {
        if flags & ADDRESS != 0 {
            return self.address(at);
        }
        if flags & DATE != 0
            && let Some(end) = self.date(at)
        {
            return end;
        }
        if flags & FIXED != 0
            && let Some(len) = self.fixed(at)
        {
            return at + len;
        }
        if flags & HALF != 0 {
            return self.half(at).unwrap_or(at + 1);
        }
        if flags & NUMERAL != 0 {
            return self.number(at).unwrap_or(at + 1).max(at + 1);
        }
        at + 1
    }

    /// Past the address of a page that goes on here: its digits count nothing.
    fn address(&self, at: usize) -> usize {
        let begins = match self.text[at] {
            ':' => self.char(at + 1) == '/' && self.char(at + 2) == '/',
            _ => self.char(at + 1) == 'w' && self.char(at + 2) == 'w' && self.char(at + 3) == '.',
        };
        if !begins {
            return at + 1;
        }
        (at..self.text.len()).find(|&i| !self.text[i].is_ascii_graphic()).unwrap_or(self.text.len())
    }

    /// A fixed expression, unless what follows makes a number of its numeral.
    fn fixed(&self, at: usize) -> Option<usize> {
        let len = words::fixed(self.text, at)?;
        let (last, next, after) = (self.char(at + len - 1), self.char(at + len), self.char(at + len + 1));
        let numerals = |c: char| numeral::digit(c).is_some() || numeral::magnitude(c).is_some();
        let word = &self.text[at..at + len];
        let fraction = last == '分' && next == '之' || next == '分' && after == '之';
        let goes_on = numerals(next) && (word.iter().all(|&c| numerals(c)) || last == '点');
        // 三公里 and 五美元 begin like words, and their unit is longer.
        let unit = numerals(word[0])
            && len > 1
            && self.units.at(self.text, at + 1).is_some_and(|(unit, _)| unit > 1 && unit >= len);
        // 上千家 counts; 千家 alone does not.
        let hedged = len == 2
            && numeral::magnitude(word[0]).is_some_and(|p| p > 1)
            && hedges::before(self.text, at, true).is_some_and(|(_, m)| m != Modifier::Exact);
        (!fraction && !goes_on && !hedged && !unit).then_some(len)
    }

    fn date(&mut self, at: usize) -> Option<usize> {
        let c = self.char(at);
        // 3,012年, 10.5月: digits in the middle of a number.
        if c == '.' {
            return None;
        }
        let found = dates::at(self.text, at, &self.dates)?;
        if let Some(when) = found.when {
            if matches!(when.from.year, Year::Of(_) | Year::Relative(_)) {
                self.dates.year = when.from.year;
            }
            if let Year::Of(year) = when.from.year
                && !matches!(self.prev(at), '比' | '较' | '由' | '从' | '自' | '与' | '和')
                && !found.bare
            {
                self.dates.told = Some(year);
            }
            if when.to.is_some() || when.from.month > 0 || !found.bare {
                self.dates.last = Some(when);
            }
        }
        let (modifier, outer) = self.date_hedge(at, found.end, found.range);
        let quoted = matches!(self.prev(at), '“' | '"' | '「') && !found.range && self.char(found.end) == '”';
        let tier = if found.bare || quoted { Tier::Weak } else { Tier::Time };
        self.out.push(Reading {
            start: at as u32,
            end: found.end as u32,
            num_start: at as u32,
            num_end: found.end as u32,
            value: None,
            value2: None,
            unit: UnitText::None,
            unit_id: None,
            kind: Kind::Date,
            modifier,
            tier,
            when: found.when,
            denominator: None,
            outer,
        });
        Some(found.end)
    }

    /// 半年, 半小时, 半个月; 半 of what is no time is a word.
    fn half(&mut self, at: usize) -> Option<usize> {
        let prev = self.prev(at);
        if self.text[at] == '对' || self.char(at + 1) == '成' {
            return self.half_price(at);
        }
        if prev == '一' {
            return self.one_half(at);
        }
        if prev == '过' || prev == '大' || prev == '上' || prev == '下' || numeral::magnitude(prev).is_some() {
            return None;
        }
        let from = if self.char(at + 1) == '多' { at + 2 } else { at + 1 };
        // 半个多月
        let more = usize::from(self.char(from) == '个' && self.char(from + 1) == '多');
        let found = if more > 0 {
            let rest: Vec<char> = std::iter::once('个').chain(self.text[from + 2..].iter().take(3).copied()).collect();
            self.units.at(&rest, 0).filter(|(len, _)| *len > 1).map(|(len, unit)| (len + more, unit))
        } else {
            self.units.at(self.text, from)
        };
        let (len, unit) = found?;
        let info = self.units.get(unit);
        if info.sort != Sort::Duration || matches!(self.char(from), '日' | '夜' | '晚' | '周') {
            return None;
        }
        let value = Decimal::new(5, 1);
        let mut reading = self.blank(at, at + 1);
        reading.value = Some(value);
        reading.unit = UnitText::Words(from as u32, (from + len) as u32);
        reading.unit_id = Some(unit);
        reading.end = (from + len) as u32;
        self.duration(&mut reading);
        let end = reading.end as usize;
        self.out.push(reading);
        Some(end)
    }

    /// 打对折, 半成: 50 and 5 percent.
    fn half_price(&mut self, at: usize) -> Option<usize> {
        let value = match (self.text[at], self.char(at + 1)) {
            ('对', '折') if self.prev(at) == '打' => 50,
            ('半', '成') if !matches!(self.char(at + 2), '品' | '熟') && self.prev(at) != '一' => 5,
            _ => return None,
        };
        let mut r = self.blank(at, at + 2);
        (r.kind, r.unit, r.value) = (Kind::Percent, UnitText::Percent, Some(value.into()));
        self.hedge(&mut r, false);
        self.out.push(r);
        Some(at + 2)
    }

    /// 一半 is half of something, seldom measured.
    fn one_half(&mut self, at: usize) -> Option<usize> {
        let mut r = self.blank(at - 1, at + 1);
        (r.kind, r.unit, r.value) = (Kind::Percent, UnitText::Percent, Some(50.into()));
        self.hedge(&mut r, false);
        r.tier = Tier::Weak;
        self.out.push(r);
        Some(at + 1)
    }

    fn blank(&self, start: usize, end: usize) -> Reading {
        Reading {
            start: start as u32,
            end: end as u32,
            num_start: start as u32,
            num_end: end as u32,
            value: None,
            value2: None,
            unit: UnitText::None,
            unit_id: None,
            kind: Kind::Count,
            modifier: Modifier::Exact,
            tier: Tier::Figure,
            when: None,
            denominator: None,
            outer: (start as u32, end as u32),
        }
    }

    /// Reads the number at `at` and what belongs to it; returns where to go on.
    fn number(&mut self, at: usize) -> Option<usize> {
        let prev = self.prev(at);
        if let Some(end) = self.label(at, prev) {
            return Some(end);
        }
        let number = numeral::read(self.text, at)?;
        // 数百, 几十, 好几万: no number.
        if matches!(prev, '数' | '几' | '若') && (number.bare || self.char(at) == '十') {
            return Some(self.skip_unit(number.end));
        }
        if number.broken {
            let mut r = self.blank(at, number.end);
            r.tier = Tier::Weak;
            self.out.push(r);
            return Some(number.end);
        }
        if let Some(end) = self.percent_of(at, &number).or_else(|| self.written_out(at, &number)) {
            return Some(end);
        }
        let span_of_time = || {
            self.units.at(self.text, number.end).is_some_and(|(_, unit)| self.units.get(unit).sort == Sort::Duration)
        };
        if prev == '第' || (prev == '首' && self.char(number.end) != '次' && !span_of_time()) {
            return Some(self.ordinal(at - 1, at, number));
        }
        if self.char(number.end) == ':'
            && let Some(end) = self.ratio(at, number.end)
        {
            return Some(end);
        }
        if prev == '前'
            && !number.magnitude_word()
            && self.text.get(at.wrapping_sub(2)) != Some(&'目')
            && let Some(end) = self.leading(at, &number)
        {
            return Some(end);
        }
        if let Some(end) = self.every(at, prev, &number) {
            return Some(end);
        }
        Some(self.measured(at, number))
    }

    fn skip_unit(&self, at: usize) -> usize {
        let at = if matches!(self.char(at), '多' | '余') { at + 1 } else { at };
        self.units.at(self.text, at).map_or(at, |(len, _)| at + len)
    }

    fn measured(&mut self, at: usize, first: Number) -> usize {
        let mut r = self.blank(at, first.end);
        let mut value = first.value;
        let mut high = first.high;
        let (mut over, mut about) = (first.over, first.about);
        let mut end = first.end;
        let mut last = first;
        let minus = self.minus(at, &first);
        let start = minus.unwrap_or(at);
        let minus = minus.is_some();
        if let Some((sign, unit)) = self.sign(start) {
            r.start = sign as u32;
            r.unit = UnitText::Words(
                sign as u32,
                (sign..start).rev().find(|&i| !is_space(self.text[i])).map_or(start, |i| i + 1) as u32,
            );
            r.unit_id = Some(unit);
            r.kind = Kind::Money;
        } else {
            r.start = start as u32;
        }
        // 25K
        if first.arabic && matches!(self.char(end), 'k' | 'K') && !self.char(end + 1).is_ascii_alphanumeric() {
            value = value.and_then(|v| v.shifted(3));
            end += 1;
        }
        // Suffix before the unit.
        if let Some((second, tail)) = self.alternative(at, &first) {
            value = value.and_then(|v| v.shifted(tail));
            high = second.value;
            end = second.end;
            last = second;
        }
        let suffix = self.suffix(end, &last);
        if suffix > end {
            about |= self.char(end) == '来';
            over |= self.char(end) != '来';
            end = suffix;
        }
        r.num_end = if suffix > last.end { last.end } else { end } as u32;
        let mut unit = self.unit(end, &last, r.unit_id.is_some());
        let mut unit_end = unit.map_or(end, |u| u.end);
        // A range: 30—50元, 60%~80%, 5万-30万元, 2至3个.
        let mut ranged = high.is_some();
        let mut low_add = None;
        if !ranged && let Some(second) = self.second(at, end, unit_end, &unit, &first) {
            let suffix = self.suffix(second.end, &second);
            let unit2 = self.unit(suffix, &second, r.unit_id.is_some());
            let agree = match (&unit, &unit2) {
                (None, _) => true,
                (Some(a), Some(b)) => a.same(b),
                (Some(_), None) => false,
            };
            let share = unit.is_some_and(|u| matches!(u.text, UnitText::Percent));
            if let Some(low) = self.lower(&first, value, &second, unit.is_some() && !share).filter(|_| agree) {
                over |= suffix > second.end;
                (value, high) = (Some(low), second.value);
                ranged = true;
                last = second;
                r.num_end = second.end as u32;
                end = suffix;
                low_add = unit.and_then(|u| u.add);
                unit = unit2;
                unit_end = unit.map_or(end, |u| u.end);
            }
        }
        let mut closed = None;
        if !ranged && let Some((second, unit2, to)) = unit.as_ref().and_then(|unit| self.upper_bound(unit, value)) {
            (high, ranged, last, closed) = (second.value, true, second, Some(to));
            r.num_end = second.end as u32;
            unit_end = unit2.end;
            unit = Some(unit2);
        }
        let number = |e: Option<Exact>| {
            let d = e?.decimal()?;
            Some(if minus { -d } else { d })
        };
        r.value = number(value);
        r.value2 = number(high);
        r.end = unit_end as u32;
        if let Some(unit) = unit {
            if r.kind == Kind::Money && r.unit_id.is_some() && !matches!(unit.text, UnitText::Words(..)) {
                // $5%: the percent wins nothing.
            } else if r.kind != Kind::Money || r.unit_id.is_none() {
                r.unit = unit.text;
                r.unit_id = unit.id;
                r.kind = unit.kind;
            }
            let factor = unit.factor;
            if factor != Decimal::ONE {
                r.value = r.value.and_then(|v| v.checked_mul(factor)).map(|v| v.normalize());
                r.value2 = r.value2.and_then(|v| v.checked_mul(factor)).map(|v| v.normalize());
            }
            let high_add = unit.add.filter(|_| ranged);
            if let Some(add) = high_add {
                r.value2 = r.value2.and_then(|v| v.checked_add(add)).map(|v| v.normalize());
            }
            if let Some(add) = if ranged && r.value2.is_some() && first.high.is_none() { low_add } else { unit.add } {
                r.value = r.value.and_then(|v| v.checked_add(if minus { -add } else { add })).map(|v| v.normalize());
            }
            over |= unit.over;
            r.denominator = unit.denominator;
        }
        if about {
            r.modifier = Modifier::About;
        }
        if over {
            r.modifier = Modifier::Over;
        }
        if ranged {
            r.modifier = Modifier::Range;
        }
        if r.denominator.is_none() {
            r.denominator = self.pending;
            if r.denominator.is_some() && !matches!(unit.map(|u| u.sort), Some(Some(Sort::Duration))) {
                self.pending = None;
            }
        }
        let sort = unit.and_then(|u| u.sort);
        if sort == Some(Sort::Duration) {
            if !first.arabic
                && first.bare
                && r.modifier == Modifier::Exact
                && hedges::before(self.text, at, true).is_none()
            {
                r.tier = Tier::Weak;
                r.kind = Kind::Duration;
                let end = r.end as usize;
                self.out.push(r);
                return end;
            }
            self.duration(&mut r);
            let end = r.end as usize;
            self.out.push(r);
            return end;
        }
        self.hedge(&mut r, first.bare);
        if let Some(to) = closed {
            r.outer.1 = to as u32;
        }
        let tier = self.tier(at, &first, &last, &mut r, sort);
        let mut end = (r.end as usize).max(at + 1);
        if let Some((from, to)) = r.denominator
            && from as usize == end
        {
            end = to as usize;
        }
        if let Some(tier) = tier {
            r.tier = tier;
            if r.value.is_none() && tier == Tier::Figure {
                r.tier = Tier::Weak;
            }
            self.shared(&mut r, &last);
            self.out.push(r);
        }
        end
    }

    /// Where a sign of what is below nought begins: -2.4, 负1.5亿, 零下3. After a letter, a digit or a figure it is a dash.
    fn minus(&self, at: usize, number: &Number) -> Option<usize> {
        if at >= 2 && self.text[at - 2..at] == ['零', '下'] {
            return Some(at - 2);
        }
        let sign = (at.saturating_sub(2)..at).rev().find(|&i| self.text[i] != ' ')?;
        let before = self.prev(sign);
        let below = match self.text[sign] {
            '负' => !matches!(before, '担' | '肩' | '背' | '抱' | '胜' | '自' | '辜' | '欺'),
            '-' if sign + 1 == at && number.arabic => {
                let told = "为是至到达率幅速额润长比在由从于约值差".contains(before)
                    || self.char(number.end) == '%' && self.out.last().is_none_or(|r| r.end as usize != sign);
                if is_han(before) {
                    told
                } else {
                    !before.is_ascii_alphanumeric() && !matches!(before, ')' | '%' | '-' | '”' | '」' | '》')
                }
            }
            _ => false,
        };
        below.then_some(sign)
    }

    /// The second of two neighbours with 、 between them, and the power of ten that the first shares: 八、九万, 五、六十.
    fn alternative(&self, at: usize, first: &Number) -> Option<(Number, u32)> {
        let single = first.end == at + 1 && !first.arabic && !first.magnitude;
        if !single || self.char(first.end) != '、' || matches!(self.prev(at), '、' | '第') {
            return None;
        }
        let second =
            numeral::read(self.text, first.end + 1).filter(|n| !n.arabic && n.high.is_none() && !n.positional)?;
        let next = numeral::digit(self.char(at))? + 1;
        let tail = if second.magnitude { second.tail } else { 0 };
        let neighbours = second.value? == Exact::int(next.into()).shifted(tail)?;
        let counted = self
            .units
            .at(self.text, second.end)
            .is_some_and(|(_, unit)| !matches!(self.units.get(unit).sort, Sort::Structural | Sort::Rank));
        (neighbours && (counted || tail > 0) && self.char(second.end) != '、').then_some((second, tail))
    }

    /// After 多, 余, 几, 来, + where they mean "and more".
    fn suffix(&self, end: usize, number: &Number) -> usize {
        let c = self.char(end);
        let next = self.char(end + 1);
        let unit = self.units.at(self.text, end + 1).is_some();
        let fits = match c {
            '多' | '余' if number.value.is_some_and(Exact::is_digit) && !number.magnitude => false,
            '多' | '余' => {
                unit || !is_han(next)
                    || next == '元'
                    || (number.magnitude && !matches!(next, '样' | '元' | '年' | '种' | '次' | '数' | '于' | '功'))
                    || (number.arabic && c == '余')
            }
            '几' => number.magnitude && (unit || !is_han(next)),
            '来' => {
                let round = number.arabic && number.value.is_some_and(Exact::is_round);
                unit && (round || number.magnitude && !number.arabic)
            }
            '+' => number.arabic && !next.is_ascii_alphanumeric(),
            _ => false,
        };
        if fits { end + 1 } else { end }
    }

    /// The second number of a range, if one stands after the first (and its unit).
    fn second(
        &self,
        at: usize,
        end: usize,
        unit_end: usize,
        unit: &Option<UnitFound>,
        first: &Number,
    ) -> Option<Number> {
        let mut i = if unit.is_some() { unit_end } else { end };
        while is_space(self.char(i)) && i < unit_end + 2 {
            i += 1;
        }
        let c = self.char(i);
        let mut to = i + 1;
        match c {
            '-' | '~' => {
                if self.char(to) == c {
                    to += 1;
                }
            }
            '至' | '到' => {
                // 加2元至29元 tells a change, then the level.
                let counted = unit.is_some_and(|u| !matches!(u.text, UnitText::Percent));
                if counted && "加减增升降涨跌高低调少落大小短多".contains(self.prev(at)) {
                    return None;
                }
                if unit.is_some() && self.prev_word(at) && !self.between(to) {
                    return None;
                }
            }
            _ => return None,
        }
        while is_space(self.char(to)) && to < i + 3 {
            to += 1;
        }
        // $3,000至$5,000
        let from = to;
        while matches!(self.char(to), '$' | '¥' | '￥' | '€' | '£') && to < from + 1 && self.sign(at).is_some() {
            to += 1;
        }
        if to == from && self.currency_before(to) {
            return None;
        }
        let second = numeral::read(self.text, to)?;
        (!second.broken
            && second.high.is_none()
            && (second.arabic == first.arabic || first.magnitude || second.magnitude || c == '至'))
            .then_some(second)
    }

    /// The lower number of a range, with the magnitude that it shares with the upper one: 3 of 3至5万 is 30000. `None`
    /// where the second is no greater; nor does 增加9,100人至368万人 tell a range, but a change and then a level.
    fn lower(&self, first: &Number, value: Option<Exact>, second: &Number, counted: bool) -> Option<Exact> {
        let (low, high) = (value?.decimal()?, second.value?.decimal()?);
        if !first.magnitude && second.tail > 0 {
            let scaled = value?.shifted(second.tail)?;
            if scaled.decimal()? < high {
                return Some(scaled);
            }
            if counted && high > low.checked_mul(Decimal::TEN)? {
                return None;
            }
        }
        value.filter(|_| low < high)
    }

    /// The second of two bounds without a mark between them, and where the words about it end: 5万元以上20万元以下.
    fn upper_bound(&self, unit: &UnitFound, low: Option<Exact>) -> Option<(Number, UnitFound, usize)> {
        let word = |at: usize, words: &[&str]| {
            let fits = |w: &&&str| w.chars().enumerate().all(|(i, c)| self.char(at + i) == c);
            words.iter().find(fits).map(|w| at + w.chars().count())
        };
        let from = word(unit.end, &["以上至", "以上不满", "以上未满", "以上", "及以上"])?;
        let second = numeral::read(self.text, from).filter(|n| n.high.is_none() && !n.broken)?;
        let unit2 = self.unit(second.end, &second, false).filter(|u| u.same(unit))?;
        let to = word(unit2.end, &["以下", "以内", "及以下", "之间", "之内", "不等"])?;
        let rising = low?.decimal()? < second.value?.decimal()?;
        rising.then_some((second, unit2, to))
    }

    /// Whether the second number of a range is followed by 不等 or 之间.
    fn between(&self, to: usize) -> bool {
        let Some(second) = numeral::read(self.text, to) else { return false };
        let end = self.units.at(self.text, second.end).map_or(second.end, |(len, _)| second.end + len);
        matches!((self.char(end), self.char(end + 1)), ('不', '等') | ('之', '间') | ('间', _))
    }

    /// Whether 由 or 从 stands shortly before: then 到 tells a change, not a range.
    fn prev_word(&self, at: usize) -> bool {
        self.text[..at].iter().rev().take(6).any(|c| matches!(c, '由' | '从'))
    }

    /// 25、40和60.5万亩: the numbers before share magnitude and unit.
    fn shared(&mut self, r: &mut Reading, number: &Number) {
        if let (UnitText::Points, Some(before)) = (r.unit, self.out.last_mut())
            && before.unit_id.is_some_and(|unit| &*self.units.get(unit).id == "个")
            && matches!(
                self.text[(before.end as usize).min(r.start as usize)..r.start as usize],
                ['和'] | ['、'] | ['与']
            )
        {
            // 分别高1.1个和0.8个百分点
            before.kind = Kind::Percent;
            before.unit = UnitText::Points;
            before.unit_id = None;
        }
        if let Some(before) = self.out.last()
            && matches!(before.modifier, Modifier::AtMost | Modifier::AtLeast)
            && r.modifier == Modifier::Exact
            && before.kind == r.kind
            && self.text[before.outer.0 as usize..before.start as usize].windows(2).any(|w| w == ['分', '别'])
            && matches!(
                self.text[(before.end as usize).min(r.start as usize)..r.start as usize],
                ['和' | '、' | '与' | '及']
            )
        {
            // 上限分别为28.6万元及62万元
            r.modifier = before.modifier;
        }
        if r.tier != Tier::Figure || r.unit_id.is_none() || r.value2.is_some() {
            return;
        }
        let mut next = r.start as usize;
        for i in (0..self.out.len()).rev() {
            let before = &self.out[i];
            let between = &self.text[(before.end as usize).min(next)..next];
            let linked = matches!(between, ['、'] | ['和'] | ['与'] | ['及'] | ['，'] | [','] | ['、', ' ']);
            let bare = before.unit == UnitText::None
                && before.unit_id.is_none()
                && matches!(before.kind, Kind::Count)
                && before.value.is_some();
            let comma = matches!(between, ['，'] | [',']);
            let chinese = self.text[before.num_start as usize..before.num_end as usize].iter().any(|&c| is_han(c));
            if !linked || !bare || chinese || comma {
                break;
            }
            let scale = Decimal::from(10i64.pow(number.tail.min(18)));
            let (kind, unit, unit_id) = (r.kind, r.unit, r.unit_id);
            let before = &mut self.out[i];
            next = before.start as usize;
            before.value = before.value.and_then(|v| v.checked_mul(scale)).map(|v| v.normalize());
            before.tier = Tier::Figure;
            before.kind = kind;
            before.unit = unit;
            before.unit_id = unit_id;
        }
    }
}

impl Reading {
    /// Where the words of the unit begin; past the number if it has none.
    fn unit_start(&self) -> usize {
        match self.unit {
            UnitText::Words(start, _) => start as usize,
            _ => self.end as usize,
        }
    }
}

impl Modifier {
    fn is_strong(self) -> bool {
        matches!(
            self,
            Modifier::Over
                | Modifier::About
                | Modifier::AboutUnder
                | Modifier::Under
                | Modifier::AtMost
                | Modifier::AtLeast
        )
    }
}

impl Number {
    /// 前百强, 前千名 are no times.
    fn magnitude_word(&self) -> bool {
        self.bare
    }
}
