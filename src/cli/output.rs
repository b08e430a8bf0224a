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
    let full = words(value);
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

/// A value as a person reads it: fractions to three digits, lists with commas, of an object its number, name or words,
/// of a place where it is and what stands there.
fn words(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.replace('\n', " "),
        Value::Number(number) => match number.as_f64() {
            Some(fraction) if !number.is_i64() && fraction.abs() < 10.0 => {
                let digits = format!("{fraction:.3}");
                digits.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            _ => number.to_string(),
        },
        Value::Bool(yes) => (if *yes { "yes" } else { "" }).to_owned(),
        Value::Array(values) => {
            let separator = if values.iter().any(Value::is_object) { "; " } else { ", " };
            values.iter().map(words).collect::<Vec<_>>().join(separator)
        }
        Value::Object(fields) => {
            if let [Some(doc), Some(start), Some(end), Some(quote)] =
                ["doc", "start", "end", "quote"].map(|k| fields.get(k))
            {
                return format!("{}:{start}..{end} {}", words(doc), words(quote));
            }
            let named = ["doc", "id", "name", "surface", "text"].into_iter().filter_map(|key| fields.get(key));
            let telling: Vec<String> = named.filter(|value| !value.is_f64()).map(words).collect();
            if telling.is_empty() {
                let said = fields.iter().filter(|(_, value)| !words(value).is_empty());
                said.map(|(key, value)| format!("{key} {}", words(value))).collect::<Vec<_>>().join(", ")
            } else {
                telling.join(" ")
            }
        }
    }
}

/// Prints one row: for programs as any row, for people with a line for each field and each element of a list, uncut.
pub fn print_sheet<T: Serialize>(io: &mut Io<'_>, format: Format, row: T) -> io::Result<()> {
    if format == Format::Jsonl {
        return print_rows(io, format, [row]);
    }
    sheet(io.out, &serde_json::to_value(row)?, 0)?;
    io.out.flush()
}

fn sheet(out: &mut dyn Write, value: &Value, depth: usize) -> io::Result<()> {
    let indent = "  ".repeat(depth);
    let Value::Object(fields) = value else { return writeln!(out, "{indent}{}", words(value)) };
    for (key, value) in fields {
        match value {
            Value::Array(values) if values.is_empty() => {}
            Value::Array(values) => {
                writeln!(out, "{indent}{key}")?;
                for value in values {
                    writeln!(out, "{indent}  {}", words(value))?;
                }
            }
            Value::Object(inner) if !inner.contains_key("id") => {
                writeln!(out, "{indent}{key}")?;
                sheet(out, value, depth + 1)?;
            }
            value => {
                let words = words(value);
                if !words.is_empty() {
                    writeln!(out, "{indent}{key}  {words}")?;
                }
            }
        }
    }
    Ok(())
}

fn width(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum()
}
