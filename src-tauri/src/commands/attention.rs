//! Perlu Perhatian: what a person must look at.

use pesiar_device::attention;
use pesiar_device::attention::list::{self, AttentionList};
use pesiar_device::error::Failure;
use tauri::State;

use crate::app::App;

/// The number at the bell.
#[tauri::command]
pub(crate) async fn attention_count(app: State<'_, App>) -> Result<u32, Failure> {
    app.device(|device| attention::count(device)).await
}

/// All of it, in words.
#[tauri::command]
pub(crate) async fn attention_list(app: State<'_, App>) -> Result<AttentionList, Failure> {
    app.device(|device| list::of(device)).await
}
