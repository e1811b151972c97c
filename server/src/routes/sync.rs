//! `POST /v1/sync`: one round of one device.

use std::time::Instant;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use pesiar_core::sync::CONTENT_TYPE;
use pesiar_core::sync::auth::header;

use crate::data::now_ms;
use crate::error::{Error, Result};
use crate::state::Server;
use crate::sync::page::ROWS_A_PAGE;
use crate::sync::{Request, handle};

/// Takes segments, gives pages.
pub(super) async fn sync(State(server): State<Server>, headers: HeaderMap, body: Bytes) -> Result<impl IntoResponse> {
    let start = Instant::now();
    let dev: u32 = number(&headers, header::DEVICE)?;
    let sid: u64 = number(&headers, header::SID)?;
    let wall: i64 = number(&headers, header::WALL)?;
    let sig = text(&headers, header::SIG)?.to_owned();
    let bytes_up = body.len();
    let (answer, summary) = server
        .run(move |db, key| {
            let request = Request { dev, sid, wall, sig: &sig, body: &body, rows_a_page: ROWS_A_PAGE };
            handle(db, key, &request, now_ms())
        })
        .await?;
    tracing::info!(
        device = dev,
        recorded = summary.recorded,
        repeated = summary.repeated,
        rows = summary.rows,
        bytes_up,
        bytes_down = answer.len(),
        ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX),
        "sync"
    );
    Ok(([("content-type", CONTENT_TYPE)], answer))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> Result<&'a str> {
    let missing = || Error::refused(StatusCode::BAD_REQUEST, "request.header");
    headers.get(name).and_then(|value| value.to_str().ok()).ok_or_else(missing)
}

fn number<T: std::str::FromStr>(headers: &HeaderMap, name: &str) -> Result<T> {
    text(headers, name)?.parse().map_err(|_| Error::refused(StatusCode::BAD_REQUEST, "request.header"))
}
