//! Every route on one screen.

pub(crate) mod console;
mod enrol;
mod health;
mod sync;

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, post};
use tower_http::timeout::TimeoutLayer;

use crate::state::Server;

/// Most bytes of a compressed sync request.
const SYNC_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Most bytes of an enrolment request.
const ENROL_BYTES_MAX: usize = 8 * 1024;
/// A body may trickle in over 2G, but not for ever.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(120);

/// The router.
pub fn router(server: Server) -> Router {
    Router::new()
        .route("/healthz", get(health::healthz))
        .route("/v1/enrol", post(enrol::enrol).layer(DefaultBodyLimit::max(ENROL_BYTES_MAX)))
        .route("/v1/sync", post(sync::sync).layer(DefaultBodyLimit::max(SYNC_BYTES_MAX)))
        .merge(console::router())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, REQUEST_TIMEOUT))
        .with_state(server)
}
