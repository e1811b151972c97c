//! The PIN: six digits that unlock while the process lives. Nothing of it is ever on disk (design.md 7).

use ed25519_dalek::SigningKey;
use zeroize::Zeroizing;

use super::wrap::{Kdf, Wrapped};
use crate::env::Env;
use crate::error::{Error, Result};

/// Digits of a PIN.
const DIGITS: usize = 6;
/// Wrong PINs before the passphrase is asked for again.
const TRIES: u32 = 5;

/// A worker's signing key under their PIN, in memory only: it is gone with the process or after five wrong PINs.
pub struct Pin {
    kdf: Kdf,
    pepper: Zeroizing<[u8; 32]>,
    worker_key: Wrapped,
    failed: u32,
    failed_at_ms: i64,
}

impl Pin {
    /// Wraps a worker's signing key under a PIN.
    ///
    /// # Errors
    /// [`Error::Refused`] if the PIN is not six digits or easily guessed.
    pub fn set(env: &Env, digits: &str, worker_key: &SigningKey) -> Result<Self> {
        check(digits)?;
        let (kdf, pepper) = (Kdf::new(env), Zeroizing::new(env.bytes::<32>()));
        let worker_key = Wrapped::seal(env, &kdf.derive(digits, &pepper)?, "pin", worker_key.as_bytes())?;
        Ok(Self { kdf, pepper, worker_key, failed: 0, failed_at_ms: 0 })
    }

    /// Opens the key. A wrong PIN counts, and the next one waits 1, 2, 4, 8 seconds.
    ///
    /// # Errors
    /// [`Error::Wait`], or [`Error::Refused`] with how many tries are left.
    pub fn open(&mut self, env: &Env, digits: &str) -> Result<SigningKey> {
        match self.wait_s(env.now_ms()) {
            0 => {}
            wait_s => return Err(Error::Wait { wait_s }),
        }
        if let Some(key) = self.worker_key.open(&self.kdf.derive(digits, &self.pepper)?, "pin") {
            self.failed = 0;
            return Ok(SigningKey::from_bytes(&key));
        }
        self.failed += 1;
        self.failed_at_ms = env.now_ms();
        Err(if self.is_spent() { Error::refused("pin.spent", "pin") } else { self.wrong() })
    }

    /// Whether it was wrong so often that only the passphrase opens again.
    #[must_use]
    pub const fn is_spent(&self) -> bool {
        self.failed >= TRIES
    }

    /// Tries left.
    #[must_use]
    pub const fn tries_left(&self) -> u32 {
        TRIES.saturating_sub(self.failed)
    }

    /// Seconds until the next try. A clock that was set back starts the same wait anew, never a longer one.
    #[must_use]
    pub fn wait_s(&self, now_ms: i64) -> u64 {
        let wait_ms = if self.failed == 0 { 0 } else { 1_000i64 << (self.failed - 1).min(TRIES) };
        let left_ms = self.failed_at_ms.saturating_add(wait_ms).saturating_sub(now_ms).clamp(0, wait_ms);
        u64::try_from(left_ms).unwrap_or(0).div_ceil(1_000)
    }

    fn wrong(&self) -> Error {
        let message = format!("PIN belum tepat. {} kali lagi, lalu kata sandi diminta.", self.tries_left());
        Error::Refused { code: "pin.wrong", field: "pin".to_owned(), message: Some(message) }
    }
}

/// What a person may choose: six digits that are no row of digits, no repetition and no birthday.
///
/// # Errors
/// [`Error::Refused`] with a sentence.
pub fn check(digits: &str) -> Result<()> {
    let values: Vec<u8> = digits.bytes().filter(u8::is_ascii_digit).map(|byte| byte - b'0').collect();
    if values.len() != DIGITS || digits.len() != DIGITS {
        return Err(Error::refused("pin.shape", "pin"));
    }
    if is_row(&values) || is_repetition(&values) {
        return Err(Error::refused("pin.simple", "pin"));
    }
    if is_birthday(&values) { Err(Error::refused("pin.birthday", "pin")) } else { Ok(()) }
}

/// 123456, 654321, 246802: the same step from digit to digit. Also 111111, whose step is none.
fn is_row(values: &[u8]) -> bool {
    let mut steps = values.iter().zip(values.iter().skip(1)).map(|(one, next)| (10 + next - one) % 10);
    let first = steps.next();
    steps.all(|step| Some(step) == first)
}

