//! Signing in and out.

use pesiar_device::error::Failure;
use pesiar_device::session::SessionStatus;
use tauri::State;

use crate::app::App;

/// Whether somebody is signed in, on what, and what waits to be sent.
#[tauri::command]
pub(crate) async fn session_status(app: State<'_, App>) -> Result<SessionStatus, Failure> {
    app.session(|session| session.status()).await
}

/// Signs a worker in.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn session_unlock(app: State<'_, App>, worker_id: String, secret: String) -> Result<(), Failure> {
    app.session(move |session| session.unlock(&worker_id, &secret)).await
}

/// Signs out and drops the keys.
#[tauri::command]
pub(crate) async fn session_lock(app: State<'_, App>) -> Result<(), Failure> {
    app.session(|session| session.lock()).await
}
