//! All SQL of visits beyond the shared row tables.

use rusqlite::Connection;

use crate::error::Result;

/// Visits to a family so far.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn count(db: &Connection, family: &str) -> Result<i64> {
    Ok(db.prepare_cached("SELECT count(*) FROM visit WHERE family_id = ?1")?.query_row([family], |row| row.get(0))?)
}
