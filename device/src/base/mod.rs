//! The base: an exact copy of a server state, stream by stream. It only ever goes from one such state to the next.

pub mod settle;
pub mod store;
