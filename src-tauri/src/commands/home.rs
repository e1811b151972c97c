//! Where the village stands.

use pesiar_device::error::Failure;
use pesiar_device::home::today::{self, HomeToday};
use pesiar_device::home::{self, HomeFigures};
use tauri::State;

use crate::app::App;

/// The figures of today.
#[tauri::command]
pub(crate) async fn home_figures(app: State<'_, App>) -> Result<HomeFigures, Failure> {
    app.device(|device| home::figures(device)).await
}

/// What is to be done today.
#[tauri::command]
pub(crate) async fn home_today(app: State<'_, App>) -> Result<HomeToday, Failure> {
    app.device(|device| today::today(device)).await
}
