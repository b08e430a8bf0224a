//! Tables in plain text: rows whose cells wide spaces, tabs or bars keep apart, under a row that names the columns.
//!
//! Says of a cell which row and column it stands in. Knows nothing of what numbers mean.

/// A range of places of the folded text.
type Range = (usize, usize);

/// The tables of a text, in its order.
#[derive(Debug, Default)]
pub struct Tables {
    rows: Vec<Row>,
}

#[derive(Clone, Debug)]
struct Row {
    cells: Vec<Range>,
    /// The cells of the row that names the columns.
    head: Option<Vec<Range>>,
    caption: Option<Range>,
}

/// Where a number of a table stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The first cell of its row, which names it.
    pub row: Range,
    pub column: Option<Range>,
    pub caption: Option<Range>,
}

/// No row of a table is longer, in code points.
const LONGEST: usize = 200;
/// No name of a column or caption is longer.
const NAME: usize = 40;
/// No number of a cell is longer.
const NUMBER: usize = 16;
/// So many characters of a cell besides as many as it has digits may be the unit: 1亿元.
const UNIT: usize = 3;

impl Tables {
    pub fn of(text: &[char]) -> Self {
        let mut reader =
            Reader { text, tables: Self::default(), line: None, head: None, caption: None, rows: Vec::new() };
        let mut start = 0;
        for line in text.split(|c| *c == '\n') {
            reader.line((start, start + line.len()));
            start += line.len() + 1;
        }
        reader.close();
        reader.tables
    }

    /// The cell that `at` stands in, but for the first of its row.
    pub fn cell(&self, at: usize) -> Option<Cell> {
        let n = self.rows.partition_point(|row| row.cells.first().is_some_and(|first| first.0 <= at)).checked_sub(1)?;
        let row = &self.rows[n];
        let column = row.cells.iter().position(|cell| (cell.0..cell.1).contains(&at)).filter(|column| *column > 0)?;
        Some(Cell { row: row.cells[0], column: row.head.as_ref().map(|head| head[column]), caption: row.caption })
    }
}

/// Reads lines one after the other.
struct Reader<'a> {
    text: &'a [char],
    tables: Tables,
    /// The line before, if it could be a caption.
    line: Option<Range>,
    head: Option<Vec<Range>>,
    caption: Option<Range>,
    /// Rows that are no table yet.
    rows: Vec<Vec<Range>>,
}

impl Reader<'_> {
    fn line(&mut self, (from, to): Range) {
        let blank = |i: &usize| self.text[*i].is_whitespace();
        let Some(from) = (from..to).find(|i| !blank(i)) else { return };
        let to = (from..to).rfind(|i| !blank(i)).map_or(from, |i| i + 1);
        let cells = if to - from <= LONGEST { self.cells((from, to)) } else { Vec::new() };
        let caption = matches!(self.text[from..to], ['表', ..] | ['附', '表', ..]) && cells.len() == 2;
        if cells.len() < 2 || caption {
            self.close();
            self.line = (to - from <= NAME).then_some((from, to));
        } else if !self.is_number(cells[0]) && cells[1..].iter().any(|&cell| self.is_number(cell)) {
            if self.rows.is_empty() && self.head.is_none() {
                self.caption = self.line.take();
            }
            self.rows.push(cells);
        } else {
            self.close();
            self.caption = self.line.take();
            let named = cells.iter().all(|cell| cell.1 - cell.0 <= NAME && !self.text[cell.0..cell.1].contains(&'。'));
            self.head = named.then_some(cells);
        }
    }

    /// Ends a table: rows are one where their columns are named, or where there are several.
    fn close(&mut self) {
        let head = self.head.take();
        let rows = std::mem::take(&mut self.rows);
        let fits = |cells: &[Range]| head.as_ref().is_some_and(|head| head.len() == cells.len());
        if rows.len() > 1 || rows.iter().any(|cells| fits(cells)) {
            let row =
                |cells: Vec<Range>| Row { head: head.clone().filter(|_| fits(&cells)), cells, caption: self.caption };
            self.tables.rows.extend(rows.into_iter().map(row));
        }
        self.caption = None;
    }

    /// The cells of a line; none where nothing keeps cells apart.
    fn cells(&self, (from, to): Range) -> Vec<Range> {
        let mut cells = Vec::new();
        // Most lines are prose.
        let ideograph = |c: &char| matches!(c, '\u{4e00}'..='\u{9fff}');
        let parts = |c: &char| !ideograph(c) && (apart(*c) || *c == ' ');
        if !self.text[from..to].iter().any(parts) {
            return cells;
        }
        let mut start = from;
        let mut at = from;
        while at < to {
            let gap = (at..to).take_while(|&i| apart(self.text[i]) || self.text[i] == ' ').count();
            let wide = gap > 1 || gap == 1 && apart(self.text[at]);
            if wide {
                if start < at {
                    cells.push((start, at));
                }
                start = at + gap;
            }
            at += gap.max(1);
        }
        if start < to {
            cells.push((start, to));
        }
        cells
    }

    /// Whether a cell holds a number that is no year; 5G用户 is a name.
    fn is_number(&self, (from, to): Range) -> bool {
        let words = &self.text[from..to];
        let sign = usize::from(matches!(words[0], '-' | '$'));
        let dated = |c: &char| matches!(c, '年' | '月' | '日' | '。' | '，' | '、' | '：' | '—');
        let digits = words.iter().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).count();
        words.get(sign).is_some_and(char::is_ascii_digit)
            && words.len() <= NUMBER.min(2 * digits + UNIT)
            && !words.iter().any(|c| dated(c) || c.is_ascii_alphabetic())
    }
}

/// What keeps cells apart by itself.
fn apart(c: char) -> bool {
    matches!(c, '\u{3000}' | '\t' | '｜' | '|' | '︱' | '│' | '┃' | '∣' | '￨' | '¦')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The row, column and caption of the cell that holds `number`, joined with strokes.
    fn check(text: &str, number: &str, want: Option<&str>) {
        let chars: Vec<char> = text.chars().collect();
        let at = text.find(number).map_or(0, |byte| text[..byte].chars().count());
        let words = |range: Option<Range>| range.map_or(String::new(), |(a, b)| chars[a..b].iter().collect());
        let got = Tables::of(&chars).cell(at);
        let got = got.map(|cell| [Some(cell.row), cell.column, cell.caption].map(words).join("/"));
        assert_eq!(got.as_deref(), want, "{number}");
    }

    #[test]
    fn cells_know_their_row_and_column() {
        let text =
            "附：主要指标\n\n指标　单位　2023年　2024年\n水库　座　31　33\n灌区面积　万亩　4.2　-0.3\n另有泵站12座。";
        check(text, "31", Some("水库/2023年/附：主要指标"));
        check(text, "-0.3", Some("灌区面积/2024年/附：主要指标"));
        check(text, "水库　座", None);
        check(text, "12", None);
        check("项目　单位　年末数\n5G用户数　万户　12.4", "12.4", Some("5G用户数/年末数/"));
        check("表2　各区概况\n东区  15億元  88%\n\n西区  6億元  71%", "71%", Some("西区//表2　各区概况"));
        check("项目\t数量\n水库\t31座", "31", Some("水库/数量/"));
    }

    #[test]
    fn prose_is_no_table() {
        check("第一条　2024年，建水库31座。\n第二条　2025年，建泵站12座。", "31", None);
        check("水库  31座\n泵站已建成。", "31", None);
        check("　　全县水库31座，泵站12座。", "12", None);
    }
}
