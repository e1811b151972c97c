//! Fields of a person (domain.md 8.3).

use crate::row::field::Care::{Masked, Sensitive};
use crate::row::field::Class::{Lww, Presence, Review, Set as Union};
use crate::row::field::Field;
use crate::row::field::Type::{Bool, Date, Int, Set, Text};

/// Columns of `person`.
pub const FIELDS: &[Field] = &[
    Field::new("family_id", Text, Lww),
    Field::new("nik", Text, Review).care(Masked),
    Field::new("no_nik_reason", Text, Lww),
    Field::new("full_name", Text, Review),
    Field::new("birth_place", Text, Lww),
    Field::new("birth_date", Date, Review),
    Field::new("birth_date_quality", Text, Lww),
    Field::new("sex", Text, Review),
    Field::new("relation_to_head", Int, Lww),
    Field::new("marital_status", Int, Lww),
    Field::new("education", Int, Lww),
    Field::new("occupation", Int, Lww),
    Field::new("employment_status", Int, Lww),
    Field::new("employer_name", Text, Lww),
    Field::new("is_waged", Bool, Lww),
    Field::new("citizenship", Text, Lww),
    Field::new("residence_months", Int, Lww),
    Field::new("presence", Int, Presence),
    Field::new("death_date", Date, Lww),
    Field::new("death_basis", Text, Lww),
    Field::new("moved_to", Text, Lww),
    Field::new("phone", Text, Lww).care(Masked),
    Field::new("disability_type", Set, Union).care(Sensitive),
    Field::new("wg_see", Int, Lww).care(Sensitive),
    Field::new("wg_hear", Int, Lww).care(Sensitive),
    Field::new("wg_walk", Int, Lww).care(Sensitive),
    Field::new("wg_remember", Int, Lww).care(Sensitive),
    Field::new("wg_selfcare", Int, Lww).care(Sensitive),
    Field::new("wg_communicate", Int, Lww).care(Sensitive),
    Field::new("wg_proxy", Bool, Lww).care(Sensitive),
    Field::new("pregnant", Bool, Lww).care(Sensitive),
    Field::new("needs_care_now", Bool, Lww).care(Sensitive),
    Field::new("welfare_decile", Int, Lww),
    Field::new("welfare_source", Text, Lww),
    Field::new("welfare_as_of", Date, Lww),
    Field::new("social_programs", Set, Union),
    Field::new("nik_status", Text, Lww),
    Field::new("needs_civil_fix", Set, Union),
    Field::new("confirmed_reason", Text, Lww),
];
