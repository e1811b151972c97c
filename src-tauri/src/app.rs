//! What every command shares: the one session of this window, used by one command at a time.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use pesiar_device::device::Device;
use pesiar_device::env::Env;
use pesiar_device::error::{Error, Failure, Result};
use pesiar_device::session::Session;

/// The state of the shell, one per process.
pub(crate) struct App {
    session: Arc<Mutex<Session>>,
}

impl App {
    /// A locked session on the profile in this folder; nothing is opened yet.
    pub(crate) fn new(profile: &Path) -> Self {
        Self { session: Arc::new(Mutex::new(Session::new(profile, Env::machine()))) }
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

    /// Signs out before the process ends, so that what was looked at is on record.
    pub(crate) fn close(&self) {
        // Nobody is left to tell; a failed write is found when the profile is opened next.
        let _ = enter(&self.session).close();
    }
}

/// A command that panicked left the session as its last transaction did: consistent, so it is used on.
fn enter(session: &Mutex<Session>) -> MutexGuard<'_, Session> {
    session.lock().unwrap_or_else(PoisonError::into_inner)
}
