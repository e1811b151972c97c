//! All SQL of the device's own segments.

use pesiar_core::segment::seal::{Hash, Sealed};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Error, Result};

/// Adds a segment.
///
/// # Errors
/// [`Error::Db`].
pub fn insert(db: &Connection, sealed: &Sealed, user: &str, batch: Option<&str>, now_ms: i64) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO segment (seq, user_id, body, hash, sig, batch_id, written_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![number(sealed.seq)?, user, sealed.body, sealed.hash, sealed.sig, batch, now_ms])?;
    Ok(())
}

/// Notes that a segment touches a row.
///
/// # Errors
/// [`Error::Db`].
pub fn touch(db: &Connection, row_id: &str, seq: u64) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO segment_row (row_id, seq) VALUES (?1, ?2)")?
        .execute(params![row_id, number(seq)?])?;
    Ok(())
}

/// Own segments on a row, in order.
///
/// # Errors
/// [`Error::Db`].
pub fn on(db: &Connection, row_id: &str) -> Result<Vec<(u64, Vec<u8>)>> {
    let mut statement = db.prepare_cached(
        "SELECT s.seq, s.body
         FROM segment_row r
         JOIN segment s ON s.seq = r.seq
         WHERE r.row_id = ?1
         ORDER BY s.seq",
    )?;
    let rows = statement.query_map([row_id], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))?;
    rows.map(|row| row.map_err(Error::from).and_then(|(seq, body)| Ok((unsigned(seq)?, body)))).collect()
}

/// Row ids touched by segments after `seq`.
///
/// # Errors
/// [`Error::Db`].
pub fn touched_after(db: &Connection, seq: u64) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached("SELECT DISTINCT row_id FROM segment_row WHERE seq > ?1")?;
    let rows = statement.query_map([number(seq)?], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Place, body, signature.
pub type Signed = (u64, Vec<u8>, [u8; 64]);

/// Segments from `from` on, as many as fit `bytes_max`, at least one.
///
/// # Errors
/// [`Error::Db`].
pub fn from(db: &Connection, from: u64, bytes_max: usize) -> Result<Vec<Signed>> {
    let mut statement = db.prepare_cached("SELECT seq, body, sig FROM segment WHERE seq >= ?1 ORDER BY seq")?;
    let mut rows = statement.query([number(from)?])?;
    let (mut all, mut bytes) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let body: Vec<u8> = row.get(1)?;
        bytes += body.len() + 80;
        if bytes > bytes_max && !all.is_empty() {
            break;
        }
        all.push((unsigned(row.get(0)?)?, body, row.get(2)?));
    }
    Ok(all)
}

/// Chain hash at a place; the genesis hash at 0.
///
/// # Errors
/// [`Error::Db`].
pub fn hash_at(db: &Connection, seq: u64) -> Result<Option<Hash>> {
    if seq == 0 {
        return Ok(Some(pesiar_core::segment::seal::GENESIS));
    }
    let found = db.prepare_cached("SELECT hash FROM segment WHERE seq = ?1")?;
    let mut found = found;
    Ok(found.query_row([number(seq)?], |row| row.get(0)).optional()?)
}

/// Place and hash of the newest segment.
///
/// # Errors
/// [`Error::Db`].
pub fn head(db: &Connection) -> Result<(u64, Hash)> {
    let found = db
        .prepare_cached("SELECT seq, hash FROM segment ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?)))
        .optional()?;
    found.map_or(Ok((0, pesiar_core::segment::seal::GENESIS)), |(seq, hash)| Ok((unsigned(seq)?, hash)))
}

/// Stores what became of a segment's operations.
///
/// # Errors
/// [`Error::Db`].
pub fn set_outcome(db: &Connection, seq: u64, outcome: &str) -> Result<()> {
    db.prepare_cached("UPDATE segment SET outcome = ?2 WHERE seq = ?1")?.execute(params![number(seq)?, outcome])?;
    Ok(())
}

/// Outcomes that say more than "applied": place, body, outcome texts as JSON.
///
/// # Errors
/// [`Error::Db`].
pub fn remarked(db: &Connection) -> Result<Vec<(u64, Vec<u8>, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT seq, body, outcome FROM segment WHERE outcome IS NOT NULL AND outcome <> '[]' ORDER BY seq",
    )?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?)))?;
    rows.map(|row| row.map_err(Error::from).and_then(|(seq, body, outcome)| Ok((unsigned(seq)?, body, outcome))))
        .collect()
}

