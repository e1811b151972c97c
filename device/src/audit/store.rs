//! All SQL of waiting audit entries.

use rusqlite::Connection;

use crate::error::Result;

/// Adds an entry.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn insert(db: &Connection, fields: &str) -> Result<()> {
    db.prepare_cached("INSERT INTO audit_pending (fields) VALUES (?1)")?.execute([fields])?;
    Ok(())
}

/// Entries waiting.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn count(db: &Connection) -> Result<usize> {
    let count: i64 = db.prepare_cached("SELECT count(*) FROM audit_pending")?.query_row([], |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// Takes all entries out, in order; call inside the transaction that writes them to the chain.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn take(db: &Connection) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached("SELECT fields FROM audit_pending ORDER BY audit_id")?;
    let all = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    db.prepare_cached("DELETE FROM audit_pending")?.execute([])?;
    Ok(all)
}
