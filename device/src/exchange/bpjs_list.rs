//! Importing the list BPJS gives to agents: who is a member, of what kind, and what is owed.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::civil::Date;
use pesiar_core::membership::code::ListKind;
use serde_json::Value;

use crate::exchange::date_order::{Decision, Order};
use crate::exchange::date_text::{self, Reading};
use crate::exchange::issue::Issue;
use crate::exchange::profile::BPJS_LIST;
use crate::exchange::register::{Seen, decide_dates, second_meeting};
use crate::exchange::table::Table;
use crate::exchange::workbook::file_error::FileError;
use crate::exchange::workbook::{self, Cell, Sheet};
use crate::exchange::{bpjs_row, header};

/// A list as read; nothing of it is stored yet.
///
/// `persons_seen` is exactly `rows`, plus `rejected`, plus `doubtful`.
#[derive(Debug, Clone, PartialEq)]
pub struct BpjsList {
    /// What the title says the list holds; `None` when it does not say.
    pub kind: Option<ListKind>,
    /// The day the title says the list speaks of.
    pub as_of: Option<Date>,
    /// The people, in file order.
    pub rows: Vec<BpjsRow>,
    /// What was wrong, in file order.
    pub issues: Vec<Issue>,
    /// Persons not taken over because their row cannot be trusted.
    pub rejected: u32,
    /// Persons not taken over because their NIK stood on an earlier row.
    pub doubtful: u32,
    /// Rows about persons.
    pub persons_seen: u32,
}

/// One person of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BpjsRow {
    /// Name on the tab.
    pub sheet: String,
    /// Row counted from 1.
    pub row: u32,
    /// 16 digits that pass V01 and V02, or nothing.
    pub nik: Option<String>,
    /// In capitals, as on the card.
    pub full_name: String,
    /// When it is there and reads.
    pub birth_date: Option<Date>,
    /// Fields of `domain.md` 8.4 that the list fills; the segment is `membership_segment`.
    pub fields: BTreeMap<&'static str, Value>,
}

/// Reads a list from a file.
///
/// # Errors
/// [`FileError`] when no sheet can be used; a bad row is never an error.
pub fn read(file: &Path, today: Date) -> Result<BpjsList, FileError> {
    from_sheets(&workbook::open(file)?, today)
}

/// Reads a list from a file already in memory.
///
/// # Errors
/// [`FileError`] when no sheet can be used; a bad row is never an error.
pub fn read_bytes(bytes: &[u8], today: Date) -> Result<BpjsList, FileError> {
    from_sheets(&workbook::open_bytes(bytes)?, today)
}

/// Reads a list from opened sheets.
///
/// # Errors
/// [`FileError`] when no sheet can be used; a bad row is never an error.
pub fn from_sheets(sheets: &[Sheet], today: Date) -> Result<BpjsList, FileError> {
    let (tables, issues) = header::tables(&BPJS_LIST, sheets)?;
    let titled = |table: &Table<'_>| title_of(table, today);
    let titles: Vec<_> = tables.iter().map(titled).collect();
    let mut list = BpjsList {
        kind: titles.iter().find_map(|title| title.kind),
        as_of: titles.iter().find_map(|title| title.as_of),
        rows: Vec::new(),
        issues,
        rejected: 0,
        doubtful: 0,
        persons_seen: 0,
    };
    let mut seen = BTreeMap::new();
    for table in &tables {
        list.add(table, &mut seen, today);
    }
    Ok(list)
}

impl BpjsList {
    fn add(&mut self, table: &Table<'_>, seen: &mut Seen, today: Date) {
        let rows = table.rows();
        let decision = decide_dates(table, &rows, &mut self.issues);
        for row in &rows {
            self.persons_seen += 1;
            let (read, issues) = bpjs_row::read(row, decision, today);
            self.issues.extend(issues);
            let Some(read) = read else {
                self.rejected += 1;
                continue;
            };
            match second_meeting(read.nik.as_deref(), row, seen) {
                Some(issue) => {
                    self.doubtful += 1;
                    self.issues.push(issue);
                }
                None => self.rows.push(read),
            }
        }
    }
}

#[derive(Default)]
struct Title {
    kind: Option<ListKind>,
    as_of: Option<Date>,
}

/// What the lines above the header say about the list as a whole.
fn title_of(table: &Table<'_>, today: Date) -> Title {
    let mut title = Title::default();
    for line in table.titles().map(|line| line.to_uppercase()) {
        if let Some(words) = after(&line, "JENIS DAFTAR") {
            let words = words.split("PER TANGGAL").next().unwrap_or_default().trim();
            title.kind = ListKind::parse(&BPJS_LIST.translate("list_kind", words));
        }
        if let Some(words) = after(&line, "PER TANGGAL") {
            title.as_of = day(words, today);
        }
    }
    title
}

/// What follows a label and its colon.
fn after<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let (_, rest) = line.split_once(label)?;
    Some(rest.trim_start_matches([' ', ':', '=']).trim_end())
}

/// A day at the start of the words: one word, or three as in `1 NOVEMBER 2026`.
fn day(words: &str, today: Date) -> Option<Date> {
    let day_first = Decision { order: Order::DayFirst, is_guess: false, is_stored_turned: false };
    let parts: Vec<&str> = words.split_whitespace().collect();
    let mut starts = [1, 3].into_iter().filter_map(|count| parts.get(..count));
    starts.find_map(|start| match date_text::read(&Cell::Text(start.join(" "))) {
        Reading::Unreadable => None,
        reading => day_first.date(reading, None, today),
    })
}

#[cfg(test)]
mod tests;
