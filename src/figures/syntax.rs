//! Names of places and periods, and what an amount is reckoned by: 每亩, 户均.
//!
//! The names are those of [`crate::places`]; [`Lexicon`] folds what it is given.

use std::sync::LazyLock;

use super::lexicon::Lexicon;
use super::numeral;
use super::units::{Sort, Units};
use crate::places::Places;

/// Places and periods by their words.
struct Words {
    places: Lexicon<()>,
    towns: Lexicon<()>,
    no_place: Lexicon<()>,
    wide: Lexicon<()>,
    periods: Lexicon<()>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let places = Places::builtin();
    let set = |list: &[String]| Lexicon::forwards(list.iter().map(|word| (word.as_str(), ())));
    Words {
        places: set(&places.named),
        towns: set(&places.towns),
        no_place: set(&places.no_place),
        wide: set(&places.wide),
        periods: set(&places.periods),
    }
});

/// How long the name of a place at `at` is.
pub fn place(text: &[char], at: usize) -> Option<usize> {
    WORDS.places.at(text, at).map(|(len, ())| len)
}

/// How long the name of a town or another small place at `at` is; some are common words elsewhere.
pub fn town(text: &[char], at: usize) -> Option<usize> {
    WORDS.towns.at(text, at).map(|(len, ())| len)
}

/// Whether a word that ends like the name of a place names none.
pub fn no_place(text: &[char], (from, to): (usize, usize)) -> bool {
    WORDS.no_place.exact(text, from, to - from).is_some()
}

/// Whether a place is as wide as the country or the world.
pub fn wide(text: &[char], (from, to): (usize, usize)) -> bool {
    WORDS.wide.exact(text, from, to - from).is_some()
}

/// What words for periods begin with.
pub fn period_starts() -> impl Iterator<Item = char> {
    WORDS.periods.starts()
}

/// How long the word for a period at `at` is.
pub fn period(text: &[char], at: usize) -> Option<usize> {
    WORDS.periods.at(text, at).map(|(len, ())| len)
}

/// How long the denominator at `at` is: 户均, 每亩, 每人每月, 单个项目.
pub fn denominator(text: &[char], at: usize, end: usize) -> Option<usize> {
    let char = |i: usize| if i < end { text.get(i).copied().unwrap_or('\0') } else { '\0' };
    let next = char(at + 1);
    // 年均 is a rate's word, not a divisor, before 增长.
    if next == '均' && Units::builtin().averaged.contains(char(at)) {
        return Some(2);
    }
    match char(at) {
        '单' if "户个件家次笔株头日列趟批盒瓶台辆间舱店".contains(next) && single(text, at) => {
            Some(2)
        }
        '万' => {
            RATED.at(text, at).filter(|_| !at.checked_sub(1).is_some_and(|i| numeric(text[i]))).map(|(_, len)| *len)
        }
        '亩' if next == '产' => Some(2),
        // 吨钢综合能耗
        '吨' if "钢煤油水铝粮".contains(next) && !at.checked_sub(1).is_some_and(|i| numeric(text[i])) => Some(2),
        // 年可节电, 年产
        '年' if "产供可节发处屠出加接".contains(next) && yearly(text, at) => Some(1),
        // 日处理垃圾
        '日' if "处产供加接输运发售耗".contains(next)
            && !at.checked_sub(1).is_some_and(|i| numeric(text[i]) || is_day(text[i])) =>
        {
            Some(1)
        }
        '每' => every(text, at, end).map(|len| 1 + len),
        _ => None,
    }
}

fn numeric(c: char) -> bool {
    c.is_ascii_digit() || numeral::digit(c).is_some() || numeral::magnitude(c).is_some() || matches!(c, '多' | '余')
}

/// Whether 日 after this names a day: 今日, 生日.
fn is_day(before: char) -> bool {
    "单今昨明次翌当即近往旧生假节末工期平每全十月前同整休竞".contains(before)
}

/// Whether 年 at `at` means a year's time: 年产, but not 去年产, 2020年产.
fn yearly(text: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map_or('\0', |i| text[i]);
    let verb = !matches!(text[at + 1], '可' | '出' | '发' | '加' | '处')
        || text.get(at + 2).is_some_and(|c| "节供产减增提栏电工理售带创接".contains(*c));
    verb && !numeric(before) && !"首去今明前后全当本上半每同次该新青少老成中周丰历往近整学财几两间年逐".contains(before)
}

/// Whether 单 at `at` means one alone: 单列载货, not 清单列入.
fn single(text: &[char], at: usize) -> bool {
    let before = at.checked_sub(1).map_or('\0', |i| text[i]);
    let next = text.get(at + 2).copied().unwrap_or('\0');
    !"清名订账菜简孤".contains(before) && !(text[at + 1] == '列' && (next == '入' || numeric(next)))
}

/// Rates by the ten thousand that are told without 每, and how long what they are reckoned by is: 万客户投诉量.
static RATED: LazyLock<Lexicon<usize>> = LazyLock::new(|| {
    let words = [
        ("万客户", 3),
        ("万车死亡", 2),
        ("万人口", 3),
        ("万人拥有", 2),
        ("万人发明", 2),
        ("万人发案", 2),
        ("万用户", 3),
    ];
    Lexicon::forwards(words)
});

/// How long what stands after 每 at `at` is: 亩, 人, 个项目, 餐.
fn every(text: &[char], at: usize, end: usize) -> Option<usize> {
    let noun = Units::builtin().every.at(text, at + 1).map_or(0, |(len, ())| len);
    let noun = if at + 1 + noun <= end { noun } else { 0 };
    // 每15分钟一班
    if let Some(number) = numeral::read(text, at + 1).filter(|n| n.arabic || !n.magnitude) {
        let (len, unit) = Units::builtin().at(text, number.end)?;
        let time = Units::builtin().get(unit).sort == Sort::Duration && number.end + len <= end;
        return time.then_some(number.end + len - at - 1);
    }
    // 每万人, 每半小时
    let many = usize::from(matches!(text.get(at + 1), Some('百' | '千' | '万' | '半')));
    let unit = Units::builtin().at(text, at + 1 + many).map_or(0, |(len, _)| len + many);
    let people = many > 0 && matches!(text.get(at + unit..at + unit + 2), Some(['人', '口']));
    let unit = unit + usize::from(people);
    let unit = if at + 1 + unit <= end { unit } else { 0 };
    match noun.max(unit) {
        0 if text.get(at + 2) == Some(&'每') && at + 2 < end => Some(1),
        // 每服役一年
        0 => (at + 2..(at + 5).min(end))
            .take_while(|&i| text[i - 1].is_alphabetic())
            .find(|&i| text[i] == '一')
            .and_then(|one| {
                let (len, _) = Units::builtin().at(text, one + 1).filter(|(len, _)| one + len < end)?;
                Some(one + len - at)
            }),
        len => Some(len),
    }
}
