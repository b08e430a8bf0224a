//! Dates among the readings: their hedges, and what they leave for later ones to lean on.

use super::{Reading, Scanner, UnitText};
use crate::figures::dates::{self, Date, When, Year};
use crate::figures::{Kind, Modifier, Tier, spelled};

impl Scanner<'_> {
    pub(super) fn date(&mut self, at: usize) -> Option<usize> {
        let c = self.char(at);
        // 3,012年, 10.5月: digits in the middle of a number.
        if c == '.' {
            return None;
        }
        let found = dates::at(self.text, at, &self.dates)?;
        if let Some(when) = found.when {
            if matches!(when.from.year, Year::Of(_) | Year::Relative(_)) {
                self.dates.year = when.from.year;
            }
            let compared = matches!(self.prev(at), '比' | '较' | '由' | '从' | '自' | '与' | '和');
            if let Year::Of(year) = when.from.year
                && !compared
                && !found.bare
            {
                self.dates.told = Some(year);
            }
            self.says(at, found.end, when, compared);
            if when.to.is_some() || !found.bare {
                self.dates.last = Some(when);
            }
        }
        let (modifier, outer) = self.date_hedge(at, found.end, found.range);
        let quoted = matches!(self.prev(at), '“' | '"' | '「') && !found.range && self.char(found.end) == '”';
        let tier = if found.bare || quoted { Tier::Weak } else { Tier::Time };
        self.out.push(Reading {
            start: at as u32,
            end: found.end as u32,
            num_start: at as u32,
            num_end: found.end as u32,
            value: None,
            value2: None,
            unit: UnitText::None,
            unit_id: None,
            kind: Kind::Date,
            modifier,
            tier,
            when: found.when,
            denominator: None,
            outer,
        });
        Some(found.end)
    }

    /// Keeps the year and the day that later dates of the sentence and of the paragraph are of.
    fn says(&mut self, at: usize, end: usize, when: When, compared: bool) {
        const TITLE: usize = 40;
        let last = when.to.unwrap_or(when.from);
        let known = matches!(last.year, Year::Of(_) | Year::Relative(_));
        // 2021—2025年 is no one year.
        let years = when.to.is_some_and(|to| to.year != when.from.year);
        // 2019年以来, 到2027年: when something began or is to end; 2020年成立的: what is told of is now.
        let edge = matches!(self.prev(at), '到' | '至')
            || matches!(self.char(end), '以' | '起' | '后' | '前' | '的' | '成' | '至')
            || self.text[at..end].ends_with(&['同', '期']);
        let titled = || {
            let open = self.text[at.saturating_sub(TITLE)..at].iter().rev().find(|c| matches!(c, '《' | '》'));
            open == Some(&'《')
        };
        if known && !years && !compared && !edge && !titled() {
            self.dates.here = Some(Date { day: 0, ..last });
        }
        if (1..=12).contains(&last.month) && last.day > 0 && last.day <= 31 {
            self.dates.day = Some(last);
        }
    }

    fn date_hedge(&self, start: usize, end: usize, range: bool) -> (Modifier, (u32, u32)) {
        let outer = (start as u32, end as u32);
        if range {
            return (Modifier::Range, outer);
        }
        let word = |at: usize, word: &str| spelled::after(self.text, at, word).is_some();
        if ["或之前", "或以前", "(含)前"].iter().any(|w| word(end, w)) || word(end, "止") && !word(end, "止于")
        {
            return (Modifier::By, outer);
        }
        if word(end, "前") && !word(end, "前后") || word(end, "之前") || word(end, "以前") {
            return (Modifier::Before, (start as u32, end as u32 + 1));
        }
        for cue in ["截至", "截止到", "截止至", "截止", "截到", "到", "至", "不迟于", "不晚于", "最迟", "迟至"]
        {
            // 恢复到2019年同期 is a level, not a date by which.
            let level = matches!(cue, "到" | "至")
                && (word(end, "同期") || word(end, "的") || self.text[..end].ends_with(&['同', '期']));
            if let Some(from) = spelled::before(self.text, start, cue).filter(|_| !level) {
                return (Modifier::By, (from as u32, outer.1));
            }
        }
        (Modifier::Exact, outer)
    }
}
