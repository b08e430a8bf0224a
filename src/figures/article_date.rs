//! The date of an article, which 去年 and the like are reckoned from.

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
#[error("{0}: not a date such as 2017-04-19, 2017-04 or 2017")]
pub struct ArticleDateError(String);

impl FromStr for ArticleDate {
    type Err = ArticleDateError;

    fn from_str(source: &str) -> Result<Self, Self::Err> {
        let error = || ArticleDateError(source.to_owned());
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
        for bad in ["", "17", "2017-4", "2017-13", "2017-04-19-1", "2017-04-32", "2026-02-30", "2100-02-29", "April"] {
            assert_eq!(date(bad), None, "{bad}");
        }
    }
}
