//! Enrolment: one-time codes, and what a device gets for one.

pub mod store;

use axum::http::StatusCode;
use pesiar_core::access::Role;
use pesiar_core::enrolment::{Answer, Code, Request, Village};
use pesiar_core::region::VillageCode;
use pesiar_core::setting::Settings;
use pesiar_core::sync::auth::{from_hex, to_hex};
use sha2::{Digest, Sha256};

use crate::data::random;
use crate::db::Tx;
use crate::error::{Error, Result};
use crate::{device, own, region};

/// Whom a code is for.
pub struct Wanted {
    /// Village.
    pub village: VillageCode,
    /// Role there.
    pub role: Role,
    /// Name on the tile.
    pub name: String,
}

/// Makes a code. It is shown once; only its hash is kept.
///
/// # Errors
/// [`Error::Usage`] for a village this province does not have.
pub fn make_code(db: &dyn Tx, wanted: &Wanted, ca: &[u8; 32], now_ms: i64) -> Result<Code> {
    region::place(db, &wanted.village)?;
    let today = pesiar_core::time::date_wib(now_ms).to_string();
    let days = own::settings(db)?.int("enrolment.code_days", wanted.village.area(), &today);
    let days = days.ok_or(Error::Corrupt("setting enrolment.code_days"))?;
    let account = store::add_account(db, &wanted.name, wanted.role, wanted.village.as_str())?;
    let code = draw_code(ca, random, |finder| Ok(store::find_code(db, finder)?.is_some()))?;
    let expires = now_ms.saturating_add(days.saturating_mul(86_400_000));
    store::add_code(
        db,
        (&code.finder, &hash(&code.finder, &code.secret)),
        (account, wanted.village.as_str()),
        expires,
    )?;
    Ok(code)
}

/// A code whose finder nobody has: it is four characters, and among a thousand codes two would soon be the same.
fn draw_code(
    ca: &[u8; 32],
    mut draw: impl FnMut() -> [u8; 10],
    is_taken: impl Fn(&str) -> Result<bool>,
) -> Result<Code> {
    loop {
        let code = Code::new(ca, &draw());
        if !is_taken(&code.finder)? {
            return Ok(code);
        }
    }
}

fn hash(finder: &str, secret: &str) -> [u8; 32] {
    Sha256::digest(format!("{finder}{secret}").as_bytes()).into()
}

/// Enrols a device with a code; call inside a write transaction, and commit it whatever comes back.
///
/// # Errors
/// [`Error::Refused`] 403 for a code that does not hold, 410 for one that is dead.
pub fn accept(db: &dyn Tx, request: &Request, server_key: &[u8; 32], now_ms: i64) -> Result<Answer> {
    let refused = Error::refused(StatusCode::FORBIDDEN, "enrol.refused");
    db.lock_device(&[0])?; // one at a time: a code makes one device, however often it is sent
    let Some(kept) = store::find_code(db, &request.finder)? else { return Err(refused) };
    if kept.tries_left <= 0 {
        return Err(Error::refused(StatusCode::GONE, "enrol.dead"));
    }
    if kept.secret_hash != hash(&request.finder, &request.secret) {
        store::spend_try(db, &request.finder)?;
        return Err(refused);
    }
    let keys = from_hex::<32>(&request.device_key).zip(from_hex::<32>(&request.worker_key));
    let Some((device_key, worker_key)) = keys else {
        return Err(Error::refused(StatusCode::BAD_REQUEST, "enrol.keys"));
    };
    let dev = match kept.dev {
        Some(dev) if device::store::find(db, dev)?.is_some_and(|d| d.key.as_bytes() == &device_key) => dev,
        Some(_) => return Err(refused),
        None if kept.expires_at_ms < now_ms => return Err(refused),
        None => {
            let dev = device::store::insert(db, &device_key)?;
            device::store::add_worker(db, dev, kept.account_id, &worker_key)?;
            device::store::assign(db, dev, &kept.village_code)?;
            village_key(db, &kept.village_code)?;
            store::use_code(db, &request.finder, dev)?;
            dev
        }
    };
    answer(db, (dev, &kept), server_key, now_ms)
}

fn answer(db: &dyn Tx, (dev, kept): (u32, &store::Kept), server_key: &[u8; 32], now_ms: i64) -> Result<Answer> {
    let village_code = VillageCode::parse(&kept.village_code).map_err(|_| Error::Corrupt("village code"))?;
    let (name, role) = store::account(db, kept.account_id)?;
    Ok(Answer {
        dev,
        user: format!("u-{}", kept.account_id),
        name,
        role,
        arev: device::store::find(db, dev)?.map_or(1, |device| device.arev),
        server_key: to_hex(server_key),
        villages: village(db, &village_code)?.into_iter().collect(),
        settings: current_settings(db)?,
        now: now_ms,
    })
}

/// A village as a device that has it is told of it; none before it was first given to a device.
///
/// # Errors
/// [`Error::Db`], [`Error::Usage`] for a village this province does not have.
pub fn village(db: &dyn Tx, code: &VillageCode) -> Result<Option<Village>> {
    let Some(key) = store::village_key(db, code.as_str())? else { return Ok(None) };
    let place = region::place(db, code)?;
    let province = region::province_name(db, code)?;
    let (name, district, regency) = (place.name, place.district, place.regency);
    Ok(Some(Village { code: place.code, name, district, regency, province, key: to_hex(&key) }))
}

/// The key of imported ids, made when a village is first given to a device.
fn village_key(db: &dyn Tx, village: &str) -> Result<[u8; 32]> {
    if let Some(key) = store::village_key(db, village)? {
        return Ok(key);
    }
    let key = random();
    store::add_village_key(db, village, &key)?;
    Ok(key)
}

fn current_settings(db: &dyn Tx) -> Result<Vec<pesiar_core::setting::Setting>> {
    let settings: Settings = own::settings(db)?;
    Ok(settings.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_codes_never_share_a_finder() {
        let mut draws = [[1; 10], [1; 10], [2; 10]].into_iter();
        let taken = Code::new(&[0; 32], &draws.next().unwrap()).finder;
        let code = draw_code(&[0; 32], || draws.next().unwrap(), |finder| Ok(finder == taken)).unwrap();
        assert_eq!(code.finder, Code::new(&[0; 32], &[2; 10]).finder);
    }
}
