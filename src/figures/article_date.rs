//! The date of an article, which 去年 and the like are reckoned from.
//!
//! Of an article that was written at some time between two days it is known what both have in common: 去年 is the year before
//! for 2017-04/2017-06, and 上月 stays unresolved. Nothing is known where an end is open.

use std::fmt;
use std::str::FromStr;

/// A year, month or day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ArticleDate {
    pub year: i32,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

/// What was given is no date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}: not a date such as 2017-04-19, 2017-04 or 2017, or two of one year such as 2017-04/2017-06")]
pub struct ArticleDateError(String);

impl FromStr for ArticleDate {
    type Err = ArticleDateError;

    /// A date or an interval in EDTF, with or without the marks of doubt.
    fn from_str(source: &str) -> Result<Self, Self::Err> {
        let error = || ArticleDateError(source.to_owned());
        let Some((from, to)) = source.split_once('/') else { return Self::one(source) };
        let (from, to) = (Self::one(from)?, Self::one(to)?);
        if (from.year, from.month.unwrap_or(1), from.day.unwrap_or(1))
            > (to.year, to.month.unwrap_or(12), to.day.unwrap_or(31))
        {
            return Err(error());
        }
        from.common(to).ok_or_else(error)
    }
}

/// In EDTF, as precise as it is known.
impl fmt::Display for ArticleDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().map_while(|part| part) {
            write!(f, "-{part:02}")?;
        }
        Ok(())
    }
}

impl ArticleDate {
    /// What two dates have in common: the day, else the month, else the year.
    fn common(self, other: Self) -> Option<Self> {
        if self.year != other.year {
            return None;
        }
        let month = self.month.filter(|_| self.month == other.month);
        Some(Self { year: self.year, month, day: self.day.filter(|_| month.is_some() && self.day == other.day) })
    }

    fn one(source: &str) -> Result<Self, ArticleDateError> {
        let error = || ArticleDateError(source.to_owned());
        let source = source.trim_end_matches(['?', '~', '%']);
        let mut parts = source.split('-');
        let mut next = |len: usize| match parts.next() {
            None => Ok(None),
            Some(part) if part.len() == len && part.bytes().all(|b| b.is_ascii_digit()) => {
                part.parse::<i32>().map(Some).map_err(|_| error())
            }
            Some(_) => Err(error()),
        };
        let year = next(4)?.ok_or_else(error)?;
        let (month, day) = (next(2)?, next(2)?);
        let fits =
            month.is_none_or(|m| (1..=12).contains(&m)) && day.is_none_or(|d| (1..=days(year, month)).contains(&d));
        if !fits || parts.next().is_some() {
            return Err(error());
        }
        Ok(Self { year, month: month.map(|m| m as u8), day: day.map(|d| d as u8) })
    }
}

/// How many days a month has; 31 where it is not known which month.
fn days(year: i32, month: Option<i32>) -> i32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        Some(2) => 28 + i32::from(leap),
        Some(4 | 6 | 9 | 11) => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_precise_as_they_are_given() {
        let date = |s: &str| s.parse::<ArticleDate>().ok().map(|d| (d.year, d.month, d.day));
        assert_eq!(date("2017-04-19"), Some((2017, Some(4), Some(19))));
        assert_eq!(date("2017-04"), Some((2017, Some(4), None)));
        assert_eq!(date("2017"), Some((2017, None, None)));
        assert_eq!(date("2017-04-01/2017-04-30"), Some((2017, Some(4), None)));
        assert_eq!(date("2017-04/2017-06"), Some((2017, None, None)));
        assert_eq!(date("2017-04-19/2017-04-19"), Some((2017, Some(4), Some(19))));
        assert_eq!(date("2017?"), Some((2017, None, None)));
        for unknown in ["2016/2017", "2017-12-30/2018-01-02", "2017/..", "../2017", "2017-06/2017-04", "201X"] {
            assert_eq!(date(unknown), None, "{unknown}");
        }
        for bad in ["", "17", "2017-4", "2017-13", "2017-04-19-1", "2017-04-32", "2026-02-30", "2100-02-29", "April"] {
            assert_eq!(date(bad), None, "{bad}");
        }
    }
}
