//! A workbook as people edit it: read, some cells changed, saved again.

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{Workbook, Worksheet};

/// The first sheet of a workbook: title lines, a header, rows below it.
pub(crate) struct Table {
    sheet: String,
    cells: Vec<Vec<Data>>,
    header: usize,
}

impl Table {
    /// Reads a workbook; its header is the row that has a cell `nik` in any case.
    pub(crate) fn read(file: &Path) -> Self {
        let mut book: Xlsx<_> = open_workbook(file).expect("a workbook");
        let (sheet, range) = book.worksheets().into_iter().next().expect("a sheet");
        let (height, width) = range.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
        let cell = |row, column| range.get_value((row, column)).cloned().unwrap_or(Data::Empty);
        let row = |row| (0..width).map(|column| cell(row, column)).collect();
        let cells: Vec<Vec<Data>> = (0..height).map(row).collect();
        let is_nik = |cell: &Data| cell.to_string().eq_ignore_ascii_case("nik");
        let header = cells.iter().position(|row| row.iter().any(is_nik)).expect("a header with nik");
        Self { sheet, cells, header }
    }

    /// Rows below the header.
    pub(crate) fn len(&self) -> usize {
        self.cells.len() - self.header - 1
    }

    /// A cell as it is stored.
    pub(crate) fn cell(&self, row: usize, column: &str) -> &Data {
        &self.cells[self.header + 1 + row][self.column(column)]
    }

    /// A cell as text.
    pub(crate) fn text(&self, row: usize, column: &str) -> String {
        self.cell(row, column).to_string()
    }

    /// Writes a cell.
    pub(crate) fn set(&mut self, row: usize, column: &str, value: Data) {
        let column = self.column(column);
        self.cells[self.header + 1 + row][column] = value;
    }

    /// The first row from `from` on that `wanted` says yes to.
    pub(crate) fn find(&self, from: usize, wanted: impl Fn(usize) -> bool) -> usize {
        (from..self.len()).find(|row| wanted(*row)).expect("such a row")
    }

    /// The row as a spreadsheet numbers it.
    pub(crate) const fn number(&self, row: usize) -> usize {
        self.header + row + 2
    }

    /// The name on the tab.
    pub(crate) fn sheet(&self) -> &str {
        &self.sheet
    }

    /// Takes a column away, header and all.
    pub(crate) fn remove_column(&mut self, column: &str) {
        let column = self.column(column);
        for row in self.cells.iter_mut().skip(self.header) {
            row.remove(column);
        }
    }

    /// Keeps the rows that `wanted` says yes to.
    pub(crate) fn retain(&mut self, wanted: impl Fn(&Self, usize) -> bool) {
        let kept: Vec<bool> = (0..self.len()).map(|row| wanted(self, row)).collect();
        let head = self.header + 1;
        let mut place = 0;
        self.cells.retain(|_| {
            place += 1;
            place <= head || kept[place - 1 - head]
        });
    }

    /// Writes a title line above the header.
    pub(crate) fn title(&mut self, line: usize, words: &str) {
        assert!(line < self.header, "line {line} is no title");
        self.cells[line][0] = Data::String(words.to_owned());
    }

    /// Saves it as a workbook of one sheet.
    pub(crate) fn save(&self, file: &Path) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.set_name(&self.sheet).expect("a name for the tab");
        for (row, cells) in self.cells.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                write(sheet, u32::try_from(row).expect("a row"), u16::try_from(column).expect("a column"), cell);
            }
        }
        book.save(file).expect("the workbook is saved");
    }

    fn column(&self, name: &str) -> usize {
        let header = &self.cells[self.header];
        let place = header.iter().position(|cell| cell.to_string().eq_ignore_ascii_case(name));
        place.unwrap_or_else(|| panic!("no column {name}"))
    }
}

fn write(sheet: &mut Worksheet, row: u32, column: u16, cell: &Data) {
    let written = match cell {
        Data::Empty => return,
        Data::Int(number) => sheet.write_number(row, column, *number as f64),
        Data::Float(number) => sheet.write_number(row, column, *number),
        other => sheet.write_string(row, column, other.to_string()),
    };
    written.expect("the cell is written");
}
