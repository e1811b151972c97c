//! A family: the people who stand on one family card, or who live as one without it.

use std::fmt;

use crate::finding::{Finding, Severity};
use crate::person::nik::{bare_number, is_sixteen_digits, mask, sixteen_digits_wanted};

pub mod code;
pub mod field;
pub mod validate;

/// A family card number of 16 digits; it changes over the years and is no key (`domain.md` 3.2).
///
/// Its debug form shows only the last four digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FamilyCardNo(String);

impl FamilyCardNo {
    /// Reads a family card number as people and spreadsheets write it (`domain.md` 12.1 V09).
    ///
    /// # Errors
    /// The finding V09 when there are not exactly 16 digits.
    pub fn parse(text: &str) -> Result<Self, Finding> {
        let number = bare_number(text);
        if is_sixteen_digits(&number) {
            return Ok(Self(number));
        }
        let message = sixteen_digits_wanted("Nomor KK", &number);
        Err(Finding::new("V09", Severity::Error, "family_card_no", message))
    }

    /// The 16 digits in clear.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as screens show it before unmasking: `170601******0007`.
    #[must_use]
    pub fn masked(&self) -> String {
        mask(&self.0)
    }
}

impl fmt::Debug for FamilyCardNo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "****{}", self.0.get(12..).unwrap_or_default())
    }
}

/// Reads a cell that may hold a family card number; blank, `-` and zeros mean there is none (`design.md` 12).
///
/// # Errors
/// The finding V09 when something is there and it is not 16 digits.
pub fn card_or_blank(text: &str) -> Result<Option<FamilyCardNo>, Finding> {
    if bare_number(text).chars().all(|c| c == '0') {
        return Ok(None);
    }
    FamilyCardNo::parse(text).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_zero_and_dash_are_no_card() {
        for text in ["", "  ", "0", "-", " - ", "'0", "0000000000000000"] {
            assert_eq!(card_or_blank(text), Ok(None), "{text}");
        }
    }

    #[test]
    fn a_card_is_read_however_people_write_it_and_kept_as_bare_digits() {
        for text in ["1799992011100007", "'1799992011100007", "179999 201110 0007"] {
            let card = card_or_blank(text).unwrap().unwrap();
            assert_eq!(card.as_str(), "1799992011100007", "{text}");
        }
    }

    #[test]
    fn a_card_of_another_length_blocks_and_says_how_long_it_is() {
        let finding = card_or_blank("179999201110007").unwrap_err();
        assert_eq!((finding.rule, finding.severity), ("V09", Severity::Error));
        assert_eq!(finding.field, "family_card_no");
        assert_eq!(finding.message, "Nomor KK harus 16 angka. Yang diisi 15 angka.");
    }

    #[test]
    fn neither_mask_nor_debug_shows_the_whole_number() {
        let card = FamilyCardNo::parse("1799992011100007").unwrap();
        assert_eq!(card.masked(), "179999******0007");
        assert_eq!(format!("{card:?}"), "****0007");
    }
}
