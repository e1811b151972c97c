//! All SQL of drafts.

use rusqlite::{Connection, params};

use super::Draft;
use crate::error::Result;

/// Saves a draft over its earlier state.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn save(db: &Connection, draft: &Draft, now_ms: i64) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO draft (draft_id, noun, subject_id, field, body, updated_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (draft_id) DO UPDATE SET field = excluded.field, body = excluded.body,
             updated_at_ms = excluded.updated_at_ms",
    )?
    .execute(params![
        draft.draft_id,
        draft.noun,
        draft.subject_id,
        draft.field,
        draft.body.to_string(),
        now_ms
    ])?;
    Ok(())
}

/// All drafts, newest first.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn list(db: &Connection) -> Result<Vec<Draft>> {
    let mut statement = db.prepare_cached(
        "SELECT draft_id, noun, subject_id, field, body FROM draft ORDER BY updated_at_ms DESC, draft_id",
    )?;
    let rows = statement.query_map([], |row| {
        let body: String = row.get(4)?;
        Ok(Draft {
            draft_id: row.get(0)?,
            noun: row.get(1)?,
            subject_id: row.get(2)?,
            field: row.get(3)?,
            body: serde_json::from_str(&body).unwrap_or_default(),
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// When a draft was last kept, ms since 1970 UTC.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn kept_at_ms(db: &Connection, draft_id: &str) -> Result<i64> {
    let mut statement = db.prepare_cached("SELECT updated_at_ms FROM draft WHERE draft_id = ?1")?;
    Ok(statement.query_row([draft_id], |row| row.get(0))?)
}

/// Deletes a draft.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn delete(db: &Connection, draft_id: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM draft WHERE draft_id = ?1")?.execute([draft_id])?;
    Ok(())
}
