//! Enrolment: a typed code becomes a profile with its own keys, village and province.

use std::path::Path;

use pesiar_core::access::Role;
use pesiar_core::enrolment::{Answer, Code, Request};
use pesiar_core::id::VillageKey;
use pesiar_core::region::VillageCode;
use pesiar_core::sync::auth::{from_hex, to_hex};
use pesiar_core::sync::stream;
use rusqlite::TransactionBehavior;
use serde::Serialize;

use super::{http, pin};
use crate::base::store::{self as bases, Cursor};
use crate::device::Device;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::profile::Profile;
use crate::vault::Vault;
use crate::village::{self, Village};
use crate::{db, setting};

/// Path of the enrolment endpoint.
const PATH: &str = "/v1/enrol";

/// What enrolment brought.
#[derive(Debug, Clone, Serialize)]
pub struct Enrolled {
    /// Device number.
    pub device: u32,
    /// Worker id.
    pub user: String,
    /// Worker's name.
    pub name: String,
    /// Role code.
    pub role: String,
    /// Village code.
    pub village: String,
    /// Village name.
    pub village_name: String,
}

/// Enrols this folder. Keys are written before the code is used: a cut connection costs no code, asking again
/// with the same keys gets the same answer.
///
/// # Errors
/// [`Error::ProfileExists`], [`Error::WeakSecret`], [`Error::Sync`], or a refused code.
pub fn run(folder: &Path, env: Env, (server, code): (&str, &str), secret: &str) -> Result<Enrolled> {
    let code = Code::parse(code).map_err(|_| Error::refused("enrol.code", "code"))?;
    let profile = Profile::take(folder)?;
    let (mut vault, keys) = match Vault::load(folder) {
        Ok(vault) if !vault.practice && vault.is_unanswered() => {
            let (_, keys) = vault.unlock(None, secret)?;
            (vault, keys)
        }
        Ok(_) => return Err(Error::ProfileExists),
        Err(Error::NoProfile) => {
            let (vault, keys) = Vault::create(&env, secret, false)?;
            vault.save(folder)?;
            (vault, keys)
        }
        Err(error) => return Err(error),
    };
    let request = Request {
        finder: code.finder.clone(),
        secret: code.secret.clone(),
        device_key: to_hex(keys.device.verifying_key().as_bytes()),
        worker_key: to_hex(keys.worker.verifying_key().as_bytes()),
        app: env!("CARGO_PKG_VERSION").to_owned(),
    };
    let (answer, ca) = ask(server, &code, &request)?;
    let mut device = Device::assemble(profile, env, keys, false)?;
    let village = keep(&mut device, &answer, (server, &ca))?;
    for worker in &mut vault.workers {
        (worker.id, worker.name) = (answer.user.clone(), answer.name.clone());
    }
    vault.save(folder)?;
    Ok(Enrolled {
        device: answer.dev,
        user: answer.user,
        name: answer.name,
        role: answer.role,
        village: village.code.to_string(),
        village_name: village.name,
    })
}

fn ask(server: &str, code: &Code, request: &Request) -> Result<(Answer, Vec<u8>)> {
    let (tls, found) = pin::first_contact(code)?;
    let body = serde_json::to_vec(request).map_err(|_| Error::Internal("enrol"))?;
    let url = format!("{}{PATH}", server.trim_end_matches('/'));
    let sent = http::build(tls)?.post(url).header("content-type", "application/json").body(body).send();
    let response = sent.map_err(|error| http::failure(&error))?;
    match response.status().as_u16() {
        403 => return Err(Error::refused("enrol.refused", "code")),
        410 => return Err(Error::refused("enrol.dead", "code")),
        _ => {}
    }
    let bytes = http::read(response, "application/json")?;
    let answer = serde_json::from_slice(&bytes).map_err(|_| Error::Sync("sync.not_our_server"))?;
    let ca = found.lock().ok().and_then(|mut found| found.take()).ok_or(Error::Sync("sync.certificate"))?;
    Ok((answer, ca))
}

/// Stores the answer of the province in one transaction; `(server, ca)` is where it came from.
///
/// # Errors
/// [`Error::Sync`] if it is not what a province answers; [`Error::Db`].
pub fn keep(device: &mut Device, answer: &Answer, (server, ca): (&str, &[u8])) -> Result<Village> {
    let role = Role::from_code(&answer.role).ok_or(Error::Sync("sync.not_our_server"))?;
    let tx = device.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let facts = [
        ("dev", answer.dev.to_string()),
        ("user", answer.user.clone()),
        ("name", answer.name.clone()),
        ("role", role.code().to_owned()),
        ("arev", answer.arev.to_string()),
        ("server_url", server.trim_end_matches('/').to_owned()),
        ("server_key", answer.server_key.clone()),
        ("ca", to_hex(ca)),
    ];
    for (key, value) in facts {
        db::set_meta(&tx, key, &value)?;
    }
    bases::set_cursor(&tx, &Cursor::beginning(stream::CONFIG))?;
    for given in &answer.villages {
        let village = read_village(given)?;
        for name in stream::of_village(&village.code) {
            bases::set_cursor(&tx, &Cursor::beginning(&name))?;
        }
        village::store::save(&tx, &village)?;
    }
    setting::seed(&tx, &answer.settings)?;
    tx.commit()?;
    device.village()
}

pub(crate) fn read_village(given: &pesiar_core::enrolment::Village) -> Result<Village> {
    let wrong = || Error::Sync("sync.not_our_server");
    Ok(Village {
        code: VillageCode::parse(&given.code).map_err(|_| wrong())?,
        name: given.name.clone(),
        district: given.district.clone(),
        regency: given.regency.clone(),
        province: given.province.clone(),
        id_key: VillageKey::new(from_hex(&given.key).ok_or_else(wrong)?),
    })
}
