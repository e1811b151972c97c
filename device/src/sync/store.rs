//! All SQL of sync: cursors, inbox, base, receipts.

use pesiar_core::sync::message::Cur;
use rusqlite::{Connection, OptionalExtension, params};

use super::Receipt;
use super::overview::SyncReceipt;
use crate::db;
use crate::error::{Error, Result};

/// The next request number, stored before it is used.
///
/// # Errors
/// [`Error::Db`].
pub fn next_sid(db: &Connection) -> Result<u64> {
    let sid = db::meta_int(db, "sid")? + 1;
    db::set_meta(db, "sid", &sid.to_string())?;
    u64::try_from(sid).map_err(|_| Error::Corrupt)
}

/// Where this device stands in a stream; at the beginning if it never asked.
///
/// # Errors
/// [`Error::Db`].
pub fn cursor(db: &Connection, stream: &str) -> Result<Cur> {
    let found = db
        .prepare_cached("SELECT epoch, seq, h0, mode FROM cursor WHERE stream = ?1")?
        .query_row([stream], |row| {
            Ok(Cur { s: stream.to_owned(), epoch: row.get(0)?, seq: row.get(1)?, h0: row.get(2)?, mode: row.get(3)? })
        })
        .optional()?;
    Ok(found.unwrap_or_else(|| Cur { s: stream.to_owned(), epoch: 0, seq: 0, h0: 0, mode: "snap".to_owned() }))
}

/// Moves the cursor while pages are staged; the base and its watermark stay.
///
/// # Errors
/// [`Error::Db`].
pub fn advance(db: &Connection, cur: &Cur) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO cursor (stream, epoch, seq, h0, mode, bwm, ck)
         VALUES (?1, ?2, ?3, ?4, ?5, 0, '0')
         ON CONFLICT (stream) DO UPDATE SET epoch = excluded.epoch, seq = excluded.seq, h0 = excluded.h0,
             mode = excluded.mode",
    )?
    .execute(params![cur.s, cur.epoch, cur.seq, cur.h0, cur.mode])?;
    Ok(())
}

/// Moves staged rows into the base. Returns the ids that changed.
///
/// # Errors
/// [`Error::Db`].
pub fn merge_inbox(db: &Connection, stream: &str, is_snapshot: bool) -> Result<Vec<String>> {
    let mut ids: Vec<String> = column(db, "SELECT row_id FROM inbox WHERE stream = ?1", stream)?;
    if is_snapshot {
        ids.extend(column(db, "SELECT row_id FROM base WHERE stream = ?1", stream)?);
        db.prepare_cached("DELETE FROM base WHERE stream = ?1")?.execute([stream])?;
    }
    db.prepare_cached(
        "INSERT INTO base (stream, row_id, rev, doc)
         SELECT stream, row_id, rev, doc FROM inbox WHERE stream = ?1
         ON CONFLICT (stream, row_id) DO UPDATE SET rev = excluded.rev, doc = excluded.doc",
    )?
    .execute([stream])?;
    clear_inbox(db, stream)?;
    Ok(ids)
}

/// Forgets staged rows of a stream.
///
/// # Errors
/// [`Error::Db`].
pub fn clear_inbox(db: &Connection, stream: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM inbox WHERE stream = ?1")?.execute([stream])?;
    Ok(())
}

fn column(db: &Connection, sql: &str, stream: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(sql)?;
    let ids = statement.query_map([stream], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Up to which own segment the base of a stream speaks; 0 before its first page.
///
/// # Errors
/// [`Error::Db`].
pub fn bwm(db: &Connection, stream: &str) -> Result<u64> {
    let mut statement = db.prepare_cached("SELECT bwm FROM cursor WHERE stream = ?1")?;
    let bwm: Option<i64> = statement.query_row([stream], |row| row.get(0)).optional()?;
    u64::try_from(bwm.unwrap_or(0)).map_err(|_| Error::Corrupt)
}

/// Notes that the base of a stream is a server state that includes own segments up to `bwm`.
///
/// # Errors
/// [`Error::Db`].
pub fn settle(db: &Connection, stream: &str, bwm: u64, ck: u64) -> Result<()> {
    let bwm = i64::try_from(bwm).map_err(|_| Error::Corrupt)?;
    db.prepare_cached("UPDATE cursor SET bwm = ?2, ck = ?3, mode = 'inc', h0 = seq WHERE stream = ?1")?
        .execute(params![stream, bwm, ck.to_string()])?;
    Ok(())
}

/// Id and revision of every base row of a stream.
///
/// # Errors
/// [`Error::Db`].
pub fn base_revisions(db: &Connection, stream: &str) -> Result<Vec<(String, i64)>> {
    let mut statement = db.prepare_cached("SELECT row_id, rev FROM base WHERE stream = ?1")?;
    let rows = statement.query_map([stream], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Drops settings kept from enrolment once the province's own rows are here.
///
/// # Errors
/// [`Error::Db`].
pub fn drop_seeds(db: &Connection) -> Result<()> {
    db.execute("DELETE FROM setting WHERE id LIKE 'seed-%'", [])?;
    Ok(())
}

/// Keeps a receipt, readable offline.
///
/// # Errors
/// [`Error::Db`].
pub fn keep_receipt(db: &Connection, receipt: &Receipt) -> Result<()> {
    let int = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    db.prepare_cached(
        "INSERT INTO receipt (at_ms, sent, accepted, needs_attention, received)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        receipt.at_ms,
        int(receipt.sent),
        int(receipt.accepted),
        int(receipt.needs_attention),
        int(receipt.received)
    ])?;
    Ok(())
}

/// Receipts, newest first.
///
/// # Errors
/// [`Error::Db`].
pub fn receipts(db: &Connection, limit: u32) -> Result<Vec<SyncReceipt>> {
    let mut statement = db.prepare_cached(
        "SELECT at_ms, accepted + needs_attention, needs_attention, received
         FROM receipt
         ORDER BY receipt_id DESC
         LIMIT ?1",
    )?;
    let rows = statement.query_map([limit], |row| {
        let count = |place| row.get::<_, i64>(place).map(|number| u32::try_from(number).unwrap_or(u32::MAX));
        let at_ms = row.get(0)?;
        Ok(SyncReceipt { at_ms, recorded: count(1)?, needs_attention: count(2)?, received: count(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// When the last sync ended, ms; none if never.
///
/// # Errors
/// [`Error::Db`].
pub fn last_receipt_ms(db: &Connection) -> Result<Option<i64>> {
    Ok(db.prepare_cached("SELECT max(at_ms) FROM receipt")?.query_row([], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn receipts_are_kept_and_read_newest_first() {
        let folder = tempfile::tempdir().unwrap();
        let db = db::open(&folder.path().join("x.db"), &[1; 32]).unwrap();
        for (at_ms, accepted, needs_attention) in [(1, 5, 0), (2, 209, 3)] {
            keep_receipt(&db, &Receipt { at_ms, accepted, needs_attention, received: 7, ..Receipt::default() })
                .unwrap();
        }
        let kept = receipts(&db, 10).unwrap();
        let newest = SyncReceipt { at_ms: 2, recorded: 212, needs_attention: 3, received: 7 };
        assert_eq!((kept.len(), kept.first()), (2, Some(&newest)));
        assert_eq!((receipts(&db, 1).unwrap().len(), last_receipt_ms(&db).unwrap()), (1, Some(2)));
    }
}
