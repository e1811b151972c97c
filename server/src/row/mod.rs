//! Rows at the province.

pub mod dead;
pub mod store;
