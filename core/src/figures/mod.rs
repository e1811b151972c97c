//! The figures of a village: one narrow fact per person, folded the same way on device, server and report.

pub mod fact;
pub mod percent;
pub mod store;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::membership::code::Status;
use crate::membership::effective::effective;
use fact::PersonFact;

/// The counts of one area as of one date (domain.md 10, design.md 12).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Figures {
    /// Persons counted: living here, or not settled yet.
    pub counted: i64,
    /// Registered: active or inactive.
    pub registered: i64,
    /// Active.
    pub active: i64,
    /// Not registered.
    pub unregistered: i64,
    /// Inactive.
    pub inactive: i64,
    /// Nobody has said anything of these.
    pub unknown: i64,
    /// Counted by a source older than the freshness setting.
    pub stale: i64,
    /// Inactive persons by reason code.
    pub inactive_by_reason: BTreeMap<String, i64>,
    /// Families with a counted person.
    pub families: i64,
    /// Families without a KK number, counted apart.
    pub families_without_card: i64,
    /// Persons in families without a KK number.
    pub persons_without_card: i64,
    /// Persons along the four stages.
    pub funnel: Funnel,
    /// Date of the newest BPJS list that speaks of anybody here.
    pub latest_list: Option<Date>,
    /// Whether a full member list was imported, or everybody was asked: else the percentages mislead.
    pub is_complete: bool,
}

/// Persons along the four stages; each stage counts target persons only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Funnel {
    /// Not active at first mapping; kept after activation.
    pub targets: i64,
    /// Their family's visit came to an end: V1, V3X, V4 or V5.
    pub visited: i64,
    /// Latest answer is "willing".
    pub willing: i64,
    /// In a case that ever was submitted.
    pub submitted: i64,
    /// A later BPJS list or feedback says active.
    pub verified: i64,
}

/// Folds the facts of one area.
#[must_use]
pub fn fold(facts: &[PersonFact], as_of: Date, fresh_days: i64) -> Figures {
    let mut figures = Figures::default();
    let (mut families, mut bare) = (BTreeSet::new(), BTreeSet::new());
    let mut has_full_list = false;
    for fact in facts.iter().filter(|fact| fact.is_counted()) {
        figures.counted += 1;
        families.insert(fact.family_id.as_str());
        if !fact.has_card {
            figures.persons_without_card += 1;
            bare.insert(fact.family_id.as_str());
        }
        figures.count_status(fact, as_of, fresh_days);
        figures.funnel.count(fact);
        figures.latest_list = figures.latest_list.max(fact.latest_list());
        has_full_list |= fact.snapshots.iter().any(|s| s.is_full_list);
    }
    figures.families = count(families.len());
    figures.families_without_card = count(bare.len());
    figures.is_complete = has_full_list || (figures.counted > 0 && figures.unknown == 0);
    figures
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

impl Figures {
    fn count_status(&mut self, fact: &PersonFact, as_of: Date, fresh_days: i64) {
        let Some(found) = effective(&fact.snapshots, as_of, fresh_days) else {
            self.unknown += 1;
            return;
        };
        self.stale += i64::from(found.is_stale);
        match found.snapshot.status {
            Status::Active => self.active += 1,
            Status::Inactive => {
                self.inactive += 1;
                let reason = found.snapshot.reason.clone().unwrap_or_else(|| "TIDAK_TAHU".to_owned());
                *self.inactive_by_reason.entry(reason).or_default() += 1;
            }
            Status::Unregistered => self.unregistered += 1,
            Status::Unknown => self.unknown += 1,
        }
        self.registered = self.active + self.inactive;
    }
}

impl Funnel {
    /// Adds the persons of another area.
    pub const fn add(&mut self, other: &Self) {
        self.targets += other.targets;
        self.visited += other.visited;
        self.willing += other.willing;
        self.submitted += other.submitted;
        self.verified += other.verified;
    }

    fn count(&mut self, fact: &PersonFact) {
        if !fact.is_target() {
            return;
        }
        self.targets += 1;
        self.visited += i64::from(fact.is_visited);
        self.willing += i64::from(fact.is_willing);
        self.submitted += i64::from(fact.submitted.is_some());
        self.verified += i64::from(fact.is_verified());
    }
}

#[cfg(test)]
mod tests;
