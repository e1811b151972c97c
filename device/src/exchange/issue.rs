//! One remark about one row of an imported file, for the list that people correct from.

use serde::Serialize;

/// What is wrong in one cell. What is stored or printed of it holds no NIK and no name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Issue {
    /// Name on the tab.
    pub sheet: String,
    /// Row counted from 1 as the spreadsheet shows it; 0 speaks of the whole column or sheet.
    pub row: u32,
    /// Header words of the column; empty when the whole row is meant.
    pub column: String,
    /// Stable code, `noun.reason`.
    pub code: String,
    /// Indonesian sentence: where, what, and what to do.
    pub message: String,
    /// The same without the place, for a table that has a column for it.
    #[serde(skip)]
    pub words: String,
    /// Name in that row, for the screen of whoever has the file open; never stored.
    #[serde(skip)]
    pub who: Unprinted,
}

/// A name on its way to the screen: it never gets into a log or a stored list by being printed with its remark.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Unprinted(pub String);

impl std::fmt::Debug for Unprinted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_empty() { "-" } else { "***" })
    }
}

impl Issue {
    /// Builds a remark whose message starts with its place.
    #[must_use]
    pub fn new(place: Place<'_>, code: &str, words: &str) -> Self {
        let Place { sheet, row, column } = place;
        let mut message = format!("Lembar {sheet}");
        if row > 0 {
            message.push_str(&format!(", baris {row}"));
        }
        if !column.is_empty() {
            message.push_str(&format!(", kolom {column}"));
        }
        Self {
            sheet: sheet.to_owned(),
            row,
            column: column.to_owned(),
            code: code.to_owned(),
            message: format!("{message}: {words}"),
            words: words.to_owned(),
            who: Unprinted::default(),
        }
    }
}

/// Where a remark belongs.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// Name on the tab.
    pub sheet: &'a str,
    /// Row counted from 1, or 0.
    pub row: u32,
    /// Header words, or nothing.
    pub column: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_names_sheet_row_and_column_when_there_are_any() {
        let at = |row, column| Place { sheet: "RT 1", row, column };
        let message = |place| Issue::new(place, "nik.invalid", "Perbaiki.").message;
        assert_eq!(message(at(4, "nik")), "Lembar RT 1, baris 4, kolom nik: Perbaiki.");
        assert_eq!(message(at(0, "nik")), "Lembar RT 1, kolom nik: Perbaiki.");
        assert_eq!(message(at(4, "")), "Lembar RT 1, baris 4: Perbaiki.");
    }
}
