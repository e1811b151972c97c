//! Fields of a family (domain.md 8.2).

use crate::row::field::Care::{Masked, Sensitive};
use crate::row::field::Class::{Lww, Review};
use crate::row::field::Field;
use crate::row::field::Type::{Int, Text};

/// Columns of `family`. Position is kept in whole micro-degrees so that it means the same everywhere.
pub const FIELDS: &[Field] = &[
    Field::new("family_card_no", Text, Review).care(Masked),
    Field::new("family_state", Int, Lww),
    Field::new("dwelling_id", Text, Lww),
    Field::new("hamlet", Text, Lww),
    Field::new("rt", Text, Lww),
    Field::new("rw", Text, Lww),
    Field::new("address", Text, Lww),
    Field::new("landmark", Text, Lww),
    Field::new("lat_microdeg", Int, Lww),
    Field::new("lng_microdeg", Int, Lww),
    Field::new("accuracy_m", Int, Lww),
    Field::new("head_person_id", Text, Lww),
    Field::new("phone", Text, Lww).care(Masked),
    Field::new("phone_owner", Text, Lww),
    Field::new("safety_note", Text, Lww).care(Sensitive),
    Field::new("safety_text", Text, Lww).care(Sensitive),
];
