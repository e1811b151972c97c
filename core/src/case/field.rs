//! Fields of a registration case (domain.md 8.8).

use crate::row::field::Care::Masked;
use crate::row::field::Class::{Lww, Set as Union, State};
use crate::row::field::Field;
use crate::row::field::Type::{Date, Int, Json, Set, Text};

/// Columns of `registration_case`.
pub const FIELDS: &[Field] = &[
    Field::new("person_ids", Set, Union),
    Field::new("route", Text, Lww),
    Field::new("channel", Text, Lww),
    Field::new("state", Text, State),
    Field::new("opened_date", Date, Lww),
    Field::new("submitted_date", Date, Lww),
    Field::new("reference_no", Text, Lww).care(Masked),
    Field::new("va_no", Text, Lww).care(Masked),
    Field::new("first_payment_due_from", Date, Lww),
    Field::new("first_payment_due_to", Date, Lww),
    Field::new("instalment_no", Int, Lww),
    Field::new("instalment_of", Int, Lww),
    Field::new("paid_date", Date, Lww),
    Field::new("active_from", Date, Lww),
    Field::new("reject_code", Text, Lww),
    Field::new("documents", Json, Lww),
    Field::new("note", Text, Lww),
];
