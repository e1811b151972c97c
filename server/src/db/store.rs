//! All SQL of the small facts of a server.

use super::Tx;
use crate::error::Result;

/// A meta value.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn meta(db: &dyn Tx, key: &str) -> Result<Option<String>> {
    db.first("SELECT value FROM meta WHERE key = ?1", &[key.into()])?.map(|row| row.text(0)).transpose()
}

/// Sets a meta value.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn set_meta(db: &dyn Tx, key: &str, value: &str) -> Result<()> {
    let sql = "INSERT INTO meta (key, value)
         VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    db.execute(sql, &[key.into(), value.into()])?;
    Ok(())
}

/// Life line of this server: +1 after every restore.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn epoch(db: &dyn Tx) -> Result<i64> {
    Ok(meta(db, "epoch")?.and_then(|text| text.parse().ok()).unwrap_or(1))
}
