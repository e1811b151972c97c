//! I-MONO and half of I-CONV: people see the base with their own unsent work on it, at every moment.

use std::collections::{BTreeMap, BTreeSet};

use pesiar_core::row::field::Class;
use pesiar_core::row::noun::Noun;
use rusqlite::Connection;
use serde_json::Value;

use super::{Violation, hold, same};
use crate::simulation::book::{Book, Write};
use crate::simulation::rows::{self, Rows, plain};

/// Rows that no pending segment touches show exactly the base.
pub(crate) fn shows_the_base(db: &Connection, book: &Book, (dev, stream): (u32, &str)) -> Result<Rows, Violation> {
    let bwm = bwm(db, stream);
    let pending = book.written.range((dev, bwm + 1)..=(dev, u64::MAX)).flat_map(|(_, segment)| &segment.ops);
    let touched: BTreeSet<&str> = pending.map(|op| op.id.as_str()).collect();
    let view = rows::of_stream(db, stream);
    let (base, _) = book.claimed(dev, stream);
    let untouched = |rows: &Rows| -> Rows {
        rows.iter()
            .filter(|(id, _)| !touched.contains(id.as_str()))
            .map(|(id, row)| (id.clone(), row.clone()))
            .collect()
    };
    same(
        "I-CONV",
        rows::difference(&untouched(&view), &untouched(&base)),
        &format!("view of {dev}, {stream}, bwm {bwm}"),
    )?;
    Ok(view)
}

fn bwm(db: &Connection, stream: &str) -> u64 {
    let found = db.prepare_cached("SELECT bwm FROM cursor WHERE stream = ?1");
    found
        .expect("a table")
        .query_row([stream], |row| row.get::<_, i64>(0))
        .map_or(0, |bwm| u64::try_from(bwm).expect("positive"))
}

/// Whoever saved an answer sees it until the province has said otherwise.
pub(crate) fn shows_own_writes(view: &Rows, book: &Book, (dev, stream): (u32, &str)) -> Result<(), Violation> {
    let (base, included) = book.claimed(dev, stream);
    let mut last: BTreeMap<(&str, &str), (&Write, &Value)> = BTreeMap::new();
    let mut there: BTreeSet<&str> = base.keys().map(String::as_str).collect();
    for (_, segment) in book.written.range((dev, included + 1)..=(dev, u64::MAX)).filter(|(_, s)| s.is_ours) {
        for op in segment.ops.iter().filter(|op| op.stream == stream && is_watched(&op.kind)) {
            if op.kind.ends_with(".add") {
                there.insert(&op.id);
            } else if !there.contains(op.id.as_str()) {
                continue; // a restored province has lost the row, and its maker will send it again
            }
            for (name, value, _) in &op.fields {
                last.insert((&op.id, name), (op, value));
            }
        }
    }
    for ((id, name), (op, value)) in last {
        let Some(row) = view.get(id) else {
            return hold("I-MONO", false, || format!("{dev} no longer sees {id} after {op:?}"));
        };
        let shown = row.fields.get(name);
        let waits = || row.conflicts.iter().any(|c| c["field"] == *name && c["value"] == *value);
        let is_member = || class_of(&op.kind, name) == Class::Set && is_within(value, shown);
        let is_shown = shown == (!value.is_null()).then(|| plain(value)).as_ref();
        hold("I-MONO", is_shown || waits() || is_member(), || {
            format!("{dev} wrote {name} = {value} of {id} in {} and sees {shown:?}", op.seq)
        })?;
    }
    Ok(())
}

/// Nouns whose fields can be changed at any time; steps of a case may be overtaken.
fn is_watched(kind: &str) -> bool {
    ["person.", "family.", "letterhead."].iter().any(|noun| kind.starts_with(noun))
}

fn class_of(kind: &str, name: &str) -> Class {
    let noun = kind.split('.').next().and_then(Noun::from_name);
    noun.and_then(|noun| noun.field(name)).map_or(Class::Lww, |field| field.class)
}

fn is_within(value: &Value, shown: Option<&String>) -> bool {
    let shown: Value = shown.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let has = |member: &Value| shown.as_array().is_some_and(|all| all.contains(member));
    let added = value.get("+").unwrap_or(value);
    added.as_array().is_some_and(|members| members.iter().all(has))
}
