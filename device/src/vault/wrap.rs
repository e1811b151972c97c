//! Wrapping a key under a passphrase and the device secret: Argon2id, HKDF, XChaCha20-Poly1305.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hkdf::Hkdf;
use pesiar_core::sync::auth::{from_hex, to_hex};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::env::Env;
use crate::error::{Error, Result};

/// How a passphrase becomes a key; stored, so that it can be raised later.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kdf {
    salt: String,
    m_kib: u32,
    t: u32,
    p: u32,
}

/// A key encrypted under another.
#[derive(Debug, Serialize, Deserialize)]
pub struct Wrapped {
    nonce: String,
    sealed: String,
}

/// Most a key file may ask for: one that somebody altered would take all memory, or hours. Far above what we ever write.
const M_KIB_MAX: u32 = 1024 * 1024;
const PASSES_MAX: u32 = 16;
const LANES_MAX: u32 = 16;

type Kek = Zeroizing<[u8; 32]>;

impl Kdf {
    /// 64 MiB, three passes (sync.md 5.2), fresh salt.
    #[must_use]
    pub fn new(env: &Env) -> Self {
        Self { salt: to_hex(&env.bytes::<16>()), m_kib: 64 * 1024, t: 3, p: 1 }
    }

    /// The key of a passphrase on this device.
    ///
    /// # Errors
    /// [`Error::Corrupt`] if the stored parameters are not usable.
    pub fn derive(&self, secret: &str, device_secret: &[u8; 32]) -> Result<Kek> {
        let salt = from_hex::<16>(&self.salt).ok_or(Error::Corrupt)?;
        if self.m_kib > M_KIB_MAX || self.t > PASSES_MAX || self.p > LANES_MAX {
            return Err(Error::Corrupt);
        }
        let params = Params::new(self.m_kib, self.t, self.p, Some(32)).map_err(|_| Error::Corrupt)?;
        let mut stretched = Zeroizing::new([0u8; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(secret.as_bytes(), &salt, &mut *stretched)
            .map_err(|_| Error::Internal("argon2"))?;
        expand(&stretched, device_secret, b"pesiar worker v1")
    }
}

/// The key that protects the device key: S alone, so that sync works while workers are locked out.
///
/// # Errors
/// Never in practice; HKDF refuses only absurd lengths.
pub fn device_kek(device_secret: &[u8; 32]) -> Result<Kek> {
    expand(device_secret, device_secret, b"pesiar device v1")
}

fn expand(input: &[u8; 32], device_secret: &[u8; 32], info: &[u8]) -> Result<Kek> {
    let mut key = Zeroizing::new([0u8; 32]);
    Hkdf::<Sha256>::new(Some(device_secret), input).expand(info, &mut *key).map_err(|_| Error::Internal("hkdf"))?;
    Ok(key)
}

impl Wrapped {
    /// Encrypts a key; `purpose` keeps one wrap from standing in for another.
    ///
    /// # Errors
    /// [`Error::Internal`]; never seen.
    pub fn seal(env: &Env, kek: &Kek, purpose: &str, key: &[u8; 32]) -> Result<Self> {
        let nonce = env.bytes::<24>();
        let payload = Payload { msg: key, aad: purpose.as_bytes() };
        let sealed = cipher(kek).encrypt(&XNonce::from(nonce), payload).map_err(|_| Error::Internal("wrap"))?;
        Ok(Self { nonce: to_hex(&nonce), sealed: to_hex(&sealed) })
    }

    /// Decrypts; none if the key encryption key is wrong or a byte was changed.
    #[must_use]
    pub fn open(&self, kek: &Kek, purpose: &str) -> Option<Kek> {
        let sealed = from_hex::<48>(&self.sealed)?;
        let nonce = XNonce::from(from_hex::<24>(&self.nonce)?);
        let plain = cipher(kek).decrypt(&nonce, Payload { msg: &sealed, aad: purpose.as_bytes() }).ok()?;
        Some(Zeroizing::new(plain.try_into().ok()?))
    }
}

fn cipher(kek: &Kek) -> XChaCha20Poly1305 {
    let key: &[u8; 32] = kek;
    XChaCha20Poly1305::new(&(*key).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_altered_key_file_cannot_ask_for_all_memory_or_for_hours() {
        let altered = |m_kib, t, p| {
            let kdf = Kdf { m_kib, t, p, ..Kdf::new(&Env::machine()) };
            matches!(kdf.derive("sandi", &[1; 32]), Err(Error::Corrupt))
        };
        assert!(altered(u32::MAX, 1, 1) && altered(64, u32::MAX, 1) && altered(8 * 255, 1, 255));
        assert!(!altered(64, 1, 1));
    }

    #[test]
    fn a_wrap_opens_only_with_its_passphrase_device_and_purpose() {
        let env = Env::machine();
        let mut kdf = Kdf::new(&env);
        (kdf.m_kib, kdf.t) = (64, 1);
        let wrapped = Wrapped::seal(&env, &kdf.derive("sandi", &[1; 32]).unwrap(), "dek", &[42; 32]).unwrap();
        let open = |secret, s, purpose| wrapped.open(&kdf.derive(secret, s).unwrap(), purpose).map(|key| *key);
        assert_eq!(open("sandi", &[1; 32], "dek"), Some([42; 32]));
        assert_eq!(open("Sandi", &[1; 32], "dek"), None);
        assert_eq!(open("sandi", &[2; 32], "dek"), None);
        assert_eq!(open("sandi", &[1; 32], "worker"), None);
    }
}
