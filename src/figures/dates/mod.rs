//! Dates: years, months, days, quarters, halves and their ranges, absolute or relative to the article's.
//!
//! [`read`] finds a date in folded text, [`year`], [`parts`] and [`clock`] read its parts, [`relative`] what is reckoned from the
//! article or from what was said, [`resolve`] writes it against the
//! article's own date. Durations are [`super::grammar`]'s, being numbers with a unit.

mod clock;
mod cursor;
mod parts;
mod read;
mod relative;
mod resolve;
mod year;

pub use read::{BEGINNINGS, at};

/// A year as a text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Year {
    Of(i32),
    /// Years after the article's: -1 for 去年.
    Relative(i32),
    /// Months after the article's: -1 for 上月.
    Months(i32),
    /// Days after the article's: -1 for 昨天.
    Days(i32),
    /// The article's own date: 至今.
    Now,
    /// Not said.
    Open,
    /// A decade: 199 for the nineties.
    Decade(i32),
    Century(i32),
}

/// A day, month, year or a span of months, as precise as the text says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    pub year: Year,
    /// 0 if not said; 21 to 24 for a season, as EDTF has them.
    pub month: u8,
    /// 0 if not said.
    pub day: u8,
}

/// A date or an interval of dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct When {
    pub from: Date,
    pub to: Option<Date>,
}

impl Date {
    const fn year(year: Year) -> Self {
        Self { year, month: 0, day: 0 }
    }

    const fn month(year: Year, month: u8) -> Self {
        Self { year, month, day: 0 }
    }
}

/// A date found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub end: usize,
    /// None for a day of the week or a time of day, which have no notation.
    pub when: Option<When>,
    /// Two dates with 至 between them.
    pub range: bool,
    /// A bare 去年, 上月, 年底: no numeral in it.
    pub bare: bool,
}

/// What later dates of the same text lean on.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Years of the Republic of China are meant by numbers such as 112年.
    pub republic: bool,
    /// The last year that was said: for 同年 and 次年.
    pub year: Year,
    /// The year that the paragraph tells of, for 上年; what is only compared with does not count.
    pub told: Option<i32>,
    /// The last interval that was said in full: for 去年同期.
    pub last: Option<When>,
    /// The year that the sentence has named, with its month if it has one: for 6月底 in 展望115年，…于6月底前.
    pub here: Option<Date>,
    /// The last day that the paragraph has named: for 6日 after 3月5日.
    pub day: Option<Date>,
}

impl Context {
    /// Before anything was said. `republic`: numbers such as 112年 are years of the Republic of China.
    pub const fn new(republic: bool) -> Self {
        Self { republic, year: Year::Open, told: None, last: None, here: None, day: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::fold::folded;

    fn check(text: &str, len: usize, edtf: &str) {
        let context = Context { year: Year::Of(2018), ..Context::new(true) };
        let found = at(&folded(text), 0, &context).unwrap_or_else(|| panic!("{text}: no date"));
        let got = found.when.and_then(|w| w.edtf(None)).unwrap_or_default();
        assert_eq!((got.as_str(), found.end), (edtf, len), "{text}");
    }

    #[test]
    fn dates() {
        check("2022年年底，", 7, "2022-12-31");
        check("2023-06-18签订", 10, "2023-06-18");
        check("2023.12.31）", 10, "2023-12-31");
        check("去年9月，", 4, "Y-1-09");
        check("去年7月5日", 6, "Y-1-07-05");
        check("5月13日，", 5, "XXXX-05-13");
        check("2017年底前", 6, "2017-12-31");
        check("上世纪90年代末", 8, "199X");
        check("同年10月完成", 5, "2018-10");
        check("次年5月中旬", 6, "2019-05-11/2019-05-20");
        check("2020年第四季度", 9, "2020-10/2020-12");
        check("2016—2020年", 10, "2016/2020");
        check("今年1—8月，", 6, "Y-01/Y-08");
        check("一季度增长", 3, "XXXX-01/XXXX-03");
        check("明年6月底前", 5, "Y+1-06-30");
        check("民國112年5月18日", 11, "2023-05-18");
        check("今年第一季底", 6, "Y-03-31");
        check("8月1日起至8月14日止", 11, "XXXX-08-01/XXXX-08-14");
        check("113學年度", 6, "2024-08/2025-07");
        check("112年旅運量", 4, "2023");
        check("94年減少", 3, "2005");
        check("二〇一七年十月", 7, "2017-10");
        check("上半年，", 3, "XXXX-01/XXXX-06");
        check("今年前三季度", 6, "Y-01/Y-09");
        check("2024-25年度", 9, "2024-04/2025-03");
        check("2024—2025年度", 11, "2024/2025");
        check("2022/23學年", 9, "2022-09/2023-08");
        check("2019 年 到 2021 年", 15, "2019/2021");
        check("今年前7個月", 6, "Y-01/Y-07");
        check("首八個月", 4, "XXXX-01/XXXX-08");
        check("前11月", 4, "XXXX-01/XXXX-11");
        check("去年冬天", 4, "Y-1-24");
        check("明年元旦", 4, "Y+1-01-01");
        check("本月二十八日", 6, "");
        check("7月15日至20日", 9, "XXXX-07-15/XXXX-07-20");
    }

    #[test]
    fn days_and_months_are_reckoned_from_the_article() {
        let context = Context { told: Some(2019), ..Context::new(false) };
        let check = |text: &str, article: &str, edtf: &str| {
            let article = article.parse().unwrap();
            let found = at(&folded(text), 0, &context).unwrap_or_else(|| panic!("{text}: no date"));
            assert_eq!(found.when.and_then(|w| w.edtf(Some(&article))).as_deref(), Some(edtf), "{text}");
        };
        check("昨日，", "2024-03-01", "2024-02-29");
        check("后天", "2023-12-30", "2024-01-01");
        check("上月", "2024-01-15", "2023-12");
        check("本月28日", "2024-11", "2024-11-28");
        check("下個月底", "2024-01-05", "2024-02-29");
        check("去年9月", "2018-04-19", "2017-09");
        check("5月13日", "2018", "2018-05-13");
        check("上年末", "2024", "2018-12-31");
    }

    #[test]
    fn numbers_that_are_no_dates() {
        let context = Context::new(false);
        for text in ["1902个", "2016个村", "三年", "6个月", "112年", "3.5", "12", "四季分明"] {
            assert_eq!(at(&folded(text), 0, &context), None, "{text}");
        }
    }
}
