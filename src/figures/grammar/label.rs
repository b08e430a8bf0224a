//! Digits that name something and count nothing: names of letters and digits, numbers to call, document numbers, codes.

use super::{Scanner, is_han};
use crate::figures::dates::{self, When, Year};
use crate::figures::{Kind, Tier, numeral};

/// How far the name of a line to call may reach.
const LINE: usize = 12;

impl Scanner<'_> {
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

    /// Digits right after a word of Latin letters that is no label: a list such as GDP3.5万亿 is written so.
    pub(super) fn glued_list(&self, at: usize) -> bool {
        let number = numeral::read(self.text, at);
        let letters = self.text[..at].iter().rev().take_while(|c| c.is_ascii_alphabetic()).count();
        letters >= 2 && number.is_some_and(|n| n.magnitude)
    }
}
