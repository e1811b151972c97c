//! Targets: the list people work through.

use pesiar_device::error::Failure;
use pesiar_device::target::list::{self, TargetPage, Wanted};
use tauri::State;

use crate::app::App;

/// A stretch of the people under a filter.
#[tauri::command]
pub(crate) async fn target_list(
    app: State<'_, App>,
    filter: String,
    place: String,
    offset: u32,
    limit: u32,
) -> Result<TargetPage, Failure> {
    app.device(move |device| list::list(device, &Wanted { filter: &filter, place: &place, offset, limit })).await
}
