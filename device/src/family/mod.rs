//! Families: recording, and the list people work through.

pub mod card;
pub mod check;
pub mod record;
pub mod store;
