//! Percentages: truncated everywhere, so that 97.96 never reads "98 reached" (domain.md 10).

/// `numerator / denominator` as a percentage with two decimals and a point; none without a denominator.
/// May pass 100: people with a card from elsewhere are registered locally.
#[must_use]
pub fn truncated(numerator: i64, denominator: i64) -> Option<String> {
    if denominator <= 0 || numerator < 0 {
        return None;
    }
    let hundredths = i128::from(numerator) * 10_000 / i128::from(denominator);
    Some(format!("{}.{:02}", hundredths / 100, hundredths % 100))
}

/// How many are missing to `target_bp` hundredths of a percent of `population`: rounded up, never below zero.
#[must_use]
pub fn gap(target_bp: i64, population: i64, reached: i64) -> i64 {
    let wanted = (i128::from(target_bp) * i128::from(population) + 9_999) / 10_000;
    i64::try_from(wanted).unwrap_or(i64::MAX).saturating_sub(reached).max(0)
}

/// A target such as 9860 printed `98.60`.
#[must_use]
pub fn of_bp(target_bp: i64) -> String {
    format!("{}.{:02}", target_bp / 100, target_bp % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentage_is_cut_never_rounded_to_the_threshold() {
        assert_eq!(truncated(9796, 10_000).as_deref(), Some("97.96"));
        assert_eq!(truncated(1_979_999, 2_000_000).as_deref(), Some("98.99"));
        assert_eq!(truncated(2, 3).as_deref(), Some("66.66"));
        assert_eq!(truncated(10_178, 10_000).as_deref(), Some("101.78"));
        assert_eq!(truncated(0, 5).as_deref(), Some("0.00"));
        assert_eq!(truncated(5, 0), None);
    }

    #[test]
    fn the_gap_rounds_up_to_whole_people() {
        assert_eq!(gap(9860, 1406, 1380), 7, "98.6 % of 1406 is 1386.3, so 1387");
        assert_eq!(gap(8000, 1000, 800), 0);
        assert_eq!(gap(8000, 1000, 900), 0);
        assert_eq!(of_bp(9860), "98.60");
    }
}
