//! Families, as cards of a list.

use pesiar_device::error::Failure;
use pesiar_device::family::card::{self, FamilyPage};
use pesiar_device::family::sheet::{self, FamilySheet};
use tauri::State;

use crate::app::App;

/// A stretch of the families that match, or of all of them.
#[tauri::command]
pub(crate) async fn family_list(
    app: State<'_, App>,
    query: String,
    offset: u32,
    limit: u32,
) -> Result<FamilyPage, Failure> {
    app.device(move |device| card::list(device, &query, offset, limit)).await
}

/// The sheet of one household.
#[tauri::command]
pub(crate) async fn family_sheet(app: State<'_, App>, id: String) -> Result<FamilySheet, Failure> {
    app.device(move |device| sheet::open(device, &id)).await
}
