//! Pengaturan: how the screens look, when they lock, and who works on this laptop.

use pesiar_core::access::Role;
use pesiar_core::audit::Action as Audited;
use serde::Serialize;

use super::Session;
use crate::audit;
use crate::error::{Error, Result};
use crate::preference::{self, Preferences};
use crate::vault::{self, Vault, attempt};

/// What Pengaturan shows beside the preferences.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct SettingsView {
    /// Most minutes without use that the area allows.
    pub lock_minutes_max: i64,
    /// Minutes in force.
    pub lock_minutes: i64,
    /// Minutes while a visit, a talk or a case is being written.
    pub form_minutes: i64,
    /// Whether whoever is signed in made a PIN since the app was started.
    pub has_pin: bool,
    /// Everybody who can sign in here.
    pub workers: Vec<WorkerRow>,
}

/// Somebody who can sign in here.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct WorkerRow {
    /// Worker id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Role in words.
    pub role_label: String,
    /// Whether this is who is signed in.
    pub is_me: bool,
    /// Whether who is signed in may give them a new passphrase.
    pub can_reset: bool,
}

impl Session {
    /// What Pengaturan shows.
    ///
    /// # Errors
    /// [`Error::Locked`], [`Error::Db`].
    pub fn settings(&mut self) -> Result<SettingsView> {
        let device = self.device()?;
        let (me, may_reset) = (device.author.user.clone(), may_reset(device.author.role));
        let wanted = self.preferences.lock_minutes;
        let room = self.here_mut();
        let vault = room.vault()?.ok_or(Error::NoProfile)?;
        let limits = room.limits();
        let has_pin = room.pins.contains_key(&me);
        let device = room.signed_in()?;
        let row = |worker: &vault::WorkerWrap| {
            let is_me = worker.id == me;
            Ok(WorkerRow {
                id: worker.id.clone(),
                name: worker.name.clone(),
                role_label: device.role_of(&worker.id)?.label().to_owned(),
                is_me,
                can_reset: may_reset && !is_me && worker.can_be_reset(),
            })
        };
        Ok(SettingsView {
            lock_minutes_max: limits.idle,
            lock_minutes: limits.at_most(wanted).idle,
            form_minutes: limits.form,
            has_pin,
            workers: vault.workers.iter().map(row).collect::<Result<_>>()?,
        })
    }

    /// Keeps how the screens shall look and lock.
    ///
    /// # Errors
    /// [`Error::Refused`] if the area does not allow so long an absence, [`Error::Locked`], [`Error::Io`].
    pub fn prefer(&mut self, preferences: Preferences) -> Result<()> {
        self.device()?;
        let most = self.here_mut().limits().idle;
        if preferences.lock_minutes.is_some_and(|minutes| !(1..=most).contains(&minutes)) {
            return Err(Error::refused("preference.lock_minutes", "lock_minutes"));
        }
        preference::save(&self.own.folder, &preferences)?;
        self.preferences = preferences;
        Ok(())
    }

    /// Gives another worker of this laptop a new passphrase, because they forgot theirs; goes on record (design.md 7).
    /// Whoever does it proves with their own passphrase that it is them.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] for other roles, [`Error::WrongSecret`] for one's own, [`Error::WeakSecret`],
    /// [`Error::Refused`] if the two new ones differ.
    pub fn reset_worker(&mut self, id: &str, own_secret: &str, secret: &str, repeated: &str) -> Result<()> {
        let env = self.env.clone();
        let device = self.device()?;
        let me = device.author.user.clone();
        if !may_reset(device.author.role) {
            return Err(Error::NotAllowed);
        }
        if id == me {
            return Err(Error::refused("worker.itself", "worker"));
        }
        vault::check_strength(secret)?;
        if secret != repeated {
            return Err(Error::refused("unlock.differs", "repeated"));
        }
        let room = self.here_mut();
        let (mut vault, _, keys): (Vault, _, _) = attempt::unlock(&room.folder, &env, Some(&me), own_secret)?;
        vault.reset_worker(&env, &keys.dek, id, secret)?;
        vault.known_secret = None;
        let device = room.signed_in()?;
        audit::note(device, Audited::Reset, id, 1, "kata sandi terlupa")?;
        audit::flush(device)?;
        vault.save(&room.folder)?;
        room.pins.remove(id);
        Ok(())
    }
}

const fn may_reset(role: Role) -> bool {
    matches!(role, Role::VillageHead | Role::VillageOperator)
}
