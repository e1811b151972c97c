//! The device's own chain: every save ends here, signed, before anything is called saved.

pub mod append;
pub mod prune;
pub mod store;
pub mod verify;
