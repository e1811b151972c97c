//! Ends stay in a stream for a while and are then forgotten by it; a device that was away longer begins again.

use super::store;
use crate::db::Db;
use crate::error::Result;

/// How long a stream tells of ends, days (sync.md 2.7).
pub const DAYS: i64 = 400;
const DAY_MS: i64 = 86_400_000;

/// Raises the floors of streams with ends older than [`DAYS`]; how many streams.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn raise(db: &Db, now_ms: i64) -> Result<usize> {
    let old = db.read(|tx| store::old_ends(tx, now_ms - DAYS * DAY_MS))?;
    for (stream, floor) in &old {
        db.write(|tx| {
            tx.lock_streams(std::slice::from_ref(stream))?;
            store::raise_floor(tx, stream, *floor)
        })?;
    }
    Ok(old.len())
}
