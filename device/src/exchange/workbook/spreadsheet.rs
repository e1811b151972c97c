//! Reading XLSX through calamine, cell by cell.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use jiff::civil::Date;

use super::file_error::FileError;
use super::{Cell, Collector, Sheet};

type Bytes<'a> = Cursor<&'a [u8]>;

/// Reads cell by cell, so that two cells in far corners cost two cells and not a full sheet.
pub(super) fn read_xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, FileError> {
    guarded(|| {
        let mut book: Xlsx<Bytes<'_>> = Xlsx::new(Cursor::new(bytes)).map_err(xlsx_error)?;
        let names = visible_names(&book);
        names.iter().map(|name| stream(&mut book, name)).collect()
    })
}

/// A parser that panics on a broken file must not take the app with it.
fn guarded(read: impl FnOnce() -> Result<Vec<Sheet>, FileError>) -> Result<Vec<Sheet>, FileError> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(FileError::Damaged))
}

fn xlsx_error(error: XlsxError) -> FileError {
    match error {
        XlsxError::Password => FileError::Encrypted,
        _ => FileError::Damaged,
    }
}

/// Hidden sheets hold lists for drop-down cells, not people.
fn visible_names<'a, R: Reader<Bytes<'a>>>(book: &R) -> Vec<String> {
    let is_shown =
        |sheet: &&calamine::Sheet| sheet.typ == SheetType::WorkSheet && sheet.visible == SheetVisible::Visible;
    let sheets = book.sheets_metadata().iter().filter(is_shown);
    sheets.map(|sheet| sheet.name.clone()).collect()
}

fn stream(book: &mut Xlsx<Bytes<'_>>, name: &str) -> Result<Sheet, FileError> {
    let mut collector = Collector::new(name);
    let mut reader = match book.worksheet_cells_reader(name) {
        Ok(reader) => reader,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(collector.sheet),
        Err(error) => return Err(xlsx_error(error)),
    };
    while let Some(cell) = reader.next_cell().map_err(xlsx_error)? {
        let (row, column) = cell.get_position();
        let value = match cell.get_value() {
            DataRef::SharedString(words) => Cell::Text((*words).to_owned()),
            other => from_data(&Data::from(other.clone())),
        };
        collector.put(row as usize, column as usize, value)?;
    }
    Ok(collector.sheet)
}

fn from_data(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::String(words) => Cell::Text(words.clone()),
        Data::Bool(truth) => Cell::Bool(*truth),
        Data::DateTime(moment) => from_moment(*moment),
        Data::DateTimeIso(words) => from_iso(words),
        Data::DurationIso(words) => Cell::Text(words.clone()),
        // Kept, so that a failed look-up (#N/A) is reported and not taken for an empty cell.
        Data::Error(error) => Cell::Text(error.to_string()),
    }
}

fn from_moment(moment: ExcelDateTime) -> Cell {
    if moment.is_duration() {
        return Cell::Number(moment.as_f64());
    }
    date_of(moment).map_or(Cell::Number(moment.as_f64()), Cell::Date)
}

fn from_iso(words: &str) -> Cell {
    let day = words.get(..10).and_then(|day| day.parse::<Date>().ok());
    day.map_or_else(|| Cell::Text(words.to_owned()), Cell::Date)
}

pub(super) fn date_of_serial(serial: f64) -> Option<Date> {
    use calamine::ExcelDateTimeType::DateTime;
    date_of(ExcelDateTime::new(serial, DateTime, false))
}

