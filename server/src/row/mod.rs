//! Rows at the province.

pub mod store;
