//! Numbers that rank or divide, 第三, 前10名, 每万人, and the signs of currencies before a number.

use super::{Scanner, UnitText, is_han, is_space};
use crate::figures::exact::Exact;
use crate::figures::numeral::{self, Number};
use crate::figures::units::Sort;
use crate::figures::{Kind, Modifier, Tier};

impl Scanner<'_> {
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
