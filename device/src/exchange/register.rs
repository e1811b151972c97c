//! Importing the village register: a file becomes families of people, and a list of what was wrong.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use serde_json::Value;

use crate::exchange::date_order::{self, Decision, Order};
use crate::exchange::grouping::{self, Entry, Outcome};
use crate::exchange::issue::{Issue, Place};
use crate::exchange::profile::OPENSID;
use crate::exchange::table::{Row, Table};
use crate::exchange::workbook::file_error::FileError;
use crate::exchange::workbook::{self, Sheet};
use crate::exchange::{date_text, header, identity, register_row};

/// A register as read; nothing of it is stored yet.
///
/// `persons_seen` is exactly the persons in `families`, plus `rejected`, plus `doubtful`.
#[derive(Debug, Clone, PartialEq)]
pub struct Register {
    /// Name of the layout.
    pub format: &'static str,
    /// Families in order of first appearance.
    pub families: Vec<RegisterFamily>,
    /// What was wrong, in file order.
    pub issues: Vec<Issue>,
    /// Persons not taken over because their row cannot be trusted.
    pub rejected: u32,
    /// Persons not taken over because their NIK stood on an earlier row.
    pub doubtful: u32,
    /// Rows about persons.
    pub persons_seen: u32,
}

/// Rows that belong together by family card, or by following their head.
///
/// Without members only when every person of a known card was rejected: the house is still there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterFamily {
    /// 16 digits, or nothing.
    pub card_no: Option<String>,
    /// Hamlet or neighbourhood.
    pub hamlet: Option<String>,
    /// Three digits; `000` is none.
    pub rt: String,
    /// Three digits; `000` is none.
    pub rw: String,
    /// Street and number.
    pub address: Option<String>,
    /// The people, in file order.
    pub members: Vec<RegisterPerson>,
}

/// One person as the file has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterPerson {
    /// Name on the tab.
    pub sheet: String,
    /// Row counted from 1.
    pub row: u32,
    /// 16 digits that pass V01 and V02, or nothing.
    pub nik: Option<String>,
    /// Fields of `domain.md` 8.3 that the file fills.
    pub fields: BTreeMap<&'static str, Value>,
}

/// Reads a register from a file.
///
/// # Errors
/// [`FileError`] when no sheet can be used; a bad row is never an error.
pub fn read(file: &Path, today: Date) -> Result<Register, FileError> {
    from_sheets(&workbook::open(file)?, today)
}

/// Reads a register from a file already in memory.
///
/// # Errors
/// [`FileError`] when no sheet can be used; a bad row is never an error.
pub fn read_bytes(bytes: &[u8], today: Date) -> Result<Register, FileError> {
    from_sheets(&workbook::open_bytes(bytes)?, today)
}

/// Reads a register from opened sheets.
///
/// # Errors
/// [`FileError`] when no sheet can be used; a bad row is never an error.
pub fn from_sheets(sheets: &[Sheet], today: Date) -> Result<Register, FileError> {
    let (tables, mut issues) = header::tables(&OPENSID, sheets)?;
    let mut entries = Vec::new();
    let mut seen = BTreeMap::new();
    for table in &tables {
        let rows = table.rows();
        let decision = decide_dates(table, &rows, &mut issues);
        for row in &rows {
            let (mut entry, found) = register_row::read(row, decision, today);
            issues.extend(found);
            reject_second(&mut entry, row, &mut seen, &mut issues);
            entries.push(entry);
        }
    }
    Ok(count(entries, issues))
}

fn count(entries: Vec<Entry>, issues: Vec<Issue>) -> Register {
    let of = |wanted: fn(&Outcome) -> bool| {
        let number = entries.iter().filter(|entry| wanted(&entry.outcome)).count();
        u32::try_from(number).unwrap_or(u32::MAX)
    };
    let rejected = of(|outcome| matches!(outcome, Outcome::Rejected));
    let doubtful = of(|outcome| matches!(outcome, Outcome::Doubtful));
    let persons_seen = of(|_| true);
    let families = grouping::families(entries);
    Register { format: "opensid", families, issues, rejected, doubtful, persons_seen }
}

/// Lets the column decide the order of day and month, and says so when that is worth knowing.
pub(super) fn decide_dates(table: &Table<'_>, rows: &[Row<'_>], issues: &mut Vec<Issue>) -> Decision {
    let dates: Vec<_> = rows.iter().map(|row| (date_text::read(row.cell("birth_date")), witness(row))).collect();
    let decision = date_order::decide(&dates);
    let column = table.header_words("birth_date");
    let place = Place { sheet: table.sheet_name(), row: 0, column: &column };
    if decision.order == Order::MonthFirst {
        let words = "tanggal ditulis bulan dulu (MM/DD) dan dibaca begitu, karena cocok dengan NIK. Sesudah impor, cocokkan beberapa tanggal lahir dengan KTP/KK.";
        issues.push(Issue::new(place, "date.order", words));
    }
    if decision.is_stored_turned {
        let words = "hari dan bulan tertukar oleh Excel (MM/DD) dan sudah dibalik lagi, karena cocok dengan NIK. Sesudah impor, cocokkan beberapa tanggal lahir dengan KTP/KK.";
        issues.push(Issue::new(place, "date.order", words));
    }
    if decision.is_guess {
        let words = "urutan hari dan bulan tidak dapat dipastikan; dibaca hari dulu (DD/MM). Cocokkan beberapa tanggal lahir dengan KTP/KK sebelum dipakai.";
        issues.push(Issue::new(place, "date.order_unsure", words));
    }
    decision
}

/// Day and month by the NIK of a row, when its NIK reads.
pub(super) fn witness(row: &Row<'_>) -> date_order::Witness {
    match identity::nik(row.cell("nik")) {
        identity::Identity::Known(nik) | identity::Identity::Repaired(nik) => date_order::witness(Some(&nik)),
        _ => None,
    }
}

/// Where a NIK was first met: sheet and row.
pub(super) type Seen = BTreeMap<String, (String, u32)>;

/// A NIK stands for one person: every later row with it waits for somebody to look.
fn reject_second(entry: &mut Entry, row: &Row<'_>, seen: &mut Seen, issues: &mut Vec<Issue>) {
    let Outcome::Kept(person) = &entry.outcome else { return };
    if let Some(issue) = second_meeting(person.nik.as_deref(), row, seen) {
        issues.push(issue);
        entry.outcome = Outcome::Doubtful;
    }
}

/// A remark when this NIK was met before; otherwise remembers it.
pub(super) fn second_meeting(nik: Option<&str>, row: &Row<'_>, seen: &mut Seen) -> Option<Issue> {
    let nik = nik?;
    if let Some((sheet, first)) = seen.get(nik) {
        let words = format!(
            "NIK ini sudah ada di lembar {sheet}, baris {first}, jadi baris ini belum diimpor. Cocokkan dengan KTP/KK, perbaiki NIK yang salah atau hapus baris ganda, lalu impor lagi."
        );
        return Some(row.issue("nik", "nik.twice_in_file", &words));
    }
    seen.insert(nik.to_owned(), (row.sheet_name().to_owned(), row.number));
    None
}

#[cfg(test)]
mod tests;
