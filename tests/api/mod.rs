//! The server's routes called in process: statuses, limits, permissions.

mod browser;
mod caller;
mod console;
mod enrol;
mod routes;
mod sign_in;
mod sync;
