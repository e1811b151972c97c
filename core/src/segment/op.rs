//! An operation: what one person did to one row.

use std::collections::BTreeMap;

use serde_json::Value;

use super::dot::Dot;
use crate::row::noun::Noun;

/// What an operation does to its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Creates the row; adding a row that exists folds its fields as if set for the first time.
    Add,
    /// Changes fields of a row that exists.
    Set,
    /// Chooses between values that waited: each field names the writes its author saw.
    Resolve,
    /// Takes the row away for good, with a reason.
    Del,
    /// Revives a row, naming the tombstone.
    Restore,
    /// Says that this row and another are one person; the other stays.
    Merge,
    /// Hands the row over to another village.
    Move,
}

impl Verb {
    /// Every verb.
    pub const ALL: [Self; 7] = [Self::Add, Self::Set, Self::Resolve, Self::Del, Self::Restore, Self::Merge, Self::Move];

    /// The stable name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Set => "set",
            Self::Resolve => "resolve",
            Self::Del => "del",
            Self::Restore => "restore",
            Self::Merge => "merge",
            Self::Move => "move",
        }
    }
}

/// One field's new value and the write it replaces.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The new value; null clears the field. For a field of class `Set`, what was added and what was taken away.
    pub value: Value,
    /// The dot the author saw on this field; none if the field was never set.
    pub base: Option<Dot>,
    /// The waiting values the author saw and decided about; only in `resolve`.
    pub sees: Vec<Dot>,
}

impl Change {
    /// A value that replaces the write `base`.
    #[must_use]
    pub const fn new(value: Value, base: Option<Dot>) -> Self {
        Self { value, base, sees: Vec::new() }
    }
}

/// One operation of a segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Op {
    /// The noun it is about.
    pub noun: Noun,
    /// What it does.
    pub verb: Verb,
    /// Row id.
    pub id: String,
    /// Stream hint, e.g. `d/17.06.05.1003/survei`.
    pub stream: String,
    /// `del`: the reason; `restore`: the dot of the tombstone; `merge`: the row that stays; `move`: the new stream.
    pub with: String,
    /// Fields by name.
    pub fields: BTreeMap<String, Change>,
}

impl Op {
    /// An operation without fields.
    #[must_use]
    pub fn bare((noun, verb): (Noun, Verb), id: &str, stream: &str, with: &str) -> Self {
        Self {
            noun,
            verb,
            id: id.to_owned(),
            stream: stream.to_owned(),
            with: with.to_owned(),
            fields: BTreeMap::new(),
        }
    }

    /// Builds an operation that creates a row.
    #[must_use]
    pub fn add(noun: Noun, id: &str, stream: &str, fields: BTreeMap<String, Value>) -> Self {
        let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
        let fields = fields.map(|(name, value)| (name, Change::new(value, None))).collect();
        Self { fields, ..Self::bare((noun, Verb::Add), id, stream, "") }
    }

    /// Builds an operation that changes fields of a row.
    #[must_use]
    pub fn set(noun: Noun, id: &str, stream: &str, fields: BTreeMap<String, Change>) -> Self {
        Self { fields, ..Self::bare((noun, Verb::Set), id, stream, "") }
    }

    /// `<noun>.<verb>`, the stable name of this kind of operation.
    #[must_use]
    pub fn kind(&self) -> String {
        format!("{}.{}", self.noun.name(), self.verb.name())
    }

    /// Every row this operation needs to know: its own, and the one that stays in a merge.
    pub fn rows(&self) -> impl Iterator<Item = &str> {
        let other = (self.verb == Verb::Merge).then_some(self.with.as_str());
        std::iter::once(self.id.as_str()).chain(other)
    }
}
