//! All SQL of base, inbox and cursors.

use std::collections::BTreeMap;

use pesiar_core::row::wire::WireRow;
use pesiar_core::sync::message::{Begun, Cur};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Error, Result};

/// Where this device stands in a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Stream.
    pub stream: String,
    /// Life line of the server; 0 before the first page.
    pub epoch: i64,
    /// Last position, staged pages included.
    pub seq: i64,
    /// Head when the running snapshot began.
    pub h0: i64,
    /// Where the base stands; -1 while a snapshot is received.
    pub base_seq: i64,
    /// Own watermark the base includes.
    pub bwm: u64,
    /// Checksum of the base.
    pub ck: u64,
}

impl Cursor {
    /// The beginning of a stream.
    #[must_use]
    pub fn beginning(stream: &str) -> Self {
        Self { stream: stream.to_owned(), epoch: 0, seq: 0, h0: 0, base_seq: -1, bwm: 0, ck: 0 }
    }

    /// Whether a snapshot is being received, which forgets the base.
    #[must_use]
    pub const fn is_snapshot(&self) -> bool {
        self.base_seq < 0
    }

    /// As it is told to the server.
    #[must_use]
    pub fn told(&self) -> Cur {
        let begun = (self.base_seq != self.seq).then_some(Begun { h0: self.h0, base: self.base_seq });
        Cur { s: self.stream.clone(), epoch: self.epoch, seq: self.seq, begun }
    }
}

const SELECT: &str = "SELECT stream, epoch, seq, h0, base_seq, bwm, ck FROM cursor";

/// Every stream this device holds, by name.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn cursors(db: &Connection) -> Result<Vec<Cursor>> {
    let mut statement = db.prepare_cached(&format!("{SELECT} ORDER BY stream"))?;
    let rows = statement.query_map([], |row| Ok(read(row)))?;
    rows.map(|row| row?).collect()
}

/// One stream, if this device holds it.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn cursor(db: &Connection, stream: &str) -> Result<Option<Cursor>> {
    let mut statement = db.prepare_cached(&format!("{SELECT} WHERE stream = ?1"))?;
    statement.query_row([stream], |row| Ok(read(row))).optional()?.transpose()
}

fn read(row: &rusqlite::Row<'_>) -> Result<Cursor> {
    Ok(Cursor {
        stream: row.get(0)?,
        epoch: row.get(1)?,
        seq: row.get(2)?,
        h0: row.get(3)?,
        base_seq: row.get(4)?,
        bwm: u64::try_from(row.get::<_, i64>(5)?).map_err(|_| Error::Corrupt)?,
        ck: row.get::<_, String>(6)?.parse().map_err(|_| Error::Corrupt)?,
    })
}

/// Keeps a cursor.
///
/// # Errors
/// [`Error::Db`].
pub fn set_cursor(db: &Connection, cur: &Cursor) -> Result<()> {
    let bwm = i64::try_from(cur.bwm).map_err(|_| Error::Corrupt)?;
    db.prepare_cached(
        "INSERT OR REPLACE INTO cursor (stream, epoch, seq, h0, base_seq, bwm, ck)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![cur.stream, cur.epoch, cur.seq, cur.h0, cur.base_seq, bwm, cur.ck.to_string()])?;
    Ok(())
}

/// Forgets a stream: its base, what was staged, its cursor.
///
/// # Errors
/// [`Error::Db`].
pub fn drop_stream(db: &Connection, stream: &str) -> Result<()> {
    for table in ["base", "inbox", "cursor"] {
        db.execute(&format!("DELETE FROM {table} WHERE stream = ?1"), [stream])?;
    }
    Ok(())
}

/// Ids of every row of the base of a stream.
///
/// # Errors
/// [`Error::Db`].
pub fn ids(db: &Connection, stream: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached("SELECT row_id FROM base WHERE stream = ?1")?;
    let ids = statement.query_map([stream], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Puts a row into the inbox of a stream that is still being received.
///
/// # Errors
/// [`Error::Db`].
pub fn stage(db: &Connection, stream: &str, row: &WireRow) -> Result<()> {
    let doc = serde_json::to_string(row).map_err(|_| Error::Internal("wire row"))?;
    db.prepare_cached("INSERT OR REPLACE INTO inbox (stream, row_id, rev, doc) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![stream, row.id, row.r, doc])?;
    Ok(())
}

/// Takes everything out of the inbox of a stream, by row.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn take_inbox(db: &Connection, stream: &str) -> Result<BTreeMap<String, WireRow>> {
    let mut statement = db.prepare_cached("SELECT doc FROM inbox WHERE stream = ?1")?;
    let docs = statement.query_map([stream], |row| row.get::<_, String>(0))?;
    let rows = docs.map(|doc| parse(&doc?).map(|row| (row.id.clone(), row))).collect();
    clear_inbox(db, stream)?;
    rows
}

/// Forgets staged rows of a stream.
///
/// # Errors
/// [`Error::Db`].
pub fn clear_inbox(db: &Connection, stream: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM inbox WHERE stream = ?1")?.execute([stream])?;
    Ok(())
}

/// Forgets the base of a stream; a whole new one follows in the same transaction.
///
/// # Errors
/// [`Error::Db`].
pub fn clear(db: &Connection, stream: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM base WHERE stream = ?1")?.execute([stream])?;
    Ok(())
}

/// A row of the base of a stream.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn row(db: &Connection, stream: &str, row_id: &str) -> Result<Option<WireRow>> {
    let mut statement = db.prepare_cached("SELECT doc FROM base WHERE stream = ?1 AND row_id = ?2")?;
    let doc: Option<String> = statement.query_row([stream, row_id], |row| row.get(0)).optional()?;
    doc.map(|doc| parse(&doc)).transpose()
}

/// Replaces a row of the base of a stream.
///
/// # Errors
/// [`Error::Db`].
pub fn set_row(db: &Connection, stream: &str, row: &WireRow) -> Result<()> {
    let doc = serde_json::to_string(row).map_err(|_| Error::Internal("wire row"))?;
    db.prepare_cached("INSERT OR REPLACE INTO base (stream, row_id, rev, doc) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![stream, row.id, row.r, doc])?;
    Ok(())
}

/// The server's last word on a row, with the stream it lives in: the highest revision, and of two equal ones (a row that
/// moved) the living one.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn newest(db: &Connection, row_id: &str) -> Result<Option<(String, WireRow)>> {
    let mut statement = db.prepare_cached("SELECT stream, doc FROM base WHERE row_id = ?1")?;
    let rows = statement.query_map([row_id], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
    let mut newest: Option<(String, WireRow)> = None;
    for row in rows {
        let (stream, doc) = row?;
        let row = parse(&doc)?;
        let is_newer = newest.as_ref().is_none_or(|(_, old)| (row.r, row.g.is_none()) > (old.r, old.g.is_none()));
        if is_newer {
            newest = Some((stream, row));
        }
    }
    Ok(newest)
}

fn parse(doc: &str) -> Result<WireRow> {
    serde_json::from_str(doc).map_err(|_| Error::Corrupt)
}
