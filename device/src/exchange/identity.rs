//! Reading the cells that identify: NIK, family card and member number, however Excel left them.

use pesiar_core::family::card_or_blank;
use pesiar_core::person::nik::Nik;

use crate::exchange::workbook::Cell;

/// Words people put where a number does not exist yet.
const NONE_WORDS: [&str; 6] = ["TIDAK ADA", "BELUM ADA", "BELUM PUNYA", "TDK ADA", "BLM ADA", "NIHIL"];
const DIGITS: usize = 16;
const MEMBER_DIGITS: usize = 13;

/// What such a cell turned out to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identity {
    /// Nothing: empty, `0` or `-`.
    Blank,
    /// A number that reads.
    Known(String),
    /// A number that reads once the letter O is taken for a zero.
    Repaired(String),
    /// Excel kept it as a number or a date and its last digits are lost.
    Damaged,
    /// Something else; the sentence of the rule says what.
    Wrong(String),
}

/// Reads a NIK cell (`domain.md` 12.1 V01, V02).
#[must_use]
pub fn nik(cell: &Cell) -> Identity {
    read(cell, |text| match Nik::parse(text) {
        Ok(nik) => Ok(nik.as_str().to_owned()),
        Err(finding) => Err(finding.message),
    })
}

/// Reads a family card cell (`domain.md` 12.1 V09).
#[must_use]
pub fn card(cell: &Cell) -> Identity {
    let found = read(cell, |text| match card_or_blank(text) {
        Ok(card) => Ok(card.map(|card| card.as_str().to_owned()).unwrap_or_default()),
        Err(finding) => Err(finding.message),
    });
    match found {
        Identity::Known(number) if number.is_empty() => Identity::Blank,
        other => other,
    }
}

/// Reads a JKN member number: 13 digits, whose leading zeros a numeric cell has dropped.
#[must_use]
pub fn member_no(cell: &Cell) -> Identity {
    let digits: String = bare(&cell.text());
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if is_blank(&digits) {
        Identity::Blank
    } else if matches!(cell, Cell::Text(_)) && is_scientific(&cell.text()) {
        Identity::Damaged
    } else if is_number && digits.len() == MEMBER_DIGITS {
        Identity::Known(digits)
    } else if is_number && digits.len() < MEMBER_DIGITS && matches!(cell, Cell::Number(_)) {
        Identity::Known(format!("{digits:0>MEMBER_DIGITS$}"))
    } else {
        Identity::Wrong("Nomor kartu JKN harus 13 angka.".to_owned())
    }
}

fn read(cell: &Cell, parse: impl Fn(&str) -> Result<String, String>) -> Identity {
    let text = match cell {
        Cell::Empty => return Identity::Blank,
        Cell::Number(number) if *number == 0.0 => return Identity::Blank,
        Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => return Identity::Damaged,
        Cell::Text(_) => cell.text(),
    };
    let digits = bare(&text);
    if is_blank(&digits) {
        return Identity::Blank;
    }
    if is_scientific(&text) {
        return Identity::Damaged;
    }
    let with_zeros = digits.replace(['O', 'o'], "0");
    let is_repaired = with_zeros != digits && with_zeros.len() == DIGITS;
    match parse(if is_repaired { &with_zeros } else { &text }) {
        Ok(number) if is_repaired => Identity::Repaired(number),
        Ok(number) => Identity::Known(number),
        Err(words) => Identity::Wrong(words),
    }
}

/// Without what people and spreadsheets put around digits.
fn bare(text: &str) -> String {
    let is_around = |c: &char| !matches!(c, '\'' | '’' | '‘' | '`' | '.' | '-' | '–' | '—');
    text.chars().filter(|c| !c.is_whitespace()).filter(is_around).collect()
}

fn is_blank(bare_text: &str) -> bool {
    let is_word = NONE_WORDS.iter().any(|word| bare(word).eq_ignore_ascii_case(bare_text));
    // Sixteen zeros are left to V02: someone typed them to get past a field.
    is_word || (bare_text.len() < DIGITS && bare_text.bytes().all(|b| b == b'0'))
}

/// `1,70106E+15`: how Excel writes a NIK kept as a number into a text file.
fn is_scientific(text: &str) -> bool {
    let upper = text.to_ascii_uppercase();
    let Some((mantissa, exponent)) = upper.split_once('E') else { return false };
    let exponent = exponent.trim_start_matches('+');
    let is_digits = |part: &str, marks: &[char]| {
        part.starts_with(|c: char| c.is_ascii_digit()) && part.chars().all(|c| c.is_ascii_digit() || marks.contains(&c))
    };
    is_digits(mantissa.trim_start_matches('\''), &['.', ',']) && is_digits(exponent, &[])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> Cell {
        Cell::Text(words.to_owned())
    }

    #[test]
    fn a_numeric_nik_is_damaged_and_a_numeric_zero_is_blank() {
        for number in [1_799_994_101_800_003.0, 1.7e15, 17.0] {
            assert_eq!(nik(&Cell::Number(number)), Identity::Damaged, "{number}");
        }
        assert_eq!(nik(&Cell::Number(0.0)), Identity::Blank);
    }

    #[test]
    fn text_niks_as_met_in_files() {
        let known = "1799994101800003";
        let table = [
            ("1799994101800003", Identity::Known(known.into())),
            ("'1799994101800003  ", Identity::Known(known.into())),
            ("1799994101800OO3", Identity::Repaired(known.into())),
            ("1799994l01800003", Identity::Wrong(String::new())),
            ("1,79999E+15", Identity::Damaged),
            ("1.79999e+15", Identity::Damaged),
            ("", Identity::Blank),
            ("-", Identity::Blank),
            ("--", Identity::Blank),
            ("'0", Identity::Blank),
            ("Belum ada", Identity::Blank),
            ("179999410180000", Identity::Wrong(String::new())),
            ("1111111111111111", Identity::Wrong(String::new())),
            ("0000000000000000", Identity::Wrong(String::new())),
            ("#N/A", Identity::Wrong(String::new())),
        ];
        for (words, expected) in table {
            let found = match nik(&text(words)) {
                Identity::Wrong(_) => Identity::Wrong(String::new()),
                other => other,
            };
            assert_eq!(found, expected, "{words}");
        }
    }

    #[test]
    fn a_family_card_reads_by_its_own_rule() {
        assert_eq!(card(&text("0000000000000000")), Identity::Blank);
        assert_eq!(card(&Cell::Number(1.7e15)), Identity::Damaged);
        assert!(matches!(card(&text("17999920")), Identity::Wrong(_)));
        let known = Identity::Known("1799992011100007".to_owned());
        assert_eq!(card(&text("1799992011100007")), known);
    }

    #[test]
    fn a_member_number_gets_its_leading_zeros_back_only_from_a_number() {
        assert_eq!(member_no(&Cell::Number(1_234_567_890.0)), Identity::Known("0001234567890".into()));
        assert_eq!(member_no(&text("0001234567890")), Identity::Known("0001234567890".into()));
        assert_eq!(member_no(&text("1,23E+09")), Identity::Damaged);
        assert!(matches!(member_no(&text("1234567890")), Identity::Wrong(_)));
        assert_eq!(member_no(&text("-")), Identity::Blank);
    }
}
