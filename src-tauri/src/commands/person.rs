//! Persons.

use pesiar_device::error::Failure;
use pesiar_device::person::unmask;
use tauri::State;

use crate::app::App;

/// The full NIK of one person; seeing it is on record.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn person_nik(app: State<'_, App>, person_id: String) -> Result<String, Failure> {
    app.device(move |device| unmask::nik(device, &person_id)).await
}
