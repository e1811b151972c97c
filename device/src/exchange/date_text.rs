//! Reading one date cell, in all the ways villages write dates.

use jiff::civil::Date;

use crate::exchange::workbook::{Cell, date_of_serial};

/// What a date cell says, before the order of day and month is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// Nothing, or the zero date of a database.
    Blank,
    /// Stored as a date, or as the serial number of one.
    Stored(Date),
    /// Year first, or with the month in words: no doubt about the order.
    Certain(Parts),
    /// Two numbers and a year: `first` may be the day or the month.
    Pair {
        /// The number before the first separator.
        first: i8,
        /// The number before the second separator.
        second: i8,
        /// The year.
        year: Year,
    },
    /// Not a date.
    Unreadable,
}

/// Day, month and year as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// Day of the month.
    pub day: i8,
    /// Month.
    pub month: i8,
    /// The year.
    pub year: Year,
}

/// A year of four digits, or two digits whose century is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Year {
    /// Four digits.
    Full(i16),
    /// Two digits.
    Short(i16),
}

/// Nobody alive was born earlier; such years are slips of the keyboard.
const YEAR_MIN: i16 = 1900;
/// A number like 1980 in a date column is a year and not the 1,980th day after 1900.
const LOOKS_LIKE_YEAR: std::ops::RangeInclusive<f64> = 1900.0..=2100.0;
const SERIAL_MAX: f64 = 80_000.0;

/// Month names by their first three letters, Indonesian, old spelling and English.
const MONTHS: [&[&str]; 12] = [
    &["JAN"],
    &["FEB", "PEB"],
    &["MAR"],
    &["APR"],
    &["MEI", "MAY"],
    &["JUN"],
    &["JUL"],
    &["AGU", "AGS", "AGT", "AUG"],
    &["SEP"],
    &["OKT", "OCT"],
    &["NOV", "NOP"],
    &["DES", "DEC"],
];

/// Reads a date cell.
#[must_use]
pub fn read(cell: &Cell) -> Reading {
    match cell {
        Cell::Empty => Reading::Blank,
        Cell::Date(date) => stored(Some(*date)),
        Cell::Number(number) => serial(*number),
        Cell::Bool(_) => Reading::Unreadable,
        Cell::Text(_) => read_text(&cell.text()),
    }
}

impl Parts {
    /// The calendar day; a two-digit year is the latest one not after `today`.
    #[must_use]
    pub fn date(self, today: Date) -> Option<Date> {
        match self.year {
            Year::Full(year) => self.in_year(year),
            Year::Short(year) => {
                let century = today.year() - today.year().rem_euclid(100);
                let newest_first = [century + year, century - 100 + year];
                let mut dates = newest_first.into_iter().filter_map(|year| self.in_year(year));
                dates.find(|date| *date <= today)
            }
        }
    }

    fn in_year(self, year: i16) -> Option<Date> {
        let date = Date::new(year, self.month, self.day).ok()?;
        (year >= YEAR_MIN).then_some(date)
    }
}

fn stored(date: Option<Date>) -> Reading {
    match date {
        Some(date) if date.year() >= YEAR_MIN => Reading::Stored(date),
        _ => Reading::Unreadable,
    }
}

fn serial(number: f64) -> Reading {
    if number == 0.0 {
        Reading::Blank
    } else if LOOKS_LIKE_YEAR.contains(&number) || !(1.0..SERIAL_MAX).contains(&number) {
        Reading::Unreadable
    } else {
        stored(date_of_serial(number))
    }
}

fn read_text(text: &str) -> Reading {
    let text = text.trim_start_matches(['\'', '’']);
    let day = without_time(text);
    let parts: Vec<&str> = day.split(['/', '-', '.', ' ', ',']).filter(|p| !p.is_empty()).collect();
    let is_nothing = |part: &&str| part.bytes().all(|b| b == b'0');
    if parts.iter().all(is_nothing) {
        return Reading::Blank;
    }
    match parts.as_slice() {
        [a, b, c] => three_parts(a, b, c).unwrap_or(Reading::Unreadable),
        // A five-digit number is a serial that went through a text file.
        [only] if only.len() == 5 => only.parse().map_or(Reading::Unreadable, serial),
        _ => Reading::Unreadable,
    }
}

/// Cuts `00:00:00` off, which databases and Excel put behind a day.
fn without_time(text: &str) -> &str {
    let is_time = |words: &str| words.contains(':') && words.starts_with(|c: char| c.is_ascii_digit());
    match text.split_once(['T', 't']).filter(|(_, rest)| is_time(rest)) {
        Some((day, _)) => day,
        None => match text.rsplit_once(' ').filter(|(_, rest)| is_time(rest)) {
            Some((day, _)) => day,
            None => text,
        },
    }
}

