//! Rows on a device: view = base + own segments the base does not include yet.

pub mod rebuild;
pub mod record;
pub mod shown;
pub mod store;
pub mod words;
