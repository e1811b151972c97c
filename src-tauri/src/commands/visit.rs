//! Visits: the form, and saving it.

use pesiar_device::error::Failure;
use pesiar_device::visit::entry::{self, VisitEntry, VisitSaved};
use pesiar_device::visit::form::{self, VisitForm};
use tauri::State;

use crate::app::App;

/// What the form of a visit begins with.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn visit_form(app: State<'_, App>, family_id: String) -> Result<VisitForm, Failure> {
    app.device(move |device| form::open(device, &family_id)).await
}

/// Saves a visit and everything learnt of the persons met.
#[tauri::command]
pub(crate) async fn visit_record(app: State<'_, App>, entry: VisitEntry) -> Result<VisitSaved, Failure> {
    app.device(move |device| entry::save(device, &entry)).await
}
