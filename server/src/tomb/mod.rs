//! Rows that are gone: kept for ever, so that nothing revives them by accident.

pub mod store;
