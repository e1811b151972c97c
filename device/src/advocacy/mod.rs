//! Advocacy: recording a conversation and its answer.

pub mod record;
