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

/// Signs a worker in with the PIN of this run.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn session_unlock_pin(app: State<'_, App>, worker_id: String, pin: String) -> Result<(), Failure> {
    app.session(move |session| session.unlock_by_pin(&worker_id, &pin)).await
}

/// Goes to the door of the other village.
#[tauri::command]
pub(crate) async fn session_choose(app: State<'_, App>, practice: bool) -> Result<(), Failure> {
    app.session(move |session| session.choose(practice)).await
}

/// Notes that somebody uses the window, at this place of it.
#[tauri::command]
pub(crate) async fn session_used(app: State<'_, App>, place: String) -> Result<(), Failure> {
    app.session(move |session| session.used(&place)).await
}

/// Signs out: the passphrase is needed again.
#[tauri::command]
pub(crate) async fn session_sign_out(app: State<'_, App>) -> Result<(), Failure> {
    app.session(|session| session.sign_out()).await
}

/// Locks the screen; keys that a sync needs stay.
#[tauri::command]
pub(crate) async fn session_lock(app: State<'_, App>) -> Result<(), Failure> {
    app.session(|session| session.lock()).await
}
