//! Forms that were left before they were saved.

use pesiar_device::draft::offer::{self, OpenDraft};
use pesiar_device::draft::{self, Draft};
use pesiar_device::error::Failure;
use tauri::State;

use crate::app::App;

/// The form to go on with: a kept one of this noun and subject, or a fresh one.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn draft_begin(
    app: State<'_, App>,
    noun: String,
    subject_id: String,
    draft_id: Option<String>,
) -> Result<Draft, Failure> {
    app.device(move |device| draft::begin(device, (&noun, &subject_id), draft_id.as_deref())).await
}

/// Keeps a form as it is now.
#[tauri::command]
pub(crate) async fn draft_keep(app: State<'_, App>, draft: Draft) -> Result<(), Failure> {
    app.device(move |device| draft::keep(device, &draft)).await
}

/// Open drafts, of everybody or of one family.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn draft_list(app: State<'_, App>, family_id: Option<String>) -> Result<Vec<OpenDraft>, Failure> {
    app.device(move |device| offer::open(device, family_id.as_deref())).await
}

/// Throws a draft away.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn draft_discard(app: State<'_, App>, draft_id: String) -> Result<(), Failure> {
    app.device(move |device| draft::discard(device, &draft_id)).await
}
