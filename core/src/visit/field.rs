//! Fields of a visit (domain.md 8.6).

use crate::row::field::Class::Append;
use crate::row::field::Field;
use crate::row::field::Type::{Date, Int, Text};

/// Columns of `visit`. Two agents' visits to one family both stay.
pub const FIELDS: &[Field] = &[
    Field::new("family_id", Text, Append),
    Field::new("agent_id", Text, Append),
    Field::new("visit_date", Date, Append),
    Field::new("started_at", Text, Append),
    Field::new("ended_at", Text, Append),
    Field::new("mode", Text, Append),
    Field::new("entry_mode", Text, Append),
    Field::new("attempt_no", Int, Append),
    Field::new("outcome", Text, Append),
    Field::new("respondent_person_id", Text, Append),
    Field::new("proxy_relation", Text, Append),
    Field::new("next_date", Date, Append),
    Field::new("note", Text, Append),
    Field::new("lat_microdeg", Int, Append),
    Field::new("lng_microdeg", Int, Append),
    Field::new("accuracy_m", Int, Append),
];
