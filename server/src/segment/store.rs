//! All SQL of recorded segments.

use std::collections::BTreeMap;

use pesiar_core::segment::seal::Hash;
use pesiar_core::sync::intake::Recorded;

use crate::db::{Row, Tx, batch};
use crate::error::{Error, Result};

/// Segments held in memory while a chain is read: at most 32 kB each.
const AT_ONCE: i64 = 500;

/// Records segments of a device, in few statements.
///
/// # Errors
/// [`Error::Db`]; recording one place twice is impossible.
pub fn insert_many(db: &dyn Tx, dev: u32, all: &[Recorded], now_ms: i64) -> Result<()> {
    let cells = |recorded: &Recorded| {
        Ok(vec![
            dev.into(),
            number(recorded.seq)?.into(),
            recorded.body.as_slice().into(),
            (&recorded.hash).into(),
            (&recorded.sig).into(),
            outcome_text(&recorded.outcomes).into(),
            recorded.t_cmp.into(),
            now_ms.into(),
        ])
    };
    let rows = all.iter().map(cells).collect::<Result<_>>()?;
    let head = "INSERT INTO segment (dev, seq, body, hash, sig, outcome, t_cmp_ms, received_at_ms)";
    batch::insert(db, (head, ""), rows)
}

/// What is stored of outcomes: nothing more if all were simply applied.
fn outcome_text(outcomes: &[String]) -> String {
    if outcomes.iter().all(|outcome| outcome == "applied") {
        return "[]".to_owned();
    }
    serde_json::to_string(outcomes).unwrap_or_default()
}

/// Outcomes of the segments of a device after `seq`: place, texts; no text if all were simply applied.
///
/// # Errors
/// [`Error::Db`].
pub fn outcomes(db: &dyn Tx, dev: u32, seq: u64) -> Result<Vec<(u64, Vec<String>)>> {
    let sql = "SELECT seq, outcome FROM segment WHERE dev = ?1 AND seq > ?2 ORDER BY seq";
    let rows = db.query(sql, &[dev.into(), number(seq)?.into()])?;
    let texts = |row: &Row| serde_json::from_str(&row.text(1)?).map_err(|_| Error::Corrupt("outcome"));
    rows.iter().map(|row| Ok((row.count(0)?, texts(row)?))).collect()
}

/// Bodies of recorded segments between two places, both included.
///
/// # Errors
/// [`Error::Db`].
pub fn bodies(db: &dyn Tx, dev: u32, (from, to): (u64, u64)) -> Result<BTreeMap<u64, Vec<u8>>> {
    let sql = "SELECT seq, body FROM segment WHERE dev = ?1 AND seq BETWEEN ?2 AND ?3";
    let rows = db.query(sql, &[dev.into(), number(from)?.into(), number(to)?.into()])?;
    rows.iter().map(|row| Ok((row.count(0)?, row.blob(1)?))).collect()
}

/// Chain hashes between two places, both included.
///
/// # Errors
/// [`Error::Db`].
pub fn hashes(db: &dyn Tx, dev: u32, (from, to): (u64, u64)) -> Result<BTreeMap<u64, Hash>> {
    let sql = "SELECT seq, hash FROM segment WHERE dev = ?1 AND seq BETWEEN ?2 AND ?3";
    let rows = db.query(sql, &[dev.into(), number(from)?.into(), number(to)?.into()])?;
    rows.iter().map(|row| Ok((row.count(0)?, row.bytes(1)?))).collect()
}

/// Corrected time of a recorded segment.
///
/// # Errors
/// [`Error::Db`].
pub fn t_cmp(db: &dyn Tx, (dev, seq): (u32, u64)) -> Result<Option<i64>> {
    let sql = "SELECT t_cmp_ms FROM segment WHERE dev = ?1 AND seq = ?2";
    db.first(sql, &[dev.into(), number(seq)?.into()])?.map(|row| row.int(0)).transpose()
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
