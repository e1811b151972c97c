//! An operation: one row created, or some of its fields changed, as written by a person.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::dot::Dot;
use crate::row::noun::Noun;

/// What an operation does to its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Creates the row; adding a row that exists folds its fields as if set for the first time.
    Add,
    /// Changes fields of a row that exists.
    Set,
}

/// One field's new value and the write it replaces.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The new value; null clears the field.
    pub value: Value,
    /// The dot the author saw on this field; none if the field was never set.
    pub base: Option<Dot>,
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
    /// Fields by name.
    pub fields: BTreeMap<String, Change>,
}

/// Why an operation cannot be read. It is quarantined; its segment is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("operation cannot be read")]
pub struct OpError;

impl Op {
    /// Builds an operation that creates a row.
    #[must_use]
    pub fn add(noun: Noun, id: &str, stream: &str, fields: BTreeMap<String, Value>) -> Self {
        let fields = fields.into_iter().filter(|(_, value)| !value.is_null());
        let fields = fields.map(|(name, value)| (name, Change { value, base: None })).collect();
        Self { noun, verb: Verb::Add, id: id.to_owned(), stream: stream.to_owned(), fields }
    }

    /// The wire form; `add` writes bare values because their base is always "never set".
    #[must_use]
    pub fn to_json(&self) -> Value {
        let mut fields = Map::new();
        for (name, change) in &self.fields {
            let value = match self.verb {
                Verb::Add => change.value.clone(),
                Verb::Set => json!([change.value, change.base]),
            };
            fields.insert(name.clone(), value);
        }
        json!({"k": self.kind(), "id": self.id, "s": self.stream, "f": fields})
    }

    /// Reads the wire form.
    ///
    /// # Errors
    /// [`OpError`] for an unknown kind or a missing or ill-typed member.
    pub fn from_json(value: &Value) -> Result<Self, OpError> {
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned).ok_or(OpError);
        let kind = text("k")?;
        let (noun, verb) = kind.rsplit_once('.').ok_or(OpError)?;
        let noun = Noun::from_name(noun).ok_or(OpError)?;
        let verb = match verb {
            "add" => Verb::Add,
            "set" => Verb::Set,
            _ => return Err(OpError),
        };
        let mut fields = BTreeMap::new();
        for (name, value) in value.get("f").and_then(Value::as_object).ok_or(OpError)? {
            fields.insert(name.clone(), read_change(verb, value)?);
        }
        Ok(Self { noun, verb, id: text("id")?, stream: text("s")?, fields })
    }

    /// `<noun>.<verb>`, the stable name of this kind of operation.
    #[must_use]
    pub fn kind(&self) -> String {
        let verb = match self.verb {
            Verb::Add => "add",
            Verb::Set => "set",
        };
        format!("{}.{verb}", self.noun.name())
    }
}

fn read_change(verb: Verb, value: &Value) -> Result<Change, OpError> {
    if verb == Verb::Add {
        return Ok(Change { value: value.clone(), base: None });
    }
    match value.as_array().map(Vec::as_slice) {
        Some([value, Value::Null]) => Ok(Change { value: value.clone(), base: None }),
        Some([value, Value::String(base)]) => {
            Ok(Change { value: value.clone(), base: Some(base.parse().map_err(|_| OpError)?) })
        }
        _ => Err(OpError),
    }
}
