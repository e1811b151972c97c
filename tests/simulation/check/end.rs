//! What must hold once everybody has synced in peace: I-CONV, I-LOCAL, I-ACK and I-BOUND.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{Violation, hold, same};
use crate::simulation::book::Book;
use crate::simulation::rows::{self, Rows};

/// The laptop's base and view of a stream are the province's rows.
pub(crate) fn is_converged(db: &Connection, (dev, stream): (u32, &str), should: &Rows) -> Result<(), Violation> {
    same("I-CONV", rows::difference(&rows::of_base(db, stream), should), &format!("base of {dev}, {stream}"))?;
    same("I-CONV", rows::difference(&rows::of_stream(db, stream), should), &format!("view of {dev}, {stream}"))
}

/// Everything a laptop ever committed is on record; what was called safe, too.
pub(crate) fn nothing_is_lost(book: &Book, recorded: &BTreeMap<(u32, u64), Vec<u8>>) -> Result<(), Violation> {
    for (place, segment) in &book.written {
        hold("I-LOCAL", recorded.get(place) == Some(&segment.hash), || format!("{place:?} is not on record"))?;
    }
    for (dev, safe) in &book.safe {
        let is_there = |seq: &u64| recorded.contains_key(&(*dev, *seq));
        hold("I-ACK", (1..=*safe).all(|seq| is_there(&seq)), || format!("{dev} was told that {safe} is safe"))?;
    }
    Ok(())
}

/// The inbox is empty.
pub(crate) fn inbox_is_empty(db: &Connection, dev: u32) -> Result<(), Violation> {
    let rows = count(db, "SELECT count(*) FROM inbox");
    hold("I-BOUND", rows == 0, || format!("{rows} rows stay in the inbox of {dev}"))
}

/// A stream has one entry for each of its rows.
pub(crate) fn entries_are_bounded(db: &Connection, stream: &str, live: usize) -> Result<(), Violation> {
    let mut found = db.prepare_cached("SELECT count(*) FROM entry WHERE stream = ?1").expect("a table");
    let entries: i64 = found.query_row([stream], |row| row.get(0)).expect("a count");
    hold("I-BOUND", usize::try_from(entries) == Ok(live), || format!("{stream}: {entries} entries for {live} rows"))
}

fn count(db: &Connection, sql: &str) -> i64 {
    db.query_row(sql, [], |row| row.get(0)).expect("a count")
}
