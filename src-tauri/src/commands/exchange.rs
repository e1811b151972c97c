//! Importing a file: offered, opened, rehearsed, taken over. A path never comes from the window.

use pesiar_device::error::Failure;
use pesiar_device::exchange::desk::{self, ImportCounts, ImportLines, OpenedFile, Wish};
use pesiar_device::exchange::line::Group;
use pesiar_device::exchange::offer::OfferedFile;
use pesiar_device::export_folder::SavedFile;
use pesiar_device::progress::WorkStep;
use tauri::ipc::Channel;
use tauri::{AppHandle, Manager, State};
use tauri_plugin_dialog::DialogExt;

use crate::app::{App, enter};
use crate::documents;

/// Files that lie in the usual places now.
#[tauri::command]
pub(crate) async fn import_files(handle: AppHandle, app: State<'_, App>) -> Result<Vec<OfferedFile>, Failure> {
    let home = documents::home(&handle)?;
    Ok(enter(&app.offers).look(&home))
}

/// A file chosen in the system's own dialog; none if the person changed their mind.
#[tauri::command]
pub(crate) async fn import_pick(handle: AppHandle, app: State<'_, App>) -> Result<Option<OfferedFile>, Failure> {
    let (sender, chosen) = std::sync::mpsc::channel();
    let mut dialog = handle.dialog().file().set_title("Pilih berkas").add_filter("Excel, CSV", &["xlsx", "csv"]);
    if let Some(window) = handle.get_webview_window("main") {
        dialog = dialog.set_parent(&window); // else it may open behind
    }
    dialog.pick_file(move |file| drop(sender.send(file)));
    let file = tauri::async_runtime::spawn_blocking(move || chosen.recv().ok().flatten()).await.ok().flatten();
    let path = file.and_then(|file| file.into_path().ok());
    path.map(|path| enter(&app.offers).add(&path)).transpose().map_err(|error| Failure::from(&error))
}

/// Reads an offered file and says what it is.
#[tauri::command]
pub(crate) async fn import_open(
    app: State<'_, App>,
    file: u32,
    progress: Channel<WorkStep>,
) -> Result<OpenedFile, Failure> {
    let path = enter(&app.offers).path(file).map_err(|error| Failure::from(&error))?;
    let progress = app.importing.begin(progress).map_err(|error| Failure::from(&error))?;
    let done = app.device(move |device| desk::open(device, &path, &progress)).await;
    app.importing.end();
    done
}

/// Rehearses or takes over the opened file.
#[tauri::command]
pub(crate) async fn import_run(
    app: State<'_, App>,
    wish: Wish,
    progress: Channel<WorkStep>,
) -> Result<ImportCounts, Failure> {
    let progress = app.importing.begin(progress).map_err(|error| Failure::from(&error))?;
    let done = app.device(move |device| desk::run(device, wish, &progress)).await;
    app.importing.end();
    done
}

/// Asks whatever works on a file to stop; never waits.
#[tauri::command]
pub(crate) fn import_stop(app: State<'_, App>) {
    app.importing.stop();
}

/// Lines of one group of the last run.
#[tauri::command]
pub(crate) async fn import_lines(
    app: State<'_, App>,
    group: Group,
    offset: u32,
    limit: u32,
) -> Result<ImportLines, Failure> {
    app.device(move |device| desk::lines(device, group, offset, limit)).await
}

/// Saves what must be put right in the file.
#[tauri::command]
pub(crate) async fn import_save_list(handle: AppHandle, app: State<'_, App>) -> Result<SavedFile, Failure> {
    let documents = documents::documents(&handle)?;
    app.device(move |device| desk::save_repair_list(device, &documents)).await
}
