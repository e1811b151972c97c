//! Reading CSV and other text tables, whatever their encoding and separator.

use std::borrow::Cow;
use std::io::Read;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::file_error::FileError;
use super::{Cell, Collector, Sheet};

const SEPARATORS: [char; 4] = [';', ',', '\t', '|'];
const LINES_SAMPLED: usize = 30;
const BREAKS_MAX: usize = 40;
const SHEET_NAME: &str = "CSV";

/// Reads the one table of a text file; every cell is text.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, FileError> {
    let text = with_plain_lines(decoded(bytes));
    let (separator, body) = separator_and_body(&text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(separator).unwrap_or(b','))
        .from_reader(body.as_bytes().chain(&b"\n"[..]));
    let mut collector = Collector::new(SHEET_NAME);
    let mut record = csv::StringRecord::new();
    let (mut row, mut breaks) = (0, 0);
    while reader.read_record(&mut record).map_err(|_| FileError::Damaged)? {
        breaks += breaks_inside(&record)?;
        // The csv crate skips empty lines; a spreadsheet counts them, and so must our row numbers.
        let line_after = usize::try_from(reader.position().line()).unwrap_or(usize::MAX);
        row = row.max(line_after.saturating_sub(2 + breaks));
        for (column, field) in record.iter().enumerate() {
            collector.put(row, column, Cell::Text(field.trim().to_owned()))?;
        }
        row += 1;
    }
    Ok(collector.sheet)
}

/// Line breaks inside the cells of a record; very many mean a quote that was never closed,
/// which would silently swallow the people after it.
fn breaks_inside(record: &csv::StringRecord) -> Result<usize, FileError> {
    let breaks = record.iter().map(|field| field.matches('\n').count()).sum();
    if breaks > BREAKS_MAX { Err(FileError::Damaged) } else { Ok(breaks) }
}

/// UTF-8 or UTF-16 by its mark, UTF-8 if it is valid, else the Windows encoding of Excel's CSV.
fn decoded(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1252.decode(bytes).0,
    }
}

fn with_plain_lines(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.contains('\r') { Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")) } else { text }
}

/// Excel may say the separator itself in a first line `sep=;`; else the most frequent one wins.
fn separator_and_body(text: &str) -> (char, &str) {
    let first = text.lines().next().unwrap_or_default();
    let said = first.trim().strip_prefix("sep=").and_then(|rest| rest.chars().next());
    match said.filter(|c| SEPARATORS.contains(c)) {
        Some(separator) => (separator, text.get(first.len()..).unwrap_or_default()),
        None => (most_frequent(text), text),
    }
}

fn most_frequent(text: &str) -> char {
    let count = |separator: &char| {
        let lines = text.lines().take(LINES_SAMPLED);
        lines.map(|line| outside_quotes(line, *separator)).sum::<usize>()
    };
    // `max_by_key` keeps the last of equals, so the list is walked from its end.
    SEPARATORS.into_iter().rev().max_by_key(count).unwrap_or(',')
}

fn outside_quotes(line: &str, separator: char) -> usize {
    let mut is_quoted = false;
    let mut count = 0;
    for c in line.chars() {
        match c {
            '"' => is_quoted = !is_quoted,
            _ if c == separator && !is_quoted => count += 1,
            _ => {}
        }
    }
    count
}
