//! Masuk: who may sign in here, and the session a window holds.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::device::Device;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::vault::Vault;
use crate::vault::attempt::Attempts;
use crate::{audit, sync};

/// What a window needs to know before and after signing in.
#[derive(Debug, Clone, Default, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct SessionStatus {
    /// Whether this folder holds a profile at all.
    pub profile_exists: bool,
    /// Whether somebody is signed in.
    pub unlocked: bool,
    /// Whether this is the practice village.
    pub practice: bool,
    /// Village, once signed in.
    pub village_name: String,
    /// Kecamatan, once signed in.
    pub district_name: String,
    /// Worker tiles.
    pub workers: Vec<WorkerTile>,
    /// Saves not yet sent.
    pub pending: i64,
    /// When the last sync ended, ms since 1970 UTC.
    pub synced_at_ms: Option<i64>,
    /// Seconds until the next try is allowed.
    pub wait_seconds: i64,
}

/// A tile: a name and nothing else.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct WorkerTile {
    /// Worker id.
    pub id: String,
    /// Name.
    pub name: String,
}

/// One window's session over a profile folder.
pub struct Session {
    folder: PathBuf,
    env: Env,
    device: Option<Device>,
}

impl Session {
    /// A locked session.
    #[must_use]
    pub fn new(folder: &Path, env: Env) -> Self {
        Self { folder: folder.to_owned(), env, device: None }
    }

    /// What a window shows now.
    ///
    /// # Errors
    /// [`Error::Corrupt`] if the key file cannot be read.
    pub fn status(&self) -> Result<SessionStatus> {
        let vault = match Vault::load(&self.folder) {
            Err(Error::NoProfile) => return Ok(SessionStatus::default()),
            other => other?,
        };
        let tile = |worker: &crate::vault::WorkerWrap| WorkerTile { id: worker.id.clone(), name: worker.name.clone() };
        let now_ms = self.env.now_ms();
        let wait = Attempts::load(&self.folder, now_ms).wait_s(now_ms);
        let mut status = SessionStatus {
            profile_exists: true,
            practice: vault.practice,
            workers: vault.workers.iter().map(tile).collect(),
            wait_seconds: i64::try_from(wait).unwrap_or(i64::MAX),
            ..SessionStatus::default()
        };
        if let Some(device) = &self.device {
            let village = device.village()?;
            status.unlocked = true;
            (status.village_name, status.district_name) = (village.name, village.district);
            // The practice village is never sent, so nothing of it ever waits.
            status.pending = if vault.practice { 0 } else { i64::try_from(device.pending()?).unwrap_or(i64::MAX) };
            status.synced_at_ms = sync::store::last_receipt_ms(&device.db)?;
        }
        Ok(status)
    }

    /// Signs in.
    ///
    /// # Errors
    /// As [`Device::open`].
    pub fn unlock(&mut self, worker_id: &str, secret: &str) -> Result<()> {
        self.device = None;
        self.device = Some(Device::open(&self.folder, self.env.clone(), Some(worker_id), secret)?);
        Ok(())
    }

    /// Signs out: waiting audit entries are written first, then keys and screen are dropped.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub fn lock(&mut self) -> Result<()> {
        let done = self.device.as_mut().map_or(Ok(()), audit::flush);
        self.device = None;
        done
    }

    /// The open profile.
    ///
    /// # Errors
    /// [`Error::Locked`] while nobody is signed in.
    pub fn device(&mut self) -> Result<&mut Device> {
        self.device.as_mut().ok_or(Error::Locked)
    }
}
