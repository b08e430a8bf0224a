//! A date written in EDTF, with what the article's own date makes of 去年, 上月 and 昨天.

use std::fmt;

use super::{Date, When, Year};
use crate::figures::ArticleDate;

impl When {
    /// In EDTF. A relative year is `Y-1` unless the article's year is known, an open one `XXXX` unless so; a month or
    /// day that is reckoned from the article's has no notation without it.
    pub fn edtf(&self, article: Option<&ArticleDate>) -> Option<String> {
        let from = self.from.resolved(article)?;
        let year = article.map(|a| a.year);
        match self.to {
            None => Some(Shown { date: from, year }.to_string()),
            // 去年9月至今
            Some(Date { year: Year::Now, .. }) => {
                let now = article.map_or_else(|| "..".into(), ArticleDate::to_string);
                Some(format!("{}/{now}", Shown { date: from, year }))
            }
            Some(to) => {
                let to = to.resolved(article)?;
                Some(format!("{}/{}", Shown { date: from, year }, Shown { date: to, year }))
            }
        }
    }
}

impl Date {
    /// With months and days after the article's date reckoned.
    fn resolved(self, article: Option<&ArticleDate>) -> Option<Self> {
        match self.year {
            Year::Months(by) => {
                let article = article?;
                let months = article.year * 12 + i32::from(article.month?) - 1 + by;
                let (year, month) = (months.div_euclid(12), months.rem_euclid(12) as u8 + 1);
                let day = if self.day == LAST { length(year, month) } else { self.day };
                Some(Self { year: Year::Of(year), month, day })
            }
            Year::Days(by) => {
                let article = article?;
                let (mut year, mut month) = (article.year, article.month?);
                let mut day = i32::from(article.day?) + by;
                while day < 1 {
                    (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
                    day += i32::from(length(year, month));
                }
                while day > i32::from(length(year, month)) {
                    day -= i32::from(length(year, month));
                    (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
                }
                Some(Self { year: Year::Of(year), month, day: day as u8 })
            }
            _ if self.day == LAST => {
                let year = match self.year {
                    Year::Of(year) => Some(year),
                    Year::Relative(by) => article.map(|article| article.year + by),
                    _ => article.map(|article| article.year),
                };
                // Of an unknown year February has its 28 days.
                Some(Self { day: length(year.unwrap_or(1), self.month), ..self })
            }
            _ => Some(self),
        }
    }
}

/// Stands for the last day of a month: which one it is hangs on the year.
pub(super) const LAST: u8 = 99;

/// How many days a month has.
fn length(year: i32, month: u8) -> u8 {
    let leap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0;
    match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

struct Shown {
    date: Date,
    year: Option<i32>,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Date { year, month, day } = self.date;
        match (year, self.year) {
            (Year::Of(year), _) => write!(f, "{year:04}")?,
            (Year::Relative(by), Some(article)) => write!(f, "{:04}", article + by)?,
            (Year::Relative(0), None) => f.write_str("Y")?,
            (Year::Relative(by), None) => write!(f, "Y{by:+}")?,
            (Year::Open | Year::Now | Year::Months(_) | Year::Days(_), Some(article)) => write!(f, "{article:04}")?,
            (Year::Open | Year::Now | Year::Months(_) | Year::Days(_), None) => f.write_str("XXXX")?,
            (Year::Decade(decade), _) => write!(f, "{decade}X")?,
            (Year::Century(century), _) => write!(f, "{century}XX")?,
        }
        if month > 0 {
            write!(f, "-{month:02}")?;
        }
        if day > 0 {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}
