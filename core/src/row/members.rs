//! Fields that are sets: what was added and what was taken away, so that two people's changes unite.

use serde_json::{Value, json};

/// What turns the set `from` into the set `to`.
#[must_use]
pub fn change(from: &Value, to: &Value) -> Value {
    let (old, new) = (texts(from), texts(to));
    let added: Vec<&String> = new.iter().filter(|text| !old.contains(text)).collect();
    let taken: Vec<&String> = old.iter().filter(|text| !new.contains(text)).collect();
    json!({"+": added, "-": taken})
}

/// The set after a change.
#[must_use]
pub fn after(set: &Value, change: &Value) -> Value {
    let of = |sign: &str| texts(change.get(sign).unwrap_or(&Value::Null));
    let taken = of("-");
    let mut all: Vec<String> = texts(set).into_iter().chain(of("+")).filter(|text| !taken.contains(text)).collect();
    all.sort();
    all.dedup();
    if all.is_empty() { Value::Null } else { Value::from(all) }
}

/// Whether a value is a change of a set: two sorted lists and nothing else.
#[must_use]
pub fn is_change(value: &Value, is_set: impl Fn(&Value) -> bool) -> bool {
    value
        .as_object()
        .is_some_and(|object| object.len() == 2 && ["+", "-"].iter().all(|sign| object.get(*sign).is_some_and(&is_set)))
}

fn texts(set: &Value) -> Vec<String> {
    let items = set.as_array().map(Vec::as_slice).unwrap_or_default();
    items.iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_takes_away_only_what_was_seen() {
        let seen = json!(["PKH", "SEMBAKO"]);
        let change = change(&seen, &json!(["BLT_DD", "PKH"]));
        assert_eq!(change, json!({"+": ["BLT_DD"], "-": ["SEMBAKO"]}));
        assert_eq!(after(&json!(["KKS", "PKH", "SEMBAKO"]), &change), json!(["BLT_DD", "KKS", "PKH"]));
        assert_eq!(after(&json!(["SEMBAKO"]), &json!({"+": [], "-": ["SEMBAKO"]})), Value::Null);
    }
}
