//! Tables to XLSX and CSV bytes, in which nothing that was typed can become a formula.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, IgnoreError, Workbook, Worksheet};

/// One column of a table.
#[derive(Debug, Clone, Copy)]
pub struct Column<'a> {
    /// Words of the header cell.
    pub title: &'a str,
    /// Width in characters.
    pub width: f64,
}

/// One cell of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value<'a> {
    /// Always stored as text, so that a NIK keeps its sixteen digits.
    Text(&'a str),
    /// A number one can add up.
    Int(i64),
    /// Nothing.
    Empty,
}

/// One sheet: title lines, a header row and the rows below it.
#[derive(Debug, Clone, Default)]
pub struct Sheet<'a> {
    /// Name on the tab, at most 31 characters.
    pub name: &'a str,
    /// Lines above the header, one row each.
    pub titles: &'a [&'a str],
    /// The columns, in order.
    pub columns: &'a [Column<'a>],
    /// Rows; a shorter row ends in empty cells.
    pub rows: &'a [Vec<Value<'a>>],
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The workbook writer refused.
    #[error("cannot write workbook")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// The CSV writer refused.
    #[error("cannot write csv")]
    Csv(#[from] csv::Error),
    /// The table has more rows or columns than a sheet can hold.
    #[error("table does not fit a sheet")]
    TooLarge,
}

