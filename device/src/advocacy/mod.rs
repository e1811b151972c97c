//! Advocacy: whom to talk to, what was said before, and recording the answer.

pub mod list;
pub mod person;
pub mod record;
pub mod store;
pub mod talk;

#[cfg(test)]
mod tests;
