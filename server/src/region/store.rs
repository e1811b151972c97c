//! All SQL of regions.

use crate::db::Tx;
use crate::error::Result;

/// Adds a region.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn insert(db: &dyn Tx, code: &str, name: &str) -> Result<()> {
    db.execute("INSERT INTO region (code, name) VALUES (?1, ?2)", &[code.into(), name.into()])?;
    Ok(())
}

/// The name of a region.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn name(db: &dyn Tx, code: &str) -> Result<Option<String>> {
    db.first("SELECT name FROM region WHERE code = ?1", &[code.into()])?.map(|row| row.text(0)).transpose()
}
