//! Talks: whom to talk to, what was said before, and the answer.

use pesiar_device::advocacy::list::{self, TalkPage};
use pesiar_device::advocacy::person::{self, TalkPerson};
use pesiar_device::advocacy::talk::{self, TalkInput};
use pesiar_device::error::Failure;
use tauri::State;

use crate::app::App;

/// A stretch of the people to talk to.
#[tauri::command]
pub(crate) async fn advocacy_list(app: State<'_, App>, offset: u32, limit: u32) -> Result<TalkPage, Failure> {
    app.device(move |device| list::page(device, offset, limit)).await
}

/// Somebody to talk to.
#[tauri::command(rename_all = "snake_case")]
pub(crate) async fn advocacy_person(app: State<'_, App>, person_id: String) -> Result<TalkPerson, Failure> {
    app.device(move |device| person::open(device, &person_id)).await
}

/// Saves a talk.
#[tauri::command]
pub(crate) async fn advocacy_record(app: State<'_, App>, input: TalkInput) -> Result<(), Failure> {
    app.device(move |device| talk::record(device, &input)).await
}
