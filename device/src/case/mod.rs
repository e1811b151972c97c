//! Registration cases: the board, one case and its history, opening one, and its steps.

pub mod list;
pub mod new;
pub mod record;
pub mod step;
pub mod store;
pub mod view;

#[cfg(test)]
mod tests;
