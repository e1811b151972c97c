//! A row as it travels down and as a device keeps it in its base.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::dots::{Compact, Dots};
use super::noun::Noun;
use super::{Conflict, Row};

/// One row of a page. Short names because a village has thousands of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WireRow {
    /// Row id.
    pub id: String,
    /// Noun name; a newer server may send one this version does not know.
    pub k: String,
    /// Revision.
    pub r: i64,
    /// Values.
    pub f: BTreeMap<String, Value>,
    /// Dots.
    #[serde(flatten)]
    pub dots: Compact,
    /// Open conflicts.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub c: Vec<Conflict>,
}

impl WireRow {
    /// The travelling form of a row.
    #[must_use]
    pub fn from_row(row: &Row) -> Self {
        Self {
            id: row.id.clone(),
            k: row.noun.name().to_owned(),
            r: row.rev,
            f: row.fields.clone(),
            dots: row.dots.compact(row.fields.keys()),
            c: row.conflicts.clone(),
        }
    }

    /// The row itself; none if this version does not know its noun.
    #[must_use]
    pub fn into_row(self, stream: &str) -> Option<Row> {
        let noun = Noun::from_name(&self.k)?;
        let dots = Dots::expand(&self.dots, self.f.keys());
        Some(Row { noun, id: self.id, stream: stream.to_owned(), rev: self.r, fields: self.f, dots, conflicts: self.c })
    }
}
