//! Targets: where everybody of the village stands with JKN, and the list people work through.

pub mod list;
pub mod member;
pub mod resident;
pub mod store;

#[cfg(test)]
mod tests;
