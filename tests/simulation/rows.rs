//! Rows as they lie in a database, read with plain SQL: the checks must not believe the code they check.

use std::collections::BTreeMap;

use pesiar_core::row::noun::Noun;
use rusqlite::Connection;
use rusqlite::types::ValueRef;
use serde_json::Value;

/// A row, every value as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) noun: String,
    pub(crate) rev: i64,
    pub(crate) fields: BTreeMap<String, String>,
    /// Dot of each field that was ever set.
    pub(crate) dots: BTreeMap<String, String>,
    /// Values that wait beside the accepted one.
    pub(crate) conflicts: Vec<Value>,
}

/// Rows by id.
pub(crate) type Rows = BTreeMap<String, Seen>;

/// The live rows of a stream, from the tables of all nouns.
pub(crate) fn of_stream(db: &Connection, stream: &str) -> Rows {
    let mut rows = Rows::new();
    for noun in Noun::ALL {
        let sql = format!("SELECT * FROM {} WHERE stream = ?1 AND id NOT LIKE 'seed-%'", noun.table());
        let mut found = db.prepare_cached(&sql).expect("a table");
        let names: Vec<String> = found.column_names().map(str::to_owned).collect();
        let mut found = found.query([stream]).expect("rows");
        while let Some(row) = found.next().expect("a row") {
            let cells =
                names.iter().enumerate().filter_map(|(at, name)| Some((name.clone(), text(row.get_ref(at).ok()?)?)));
            let (id, seen) = read_typed(noun.name(), cells.collect());
            rows.insert(id, seen);
        }
    }
    rows
}

/// What a laptop keeps as the province's word on a stream.
pub(crate) fn of_base(db: &Connection, stream: &str) -> Rows {
    let mut found = db
        .prepare_cached("SELECT row_id, rev, doc FROM base WHERE stream = ?1 AND doc ->> 'g' IS NULL")
        .expect("a table");
    let rows = found.query_map([stream], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?))).expect("rows");
    rows.map(|row| {
        let (id, rev, doc): (String, i64, String) = row.expect("a row");
        (id, read_doc(rev, &serde_json::from_str(&doc).expect("JSON")))
    })
    .collect()
}

fn text(cell: ValueRef<'_>) -> Option<String> {
    match cell {
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
        _ => None,
    }
}

fn read_typed(noun: &str, mut cells: BTreeMap<String, String>) -> (String, Seen) {
    let mut take = |name: &str| cells.remove(name);
    let (id, rev) = (take("id").expect("an id"), take("rev").expect("a revision").parse().expect("a number"));
    let json = |text: Option<String>| text.map_or(Value::Null, |text| serde_json::from_str(&text).expect("JSON"));
    let (extra, dots, conflicts) = (json(take("extra")), json(take("dots")), json(take("conflicts")));
    for name in ["village_code", "stream"] {
        take(name);
    }
    cells.extend(fields(&extra));
    let dots = expand(&dots, &cells);
    let conflicts = conflicts.as_array().cloned().unwrap_or_default();
    (id, Seen { noun: noun.to_owned(), rev, fields: cells, dots, conflicts })
}

fn read_doc(rev: i64, doc: &Value) -> Seen {
    let fields = fields(&doc["f"]);
    let dots = expand(doc, &fields);
    let conflicts = doc["c"].as_array().cloned().unwrap_or_default();
    // A document that disagrees with its row about the revision is no row of ours.
    let rev = if doc["r"] == rev { rev } else { -1 };
    Seen { noun: doc["k"].as_str().unwrap_or_default().to_owned(), rev, fields, dots, conflicts }
}

fn fields(object: &Value) -> BTreeMap<String, String> {
    let all = object.as_object().into_iter().flatten().filter(|(_, value)| !value.is_null());
    all.map(|(name, value)| (name.clone(), plain(value))).collect()
}

/// A value as a database column shows it.
pub(crate) fn plain(value: &Value) -> String {
    match value {
        Value::Bool(yes) => i64::from(*yes).to_string(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The written form names the commonest dot and the exceptions.
fn expand(compact: &Value, fields: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let dot = |value: &Value| value.as_str().expect("a dot").to_owned();
    let mut dots: BTreeMap<String, String> =
        compact["x"].as_object().into_iter().flatten().map(|(name, value)| (name.clone(), dot(value))).collect();
    if !compact["d"].is_null() {
        for name in fields.keys() {
            dots.entry(name.clone()).or_insert_with(|| dot(&compact["d"]));
        }
    }
    dots
}

/// The first difference of two sets of rows, in words; none if they are equal.
pub(crate) fn difference(is: &Rows, should: &Rows) -> Option<String> {
    let missing = should.keys().find(|id| !is.contains_key(*id)).map(|id| format!("{id} is missing"));
    let differs = |(id, row): (&String, &Seen)| match should.get(id) {
        Some(other) if other == row => None,
        Some(other) => Some(format!("{id}: is {row:?}, should be {other:?}")),
        None => Some(format!("{id} should not be there")),
    };
    missing.or_else(|| is.iter().find_map(differs))
}
