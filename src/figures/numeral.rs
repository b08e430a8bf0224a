//! Numerals: digits, Chinese and financial numerals and mixtures of them, with their magnitudes → exact values.
//!
//! Knows nothing of what is counted. Works on folded text (see [`super::fold`]).

use super::exact::Exact;

/// A numeral and its magnitude.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    /// After the number and its magnitude.
    pub end: usize,
    /// None for what is too long to hold or has no single value, such as 1.2.3.4.
    pub value: Option<Exact>,
    /// The upper end of two numerals that stand side by side: 三五十, 十七八.
    pub high: Option<Exact>,
    /// Has ASCII digits.
    pub arabic: bool,
    /// Has 百, 千, 万, 亿 …
    pub magnitude: bool,
    /// Begins with 百 or more without a multiplier: 百万, 千家.
    pub bare: bool,
    /// 多, 余, 几 inside: 300多亿.
    pub over: bool,
    /// 来 inside: 十来万.
    pub about: bool,
    /// The power of ten that its end spells, if the number is one digit group before it: 4 for 3.5万.
    pub tail: u32,
    /// Spelt digit by digit without magnitudes, more than one: 二〇一七.
    pub positional: bool,
    /// Points or commas where no number has them.
    pub broken: bool,
}

/// The value of a Chinese digit, financial ones included.
pub fn digit(c: char) -> Option<u8> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' | '幺' => 1,
        '二' | '两' | '贰' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// The power of ten of a magnitude.
pub fn magnitude(c: char) -> Option<u32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' => 2,
        '千' => 3,
        '万' => 4,
        '亿' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// Characters that are numerals only among numerals: 大陆, 队伍, 放肆, 收拾, 参.
fn shy(c: char) -> bool {
    matches!(c, '陆' | '伍' | '肆' | '拾' | '参' | '幺')
}

/// Whether a numeral may begin here.
pub fn begins(text: &[char], at: usize) -> bool {
    let Some(&c) = text.get(at) else { return false };
    let next = text.get(at + 1).copied().unwrap_or(' ');
    if c.is_ascii_digit() {
        return true;
    }
    if c == '.' {
        return next.is_ascii_digit() && (at == 0 || !text[at - 1].is_ascii_alphanumeric());
    }
    if shy(c) {
        return matches!(next, '拾' | '佰' | '仟' | '百' | '千' | '万' | '亿') || (c == '拾' && digit(next).is_some());
    }
    digit(c).is_some() || magnitude(c).is_some() || matches!(c, '廿' | '卅' | '卌')
}

/// Reads the numeral at `at`, a fraction after 又 included; `None` where none is.
pub fn read(text: &[char], at: usize) -> Option<Number> {
    let number = read_whole(text, at)?;
    Some(mixed(text, &number).unwrap_or(number))
}

/// Reads the numeral at `at` without looking for a fraction after it.
fn read_whole(text: &[char], at: usize) -> Option<Number> {
    if !begins(text, at) {
        return None;
    }
    read_inside(text, at)
}

/// 三又二分之一, 一又十分一: the number with its fraction.
fn mixed(text: &[char], whole: &Number) -> Option<Number> {
    let skip = |at: usize| (at..at + 3).find(|&i| text.get(i).is_none_or(|c| *c != ' ')).unwrap_or(at);
    let eat = |at: usize, c: char| (text.get(skip(at)) == Some(&c)).then(|| skip(at) + 1);
    let of = read_whole(text, skip(eat(whole.end, '又')?))?;
    let parts = eat(of.end, '分')?;
    let part = read_inside(text, skip(eat(parts, '之').unwrap_or(parts)))?;
    let share = part.value?.divided(of.value?)?;
    Some(Number { end: part.end, value: Some(whole.value?.plus(share)?), tail: 0, ..*whole })
}

/// Reads a numeral where one is known to stand, so that 肆 and the like count too.
pub fn read_inside(text: &[char], at: usize) -> Option<Number> {
    let mut low = Reader::new(text, at, false);
    let number = low.run()?;
    if !low.pair {
        return Some(number);
    }
    let high = Reader::new(text, at, true).run()?;
    Some(Number { high: high.value, ..number })
}

