//! The server's routes called in process: statuses, limits, permissions.

mod caller;
mod enrol;
mod sync;