fn three_parts(a: &str, b: &str, c: &str) -> Option<Reading> {
    if let Some(month) = month_named(b) {
        let parts = Parts { day: small(a)?, month, year: year(c)? };
        return Some(Reading::Certain(parts));
    }
    if a.len() == 4 {
        let parts = Parts { day: small(c)?, month: small(b)?, year: year(a)? };
        return Some(Reading::Certain(parts));
    }
    Some(Reading::Pair { first: small(a)?, second: small(b)?, year: year(c)? })
}

fn month_named(word: &str) -> Option<i8> {
    let letters = word.get(..3)?.to_ascii_uppercase();
    let index = MONTHS.iter().position(|names| names.contains(&letters.as_str()))?;
    i8::try_from(index + 1).ok()
}

fn small(digits: &str) -> Option<i8> {
    if digits.len() > 2 { None } else { plain_number(digits) }
}

fn year(digits: &str) -> Option<Year> {
    match digits.len() {
        4 => plain_number(digits).map(Year::Full),
        2 => plain_number(digits).map(Year::Short),
        _ => None,
    }
}

/// Digits only: `parse` alone would let a sign through.
fn plain_number<N: std::str::FromStr>(digits: &str) -> Option<N> {
    let is_digits = digits.bytes().all(|b| b.is_ascii_digit());
    if is_digits { digits.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    fn certain(text: &str) -> Option<Date> {
        match read(&Cell::Text(text.to_owned())) {
            Reading::Certain(parts) => parts.date(TODAY),
            Reading::Stored(date) => Some(date),
            _ => None,
        }
    }

    #[test]
    fn dates_without_doubt_about_the_order() {
        let table = [
            "1980-08-17",
            "1980/08/17",
            "1980-08-17 00:00:00",
            "1980-08-17T07:00:00",
            "17 Agustus 1980",
            "17 AGUSTUS 1980",
            "17-Agu-1980",
            "17-ags-80",
            "17 Aug 1980",
            "17 Agustus 1980 00:00:00",
            "29450",
        ];
        for text in table {
            assert_eq!(certain(text), Some(date(1980, 8, 17)), "{text}");
        }
        assert_eq!(certain("1 Oktober 2001"), Some(date(2001, 10, 1)), "an O-K-T is not a time");
        assert_eq!(certain("3 Pebruari 1999"), Some(date(1999, 2, 3)));
        assert_eq!(certain("3 Nopember 1999"), Some(date(1999, 11, 3)));
    }

    #[test]
    fn pairs_wait_for_the_order() {
        let pair = |first, second, year| Reading::Pair { first, second, year };
        let table = [
            ("17/08/1980", pair(17, 8, Year::Full(1980))),
            ("17-8-1980", pair(17, 8, Year::Full(1980))),
            ("17.08.80", pair(17, 8, Year::Short(80))),
            ("'08/17/1980", pair(8, 17, Year::Full(1980))),
            ("17/08/1980 00:00", pair(17, 8, Year::Full(1980))),
        ];
        for (text, expected) in table {
            assert_eq!(read(&Cell::Text(text.to_owned())), expected, "{text}");
        }
    }

    #[test]
    fn blanks_and_what_is_no_date() {
        for text in ["", "-", "0000-00-00", "00/00/0000", "0"] {
            assert_eq!(read(&Cell::Text(text.to_owned())), Reading::Blank, "{text}");
        }
        for text in ["1980", "17/08", "tidak tahu", "17/08/198", "+1/08/1980", "17 Foo 1980", "é/é/é"] {
            assert_eq!(read(&Cell::Text(text.to_owned())), Reading::Unreadable, "{text}");
        }
        assert_eq!(certain("1899-01-01"), None, "before 1900");
        assert_eq!(certain("1980-02-30"), None);
    }

    #[test]
    fn numbers_are_serials_unless_they_look_like_a_year() {
        assert_eq!(read(&Cell::Number(29450.0)), Reading::Stored(date(1980, 8, 17)));
        assert_eq!(read(&Cell::Number(29450.75)), Reading::Stored(date(1980, 8, 17)));
        assert_eq!(read(&Cell::Number(1980.0)), Reading::Unreadable);
        assert_eq!(read(&Cell::Number(-3.0)), Reading::Unreadable);
        assert_eq!(read(&Cell::Number(f64::NAN)), Reading::Unreadable);
        assert_eq!(read(&Cell::Number(0.0)), Reading::Blank);
    }

    #[test]
    fn a_two_digit_year_is_the_latest_one_not_after_today() {
        let in_year = |year| Parts { day: 23, month: 11, year: Year::Short(year) }.date(TODAY);
        assert_eq!(in_year(26), Some(date(1926, 11, 23)));
        assert_eq!(in_year(25), Some(date(2025, 11, 23)));
        assert_eq!(in_year(80), Some(date(1980, 11, 23)));
    }
}
