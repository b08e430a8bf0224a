//! Ranges and lists: 3至5万, 八、九万, 5万元以上20万元以下; 25、40和60.5万亩.

use rust_decimal::Decimal;

use super::unit::UnitFound;
use super::{Reading, Scanner, UnitText, is_han, is_space};
use crate::figures::exact::Exact;
use crate::figures::numeral::{self, Number};
use crate::figures::units::Sort;
use crate::figures::{Kind, Modifier, Tier, spelled};

impl Scanner<'_> {
    /// The second of two neighbours with 、 between them, and the power of ten that the first shares: 八、九万, 五、六十.
    pub(super) fn alternative(&self, at: usize, first: &Number) -> Option<(Number, u32)> {
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

    /// The second number of a range, if one stands after the first (and its unit).
    pub(super) fn second(
        &self,
        at: usize,
        end: usize,
        unit_end: usize,
        unit: &Option<UnitFound>,
        first: &Number,
    ) -> Option<Number> {
        let mut i = self.past_inclusion(if unit.is_some() { unit_end } else { end });
        let start = i;
        while is_space(self.char(i)) && i < start + 2 {
            i += 1;
        }
        let c = self.char(i);
        let mut to = i + 1;
        match c {
            // Cells of a table: 0.0 -0.1
            '-' if i > start && !is_space(self.char(to)) => return None,
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
        // 每月$1,200至最高$3,800
        if matches!(c, '至' | '到') && self.char(to) == '最' && matches!(self.char(to + 1), '高' | '多') {
            to += 2;
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
    /// where the second is no greater, unless the first lies below nought; nor does 增加9,100人至368万人 tell a range, but a change and then a level.
    pub(super) fn lower(
        &self,
        first: &Number,
        value: Option<Exact>,
        second: &Number,
        counted: bool,
        crosses: bool,
    ) -> Option<Exact> {
        let (low, high) = (value?.decimal()?, second.value?.decimal()?);
        // 三至五千亿 shares 千亿, 一千八百至两千亿 only 亿.
        let large = [8, 4].into_iter().find(|power| *power <= second.tail);
        let small = !counted && low < Decimal::from(10_000);
        let shared = [Some(second.tail).filter(|tail| !first.magnitude && *tail > 0), large.filter(|_| small)];
        for tail in shared.into_iter().flatten() {
            let scaled = value?.shifted(tail)?;
            if scaled.decimal()? < high {
                return Some(scaled);
            }
        }
        if !first.magnitude && second.tail > 0 && counted && high > low.checked_mul(Decimal::TEN)? {
            return None;
        }
        value.filter(|_| low < high || crosses)
    }

    /// The second of two bounds without a mark between them, and where the words about it end: 5万元以上20万元以下,
    /// 50万元以上未满100万元.
    pub(super) fn upper_bound(&self, unit: &UnitFound, low: Option<Exact>) -> Option<(Number, UnitFound, usize)> {
        let word = |at: usize, words: &[&str]| words.iter().find_map(|word| spelled::after(self.text, at, word));
        let short_of = word(unit.end, &["以上不满", "以上未满", "以上不足"]);
        let from = short_of.or_else(|| word(unit.end, &["以上至", "以上", "及以上"]))?;
        let second = numeral::read(self.text, from).filter(|n| n.high.is_none() && !n.broken)?;
        let unit2 = self.unit(second.end, &second, false).filter(|u| u.same(unit))?;
        let to = word(unit2.end, &["以下", "以内", "及以下", "之间", "之内", "不等", "未满", "不满"]);
        let to = to.or(short_of.map(|_| unit2.end))?;
        let rising = low?.decimal()? < second.value?.decimal()?;
        rising.then_some((second, unit2, to))
    }

    /// After (含) or (不含), which say of an end of a range whether it is part of it.
    fn past_inclusion(&self, at: usize) -> usize {
        const WORDS: [&str; 4] = ["(含)", "(不含)", "(含本数)", "(不含本数)"];
        WORDS.iter().find_map(|word| spelled::after(self.text, at, word)).unwrap_or(at)
    }

    /// Whether the second number of a range is followed by 不等 or 之间.
    pub(super) fn between(&self, to: usize) -> bool {
        let Some(second) = numeral::read(self.text, to) else { return false };
        let end = self.units.at(self.text, second.end).map_or(second.end, |(len, _)| second.end + len);
        matches!((self.char(end), self.char(end + 1)), ('不', '等') | ('之', '间') | ('间', _))
    }

    /// Whether 由 or 从 stands shortly before: then 到 tells a change, not a range.
    pub(super) fn prev_word(&self, at: usize) -> bool {
        self.text[..at].iter().rev().take(6).any(|c| matches!(c, '由' | '从'))
    }

    /// What is bounded stays so where it changes, and for the next of two: 上限由三成调为27%; 不超过1万元，四人家庭则为3万元.
    fn bounded_again(&self, r: &mut Reading) {
        const FAR: usize = 14;
        let Some(before) = self.out.last() else { return };
        let between = &self.text[(before.end as usize).min(r.start as usize)..r.start as usize];
        let bound = matches!(before.modifier, Modifier::AtMost | Modifier::AtLeast);
        if !bound
            || r.modifier != Modifier::Exact
            || before.kind != r.kind
            || before.unit_id != r.unit_id && r.kind != Kind::Money
            || between.len() > FAR
        {
            return;
        }
        let lead = &self.text[(before.outer.0 as usize).saturating_sub(8)..before.start as usize];
        let limit = lead.windows(2).any(|w| matches!(w, ['上' | '下', '限'] | ['限', '额'] | ['标', '准']));
        let changed = limit
            && matches!(between.last(), Some('至' | '到' | '为' | '成'))
            && !between.iter().any(|c| matches!(c, '，' | ',' | '。' | '；' | ';'));
        if changed || matches!(between, [.., '则', '为' | '是']) {
            r.modifier = before.modifier;
        }
    }

    /// 25、40和60.5万亩: the numbers before share magnitude and unit.
    pub(super) fn shared(&mut self, r: &mut Reading, number: &Number) {
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
        self.bounded_again(r);
        // 回落2.16和1.66个百分点
        let counted = r.unit_id.is_some() || r.unit == UnitText::Points;
        if r.tier != Tier::Figure || !counted || r.value2.is_some() {
            return;
        }
        let mut next = r.start as usize;
        for i in (0..self.out.len()).rev() {
            let before = &self.out[i];
            let between = &self.text[(before.end as usize).min(next)..next];
            let linked =
                matches!(between, ['、'] | ['和'] | ['与'] | ['及'] | ['，'] | [','] | ['、', ' '] | ['×'] | ['*']);
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
