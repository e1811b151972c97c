//! Advocacy: what was explained to a person, and how the person answered.

pub mod check;
pub mod code;
pub mod field;
pub mod next;
