//! All tables as one workbook, a sheet a table. The same bytes for the same tables: no clock.

use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::tables::{Cell, Table, placed};
use crate::i18n::Messages;

/// The longest text that a cell of a workbook holds.
const LONGEST: usize = 32_000;

/// Writes the workbook.
pub fn write(tables: &[Table], title: &str, messages: &Messages) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A workbook names a moment of making; a fixed one keeps the bytes the same.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
    let bold = Format::new().set_bold();
    let wrapped = Format::new().set_text_wrap();
    for table in tables.iter().map(|table| placed(table, messages)) {
        let sheet = workbook.add_worksheet();
        // Sheets' names have at most 31 characters; ours are short.
        sheet.set_name(table.id)?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, heading) in table.columns.iter().enumerate() {
            let column = column as u16;
            sheet.write_string_with_format(0, column, &heading.name, &bold)?;
            let widest = table.rows.iter().map(|row| width(&row[usize::from(column)])).max().unwrap_or(0);
            sheet.set_column_width(column, widest.clamp(10, 60) as f64)?;
        }
        for (row, cells) in table.rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                let (row, column) = (row as u32 + 1, column as u16);
                match cell {
                    Cell::Empty => {}
                    Cell::Number(number) | Cell::Found(number, _) => {
                        sheet.write_number(row, column, number.to_f64().unwrap_or(0.0))?;
                    }
                    Cell::Text(text) | Cell::Quote(text, _) => {
                        let text: String = text.chars().take(LONGEST).map(shown).collect();
                        sheet.write_string_with_format(row, column, text, &wrapped)?;
                    }
                }
            }
        }
        if !table.rows.is_empty() {
            sheet.autofilter(0, 0, table.rows.len() as u32, table.columns.len() as u16 - 1)?;
        }
    }
    workbook.save_to_buffer()
}

/// Workbooks are XML, which has no place for control characters.
fn shown(c: char) -> char {
    if c.is_control() && c != '\n' && c != '\t' || matches!(c, '\u{fffe}' | '\u{ffff}') { '·' } else { c }
}

/// In places, of which an ideograph takes two.
fn width(cell: &Cell) -> usize {
    match cell {
        Cell::Empty => 0,
        Cell::Number(number) | Cell::Found(number, _) => number.to_string().len(),
        Cell::Text(text) | Cell::Quote(text, _) => text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum(),
    }
}
