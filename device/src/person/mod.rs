//! Persons: recording, searching.

pub mod facts;
pub mod record;
pub mod search;
pub mod store;
pub mod unmask;
