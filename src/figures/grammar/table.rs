//! Numbers in the cells of tables that were written in one line.

use super::{Reading, Scanner, UnitText, is_space};
use crate::figures::Kind;

impl Scanner<'_> {
    /// Whether a number stands in a row of numbers that only wide spaces keep apart.
    fn spaced_cell(&self, r: &Reading) -> bool {
        let wide = |c: char| matches!(c, ' ' | '\u{3000}' | '\u{a0}');
        let (start, end) = (r.start as usize, r.end as usize);
        let from = (0..start).rev().find(|&i| !wide(self.text[i])).map_or(0, |i| i + 1);
        let to = (end..self.text.len()).find(|&i| !wide(self.text[i])).unwrap_or(self.text.len());
        let digit = |c: char| c.is_ascii_digit() || c == '-';
        // One space as wide as a character parts cells, too.
        let apart = |from: usize, to: usize| to - from >= 2 || self.text[from..to].contains(&'\u{3000}');
        let left = apart(from, start) && from > 0 && self.text[from - 1].is_ascii_digit();
        let right = apart(end, to) && digit(self.char(to));
        let closed = apart(end, to) || matches!(self.char(to), '\n' | '\0');
        apart(from, start) && closed && (left || right)
    }

    /// A number that fills a cell of a table written with ｜ or tabs; takes the header's %.
    pub(super) fn cell(&mut self, at: usize, r: &mut Reading) -> bool {
        let bar = |c: char| matches!(c, '｜' | '|' | '\t' | '︱' | '│' | '┃' | '∣' | '￨' | '¦');
        let before = (0..r.start as usize)
            .rev()
            .find(|&i| !matches!(self.text[i], ' ' | '\u{3000}'))
            .map_or('\0', |i| self.text[i]);
        if !bar(before) {
            return self.spaced_cell(r);
        }
        let line_start = match self.table.line {
            Some((from, to)) if (from..to).contains(&at) => from,
            _ => self.text[..at].iter().rposition(|&c| c == '\n').map_or(0, |i| i + 1),
        };
        if self.table.line.is_none_or(|(from, to)| !(from..to).contains(&at)) {
            let line_end = self.text[at..].iter().position(|&c| c == '\n').map_or(self.text.len(), |i| at + i);
            self.table.line = Some((line_start, line_end));
            self.table.cells = std::iter::once(line_start)
                .chain((line_start..line_end).filter(|&i| bar(self.text[i])).map(|i| i + 1))
                .collect();
            let numeric = self.table.cells.iter().position(|&cell| {
                let c = (cell..line_end).find(|&i| !is_space(self.text[i])).map_or(' ', |i| self.text[i]);
                c.is_ascii_digit() || c == '-'
            });
            // The first cell of the first row of data names the row.
            self.table.columns = numeric.map_or(0, |n| n.saturating_sub(1));
        }
        let here = self.table.cells.partition_point(|&cell| cell <= at).saturating_sub(1);
        if self.table.columns > 1 {
            let head = self.table.cells[here % self.table.columns];
            let head_end = self.table.cells.get(here % self.table.columns + 1).copied().unwrap_or(self.text.len());
            let header = &self.text[head..head_end];
            if header.contains(&'%') {
                r.kind = Kind::Percent;
                r.unit = UnitText::Percent;
            }
        }
        true
    }
}