struct Reader<'a> {
    text: &'a [char],
    start: usize,
    /// Whether to take the second of two numerals side by side.
    second: bool,
    pair: bool,
    /// Parts at or above the last of 万, 亿, 兆; and the part below it.
    total: Exact,
    section: Exact,
    current: Option<Exact>,
    /// The power just before the current digit.
    last: u32,
    overflow: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a [char], start: usize, second: bool) -> Self {
        let (total, section) = (Exact::ZERO, Exact::ZERO);
        Self { text, start, second, pair: false, total, section, current: None, last: 0, overflow: false }
    }

    fn char(&self, at: usize) -> char {
        self.text.get(at).copied().unwrap_or('\0')
    }

    fn held(&mut self, value: Option<Exact>) -> Exact {
        self.overflow |= value.is_none();
        value.unwrap_or(Exact::ZERO)
    }

    fn run(&mut self) -> Option<Number> {
        let mut n = Number {
            end: self.start,
            value: None,
            high: None,
            arabic: false,
            magnitude: false,
            bare: false,
            over: false,
            about: false,
            tail: 0,
            positional: false,
            broken: false,
        };
        let mut at = self.start;
        // The last of 万 亿 兆, how many digit groups there were, and whether 零 stands before the current one.
        let (mut big, mut groups, mut gap) = (0u32, 0u32, false);
        loop {
            let c = self.char(at);
            if c.is_ascii_digit() || (c == '.' && at == self.start) {
                if self.current.is_some() || (n.end > self.start && !n.magnitude) {
                    break;
                }
                at = self.arabic(at, &mut n);
                groups += 1;
                n.arabic = true;
            } else if digit(c).is_some() || (c == '参' && shy_context(self.text, at)) {
                // 两 after a magnitude begins another one, or is the unit: 五万两百, 两万两.
                let ounce = c == '两' && n.magnitude && magnitude(self.char(at + 1)).is_none();
                if self.current.is_some() || ounce {
                    break;
                }
                let end = self.chinese(at, &mut n, &mut gap);
                if end == at {
                    break;
                }
                groups += u32::from(self.current.is_some());
                at = end;
            } else if matches!(c, '廿' | '卅' | '卌') && self.current.is_none() {
                let tens = 2 + "廿卅卌".chars().position(|t| t == c)? as i128;
                let sum = self.section.plus(Exact::int(tens * 10));
                self.section = self.held(sum);
                (self.last, n.magnitude, gap) = (1, true, false);
                at += 1;
            } else if let Some(power) = magnitude(c) {
                if unit_prefix(c, self.char(at + 1)) {
                    break;
                }
                if at == self.start {
                    n.bare = power >= 2;
                }
                if power < 4 {
                    let last = self.last;
                    // 五十千 is no number: in 五十千伏 the second belongs to the unit.
                    if self.current.is_none() && last != 0 && last < 4 && !gap && n.end > self.start {
                        break;
                    }
                    // 零十, as in 一百零十, holds a place.
                    let digit = self.current.take().filter(|digit| n.arabic || !digit.is_zero());
                    let part = digit.unwrap_or(Exact::int(1)).shifted(power);
                    let part = self.held(part);
                    let sum = self.section.plus(part);
                    self.section = self.held(sum);
                } else {
                    if let Some(current) = self.current.take() {
                        // 百二万 is 120万.
                        let elided = (2..4).contains(&self.last) && !gap && !n.arabic && current.is_digit();
                        let part = if elided { current.shifted(self.last - 1) } else { Some(current) };
                        let sum = part.and_then(|part| self.section.plus(part));
                        self.section = self.held(sum);
                    }
                    let empty = self.section.is_zero() && self.total.is_zero();
                    let below = if empty { Exact::int(1) } else { self.section };
                    if big == 0 || power < big {
                        let part = below.shifted(power);
                        let part = self.held(part);
                        let sum = self.total.plus(part);
                        self.total = self.held(sum);
                    } else {
                        let sum = self.total.plus(below).and_then(|s| s.shifted(power));
                        self.total = self.held(sum);
                    }
                    self.section = Exact::ZERO;
                    big = power;
                }
                self.last = power;
                n.magnitude = true;
                gap = false;
                at += 1;
                // 二十点五亿
                if power < 4 && self.char(self.skip(at)) == '点' {
                    self.current = Some(Exact::ZERO);
                    let end = self.point(at);
                    if end == at {
                        self.current = None;
                    }
                    at = end;
                }
            } else if matches!(c, '多' | '余' | '几' | '来')
                && n.end > self.start
                && magnitude(self.char(self.skip(at + 1))).is_some_and(|p| p >= 2)
            {
                n.over |= c != '来';
                n.about |= c == '来';
                at = self.skip(at + 1);
                continue;
            } else {
                break;
            }
            n.end = at;
            let next = self.skip(at);
            if next > at && !self.joins(at, next, n.arabic) {
                break;
            }
            at = next;
        }
        if n.end == self.start {
            return None;
        }
        // 百二十 and 千五 have digits of their own.
        n.bare &= self.text[self.start..n.end].iter().all(|&c| digit(c).is_none() && !c.is_ascii_digit());
        if let Some(current) = self.current.take() {
            // 三万五 is 35000: the last digit stands one place below the magnitude before it.
            let elided = self.last >= 2 && !gap && !n.positional && current.is_digit();
            let part = if elided { current.shifted(self.last - 1) } else { Some(current) };
            let part = self.held(part);
            let sum = self.section.plus(part);
            self.section = self.held(sum);
            n.tail = 0;
        } else if groups == 1 && n.magnitude {
            n.tail = tail(&self.text[self.start..n.end]);
        }
        let sum = self.total.plus(self.section);
        let value = self.held(sum);
        n.value = (!self.overflow && !n.broken).then_some(value);
        Some(n)
    }

    /// After white space, at most three of it.
    fn skip(&self, at: usize) -> usize {
        (at..at + 3).find(|&i| !matches!(self.char(i), ' ' | '\u{3000}' | '\u{a0}')).unwrap_or(at)
    }

    /// Whether white space between the two places stands inside a number: 1.5 亿, 一百 五 十 二.
    fn joins(&self, before: usize, next: usize, arabic: bool) -> bool {
        let (a, b) = (self.char(before - 1), self.char(next));
        if arabic && b.is_ascii_digit() {
            return magnitude(a).is_some();
        }
        // 五百 余万
        let suffix = matches!(b, '多' | '余') && magnitude(self.char(next + 1)).is_some_and(|p| p >= 4);
        if suffix {
            return true;
        }
        (magnitude(b).is_some() || (magnitude(a).is_some() && digit(b).is_some())) && (arabic || !shy(b))
    }

    /// ASCII digits with thousands separators and a decimal point.
    fn arabic(&mut self, start: usize, n: &mut Number) -> usize {
        let mut at = start;
        let mut value = Some(Exact::ZERO);
        let digits = |from: usize| (from..).take_while(|&i| self.char(i).is_ascii_digit()).count();
        let first = digits(at);
        let push = |value: &mut Option<Exact>, from: usize, count: usize, fraction: bool, text: &[char]| {
            for &c in &text[from..from + count] {
                *value = value.and_then(|v| v.digit(c as u8 - b'0', fraction));
            }
        };
        push(&mut value, at, first, false, self.text);
        at += first;
        if (1..=3).contains(&first) {
            // 12 300 is how Hong Kong's papers set 12,300; one mark a number.
            let mark = self.char(at);
            while matches!(mark, ',' | ' ' | '\u{a0}' | '\u{2009}') && self.char(at) == mark && digits(at + 1) == 3 {
                push(&mut value, at + 1, 3, false, self.text);
                at += 4;
            }
        }
        if self.char(at) == '.' && self.char(at + 1).is_ascii_digit() {
            let count = digits(at + 1);
            push(&mut value, at + 1, count, true, self.text);
            at += 1 + count;
            while self.char(at) == '.' && self.char(at + 1).is_ascii_digit() {
                n.broken = true;
                at += 1 + digits(at + 1);
            }
        }
        if let Some((end, exponent)) = self.exponent(at) {
            value = value.and_then(|v| v.scaled(exponent));
            at = end;
        }
        self.overflow |= value.is_none();
        self.current = Some(value.unwrap_or(Exact::ZERO));
        at
    }

    /// e5, E-3 after digits: where it ends, and the power of ten.
    fn exponent(&self, at: usize) -> Option<(usize, i32)> {
        if !matches!(self.char(at), 'e' | 'E') {
            return None;
        }
        let signed = matches!(self.char(at + 1), '+' | '-');
        let from = at + 1 + usize::from(signed);
        let count = (from..from + 3).take_while(|&i| self.char(i).is_ascii_digit()).count();
        let end = from + count;
        if !(1..=2).contains(&count) || self.char(end).is_ascii_alphanumeric() {
            return None;
        }
        let power = (from..end).fold(0, |v, i| v * 10 + (self.char(i) as i32 - '0' as i32));
        Some((end, if self.char(at + 1) == '-' { -power } else { power }))
    }

    /// A run of Chinese digits, with 点 and what follows it. Returns where it ends.
    fn chinese(&mut self, start: usize, n: &mut Number, gap: &mut bool) -> usize {
        let value = |c: char| if c == '参' { Some(3) } else { digit(c) };
        // 二两 is a weight; 一两 may be one or two of something.
        let ounce = |i: usize| i > start && self.char(i) == '两' && !(i == start + 1 && self.char(start) == '一');
        let run = (start..).take_while(|&i| !ounce(i)).map_while(|i| value(self.char(i)).map(|d| (i, d)));
        let mut digits = [0u8; 32];
        let mut len = 0;
        let mut at = start;
        for (i, d) in run.take(digits.len()) {
            digits[len] = d;
            len += 1;
            at = i + 1;
        }
        let mut digits = &digits[..len];
        let leading = digits.iter().take_while(|&&d| d == 0).count();
        if leading > 0 && (n.magnitude || leading == len) {
            *gap = true;
            digits = &digits[leading..];
            if digits.is_empty() {
                if !n.magnitude {
                    self.current = Some(Exact::ZERO);
                }
                return self.point(at);
            }
        }
        let pair = match *digits {
            [a, b] => (a > 0 && b == a + 1) || (a, b) == (3, 5),
            _ => false,
        };
        if pair {
            self.pair = true;
            self.current = Some(Exact::int(digits[usize::from(self.second)].into()));
            return at;
        }
        if digits.len() > 1 {
            if n.magnitude {
                // 一百二三四 is no number beyond its magnitude.
                return start;
            }
            n.positional = true;
        }
        let value = digits.iter().try_fold(Exact::ZERO, |v, &d| v.digit(d, false));
        let value = self.held(value);
        self.current = Some(value);
        self.point(at)
    }

    /// 点 and the digits after it; but 八点五分 is a time of day.
    fn point(&mut self, at: usize) -> usize {
        let dot = self.skip(at);
        if self.char(dot) != '点' {
            return at;
        }
        let first = self.skip(dot + 1);
        let mut end = first;
        // 一千六点五 is 1600.5
        let elided = self.last >= 2 && self.current.is_some_and(Exact::is_digit) && self.char(at - 1) != '两';
        let elided = elided && !matches!(self.char(at.wrapping_sub(2)), '零' | '〇');
        let mut value = if elided { self.current.and_then(|v| v.shifted(self.last - 1)) } else { self.current };
        loop {
            let c = self.char(end);
            let d = digit(c).or_else(|| c.is_ascii_digit().then(|| c as u8 - b'0'));
            let Some(d) = d else { break };
            value = value.and_then(|v| v.digit(d, true));
            end += 1;
        }
        if end == first || (matches!(self.char(end), '分' | '十' | '刻') && self.char(end + 1) != '之') {
            return at;
        }
        self.overflow |= value.is_none();
        self.current = Some(value.unwrap_or(Exact::ZERO));
        end
    }
}

