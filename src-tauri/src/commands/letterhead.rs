//! Kop and signatories of the village's papers.

use pesiar_device::error::Failure;
use pesiar_device::letterhead::{self, LetterheadFields, LetterheadForm};
use tauri::State;

use crate::app::App;

/// What is entered, and what is printed.
#[tauri::command]
pub(crate) async fn letterhead_form(app: State<'_, App>) -> Result<LetterheadForm, Failure> {
    app.device(|device| letterhead::form(device)).await
}

/// Saves the form.
#[tauri::command]
pub(crate) async fn letterhead_save(app: State<'_, App>, fields: LetterheadFields) -> Result<LetterheadForm, Failure> {
    app.device(move |device| {
        letterhead::save(device, &fields)?;
        letterhead::form(device)
    })
    .await
}
