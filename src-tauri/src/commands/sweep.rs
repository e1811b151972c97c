//! Sisir.

use pesiar_device::error::Failure;
use pesiar_device::sweep::{self, SweepFilter, SweepPage};
use tauri::State;

use crate::app::App;

/// A stretch of the houses to visit.
#[tauri::command]
pub(crate) async fn sweep_list(
    app: State<'_, App>,
    filter: SweepFilter,
    offset: u32,
    limit: u32,
) -> Result<SweepPage, Failure> {
    app.device(move |device| sweep::list(device, &filter, offset, limit)).await
}
