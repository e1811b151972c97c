//! How urgent a target is. The weights are the project's proposal (`domain.md` 8.5, marked `[I]`): they order work,
//! and neither money nor a right hangs on them, so they are constants and not dated settings.

/// What is known of a person that makes help urgent; whatever is not known counts for nothing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Need {
    /// Needs care now.
    pub needs_care: bool,
    /// Pregnant.
    pub is_pregnant: bool,
    /// Has a disability.
    pub has_disability: bool,
    /// Welfare decile, 1 to 10.
    pub decile: Option<i64>,
    /// Completed years.
    pub age: Option<i16>,
    /// Works without a wage to rely on.
    pub is_vulnerable_worker: bool,
    /// Days left to bring back a PBI membership that was removed.
    pub pbi_days_left: Option<i64>,
}

/// With fewer days than this left, bringing PBI back is urgent.
const PBI_DAYS_URGENT: i64 = 60;

impl Need {
    /// Points; more is more urgent.
    #[must_use]
    pub fn score(self) -> u8 {
        let age = self.age.unwrap_or(30);
        let decile = match self.decile {
            Some(1 | 2) => 2,
            Some(3..=5) => 1,
            _ => 0,
        };
        let care = self.needs_care || self.is_pregnant || age < 1;
        let pbi = self.pbi_days_left.is_some_and(|days| (0..PBI_DAYS_URGENT).contains(&days));
        3 * u8::from(care)
            + 2 * u8::from(self.has_disability)
            + decile
            + u8::from(age >= 60)
            + u8::from(age < 5)
            + u8::from(self.is_vulnerable_worker)
            + u8::from(pbi)
    }

    /// Band 1, most urgent, to 5.
    #[must_use]
    pub fn band(self) -> u8 {
        match self.score() {
            0 => 5,
            1 | 2 => 4,
            3 => 3,
            4 => 2,
            _ => 1,
        }
    }
}

/// Whether somebody works without a wage to rely on: by BPS employment status if known, else by occupation
/// (`domain.md` 3.3 and 4.1). Somebody known to be waged is not.
#[must_use]
pub fn is_vulnerable_worker(employment_status: Option<i64>, occupation: Option<i64>, is_waged: Option<bool>) -> bool {
    if is_waged == Some(true) {
        return false;
    }
    match employment_status {
        Some(status) => matches!(status, 1 | 2 | 6 | 7 | 8),
        None => matches!(occupation, Some(9 | 10 | 11 | 13 | 14 | 19..=31 | 34 | 35 | 38 | 41 | 45 | 81 | 84 | 88)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_points_of_the_dictionary_make_the_band() {
        let none = Need { age: Some(30), ..Need::default() };
        let table = [
            (none, 0, 5),
            (Need { decile: Some(4), ..none }, 1, 4),
            (Need { decile: Some(2), ..none }, 2, 4),
            (Need { age: Some(60), ..none }, 1, 4),
            (Need { age: Some(4), ..none }, 1, 4),
            (Need { age: Some(0), ..none }, 4, 2),
            (Need { is_pregnant: true, needs_care: true, ..none }, 3, 3),
            (Need { has_disability: true, decile: Some(1), ..none }, 4, 2),
            (Need { needs_care: true, has_disability: true, ..none }, 5, 1),
            (Need { is_vulnerable_worker: true, pbi_days_left: Some(59), ..none }, 2, 4),
            (Need { pbi_days_left: Some(60), ..none }, 0, 5),
            (Need { pbi_days_left: Some(-1), ..none }, 0, 5),
            (Need { age: None, ..none }, 0, 5),
        ];
        for (need, score, band) in table {
            assert_eq!((need.score(), need.band()), (score, band), "{need:?}");
        }
    }

    #[test]
    fn a_wage_or_a_known_employment_outweighs_the_occupation_on_the_card() {
        assert!(is_vulnerable_worker(None, Some(9), None), "farmer");
        assert!(!is_vulnerable_worker(None, Some(9), Some(true)));
        assert!(!is_vulnerable_worker(Some(4), Some(9), None), "employee, whatever the card says");
        assert!(is_vulnerable_worker(Some(6), Some(15), None));
        assert!(!is_vulnerable_worker(None, None, None), "not known is not vulnerable");
    }
}
