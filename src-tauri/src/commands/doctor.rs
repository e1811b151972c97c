//! Periksa Laptop.

use pesiar_device::doctor::examine::{self, Examination};
use pesiar_device::doctor::printed;
use pesiar_device::error::Failure;
use pesiar_device::export_folder::SavedFile;
use pesiar_device::progress::{Progress, Stop, WorkStep};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

use crate::app::App;
use crate::documents;

/// Looks at everything that can be looked at offline.
#[tauri::command]
pub(crate) async fn doctor_run(app: State<'_, App>, progress: Channel<WorkStep>) -> Result<Examination, Failure> {
    let progress = Progress::new(Stop::default(), move |step| drop(progress.send(step)));
    app.device(move |device| examine::run(device, &progress)).await
}

/// Saves the last result as a text file without anybody's data.
#[tauri::command]
pub(crate) async fn doctor_save(handle: AppHandle, app: State<'_, App>) -> Result<SavedFile, Failure> {
    let documents = documents::documents(&handle)?;
    app.device(move |device| printed::save(device, &documents)).await
}
