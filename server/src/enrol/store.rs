//! All SQL of accounts, codes and village keys.

use pesiar_core::access::Role;

use crate::db::Tx;
use crate::error::{Error, Result};

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
/// [`Error::Db`].
pub fn add_account(db: &dyn Tx, name: &str, role: Role, area: &str) -> Result<i64> {
    let sql = "INSERT INTO account (name, role, area_code) VALUES (?1, ?2, ?3) RETURNING account_id";
    let args = [name.into(), role.code().into(), area.into()];
    db.first(sql, &args)?.ok_or(Error::Corrupt("account number"))?.int(0)
}

/// Gives a person a console password (argon2id).
///
/// # Errors
/// [`Error::Db`].
pub fn set_password(db: &dyn Tx, account_id: i64, hash: &str) -> Result<()> {
    db.execute("UPDATE account SET password = ?2 WHERE account_id = ?1", &[account_id.into(), hash.into()])?;
    Ok(())
}

/// Name and role of a person.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`] if there is no such person.
pub fn account(db: &dyn Tx, account_id: i64) -> Result<(String, String)> {
    let found = db.first("SELECT name, role FROM account WHERE account_id = ?1", &[account_id.into()])?;
    let row = found.ok_or(Error::Corrupt("account"))?;
    Ok((row.text(0)?, row.text(1)?))
}

/// Keeps a code `(finder, hash)` for `(account, village)`.
///
/// # Errors
/// [`Error::Db`].
pub fn add_code(
    db: &dyn Tx,
    (finder, hash): (&str, &[u8; 32]),
    (account_id, village): (i64, &str),
    expires_at_ms: i64,
) -> Result<()> {
    let sql = "INSERT INTO enrol_code (finder, secret_hash, account_id, village_code, expires_at_ms)
         VALUES (?1, ?2, ?3, ?4, ?5)";
    db.execute(sql, &[finder.into(), hash.into(), account_id.into(), village.into(), expires_at_ms.into()])?;
    Ok(())
}

/// The code of a finder.
///
/// # Errors
/// [`Error::Db`].
pub fn find_code(db: &dyn Tx, finder: &str) -> Result<Option<Kept>> {
    let sql = "SELECT secret_hash, account_id, village_code, expires_at_ms, tries_left, dev
         FROM enrol_code
         WHERE finder = ?1";
    let Some(row) = db.first(sql, &[finder.into()])? else { return Ok(None) };
    Ok(Some(Kept {
        secret_hash: row.bytes(0)?,
        account_id: row.int(1)?,
        village_code: row.text(2)?,
        expires_at_ms: row.int(3)?,
        tries_left: row.int(4)?,
        dev: row.opt_int(5)?.map(|_| row.dev(5)).transpose()?,
    }))
}

/// Counts a wrong secret.
///
/// # Errors
/// [`Error::Db`].
pub fn spend_try(db: &dyn Tx, finder: &str) -> Result<()> {
    db.execute("UPDATE enrol_code SET tries_left = tries_left - 1 WHERE finder = ?1", &[finder.into()])?;
    Ok(())
}

/// Binds a code to the device it enrolled.
///
/// # Errors
/// [`Error::Db`].
pub fn use_code(db: &dyn Tx, finder: &str, dev: u32) -> Result<()> {
    db.execute("UPDATE enrol_code SET dev = ?2 WHERE finder = ?1", &[finder.into(), dev.into()])?;
    Ok(())
}

/// The id key of a village.
///
/// # Errors
/// [`Error::Db`].
pub fn village_key(db: &dyn Tx, village: &str) -> Result<Option<[u8; 32]>> {
    let found = db.first("SELECT id_key FROM village_key WHERE village_code = ?1", &[village.into()])?;
    found.map(|row| row.bytes(0)).transpose()
}

/// Keeps the id key of a village.
///
/// # Errors
/// [`Error::Db`].
pub fn add_village_key(db: &dyn Tx, village: &str, key: &[u8; 32]) -> Result<()> {
    db.execute("INSERT INTO village_key (village_code, id_key) VALUES (?1, ?2)", &[village.into(), key.into()])?;
    Ok(())
}
