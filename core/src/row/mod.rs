//! A row: the current state of one thing, with the dot that wrote each field.

pub mod check;
pub mod dots;
pub mod field;
pub mod fold;
pub mod members;
pub mod noun;
pub mod store;
pub mod tomb;
pub mod wire;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::segment::dot::Dot;
use dots::Dots;
use noun::Noun;

/// The state of one row. Fields unknown to this version are kept and never interpreted.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is.
    pub noun: Noun,
    /// Row id.
    pub id: String,
    /// Stream it lives in.
    pub stream: String,
    /// Server revision, +1 with each accepted change; 0 before the server knows it.
    pub rev: i64,
    /// Values by field name; an absent field was never set or was cleared.
    pub fields: BTreeMap<String, Value>,
    /// Who wrote each field.
    pub dots: Dots,
    /// Values that lost to nobody yet: a person decides.
    pub conflicts: Vec<Conflict>,
}

/// A second value for a review-class field, written without seeing the first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Conflict {
    /// Field name.
    pub field: String,
    /// The value that was not taken.
    pub value: Value,
    /// The write that brought it.
    pub dot: Dot,
    /// Who wrote it.
    pub user: String,
    /// When, by corrected time, ms.
    pub at: i64,
}

impl Row {
    /// An empty row.
    #[must_use]
    pub fn new(noun: Noun, id: &str, stream: &str) -> Self {
        Self {
            noun,
            id: id.to_owned(),
            stream: stream.to_owned(),
            rev: 0,
            fields: BTreeMap::new(),
            dots: Dots::default(),
            conflicts: Vec::new(),
        }
    }

    /// A text field.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        self.fields.get(name).and_then(Value::as_str)
    }

    /// A whole-number field.
    #[must_use]
    pub fn int(&self, name: &str) -> Option<i64> {
        self.fields.get(name).and_then(Value::as_i64)
    }
}
