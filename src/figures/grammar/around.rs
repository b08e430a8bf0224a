//! The hedges on both sides of a number or a span of time, the sign before it and the suffix after it.

use rust_decimal::Decimal;

use super::{Reading, Scanner, UnitText, is_han, is_space};
use crate::figures::exact::Exact;
use crate::figures::numeral::Number;
use crate::figures::units::Sort;
use crate::figures::{Kind, Modifier, Tier, hedges, numeral, spelled, syntax};

impl Scanner<'_> {
    /// Where a sign of what is below nought begins: -2.4, 负1.5亿, 零下3. After a letter, a digit or a figure it is a dash.
    pub(super) fn minus(&self, at: usize, number: &Number) -> Option<usize> {
        if at >= 2 && self.text[at - 2..at] == ['零', '下'] {
            return Some(at - 2);
        }
        let sign = (at.saturating_sub(2)..at).rev().find(|&i| self.text[i] != ' ')?;
        let before = self.prev(sign);
        let below = match self.text[sign] {
            '负' => {
                !matches!(before, '减' | '承' | '不' | '担' | '肩' | '背' | '抱' | '胜' | '自' | '辜' | '欺' | '正')
            }
            '-' if sign + 1 == at && number.arabic => {
                let told = "为是至到达率幅速额润长比在由从于约值差出入余损利亏".contains(before)
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

    /// After 多, 余, 几, 来, + where they mean "and more".
    pub(super) fn suffix(&self, end: usize, number: &Number) -> usize {
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

    /// The hedges on both sides.
    pub(super) fn hedge(&self, r: &mut Reading, bare: bool) {
        let mut start = r.start as usize;
        // ±0.5%, +1.1%
        if matches!(self.prev(start), '±' | '+') && !self.prev(start - 1).is_ascii_alphanumeric() {
            start -= 1;
        }
        // A currency's name before the number: 人民币叁仟元, 新台币15亿元.
        for name in ["人民币", "新台币", "港币", "美金", "台币", "折合人民币", "欧元", "美元", "港元"]
        {
            if let Some(from) = spelled::before(self.text, start, name) {
                if r.kind == Kind::Money
                    && matches!(r.unit, UnitText::Words(..))
                    && let Some((_, unit)) = self.units.at(self.text, from)
                    && self.char(r.unit_start()) == '元'
                {
                    r.unit_id = Some(unit);
                } else if r.kind == Kind::Count
                    && r.unit == UnitText::None
                    && let Some((found, unit)) = self.units.at(self.text, from)
                {
                    r.kind = Kind::Money;
                    r.unit_id = Some(unit);
                    r.unit = UnitText::Words(from as u32, (from + found) as u32);
                }
                start = from;
                break;
            }
        }
        let mut left = hedges::before(self.text, start, bare);
        // 大约近百余户: the nearest says how, all are hedges.
        while let Some((from, modifier)) = left
            && let Some((further, other)) = hedges::before(self.text, from, false)
        {
            left = Some((further, if modifier == Modifier::Exact { other } else { modifier }));
        }
        // 不逾每小时20元: the hedge stands before what the amount is divided by.
        let divided = || {
            let from = self.divisor_before(start)?;
            hedges::before(self.text, from, false).map(|(_, modifier)| modifier).filter(|m| *m != Modifier::Exact)
        };
        let divided = if left.is_none() { divided() } else { None };
        let mut end = r.end as usize;
        if is_space(self.char(end)) && end > 0 {
            end += 1;
        }
        let right = hedges::after(self.text, end);
        // 震中50公里内 is a reach.
        let reach = self.char(r.end as usize) == '内'
            && r.unit_id.is_some_and(|unit| &*self.units.get(unit).dimension == "length");
        if reach && r.modifier == Modifier::Exact {
            r.modifier = Modifier::Within;
        }
        if let Some((from, _)) = left {
            r.outer.0 = from as u32;
        } else {
            r.outer.0 = start as u32;
        }
        // 破12宗 are cases solved.
        let solved = !bare
            && left.is_some_and(|(from, _)| self.char(from) == '破' && from + 1 == start)
            && matches!(self.char(r.unit_start()), '宗' | '起' | '案' | '件' | '串');
        let left = left.filter(|_| !solved);
        r.outer.1 = right.map_or(r.end, |(to, _)| to as u32);
        if r.modifier == Modifier::Range {
            return;
        }
        // 最高20%家庭 are those at the top.
        let top = r.unit == UnitText::Percent
            && left.is_some_and(|(from, _)| self.char(from) == '最' && from + 2 == start)
            && matches!(self.char(r.end as usize), '家' | '收' | '群' | '人' | '户' | '居');
        let left = left.filter(|_| !top);
        let said = [left.map(|(_, m)| m), divided, right.map(|(_, m)| m)];
        let hedged = said.into_iter().flatten().find(|m| *m != Modifier::Exact);
        if let Some(modifier) = hedged {
            if r.modifier == Modifier::Exact || !matches!(modifier, Modifier::About) {
                r.modifier = modifier;
            }
        } else if r.modifier == Modifier::Exact {
            let clause = (0..r.start as usize).rev().take(14).take_while(|&i| {
                let c = self.text[i];
                is_han(c) && (!numeral::begins(self.text, i) || c == '一' && self.char(i + 1) == '年')
            });
            if let Some(from) = clause.last()
                && let Some(modifier) = hedges::afar(&self.text[from..r.start as usize])
            {
                r.modifier = modifier;
            }
        }
    }

    /// Where 每小时 or 每平方米 begins that ends at `end`.
    fn divisor_before(&self, end: usize) -> Option<usize> {
        const LONGEST: usize = 7;
        let from = (end.saturating_sub(LONGEST)..end).rev().find(|&i| self.text[i] == '每')?;
        (syntax::denominator(self.text, from, end) == Some(end - from)).then_some(from)
    }

    /// Smaller units of time after a larger one: 一年零三个月, 16小时又35分钟. The value is in the first unit.
    fn compound(&self, r: &mut Reading) {
        let Some(first) = r.unit_id.map(|unit| self.units.get(unit).scale) else { return };
        let mut scale = first;
        while r.value2.is_none() {
            let mut from = r.end as usize;
            while matches!(self.char(from), ' ' | '零' | '又') && from < r.end as usize + 2 {
                from += 1;
            }
            let Some(number) = numeral::read(self.text, from).filter(|n| n.high.is_none() && !n.bare) else { return };
            let smaller = self.units.at(self.text, number.end).map(|(len, unit)| (len, self.units.get(unit)));
            let (len, unit) = match smaller {
                Some((len, unit)) if unit.sort == Sort::Duration => (len, unit.scale),
                // 2小时20分
                _ if self.char(number.end) == '分' => (1, self.minute()),
                _ => return,
            };
            let more = number.value.and_then(Exact::decimal).and_then(|v| v.checked_mul(unit)?.checked_div(first));
            let Some(value) = r.value.zip(more).filter(|_| unit < scale).and_then(|(a, b)| a.checked_add(b)) else {
                return;
            };
            r.value = Some(value.round_dp(4).normalize());
            r.end = (number.end + len) as u32;
            scale = unit;
        }
    }

    /// How many days a minute is.
    fn minute(&self) -> Decimal {
        self.units.by_id("minute").map_or(Decimal::ZERO, |unit| unit.scale)
    }

    /// Hedges and tail of a span of time.
    pub(super) fn duration(&self, r: &mut Reading) {
        r.kind = Kind::Duration;
        r.tier = Tier::Time;
        self.compound(r);
        self.hedge(r, false);
        let end = r.end as usize;
        let within = match self.char(end) {
            '内' => true,
            '以' => self.char(end + 1) == '内',
            _ => r.modifier == Modifier::AtMost,
        };
        if within {
            r.modifier = Modifier::Within;
        }
        if r.value2.is_some() {
            r.modifier = Modifier::Range;
        }
        let (a, b) = (self.char(end), self.char(end + 1));
        match (a, b) {
            ('以', '来') => r.end += 2,
            ('前' | '后' | '来', _) if !(a == '来' && is_han(b) && matches!(b, '到' | '自' | '临' | '源')) => {
                r.end += 1
            }
            _ => {}
        }
    }
}
