//! All SQL of accounts, codes and village keys.

use pesiar_core::access::Role;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;

/// A code as kept.
pub struct Kept {
    /// SHA-256 of finder and secret.
    pub secret_hash: [u8; 32],
    /// Whose.
    pub account_id: i64,
    /// Where.
    pub village_code: String,
    /// Server clock, ms.
    pub expires_at_ms: i64,
    /// Wrong secrets left.
    pub tries_left: i64,
    /// Device it enrolled.
    pub dev: Option<u32>,
}

/// Adds a person.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn add_account(db: &Connection, name: &str, role: Role, area: &str) -> Result<i64> {
    db.prepare_cached("INSERT INTO account (name, role, area_code) VALUES (?1, ?2, ?3)")?.execute([
        name,
        role.code(),
        area,
    ])?;
    Ok(db.last_insert_rowid())
}

/// Gives a person a console password (argon2id).
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn set_password(db: &Connection, account_id: i64, hash: &str) -> Result<()> {
    db.execute("UPDATE account SET password = ?2 WHERE account_id = ?1", params![account_id, hash])?;
    Ok(())
}

/// Name and role of a person.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn account(db: &Connection, account_id: i64) -> Result<(String, String)> {
    let mut statement = db.prepare_cached("SELECT name, role FROM account WHERE account_id = ?1")?;
    Ok(statement.query_row([account_id], |row| Ok((row.get(0)?, row.get(1)?)))?)
}

/// Keeps a code `(finder, hash)` for `(account, village)`.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn add_code(
    db: &Connection,
    (finder, hash): (&str, &[u8; 32]),
    (account_id, village): (i64, &str),
    expires_at_ms: i64,
) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO enrol_code (finder, secret_hash, account_id, village_code, expires_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![finder, hash, account_id, village, expires_at_ms])?;
    Ok(())
}

/// The code of a finder.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn find_code(db: &Connection, finder: &str) -> Result<Option<Kept>> {
    let mut statement = db.prepare_cached(
        "SELECT secret_hash, account_id, village_code, expires_at_ms, tries_left, dev FROM enrol_code WHERE finder = ?1",
    )?;
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Kept {
            secret_hash: row.get(0)?,
            account_id: row.get(1)?,
            village_code: row.get(2)?,
            expires_at_ms: row.get(3)?,
            tries_left: row.get(4)?,
            dev: row.get(5)?,
        })
    };
    Ok(statement.query_row([finder], read).optional()?)
}

/// Counts a wrong secret.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn spend_try(db: &Connection, finder: &str) -> Result<()> {
    db.prepare_cached("UPDATE enrol_code SET tries_left = tries_left - 1 WHERE finder = ?1")?.execute([finder])?;
    Ok(())
}

/// Binds a code to the device it enrolled.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn use_code(db: &Connection, finder: &str, dev: u32) -> Result<()> {
    db.prepare_cached("UPDATE enrol_code SET dev = ?2 WHERE finder = ?1")?.execute(params![finder, dev])?;
    Ok(())
}

/// The id key of a village.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn village_key(db: &Connection, village: &str) -> Result<Option<[u8; 32]>> {
    let mut statement = db.prepare_cached("SELECT id_key FROM village_key WHERE village_code = ?1")?;
    Ok(statement.query_row([village], |row| row.get(0)).optional()?)
}

/// Keeps the id key of a village.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn add_village_key(db: &Connection, village: &str, key: &[u8; 32]) -> Result<()> {
    db.prepare_cached("INSERT INTO village_key (village_code, id_key) VALUES (?1, ?2)")?
        .execute(params![village, key])?;
    Ok(())
}
