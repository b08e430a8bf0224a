//! Numerals that are no plain amounts: labels, ratios, fractions, ordinals, denominators; currency signs.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{Scanner, UnitText, is_han, is_space};
use crate::figures::dates;
use crate::figures::dates::{When, Year};
use crate::figures::exact::Exact;
use crate::figures::numeral::{self, Number};
use crate::figures::units::Sort;
use crate::figures::{Kind, Modifier, Tier};

/// How far the name of a line to call may reach.
const LINE: usize = 12;

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

    /// Names made of letters and digits, 1+3+N, 7×24, 〔2018〕8号, 4·15: where they end.
    pub(super) fn label(&mut self, at: usize, prev: char) -> Option<usize> {
        let c = self.char(at);
        let digits_end = |from: usize| (from..).find(|&i| !self.char(i).is_ascii_digit()).unwrap_or(from);
        if !c.is_ascii_digit() {
            // “五·一”, “九·一八”
            if matches!(self.char(at + 1), '·' | '•') && numeral::digit(self.char(at + 2)).is_some() {
                return Some(at + 3);
            }
            return None;
        }
        if prev.is_ascii_alphabetic() && !self.currency_before(at) && !self.glued_list(at) {
            let end = (at..).find(|&i| {
                let joins = matches!(self.char(i), '.' | '-') && self.char(i + 1).is_ascii_alphanumeric();
                !self.char(i).is_ascii_alphanumeric() && !joins
            });
            return end;
        }
        let before = if at > 1 { self.text[at - 2] } else { '\0' };
        if matches!(prev, '-' | '/' | '_' | '.') && before.is_ascii_alphabetic() {
            return Some(digits_end(at));
        }
        if matches!(prev, '〔' | '[' | '【' | '(' | '﹝') {
            let end = digits_end(at);
            let closes = matches!(self.char(end), '〕' | ']' | '】' | ')' | '﹞');
            if closes && numeral::begins(self.text, end + 1) {
                let number_end = digits_end(end + 1);
                if self.char(number_end) == '号' {
                    return Some(number_end + 1);
                }
            }
        }
        if let Some(end) = self.telephone(at) {
            return Some(end);
        }
        if let Some(end) = self.chain(at) {
            if self.char(at) != '0' {
                let mut r = self.blank(at, end);
                r.tier = Tier::Weak;
                self.out.push(r);
            }
            return Some(end);
        }
        let end = digits_end(at);
        // 国内生产总值[2] leads to a note; 北纬30°15′ is a place.
        if prev == '[' && self.char(end) == ']' && end <= at + 2 {
            return Some(end);
        }
        // 粤B·12345
        if matches!(prev, '·' | '•') && before.is_ascii_alphabetic() {
            return Some(end);
        }
        let place = at > 1 && matches!((before, prev), ('北' | '南', '纬') | ('东' | '西', '经'));
        if place {
            let part = |i: &usize| {
                let c = self.char(*i);
                !(c.is_ascii_digit() || matches!(c, '.' | '°' | '度' | '分' | '秒' | '′' | '″' | '\'' | '"'))
            };
            return (at..).find(part);
        }
        if self.hotline(at, end) {
            return Some(end);
        }
        match self.char(end) {
            '·' | '•' => {
                let second = digits_end(end + 1);
                if second == end + 1 {
                    return None;
                }
                let value = |from: usize, to: usize| {
                    self.text[from..to].iter().fold(0u32, |v, &c| (v * 10 + (c as u32 - 48)).min(9999))
                };
                let (month, day) = (value(at, end), value(end + 1, second));
                if (1..=12).contains(&month) && (1..=31).contains(&day) {
                    let mut r = self.blank(at, second);
                    r.kind = Kind::Date;
                    r.tier = Tier::Weak;
                    let date = dates::Date { year: Year::Open, month: month as u8, day: day as u8 };
                    r.when = Some(When { from: date, to: None });
                    self.out.push(r);
                }
                Some(second)
            }
            '+' if self.char(end + 1).is_ascii_alphanumeric() => {
                (end..).find(|&i| !self.char(i).is_ascii_alphanumeric() && self.char(i) != '+')
            }
            '×' | '*' | '✕' if self.char(end + 1).is_ascii_digit() => Some(self.skip_unit(digits_end(end + 1))),
            ':' => self.ratio(at, end),
            _ => None,
        }
    }

    /// 3-5-7万: more than two numbers with dashes between them are no range. Where they end.
    fn chain(&self, at: usize) -> Option<usize> {
        let (mut end, mut dashes) = (at, 0);
        loop {
            end = (end..).find(|&i| !self.char(i).is_ascii_digit())?;
            if self.char(end) != '-' || !self.char(end + 1).is_ascii_digit() {
                break;
            }
            (dashes, end) = (dashes + 1, end + 1);
        }
        let magnitude = (end..).find(|&i| numeral::magnitude(self.char(i)).is_none())?;
        (dashes > 1).then_some(magnitude)
    }

    /// Whether digits name a line to call, or are a code: 12345热线, 12345政务服务便民热线, 12315平台, 拨打110、119, 代码600519.
    fn hotline(&self, at: usize, end: usize) -> bool {
        if !(3..=12).contains(&(end - at)) || matches!(self.char(end), '.' | ',' | '%') {
            return false;
        }
        let after = &self.text[end..self.text.len().min(end + LINE)];
        let words = after.iter().position(|&c| !is_han(c)).map_or(after, |stop| &after[..stop]);
        let line = |w: &[char]| matches!(w, ['热' | '专', '线']);
        if words.starts_with(&['平', '台'])
            || words.windows(2).any(line) && !words.windows(2).any(|w| matches!(w, ['拨' | '致', _] | [_, '打' | '条']))
        {
            return end - at <= 8;
        }
        // Further numbers of a list: 110、119
        let listed = |c: &char| c.is_ascii_digit() || matches!(c, '、' | '/' | '及' | '和' | '或' | ':' | ' ' | '-');
        let from =
            self.text[..at].iter().rposition(|c| !listed(c)).map_or(0, |i| i + 1).max(at.saturating_sub(2 * LINE));
        let lead = &self.text[from.saturating_sub(2)..from];
        let dialled = matches!(
            lead,
            ['拨', '打' | '通']
                | ['致' | '来', '电']
                | ['电', '话']
                | ['热' | '专', '线']
                | ['分', '机']
                | ['传', '真']
        );
        let code = matches!(
            lead,
            ['代', '码'] | ['编' | '案' | '证' | '账' | '卡' | '单' | '批' | '文', '号'] | ['邮', '编'] | ['微', '信']
        );
        let extension = self.prev(at) == '转' && at > 1 && self.text[at - 2].is_ascii_digit();
        let open =
            !is_han(self.char(end)) || !numeral::begins(self.text, end) && self.units.at(self.text, end).is_none();
        (dialled || code || extension) && open
    }

    /// A number to dial: 0571-87051234, 400-810-8888, what stands after 电话 or 热线. Where it ends.
    fn telephone(&self, at: usize) -> Option<usize> {
        const NAMES: &[&str] = &[
            "电话", "热线", "致电", "拨打", "拨通", "传真", "手机", "邮编", "专线", "号码", "账号", "卡号", "查询",
            "来电",
        ];
        let (mut end, mut groups, mut digits) = (at, 0, 0);
        while self.char(end).is_ascii_digit() {
            let count = (end..end + 12).take_while(|&i| self.char(i).is_ascii_digit()).count();
            (groups, digits, end) = (groups + 1, digits + count, end + count);
            let joined = matches!(self.char(end), '-' | ' ' | ')') && self.char(end + 1).is_ascii_digit();
            if !joined || groups > 4 {
                break;
            }
            end += 1;
        }
        end -= usize::from(end > at && !self.text[end - 1].is_ascii_digit());
        let lead = &self.text[at.saturating_sub(6)..at];
        let named = NAMES.iter().any(|name| lead.windows(2).any(|w| w.iter().copied().eq(name.chars())));
        let area = self.char(at) == '0' && self.char(at + 1).is_ascii_digit();
        let decimal = matches!(self.char(end), '.' | ',' | '%') || numeral::magnitude(self.char(end)).is_some();
        // 2666 1122, as Hong Kong writes them.
        let local =
            end == at + 9 && self.char(at + 4) == ' ' && matches!(self.char(at), '2'..='9') && !is_han(self.char(end));
        let dialled = (area && groups > 1) || (groups > 2 && digits >= 9) || (named && digits >= 5) || local;
        (dialled && digits >= 5 && !decimal).then_some(end)
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

    /// Digits right after a word of Latin letters that is no label: a list such as GDP3.5万亿 is written so.
    pub(super) fn glued_list(&self, at: usize) -> bool {
        let number = numeral::read(self.text, at);
        let letters = self.text[..at].iter().rev().take_while(|c| c.is_ascii_alphabetic()).count();
        letters >= 2 && number.is_some_and(|n| n.magnitude)
    }

    pub(super) fn currency_before(&self, at: usize) -> bool {
        self.sign(at).is_some()
    }

    /// A currency sign that ends at `at`: where it begins, and its unit.
    pub(super) fn sign(&self, at: usize) -> Option<(usize, u16)> {
        let mut end = at;
        while end > 0 && is_space(self.text[end - 1]) {
            end -= 1;
        }
        for len in [3, 2, 1] {
            let Some(from) = end.checked_sub(len) else { continue };
            let word = &self.text[from..end];
            let signs = word.iter().all(|&c| c.is_ascii_uppercase() || matches!(c, '$' | '¥' | '￥' | '€' | '£'));
            let open = from > 0 && self.text[from - 1].is_ascii_alphanumeric();
            if !signs || open || (len == 1 && word[0].is_ascii_uppercase()) {
                continue;
            }
            if let Some((found, unit)) = self.units.at(self.text, from)
                && found == len
                && self.units.get(unit).sort == Sort::Money
            {
                return Some((from, unit));
            }
        }
        None
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

    pub(super) fn ordinal(&mut self, start: usize, at: usize, number: Number) -> usize {
        let mut end = number.end;
        let mut r = self.blank(start, end);
        r.num_start = at as u32;
        r.num_end = number.end as u32;
        r.value = number.value.and_then(Exact::decimal);
        if let Some((len, unit)) = self.units.at(self.text, end) {
            r.unit = UnitText::Words(end as u32, (end + len) as u32);
            r.unit_id = Some(unit);
            end += len;
        }
        // 第1-10名, 第三至第五
        if matches!(self.char(end), '-' | '~' | '至' | '到') {
            let from = end + 1 + usize::from(self.char(end + 1) == '第');
            if let Some(last) = numeral::read(self.text, from).filter(|last| last.arabic == number.arabic) {
                let (len, unit) = self.units.at(self.text, last.end).unwrap_or((0, 0));
                let time = len > 0 && self.units.get(unit).sort == Sort::Duration;
                if !time {
                    r.value2 = last.value.and_then(Exact::decimal);
                    (r.num_end, r.modifier) = (last.end as u32, Modifier::Range);
                    end = last.end + len;
                }
            }
        }
        r.end = end as u32;
        r.kind = Kind::Ordinal;
        r.tier = Tier::Ordinal;
        self.out.push(r);
        end
    }

    /// 前10名 is a rank, 前8个月 a span of time.
    pub(super) fn leading(&mut self, at: usize, number: &Number) -> Option<usize> {
        let (len, unit) = self.units.at(self.text, number.end).unwrap_or((0, 0));
        let sort = (len > 0).then(|| self.units.get(unit).sort);
        // 疫情前六成六
        let share = matches!(self.char(number.end), '成' | '%' | '折' | '倍');
        if sort == Some(Sort::Duration) || share {
            return None;
        }
        let rank = len == 0 || matches!(self.char(number.end), '名' | '位' | '强' | '列' | '大' | '个' | '佳' | '十');
        rank.then(|| self.ordinal(at - 1, at, *number))
    }

    /// 每万人, 每3.8名青壮年, 万元GDP: a number that divides.
    pub(super) fn every(&mut self, at: usize, prev: char, number: &Number) -> Option<usize> {
        let open = number.bare
            && matches!(prev, '\0' | '\n' | '，' | ',' | '。' | '；' | '、' | '位' | '规' | '全' | '市' | '省' | '的');
        if prev == '每' || (prev == '按' && number.bare) {
            let (len, unit) = self.units.at(self.text, number.end).unwrap_or((0, 0));
            let time = len > 0 && self.units.get(unit).sort == Sort::Duration;
            if time {
                return None;
            }
            let noun = self.noun_end(number.end + len);
            self.pending = Some((at as u32 - 1, noun as u32));
            return Some((number.end + len).max(at + 1));
        }
        // 万人口全科医生数, 万人发明专利拥有量
        let crowd = matches!(
            (self.char(number.end), self.char(number.end + 1)),
            ('人', '口' | '拥' | '发' | '专' | '律' | '床')
        );
        if number.bare && crowd && number.end == at + 1 {
            let end = number.end + if self.char(number.end + 1) == '口' { 2 } else { 1 };
            self.pending = Some((at as u32, end as u32));
            return Some(end);
        }
        if number.bare && self.char(number.end) == '元' && open || (number.bare && self.char(number.end) == '元') {
            let rest: String = self.text[number.end + 1..].iter().take(6).collect();
            let goods = ["地区生产总值", "国内生产总值", "GDP", "工业增加值", "生产总值", "产值", "增加值", "规上"];
            if let Some(good) = goods.iter().find(|g| rest.starts_with(**g)) {
                let end = number.end + 1 + good.chars().count();
                self.pending = Some((at as u32, end as u32));
                return Some(end);
            }
        }
        None
    }

    /// Where a short noun after a denominator's unit ends: 每百户居民拥有 → after 居民.
    pub(super) fn noun_end(&self, at: usize) -> usize {
        let mut end = at;
        while end < at + 6 && is_han(self.char(end)) {
            let rest = &self.text[end..];
            let verb = [
                "拥有",
                "高价值",
                "有",
                "中",
                "的",
                "达",
                "为",
                "是",
                "约",
                "平均",
                "年",
                "可",
                "配",
                "扶",
                "发",
                "发生",
                "占",
                "需",
                "不",
                "补",
                "奖",
                "就",
            ]
            .iter()
            .any(|v| v.chars().enumerate().all(|(i, c)| rest.get(i) == Some(&c)));
            if verb {
                return end;
            }
            end += 1;
        }
        if end == at + 6 || is_han(self.char(end)) { at } else { end.min(at + 4).max(at) }
    }
}
