//! Keys of a profile: a random database key, wrapped once per worker under their passphrase (design.md 7).

pub mod attempt;
pub mod passphrase;
pub mod pin;
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
    /// The passphrase itself, where it protects nobody: a practice village that wanted none of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_secret: Option<String>,
}

/// One worker's wraps.
#[derive(Debug, Serialize, Deserialize)]
pub struct WorkerWrap {
    /// Worker id; [`UNANSWERED`] until enrolment answered.
    pub id: String,
    /// Name on the tile.
    pub name: String,
    /// How their passphrase becomes a key.
    kdf: Kdf,
    /// Database key.
    dek: Wrapped,
    /// Worker signing key.
    worker_key: Wrapped,
    /// Worker signing key under the database key, so that a forgotten passphrase can be replaced without a network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rescue: Option<Wrapped>,
}

/// Id of a worker whose enrolment has not been answered yet.
pub const UNANSWERED: &str = "baru";

/// The database key.
pub type Dek = Zeroizing<[u8; 32]>;

/// Keys while unlocked.
pub struct Keys {
    /// Database key.
    pub dek: Dek,
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
        let worker = WorkerWrap::make(env, &s, (UNANSWERED, ""), secret, (&keys.dek, &keys.worker))?;
        let device_key = Wrapped::seal(env, &wrap::device_kek(&s)?, "device", keys.device.as_bytes())?;
        let device_secret = pesiar_core::sync::auth::to_hex(&s);
        Ok((Self { v: 1, practice, device_secret, device_key, workers: vec![worker], known_secret: None }, keys))
    }

    /// Adds a worker with a signing key of their own, which is returned.
    ///
    /// # Errors
    /// [`Error::Corrupt`] if the key file cannot be read.
    pub fn add_worker(&mut self, env: &Env, dek: &Dek, (id, name): (&str, &str), secret: &str) -> Result<SigningKey> {
        let key = SigningKey::from_bytes(&env.bytes());
        let worker = WorkerWrap::make(env, &self.device_secret()?, (id, name), secret, (dek, &key))?;
        self.workers.push(worker);
        Ok(key)
    }

    /// Replaces the passphrase of a worker who forgot it; their signing key stays, so what they wrote stays theirs.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a stranger or a key file from before this was possible.
    pub fn reset_worker(&mut self, env: &Env, dek: &Dek, id: &str, secret: &str) -> Result<()> {
        let s = self.device_secret()?;
        let missing = || Error::NotFound { what: "worker" };
        let worker = self.workers.iter_mut().find(|worker| worker.id == id).ok_or_else(missing)?;
        let key = worker.rescue.as_ref().and_then(|rescue| rescue.open(dek, "rescue")).ok_or_else(missing)?;
        let name = worker.name.clone();
        *worker = WorkerWrap::make(env, &s, (id, &name), secret, (dek, &SigningKey::from_bytes(&key)))?;
        Ok(())
    }

    /// Whether enrolment was begun here and not yet answered: keys, but no village.
    #[must_use]
    pub fn is_unanswered(&self) -> bool {
        self.workers.iter().any(|worker| worker.id == UNANSWERED)
    }

    fn device_secret(&self) -> Result<[u8; 32]> {
        pesiar_core::sync::auth::from_hex::<32>(&self.device_secret).ok_or(Error::Corrupt)
    }

    /// Opens the wraps with a passphrase: the named worker's, or of whoever it fits.
    ///
    /// # Errors
    /// [`Error::WrongSecret`] (wait 0: the caller counts attempts) or [`Error::Corrupt`].
    pub fn unlock(&self, worker_id: Option<&str>, secret: &str) -> Result<(&WorkerWrap, Keys)> {
        let s = self.device_secret()?;
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

impl WorkerWrap {
    fn make(
        env: &Env,
        s: &[u8; 32],
        (id, name): (&str, &str),
        secret: &str,
        (dek, key): (&Dek, &SigningKey),
    ) -> Result<Self> {
        let kdf = Kdf::new(env);
        let kek = kdf.derive(secret, s)?;
        Ok(Self {
            id: id.to_owned(),
            name: name.to_owned(),
            dek: Wrapped::seal(env, &kek, "dek", dek)?,
            worker_key: Wrapped::seal(env, &kek, "worker", key.as_bytes())?,
            rescue: Some(Wrapped::seal(env, dek, "rescue", key.as_bytes())?),
            kdf,
        })
    }

    /// Whether a forgotten passphrase of this worker can be replaced here.
    #[must_use]
    pub const fn can_be_reset(&self) -> bool {
        self.rescue.is_some()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_forgotten_passphrase_is_replaced_and_the_signing_key_stays() {
        let env = Env::machine();
        let (mut vault, keys) = Vault::create(&env, "kata sandi kepala desa", true).unwrap();
        let key = vault.add_worker(&env, &keys.dek, ("u-2", "Ana"), "yang akan terlupa ini").unwrap();
        vault.reset_worker(&env, &keys.dek, "u-2", "yang baru dan diingat").unwrap();
        assert!(matches!(vault.unlock(Some("u-2"), "yang akan terlupa ini"), Err(Error::WrongSecret { .. })));
        let (worker, opened) = vault.unlock(Some("u-2"), "yang baru dan diingat").unwrap();
        assert_eq!((worker.name.as_str(), opened.worker.to_bytes()), ("Ana", key.to_bytes()));
        assert_eq!(*opened.dek, *keys.dek);
        let stranger = vault.reset_worker(&env, &keys.dek, "u-3", "empat kata untuk siapa");
        assert!(matches!(stranger, Err(Error::NotFound { .. })));
        let wrong_dek = vault.reset_worker(&env, &Zeroizing::new([0; 32]), "u-2", "empat kata untuk siapa");
        assert!(matches!(wrong_dek, Err(Error::NotFound { .. })), "without the database key nothing is replaced");
    }
}
