//! Recorded segments: immutable, the audit truth from which every row can be rebuilt.

pub mod store;
pub mod verify;
