//! All SQL of devices, workers and assignments.

use ed25519_dalek::VerifyingKey;
use pesiar_core::access::{Actor, Role};
use pesiar_core::region::AreaCode;
use pesiar_core::segment::seal::{GENESIS, Hash};
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::{Error, Result};

/// A device as sync needs it.
pub struct Device {
    /// Number.
    pub dev: u32,
    /// Signs requests.
    pub key: VerifyingKey,
    /// `active`, `suspended` or `revoked`.
    pub state: String,
    /// Highest segment recorded.
    pub wm: u64,
    /// Chain hash there.
    pub hash: Hash,
    /// Assignment revision.
    pub arev: i64,
}

/// A device by number.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn find(db: &Connection, dev: u32) -> Result<Option<Device>> {
    let mut statement =
        db.prepare_cached("SELECT device_key, state, wm, head_hash, arev FROM device WHERE dev = ?1")?;
    let found = statement
        .query_row([dev], |row| {
            Ok((row.get::<_, [u8; 32]>(0)?, row.get(1)?, row.get::<_, i64>(2)?, row.get(3)?, row.get(4)?))
        })
        .optional()?;
    let Some((key, state, wm, hash, arev)) = found else { return Ok(None) };
    let key = VerifyingKey::from_bytes(&key).map_err(|_| Error::Corrupt("device key"))?;
    let wm = u64::try_from(wm).map_err(|_| Error::Corrupt("watermark"))?;
    Ok(Some(Device { dev, key, state, wm, hash, arev }))
}

/// Every device number.
///
/// # Errors
/// [`Error::Db`].
pub fn numbers(db: &Connection) -> Result<Vec<u32>> {
    let mut statement = db.prepare("SELECT dev FROM device ORDER BY dev")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Adds a device; the server itself has number 0.
///
/// # Errors
/// [`Error::Db`].
pub fn insert(db: &Connection, dev: Option<u32>, key: &[u8; 32]) -> Result<u32> {
    db.prepare_cached("INSERT INTO device (dev, device_key, head_hash) VALUES (?1, ?2, ?3)")?
        .execute(params![dev, key, GENESIS])?;
    u32::try_from(db.last_insert_rowid()).map_err(|_| Error::Corrupt("device number"))
}

/// Moves a chain's head and notes the contact.
///
/// # Errors
/// [`Error::Db`].
pub fn advance(db: &Connection, device: &Device, sid: u64, now_ms: i64) -> Result<()> {
    let int = |number: u64| i64::try_from(number).map_err(|_| Error::Corrupt("number"));
    db.prepare_cached("UPDATE device SET wm = ?2, head_hash = ?3, sid = max(sid, ?4), seen_at_ms = ?5 WHERE dev = ?1")?
        .execute(params![device.dev, int(device.wm)?, device.hash, int(sid)?, now_ms])?;
    Ok(())
}

/// Gives a worker a signing key on a device.
///
/// # Errors
/// [`Error::Db`].
pub fn add_worker(db: &Connection, dev: u32, account_id: i64, key: &[u8; 32]) -> Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO worker_key (dev, account_id, worker_key) VALUES (?1, ?2, ?3)")?
        .execute(params![dev, account_id, key])?;
    Ok(())
}

/// Key and rights of a worker (`u-31`) on a device; none if they have no key there.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn worker(db: &Connection, dev: u32, user: &str) -> Result<Option<(VerifyingKey, Actor)>> {
    let Some(account_id) = user.strip_prefix("u-").and_then(|number| number.parse::<i64>().ok()) else {
        return Ok(None);
    };
    let mut statement = db.prepare_cached(
        "SELECT w.worker_key, a.role, a.area_code
         FROM worker_key w
         JOIN account a ON a.account_id = w.account_id
         WHERE w.dev = ?1 AND w.account_id = ?2 AND a.state = 'active'",
    )?;
    let found = statement
        .query_row(params![dev, account_id], |row| {
            Ok((row.get::<_, [u8; 32]>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?))
        })
        .optional()?;
    let Some((key, role, area)) = found else { return Ok(None) };
    let key = VerifyingKey::from_bytes(&key).map_err(|_| Error::Corrupt("worker key"))?;
    let role = Role::from_code(&role).ok_or(Error::Corrupt("role"))?;
    let area = AreaCode::parse(&area).map_err(|_| Error::Corrupt("area"))?;
    Ok(Some((key, Actor { role, area })))
}

/// Gives a device a village.
///
/// # Errors
/// [`Error::Db`].
pub fn assign(db: &Connection, dev: u32, village: &str) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO assignment (dev, village_code) VALUES (?1, ?2)")?
        .execute(params![dev, village])?;
    Ok(())
}

/// Villages a device is given.
///
/// # Errors
/// [`Error::Db`].
pub fn villages(db: &Connection, dev: u32) -> Result<Vec<String>> {
    let mut statement =
        db.prepare_cached("SELECT village_code FROM assignment WHERE dev = ?1 ORDER BY village_code")?;
    let rows = statement.query_map([dev], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
