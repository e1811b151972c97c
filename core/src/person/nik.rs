//! The NIK: reading it, what it claims about its holder, and showing it without giving it away.

use std::fmt;

use jiff::civil::Date;

use crate::finding::{Finding, Severity};
use crate::person::code::Sex;

/// Digits in a NIK, and in a family card number (`domain.md` 3.1, 3.2).
pub(crate) const DIGITS: usize = 16;

/// Women's birth days are written with this much added (`domain.md` 3.1).
const FEMALE_DAY_OFFSET: i8 = 40;

/// A national identity number of 16 digits; real as far as its own digits can tell (`domain.md` 3.1).
///
/// Its debug form shows only the last four digits and it cannot be displayed: logs and
/// error texts must not carry personal data (`style.md` 3.5).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nik(String);

impl Nik {
    /// Reads a NIK as people and spreadsheets write it (`domain.md` 12.1 V01, V02).
    ///
    /// # Errors
    /// The finding V01 when there are not exactly 16 digits, V02 when they are a placeholder.
    pub fn parse(text: &str) -> Result<Self, Finding> {
        let number = bare_number(text);
        if !is_sixteen_digits(&number) {
            let message = sixteen_digits_wanted("NIK", &number);
            return Err(Finding::new("V01", Severity::Error, "nik", message));
        }
        if is_placeholder(&number) {
            let message = "NIK ini bukan NIK sungguhan.";
            return Err(Finding::new("V02", Severity::Error, "nik", message));
        }
        Ok(Self(number))
    }

    /// The 16 digits in clear.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The NIK as screens show it before unmasking: `170601******0003`.
    #[must_use]
    pub fn masked(&self) -> String {
        mask(&self.0)
    }

    /// Province of first issue, two digits; not where the holder lives (`domain.md` 3.1).
    #[must_use]
    pub fn province(&self) -> &str {
        self.0.get(..2).unwrap_or_default()
    }

    /// Province, kabupaten and kecamatan of first issue, six digits (`domain.md` 3.1).
    #[must_use]
    pub fn district(&self) -> &str {
        self.0.get(..6).unwrap_or_default()
    }

    /// Birth date and sex as the digits claim them, the century guessed (`domain.md` 3.1).
    ///
    /// The latest year not after `today` is taken, so a centenarian reads as a child:
    /// compare with a known date through [`Nik::agrees_on_birth`].
    #[must_use]
    pub fn claimed_birth(&self, today: Date) -> Option<(Date, Sex)> {
        let claim = self.claim()?;
        let century = today.year() - today.year().rem_euclid(100);
        let newest_first = [century + claim.year_of_century, century - 100 + claim.year_of_century];
        let date = newest_first
            .into_iter()
            .filter_map(|year| Date::new(year, claim.month, claim.day).ok())
            .find(|date| *date <= today)?;
        Some((date, claim.sex))
    }

    /// Whether day, month and two-digit year are those of this birth date (`domain.md` 12.1 V04).
    #[must_use]
    pub fn agrees_on_birth(&self, birth: Date) -> bool {
        self.claim().is_some_and(|claim| {
            (claim.day, claim.month, claim.year_of_century)
                == (birth.day(), birth.month(), birth.year().rem_euclid(100))
        })
    }

    fn claim(&self) -> Option<Claim> {
        let written_day: i8 = self.0.get(6..8)?.parse().ok()?;
        let (day, sex) = if written_day > FEMALE_DAY_OFFSET {
            (written_day - FEMALE_DAY_OFFSET, Sex::Female)
        } else {
            (written_day, Sex::Male)
        };
        let month = self.0.get(8..10)?.parse().ok()?;
        let year_of_century = self.0.get(10..12)?.parse().ok()?;
        Some(Claim { day, month, year_of_century, sex })
    }
}

impl fmt::Debug for Nik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "****{}", self.0.get(12..).unwrap_or_default())
    }
}

/// What the birth digits say, not yet checked to be a real date.
struct Claim {
    day: i8,
    month: i8,
    year_of_century: i16,
    sex: Sex,
}

/// Hides the middle of a 16-digit number, `170601******0003`; anything else is hidden whole.
#[must_use]
pub fn mask(text: &str) -> String {
    match (is_sixteen_digits(text), text.get(..6), text.get(12..)) {
        (true, Some(head), Some(tail)) => format!("{head}******{tail}"),
        _ => "*".repeat(text.chars().count()),
    }
}

/// Drops what people and spreadsheets put around the digits of a number (`domain.md` 12.1 V01).
pub(crate) fn bare_number(text: &str) -> String {
    text.trim()
        .trim_start_matches(['\'', '’', '‘', '`'])
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-' | '–' | '—'))
        .collect()
}

/// Whether the text is 16 digits and nothing else.
pub(crate) fn is_sixteen_digits(number: &str) -> bool {
    number.len() == DIGITS && number.bytes().all(|b| b.is_ascii_digit())
}

