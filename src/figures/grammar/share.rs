//! Shares and fractions: 百分之九十, 三分之二, 3/5, 半年, 对折; and what is written out as a sum: 2^5, 6.9:37.4:55.7.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Scanner, UnitText, is_space};
use crate::figures::exact::Exact;
use crate::figures::numeral::{self, Number};
use crate::figures::units::Sort;
use crate::figures::{Kind, Modifier, Tier};

impl Scanner<'_> {
    /// 半年, 半小时, 半个月; 半 of what is no time is a word.
    pub(super) fn half(&mut self, at: usize) -> Option<usize> {
        let prev = self.prev(at);
        if self.text[at] == '对' || self.char(at + 1) == '成' {
            return self.half_price(at);
        }
        if prev == '一' {
            return self.one_half(at);
        }
        if self.char(at + 1) == '个'
            && let Some(end) = self.half_of_one(at)
        {
            return Some(end);
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

    /// 半个百分点 is an amount; 半个 of a thing is as vague as 一个.
    fn half_of_one(&mut self, at: usize) -> Option<usize> {
        let points = self.text.get(at + 2..at + 5) == Some(&['百', '分', '点']);
        let thing = self.units.at(self.text, at + 1).filter(|(len, _)| *len == 1);
        if !points && (thing.is_none() || self.char(at + 2) == '多') {
            return None;
        }
        let mut r = self.blank(at, at + if points { 5 } else { 2 });
        (r.num_end, r.value) = (at as u32 + 1, Some(Decimal::new(5, 1)));
        if points {
            (r.kind, r.unit) = (Kind::Percent, UnitText::Points);
            self.hedge(&mut r, false);
        } else {
            (r.unit, r.unit_id) = (UnitText::Words(at as u32 + 1, at as u32 + 2), thing.map(|(_, unit)| unit));
            r.tier = Tier::Weak;
        }
        let end = r.end as usize;
        self.out.push(r);
        Some(end)
    }

    /// 7 2 折: two digits set apart.
    pub(super) fn torn_discount(&mut self, at: usize, first: &Number) -> Option<usize> {
        if !first.arabic || first.end != at + 1 || self.char(at + 1) != ' ' || !self.char(at + 2).is_ascii_digit() {
            return None;
        }
        let end = if self.char(at + 3) == ' ' { at + 4 } else { at + 3 };
        if self.char(end) != '折' {
            return None;
        }
        let digit = |i: usize| i64::from(self.text[i].to_digit(10).unwrap_or(0));
        let mut r = self.blank(at, end + 1);
        r.num_end = at as u32 + 3;
        r.value = Some(Decimal::from(digit(at) * 10 + digit(at + 2)));
        (r.kind, r.unit) = (Kind::Percent, UnitText::Percent);
        self.out.push(r);
        Some(end + 1)
    }

    /// 打对折, 半成: 50 and 5 percent.
    pub(super) fn half_price(&mut self, at: usize) -> Option<usize> {
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
    pub(super) fn one_half(&mut self, at: usize) -> Option<usize> {
        let mut r = self.blank(at - 1, at + 1);
        (r.kind, r.unit, r.value) = (Kind::Percent, UnitText::Percent, Some(50.into()));
        self.hedge(&mut r, false);
        r.tier = Tier::Weak;
        self.out.push(r);
        Some(at + 1)
    }

    /// 6.9:37.4:55.7: shares of a whole, without one value.
    pub(super) fn ratio(&mut self, at: usize, first: usize) -> Option<usize> {
        let mut end = first;
        while self.char(end) == ':' && numeral::begins(self.text, end + 1) {
            end = numeral::read(self.text, end + 1)?.end;
        }
        if end == first {
            return None;
        }
        let mut r = self.blank(at, end);
        r.kind = Kind::Index;
        r.tier = Tier::Weak;
        self.out.push(r);
        Some(end)
    }

    /// 百分之九十, 三分之二, 千分之三.
    pub(super) fn percent_of(&mut self, at: usize, whole: &Number) -> Option<usize> {
        let mut i = whole.end;
        let skip = |mut i: usize| {
            while is_space(self.char(i)) && i < whole.end + 6 {
                i += 1;
            }
            i
        };
        i = skip(i);
        // 百 and 分 may be torn apart by the numeral that ends before them.
        if self.char(i) != '分' && self.char(i) != '份' {
            return None;
        }
        i = skip(i + 1);
        if self.char(i) == '之' {
            i = skip(i + 1);
        } else if whole.bare && self.char(i) == '百' && whole.value == Some(Exact::int(100)) {
            // 百分百
        } else {
            // 三分一, 四分三: Hong Kong's fractions, of single digits.
            let single = |at: usize| numeral::digit(self.char(at)).is_some_and(|d| d > 0);
            let plain = whole.end == at + 1 && (single(at) || self.char(at) == '十');
            let less = numeral::digit(self.char(at)).unwrap_or(10) > numeral::digit(self.char(i)).unwrap_or(10);
            if !plain || !single(i) || !less || single(i + 1) || matches!(self.char(i + 1), '分' | '刻' | '秒') {
                return None;
            }
        }
        let negative = self.char(i) == '负';
        if negative {
            i += 1;
        }
        let part = numeral::read_inside(self.text, i)?;
        let part = match self.latin_magnitude(i, part.end).filter(|_| part.arabic) {
            Some((end, power)) => Number { end, value: part.value.and_then(|v| v.shifted(power)), ..part },
            None => part,
        };
        let of = whole.value?.decimal()?;
        let share = |value: Option<Exact>| {
            let value = value?.decimal()?;
            let share = value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(of)?;
            Some(share.round_dp(10).normalize())
        };
        let mut r = self.blank(at, part.end);
        let simple = whole.bare || whole.magnitude;
        if simple {
            r.num_start = i as u32;
        }
        r.num_end = part.end as u32;
        r.value = share(part.value);
        r.value2 = share(part.high);
        r.kind = Kind::Percent;
        r.unit = UnitText::Percent;
        let mut end = part.end;
        let (after, next) = (self.char(end), self.char(end + 1));
        // 三分之二强: a little more; 弱: a little less.
        let scant = matches!((after, next), ('强' | '弱', c) if !matches!(c, '度' | '化' | '势' | '于' | '项' | '制'));
        if matches!(after, '多' | '余' | '几') || scant {
            r.modifier = if after == '弱' { Modifier::AboutUnder } else { Modifier::Over };
            end += 1;
            r.end = end as u32;
        }
        // 百分之五到百分之十
        if matches!(self.char(end), '至' | '到' | '-' | '~')
            && let Some(second) = numeral::read(self.text, end + 1)
        {
            let mut j = second.end;
            let value = if self.char(j) == '分' && self.char(j + 1) == '之' {
                let part = numeral::read(self.text, j + 2);
                part.and_then(|p| {
                    j = p.end;
                    share(p.value)
                })
            } else {
                share(second.value)
            };
            if value.is_some() {
                r.value2 = value;
                r.end = j as u32;
                r.num_end = j as u32;
            }
        }
        self.hedge(&mut r, false);
        let end = r.end as usize;
        r.denominator = self.pending.take();
        if r.value.is_none() {
            r.tier = Tier::Weak;
        }
        self.out.push(r);
        Some(end)
    }

    /// 3/5 is a share and 1 3/5 a number; 2^5 is a power. Written so they seldom are amounts: weak without a hedge.
    pub(super) fn written_out(&mut self, at: usize, first: &Number) -> Option<usize> {
        if self.char(first.end) == '^' {
            return self.power(at, first);
        }
        let whole = |n: &Number| n.value.and_then(Exact::decimal).filter(|v| v.scale() == 0);
        let fraction = |from: usize| {
            let part = numeral::read(self.text, from).filter(|n| n.arabic && !n.magnitude && n.end - from <= 2)?;
            let of = numeral::read(self.text, part.end + 1).filter(|n| n.arabic && !n.magnitude)?;
            let after = self.char(of.end);
            let open = !matches!(after, '/' | '-' | '.' | '年' | '月' | '日') && !after.is_ascii_alphanumeric();
            let (above, below) = (whole(&part)?, whole(&of)?);
            let simple = (Decimal::TWO..=Decimal::TEN).contains(&below) && self.char(part.end) == '/' && open;
            Some((of.end, above.checked_div(below)?.round_dp(10).normalize())).filter(|_| simple)
        };
        if matches!(self.prev(at), '/' | '-' | '.') || self.prev(at).is_ascii_alphanumeric() || !first.arabic {
            return None;
        }
        if self.char(first.end) == ' '
            && let Some((end, share)) = fraction(first.end + 1)
            && let Some(value) = whole(first)
        {
            let mut r = self.blank(at, end);
            r.value = value.checked_add(share);
            r.tier = Tier::Weak;
            self.out.push(r);
            return Some(end);
        }
        let (end, share) = fraction(at).filter(|(_, share)| *share < Decimal::ONE)?;
        let mut r = self.blank(at, end);
        (r.kind, r.unit) = (Kind::Percent, UnitText::Percent);
        r.value = share.checked_mul(Decimal::ONE_HUNDRED).map(|v| v.normalize());
        self.hedge(&mut r, false);
        if r.modifier == Modifier::Exact && !matches!(self.char(end), '的' | '以') {
            r.tier = Tier::Weak;
        }
        self.out.push(r);
        Some(end)
    }

    /// 2^5, 1.1^-3; each minus before the exponent turns it.
    fn power(&mut self, at: usize, base: &Number) -> Option<usize> {
        let signs = (base.end + 1..).take_while(|&i| matches!(self.char(i), '+' | '-')).count();
        let from = base.end + 1 + signs;
        let turned = self.text[base.end + 1..from].iter().filter(|c| **c == '-').count() % 2 == 1;
        let exponent = numeral::read(self.text, from).filter(|n| n.arabic && !n.magnitude)?;
        let times = exponent.value?.decimal()?.to_u8().filter(|n| *n <= 64)?;
        let negative = self.prev(at) == '-' && !self.prev(at - 1).is_alphanumeric();
        let start = at - usize::from(negative);
        let base = base.value?.decimal()?;
        let mut value = (0..times).try_fold(Decimal::ONE, |v, _| v.checked_mul(base));
        if turned {
            value = value.and_then(|v| Decimal::ONE.checked_div(v));
        }
        let mut r = self.blank(start, exponent.end);
        r.value = value.map(|v| if negative { -v } else { v }.normalize());
        r.tier = Tier::Weak;
        self.out.push(r);
        Some(exponent.end)
    }
}
