//! Turning entered fields into an operation: a new row, or the fields that differ, each naming the write it replaces.

use std::collections::BTreeMap;

use pesiar_core::row::Row;
use pesiar_core::row::check::check;
use pesiar_core::row::field::Class;
use pesiar_core::row::members;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::{Change, Op, Verb};
use rusqlite::Connection;
use serde_json::{Map, Value};

use super::store;
use crate::error::{Error, Result};

/// Entered fields by name.
pub type Fields = BTreeMap<String, Value>;

/// Splits an entered object into its id and its fields.
///
/// # Errors
/// [`Error::Refused`] for an id that is none or a field this noun does not have.
pub fn split(noun: Noun, input: &Map<String, Value>) -> Result<(Option<String>, Fields)> {
    let mut fields = Fields::new();
    let mut id = None;
    for (name, value) in input {
        if name == "id" {
            let text = value.as_str().filter(|text| pesiar_core::id::is_row_id(text));
            id = Some(text.ok_or_else(|| Error::refused("row.id", "id"))?.to_owned());
        } else if noun.field(name).is_some() {
            fields.insert(name.clone(), tidy(value));
        } else {
            return Err(Error::refused("field.unknown", name.clone()));
        }
    }
    Ok((id, fields))
}

/// Trims texts, empties blanks, sorts sets: what people mean, in the one form that is stored.
fn tidy(value: &Value) -> Value {
    match value {
        Value::String(text) if text.trim().is_empty() => Value::Null,
        Value::String(text) => Value::String(text.trim().to_owned()),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let mut texts: Vec<String> = items.iter().filter_map(|v| v.as_str().map(str::to_owned)).collect();
            texts.sort();
            texts.dedup();
            Value::from(texts)
        }
        other => other.clone(),
    }
}

/// The operation that makes a row or changes it; none if nothing differs.
///
/// # Errors
/// [`Error::Refused`] by a rule of core.
pub fn op(noun: Noun, id: &str, stream: &str, fields: Fields, current: Option<&Row>) -> Result<Option<Op>> {
    let op = match current {
        None => Op::add(noun, id, stream, fields),
        Some(row) => change(row, fields),
    };
    if op.verb == Verb::Set && op.fields.is_empty() {
        return Ok(None);
    }
    check(&op).map_err(|refusal| Error::refused(refusal.code, refusal.field))?;
    Ok(Some(op))
}

fn change(row: &Row, fields: Fields) -> Op {
    let differs = |name: &String, value: &Value| row.fields.get(name).unwrap_or(&Value::Null) != value;
    let fields = fields.into_iter().filter(|(name, value)| differs(name, value));
    let with_base = |(name, value): (String, Value)| {
        let base = row.dots.get(&name);
        let is_set = row.noun.field(&name).is_some_and(|field| field.class == Class::Set);
        let value = if is_set { members::change(row.fields.get(&name).unwrap_or(&Value::Null), &value) } else { value };
        (name, Change::new(value, base))
    };
    Op::set(row.noun, &row.id, &row.stream, fields.map(with_base).collect())
}

/// The row an entered reference names, e.g. the family of a visit.
///
/// # Errors
/// [`Error::Refused`] if nothing was entered, [`Error::NotFound`] if there is no such row.
pub fn referred(db: &Connection, noun: Noun, (field, value): (&'static str, Option<&Value>)) -> Result<Row> {
    let id = value.and_then(Value::as_str).ok_or_else(|| Error::refused("field.missing", field))?;
    store::load(db, noun, id)?.ok_or(Error::NotFound { what: noun.name() })
}

/// The row an entered id names, if it is of this noun.
///
/// # Errors
/// [`Error::Refused`] if the id belongs to another noun.
pub fn existing(db: &Connection, noun: Noun, id: Option<&str>) -> Result<Option<Row>> {
    let Some(id) = id else { return Ok(None) };
    match store::load(db, noun, id)? {
        Some(row) => Ok(Some(row)),
        None if store::noun_of(db, id)?.is_some() => Err(Error::refused("row.other_noun", "id")),
        None => Ok(None),
    }
}
