//! Visits: what happened at the door, and what was learnt of each person, saved as one.

pub mod entry;
pub mod form;
pub mod met;
pub mod record;
pub mod store;

#[cfg(test)]
mod tests;
