//! Reports: the pages on the screen, and as files in Documents.

use pesiar_device::error::Failure;
use pesiar_device::export_folder::SavedFile;
use pesiar_device::report::document::{self, ReportPreview, ReportWanted};
use pesiar_device::report::save::{self, ReportForm};
use tauri::{AppHandle, State};

use crate::app::App;
use crate::documents::documents;

/// The pages of a report, as they will be printed.
#[tauri::command]
pub(crate) async fn report_preview(app: State<'_, App>, wanted: ReportWanted) -> Result<ReportPreview, Failure> {
    app.device(move |device| document::preview(device, &wanted)).await
}

/// Saves a report and says where.
#[tauri::command]
pub(crate) async fn report_save(
    handle: AppHandle,
    app: State<'_, App>,
    wanted: ReportWanted,
    form: ReportForm,
) -> Result<SavedFile, Failure> {
    let documents = documents(&handle)?;
    app.device(move |device| save::save(device, &wanted, form, &documents)).await
}
