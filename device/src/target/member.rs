//! A member of a family as the forms of talks and cases name them.

use serde::Serialize;

use super::resident::Resident;

/// One person beside whom a box can be ticked.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct TargetMember {
    /// Row id; never shown.
    pub person_id: String,
    /// Name.
    pub full_name: String,
    /// Completed years; none without a birth date.
    pub age: Option<i16>,
    /// Code of the category; none if active.
    pub category: Option<String>,
    /// Months not paid.
    pub arrears_months: Option<i64>,
    /// In a case that is not over.
    pub is_busy: bool,
}

impl TargetMember {
    /// A resident as a member; `is_busy` is for whoever knows the cases.
    #[must_use]
    pub fn of(one: &Resident, is_busy: bool) -> Self {
        Self {
            person_id: one.fact.person_id.clone(),
            full_name: one.about.full_name.clone(),
            age: one.age,
            category: one.category.map(|category| category.code().to_owned()),
            arrears_months: one.arrears_months,
            is_busy,
        }
    }
}
