//! Devices: where their chains stand, who may sign there, what they are given.

pub mod store;
