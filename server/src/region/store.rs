//! All SQL of regions.

use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;

/// Adds a region.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn insert(db: &Connection, code: &str, name: &str) -> Result<()> {
    db.prepare_cached("INSERT INTO region (code, name) VALUES (?1, ?2)")?.execute([code, name])?;
    Ok(())
}

/// The name of a region.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn name(db: &Connection, code: &str) -> Result<Option<String>> {
    Ok(db.prepare_cached("SELECT name FROM region WHERE code = ?1")?.query_row([code], |row| row.get(0)).optional()?)
}
