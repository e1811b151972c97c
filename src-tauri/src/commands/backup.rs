//! A copy of the profile outside the laptop.

use pesiar_device::backup;
use pesiar_device::backup::place::CopyPlace;
use pesiar_device::error::Failure;
use pesiar_device::export_folder::SavedFile;
use pesiar_device::progress::{Progress, Stop, WorkStep};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::app::{App, enter};
use crate::documents;

/// Where a copy may go now.
#[tauri::command]
pub(crate) async fn backup_places(handle: AppHandle, app: State<'_, App>) -> Result<Vec<CopyPlace>, Failure> {
    let documents = documents::documents(&handle)?;
    Ok(enter(&app.targets).look(&documents))
}

/// Makes a copy at an offered place.
#[tauri::command]
pub(crate) async fn backup_copy(
    app: State<'_, App>,
    place: u32,
    progress: Channel<WorkStep>,
) -> Result<SavedFile, Failure> {
    let target = enter(&app.targets).target(place).map_err(|error| Failure::from(&error))?;
    let progress = Progress::new(Stop::default(), move |step| drop(progress.send(step)));
    app.device(move |device| backup::copy(device, &target, &progress)).await
}
