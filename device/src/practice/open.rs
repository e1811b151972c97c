//! The practice village as a ready profile: its own database, watermarked, never sendable.

use std::path::Path;

use pesiar_core::access::Role;
use pesiar_core::id::VillageKey;
use pesiar_core::membership::code::ListKind;
use pesiar_core::region::VillageCode;
use pesiar_core::setting::Settings;
use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Size, generate, lived, write};
use crate::device::Device;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::exchange::import::{self, Options};
use crate::profile::Profile;
use crate::row::record::Fields;
use crate::vault::{Vault, passphrase};
use crate::village::Village;
use crate::{db, population_ref, setting, village};

/// Code of the practice village: no such kecamatan exists.
pub const VILLAGE: &str = "17.99.99.2001";

/// What was made.
#[derive(Debug, Clone, Serialize)]
pub struct Made {
    /// Persons.
    pub people: u32,
    /// Families.
    pub families: u32,
    /// Village code.
    pub village: &'static str,
    /// Printed across everything.
    pub watermark: &'static str,
}

/// Somebody who works in the practice village: id, name on the tile, role.
type Worker = (&'static str, &'static str, Role);

/// Who goes from door to door, and wrote what is there.
const AGENT: Worker = ("u-latihan", "Petugas Latihan", Role::Enumerator);
/// Who else uses the same laptop, so that changing places can be tried.
const HEAD: Worker = ("u-kepala", "Kepala Desa Latihan", Role::VillageHead);

/// A step of making the village, in the order of doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/", rename = "PracticeStep")]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Keys and an empty database.
    Keys,
    /// Inventing families and reading them in as a village register.
    Residents,
    /// Reading in a BPJS list.
    Members,
    /// A few days of visits.
    Visits,
}

impl Step {
    /// How many there are.
    pub const COUNT: u32 = 4;
}

/// Makes a practice profile by importing generated files, the way a real village begins.
///
/// # Errors
/// [`Error::ProfileExists`], [`Error::WeakSecret`].
pub fn create(folder: &Path, env: Env, of: (Size, u64), secret: &str) -> Result<Made> {
    create_told(folder, env, of, secret, |_| {})
}

/// As [`create`], saying what it is at.
///
/// # Errors
/// As [`create`].
pub fn create_told(
    folder: &Path,
    env: Env,
    (size, seed): (Size, u64),
    secret: &str,
    mut at: impl FnMut(Step),
) -> Result<Made> {
    let profile = Profile::take(folder)?;
    if folder.join("vault.json").exists() {
        return Err(Error::ProfileExists);
    }
    at(Step::Keys);
    clear_half_made(&profile)?;
    let (mut vault, keys) = Vault::create(&env, secret, true)?;
    for worker in &mut vault.workers {
        (worker.id, worker.name) = (AGENT.0.to_owned(), AGENT.1.to_owned());
    }
    vault.add_worker(&env, &keys.dek, (HEAD.0, HEAD.1), secret)?;
    vault.known_secret = (secret == passphrase::PRACTICE).then(|| secret.to_owned());
    let agent = keys.worker.clone();
    let mut device = Device::assemble(profile, env, keys, true)?;
    prepare(&mut device, seed)?;
    device.sign_in(AGENT.0, agent)?;
    let made = fill(&mut device, (size, seed), &mut at)?;
    vault.save(folder)?; // last: a half-made practice village is no profile
    Ok(made)
}

/// Takes away what a village left that was cut off while it was made: invented people under a key that nobody kept.
fn clear_half_made(profile: &Profile) -> Result<()> {
    for ending in ["", "-wal", "-shm"] {
        let mut file = profile.database(true).into_os_string();
        file.push(ending);
        match std::fs::remove_file(file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn prepare(device: &mut Device, seed: u64) -> Result<()> {
    let code = VillageCode::parse(VILLAGE).map_err(|_| Error::Internal("practice village"))?;
    let text = |text: &str| text.to_owned();
    let here = Village {
        code,
        name: text("Desa Latihan"),
        district: text("Kecamatan Contoh"),
        regency: text("Kabupaten Contoh"),
        province: text("Bengkulu"),
        // Synthetic people have nothing to hide; the same seed makes the same ids.
        id_key: VillageKey::new(Sha256::digest(format!("practice {seed}").as_bytes()).into()),
    };
    village::store::save(&device.db, &here)?;
    setting::seed(&device.db, &Settings::first().map_err(|_| Error::Internal("settings"))?)?;
    db::set_meta(&device.db, "user", AGENT.0)?;
    for (id, _, role) in [AGENT, HEAD] {
        db::set_meta(&device.db, &format!("role:{id}"), role.code())?;
    }
    Ok(())
}

pub(super) fn fill(device: &mut Device, (size, seed): (Size, u64), at: &mut impl FnMut(Step)) -> Result<Made> {
    at(Step::Residents);
    let today = device.env.today();
    let generated = generate(size, seed, today);
    let broken = |_| Error::Internal("practice workbook");
    let register = write::register_workbook(&generated).map_err(broken)?;
    let list = write::bpjs_workbook(&generated, ListKind::Full, today).map_err(broken)?;
    let done = import::bytes_named(device, &register, Options::default())?;
    at(Step::Members);
    import::bytes_named(device, &list, Options::default())?;
    let people = done.new + done.same + done.changed;
    let population =
        json!({"year": i64::from(today.year()), "semester": 1, "population": people, "source": "BIP_DESA"});
    let population: Fields = serde_json::from_value(population).map_err(|_| Error::Internal("population"))?;
    population_ref::record::record(device, &population.into_iter().collect())?;
    at(Step::Visits);
    lived::days_of_work(device)?;
    Ok(Made { people, families: done.families, village: VILLAGE, watermark: pesiar_core::report::WATERMARK })
}
