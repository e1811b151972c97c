//! A person row as the validation rules look at it.

use pesiar_core::person::code::{MaritalStatus, Occupation, Relation, Sex};
use pesiar_core::person::validate::PersonFacts;
use pesiar_core::region::known::nik_region;
use pesiar_core::row::Row;

/// The facts of a row.
#[must_use]
pub fn of(row: &Row) -> PersonFacts<'_> {
    PersonFacts {
        nik: row.text("nik"),
        nik_region: row.text("nik").map(|nik| nik_region(nik.get(..6).unwrap_or_default()).into()),
        full_name: row.text("full_name").unwrap_or_default(),
        birth_date: row.text("birth_date").and_then(|text| text.parse().ok()),
        sex: row.text("sex").and_then(Sex::from_code),
        relation: row.int("relation_to_head").and_then(Relation::from_number),
        marital: row.int("marital_status").and_then(MaritalStatus::from_number),
        occupation: row.int("occupation").and_then(Occupation::from_number),
    }
}
