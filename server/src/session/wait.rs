//! How long a wrong password makes wait: longer each time, for the account and for the address, and never for ever.

use std::net::IpAddr;

use sha2::{Digest, Sha256};

use super::store;
use crate::db::Tx;
use crate::error::Result;

/// Longest wait of an account. Short, because whoever knows a name can make its owner wait.
const ACCOUNT_MAX_S: i64 = 5 * 60;
/// Longest wait of an address.
const ADDRESS_MAX_S: i64 = 60 * 60;
/// Wrong guesses an address has for nothing: a whole office may share one.
const ADDRESS_FREE: i64 = 5;
/// A guess this old is forgotten.
const FORGET_MS: i64 = 24 * 60 * 60 * 1000;

/// Who guesses: the name tried, and the address it came from. Only hashes are kept.
pub struct Guess {
    account: [u8; 32],
    address: [u8; 32],
}

impl Guess {
    /// A guess at an account, known or not, from an address.
    #[must_use]
    pub fn new(name: &str, address: IpAddr) -> Self {
        let hash = |kind: &str, text: &str| Sha256::digest(format!("{kind}|{text}").as_bytes()).into();
        let account = hash("name", &name.to_lowercase());
        Self { account, address: hash("address", &network(address)) }
    }

    /// Counts this guess as wrong before it is looked at, so that many at once cannot all be first.
    /// Returns the milliseconds left to wait, without counting, if it comes too early.
    ///
    /// # Errors
    /// [`crate::error::Error::Db`].
    pub fn count(&self, db: &dyn Tx, now_ms: i64) -> Result<Option<i64>> {
        store::forget_waits(db, now_ms.saturating_sub(FORGET_MS))?;
        let (account, address) = (store::wait(db, &self.account)?, store::wait(db, &self.address)?);
        let left = account.until_at_ms.max(address.until_at_ms).saturating_sub(now_ms);
        if left > 0 {
            return Ok(Some(left));
        }
        let (account, address) = (account.failures + 1, address.failures + 1);
        store::set_wait(db, &self.account, account, now_ms + doubled(account, ACCOUNT_MAX_S))?;
        store::set_wait(db, &self.address, address, now_ms + doubled(address - ADDRESS_FREE, ADDRESS_MAX_S))?;
        Ok(None)
    }

    /// The guess was right: the account starts anew, the address only loses this guess.
    /// Returns how many wrong guesses the account had before.
    ///
    /// # Errors
    /// [`crate::error::Error::Db`].
    pub fn was_right(&self, db: &dyn Tx, now_ms: i64) -> Result<i64> {
        let account = store::wait(db, &self.account)?;
        store::set_wait(db, &self.account, 0, now_ms)?;
        let address = store::wait(db, &self.address)?;
        store::set_wait(db, &self.address, (address.failures - 1).max(0), now_ms)?;
        Ok((account.failures - 1).max(0))
    }

    /// The guess was wrong: how many the account has now, and the milliseconds to wait from now on.
    ///
    /// # Errors
    /// [`crate::error::Error::Db`].
    pub fn was_wrong(&self, db: &dyn Tx, now_ms: i64) -> Result<(i64, i64)> {
        let mut longest = 0;
        let (account, address) = (store::wait(db, &self.account)?, store::wait(db, &self.address)?);
        for (subject, failures, wait) in [
            (&self.account, account.failures, doubled(account.failures, ACCOUNT_MAX_S)),
            (&self.address, address.failures, doubled(address.failures - ADDRESS_FREE, ADDRESS_MAX_S)),
        ] {
            store::set_wait(db, subject, failures, now_ms + wait)?;
            longest = wait.max(longest);
        }
        Ok((account.failures, longest))
    }
}

/// 1, 2, 4 .. seconds up to a longest, in ms; nothing for less than one failure.
fn doubled(failures: i64, max_s: i64) -> i64 {
    let Ok(times) = u32::try_from(failures - 1) else { return 0 };
    1_i64.checked_shl(times.min(32)).unwrap_or(max_s).min(max_s) * 1000
}

/// An address, or of IPv6 the network that one customer holds.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => address.segments().iter().take(4).map(|part| format!("{part:x}:")).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_a_longest() {
        let seconds = |failures| doubled(failures, ACCOUNT_MAX_S) / 1000;
        assert_eq!([-4, 0, 1, 2, 3, 4, 9, 10, 99].map(seconds), [0, 0, 1, 2, 4, 8, 256, 300, 300]);
    }

    #[test]
    fn an_address_is_its_network() {
        let of = |text: &str| network(text.parse().unwrap());
        assert_eq!(of("2001:db8:1:2::1"), of("2001:db8:1:2:ffff::9"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:10.0.0.1"), of("10.0.0.1"));
    }
}
