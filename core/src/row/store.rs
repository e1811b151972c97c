//! The SQL shape of rows: one table per noun, the same columns on device and server.
//!
//! Only text is made here; running it is for the crates that own a database.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::Value;

use super::dots::{Compact, Dots};
use super::field::Type;
use super::noun::Noun;
use super::{Conflict, Row};

/// A value as a database keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Null,
    /// Whole number.
    Int(i64),
    /// Text or JSON text.
    Text(String),
    /// Bytes: keys, hashes, signed bodies. No field of a noun is one.
    Blob(Vec<u8>),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Int(i64::from(number))
    }
}

impl From<&[u8]> for Cell {
    fn from(bytes: &[u8]) -> Self {
        Self::Blob(bytes.to_vec())
    }
}

impl<const N: usize> From<&[u8; N]> for Cell {
    fn from(bytes: &[u8; N]) -> Self {
        Self::Blob(bytes.to_vec())
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Statements for one noun.
pub struct Statements {
    /// Inserts or replaces a row; parameters in the order of [`cells`].
    pub upsert: String,
    /// Reads rows in the order of [`from_cells`]; append a `WHERE`.
    pub select: String,
}

/// Columns before the fields.
const HEAD: [&str; 4] = ["id", "village_code", "stream", "rev"];
/// Columns after the fields: unknown fields, dots, open conflicts.
const TAIL: [&str; 3] = ["extra", "dots", "conflicts"];

/// All columns of a noun's table, in order.
pub fn columns(noun: Noun) -> impl Iterator<Item = &'static str> {
    HEAD.into_iter().chain(noun.fields().iter().map(|field| field.name)).chain(TAIL)
}

/// The statements for a noun, built once.
pub fn statements(noun: Noun) -> &'static Statements {
    static ALL: OnceLock<Vec<Statements>> = OnceLock::new();
    static NONE: Statements = Statements { upsert: String::new(), select: String::new() };
    let all = ALL.get_or_init(|| Noun::ALL.iter().map(|noun| build(*noun)).collect());
    let place = Noun::ALL.iter().position(|other| *other == noun);
    place.and_then(|place| all.get(place)).unwrap_or(&NONE)
}

fn build(noun: Noun) -> Statements {
    let names: Vec<&str> = columns(noun).collect();
    let list = names.join(", ");
    let marks: Vec<String> = (1..=names.len()).map(|n| format!("?{n}")).collect();
    let updates: Vec<String> = names.iter().skip(1).map(|name| format!("{name} = excluded.{name}")).collect();
    let table = noun.table();
    Statements {
        upsert: format!(
            "INSERT INTO {table} ({list}) VALUES ({}) ON CONFLICT (id) DO UPDATE SET {}",
            marks.join(", "),
            updates.join(", ")
        ),
        select: format!("SELECT {list} FROM {table}"),
    }
}

/// The row as column values.
#[must_use]
pub fn cells(row: &Row) -> Vec<Cell> {
    let mut extra = row.fields.clone();
    let mut cells = vec![
        Cell::Text(row.id.clone()),
        Cell::Text(village_of(&row.stream).to_owned()),
        Cell::Text(row.stream.clone()),
        Cell::Int(row.rev),
    ];
    cells.extend(row.noun.fields().iter().map(|field| to_cell(extra.remove(field.name))));
    cells.push(json_cell(&extra, extra.is_empty()));
    cells.push(json_cell(&row.dots.compact(row.fields.keys()), false));
    cells.push(json_cell(&row.conflicts, row.conflicts.is_empty()));
    cells
}

/// The village part of a stream name such as `d/17.06.05.1003/survei`; empty for other streams.
#[must_use]
pub fn village_of(stream: &str) -> &str {
    stream.strip_prefix("d/").and_then(|rest| rest.split('/').next()).unwrap_or("")
}

fn to_cell(value: Option<Value>) -> Cell {
    match value {
        None | Some(Value::Null) => Cell::Null,
        Some(Value::Bool(yes)) => Cell::Int(i64::from(yes)),
        Some(Value::Number(number)) => number.as_i64().map_or(Cell::Null, Cell::Int),
        Some(Value::String(text)) => Cell::Text(text),
        Some(other) => Cell::Text(other.to_string()),
    }
}

fn json_cell(value: &impl serde::Serialize, is_empty: bool) -> Cell {
    if is_empty { Cell::Null } else { serde_json::to_string(value).map_or(Cell::Null, Cell::Text) }
}

/// The row read back from its columns; none if a stored document cannot be read.
#[must_use]
pub fn from_cells(noun: Noun, cells: Vec<Cell>) -> Option<Row> {
    let mut cells = cells.into_iter();
    let mut text = || match cells.next() {
        Some(Cell::Text(text)) => Some(text),
        _ => None,
    };
    let (id, _village, stream) = (text()?, text()?, text()?);
    let Some(Cell::Int(rev)) = cells.next() else { return None };
    let mut fields = BTreeMap::new();
    for field in noun.fields() {
        if let Some(value) = from_cell(field.ty, cells.next()?) {
            fields.insert(field.name.to_owned(), value);
        }
    }
    let extra: Option<BTreeMap<String, Value>> = read_json(cells.next()?)?;
    fields.extend(extra.unwrap_or_default());
    let compact: Compact = read_json(cells.next()?)??;
    let conflicts: Option<Vec<Conflict>> = read_json(cells.next()?)?;
    let dots = Dots::expand(&compact, fields.keys());
    Some(Row { noun, id, stream, rev, fields, dots, conflicts: conflicts.unwrap_or_default() })
}

fn from_cell(ty: Type, cell: Cell) -> Option<Value> {
    match (ty, cell) {
        (_, Cell::Null | Cell::Blob(_)) => None,
        (Type::Bool, Cell::Int(number)) => Some(Value::Bool(number != 0)),
        (_, Cell::Int(number)) => Some(Value::from(number)),
        (Type::Set | Type::Json, Cell::Text(text)) => serde_json::from_str(&text).ok().or(Some(Value::String(text))),
        (_, Cell::Text(text)) => Some(Value::String(text)),
    }
}

#[expect(clippy::option_option, reason = "outer: could it be read; inner: was anything there")]
fn read_json<T: serde::de::DeserializeOwned>(cell: Cell) -> Option<Option<T>> {
    match cell {
        Cell::Text(text) => serde_json::from_str(&text).ok().map(Some),
        _ => Some(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segment::dot::Dot;
    use serde_json::json;

    #[test]
    fn a_row_survives_its_columns_with_unknown_fields_and_json() {
        let mut row = Row::new(Noun::Setting, "x", "d/17.06.05.1003/survei");
        let dot = Dot { dev: 3, seq: 4, op: 5 };
        for (name, value) in [("key", json!("k")), ("value", json!(9860)), ("from_the_future", json!([1]))] {
            row.fields.insert(name.to_owned(), value);
            row.dots.set(name, dot);
        }
        row.dots.set("basis", dot); // set once, then cleared
        assert_eq!(from_cells(Noun::Setting, cells(&row)), Some(row));
    }

    #[test]
    fn bools_stay_bools() {
        let mut row = Row::new(Noun::Person, "x", "d/17.06.05.1003/survei");
        row.fields.insert("pregnant".into(), json!(true));
        row.fields.insert("disability_type".into(), json!(["fisik"]));
        assert_eq!(from_cells(Noun::Person, cells(&row)), Some(row));
    }
}
