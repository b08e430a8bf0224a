//! What time the log says. The only clock of this room, and it can be set.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970, UTC.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> i64 + Send + Sync>);

impl Clock {
    /// The computer's; stands still at `SOURCE_DATE_EPOCH` where that is set.
    pub fn system() -> Self {
        let fixed = std::env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse::<i64>().ok());
        match fixed {
            Some(seconds) => Self::fixed(seconds * 1000),
            None => Self(Arc::new(|| {
                SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as i64)
            })),
        }
    }

    pub fn fixed(milliseconds: i64) -> Self {
        Self(Arc::new(move || milliseconds))
    }

    pub fn now(&self) -> i64 {
        (self.0)()
    }
}

/// `2026-11-22T03:35:35Z`, from milliseconds since 1970.
pub fn utc(milliseconds: i64) -> String {
    let seconds = milliseconds.div_euclid(1000);
    let (day, within) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Years from March, in eras of 400 years: leap days then come last.
    let from = day + 719_468;
    let (era, of_era) = (from.div_euclid(146_097), from.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march = (5 * of_year + 2) / 153;
    let date = of_year - (153 * march + 2) / 5 + 1;
    let month = if march < 10 { march + 3 } else { march - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (within / 3600, within / 60 % 60, within % 60);
    format!("{year:04}-{month:02}-{date:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_the_calendar_has_them() {
        let check = |seconds: i64, expect: &str| assert_eq!(utc(seconds * 1000), expect);
        check(0, "1970-01-01T00:00:00Z");
        check(951_782_400, "2000-02-29T00:00:00Z");
        check(1_492_560_000, "2017-04-19T00:00:00Z");
        check(4_107_542_399, "2100-02-28T23:59:59Z");
        check(4_107_542_400, "2100-03-01T00:00:00Z");
        check(-1, "1969-12-31T23:59:59Z");
    }
}
