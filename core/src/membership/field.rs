//! Fields of a membership snapshot: what one source said of one person on one date (domain.md 8.4).

use crate::row::field::Care::{Masked, Sensitive};
use crate::row::field::Class::Append;
use crate::row::field::Field;
use crate::row::field::Type::{Date, Int, Text};

/// Columns of `membership`. Append-only: sources may disagree and both stay.
pub const FIELDS: &[Field] = &[
    Field::new("person_id", Text, Append),
    Field::new("source", Text, Append),
    Field::new("as_of", Date, Append),
    Field::new("status", Text, Append),
    Field::new("membership_segment", Text, Append),
    Field::new("inactive_reason", Text, Append),
    Field::new("inactive_since", Date, Append),
    Field::new("member_no", Text, Append).care(Masked),
    Field::new("arrears_months", Int, Append).care(Sensitive),
    Field::new("arrears_amount", Int, Append).care(Sensitive),
    Field::new("care_class", Text, Append),
    Field::new("primary_facility_code", Text, Append),
    Field::new("primary_facility_name", Text, Append),
    Field::new("list_kind", Text, Append),
    Field::new("visit_id", Text, Append),
];