/// 121212, 123123, 112233, 111222.
fn is_repetition(values: &[u8]) -> bool {
    let halves = values.get(..3) == values.get(3..);
    let pairs = values.chunks(2).all(|pair| Some(pair) == values.get(..2));
    let doubles = values.chunks(2).all(|pair| pair.first() == pair.last());
    let triples = values.chunks(3).all(|three| three.iter().all(|value| three.first() == Some(value)));
    halves || pairs || doubles || triples
}

/// A day as DDMMYY or YYMMDD, or a year from 1930 on at either end: the first things anybody tries.
fn is_birthday(values: &[u8]) -> bool {
    let two = |place: usize| values.get(place..place + 2).map_or(0, |two| two.iter().fold(0u8, |n, v| n * 10 + v));
    let (first, middle, last) = (two(0), two(2), two(4));
    let is_day = |day: u8, month: u8| (1..=31).contains(&day) && (1..=12).contains(&month);
    let is_year = |century: u8, year: u8| (century == 19 && year >= 30) || (century == 20 && year <= 39);
    is_day(first, middle) || is_day(last, middle) || is_year(first, middle) || is_year(middle, last)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use pesiar_core::time::Clock;

    use super::*;

    struct Set(AtomicI64);

    impl Clock for Set {
        fn now_ms(&self) -> i64 {
            self.0.load(Ordering::Relaxed)
        }
    }

    fn code(digits: &str) -> String {
        check(digits).map_or_else(|error| error.code().to_owned(), |()| "good".to_owned())
    }

    #[test]
    fn what_anybody_would_try_first_is_refused_in_a_sentence() {
        for digits in ["111111", "123456", "654321", "012345", "890123", "121212", "123123", "112233", "777888"] {
            assert_eq!(code(digits), "pin.simple", "{digits}");
        }
        for digits in ["170845", "450817", "199057", "571990", "200473", "311299"] {
            assert_eq!(code(digits), "pin.birthday", "{digits}");
        }
        for digits in ["", "12345", "1234567", "48 159", "४८१५९२", "48159a"] {
            assert_eq!(code(digits), "pin.shape", "{digits}");
        }
        for digits in ["481592", "905731", "739164"] {
            assert_eq!(code(digits), "good", "{digits}");
        }
    }

    #[test]
    fn five_wrong_pins_spend_it_and_each_wait_is_longer() {
        let clock = Arc::new(Set(AtomicI64::new(1_795_000_000_000)));
        let env = Env { clock: Arc::clone(&clock) as Arc<dyn Clock>, ..Env::machine() };
        let key = SigningKey::from_bytes(&[7; 32]);
        let mut pin = Pin::set(&env, "481592", &key).unwrap();
        assert_eq!(pin.open(&env, "481592").unwrap().to_bytes(), key.to_bytes());
        for (wrong, wait_s) in [(1, 1), (2, 2), (3, 4), (4, 8)] {
            assert_eq!(pin.open(&env, "000001").unwrap_err().code(), "pin.wrong");
            assert_eq!((pin.tries_left(), pin.wait_s(env.now_ms())), (5 - wrong, wait_s));
            assert_eq!(pin.open(&env, "481592").unwrap_err().code(), "unlock.wait", "the wait is kept");
            clock.0.fetch_add(i64::try_from(wait_s).unwrap() * 1_000, Ordering::Relaxed);
        }
        assert_eq!(pin.open(&env, "000001").unwrap_err().code(), "pin.spent");
        assert!(pin.is_spent());
    }

    #[test]
    fn a_right_pin_forgets_wrong_ones_and_a_clock_set_back_does_not_lengthen_the_wait() {
        let clock = Arc::new(Set(AtomicI64::new(1_795_000_000_000)));
        let env = Env { clock: Arc::clone(&clock) as Arc<dyn Clock>, ..Env::machine() };
        let mut pin = Pin::set(&env, "481592", &SigningKey::from_bytes(&[7; 32])).unwrap();
        let _ = pin.open(&env, "000001");
        clock.0.store(1_000, Ordering::Relaxed);
        assert_eq!(pin.wait_s(env.now_ms()), 1);
        clock.0.store(1_795_000_005_000, Ordering::Relaxed);
        assert!(pin.open(&env, "481592").is_ok());
        assert_eq!(pin.tries_left(), 5);
    }
}
