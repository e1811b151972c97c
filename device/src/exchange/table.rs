//! A sheet read through a layout: rows about people, with their cells by column key.

use std::collections::BTreeMap;

use pesiar_core::code::fold_label;

use crate::exchange::issue::{Issue, Place, Unprinted};
use crate::exchange::profile::Profile;
use crate::exchange::workbook::{Cell, Sheet};

/// After a row of totals come signatures; from there a row needs this many identity cells to count.
const IDENTITY_CELLS_AFTER_TOTAL: usize = 3;
/// A row of totals fills at most this many identity cells.
const IDENTITY_CELLS_OF_TOTAL: usize = 2;
/// A row of column numbers `(1) (2) (3)` never counts further than the column limit.
const COLUMN_NUMBER_MAX: usize = 200;

/// A sheet whose header row was found.
#[derive(Debug)]
pub struct Table<'a> {
    pub(super) sheet: &'a Sheet,
    pub(super) profile: &'a Profile,
    /// Index of the header row.
    pub(super) header: usize,
    /// Column key to column index.
    pub(super) columns: BTreeMap<&'a str, usize>,
}

impl<'a> Table<'a> {
    /// Name on the tab.
    #[must_use]
    pub fn sheet_name(&self) -> &'a str {
        &self.sheet.name
    }

    /// The rows above the header, each as one line.
    pub fn titles(&self) -> impl Iterator<Item = String> + '_ {
        self.sheet.rows.iter().take(self.header).map(|row| {
            let words: Vec<String> = row.iter().map(Cell::text).filter(|w| !w.is_empty()).collect();
            words.join(" ")
        })
    }

    /// Titles of required columns that the header row lacks.
    #[must_use]
    pub fn missing(&self) -> Vec<&'a str> {
        let required = self.profile.columns.iter().filter(|column| column.is_required);
        let absent = required.filter(|column| !self.columns.contains_key(column.key.as_str()));
        absent.map(|column| column.title.as_str()).collect()
    }

    /// The rows that are about people, from the first below the header.
    #[must_use]
    pub fn rows(&self) -> Vec<Row<'_>> {
        let mut is_after_total = false;
        let mut rows = Vec::new();
        for (index, cells) in self.sheet.rows.iter().enumerate().skip(self.header + 1) {
            let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
            let row = Row { table: self, number, cells };
            let filled = row.identity_cells();
            if filled <= IDENTITY_CELLS_OF_TOTAL && row.is_total() {
                is_after_total = true;
            } else if filled == 0 || row.is_furniture() {
                // Blank, a repeated header, or a row of column numbers.
            } else if !is_after_total || filled >= IDENTITY_CELLS_AFTER_TOTAL {
                rows.push(row);
            }
        }
        rows
    }
}

/// One row about a person.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table<'a>,
    /// Row counted from 1, as the spreadsheet shows it.
    pub number: u32,
    cells: &'a [Cell],
}

impl<'a> Row<'a> {
    /// Name on the tab.
    #[must_use]
    pub fn sheet_name(&self) -> &'a str {
        &self.table.sheet.name
    }

    /// The cell of a column; empty when the file has no such column.
    #[must_use]
    pub fn cell(&self, key: &str) -> &'a Cell {
        let index = self.table.columns.get(key);
        index.and_then(|index| self.cells.get(*index)).unwrap_or(&Cell::Empty)
    }

    /// The cell of a column as text; `-` alone counts as nothing.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<String> {
        let words = self.cell(key).text();
        let is_nothing = words.chars().all(|c| matches!(c, '-' | '–' | '—' | ' '));
        (!is_nothing).then_some(words)
    }

    /// The cell of a column as text, in the words of the code lists.
    #[must_use]
    pub fn code(&self, key: &str) -> Option<String> {
        self.text(key).map(|words| self.table.profile.translate(key, &words))
    }

    /// A remark about one cell of this row.
    #[must_use]
    pub fn issue(&self, key: &str, code: &str, words: &str) -> Issue {
        let column = self.table.header_words(key);
        let place = Place { sheet: self.sheet_name(), row: self.number, column: &column };
        let who = self.text("name").or_else(|| self.text("full_name")).unwrap_or_default();
        Issue { who: Unprinted(who), ..Issue::new(place, code, words) }
    }

    /// How many identity cells are filled: none means that the row is not about a person.
    #[must_use]
    pub fn identity_cells(&self) -> usize {
        self.identity().filter(|cell| !cell.is_blank()).count()
    }

    fn identity(&self) -> impl Iterator<Item = &'a Cell> + '_ {
        let columns = self.table.profile.columns.iter().filter(|column| column.is_identity);
        columns.map(|column| self.cell(&column.key))
    }

    fn is_total(&self) -> bool {
        self.cells.iter().any(|cell| {
            let Cell::Text(words) = cell else { return false };
            let first = words.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty());
            first.is_some_and(|word| matches!(fold_label(word).as_str(), "JUMLAH" | "TOTAL"))
        })
    }

    /// A header repeated on each printed page, or the row of column numbers below it.
    fn is_furniture(&self) -> bool {
        let header = self.table.sheet.rows.get(self.table.header).map_or(&[][..], Vec::as_slice);
        let header_row = Row { cells: header, ..*self };
        let mut filled = self.identity().zip(header_row.identity()).filter(|(c, _)| !c.is_blank());
        filled.all(|(cell, title)| {
            let words = cell.text();
            let bare = words.trim_matches(['(', ')', ' ']);
            fold_label(&words) == fold_label(&title.text())
                || bare.parse::<usize>().is_ok_and(|n| (1..=COLUMN_NUMBER_MAX).contains(&n))
        })
    }
}

impl Table<'_> {
    /// The header as the file writes it, or the usual title of a column the file lacks.
    pub(super) fn header_words(&self, key: &str) -> String {
        let header = self.sheet.rows.get(self.header);
        let cell = self.columns.get(key).and_then(|index| header?.get(*index));
        cell.map(Cell::text).or_else(|| self.usual_title(key)).unwrap_or_default()
    }

    fn usual_title(&self, key: &str) -> Option<String> {
        let column = self.profile.columns.iter().find(|column| column.key == key);
        column.map(|column| column.title.clone())
    }
}
