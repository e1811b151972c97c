//! All SQL of recorded segments.

use pesiar_core::segment::dot::Dot;
use pesiar_core::segment::seal::Hash;

use crate::db::Tx;
use crate::error::{Error, Result};

/// Segments held in memory while a chain is read: at most 32 kB each.
const AT_ONCE: i64 = 500;

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
pub fn insert(db: &dyn Tx, record: &Record<'_>) -> Result<()> {
    let sql = "INSERT INTO segment (dev, seq, body, hash, sig, outcome, t_cmp_ms, received_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let args = [
        record.dev.into(),
        number(record.seq)?.into(),
        record.body.into(),
        (&record.hash).into(),
        (&record.sig).into(),
        record.outcome.into(),
        record.t_cmp_ms.into(),
        record.received_at_ms.into(),
    ];
    db.execute(sql, &args)?;
    Ok(())
}

/// Body and outcome of a recorded segment.
///
/// # Errors
/// [`Error::Db`].
pub fn recorded(db: &dyn Tx, dev: u32, seq: u64) -> Result<Option<(Vec<u8>, String)>> {
    let sql = "SELECT body, outcome FROM segment WHERE dev = ?1 AND seq = ?2";
    let found = db.first(sql, &[dev.into(), number(seq)?.into()])?;
    found.map(|row| Ok((row.blob(0)?, row.text(1)?))).transpose()
}

/// Corrected time of the segment a dot is in; the beginning of time if it is unknown.
///
/// # Errors
/// [`Error::Db`].
pub fn t_cmp(db: &dyn Tx, dot: Dot) -> Result<i64> {
    let sql = "SELECT t_cmp_ms FROM segment WHERE dev = ?1 AND seq = ?2";
    let found = db.first(sql, &[dot.dev.into(), number(dot.seq)?.into()])?;
    found.map_or(Ok(i64::MIN), |row| row.int(0))
}

/// Calls `check` with every segment of a device in order: place, body, hash.
///
/// # Errors
/// [`Error::Db`], or whatever `check` returns.
pub fn each(db: &dyn Tx, dev: u32, mut check: impl FnMut(i64, &[u8], Hash) -> Result<()>) -> Result<()> {
    let sql = "SELECT seq, body, hash FROM segment WHERE dev = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3";
    let mut after = i64::MIN;
    loop {
        let rows = db.query(sql, &[dev.into(), after.into(), AT_ONCE.into()])?;
        let Some(last) = rows.last() else { return Ok(()) };
        after = last.int(0)?;
        for row in &rows {
            check(row.int(0)?, &row.blob(1)?, row.bytes(2)?)?;
        }
    }
}

fn number(seq: u64) -> Result<i64> {
    i64::try_from(seq).map_err(|_| Error::Corrupt("sequence number"))
}
