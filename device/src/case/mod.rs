//! Registration cases: opening one, and its steps.

pub mod record;
