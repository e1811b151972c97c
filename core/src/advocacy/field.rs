//! Fields of an advocacy conversation (domain.md 8.7).

use crate::row::field::Class::Append;
use crate::row::field::Field;
use crate::row::field::Type::{Date, Set, Text};

/// Columns of `advocacy`. The latest answer counts; earlier ones stay.
pub const FIELDS: &[Field] = &[
    Field::new("person_id", Text, Append),
    Field::new("visit_id", Text, Append),
    Field::new("agent_id", Text, Append),
    Field::new("advocacy_date", Date, Append),
    Field::new("recorded_at", Text, Append),
    Field::new("topics", Set, Append),
    Field::new("media", Text, Append),
    Field::new("response", Text, Append),
    Field::new("refusal_reasons", Set, Append),
    Field::new("refusal_text", Text, Append),
    Field::new("follow_up_date", Date, Append),
];
