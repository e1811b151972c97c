//! Streams: the unit of replication. Heads, checksums, and where each row stands.

pub mod floor;
pub mod store;
