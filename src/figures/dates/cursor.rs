//! A place in folded text, and the small things that dates are read by.

use crate::figures::{numeral, spelled};

pub(super) struct Cursor<'a> {
    pub(super) text: &'a [char],
    pub(super) at: usize,
}

impl Cursor<'_> {
    pub(super) fn char(&self, at: usize) -> char {
        self.text.get(at).copied().unwrap_or('\0')
    }

    pub(super) fn peek(&self) -> char {
        self.char(self.at)
    }

    /// After white space, if the next character is one of these.
    pub(super) fn eat(&mut self, any: &str) -> Option<char> {
        let mut at = self.at;
        while self.char(at) == ' ' && at < self.at + 2 {
            at += 1;
        }
        let c = self.char(at);
        any.contains(c).then(|| {
            self.at = at + 1;
            c
        })
    }

    pub(super) fn word(&mut self, word: &str) -> bool {
        let end = spelled::after(self.text, self.at, word);
        self.at = end.unwrap_or(self.at);
        end.is_some()
    }

    pub(super) fn any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.word(word))
    }

    /// A small whole number, of digits or Chinese ones.
    pub(super) fn small(&mut self) -> Option<u8> {
        let from = self.at;
        while self.peek() == ' ' && self.at < from + 2 {
            self.at += 1;
        }
        let number = numeral::read(self.text, self.at);
        let value = number.filter(|n| n.high.is_none() && !n.over && !n.bare && !n.broken).and_then(|n| {
            let value = n.value?.decimal()?;
            (value.scale() == 0).then(|| u8::try_from(value).ok()).flatten().map(|v| (n.end, v))
        });
        match value {
            Some((end, value)) => {
                self.at = end;
                Some(value)
            }
            None => {
                self.at = from;
                None
            }
        }
    }

    /// `value` digits, if exactly so many stand here.
    pub(super) fn digits(&mut self, counts: std::ops::RangeInclusive<usize>) -> Option<i32> {
        let count = (0..5).take_while(|&i| self.char(self.at + i).is_ascii_digit()).count();
        if !counts.contains(&count) {
            return None;
        }
        let value = (0..count).fold(0, |v, i| v * 10 + (self.char(self.at + i) as i32 - '0' as i32));
        self.at += count;
        Some(value)
    }

    /// The same, of Chinese digits said one by one too: 26, 二六.
    pub(super) fn spelt(&mut self, counts: std::ops::RangeInclusive<usize>) -> Option<i32> {
        let digit = |i: usize| numeral::digit(self.char(self.at + i)).filter(|_| self.char(self.at + i) != '两');
        let count = (0..5).take_while(|&i| digit(i).is_some()).count();
        if !counts.contains(&count) {
            return self.digits(counts);
        }
        let value = (0..count).filter_map(digit).fold(0, |v, d| v * 10 + i32::from(d));
        self.at += count;
        Some(value)
    }

    pub(super) fn dash(&mut self) -> bool {
        let from = self.at;
        let dashes = (0..2).take_while(|_| self.eat("-~至到").is_some()).count();
        if dashes == 0 {
            self.at = from;
        }
        dashes > 0
    }

    /// Whether one of these stands before.
    pub(super) fn follows(&self, any: &str) -> bool {
        self.at > 0 && any.contains(self.text[self.at - 1])
    }

    /// Whether a word ends at `at`.
    pub(super) fn after(&self, at: usize, word: &str) -> bool {
        spelled::before(self.text, at, word).is_some()
    }

    /// Past white space.
    pub(super) fn skip(&mut self) {
        while self.peek() == ' ' {
            self.at += 1;
        }
    }
}
