//! I-AREA and I-REVOKE: nobody is sent, and nobody keeps, a stream they are not given; a revoked laptop keeps none.

use pesiar_core::sync::frame::{self, Tag};
use rusqlite::Connection;
use serde_json::Value;

use super::{Violation, hold};

/// The pages of an answer, as plain JSON.
pub(crate) fn pages(answer: &[u8]) -> Vec<Value> {
    let frames = frame::read(answer).expect("the province writes whole answers").frames;
    let pages = frames.into_iter().filter(|(tag, _)| *tag == Tag::Page);
    pages.map(|(_, payload)| serde_json::from_slice(&payload).expect("JSON")).collect()
}

/// Whether every page is of a stream the device is given.
pub(crate) fn is_given(pages: &[Value], (dev, streams): (u32, &[String])) -> Result<(), Violation> {
    let foreign = pages.iter().find(|page| !streams.iter().any(|stream| page["s"] == **stream));
    hold("I-AREA", foreign.is_none(), || format!("{dev} was sent {}", foreign.map_or(&Value::Null, |page| &page["s"])))
}

/// Whether a laptop keeps rows of streams it is given, and of no other.
pub(crate) fn is_kept(db: &Connection, (dev, streams): (u32, &[String])) -> Result<(), Violation> {
    let sql = "SELECT stream FROM base UNION SELECT stream FROM inbox UNION SELECT stream FROM cursor";
    let mut found = db.prepare_cached(sql).expect("tables");
    let kept = found.query_map([], |row| row.get::<_, String>(0)).expect("rows");
    for stream in kept {
        let stream = stream.expect("a row");
        hold("I-AREA", streams.contains(&stream), || format!("{dev} keeps {stream}"))?;
    }
    Ok(())
}

/// Whether a laptop that was told to forget everything has.
pub(crate) fn nothing_is_kept(db: &Connection, dev: u32) -> Result<(), Violation> {
    let sql = "SELECT (SELECT count(*) FROM base) + (SELECT count(*) FROM inbox) + (SELECT count(*) FROM person)
                      + (SELECT count(*) FROM family) + (SELECT count(*) FROM visit)";
    let rows: i64 =
        db.prepare_cached(sql).and_then(|mut found| found.query_row([], |row| row.get(0))).expect("a count");
    hold("I-REVOKE", rows == 0, || format!("{dev} is revoked and keeps {rows} rows"))
}
