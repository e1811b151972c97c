//! All SQL of imports: batches, and what the last file said of each row.

use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Map, Value, json};

use super::import::Imported;
use crate::error::{Error, Result};

/// Keeps the result of an import with its reasons, readable later.
///
/// # Errors
/// [`Error::Db`].
pub fn insert(db: &Connection, batch: &str, hash: &str, imported: &Imported, now_ms: i64) -> Result<()> {
    let counts = json!({"new": imported.new, "same": imported.same, "changed": imported.changed,
        "doubtful": imported.doubtful, "rejected": imported.rejected, "families": imported.families});
    let issues = serde_json::to_string(&imported.rows).map_err(|_| Error::Internal("issues"))?;
    db.prepare_cached(
        "INSERT INTO exchange (exchange_id, profile, kind, file_hash, counts, issues, at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        batch,
        imported.format,
        imported.kind.unwrap_or(""),
        hash,
        counts.to_string(),
        issues,
        now_ms
    ])?;
    Ok(())
}

/// When a file was last imported, ms by the clock of this laptop; none if never.
///
/// # Errors
/// [`Error::Db`].
pub fn imported_at(db: &Connection, hash: &str) -> Result<Option<i64>> {
    let mut statement = db.prepare_cached("SELECT max(at_ms) FROM exchange WHERE file_hash = ?1")?;
    Ok(statement.query_row([hash], |row| row.get(0))?)
}

/// What the last file said of a row.
///
/// # Errors
/// [`Error::Db`].
pub fn imported(db: &Connection, row_id: &str) -> Result<Map<String, Value>> {
    let text: Option<String> = db
        .prepare_cached("SELECT fields FROM imported WHERE row_id = ?1")?
        .query_row([row_id], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Remembers what this file said of a row.
///
/// # Errors
/// [`Error::Db`].
pub fn remember(db: &Connection, row_id: &str, fields: &Map<String, Value>) -> Result<()> {
    let text = serde_json::to_string(fields).map_err(|_| Error::Internal("imported"))?;
    db.prepare_cached("INSERT OR REPLACE INTO imported (row_id, fields) VALUES (?1, ?2)")?.execute([row_id, &text])?;
    Ok(())
}

/// Family ids of a village by KK number.
///
/// # Errors
/// [`Error::Db`].
pub fn cards(db: &Connection, village: &str) -> Result<Vec<(String, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT family_card_no, id FROM family WHERE village_code = ?1 AND family_card_no IS NOT NULL ORDER BY id",
    )?;
    let rows = statement.query_map([village], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a BPJS list has spoken of a person before.
///
/// # Errors
/// [`Error::Db`].
pub fn is_listed(db: &Connection, person_id: &str, source: &str) -> Result<bool> {
    Ok(db
        .prepare_cached("SELECT 1 FROM membership WHERE person_id = ?1 AND source = ?2")?
        .exists([person_id, source])?)
}
