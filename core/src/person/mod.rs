//! A person of the village: who they are, as the identity card and the family card say.

use jiff::civil::Date;

pub mod code;
pub mod field;
pub mod nik;
pub mod validate;

/// Completed years of life on a day; below zero when the birth date lies after it.
#[must_use]
pub fn age_years(birth: Date, today: Date) -> i16 {
    let years = today.year() - birth.year();
    let had_birthday = (today.month(), today.day()) >= (birth.month(), birth.day());
    if had_birthday { years } else { years - 1 }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_year_of_life_is_complete_on_the_birthday() {
        let table = [
            (date(1980, 6, 15), date(2026, 6, 14), 45),
            (date(1980, 6, 15), date(2026, 6, 15), 46),
            (date(2004, 2, 29), date(2026, 2, 28), 21),
            (date(2004, 2, 29), date(2026, 3, 1), 22),
            (date(2026, 3, 1), date(2026, 3, 1), 0),
            (date(2026, 3, 2), date(2026, 3, 1), -1),
        ];
        for (birth, today, years) in table {
            assert_eq!(age_years(birth, today), years, "{birth} on {today}");
        }
    }
}
