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
use crate::vault::Vault;
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

/// Makes a practice profile by importing generated files, the way a real village begins.
///
/// # Errors
/// [`Error::ProfileExists`], [`Error::WeakSecret`].
pub fn create(folder: &Path, env: Env, (size, seed): (Size, u64), secret: &str) -> Result<Made> {
    let profile = Profile::take(folder)?;
    if folder.join("vault.json").exists() {
        return Err(Error::ProfileExists);
    }
    let (mut vault, keys) = Vault::create(&env, secret, true)?;
    for worker in &mut vault.workers {
        (worker.id, worker.name) = ("u-latihan".to_owned(), "Petugas Latihan".to_owned());
    }
    let mut device = Device::assemble(profile, env, keys, true)?;
    prepare(&mut device, seed)?;
    let made = fill(&mut device, size, seed)?;
    vault.save(folder)?; // last: a half-made practice village is no profile
    Ok(made)
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
    db::set_meta(&device.db, "user", "u-latihan")?;
    db::set_meta(&device.db, "role", Role::VillageHead.code())?;
    device.author.user = text("u-latihan");
    device.author.role = Role::VillageHead;
    Ok(())
}

pub(super) fn fill(device: &mut Device, size: Size, seed: u64) -> Result<Made> {
    let today = device.env.today();
    let generated = generate(size, seed, today);
    let broken = |_| Error::Internal("practice workbook");
    let register = write::register_workbook(&generated).map_err(broken)?;
    let list = write::bpjs_workbook(&generated, ListKind::Full, today).map_err(broken)?;
    let done = import::bytes_named(device, &register, Options::default())?;
    import::bytes_named(device, &list, Options::default())?;
    let people = done.new + done.same + done.changed;
    let population =
        json!({"year": i64::from(today.year()), "semester": 1, "population": people, "source": "BIP_DESA"});
    let population: Fields = serde_json::from_value(population).map_err(|_| Error::Internal("population"))?;
    population_ref::record::record(device, &population.into_iter().collect())?;
    lived::days_of_work(device)?;
    Ok(Made { people, families: done.families, village: VILLAGE, watermark: pesiar_core::report::WATERMARK })
}
