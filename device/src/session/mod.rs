//! Masuk: the villages of this laptop, who is signed in, and when the screen locks itself.

pub mod first;
pub mod settings;
pub mod status;

mod idle;
mod room;

use std::path::Path;

use crate::device::Device;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::preference::{self, Preferences};
use room::Room;

pub use status::{SessionStatus, WorkerTile};

/// One window's session over a profile folder and the practice village beside it.
pub struct Session {
    env: Env,
    own: Room,
    practice: Room,
    at_practice: bool,
    preferences: Preferences,
}

impl Session {
    /// A locked session at one's own village if there is one, else at the practice village.
    #[must_use]
    pub fn new(folder: &Path, env: Env) -> Self {
        let (own, practice) = (Room::new(folder.to_owned()), Room::new(room::beside(folder)));
        // A key file that cannot be read is told by the status; it is a village all the same.
        let has = |room: &Room| room.vault().map_or(true, |vault| vault.is_some());
        let at_practice = !has(&own) && has(&practice);
        Self { env, own, practice, at_practice, preferences: preference::load(folder) }
    }

    /// Signs in with a passphrase.
    ///
    /// # Errors
    /// As [`Device::open`].
    pub fn unlock(&mut self, worker_id: &str, secret: &str) -> Result<()> {
        let env = self.env.clone();
        self.here_mut().unlock(&env, worker_id, secret)
    }

    /// Signs in with the PIN that was made since the process was started.
    ///
    /// # Errors
    /// [`Error::Refused`] for a wrong, spent or missing PIN, [`Error::Wait`] after a wrong one.
    pub fn unlock_by_pin(&mut self, worker_id: &str, digits: &str) -> Result<()> {
        let env = self.env.clone();
        self.here_mut().unlock_by_pin(&env, worker_id, digits)
    }

    /// Makes or changes the PIN of whoever is signed in.
    ///
    /// # Errors
    /// [`Error::Refused`] if the two differ or are easily guessed, [`Error::Locked`].
    pub fn set_pin(&mut self, digits: &str, repeated: &str) -> Result<()> {
        self.device()?;
        crate::vault::pin::check(digits)?;
        if digits != repeated {
            return Err(Error::refused("pin.differs", "repeated"));
        }
        let env = self.env.clone();
        self.here_mut().set_pin(&env, digits)
    }

    /// Forgets the PIN of whoever is signed in.
    ///
    /// # Errors
    /// [`Error::Locked`].
    pub fn remove_pin(&mut self) -> Result<()> {
        self.device()?;
        self.here_mut().remove_pin()
    }

    /// Locks the screen. The database stays open, so that a sync goes on; the PINs of this run still open it.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub fn lock(&mut self) -> Result<()> {
        self.here_mut().lock()
    }

    /// Signs out: no key stays in memory; the passphrase is needed again.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub fn sign_out(&mut self) -> Result<()> {
        self.here_mut().sign_out()
    }

    /// Signs out everywhere, before the process ends.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub fn close(&mut self) -> Result<()> {
        self.own.sign_out().and(self.practice.sign_out())
    }

    /// Goes to the door of the other village; the one that is left is locked.
    ///
    /// # Errors
    /// [`Error::NoProfile`] if there is no such village yet, [`Error::Db`].
    pub fn choose(&mut self, practice: bool) -> Result<()> {
        let there = if practice { &self.practice } else { &self.own };
        if there.vault()?.is_none() {
            return Err(Error::NoProfile);
        }
        self.here_mut().lock()?;
        self.at_practice = practice;
        Ok(())
    }

    /// Notes that somebody uses the window, at this place of it.
    ///
    /// # Errors
    /// [`Error::Locked`] if it was too long ago: whoever comes now may be somebody else.
    pub fn used(&mut self, place: &str) -> Result<()> {
        self.device()?;
        let now_ms = self.env.now_ms();
        self.here_mut().used(now_ms, place);
        Ok(())
    }

    /// The open profile.
    ///
    /// # Errors
    /// [`Error::Locked`] while nobody is signed in, and from the moment on when nobody has used it for too long.
    pub fn device(&mut self) -> Result<&mut Device> {
        self.lock_if_idle()?;
        self.here_mut().signed_in()
    }

    /// The open profile even while the screen is locked: for a sync that goes on, and for nothing that shows anything.
    ///
    /// # Errors
    /// [`Error::Locked`] before the first sign-in of this run.
    pub fn background(&mut self) -> Result<&mut Device> {
        self.lock_if_idle()?;
        self.here_mut().device.as_mut().ok_or(Error::Locked)
    }

    fn lock_if_idle(&mut self) -> Result<()> {
        let (now_ms, wanted) = (self.env.now_ms(), self.preferences.lock_minutes);
        let room = self.here_mut();
        if room.left_s(now_ms, wanted) == Some(0) { room.lock() } else { Ok(()) }
    }

    const fn here_mut(&mut self) -> &mut Room {
        if self.at_practice { &mut self.practice } else { &mut self.own }
    }
}

#[cfg(test)]
mod tests;
