//! One village of this laptop: its folder, its open database, who is signed in, and the PINs of this run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::idle::{Idle, Limits};
use crate::audit;
use crate::device::Device;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::profile::Profile;
use crate::vault::pin::Pin;
use crate::vault::{Vault, attempt};

/// A village of this laptop, or the place for one.
pub(super) struct Room {
    pub(super) folder: PathBuf,
    /// Open from the first sign-in to the sign-out: locking drops only the worker's key.
    pub(super) device: Option<Device>,
    /// Since when nobody touched it; none while locked.
    idle: Option<Idle>,
    limits: Limits,
    /// By worker. In memory and nowhere else.
    pub(super) pins: BTreeMap<String, Pin>,
    /// Who was signed in last in this run.
    pub(super) last_worker: Option<String>,
}

impl Room {
    pub(super) fn new(folder: PathBuf) -> Self {
        let limits = Limits { idle: 0, form: 0 };
        Self { folder, device: None, idle: None, limits, pins: BTreeMap::new(), last_worker: None }
    }

    /// The key file of a finished profile; none if there is none, or enrolment was begun and not answered.
    pub(super) fn vault(&self) -> Result<Option<Vault>> {
        match Vault::load(&self.folder) {
            Err(Error::NoProfile) => Ok(None),
            other => Ok(Some(other?).filter(|vault| !vault.is_unanswered())),
        }
    }

    /// Whether another process has this profile open.
    pub(super) fn is_in_use(&self) -> bool {
        self.device.is_none() && matches!(Profile::take(&self.folder), Err(Error::InUse))
    }

    pub(super) const fn is_signed_in(&self) -> bool {
        self.idle.is_some()
    }

    /// The open profile of whoever is signed in.
    pub(super) fn signed_in(&mut self) -> Result<&mut Device> {
        if self.idle.is_none() {
            return Err(Error::Locked);
        }
        self.device.as_mut().ok_or(Error::Locked)
    }

    /// Signs in with a passphrase; opens the database unless it still is.
    pub(super) fn unlock(&mut self, env: &Env, worker_id: &str, secret: &str) -> Result<()> {
        self.lock()?;
        match &mut self.device {
            Some(device) => {
                let (_, worker, keys) = attempt::unlock(&self.folder, env, Some(worker_id), secret)?;
                device.sign_in(&worker, keys.worker)?;
            }
            None => self.device = Some(Device::open(&self.folder, env.clone(), Some(worker_id), secret)?),
        }
        self.entered(env, worker_id)
    }

    /// Signs in with the PIN of this run.
    pub(super) fn unlock_by_pin(&mut self, env: &Env, worker_id: &str, digits: &str) -> Result<()> {
        self.lock()?;
        let device = self.device.as_mut().ok_or_else(|| Error::refused("pin.none", "pin"))?;
        let pin = self.pins.get_mut(worker_id).ok_or_else(|| Error::refused("pin.none", "pin"))?;
        let opened = pin.open(env, digits);
        if pin.is_spent() {
            self.pins.remove(worker_id);
        }
        device.sign_in(worker_id, opened?)?;
        self.entered(env, worker_id)
    }

    fn entered(&mut self, env: &Env, worker_id: &str) -> Result<()> {
        self.idle = Some(Idle::now(env.now_ms()));
        self.last_worker = Some(worker_id.to_owned());
        self.renew_limits()
    }

    /// Makes the PIN of whoever is signed in.
    pub(super) fn set_pin(&mut self, env: &Env, digits: &str) -> Result<()> {
        let author = &self.signed_in()?.author;
        let pin = Pin::set(env, digits, author.key.as_ref().ok_or(Error::Locked)?)?;
        let worker = author.user.clone();
        self.pins.insert(worker, pin);
        Ok(())
    }

    /// Forgets the PIN of whoever is signed in.
    pub(super) fn remove_pin(&mut self) -> Result<()> {
        let worker = self.signed_in()?.author.user.clone();
        self.pins.remove(&worker);
        Ok(())
    }

    /// Reads again what the area allows: a sync may have brought another setting.
    pub(super) fn renew_limits(&mut self) -> Result<()> {
        self.limits = Limits::of(self.signed_in()?)?;
        Ok(())
    }

    pub(super) const fn limits(&self) -> Limits {
        self.limits
    }

    /// Notes that somebody is there.
    pub(super) fn used(&mut self, now_ms: i64, place: &str) {
        if let Some(idle) = &mut self.idle {
            idle.used(now_ms, place);
        }
    }

    /// Seconds until it locks by itself; none while locked.
    pub(super) fn left_s(&self, now_ms: i64, wanted: Option<i64>) -> Option<i64> {
        self.idle.as_ref().map(|idle| idle.left_s(now_ms, self.limits.at_most(wanted)))
    }

    /// Locks: waiting audit entries are written by whoever did what they tell, then the worker's key is dropped.
    pub(super) fn lock(&mut self) -> Result<()> {
        if self.idle.take().is_none() {
            return Ok(());
        }
        let Some(device) = &mut self.device else { return Ok(()) };
        let done = audit::flush(device);
        device.sign_out();
        done
    }

    /// Signs out: no key and no PIN stays in memory, and the folder is free for others.
    pub(super) fn sign_out(&mut self) -> Result<()> {
        let done = self.lock();
        self.device = None;
        self.pins.clear();
        done
    }
}

/// Where the practice village lives when the chosen folder is the province's: beside it, never in it.
pub(super) fn beside(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().map_or_else(|| "profil".into(), std::ffi::OsStr::to_os_string);
    name.push("-latihan");
    folder.with_file_name(name)
}
