//! The village's population number.

use pesiar_device::error::Failure;
use pesiar_device::population_ref::form::{self, PopulationEntry, PopulationForm};
use tauri::State;

use crate::app::App;

/// What the form offers.
#[tauri::command]
pub(crate) async fn population_form(app: State<'_, App>) -> Result<PopulationForm, Failure> {
    app.device(|device| Ok(form::form(device))).await
}

/// Saves it.
#[tauri::command]
pub(crate) async fn population_save(app: State<'_, App>, entry: PopulationEntry) -> Result<(), Failure> {
    app.device(move |device| form::save(device, &entry)).await
}
