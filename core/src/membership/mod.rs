//! JKN membership: what one source said about one person on one day.

pub mod code;
pub mod effective;
pub mod field;
pub mod words;
