//! `GET /healthz`: is the database there. Says nothing about anybody.

use axum::extract::State;
use axum::response::IntoResponse;

use crate::db::store::epoch;
use crate::error::Result;
use crate::state::Server;

/// Answers if the database can be read.
pub(super) async fn healthz(State(server): State<Server>) -> Result<impl IntoResponse> {
    let epoch = server.read(epoch).await?;
    let body = format!("{{\"ok\":true,\"version\":\"{}\",\"epoch\":{epoch}}}", env!("CARGO_PKG_VERSION"));
    Ok(([("content-type", "application/json")], body))
}
