//! The province in a browser: its pages, signing in, villages and their reports.

mod guard;
mod page;
mod refusal;
mod session;
mod village;

use axum::extract::DefaultBodyLimit;
use axum::routing::get;
use axum::{Router, middleware};

pub(crate) use guard::Tls;

use crate::state::Server;

/// Most bytes of a sign-in.
const BODY_BYTES_MAX: usize = 4 * 1024;

/// Routes of the browser. Everything but the page and the sign-in needs a session: its handlers take an `Office`.
pub(super) fn router() -> Router<Server> {
    Router::new()
        .route("/", get(page::page))
        .route("/assets/{file}", get(page::asset))
        .route("/v1/console/session", get(session::show).post(session::begin).delete(session::end))
        .route("/v1/console/villages", get(village::list))
        .route("/v1/console/villages/{code}", get(village::show))
        .route("/v1/console/villages/{code}/{file}", get(village::report))
        .layer(DefaultBodyLimit::max(BODY_BYTES_MAX))
        .layer(middleware::from_fn(guard::same_origin))
        .layer(middleware::from_fn(guard::headers))
}
