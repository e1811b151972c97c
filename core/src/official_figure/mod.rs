//! T and A of an area as BPJS stated them by letter: printed beside the village's own count, never mixed into it.

use serde::Serialize;
use serde_json::Value;

use crate::row::Row;
use crate::row::field::Class::Lww;
use crate::row::field::Field;
use crate::row::field::Type::{Date, Int, Text};

/// Columns of `official_figure` (design.md 12, figures).
pub const FIELDS: &[Field] = &[
    Field::new("area_code", Text, Lww),
    Field::new("as_of", Date, Lww),
    Field::new("registered", Int, Lww),
    Field::new("active", Int, Lww),
    Field::new("letter_no", Text, Lww),
];

/// An official figure as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfficialFigure {
    /// Registered members.
    #[serde(rename = "T")]
    pub registered: i64,
    /// Active members.
    #[serde(rename = "A")]
    pub active: i64,
    /// Date the figure speaks of.
    pub as_of: String,
    /// Letter it came with.
    pub letter_no: Option<String>,
}

impl OfficialFigure {
    /// The newest figure dated on or before `as_of`.
    #[must_use]
    pub fn pick(rows: &[Row], as_of: &str) -> Option<Self> {
        let read = |row: &Row| {
            let text = |name| row.fields.get(name).and_then(Value::as_str).map(str::to_owned);
            let int = |name| row.fields.get(name).and_then(Value::as_i64);
            Some(Self {
                registered: int("registered")?,
                active: int("active")?,
                as_of: text("as_of")?,
                letter_no: text("letter_no"),
            })
        };
        let rows = rows.iter().filter_map(read);
        rows.filter(|f| f.as_of.as_str() <= as_of)
            .max_by(|a, b| (&a.as_of, a.registered).cmp(&(&b.as_of, b.registered)))
    }
}