/// Everything needed to verify the chain, in order: place, body, hash, signature, author.
///
/// # Errors
/// [`Error::Db`]; whatever `check` returns.
pub fn each(db: &Connection, mut check: impl FnMut(u64, &[u8], Hash, [u8; 64]) -> Result<()>) -> Result<()> {
    let mut statement = db.prepare("SELECT seq, body, hash, sig FROM segment ORDER BY seq")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let body: Vec<u8> = row.get(1)?;
        check(unsigned(row.get(0)?)?, &body, row.get(2)?, row.get(3)?)?;
    }
    Ok(())
}

/// Bodies of segments after `seq`, in order.
///
/// # Errors
/// [`Error::Db`]; whatever `see` returns.
pub fn each_after(db: &Connection, seq: u64, mut see: impl FnMut(&[u8]) -> Result<()>) -> Result<()> {
    let mut statement = db.prepare_cached("SELECT body FROM segment WHERE seq > ?1 ORDER BY seq")?;
    let mut rows = statement.query([number(seq)?])?;
    while let Some(row) = rows.next()? {
        see(&row.get::<_, Vec<u8>>(0)?)?;
    }
    Ok(())
}

/// Outcome texts as JSON of segments that say more than "applied".
///
/// # Errors
/// [`Error::Db`].
pub fn remarks(db: &Connection) -> Result<Vec<String>> {
    let mut statement =
        db.prepare_cached("SELECT outcome FROM segment WHERE outcome IS NOT NULL AND outcome <> '[]'")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// When an own segment was written, ms by the clock of this laptop.
///
/// # Errors
/// [`Error::Db`].
pub fn written_at(db: &Connection, seq: u64) -> Result<Option<i64>> {
    let mut statement = db.prepare_cached("SELECT written_at_ms FROM segment WHERE seq = ?1")?;
    Ok(statement.query_row([number(seq)?], |row| row.get(0)).optional()?)
}

/// Everybody who wrote on this device.
///
/// # Errors
/// [`Error::Db`].
#[cfg(test)]
pub fn authors(db: &Connection) -> Result<Vec<String>> {
    let mut statement = db.prepare("SELECT DISTINCT user_id FROM segment ORDER BY user_id")?;
    Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// The segment that first touched a row, e.g. to answer a repeated save.
///
/// # Errors
/// [`Error::Db`].
pub fn first_on(db: &Connection, row_id: &str) -> Result<u64> {
    let seq: Option<i64> =
        db.prepare_cached("SELECT min(seq) FROM segment_row WHERE row_id = ?1")?.query_row([row_id], |r| r.get(0))?;
    unsigned(seq.unwrap_or(0))
}

/// Bodies of the own segments that touch a row, in order.
///
/// # Errors
/// [`Error::Db`].
pub fn bodies_on(db: &Connection, row_id: &str) -> Result<Vec<Vec<u8>>> {
    let mut statement = db.prepare_cached(
        "SELECT s.body FROM segment_row r
         JOIN segment s ON s.seq = r.seq
         WHERE r.row_id = ?1
         ORDER BY s.seq",
    )?;
    let rows = statement.query_map([row_id], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn number(seq: u64) -> Result<i64> {
    i64::try_from(seq).map_err(|_| Error::Internal("sequence number"))
}

fn unsigned(seq: i64) -> Result<u64> {
    u64::try_from(seq).map_err(|_| Error::Corrupt)
}
