//! What every command shares: the one session of this window, used by one command at a time.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pesiar_device::backup::place::Targets;
use pesiar_device::device::Device;
use pesiar_device::env::Env;
use pesiar_device::error::{Error, Failure, Result};
use pesiar_device::exchange::offer::Offers;
use pesiar_device::session::Session;
use pesiar_device::sync::Lend;

use crate::running::Running;

/// The state of the shell, one per process.
pub(crate) struct App {
    session: Arc<Mutex<Session>>,
    /// Files that were offered for import.
    pub(crate) offers: Mutex<Offers>,
    /// Places that were offered for a copy.
    pub(crate) targets: Mutex<Targets>,
    /// Whoever works on a file may be stopped without waiting for the session.
    pub(crate) importing: Running,
    /// Whoever talks to the province may be stopped likewise.
    pub(crate) syncing: Running,
}

impl App {
    /// A locked session on the profile in this folder; nothing is opened yet.
    pub(crate) fn new(profile: &Path) -> Self {
        Self {
            session: Arc::new(Mutex::new(Session::new(profile, Env::machine()))),
            offers: Mutex::default(),
            targets: Mutex::default(),
            importing: Running::default(),
            syncing: Running::default(),
        }
    }

    /// Runs a use case of the session away from the thread that draws the window.
    pub(crate) async fn session<T, Work>(&self, work: Work) -> std::result::Result<T, Failure>
    where
        T: Send + 'static,
        Work: FnOnce(&mut Session) -> Result<T> + Send + 'static,
    {
        let session = Arc::clone(&self.session);
        let done = tauri::async_runtime::spawn_blocking(move || work(&mut enter(&session))).await;
        done.unwrap_or(Err(Error::Internal("command stopped"))).map_err(|error| Failure::from(&error))
    }

    /// Runs something long that needs no session, so that the window can go on asking the others.
    pub(crate) async fn apart<T, Work>(&self, work: Work) -> std::result::Result<T, Failure>
    where
        T: Send + 'static,
        Work: FnOnce() -> Result<T> + Send + 'static,
    {
        let done = tauri::async_runtime::spawn_blocking(work).await;
        done.unwrap_or(Err(Error::Internal("command stopped"))).map_err(|error| Failure::from(&error))
    }

    /// Runs a use case of the open profile; refused while nobody is signed in.
    pub(crate) async fn device<T, Work>(&self, work: Work) -> std::result::Result<T, Failure>
    where
        T: Send + 'static,
        Work: FnOnce(&mut Device) -> Result<T> + Send + 'static,
    {
        self.session(move |session| work(session.device()?)).await
    }

    /// Runs a use case that takes the open profile only for short steps, and lets others have it in between. Begun by
    /// somebody who is signed in, it goes on when the screen locks.
    pub(crate) async fn lent<T, Work>(&self, work: Work) -> std::result::Result<T, Failure>
    where
        T: Send + 'static,
        Work: FnOnce(&mut Lent) -> Result<T> + Send + 'static,
    {
        self.device(|_| Ok(())).await?;
        let mut lent = Lent(Arc::clone(&self.session));
        let done = tauri::async_runtime::spawn_blocking(move || work(&mut lent)).await;
        done.unwrap_or(Err(Error::Internal("command stopped"))).map_err(|error| Failure::from(&error))
    }

    /// Signs out before the process ends, so that what was looked at is on record.
    pub(crate) fn close(&self) {
        // Nobody is left to tell; a failed write is found when the profile is opened next.
        let _ = enter(&self.session).close();
    }
}

/// The session, lent step by step.
pub(crate) struct Lent(Arc<Mutex<Session>>);

impl Lend for Lent {
    fn lend<T>(&mut self, work: impl FnOnce(&mut Device) -> Result<T>) -> Result<T> {
        work(enter(&self.0).background()?)
    }
}

/// A command that panicked left everything as its last whole step did: consistent, so it is used on.
pub(crate) fn enter<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
