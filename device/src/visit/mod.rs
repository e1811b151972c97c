//! Visits: what happened at the door, and what was learnt of each person, saved as one.

pub mod met;
pub mod record;
pub mod store;
