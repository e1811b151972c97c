//! Advocacy: what was explained to a person, and how the person answered.

pub mod code;
pub mod field;