/// Writes a workbook with one sheet per table; the same tables always give the same bytes.
///
/// # Errors
/// [`SheetError`]: a sheet name or cell text that is too long, or too many rows.
pub fn write_xlsx(sheets: &[Sheet<'_>]) -> Result<Vec<u8>, SheetError> {
    let mut workbook = Workbook::new();
    // A fixed date: the moment of writing says something about the writer and spoils comparison.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    for sheet in sheets {
        write_sheet(workbook.add_worksheet(), sheet)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// Writes UTF-8 CSV with a byte order mark, the title lines first.
///
/// # Errors
/// [`SheetError::Csv`].
pub fn write_csv(sheet: &Sheet<'_>) -> Result<Vec<u8>, SheetError> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(&mut out);
        for title in sheet.titles {
            writer.write_record([guarded(title)])?;
        }
        writer.write_record(sheet.columns.iter().map(|column| guarded(column.title)))?;
        for row in sheet.rows {
            writer.write_record(row.iter().map(csv_text))?;
        }
        writer.flush().map_err(csv::Error::from)?;
    }
    Ok(out)
}

fn write_sheet(page: &mut Worksheet, sheet: &Sheet<'_>) -> Result<(), SheetError> {
    let bold = Format::new().set_bold().set_num_format("@");
    let text = Format::new().set_num_format("@");
    page.set_name(sheet.name)?;
    for (row, title) in sheet.titles.iter().enumerate() {
        page.write_string_with_format(row_number(row)?, 0, *title, &bold)?;
    }
    let header = row_number(sheet.titles.len())?;
    for (index, column) in sheet.columns.iter().enumerate() {
        let number = column_number(index)?;
        page.set_column_width(number, column.width)?;
        page.write_string_with_format(header, number, column.title, &bold)?;
    }
    page.set_freeze_panes(header + 1, 0)?;
    for (index, row) in sheet.rows.iter().enumerate() {
        let number = row_number(sheet.titles.len() + 1 + index)?;
        write_row(page, number, row, &text)?;
    }
    let last_row = row_number(sheet.titles.len() + sheet.rows.len())?;
    let last_column = column_number(sheet.columns.len().max(1) - 1)?;
    page.ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

fn write_row(page: &mut Worksheet, row: u32, values: &[Value<'_>], text: &Format) -> Result<(), SheetError> {
    for (index, value) in values.iter().enumerate() {
        let column = column_number(index)?;
        match value {
            Value::Text(words) => {
                page.write_string_with_format(row, column, *words, text)?;
            }
            Value::Int(number) => {
                page.write_number(row, column, *number as f64)?;
            }
            Value::Empty => {}
        }
    }
    Ok(())
}

fn row_number(index: usize) -> Result<u32, SheetError> {
    u32::try_from(index).map_err(|_| SheetError::TooLarge)
}

fn column_number(index: usize) -> Result<u16, SheetError> {
    u16::try_from(index).map_err(|_| SheetError::TooLarge)
}

fn csv_text(value: &Value<'_>) -> String {
    match value {
        Value::Text(words) => guarded(words),
        Value::Int(number) => number.to_string(),
        Value::Empty => String::new(),
    }
}

/// Puts an apostrophe before what a spreadsheet would run as a formula (sync.md 5.4, T14).
fn guarded(words: &str) -> String {
    let is_dangerous =
        words.trim_start_matches(is_blank).starts_with(['\r', '\n']) || words.split(['\r', '\n']).any(starts_formula);
    if is_dangerous { format!("'{words}") } else { words.to_owned() }
}

fn starts_formula(line: &str) -> bool {
    const STARTS: [char; 9] = ['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠'];
    line.trim_start_matches(is_blank).starts_with(STARTS)
}

fn is_blank(c: char) -> bool {
    !matches!(c, '\t' | '\r' | '\n') && (c.is_whitespace() || is_invisible(c))
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}')
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};

    use super::*;

    const COLUMNS: &[Column<'_>] = &[Column { title: "NIK", width: 20.0 }, Column { title: "BULAN", width: 8.0 }];

    fn read_back(bytes: Vec<u8>) -> (calamine::Range<Data>, calamine::Range<String>) {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
        let range = book.worksheet_range("DATA").unwrap();
        (range, book.worksheet_formula("DATA").unwrap())
    }

    #[test]
    fn a_nik_stays_text_and_a_number_stays_a_number() {
        let rows = [vec![Value::Text("1799990101900001"), Value::Int(3)]];
        let sheet = Sheet { name: "DATA", titles: &["DATA CONTOH"], columns: COLUMNS, rows: &rows };
        let (range, _) = read_back(write_xlsx(&[sheet]).unwrap());
        let cell = |row, column| range.get_value((row, column)).cloned();
        assert_eq!(cell(0, 0), Some(Data::String("DATA CONTOH".into())));
        assert_eq!(cell(1, 1), Some(Data::String("BULAN".into())));
        assert_eq!(cell(2, 0), Some(Data::String("1799990101900001".into())));
        assert_eq!(cell(2, 1), Some(Data::Float(3.0)));
    }

    #[test]
    fn no_cell_of_a_workbook_is_a_formula() {
        let rows: Vec<_> = DANGEROUS.iter().map(|t| vec![Value::Text(t)]).collect();
        let sheet = Sheet { name: "DATA", columns: COLUMNS, rows: &rows, ..Sheet::default() };
        let (range, formulas) = read_back(write_xlsx(&[sheet]).unwrap());
        assert!(formulas.used_cells().all(|(_, _, formula)| formula.is_empty()));
        assert!(range.used_cells().all(|(_, _, cell)| matches!(cell, Data::String(_))));
    }

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        let sheet = Sheet { name: "DATA", columns: COLUMNS, ..Sheet::default() };
        let once = write_xlsx(std::slice::from_ref(&sheet)).unwrap();
        assert_eq!(once, write_xlsx(&[sheet]).unwrap());
    }

    const DANGEROUS: &[&str] = &[
        "=1+1",
        "+62812",
        "-5",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "  =1",
        "\u{a0}=1",
        "\u{feff}=1",
        "\u{200b}=1",
        "baris\n=HYPERLINK(\"x\")",
        "baris\r\n +1",
        "＝1",
        "＠x",
        "－1",
        "＋1",
    ];

    #[test]
    fn csv_text_that_could_run_gets_an_apostrophe() {
        for words in DANGEROUS {
            assert_eq!(guarded(words), format!("'{words}"), "{words:?}");
        }
    }

    #[test]
    fn csv_text_that_cannot_run_is_left_alone() {
        let harmless = ["", "NUR'AINI", "A-B", "S.Pd", "1 = satu", "dua\nbaris", "dua\r\n\r\nbaris\n", "Rp 5"];
        for words in harmless {
            assert_eq!(guarded(words), words, "{words:?}");
        }
    }

    #[test]
    fn csv_starts_with_a_mark_and_keeps_negative_numbers_numeric() {
        let rows = [vec![Value::Text("=cmd"), Value::Int(-5)], vec![Value::Empty]];
        let sheet = Sheet { name: "DATA", titles: &["JUDUL"], columns: COLUMNS, rows: &rows };
        let text = String::from_utf8(write_csv(&sheet).unwrap()).unwrap();
        assert_eq!(text, "\u{feff}JUDUL\nNIK,BULAN\n'=cmd,-5\n\"\"\n");
    }
}
