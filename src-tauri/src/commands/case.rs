//! Registration cases: the board, one case, a new one, the next step.

use pesiar_device::case::list::{self, CaseGroup};
use pesiar_device::case::new::{self, CaseFamily, CaseInput};
use pesiar_device::case::step::{self, CaseStepInput};
use pesiar_device::case::view::{self, CaseView};
use pesiar_device::error::Failure;
use tauri::State;

use crate::app::App;

/// All cases by state.
#[tauri::command]
pub(crate) async fn case_board(app: State<'_, App>) -> Result<Vec<CaseGroup>, Failure> {
    app.device(|device| list::board(device)).await
}

/// The family a new case is for.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn case_family(app: State<'_, App>, family_id: String) -> Result<CaseFamily, Failure> {
    app.device(move |device| new::family(device, &family_id)).await
}

/// Opens a case.
#[tauri::command]
pub(crate) async fn case_open(app: State<'_, App>, input: CaseInput) -> Result<(), Failure> {
    app.device(move |device| new::open(device, &input)).await
}

/// Moves a case one step.
#[tauri::command]
pub(crate) async fn case_step(app: State<'_, App>, input: CaseStepInput) -> Result<(), Failure> {
    app.device(move |device| step::take(device, &input)).await
}

/// One case.
#[tauri::command]
pub(crate) async fn case_view(app: State<'_, App>, id: String) -> Result<CaseView, Failure> {
    app.device(move |device| view::open(device, &id)).await
}
