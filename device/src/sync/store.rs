//! All SQL of sync beside the base: request numbers, receipts.

use rusqlite::{Connection, params};

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
