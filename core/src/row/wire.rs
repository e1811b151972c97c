//! A row as it travels down and as a device keeps it in its base.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::dots::{Compact, Dots};
use super::noun::Noun;
use super::tomb::{Tomb, Why};
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
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub f: BTreeMap<String, Value>,
    /// Dots; of a row that is gone, the write that ended it.
    #[serde(flatten)]
    pub dots: Compact,
    /// Open conflicts.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub c: Vec<Conflict>,
    /// Why the row is gone from this stream; none while it lives.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub g: Option<Why>,
    /// The row that stays, the new stream, or the reason given.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub to: String,
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
            g: None,
            to: String::new(),
        }
    }

    /// The travelling form of an end: nothing of what the row held.
    #[must_use]
    pub fn from_tomb(tomb: &Tomb) -> Self {
        Self {
            dots: Compact { d: Some(tomb.dot), x: BTreeMap::new() },
            ..Self::gone((tomb.noun(), tomb.id()), tomb.last.rev, (tomb.why, &tomb.to))
        }
    }

    /// A row that is gone from this stream.
    #[must_use]
    pub fn gone((noun, id): (Noun, &str), rev: i64, (why, to): (Why, &str)) -> Self {
        Self {
            id: id.to_owned(),
            k: noun.name().to_owned(),
            r: rev,
            f: BTreeMap::new(),
            dots: Compact { d: None, x: BTreeMap::new() },
            c: Vec::new(),
            g: Some(why),
            to: to.to_owned(),
        }
    }

    /// The row itself; none if it is gone or this version does not know its noun.
    #[must_use]
    pub fn into_row(self, stream: &str) -> Option<Row> {
        if self.g.is_some() {
            return None;
        }
        let noun = Noun::from_name(&self.k)?;
        let dots = Dots::expand(&self.dots, self.f.keys());
        Some(Row { noun, id: self.id, stream: stream.to_owned(), rev: self.r, fields: self.f, dots, conflicts: self.c })
    }
}
