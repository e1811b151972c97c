//! `POST /v1/enrol`: a code becomes a device.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use pesiar_core::enrolment::Request;

use crate::data::now_ms;
use crate::enrol::accept;
use crate::error::{Error, Result};
use crate::state::Server;

/// Enrols a device.
pub(super) async fn enrol(State(server): State<Server>, body: Bytes) -> Result<impl IntoResponse> {
    let malformed = |_| Error::refused(StatusCode::BAD_REQUEST, "request.malformed");
    let request: Request = serde_json::from_slice(&body).map_err(malformed)?;
    let answer = server
        .write(move |tx, key| match accept(tx, &request, key.verifying_key().as_bytes(), now_ms()) {
            Err(refused @ Error::Refused { .. }) => Ok(Err(refused)), // a wrong secret is counted too
            other => other.map(Ok),
        })
        .await??;
    tracing::info!(device = answer.dev, "enrolled");
    let bytes = serde_json::to_vec(&answer).map_err(|_| Error::Corrupt("enrolment answer"))?;
    Ok(([("content-type", "application/json")], bytes))
}
