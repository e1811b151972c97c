//! Keys of a profile: a random database key, wrapped once per worker under their passphrase (design.md 7).

pub mod attempt;
pub mod wrap;

use std::path::Path;

use ed25519_dalek::SigningKey;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::env::Env;
use crate::error::{Error, Result};
use wrap::{Kdf, Wrapped};

/// The key file: nothing in it opens the database without a worker's passphrase.
#[derive(Debug, Serialize, Deserialize)]
pub struct Vault {
    /// Format version.
    pub v: u32,
    /// Whether this is the practice village.
    pub practice: bool,
    /// Device secret S, hex. Without hardware to bind it to, it only makes a stolen database useless alone.
    device_secret: String,
    /// Device signing key under S: requests can be signed while workers are locked out.
    device_key: Wrapped,
    /// Workers of this laptop.
    pub workers: Vec<WorkerWrap>,
}

/// One worker's wraps.
#[derive(Debug, Serialize, Deserialize)]
pub struct WorkerWrap {
    /// Worker id; `baru` until enrolment answered.
    pub id: String,
    /// Name on the tile.
    pub name: String,
    /// How their passphrase becomes a key.
    kdf: Kdf,
    /// Database key.
    dek: Wrapped,
    /// Worker signing key.
    worker_key: Wrapped,
}

/// Keys while unlocked.
pub struct Keys {
    /// Database key.
    pub dek: Zeroizing<[u8; 32]>,
    /// Signs segments.
    pub worker: SigningKey,
    /// Signs requests.
    pub device: SigningKey,
}

/// A script brings its own secret (`PESIAR_SECRET`) and answers for its strength.
const SCRIPT_CHARS_MIN: usize = 4;
/// File name inside the profile folder.
const FILE: &str = "vault.json";

impl Vault {
    /// Makes fresh keys for a first worker. Whoever asks a person for the passphrase calls [`check_strength`] first.
    ///
    /// # Errors
    /// [`Error::WeakSecret`] if the passphrase is so short that it must be a mistake.
    pub fn create(env: &Env, secret: &str, practice: bool) -> Result<(Self, Keys)> {
        if secret.chars().count() < SCRIPT_CHARS_MIN {
            return Err(Error::WeakSecret);
        }
        let s = env.bytes::<32>();
        let keys = Keys {
            dek: Zeroizing::new(env.bytes()),
            worker: SigningKey::from_bytes(&env.bytes()),
            device: SigningKey::from_bytes(&env.bytes()),
        };
        let kdf = Kdf::new(env);
        let kek = kdf.derive(secret, &s)?;
        let worker = WorkerWrap {
            id: "baru".to_owned(),
            name: String::new(),
            dek: Wrapped::seal(env, &kek, "dek", &keys.dek)?,
            worker_key: Wrapped::seal(env, &kek, "worker", keys.worker.as_bytes())?,
            kdf,
        };
        let device_key = Wrapped::seal(env, &wrap::device_kek(&s)?, "device", keys.device.as_bytes())?;
        let device_secret = pesiar_core::sync::auth::to_hex(&s);
        Ok((Self { v: 1, practice, device_secret, device_key, workers: vec![worker] }, keys))
    }

    /// Opens the wraps with a passphrase: the named worker's, or of whoever it fits.
    ///
    /// # Errors
    /// [`Error::WrongSecret`] (wait 0: the caller counts attempts) or [`Error::Corrupt`].
    pub fn unlock(&self, worker_id: Option<&str>, secret: &str) -> Result<(&WorkerWrap, Keys)> {
        let s = pesiar_core::sync::auth::from_hex::<32>(&self.device_secret).ok_or(Error::Corrupt)?;
        for worker in self.workers.iter().filter(|w| worker_id.is_none_or(|id| w.id == id)) {
            let kek = worker.kdf.derive(secret, &s)?;
            let Some(dek) = worker.dek.open(&kek, "dek") else { continue };
            let signing = worker.worker_key.open(&kek, "worker").ok_or(Error::Corrupt)?;
            let device = self.device_key.open(&wrap::device_kek(&s)?, "device").ok_or(Error::Corrupt)?;
            let keys = Keys { dek, worker: SigningKey::from_bytes(&signing), device: SigningKey::from_bytes(&device) };
            return Ok((worker, keys));
        }
        Err(Error::WrongSecret { wait_s: 0 })
    }

    /// Reads the key file.
    ///
    /// # Errors
    /// [`Error::NoProfile`] without one, [`Error::Corrupt`] if it cannot be read.
    pub fn load(folder: &Path) -> Result<Self> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Err(Error::NoProfile);
        }
        serde_json::from_slice(&std::fs::read(path)?).map_err(|_| Error::Corrupt)
    }

    /// Writes the key file so that a power cut leaves the old or the new one, never half of one.
    ///
    /// # Errors
    /// [`Error::Io`].
    pub fn save(&self, folder: &Path) -> Result<()> {
        let bytes = serde_json::to_vec_pretty(self).map_err(|_| Error::Internal("vault"))?;
        crate::profile::write_atomically(&folder.join(FILE), &bytes)
    }
}

/// What a person chooses: at least 4 words or 12 characters. A PIN alone is an hour's work for a thief (sync.md 5.2).
///
/// # Errors
/// [`Error::WeakSecret`].
pub fn check_strength(secret: &str) -> Result<()> {
    let is_phrase = secret.split_whitespace().count() >= 4 || secret.chars().count() >= 12;
    if is_phrase { Ok(()) } else { Err(Error::WeakSecret) }
}
