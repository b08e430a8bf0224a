//! Rows for programs (JSON Lines) and for people (a table).

use std::io::{self, Read, Write};

use serde::Serialize;
use serde_json::Value;

/// How rows are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    Jsonl,
    Table,
}

/// Where a subcommand reads and writes, so that tests can run it in process.
pub struct Io<'a> {
    pub input: &'a mut dyn Read,
    pub out: &'a mut dyn Write,
    pub err: &'a mut dyn Write,
    /// Whether a person reads `out`.
    pub terminal: bool,
}

impl Io<'_> {
    /// The format asked for, or the one that suits the reader.
    pub fn format(&self, asked: Option<Format>) -> Format {
        asked.unwrap_or(if self.terminal { Format::Table } else { Format::Jsonl })
    }
}

/// Prints rows of one kind; their fields, in order, are the keys or the columns.
pub fn print_rows<T: Serialize>(io: &mut Io<'_>, format: Format, rows: impl IntoIterator<Item = T>) -> io::Result<()> {
    match format {
        Format::Jsonl => {
            for row in rows {
                serde_json::to_writer(&mut *io.out, &row)?;
                io.out.write_all(b"\n")?;
            }
        }
        Format::Table => {
            let rows: Vec<Value> = rows.into_iter().map(serde_json::to_value).collect::<Result<_, _>>()?;
            table(io.out, &rows)?;
        }
    }
    io.out.flush()
}

/// Columns as wide as their widest cell in a terminal, where an ideograph takes two places.
fn table(out: &mut dyn Write, rows: &[Value]) -> io::Result<()> {
    let Some(Value::Object(first)) = rows.first() else { return Ok(()) };
    let header: Vec<String> = first.keys().cloned().collect();
    let body = rows.iter().map(|row| header.iter().map(|key| cell(&row[key])).collect());
    let lines: Vec<Vec<String>> = std::iter::once(header.clone()).chain(body).collect();
    let widths: Vec<usize> =
        (0..header.len()).map(|column| lines.iter().map(|line| width(&line[column])).max().unwrap_or(0)).collect();
    for line in lines {
        let mut text = String::new();
        for (cell, &column) in line.iter().zip(&widths) {
            text.push_str(cell);
            text.extend(std::iter::repeat_n(' ', column - width(cell) + 2));
        }
        writeln!(out, "{}", text.trim_end())?;
    }
    Ok(())
}

/// The longest cell of a table, in places.
const WIDEST: usize = 48;

fn cell(value: &Value) -> String {
    let full = match value {
        Value::Null => String::new(),
        Value::String(text) => text.replace('\n', " "),
        other => other.to_string(),
    };
    if width(&full) <= WIDEST {
        return full;
    }
    let mut kept = String::new();
    for c in full.chars() {
        if width(&kept) + 3 > WIDEST {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum()
}
