//! A field of a noun: its name, type, who may see it, and who wins when two people write it at once.

use serde_json::Value;

use super::members;

/// How concurrent writes to a field are settled (sync.md 2.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// Newest by corrected time wins; low stakes.
    Lww,
    /// The accepted value stays and a person decides; a wrong value costs somebody their insurance.
    Review,
    /// As `Review` when either side says dead or moved (2, 3, 4), else as `Lww`.
    Presence,
    /// Members are united.
    Set,
    /// Written once with its row, never changed.
    Append,
    /// A state machine: a step from a state that is no longer current is refused.
    State,
}

/// The shape of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Text of at most 4,000 characters.
    Text,
    /// Calendar date `YYYY-MM-DD`.
    Date,
    /// Whole number.
    Int,
    /// True or false.
    Bool,
    /// Array of distinct texts, sorted.
    Set,
    /// Any JSON (documents of a case, value of a setting).
    Json,
}

/// Who may read a field (UU 27/2022 art. 4, UU 24/2013 art. 84).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// Anybody who may see the row.
    Plain,
    /// Identity numbers: masked in lists, unmasking is on record.
    Masked,
    /// Disability, arrears and the like: by role.
    Sensitive,
}

/// One field of a noun.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Name as in domain.md section 8.
    pub name: &'static str,
    /// Shape of its value.
    pub ty: Type,
    /// Who wins.
    pub class: Class,
    /// Who may read it.
    pub care: Care,
}

impl Field {
    /// A plain field.
    #[must_use]
    pub const fn new(name: &'static str, ty: Type, class: Class) -> Self {
        Self { name, ty, class, care: Care::Plain }
    }

    /// The same field with another care level.
    #[must_use]
    pub const fn care(mut self, care: Care) -> Self {
        self.care = care;
        self
    }

    /// Whether a value has this field's shape; null always fits and means "not known".
    #[must_use]
    pub fn fits(&self, value: &Value) -> bool {
        match (self.ty, value) {
            (_, Value::Null) | (Type::Json, _) | (Type::Bool, Value::Bool(_)) => true,
            (Type::Text, Value::String(text)) => text.chars().count() <= 4000,
            (Type::Date, Value::String(text)) => text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok(),
            (Type::Int, Value::Number(number)) => number.is_i64(),
            (Type::Set, Value::Array(items)) => items.len() <= 1000 && is_sorted_set(items),
            (Type::Set, change) => {
                self.class == Class::Set && members::is_change(change, |side| side.is_array() && self.fits(side))
            }
            _ => false,
        }
    }
}

fn is_sorted_set(items: &[Value]) -> bool {
    let texts: Option<Vec<&str>> = items.iter().map(Value::as_str).collect();
    texts.is_some_and(|texts| texts.is_sorted_by(|a, b| a < b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_value_must_have_the_shape_of_its_field() {
        let fits = |ty, value: Value| Field::new("x", ty, Class::Lww).fits(&value);
        assert!(fits(Type::Date, json!("2026-02-28")) && !fits(Type::Date, json!("2026-02-30")));
        assert!(fits(Type::Int, json!(3)) && !fits(Type::Int, json!(3.5)) && !fits(Type::Int, json!("3")));
        assert!(fits(Type::Set, json!(["a", "b"])) && !fits(Type::Set, json!(["b", "a"])));
        assert!(!fits(Type::Set, json!(["a", "a"])) && !fits(Type::Bool, json!(1)));
        assert!(fits(Type::Text, Value::Null));
    }
}
