//! The server's routes called in process: statuses, limits, permissions.

pub(crate) mod browser;
pub(crate) mod caller;
mod console;
mod enrol;
mod routes;
mod sign_in;
mod sync;
