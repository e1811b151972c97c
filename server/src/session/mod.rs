//! Signing in to the province's pages: name and password once, then a random token in a cookie.

pub mod password;
pub mod store;
pub mod wait;

use std::net::IpAddr;

use ed25519_dalek::SigningKey;
use pesiar_core::access::Actor;
use pesiar_core::audit::Action;
use pesiar_core::sync::auth::{from_hex, to_hex};
use sha2::{Digest, Sha256};

use crate::data::random;
use crate::db::Tx;
use crate::error::Result;
use crate::own;
use store::SignIn;
use wait::Guess;

/// A session nobody used this long has ended.
pub const IDLE_MS: i64 = 30 * 60 * 1000;
/// A session ends after this, however busy.
pub const LIFE_MS: i64 = 12 * 60 * 60 * 1000;
/// A use is noted at most this often, so that reading does not write.
const NOTE_MS: i64 = 60 * 1000;

/// Somebody of an office who is signed in.
#[derive(Debug, Clone)]
pub struct Office {
    /// Number in `u-31`.
    pub account_id: i64,
    /// Name.
    pub name: String,
    /// What they may do where.
    pub actor: Actor,
}

impl Office {
    /// `u-31`, as the record says it.
    #[must_use]
    pub fn user(&self) -> String {
        user(self.account_id)
    }
}

fn user(account_id: i64) -> String {
    format!("u-{account_id}")
}

/// What the browser keeps: 32 random bytes. The server keeps only their hash.
pub struct Token([u8; 32]);

impl Token {
    /// Reads what a browser sent.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        from_hex(text).map(Self)
    }

    /// As sent to the browser.
    #[must_use]
    pub fn text(&self) -> String {
        to_hex(&self.0)
    }

    fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0).into()
    }
}

/// A guess that may be looked at.
pub struct Attempt {
    guess: Guess,
    account: Option<SignIn>,
}

/// Why somebody was not let in, and how many milliseconds they wait.
pub enum Denied {
    /// Too early; not counted.
    Wait(i64),
    /// Wrong name or password.
    Wrong(i64),
}

impl Attempt {
    /// Counts a guess and finds the account; call in a write transaction and commit it whatever comes back.
    ///
    /// # Errors
    /// [`crate::error::Error::Db`].
    pub fn begin(db: &dyn Tx, name: &str, address: IpAddr, now_ms: i64) -> Result<std::result::Result<Self, Denied>> {
        let guess = Guess::new(name, address);
        db.lock_device(&[0])?; // one at a time, or many guesses would be counted as one
        if let Some(left) = guess.count(db, now_ms)? {
            return Ok(Err(Denied::Wait(left)));
        }
        Ok(Ok(Self { guess, account: store::sign_in(db, name)? }))
    }

    /// Whether the password fits. Takes a fifth of a second of one core by design: never call it with the database in hand.
    ///
    /// # Errors
    /// [`crate::error::Error::Corrupt`].
    pub fn fits(&self, password: &str) -> Result<bool> {
        password::fits(password, self.account.as_ref().map(|account| account.password.as_str()))
    }

    /// Ends a guess: a session, or how long to wait; both on record. Call in a write transaction.
    ///
    /// # Errors
    /// [`crate::error::Error::Db`].
    pub fn end(
        &self,
        db: &dyn Tx,
        key: &SigningKey,
        is_right: bool,
        now_ms: i64,
    ) -> Result<std::result::Result<(Token, i64), Denied>> {
        db.lock_device(&[0])?;
        let Some(account) = self.account.as_ref().filter(|_| is_right) else {
            let (failures, left) = self.guess.was_wrong(db, now_ms)?;
            // On record at 1, 2, 4, 8 ..: whoever guesses for days must not fill the chain.
            if u64::try_from(failures).is_ok_and(u64::is_power_of_two) {
                let who = self.account.as_ref().map(|account| user(account.account_id)).unwrap_or_default();
                own::note(db, key, (&who, Action::LoginFailed), ("console", failures, ""), now_ms)?;
            }
            return Ok(Err(Denied::Wrong(left)));
        };
        let failures = self.guess.was_right(db, now_ms)?;
        let who = user(account.account_id);
        if failures > 0 {
            own::note(db, key, (&who, Action::LoginFailed), ("console", failures, ""), now_ms)?;
        }
        own::note(db, key, (&who, Action::Login), ("console", 0, ""), now_ms)?;
        store::end_old(db, now_ms - IDLE_MS, now_ms - LIFE_MS)?;
        let token = Token(random());
        store::insert(db, &token.hash(), account.account_id, now_ms)?;
        Ok(Ok((token, account.account_id)))
    }
}

/// Who holds a token, and whether that is old enough news to [`note_use`] of it.
pub struct Found {
    /// Who; nobody if the session has ended.
    pub office: Option<Office>,
    /// Whether the use, or the end, is to be noted. Most uses are not: reading must not write.
    pub is_due: bool,
}

/// Who holds a token, if it still counts.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn find(db: &dyn Tx, token: &Token, now_ms: i64) -> Result<Found> {
    let Some(kept) = store::find(db, &token.hash())? else { return Ok(Found { office: None, is_due: false }) };
    if kept.has_ended(now_ms) {
        return Ok(Found { office: None, is_due: true });
    }
    Ok(Found { office: Some(kept.office), is_due: now_ms - kept.seen_at_ms >= NOTE_MS })
}

/// Notes that a session was used, which keeps it alive, or that it has ended; call in a write transaction.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn note_use(db: &dyn Tx, token: &Token, now_ms: i64) -> Result<()> {
    let hash = token.hash();
    match store::find(db, &hash)? {
        Some(kept) if kept.has_ended(now_ms) => store::end(db, &hash).map(|_| ()),
        Some(_) => store::touch(db, &hash, now_ms),
        None => Ok(()),
    }
}

/// Ends a session.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn end(db: &dyn Tx, token: &Token) -> Result<bool> {
    store::end(db, &token.hash())
}
