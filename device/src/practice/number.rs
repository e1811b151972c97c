//! Identity numbers of the practice village: plausible, unique, and of a region that does not exist.

use std::collections::BTreeMap;

use jiff::civil::Date;
use pesiar_core::person::code::Sex;

/// No such kecamatan, so no real person can have such a NIK (`domain.md` 12.4).
const REGION: &str = "179999";

/// Hands out numbers; NIK and family cards share the serials, so that none equals another.
#[derive(Default)]
pub(super) struct Numbers {
    serials: BTreeMap<String, u32>,
    members: u32,
}

impl Numbers {
    /// A NIK that claims this birth date and sex.
    pub(super) fn nik(&mut self, birth: Date, sex: Sex) -> String {
        let offset = if sex == Sex::Female { 40 } else { 0 };
        self.next(birth, offset)
    }

    /// A family card recorded on this day.
    pub(super) fn card(&mut self, recorded: Date) -> String {
        self.next(recorded, 0)
    }

    /// A JKN member number of 13 digits.
    pub(super) fn member(&mut self) -> String {
        self.members += 1;
        format!("0009{:09}", self.members)
    }

    fn next(&mut self, date: Date, day_offset: i8) -> String {
        let (day, month) = (date.day() + day_offset, date.month());
        let head = format!("{REGION}{day:02}{month:02}{:02}", date.year().rem_euclid(100));
        let serial = self.serials.entry(head.clone()).or_default();
        *serial += 1;
        format!("{head}{serial:04}")
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use pesiar_core::person::nik::Nik;

    use super::*;

    #[test]
    fn numbers_of_one_day_count_up_and_read_back() {
        let mut numbers = Numbers::default();
        let born = date(1980, 8, 17);
        assert_eq!(numbers.nik(born, Sex::Male), "1799991708800001");
        assert_eq!(numbers.card(born), "1799991708800002");
        assert_eq!(numbers.nik(born, Sex::Female), "1799995708800001");
        let nik = Nik::parse(&numbers.nik(born, Sex::Female)).unwrap();
        assert_eq!(nik.claimed_birth(date(2026, 11, 22)), Some((born, Sex::Female)));
        assert_eq!(numbers.member(), "0009000000001");
    }
}
