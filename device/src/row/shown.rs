//! A row as JSON for people: numbers masked in lists, sensitive fields by role.

use pesiar_core::access::Role;
use pesiar_core::person::nik::mask;
use pesiar_core::row::Row;
use pesiar_core::row::field::{Care, Field};
use serde_json::{Map, Value};

/// How much of a row is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// One of many: identity numbers masked, sensitive fields absent.
    List,
    /// One opened row: in full; opening it is on record.
    Full,
}

/// The row for a person with `role`.
#[must_use]
pub fn json(row: &Row, role: Role, detail: Detail) -> Value {
    let mut object = Map::new();
    object.insert("id".into(), row.id.clone().into());
    for (name, value) in &row.fields {
        let care = row.noun.field(name).map_or(Care::Sensitive, |field: &Field| field.care);
        if let Some(value) = shown(value, care, role, detail) {
            object.insert(name.clone(), value);
        }
    }
    if !row.conflicts.is_empty() {
        object.insert("open_conflicts".into(), row.conflicts.len().into());
    }
    Value::Object(object)
}

/// A value as shown; none if this role does not see it here.
#[must_use]
pub fn shown(value: &Value, care: Care, role: Role, detail: Detail) -> Option<Value> {
    match (care, detail) {
        (Care::Plain, _) => Some(value.clone()),
        (Care::Masked, Detail::List) => value.as_str().map(|text| mask(text).into()),
        (Care::Sensitive, Detail::List) => None,
        (Care::Masked, Detail::Full) => Some(value.clone()),
        (Care::Sensitive, Detail::Full) => (!matches!(role, Role::Auditor | Role::Support)).then(|| value.clone()),
    }
}
