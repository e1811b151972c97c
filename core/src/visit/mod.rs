//! A visit: one call at one family, by whatever road, and how it ended.

use jiff::civil::Date;

use crate::finding::{Finding, Severity};

pub mod code;
pub mod field;

/// Checks the day of a visit: it warns when the day is still to come (`domain.md` 12.1 V14).
///
/// It never blocks, because the laptop's clock may be the one that is wrong.
#[must_use]
pub fn check_date(visited_on: Date, today: Date) -> Option<Finding> {
    (visited_on > today).then(|| {
        let message = "Tanggal kunjungan sesudah hari ini. Periksa tanggal kunjungan dan tanggal di laptop.";
        Finding::new("V14", Severity::Warning, "visit_date", message)
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_visit_still_to_come_warns() {
        let today = date(2026, 11, 22);
        let table = [
            (date(2026, 11, 21), None),
            (date(2026, 11, 22), None),
            (date(2026, 11, 23), Some(("V14", Severity::Warning))),
        ];
        for (visited_on, expected) in table {
            let found = check_date(visited_on, today).map(|f| (f.rule, f.severity));
            assert_eq!(found, expected, "{visited_on}");
        }
    }
}
