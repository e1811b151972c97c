//! Kirim & Terima: what waits, and the way to the province.

use pesiar_device::error::Failure;
use pesiar_device::progress::WorkStep;
use pesiar_device::sync::overview::{self, SyncOverview, SyncReceipt};
use pesiar_device::sync::trip;
use tauri::State;
use tauri::ipc::Channel;

use crate::app::App;

/// What waits and what was answered so far.
#[tauri::command]
pub(crate) async fn sync_overview(app: State<'_, App>) -> Result<SyncOverview, Failure> {
    app.device(|device| overview::of(device)).await
}

/// Sends what waits and fetches what is new; the profile is free while the network is waited for.
#[tauri::command]
pub(crate) async fn sync_run(app: State<'_, App>, progress: Channel<WorkStep>) -> Result<SyncReceipt, Failure> {
    let progress = app.syncing.begin(progress).map_err(|error| Failure::from(&error))?;
    let done = app.lent(move |lent| trip::travel(lent, &progress)).await;
    app.syncing.end();
    done.map(|receipt| SyncReceipt::of(&receipt))
}

/// Asks a sync to stop; never waits.
#[tauri::command]
pub(crate) fn sync_stop(app: State<'_, App>) {
    app.syncing.stop();
}
