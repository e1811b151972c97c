//! All SQL of devices, workers and assignments.

use std::collections::BTreeMap;

use ed25519_dalek::VerifyingKey;
use pesiar_core::access::{Actor, Role};
use pesiar_core::region::AreaCode;
use pesiar_core::segment::seal::GENESIS;
use pesiar_core::sync::intake::world::{Area, Chain, Lost, State, Worker};

use crate::db::{Row, Tx};
use crate::error::{Error, Result};

/// A device's chain.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn find(db: &dyn Tx, dev: u32) -> Result<Option<Chain>> {
    let sql = "SELECT device_key, state, wm, head_hash, arev, seen_at_ms, parent_dev, parent_seq
         FROM device
         WHERE dev = ?1";
    let Some(row) = db.first(sql, &[dev.into()])? else { return Ok(None) };
    let parent = row.opt_int(6)?.zip(row.opt_int(7)?);
    let parent = parent.and_then(|(dev, seq)| Some((u32::try_from(dev).ok()?, u64::try_from(seq).ok()?)));
    Ok(Some(Chain {
        dev,
        key: VerifyingKey::from_bytes(&row.bytes(0)?).map_err(|_| Error::Corrupt("device key"))?,
        state: State::from_code(&row.text(1)?),
        wm: row.count(2)?,
        hash: row.bytes(3)?,
        arev: row.int(4)?,
        seen: row.int(5)?,
        parent,
        boots: boots(db, dev)?,
    }))
}

fn boots(db: &dyn Tx, dev: u32) -> Result<BTreeMap<String, i64>> {
    let rows = db.query("SELECT boot, zero_ms FROM boot WHERE dev = ?1", &[dev.into()])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.int(1)?))).collect()
}

/// Notes when a boot began; the first word about it stands.
///
/// # Errors
/// [`Error::Db`].
pub fn add_boot(db: &dyn Tx, dev: u32, boot: &str, zero_ms: i64) -> Result<()> {
    let sql = "INSERT INTO boot (dev, boot, zero_ms) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
    db.execute(sql, &[dev.into(), boot.into(), zero_ms.into()])?;
    Ok(())
}

/// Highest segment of a device that is also safe off this machine.
///
/// # Errors
/// [`Error::Db`].
pub fn durable_wm(db: &dyn Tx, dev: u32) -> Result<u64> {
    let row = db.first("SELECT durable_wm FROM device WHERE dev = ?1", &[dev.into()])?;
    row.map_or(Ok(0), |row| row.count(0))
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
pub fn advance(db: &dyn Tx, device: &Chain, sid: u64, now_ms: i64) -> Result<()> {
    let int = |number: u64| i64::try_from(number).map_err(|_| Error::Corrupt("number"));
    let sql = "UPDATE device
         SET wm = ?2, head_hash = ?3, sid = CASE WHEN sid < ?4 THEN ?4 ELSE sid END, seen_at_ms = ?5
         WHERE dev = ?1";
    let args = [device.dev.into(), int(device.wm)?.into(), (&device.hash).into(), int(sid)?.into(), now_ms.into()];
    db.execute(sql, &args)?;
    Ok(())
}

/// Moves a chain's head, of a device that did not come itself.
///
/// # Errors
/// [`Error::Db`].
pub fn move_head(db: &dyn Tx, device: &Chain) -> Result<()> {
    let wm = i64::try_from(device.wm).map_err(|_| Error::Corrupt("number"))?;
    let sql = "UPDATE device SET wm = ?2, head_hash = ?3 WHERE dev = ?1";
    db.execute(sql, &[device.dev.into(), wm.into(), (&device.hash).into()])?;
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

/// Everybody with a key on a device, by name (`u-31`).
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn workers(db: &dyn Tx, dev: u32) -> Result<BTreeMap<String, Worker>> {
    let sql = "SELECT w.account_id, w.worker_key, a.role, a.area_code, a.state
         FROM worker_key w
         JOIN account a ON a.account_id = w.account_id
         WHERE w.dev = ?1";
    db.query(sql, &[dev.into()])?.iter().map(|row| Ok((format!("u-{}", row.int(0)?), worker(row)?))).collect()
}

fn worker(row: &Row) -> Result<Worker> {
    let role = Role::from_code(&row.text(2)?).ok_or(Error::Corrupt("role"))?;
    let area = AreaCode::parse(&row.text(3)?).map_err(|_| Error::Corrupt("area"))?;
    Ok(Worker {
        key: VerifyingKey::from_bytes(&row.bytes(1)?).map_err(|_| Error::Corrupt("worker key"))?,
        actor: Actor { role, area },
        is_active: row.text(4)? == "active",
    })
}

/// Gives a device a village.
///
/// # Errors
/// [`Error::Db`].
pub fn assign(db: &dyn Tx, dev: u32, village: &str) -> Result<()> {
    let sql = "INSERT INTO assignment (dev, village_code)
         VALUES (?1, ?2)
         ON CONFLICT (dev, village_code) DO UPDATE SET lost_arev = NULL, lost_at_ms = NULL, lost_security = NULL";
    db.execute(sql, &[dev.into(), village.into()])?;
    Ok(())
}

/// Villages a device is given.
///
/// # Errors
/// [`Error::Db`].
pub fn villages(db: &dyn Tx, dev: u32) -> Result<Vec<String>> {
    let sql = "SELECT village_code FROM assignment WHERE dev = ?1 AND lost_arev IS NULL ORDER BY village_code";
    db.query(sql, &[dev.into()])?.iter().map(|row| row.text(0)).collect()
}

/// Villages a device has or had.
///
/// # Errors
/// [`Error::Db`].
pub fn areas(db: &dyn Tx, dev: u32) -> Result<Vec<Area>> {
    let sql = "SELECT village_code, lost_arev, lost_at_ms, lost_security FROM assignment WHERE dev = ?1";
    let lost = |row: &Row| -> Result<Option<Lost>> {
        let times = row.opt_int(1)?.zip(row.opt_int(2)?);
        let is_security = row.opt_int(3)? == Some(1);
        Ok(times.map(|(arev, at)| Lost { arev, is_security, at }))
    };
    db.query(sql, &[dev.into()])?.iter().map(|row| Ok(Area { village: row.text(0)?, lost: lost(row)? })).collect()
}
