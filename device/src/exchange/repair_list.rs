//! The list that people correct a file from: sheet, row, column and reason. No name and no number leaves the laptop.

use pesiar_report::sheet::{self, Column, Sheet, Value};

use super::line::{Group, ImportLine};
use crate::error::{Error, Result};

const COLUMNS: [Column<'_>; 5] = [
    Column { title: "Kelompok", width: 18.0 },
    Column { title: "Lembar", width: 18.0 },
    Column { title: "Baris", width: 8.0 },
    Column { title: "Kolom", width: 18.0 },
    Column { title: "Alasan", width: 90.0 },
];

/// Lines that ask for something, as CSV.
///
/// # Errors
/// [`Error::Refused`] `import.no_list` if no line does.
pub fn csv(lines: &[ImportLine]) -> Result<Vec<u8>> {
    let mut wanted: Vec<&ImportLine> = lines.iter().filter(|line| title(line.group).is_some()).collect();
    if wanted.is_empty() {
        return Err(Error::refused("import.no_list", ""));
    }
    wanted.sort_by_key(|line| std::cmp::Reverse(rank(line.group)));
    let rows: Vec<Vec<Value<'_>>> = wanted.iter().map(|line| row(line)).collect();
    let list = Sheet { name: "Perbaikan", titles: &[], columns: &COLUMNS, rows: &rows };
    sheet::write_csv(&list).map_err(|_| Error::Internal("repair list"))
}

fn row(line: &ImportLine) -> Vec<Value<'_>> {
    let number = if line.row == 0 { Value::Empty } else { Value::Int(i64::from(line.row)) };
    let text = |words| Value::Text(words);
    vec![text(title(line.group).unwrap_or_default()), text(&line.sheet), number, text(&line.column), text(&line.words)]
}

const fn title(group: Group) -> Option<&'static str> {
    match group {
        Group::Rejected => Some("Perlu diperbaiki"),
        Group::Doubtful => Some("Perlu dicocokkan"),
        Group::Note => Some("Catatan"),
        Group::New | Group::Same | Group::Changed => None,
    }
}

/// What must be done comes first.
const fn rank(group: Group) -> u8 {
    match group {
        Group::Rejected => 2,
        Group::Doubtful => 1,
        _ => 0,
    }
}