/// 参 is 3 only among financial numerals.
fn shy_context(text: &[char], at: usize) -> bool {
    let near = |c: Option<&char>| c.is_some_and(|c| matches!(c, '拾' | '佰' | '仟' | '百' | '千' | '万' | '亿'));
    near(text.get(at + 1)) || (at > 0 && near(text.get(at - 1)) && text.get(at + 1).is_none_or(|c| !c.is_alphabetic()))
}

/// 兆 and 千 before these are prefixes of the unit: 兆瓦, 千瓦时.
fn unit_prefix(c: char, next: char) -> bool {
    match c {
        '兆' => {
            matches!(next, '瓦' | '赫' | '帕' | '字' | '比' | '位' | '宽' | '欧' | '焦' | '头' | '级' | '光' | '以')
        }
        '千' => matches!(next, '瓦' | '米' | '克' | '卡' | '伏' | '焦' | '帕' | '赫' | '安' | '字' | '比'),
        '百' => next == '帕',
        _ => false,
    }
}

/// The power of ten that the magnitudes at the end of a number spell.
fn tail(number: &[char]) -> u32 {
    let mut power = 0;
    for &c in number.iter().rev() {
        match magnitude(c) {
            Some(p) => power += p,
            None if matches!(c, ' ' | '多' | '余' | '几') => {}
            None => break,
        }
    }
    power
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::fold::folded;
    use proptest::prelude::*;

    fn check(text: &str, len: usize, value: &str) {
        let number = read(&folded(text), 0).unwrap_or_else(|| panic!("{text}: no number"));
        let show = |e: Option<Exact>| e.and_then(Exact::decimal).map_or("none".into(), |d| d.normalize().to_string());
        let mut got = show(number.value);
        if number.high.is_some() {
            got = format!("{got}..{}", show(number.high));
        }
        assert_eq!((got.as_str(), number.end), (value, len), "{text}");
    }

    #[test]
    fn values() {
        check("12", 2, "12");
        check("3,485项", 5, "3485");
        check("3,48", 1, "3");
        check("1 200名", 5, "1200");
        check("14.06亿元", 6, "1406000000");
        check("1.2万亿元", 5, "1200000000000");
        check("一万二千八百五十六点七亿元", 12, "1285670000000");
        check("3亿6千萬", 5, "360000000");
        check("3,012萬8千戶", 8, "30128000");
        check("23兆4,500億元", 9, "23450000000000");
        check("2萬5,000個", 7, "25000");
        check("5千6百公頃", 4, "5600");
        check("叁仟贰佰伍拾万元", 7, "32500000");
        check("一千〇八十台", 5, "1080");
        check("三万五，", 3, "35000");
        check("一千二", 3, "1200");
        check("3万5，", 3, "35000");
        check("千五", 2, "1500");
        check("一亿两千万", 5, "120000000");
        check("三五十家", 3, "30..50");
        check("十七八个", 3, "17..18");
        check("两三万个", 3, "20000..30000");
        check("300多亿元", 5, "30000000000");
        check("二十几万", 4, "200000");
        check("1.5 亿元", 5, "150000000");
        check("一百 五 十 二", 8, "152");
        check("四亿五千六百四十二万零一十五", 14, "456420015");
        check("百分", 1, "100");
        check("二〇一七年", 4, "2017");
        check("1.2.3.4", 7, "none");
        check("99999999999999999999亿", 21, "none");
        check("一千亿亿亿亿", 6, "none");
        check("九點五", 3, "9.5");
        check("二十点五亿元", 5, "2050000000");
        check("八点五分", 1, "8");
    }

    #[test]
    fn words_that_hold_numerals_are_none() {
        for word in ["陆地", "伍仁", "肆意", "拾起", "参加"] {
            assert_eq!(read(&folded(word), 0), None, "{word}");
        }
    }

    proptest! {
        #[test]
        fn never_panics_and_moves_on(s in "[0-9一二三五零十百千万亿兆点多余几.,， 拾佰参陆]{0,60}") {
            let text = folded(&s);
            for at in 0..text.len() {
                if let Some(n) = read(&text, at) {
                    prop_assert!(n.end > at && n.end <= text.len());
                }
            }
        }
    }
}
