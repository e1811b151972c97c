//! All SQL of sessions, sign-in accounts and waits.

use pesiar_core::access::{Actor, Role};
use pesiar_core::region::AreaCode;

use super::{IDLE_MS, LIFE_MS, Office};
use crate::db::Tx;
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

impl Kept {
    /// Whether it was unused or open for too long.
    #[must_use]
    pub const fn has_ended(&self, now_ms: i64) -> bool {
        now_ms - self.seen_at_ms >= IDLE_MS || now_ms - self.started_at_ms >= LIFE_MS
    }
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
pub fn sign_in(db: &dyn Tx, name: &str) -> Result<Option<SignIn>> {
    let sql = "SELECT account_id, password
         FROM account
         WHERE lower(name) = lower(?1) AND password IS NOT NULL AND state = 'active'";
    let found = db.first(sql, &[name.into()])?;
    found.map(|row| Ok(SignIn { account_id: row.int(0)?, password: row.text(1)? })).transpose()
}

/// Keeps a session.
///
/// # Errors
/// [`Error::Db`].
pub fn insert(db: &dyn Tx, token_hash: &[u8; 32], account_id: i64, now_ms: i64) -> Result<()> {
    let sql = "INSERT INTO session (token_hash, account_id, started_at_ms, seen_at_ms)
         VALUES (?1, ?2, ?3, ?3)";
    db.execute(sql, &[token_hash.into(), account_id.into(), now_ms.into()])?;
    Ok(())
}

/// A session and whose it is; none if the account no longer is active.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn find(db: &dyn Tx, token_hash: &[u8; 32]) -> Result<Option<Kept>> {
    let sql = "SELECT s.account_id, a.name, a.role, a.area_code, s.started_at_ms, s.seen_at_ms
         FROM session s
         JOIN account a ON a.account_id = s.account_id
         WHERE s.token_hash = ?1 AND a.state = 'active' AND a.password IS NOT NULL";
    let Some(row) = db.first(sql, &[token_hash.into()])? else { return Ok(None) };
    let role = Role::from_code(&row.text(2)?).ok_or(Error::Corrupt("role"))?;
    let area = AreaCode::parse(&row.text(3)?).map_err(|_| Error::Corrupt("area"))?;
    let office = Office { account_id: row.int(0)?, name: row.text(1)?, actor: Actor { role, area } };
    Ok(Some(Kept { office, started_at_ms: row.int(4)?, seen_at_ms: row.int(5)? }))
}

/// Notes a use.
///
/// # Errors
/// [`Error::Db`].
pub fn touch(db: &dyn Tx, token_hash: &[u8; 32], now_ms: i64) -> Result<()> {
    db.execute("UPDATE session SET seen_at_ms = ?2 WHERE token_hash = ?1", &[token_hash.into(), now_ms.into()])?;
    Ok(())
}

/// Ends a session; whether there was one.
///
/// # Errors
/// [`Error::Db`].
pub fn end(db: &dyn Tx, token_hash: &[u8; 32]) -> Result<bool> {
    Ok(db.execute("DELETE FROM session WHERE token_hash = ?1", &[token_hash.into()])? > 0)
}

/// Ends sessions last used, or begun, before these times.
///
/// # Errors
/// [`Error::Db`].
pub fn end_old(db: &dyn Tx, seen_before_ms: i64, started_before_ms: i64) -> Result<()> {
    let sql = "DELETE FROM session WHERE seen_at_ms < ?1 OR started_at_ms < ?2";
    db.execute(sql, &[seen_before_ms.into(), started_before_ms.into()])?;
    Ok(())
}

/// The count of a subject; at zero if it never guessed.
///
/// # Errors
/// [`Error::Db`].
pub fn wait(db: &dyn Tx, subject: &[u8; 32]) -> Result<Wait> {
    let found = db.first("SELECT failures, until_at_ms FROM login_wait WHERE subject = ?1", &[subject.into()])?;
    let Some(row) = found else { return Ok(Wait::default()) };
    Ok(Wait { failures: row.int(0)?, until_at_ms: row.int(1)? })
}

/// Stores the count of a subject.
///
/// # Errors
/// [`Error::Db`].
pub fn set_wait(db: &dyn Tx, subject: &[u8; 32], failures: i64, until_at_ms: i64) -> Result<()> {
    let sql = "INSERT INTO login_wait (subject, failures, until_at_ms)
         VALUES (?1, ?2, ?3)
         ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, until_at_ms = excluded.until_at_ms";
    db.execute(sql, &[subject.into(), failures.into(), until_at_ms.into()])?;
    Ok(())
}

/// Forgets counts whose wait ended before this, ms.
///
/// # Errors
/// [`Error::Db`].
pub fn forget_waits(db: &dyn Tx, before_ms: i64) -> Result<()> {
    db.execute("DELETE FROM login_wait WHERE until_at_ms < ?1", &[before_ms.into()])?;
    Ok(())
}