fn date_of(moment: ExcelDateTime) -> Option<Date> {
    let (year, month, day, ..) = moment.to_ymd_hms_milli();
    let (year, month, day) = (year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?);
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::open_bytes;
    use super::*;

    /// A zip file without compression, which is enough to hand calamine any XML.
    fn stored_zip(files: &[(&str, &str)]) -> Vec<u8> {
        let (mut out, mut directory) = (Vec::new(), Vec::new());
        for (name, text) in files {
            let start = u32::try_from(out.len()).unwrap();
            let size = u32::try_from(text.len()).unwrap();
            let mut about = vec![20, 0, 0, 0, 0, 0, 0, 0, 0, 0];
            for number in [crc32(text.as_bytes()), size, size] {
                about.extend(number.to_le_bytes());
            }
            about.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
            about.extend([0, 0]);
            out.extend([b"PK\x03\x04", &about[..], name.as_bytes(), text.as_bytes()].concat());
            directory.extend([b"PK\x01\x02\x14\x00", &about[..], &[0; 10]].concat());
            directory.extend([&start.to_le_bytes(), name.as_bytes()].concat());
        }
        let count = u16::try_from(files.len()).unwrap().to_le_bytes();
        let length = u32::try_from(directory.len()).unwrap().to_le_bytes();
        let start = u32::try_from(out.len()).unwrap().to_le_bytes();
        out.append(&mut directory);
        out.extend([b"PK\x05\x06\0\0\0\0", &count[..], &count, &length, &start, &[0, 0]].concat());
        out
    }

    fn crc32(bytes: &[u8]) -> u32 {
        let step = |crc: u32| if crc & 1 == 1 { (crc >> 1) ^ 0xEDB8_8320 } else { crc >> 1 };
        !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
    }

    fn xlsx(rows: &str, state: &str) -> Vec<u8> {
        const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
        const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let sheets = format!(r#"<sheet name="A" sheetId="1" r:id="r1" {state}/>"#);
        let book = format!(r#"<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>"#);
        let link = |kind: &str, target: &str| {
            format!(
                r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{OFFICE}/{kind}" Target="{target}"/></Relationships>"#
            )
        };
        let styles = format!(
            r#"<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
        );
        let page = format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>"#);
        stored_zip(&[
            ("_rels/.rels", &link("officeDocument", "xl/workbook.xml")),
            ("xl/workbook.xml", &book),
            ("xl/_rels/workbook.xml.rels", &link("worksheet", "worksheets/sheet1.xml")),
            ("xl/styles.xml", &styles),
            ("xl/worksheets/sheet1.xml", &page),
        ])
    }

    fn ods() -> Vec<u8> {
        stored_zip(&[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", "<manifest:manifest/>"),
            ("content.xml", "<office:document-content/>"),
        ])
    }

    #[test]
    fn cells_keep_their_type_and_their_place() {
        let rows = r##"<row r="3"><c r="B3" s="1"><v>29450</v></c><c r="C3"><v>29450</v></c><c r="D3" t="b"><v>1</v></c><c r="E3" t="e"><v>#N/A</v></c><c r="F3" s="1"/></row>"##;
        let sheet = open_bytes(&xlsx(rows, "")).unwrap().remove(0);
        let expected = [
            Cell::Empty,
            Cell::Date(date(1980, 8, 17)),
            Cell::Number(29_450.0),
            Cell::Bool(true),
            Cell::Text("#N/A".into()),
        ];
        assert_eq!((sheet.name.as_str(), sheet.rows.len()), ("A", 3));
        assert_eq!(sheet.rows[2], expected);
    }

    #[test]
    fn a_cell_in_the_last_row_is_refused_and_not_reserved_for() {
        let far = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>"#;
        assert_eq!(open_bytes(&xlsx(far, "")).unwrap_err().code(), "file.too_large");
        let formatted = r#"<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>"#;
        assert_eq!(open_bytes(&xlsx(formatted, "")).unwrap()[0].rows.len(), 1);
    }

    #[test]
    fn a_hidden_sheet_is_not_read() {
        let row = r#"<row r="1"><c r="A1"><v>1</v></c></row>"#;
        assert_eq!(open_bytes(&xlsx(row, r#"state="hidden""#)), Err(FileError::Empty));
    }

    #[test]
    fn a_libreoffice_workbook_is_refused_with_the_way_out() {
        let error = open_bytes(&ods()).unwrap_err();
        assert_eq!(error.code(), "file.wrong_type");
        assert!(error.to_string().contains("simpan ulang sebagai .xlsx"));
    }

    #[test]
    fn a_parser_that_panics_is_damage() {
        assert_eq!(guarded(|| panic!("broken file")), Err(FileError::Damaged));
    }
}
