//! A workbook as plain rows of cells: opened within limits, or refused with one sentence.

pub mod file_error;

mod archive;
mod kind;
mod spreadsheet;
mod text_table;

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use jiff::civil::Date;

use self::file_error::FileError;
use self::kind::Kind;

const FILE_BYTES_MAX: u64 = 50 * 1024 * 1024;
const ROWS_MAX: usize = 200_000;
const COLUMNS_MAX: usize = 200;
/// Far beyond any village: 200,000 rows of 50 columns. Bounds what a sparse sheet can make us hold.
const CELLS_MAX: usize = 10_000_000;

/// One visible sheet, row by row from the first; rows end at their last filled cell.
#[derive(Debug, Clone, PartialEq)]
pub struct Sheet {
    /// Name on the tab.
    pub name: String,
    /// Cells by row and column, both from the top left corner.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell, still telling text from number: a NIK kept as a number has lost its digits.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Nothing in it.
    Empty,
    /// Typed or stored as text.
    Text(String),
    /// Stored as a number.
    Number(f64),
    /// Stored as a date.
    Date(Date),
    /// Stored as true or false.
    Bool(bool),
}

impl Cell {
    /// The cell as a person sees it, on one line and trimmed; dates as `YYYY-MM-DD`.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(words) => words.split_whitespace().collect::<Vec<_>>().join(" "),
            Self::Number(number) => number.to_string(),
            Self::Date(date) => date.to_string(),
            Self::Bool(true) => "1".to_owned(),
            Self::Bool(false) => "0".to_owned(),
        }
    }

    /// Whether a person would call the cell empty.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(words) => words.trim().is_empty(),
            Self::Number(_) | Self::Date(_) | Self::Bool(_) => false,
        }
    }
}

/// Opens a file within the limits.
///
/// # Errors
/// [`FileError`], the whole file being refused.
pub fn open(path: &Path) -> Result<Vec<Sheet>, FileError> {
    open_bytes(&read_file(path)?)
}

/// Opens a file already in memory within the limits.
///
/// # Errors
/// [`FileError`], the whole file being refused.
pub fn open_bytes(bytes: &[u8]) -> Result<Vec<Sheet>, FileError> {
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(file_too_large());
    }
    let sheets = match kind::recognise(bytes)? {
        Kind::Xlsx => spreadsheet::read_xlsx(bytes)?,
        Kind::Text => vec![text_table::read(bytes)?],
    };
    let filled: Vec<Sheet> = sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect();
    if filled.is_empty() {
        return Err(FileError::Empty);
    }
    Ok(filled)
}

/// The day a spreadsheet counts as `serial`, in the calendar that starts in 1900.
#[must_use]
pub fn date_of_serial(serial: f64) -> Option<Date> {
    spreadsheet::date_of_serial(serial)
}

/// Reads a file into memory within the size limit.
///
/// # Errors
/// [`FileError::NotFound`], [`FileError::Unreadable`]; a file that is too large is refused by [`open_bytes`].
pub fn read_file(path: &Path) -> Result<Vec<u8>, FileError> {
    let file = File::open(path).map_err(|error| match error.kind() {
        ErrorKind::NotFound => FileError::NotFound,
        _ => FileError::Unreadable,
    })?;
    let mut bytes = Vec::new();
    // One byte more than allowed, so that a file still growing is noticed too.
    file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(|_| FileError::Unreadable)?;
    Ok(bytes)
}

fn file_too_large() -> FileError {
    FileError::TooLarge {
        what: "Berkas lebih dari 50 MB".to_owned(),
        remedy: "Hapus lembar, gambar dan kolom yang tidak perlu, simpan ulang sebagai .xlsx",
    }
}

/// Collects cells into rows and stops at the limits.
struct Collector {
    sheet: Sheet,
    held: usize,
}

impl Collector {
    fn new(name: &str) -> Self {
        let sheet = Sheet { name: name.to_owned(), rows: Vec::new() };
        Self { sheet, held: 0 }
    }

    /// Puts one filled cell in its place.
    fn put(&mut self, row: usize, column: usize, cell: Cell) -> Result<(), FileError> {
        if cell.is_blank() {
            return Ok(());
        }
        self.check(row, column)?;
        if self.sheet.rows.len() <= row {
            self.sheet.rows.resize_with(row + 1, Vec::new);
        }
        let Some(cells) = self.sheet.rows.get_mut(row) else { return Ok(()) };
        if cells.len() <= column {
            self.held += column + 1 - cells.len();
            cells.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
        Ok(())
    }

    fn check(&self, row: usize, column: usize) -> Result<(), FileError> {
        let (what, remedy) = if row >= ROWS_MAX {
            ("lebih dari 200.000 baris", "Bagi menjadi beberapa berkas, misalnya satu berkas per desa")
        } else if column >= COLUMNS_MAX {
            ("lebih dari 200 kolom", "Hapus kolom yang tidak perlu, simpan ulang sebagai .xlsx")
        } else if self.held >= CELLS_MAX {
            ("terlalu banyak sel", "Hapus kolom dan baris yang tidak perlu, simpan ulang sebagai .xlsx")
        } else {
            return Ok(());
        };
        Err(FileError::TooLarge { what: format!("Lembar \"{}\" berisi {what}", self.sheet.name), remedy })
    }
}

#[cfg(test)]
mod tests;
