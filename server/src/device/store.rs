//! All SQL of devices, workers and assignments.

use ed25519_dalek::VerifyingKey;
use pesiar_core::access::{Actor, Role};
use pesiar_core::region::AreaCode;
use pesiar_core::segment::seal::{GENESIS, Hash};

use crate::db::Tx;
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
pub fn find(db: &dyn Tx, dev: u32) -> Result<Option<Device>> {
    let sql = "SELECT device_key, state, wm, head_hash, arev FROM device WHERE dev = ?1";
    let Some(row) = db.first(sql, &[dev.into()])? else { return Ok(None) };
    let key = VerifyingKey::from_bytes(&row.bytes(0)?).map_err(|_| Error::Corrupt("device key"))?;
    Ok(Some(Device { dev, key, state: row.text(1)?, wm: row.count(2)?, hash: row.bytes(3)?, arev: row.int(4)? }))
}

/// Every device number.
///
/// # Errors
/// [`Error::Db`].
pub fn numbers(db: &dyn Tx) -> Result<Vec<u32>> {
    db.query("SELECT dev FROM device ORDER BY dev", &[])?.iter().map(|row| row.dev(0)).collect()
}

/// Adds the server itself: device 0.
///
/// # Errors
/// [`Error::Db`].
pub fn insert_own(db: &dyn Tx, key: &[u8; 32]) -> Result<()> {
    let sql = "INSERT INTO device (dev, device_key, head_hash) VALUES (0, ?1, ?2)";
    db.execute(sql, &[key.into(), (&GENESIS).into()])?;
    Ok(())
}

/// Adds a device and gives it the next number.
///
/// # Errors
/// [`Error::Db`].
pub fn insert(db: &dyn Tx, key: &[u8; 32]) -> Result<u32> {
    let sql = "INSERT INTO device (device_key, head_hash) VALUES (?1, ?2) RETURNING dev";
    db.first(sql, &[key.into(), (&GENESIS).into()])?.ok_or(Error::Corrupt("device number"))?.dev(0)
}

/// Moves a chain's head and notes the contact.
///
/// # Errors
/// [`Error::Db`].
pub fn advance(db: &dyn Tx, device: &Device, sid: u64, now_ms: i64) -> Result<()> {
    let int = |number: u64| i64::try_from(number).map_err(|_| Error::Corrupt("number"));
    let sql = "UPDATE device
         SET wm = ?2, head_hash = ?3, sid = CASE WHEN sid < ?4 THEN ?4 ELSE sid END, seen_at_ms = ?5
         WHERE dev = ?1";
    let args = [device.dev.into(), int(device.wm)?.into(), (&device.hash).into(), int(sid)?.into(), now_ms.into()];
    db.execute(sql, &args)?;
    Ok(())
}

/// Gives a worker a signing key on a device.
///
/// # Errors
/// [`Error::Db`].
pub fn add_worker(db: &dyn Tx, dev: u32, account_id: i64, key: &[u8; 32]) -> Result<()> {
    let sql = "INSERT INTO worker_key (dev, account_id, worker_key)
         VALUES (?1, ?2, ?3)
         ON CONFLICT (dev, account_id) DO UPDATE SET worker_key = excluded.worker_key";
    db.execute(sql, &[dev.into(), account_id.into(), key.into()])?;
    Ok(())
}

/// Key and rights of a worker (`u-31`) on a device; none if they have no key there.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn worker(db: &dyn Tx, dev: u32, user: &str) -> Result<Option<(VerifyingKey, Actor)>> {
    let Some(account_id) = user.strip_prefix("u-").and_then(|number| number.parse::<i64>().ok()) else {
        return Ok(None);
    };
    let sql = "SELECT w.worker_key, a.role, a.area_code
         FROM worker_key w
         JOIN account a ON a.account_id = w.account_id
         WHERE w.dev = ?1 AND w.account_id = ?2 AND a.state = 'active'";
    let Some(row) = db.first(sql, &[dev.into(), account_id.into()])? else { return Ok(None) };
    let key = VerifyingKey::from_bytes(&row.bytes(0)?).map_err(|_| Error::Corrupt("worker key"))?;
    let role = Role::from_code(&row.text(1)?).ok_or(Error::Corrupt("role"))?;
    let area = AreaCode::parse(&row.text(2)?).map_err(|_| Error::Corrupt("area"))?;
    Ok(Some((key, Actor { role, area })))
}

/// Gives a device a village.
///
/// # Errors
/// [`Error::Db`].
pub fn assign(db: &dyn Tx, dev: u32, village: &str) -> Result<()> {
    let sql = "INSERT INTO assignment (dev, village_code) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
    db.execute(sql, &[dev.into(), village.into()])?;
    Ok(())
}

/// Villages a device is given.
///
/// # Errors
/// [`Error::Db`].
pub fn villages(db: &dyn Tx, dev: u32) -> Result<Vec<String>> {
    let sql = "SELECT village_code FROM assignment WHERE dev = ?1 ORDER BY village_code";
    db.query(sql, &[dev.into()])?.iter().map(|row| row.text(0)).collect()
}
