//! First start: connecting to the province, or making a practice village.

use pesiar_device::error::Failure;
use pesiar_device::practice::open::Step;
use pesiar_device::session::first::{self, CodeCheck, Secret, Suggestion};
use tauri::State;
use tauri::ipc::Channel;

use crate::app::App;

/// How an enrolment code reads while it is typed.
#[tauri::command]
pub(crate) fn first_code(code: String) -> CodeCheck {
    first::check_code(&code)
}

/// A passphrase to write down.
#[tauri::command]
pub(crate) async fn first_suggestion(app: State<'_, App>) -> Result<Suggestion, Failure> {
    app.session(|session| Ok(session.suggestion())).await
}

/// Connects to the province and signs in.
#[tauri::command]
pub(crate) async fn first_connect(
    app: State<'_, App>,
    server: String,
    code: String,
    secret: String,
    repeated: String,
) -> Result<(), Failure> {
    let first = app.session(|session| Ok(session.first())).await?;
    let typed = secret.clone();
    let enrolled =
        app.apart(move || first.connect(&server, &code, &Secret { first: &typed, repeated: &repeated })).await?;
    app.session(move |session| session.enter(false, &enrolled.user, &secret)).await
}

/// Lays an unanswered enrolment aside.
#[tauri::command]
pub(crate) async fn first_start_over(app: State<'_, App>) -> Result<(), Failure> {
    app.session(|session| session.first().start_over()).await
}

/// Makes the practice village, telling each step, and goes to its door.
#[tauri::command]
pub(crate) async fn first_practice(
    app: State<'_, App>,
    secret: Option<String>,
    repeated: String,
    at: Channel<Step>,
) -> Result<(), Failure> {
    let first = app.session(|session| Ok(session.first())).await?;
    let make = move || {
        let secret = secret.as_deref().map(|first| Secret { first, repeated: &repeated });
        // A window that is gone is told nothing; the village is made all the same.
        first.practise(secret.as_ref(), |step| drop(at.send(step)))
    };
    app.apart(make).await?;
    app.session(|session| session.choose(true)).await
}
