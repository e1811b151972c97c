//! Pengaturan: how the screens look, when they lock, the PIN, and who works here.

use pesiar_device::error::Failure;
use pesiar_device::preference::Preferences;
use pesiar_device::session::settings::SettingsView;
use tauri::State;

use crate::app::App;

/// What Pengaturan shows.
#[tauri::command]
pub(crate) async fn settings_show(app: State<'_, App>) -> Result<SettingsView, Failure> {
    app.session(|session| session.settings()).await
}

/// Keeps how the screens shall look and lock.
#[tauri::command]
pub(crate) async fn settings_prefer(app: State<'_, App>, preferences: Preferences) -> Result<(), Failure> {
    app.session(move |session| session.prefer(preferences)).await
}

/// Makes or changes the PIN of this run.
#[tauri::command]
pub(crate) async fn settings_set_pin(app: State<'_, App>, pin: String, repeated: String) -> Result<(), Failure> {
    app.session(move |session| session.set_pin(&pin, &repeated)).await
}

/// Forgets the PIN.
#[tauri::command]
pub(crate) async fn settings_remove_pin(app: State<'_, App>) -> Result<(), Failure> {
    app.session(|session| session.remove_pin()).await
}

/// Gives another worker a new passphrase.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn settings_reset_worker(
    app: State<'_, App>,
    worker_id: String,
    own_secret: String,
    secret: String,
    repeated: String,
) -> Result<(), Failure> {
    app.session(move |session| session.reset_worker(&worker_id, &own_secret, &secret, &repeated)).await
}
