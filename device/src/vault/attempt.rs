//! Wrong passphrases: the wait grows from one second to sixty minutes, and nothing is ever deleted.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::env::Env;
use crate::error::{Error, Result};
use crate::profile::write_atomically;
use crate::vault::{Keys, Vault};

const FILE: &str = "attempts.json";
const WAIT_MAX_S: u64 = 3600;

/// Opens the key file with a passphrase: the named worker's, or of whoever it fits. Returns who it was.
///
/// # Errors
/// [`Error::Wait`] before the wait is over, [`Error::WrongSecret`] with the next wait, [`Error::Corrupt`].
pub fn unlock(folder: &Path, env: &Env, worker_id: Option<&str>, secret: &str) -> Result<(Vault, String, Keys)> {
    let vault = Vault::load(folder)?;
    let attempts = Attempts::load(folder, env.now_ms());
    attempts.check(env.now_ms())?;
    let (id, keys) = match vault.unlock(worker_id, secret) {
        Err(Error::WrongSecret { .. }) => return Err(attempts.fail(folder, env.now_ms())),
        other => other.map(|(worker, keys)| (worker.id.clone(), keys))?,
    };
    Attempts::clear(folder);
    Ok((vault, id, keys))
}

/// How many tries failed in a row, and when the next is allowed.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Attempts {
    failed: u32,
    not_before_ms: i64,
    last_ms: i64,
}

impl Attempts {
    /// Reads the count; a missing or damaged file counts as none.
    ///
    /// A clock that went back starts the same wait anew from now: a wrong year must neither lock anybody
    /// out for years nor let anybody in early.
    #[must_use]
    pub fn load(folder: &Path, now_ms: i64) -> Self {
        let bytes = std::fs::read(folder.join(FILE)).ok();
        let mut attempts: Self = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        if now_ms < attempts.last_ms {
            attempts.not_before_ms = now_ms.saturating_add(attempts.not_before_ms.saturating_sub(attempts.last_ms));
            attempts.last_ms = now_ms;
            let _ = attempts.save(folder); // not saved: the wait only starts anew once more
        }
        attempts
    }

    fn save(&self, folder: &Path) -> Result<()> {
        let bytes = serde_json::to_vec(self).map_err(|_| Error::Internal("attempts"))?;
        write_atomically(&folder.join(FILE), &bytes)
    }

    /// Seconds until a try is allowed.
    #[must_use]
    pub fn wait_s(&self, now_ms: i64) -> u64 {
        let left_ms = self.not_before_ms.saturating_sub(now_ms);
        u64::try_from(left_ms).map_or(0, |ms| ms.div_ceil(1000).min(WAIT_MAX_S))
    }

    /// Whether a try is allowed now.
    ///
    /// # Errors
    /// [`Error::Wait`].
    pub fn check(&self, now_ms: i64) -> Result<()> {
        match self.wait_s(now_ms) {
            0 => Ok(()),
            wait_s => Err(Error::Wait { wait_s }),
        }
    }

    /// Notes a wrong passphrase and returns what to say: wait 1, 2, 4 .. 3600 seconds.
    #[must_use]
    pub fn fail(mut self, folder: &Path, now_ms: i64) -> Error {
        let wait_s = 1u64.checked_shl(self.failed).unwrap_or(WAIT_MAX_S).min(WAIT_MAX_S);
        self.failed = self.failed.saturating_add(1).min(32);
        self.last_ms = now_ms;
        self.not_before_ms = now_ms.saturating_add(i64::try_from(wait_s * 1000).unwrap_or(0));
        self.save(folder).err().unwrap_or(Error::WrongSecret { wait_s })
    }

    /// Forgets failures after a right passphrase.
    pub fn clear(folder: &Path) {
        let _ = std::fs::remove_file(folder.join(FILE));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_up_to_an_hour_and_ends() {
        let folder = tempfile::tempdir().unwrap();
        let mut waits = Vec::new();
        for _ in 0..14 {
            match Attempts::load(folder.path(), 1000).fail(folder.path(), 1000) {
                Error::WrongSecret { wait_s } => waits.push(wait_s),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(waits[..4], [1, 2, 4, 8]);
        assert_eq!(waits[13], 3600);
        let attempts = Attempts::load(folder.path(), 2000);
        assert!(matches!(attempts.check(2000), Err(Error::Wait { wait_s: 3599 })));
        assert!(attempts.check(1000 + 3_600_000).is_ok());
        Attempts::clear(folder.path());
        assert!(Attempts::load(folder.path(), 0).check(0).is_ok());
    }

    #[test]
    fn a_clock_set_back_by_years_locks_nobody_out() {
        let folder = tempfile::tempdir().unwrap();
        let year_2031 = 1_930_000_000_000;
        let _ = Attempts::default().fail(folder.path(), year_2031);
        let year_2026 = 1_795_000_000_000;
        assert_eq!(Attempts::load(folder.path(), year_2026).wait_s(year_2026), 1);
        assert!(Attempts::load(folder.path(), year_2026 + 1000).check(year_2026 + 1000).is_ok());
    }
}
