//! All SQL of recorded segments.

use pesiar_core::segment::dot::Dot;
use pesiar_core::segment::seal::Hash;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Error, Result};

/// A segment to record.
pub struct Record<'a> {
    /// Whose chain.
    pub dev: u32,
    /// Place in it.
    pub seq: u64,
    /// Signed bytes.
    pub body: &'a [u8],
    /// Chain hash.
    pub hash: Hash,
    /// Signature as received.
    pub sig: [u8; 64],
    /// JSON array, one text per operation.
    pub outcome: &'a str,
    /// Corrected time, ms.
    pub t_cmp_ms: i64,
    /// Server clock, ms.
    pub received_at_ms: i64,
}

/// Records a segment.
///
/// # Errors
/// [`Error::Db`]; recording one place twice is impossible.
pub fn insert(db: &Connection, record: &Record<'_>) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO segment (dev, seq, body, hash, sig, outcome, t_cmp_ms, received_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        record.dev,
        number(record.seq)?,
        record.body,
        record.hash,
        record.sig,
        record.outcome,
        record.t_cmp_ms,
        record.received_at_ms
    ])?;
    Ok(())
}

/// Body and outcome of a recorded segment.
///
/// # Errors
/// [`Error::Db`].
pub fn recorded(db: &Connection, dev: u32, seq: u64) -> Result<Option<(Vec<u8>, String)>> {
    let mut statement = db.prepare_cached("SELECT body, outcome FROM segment WHERE dev = ?1 AND seq = ?2")?;
    Ok(statement.query_row(params![dev, number(seq)?], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

/// Corrected time of the segment a dot is in; the beginning of time if it is unknown.
///
/// # Errors
/// [`Error::Db`].
pub fn t_cmp(db: &Connection, dot: Dot) -> Result<i64> {
    let mut statement = db.prepare_cached("SELECT t_cmp_ms FROM segment WHERE dev = ?1 AND seq = ?2")?;
    let found = statement.query_row(params![dot.dev, number(dot.seq)?], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or(i64::MIN))
}

/// Calls `check` with every segment of a device in order: place, body, hash.
///
/// # Errors
/// [`Error::Db`], or whatever `check` returns.
pub fn each(db: &Connection, dev: u32, mut check: impl FnMut(i64, &[u8], Hash) -> Result<()>) -> Result<()> {
    let mut statement = db.prepare("SELECT seq, body, hash FROM segment WHERE dev = ?1 ORDER BY seq")?;
    let mut rows = statement.query([dev])?;
    while let Some(row) = rows.next()? {
        let body: Vec<u8> = row.get(1)?;
        check(row.get(0)?, &body, row.get(2)?)?;
    }
    Ok(())
}

fn number(seq: u64) -> Result<i64> {
    i64::try_from(seq).map_err(|_| Error::Corrupt("sequence number"))
}
