//! An open profile: database, author, clock. Use cases are functions of the rooms that take it.

use std::path::Path;

use ed25519_dalek::SigningKey;
use pesiar_core::access::{Action, Actor, Role, allows};
use pesiar_core::id::VillageKey;
use pesiar_core::region::{AreaCode, VillageCode};
use pesiar_core::sync::auth::to_hex;
use rusqlite::Connection;

use crate::db;
use crate::doctor::examine::Examination;
use crate::env::Env;
use crate::error::{Error, Result};
use crate::exchange::desk::Desk;
use crate::profile::Profile;
use crate::reserve;
use crate::vault::{Keys, UNANSWERED, Vault, attempt};
use crate::village::{self, Village};

/// Who writes on this device.
pub struct Author {
    /// Device number; 0 in the practice village, which is never sent.
    pub dev: u32,
    /// Worker id.
    pub user: String,
    /// Role.
    pub role: Role,
    /// Assignment revision.
    pub arev: i64,
    /// Signs segments; none while the screen is locked.
    pub key: Option<SigningKey>,
}

/// An open profile.
pub struct Device {
    pub(crate) db: Connection,
    pub(crate) env: Env,
    pub(crate) author: Author,
    pub(crate) device_key: SigningKey,
    // Held for its lock; knows the folder.
    pub(crate) profile: Profile,
    pub(crate) practice: bool,
    /// The file that is being imported.
    pub(crate) desk: Option<Desk>,
    /// What the last check of the laptop found.
    pub(crate) examined: Option<Examination>,
}

impl Device {
    /// Opens a profile with a worker's passphrase.
    ///
    /// # Errors
    /// [`Error::NoProfile`], [`Error::InUse`], [`Error::Wait`], [`Error::WrongSecret`], [`Error::Corrupt`].
    pub fn open(folder: &Path, env: Env, worker_id: Option<&str>, secret: &str) -> Result<Self> {
        if !folder.join("vault.json").exists() {
            return Err(Error::NoProfile);
        }
        let profile = Profile::take(folder)?;
        let (vault, worker, keys) = attempt::unlock(folder, &env, worker_id, secret)?;
        let key = keys.worker.clone();
        let mut device = Self::assemble(profile, env, keys, vault.practice)?;
        reserve::keep(folder);
        if worker != UNANSWERED {
            device.sign_in(&worker, key)?;
        }
        Ok(device)
    }

    /// Opens the database of a profile whose keys are known.
    ///
    /// # Errors
    /// [`Error::Corrupt`], [`Error::Newer`], [`Error::Db`].
    pub(crate) fn assemble(profile: Profile, env: Env, keys: Keys, practice: bool) -> Result<Self> {
        let db = reserve::with(profile.folder(), || db::open(&profile.database(practice), &keys.dek))?;
        Self::around(profile, (db, env), keys, practice)
    }

    /// Opens a profile around a connection that is already open: many laptops in one process, without files and
    /// passphrases, as the simulator and benches need them. Everything behind it is the real thing.
    ///
    /// # Errors
    /// [`Error::Newer`], [`Error::Db`].
    pub fn over(db: Connection, env: Env, keys: Keys) -> Result<Self> {
        Self::around(Profile::in_memory(), (db::over(db)?, env), keys, false)
    }

    fn around(profile: Profile, (db, env): (Connection, Env), keys: Keys, practice: bool) -> Result<Self> {
        let role = db::meta(&db, "role")?.and_then(|code| Role::from_code(&code)).unwrap_or(Role::Enumerator);
        let author = Author {
            dev: u32::try_from(db::meta_int(&db, "dev")?).unwrap_or(0),
            user: db::meta(&db, "user")?.unwrap_or_default(),
            role,
            arev: db::meta_int(&db, "arev")?,
            key: Some(keys.worker),
        };
        Ok(Self { db, env, author, device_key: keys.device, profile, practice, desk: None, examined: None })
    }

    /// From now on this worker writes: their name, role and signature.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub fn sign_in(&mut self, worker: &str, key: SigningKey) -> Result<()> {
        let known = format!("key:{worker}");
        let public = to_hex(key.verifying_key().as_bytes());
        if db::meta(&self.db, &known)?.as_deref() != Some(public.as_str()) {
            db::set_meta(&self.db, &known, &public)?;
        }
        self.author.role = self.role_of(worker)?;
        self.author.user = worker.to_owned();
        self.author.key = Some(key);
        Ok(())
    }

    /// Drops the worker's key; the database stays open, so that a sync goes on (design.md 7).
    pub(crate) fn sign_out(&mut self) {
        self.author.key = None;
    }

    /// The role of a worker: their own, or that of the one who was enrolled here. Kept in the encrypted database, where
    /// nobody can promote themselves.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub(crate) fn role_of(&self, worker: &str) -> Result<Role> {
        let own = db::meta(&self.db, &format!("role:{worker}"))?;
        let code = own.map_or_else(|| db::meta(&self.db, "role"), |own| Ok(Some(own)))?;
        Ok(code.and_then(|code| Role::from_code(&code)).unwrap_or(Role::Enumerator))
    }

    /// The village this profile works for.
    ///
    /// # Errors
    /// [`Error::Sync`] before enrolment.
    pub fn village(&self) -> Result<Village> {
        village::store::first(&self.db)?.ok_or(Error::Sync("sync.not_enrolled"))
    }

    /// The database, for those who check it from outside.
    #[must_use]
    pub const fn database(&self) -> &Connection {
        &self.db
    }

    /// Ends the profile and gives the connection back.
    #[must_use]
    pub fn into_database(self) -> Connection {
        self.db
    }

    /// Whether this is the practice village.
    #[must_use]
    pub const fn is_practice(&self) -> bool {
        self.practice
    }

    /// Who is signed in.
    #[must_use]
    pub const fn author(&self) -> &Author {
        &self.author
    }

    /// The profile folder: keys and settings beside the database.
    pub(crate) fn folder(&self) -> &Path {
        self.profile.folder()
    }

    /// Name of who is signed in, with their role, as printed on papers.
    #[must_use]
    pub fn author_name(&self) -> String {
        let vault = Vault::load(self.profile.folder());
        let workers = vault.map(|vault| vault.workers).unwrap_or_default();
        let name = workers.into_iter().find(|worker| worker.id == self.author.user).map(|worker| worker.name);
        let role = self.author.role.label();
        name.filter(|name| !name.is_empty()).map_or_else(|| role.to_owned(), |name| format!("{name} ({role})"))
    }

    /// Refuses what this person may not do in their village.
    ///
    /// # Errors
    /// [`Error::NotAllowed`].
    pub fn require(&self, action: Action) -> Result<()> {
        let village = self.village()?;
        let area = village.code.area().clone();
        let actor = Actor { role: self.author.role, area: area.clone() };
        if allows(&actor, action, &area) { Ok(()) } else { Err(Error::NotAllowed) }
    }

    /// Segments not yet known to be at the province.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub fn pending(&self) -> Result<u64> {
        let (head, _) = crate::segment::store::head(&self.db)?;
        let sent = u64::try_from(db::meta_int(&self.db, "wm")?).unwrap_or(0);
        Ok(head.saturating_sub(sent))
    }
}

impl Village {
    /// The code as an area.
    #[must_use]
    pub fn area(&self) -> &AreaCode {
        self.code.area()
    }

    /// The key of imported ids.
    #[must_use]
    pub const fn key(&self) -> &VillageKey {
        &self.id_key
    }

    /// The code.
    #[must_use]
    pub const fn village_code(&self) -> &VillageCode {
        &self.code
    }
}
