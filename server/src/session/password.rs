//! Passwords of office accounts: Argon2id, and the same work whether or not the account exists.

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};

use crate::data::random;
use crate::error::{Error, Result};

/// Hashes a password with a new salt.
///
/// # Errors
/// [`Error::Corrupt`]; a bug.
pub fn hash(password: &str) -> Result<String> {
    let salt = random::<16>();
    let hash = argon()?.hash_password_with_salt(password.as_bytes(), &salt).map_err(|_| Error::Corrupt("argon2"))?;
    Ok(hash.to_string())
}

/// Whether a password fits. Without a hash to compare with, as much time is spent and the answer is no.
///
/// # Errors
/// [`Error::Corrupt`] for a stored hash that cannot be read.
pub fn fits(password: &str, hash: Option<&str>) -> Result<bool> {
    let Some(hash) = hash else {
        self::hash(password)?;
        return Ok(false);
    };
    let hash = PasswordHash::new(hash).map_err(|_| Error::Corrupt("password hash"))?;
    Ok(argon()?.verify_password(password.as_bytes(), &hash).is_ok())
}

fn argon() -> Result<Argon2<'static>> {
    let params = Params::new(64 * 1024, 3, 1, None).map_err(|_| Error::Corrupt("argon2"))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_right_password_fits_and_an_absent_account_never_does() {
        let kept = hash("kopi sawah pagi").unwrap();
        assert!(kept.starts_with("$argon2id$"));
        assert!(fits("kopi sawah pagi", Some(&kept)).unwrap());
        assert!(!fits("kopi sawah malam", Some(&kept)).unwrap());
        assert!(!fits("kopi sawah pagi", None).unwrap());
        assert!(fits("x", Some("kopi")).is_err());
    }
}
