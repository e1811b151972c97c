//! Families: recording, the list people work through, and the sheet of one.

pub mod card;
pub mod check;
pub mod member;
pub mod record;
pub mod sheet;
pub mod store;
pub mod timeline;
