//! All SQL of sessions, sign-in accounts and waits.

use pesiar_core::access::{Actor, Role};
use pesiar_core::region::AreaCode;
use rusqlite::{Connection, OptionalExtension, params};

use super::Office;
use crate::error::{Error, Result};

/// An account that can sign in.
pub struct SignIn {
    /// Number.
    pub account_id: i64,
    /// Argon2id.
    pub password: String,
}

/// A session as kept.
pub struct Kept {
    /// Whose.
    pub office: Office,
    /// Server clock, ms.
    pub started_at_ms: i64,
    /// Last use, server clock, ms.
    pub seen_at_ms: i64,
}

/// A counted guess.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wait {
    /// Wrong guesses in a row.
    pub failures: i64,
    /// No guess before this, server clock, ms.
    pub until_at_ms: i64,
}

/// The active office account of a name, whatever its case.
///
/// # Errors
/// [`Error::Db`].
pub fn sign_in(db: &Connection, name: &str) -> Result<Option<SignIn>> {
    let mut statement = db.prepare_cached(
        "SELECT account_id, password
         FROM account
         WHERE name = ?1 COLLATE NOCASE AND password IS NOT NULL AND state = 'active'",
    )?;
    let read = |row: &rusqlite::Row<'_>| Ok(SignIn { account_id: row.get(0)?, password: row.get(1)? });
    Ok(statement.query_row([name], read).optional()?)
}

/// Keeps a session.
///
/// # Errors
/// [`Error::Db`].
pub fn insert(db: &Connection, token_hash: &[u8; 32], account_id: i64, now_ms: i64) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO session (token_hash, account_id, started_at_ms, seen_at_ms)
         VALUES (?1, ?2, ?3, ?3)",
    )?
    .execute(params![token_hash, account_id, now_ms])?;
    Ok(())
}

/// A session and whose it is; none if the account no longer is active.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn find(db: &Connection, token_hash: &[u8; 32]) -> Result<Option<Kept>> {
    let mut statement = db.prepare_cached(
        "SELECT s.account_id, a.name, a.role, a.area_code, s.started_at_ms, s.seen_at_ms
         FROM session s
         JOIN account a ON a.account_id = s.account_id
         WHERE s.token_hash = ?1 AND a.state = 'active' AND a.password IS NOT NULL",
    )?;
    let found = statement
        .query_row([token_hash], |row| {
            let actor = (row.get::<_, String>(2)?, row.get::<_, String>(3)?);
            Ok((row.get(0)?, row.get(1)?, actor, row.get(4)?, row.get(5)?))
        })
        .optional()?;
    let Some((account_id, name, (role, area), started_at_ms, seen_at_ms)) = found else { return Ok(None) };
    let role = Role::from_code(&role).ok_or(Error::Corrupt("role"))?;
    let area = AreaCode::parse(&area).map_err(|_| Error::Corrupt("area"))?;
    let office = Office { account_id, name, actor: Actor { role, area } };
    Ok(Some(Kept { office, started_at_ms, seen_at_ms }))
}

/// Notes a use.
///
/// # Errors
/// [`Error::Db`].
pub fn touch(db: &Connection, token_hash: &[u8; 32], now_ms: i64) -> Result<()> {
    db.prepare_cached("UPDATE session SET seen_at_ms = ?2 WHERE token_hash = ?1")?
        .execute(params![token_hash, now_ms])?;
    Ok(())
}

/// Ends a session; whether there was one.
///
/// # Errors
/// [`Error::Db`].
pub fn end(db: &Connection, token_hash: &[u8; 32]) -> Result<bool> {
    Ok(db.prepare_cached("DELETE FROM session WHERE token_hash = ?1")?.execute([token_hash])? > 0)
}

/// Ends sessions last used, or begun, before these times.
///
/// # Errors
/// [`Error::Db`].
pub fn end_old(db: &Connection, seen_before_ms: i64, started_before_ms: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM session WHERE seen_at_ms < ?1 OR started_at_ms < ?2")?
        .execute([seen_before_ms, started_before_ms])?;
    Ok(())
}

/// The count of a subject; at zero if it never guessed.
///
/// # Errors
/// [`Error::Db`].
pub fn wait(db: &Connection, subject: &[u8; 32]) -> Result<Wait> {
    let mut statement = db.prepare_cached("SELECT failures, until_at_ms FROM login_wait WHERE subject = ?1")?;
    let read = |row: &rusqlite::Row<'_>| Ok(Wait { failures: row.get(0)?, until_at_ms: row.get(1)? });
    Ok(statement.query_row([subject], read).optional()?.unwrap_or_default())
}

/// Stores the count of a subject.
///
/// # Errors
/// [`Error::Db`].
pub fn set_wait(db: &Connection, subject: &[u8; 32], failures: i64, until_at_ms: i64) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO login_wait (subject, failures, until_at_ms)
         VALUES (?1, ?2, ?3)
         ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, until_at_ms = excluded.until_at_ms",
    )?
    .execute(params![subject, failures, until_at_ms])?;
    Ok(())
}

/// Forgets counts whose wait ended before this, ms.
///
/// # Errors
/// [`Error::Db`].
pub fn forget_waits(db: &Connection, before_ms: i64) -> Result<()> {
    db.prepare_cached("DELETE FROM login_wait WHERE until_at_ms < ?1")?.execute([before_ms])?;
    Ok(())
}