/// The sentence of V01, which V09 says of a family card too; stray letters get a second sentence.
pub(crate) fn sixteen_digits_wanted(what: &str, number: &str) -> String {
    let count = number.bytes().filter(u8::is_ascii_digit).count();
    let stray = if number.chars().all(|c| c.is_ascii_digit()) {
        ""
    } else {
        // Without this, 16 digits and one letter would read "must be 16, you gave 16".
        " Ada huruf atau tanda lain di dalamnya."
    };
    format!("{what} harus 16 angka. Yang diisi {count} angka.{stray}")
}

/// Numbers typed to get past a field: one digit repeated, counting up, or serial 0000 (`domain.md` 12.1 V02).
fn is_placeholder(number: &str) -> bool {
    let steps_by = |step: u8| {
        number.as_bytes().windows(2).all(|pair| match pair {
            [a, b] => (a - b'0' + step) % 10 == b - b'0',
            _ => false,
        })
    };
    steps_by(0) || steps_by(1) || number.ends_with("0000")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    fn nik(text: &str) -> Nik {
        Nik::parse(text).unwrap()
    }

    #[test]
    fn a_nik_is_read_however_people_write_it() {
        let table = [
            "1799994101800003",
            " 179999 410180 0003 ",
            "179999.410180.0003",
            "179999-410180-0003",
            "'1799994101800003",
            "’1799994101800003",
            "17999941\u{a0}01800003",
        ];
        for text in table {
            assert_eq!(nik(text).as_str(), "1799994101800003", "{text}");
        }
    }

    #[test]
    fn v01_counts_the_digits_that_were_typed() {
        let table = [
            ("179999410180000", "NIK harus 16 angka. Yang diisi 15 angka."),
            ("17999941018000031", "NIK harus 16 angka. Yang diisi 17 angka."),
            ("", "NIK harus 16 angka. Yang diisi 0 angka."),
            ("179999410180000O", "NIK harus 16 angka. Yang diisi 15 angka. Ada huruf atau tanda lain di dalamnya."),
            ("1799994101800003A", "NIK harus 16 angka. Yang diisi 16 angka. Ada huruf atau tanda lain di dalamnya."),
            ("1.7E+15", "NIK harus 16 angka. Yang diisi 4 angka. Ada huruf atau tanda lain di dalamnya."),
        ];
        for (text, message) in table {
            let finding = Nik::parse(text).unwrap_err();
            assert_eq!((finding.rule, finding.severity), ("V01", Severity::Error), "{text}");
            assert_eq!(finding.message, message, "{text}");
        }
    }

    #[test]
    fn v02_refuses_placeholders() {
        for text in ["1111111111111111", "0123456789012345", "1234567890123456", "1799994101800000"] {
            let finding = Nik::parse(text).unwrap_err();
            assert_eq!((finding.rule, finding.field), ("V02", "nik"), "{text}");
            assert_eq!(finding.message, "NIK ini bukan NIK sungguhan.");
        }
    }

    #[test]
    fn the_claimed_birth_takes_the_latest_year_not_after_today() {
        let table = [
            ("1799991501800003", Some((date(1980, 1, 15), Sex::Male))),
            ("1799995501800003", Some((date(1980, 1, 15), Sex::Female))),
            ("1799992211260001", Some((date(2026, 11, 22), Sex::Male))),
            ("1799992311260001", Some((date(1926, 11, 23), Sex::Male))),
            ("1799997112990001", Some((date(1999, 12, 31), Sex::Female))),
            ("1799992902000001", Some((date(2000, 2, 29), Sex::Male))),
            ("1799992902010001", None),
            ("1799993104800001", None),
            ("1799990001800001", None),
            ("1799994001800001", None),
            ("1799997201800001", None),
            ("1799991513800001", None),
            ("1799991500800001", None),
        ];
        for (text, expected) in table {
            assert_eq!(nik(text).claimed_birth(TODAY), expected, "{text}");
        }
    }

    #[test]
    fn agreement_on_birth_does_not_guess_the_century() {
        let centenarian = nik("1799991501250001");
        assert!(centenarian.agrees_on_birth(date(1925, 1, 15)));
        assert!(centenarian.agrees_on_birth(date(2025, 1, 15)));
        assert!(!centenarian.agrees_on_birth(date(1925, 1, 16)));
        assert!(!centenarian.agrees_on_birth(date(1926, 1, 15)));
    }

    #[test]
    fn region_digits_are_those_of_the_first_issue() {
        let nik = nik("1706011501800003");
        assert_eq!((nik.province(), nik.district()), ("17", "170601"));
    }

    #[test]
    fn neither_mask_nor_debug_shows_the_birth_date() {
        let nik = nik("1706011501800003");
        assert_eq!(nik.masked(), "170601******0003");
        assert_eq!(format!("{nik:?}"), "****0003");
        assert_eq!(mask("1706012011100007"), "170601******0007");
        assert_eq!(mask("12345"), "*****");
        assert_eq!(mask(""), "");
    }
}
