//! Rows at the server: `row_state`, the only place that merges.

pub mod store;
