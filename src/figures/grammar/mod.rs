//! The grammar of figures: numeral → suffix → unit → hedges → range → what the whole is worth.
//!
//! One pass over the folded text. What a figure is about is found afterwards, in [`super::context`].

mod around;
mod dated;
mod label;
mod range;
mod rank;
mod share;
mod table;
mod unit;
mod worth;

use std::sync::LazyLock;

use rust_decimal::Decimal;

use super::dates::{self, When};
use super::exact::Exact;
use super::numeral::{self, Number};
use super::units::{Sort, Units};
use super::{Kind, Modifier, Tier, hedges, words};

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
        dates: dates::Context::new(republic),
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

pub(super) fn is_han(c: char) -> bool {
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
                    if !matches!(c, '；' | ';') {
                        self.dates.here = None;
                    }
                    if c == '\n' {
                        (self.dates.told, self.dates.day) = (None, None);
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
        if let Some(end) = self.torn_discount(at, &number) {
            return Some(end);
        }
        // 数百, 几十, 好几万: no number.
        let vague = matches!(prev, '数' | '几' | '若') && (number.bare || self.char(at) == '十');
        // 占总数百分之十
        if vague && self.char(number.end) != '分' {
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
            && !matches!(self.text.get(at.wrapping_sub(2)), Some('目' | '提' | '之' | '以' | '此'))
            && let Some(end) = self.leading(at, &number)
        {
            return Some(end);
        }
        if let Some(end) = self.every(at, prev, &number) {
            return Some(end);
        }
        Some(self.measured(at, number))
    }

    /// 25K, US$1.2 million, 1.04M: where the magnitude ends, and its power of ten. 100M after words is a bandwidth.
    pub(super) fn latin_magnitude(&self, at: usize, end: usize) -> Option<(usize, u32)> {
        const WORDS: &[(&str, u32)] = &[
            ("thousand", 3),
            ("million", 6),
            ("billion", 9),
            ("trillion", 12),
            ("mn", 6),
            ("bn", 9),
            ("k", 3),
            ("K", 3),
        ];
        let from = if self.char(end) == ' ' { end + 1 } else { end };
        if !self.char(from).is_ascii_alphabetic() {
            return None;
        }
        let to = (from..).find(|&i| !self.char(i).is_ascii_alphanumeric())?;
        let word = &self.text[from..to];
        let known = WORDS.iter().find(|(w, _)| w.chars().eq(word.iter().copied()) && (from == end || w.len() > 2));
        let alone =
            from == end && self.text[at..end].contains(&'.') && !is_han(self.prev(at)) && !is_han(self.char(to));
        match (known, word) {
            (Some((_, power)), _) => Some((to, *power)),
            (None, ['M']) if alone => Some((to, 6)),
            (None, ['G']) if alone => Some((to, 9)),
            _ => None,
        }
    }

    /// 个亿 after a number: where it ends. 10个亿元村 are ten villages.
    fn linked_magnitude(&self, at: usize) -> Option<usize> {
        let next = self.char(at + 2);
        let linked = self.char(at) == '个' && self.char(at + 1) == '亿';
        (linked && (!is_han(next) || matches!(next, '的' | '以' | '左'))).then_some(at + 2)
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
        // -3至5℃ ends above nought; 零下5至10度 does not.
        let crosses = minus && self.text[start] == '-';
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
        if first.arabic
            && let Some((to, power)) = self.latin_magnitude(at, end)
        {
            value = value.and_then(|v| v.shifted(power));
            end = to;
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
        // 三百个亿 is 300亿.
        if let Some(to) = self.linked_magnitude(end) {
            value = value.and_then(|v| v.shifted(8));
            (end, r.num_end, last.magnitude) = (to, to as u32, true);
        }
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
            if let Some(low) = self.lower(&first, value, &second, unit.is_some() && !share, crosses).filter(|_| agree) {
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
        let number = |e: Option<Exact>, minus: bool| {
            let d = e?.decimal()?;
            Some(if minus { -d } else { d })
        };
        r.value = number(value, minus);
        r.value2 = number(high, minus && (!crosses || first.high.is_some()));
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
            if unit.scant {
                r.modifier = Modifier::AboutUnder;
            }
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
