//! What a window is told before and after signing in.

use serde::Serialize;

use super::Session;
use super::room::Room;
use crate::device::Device;
use crate::env::Env;
use crate::error::Result;
use crate::preference::Preferences;
use crate::vault::attempt::Attempts;
use crate::vault::{Vault, WorkerWrap};
use crate::{attention, sync};

/// What a window needs to know before and after signing in.
#[derive(Debug, Clone, Default, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct SessionStatus {
    /// Whether there is a village to sign in to.
    pub profile_exists: bool,
    /// Whether somebody is signed in.
    pub unlocked: bool,
    /// Whether this is the practice village.
    pub practice: bool,
    /// Whether this laptop can still be connected to the province.
    pub can_connect: bool,
    /// Whether a practice village can still be made beside this one.
    pub can_practise: bool,
    /// Whether there are two villages to choose from: one's own and the practice village.
    pub has_both: bool,
    /// Whether another process has this village open.
    pub in_use: bool,
    /// Village, once signed in.
    pub village_name: String,
    /// Kecamatan, once signed in.
    pub district_name: String,
    /// Worker tiles.
    pub workers: Vec<WorkerTile>,
    /// Who is signed in, or was last in this run.
    pub worker_id: Option<String>,
    /// Name of whoever is signed in.
    pub worker_name: String,
    /// Role code of whoever is signed in, e.g. `village_head`.
    pub role: String,
    /// The same role in words.
    pub role_label: String,
    /// Saves not yet sent.
    pub pending: i64,
    /// When the last sync ended, ms since 1970 UTC.
    pub synced_at_ms: Option<i64>,
    /// Things that wait for a person's decision.
    pub attention: i64,
    /// Seconds until the next passphrase is allowed.
    pub wait_seconds: i64,
    /// Seconds until the screen locks by itself; none while locked.
    pub lock_in_seconds: Option<i64>,
    /// The passphrase itself, in a practice village that has none of its own.
    pub known_secret: Option<String>,
    /// How the screens shall look.
    pub preferences: Preferences,
}

/// A tile: a name and nothing else of the person.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct WorkerTile {
    /// Worker id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Tries left of the PIN made since the app was started; none without one.
    pub pin_tries: Option<u32>,
    /// Seconds until the next PIN is allowed.
    pub pin_wait_seconds: i64,
}

impl Session {
    /// What a window shows now.
    ///
    /// # Errors
    /// [`crate::error::Error::Corrupt`] if a key file cannot be read.
    pub fn status(&mut self) -> Result<SessionStatus> {
        self.lock_if_idle()?;
        // A key file that cannot be read closes its own door, not the other one.
        let (own, practice) = if self.at_practice {
            (self.own.vault().unwrap_or_default(), self.practice.vault()?)
        } else {
            (self.own.vault()?, self.practice.vault().unwrap_or_default())
        };
        let is_practice = |vault: &Option<Vault>| vault.as_ref().is_some_and(|vault| vault.practice);
        let mut status = SessionStatus {
            can_connect: own.is_none(),
            can_practise: practice.is_none() && !is_practice(&own),
            has_both: own.is_some() && practice.is_some(),
            preferences: self.preferences.clone(),
            ..SessionStatus::default()
        };
        let here = if self.at_practice { practice } else { own };
        let (env, wanted) = (self.env.clone(), self.preferences.lock_minutes);
        if let Some(vault) = here {
            let room = self.here_mut();
            locked(&mut status, room, vault, &env);
            if room.is_signed_in() {
                room.renew_limits()?;
                status.lock_in_seconds = room.left_s(env.now_ms(), wanted);
                unlocked(&mut status, room.signed_in()?)?;
            }
        }
        Ok(status)
    }
}

fn locked(status: &mut SessionStatus, room: &Room, vault: Vault, env: &Env) {
    let now_ms = env.now_ms();
    let seconds = |wait: u64| i64::try_from(wait).unwrap_or(i64::MAX);
    let tile = |worker: &WorkerWrap| {
        let pin = room.pins.get(&worker.id);
        WorkerTile {
            id: worker.id.clone(),
            name: worker.name.clone(),
            pin_tries: pin.map(crate::vault::pin::Pin::tries_left),
            pin_wait_seconds: pin.map_or(0, |pin| seconds(pin.wait_s(now_ms))),
        }
    };
    status.profile_exists = true;
    status.practice = vault.practice;
    status.in_use = room.is_in_use();
    status.workers = vault.workers.iter().map(tile).collect();
    status.worker_id.clone_from(&room.last_worker);
    status.wait_seconds = seconds(Attempts::load(&room.folder, now_ms).wait_s(now_ms));
    status.known_secret = vault.known_secret;
}

fn unlocked(status: &mut SessionStatus, device: &Device) -> Result<()> {
    let village = device.village()?;
    status.unlocked = true;
    (status.village_name, status.district_name) = (village.name, village.district);
    status.worker_id = Some(device.author.user.clone());
    let name = status.workers.iter().find(|worker| worker.id == device.author.user).map(|worker| worker.name.clone());
    status.worker_name = name.unwrap_or_default();
    device.author.role.code().clone_into(&mut status.role);
    device.author.role.label().clone_into(&mut status.role_label);
    // The practice village is never sent, so nothing of it ever waits.
    status.pending = if device.practice { 0 } else { i64::try_from(device.pending()?).unwrap_or(i64::MAX) };
    status.synced_at_ms = sync::store::last_receipt_ms(&device.db)?;
    status.attention = i64::from(attention::count(device)?);
    Ok(())
}
