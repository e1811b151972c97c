//! Targets: what kind of help a person needs, how urgently, and whom a list of people shows.
//!
//! *Whether* somebody is a target is decided in one place only, [`crate::figures::fact::PersonFact::is_target`].

pub mod code;
pub mod priority;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::membership::code::{InactiveReason, Status};
use code::{Category, Filter};

/// What category a person who is not active belongs to; none for somebody who is (`domain.md` 8.5).
#[must_use]
pub const fn category(status: Status, reason: Option<InactiveReason>, is_newborn: bool) -> Option<Category> {
    match status {
        Status::Active => None,
        Status::Inactive => Some(inactive(reason)),
        Status::Unregistered | Status::Unknown if is_newborn => Some(Category::Newborn),
        Status::Unregistered => Some(Category::Unregistered),
        Status::Unknown => Some(Category::Unchecked),
    }
}

const fn inactive(reason: Option<InactiveReason>) -> Category {
    match reason {
        Some(InactiveReason::Arrears) => Category::Arrears,
        Some(InactiveReason::PbiRemoved) => Category::PbiRemoved,
        Some(InactiveReason::PemdaRemoved) => Category::PemdaRemoved,
        Some(InactiveReason::LaidOff) => Category::LaidOff,
        _ => Category::InactiveOther,
    }
}

/// How long a child counts as newborn: dated settings, because they are law (`domain.md` 11 D04).
#[derive(Debug, Clone, Copy, Default)]
pub struct Newborn {
    /// Days after birth.
    pub days: i64,
    /// Months after birth for a child without a NIK.
    pub months_without_nik: i64,
}

impl Newborn {
    /// Whether somebody born on `birth` is still newborn on `today`.
    #[must_use]
    pub fn covers(self, birth: Date, has_nik: bool, today: Date) -> bool {
        if birth > today {
            return false;
        }
        let until = |span| birth.checked_add(span).unwrap_or(Date::MAX);
        let months = self.months_without_nik.clamp(0, 120);
        today <= until(self.days.clamp(0, 3_650).days()) || (!has_nik && today < until(months.months()))
    }
}

impl Filter {
    /// Whether the list under this filter shows a counted person.
    ///
    /// By status the lists are as long as the figures B, N and "not checked"; the two gaps are everybody who is
    /// not registered, or not active, as far as anybody knows: those who would close the gap.
    #[must_use]
    pub const fn shows(self, is_target: bool, status: Status) -> bool {
        match self {
            Self::Targets => is_target,
            Self::Unregistered => matches!(status, Status::Unregistered),
            Self::Inactive => matches!(status, Status::Inactive),
            Self::Unchecked => matches!(status, Status::Unknown),
            Self::RegisteredGap => matches!(status, Status::Unregistered | Status::Unknown),
            Self::ActiveGap => !matches!(status, Status::Active),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_reason_has_its_category_and_an_active_person_none() {
        let table = [
            (Status::Active, None, false, None),
            (Status::Unregistered, None, false, Some("BELUM_JKN")),
            (Status::Unregistered, None, true, Some("BAYI_BARU")),
            (Status::Unknown, None, true, Some("BAYI_BARU")),
            (Status::Unknown, None, false, Some("VERIFIKASI_DATA")),
            (Status::Inactive, Some(InactiveReason::Arrears), true, Some("NONAKTIF_TUNGGAKAN")),
            (Status::Inactive, Some(InactiveReason::PbiRemoved), false, Some("NONAKTIF_PBI")),
            (Status::Inactive, Some(InactiveReason::PemdaRemoved), false, Some("NONAKTIF_PEMDA")),
            (Status::Inactive, Some(InactiveReason::LaidOff), false, Some("NONAKTIF_PHK")),
            (Status::Inactive, Some(InactiveReason::ChildAge), false, Some("NONAKTIF_LAIN")),
            (Status::Inactive, None, false, Some("NONAKTIF_LAIN")),
        ];
        for (status, reason, is_newborn, code) in table {
            assert_eq!(category(status, reason, is_newborn).map(Category::code), code, "{status:?} {reason:?}");
        }
    }

    #[test]
    fn a_child_is_newborn_for_28_days_and_without_nik_for_three_months() {
        let rule = Newborn { days: 28, months_without_nik: 3 };
        let birth = date(2026, 9, 1);
        let table = [
            (date(2026, 8, 31), true, false),
            (date(2026, 9, 29), true, true),
            (date(2026, 9, 30), true, false),
            (date(2026, 9, 30), false, true),
            (date(2026, 11, 30), false, true),
            (date(2026, 12, 1), false, false),
        ];
        for (today, has_nik, expected) in table {
            assert_eq!(rule.covers(birth, has_nik, today), expected, "{today} {has_nik}");
        }
    }

    #[test]
    fn the_gap_lists_hold_everybody_who_would_close_the_gap() {
        let shown = |filter: Filter| Status::ALL.iter().filter(|status| filter.shows(false, **status)).count();
        assert_eq!(shown(Filter::RegisteredGap), 2, "not registered, not checked");
        assert_eq!(shown(Filter::ActiveGap), 3, "and inactive");
        assert_eq!(shown(Filter::Targets), 0, "being a target is not a matter of status");
        assert!(Filter::Targets.shows(true, Status::Active), "kept after activation");
    }
}
