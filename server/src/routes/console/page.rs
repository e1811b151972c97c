//! `GET /` and `GET /assets/{file}`: the pages themselves. They say nothing about anybody.

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::console;

/// The one page. Asked for again each time, so that an updated server shows its new pages.
pub(super) async fn page() -> Response {
    send(console::PAGE, "no-cache")
}

/// A script, style or font. Its name changes with its content.
pub(super) async fn asset(Path(file): Path<String>) -> Response {
    send(&format!("assets/{file}"), "public, max-age=31536000, immutable")
}

fn send(path: &str, cache: &'static str) -> Response {
    match console::file(path) {
        Some((bytes, kind)) => ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cache)], bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
