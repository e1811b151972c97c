//! A budget of design.md 10: what must be, what is aimed at.

use crate::table::{bytes, ms};

/// How a number is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Milliseconds.
    Ms,
    /// Bytes.
    Bytes,
    /// Things.
    Count,
    /// Times as much as what stands beside it.
    Times,
}

impl Unit {
    fn told(self, number: f64) -> String {
        match self {
            Self::Ms => ms(number),
            Self::Bytes => bytes(number),
            Self::Count => format!("{number:.0}"),
            Self::Times => format!("{number:.1}x"),
        }
    }
}

/// Two marks, and the number that is held against them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    found: f64,
    must: Option<f64>,
    goal: Option<f64>,
    unit: Unit,
}

impl Budget {
    /// A mark that must be met and one that is aimed at.
    pub(crate) const fn new(unit: Unit, found: f64, must: f64, goal: f64) -> Self {
        Self { found, must: Some(must), goal: Some(goal), unit }
    }

    /// Only an aim.
    pub(crate) const fn goal(unit: Unit, found: f64, goal: f64) -> Self {
        Self { found, must: None, goal: Some(goal), unit }
    }

    /// Only a must.
    pub(crate) const fn must(unit: Unit, found: f64, must: f64) -> Self {
        Self { found, must: Some(must), goal: None, unit }
    }

    /// The columns `must`, `goal`, and whether they are met.
    pub(crate) fn columns(&self) -> [String; 3] {
        let told = |mark: Option<f64>| mark.map(|mark| self.unit.told(mark)).unwrap_or_default();
        [told(self.must), told(self.goal), self.verdict().to_owned()]
    }

    fn verdict(&self) -> &'static str {
        let meets = |mark: Option<f64>| mark.map(|mark| self.found <= mark);
        match (meets(self.must), meets(self.goal)) {
            (Some(false), _) => "MISSED",
            (_, Some(true)) => "goal",
            (Some(true), _) => "must",
            (None, _) => "goal missed",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, Unit};

    #[test]
    fn a_mark_is_met_by_the_same_number() {
        let verdict = |found| Budget::new(Unit::Ms, found, 15.0, 5.0).verdict();
        assert_eq!([5.0, 5.1, 15.1].map(verdict), ["goal", "must", "MISSED"]);
        assert_eq!(Budget::goal(Unit::Times, 2.1, 2.0).verdict(), "goal missed");
        assert_eq!(Budget::must(Unit::Count, 1.0, 1.0).verdict(), "must");
    }
}
