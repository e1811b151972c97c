//! One file per noun, one function per use case: take the input, call the device, hand back its answer.
//! Each is also named in `build.rs` and granted in `capabilities/main.json`.

pub(crate) mod app;
pub(crate) mod family;
pub(crate) mod home;
pub(crate) mod letterhead;
pub(crate) mod report;
pub(crate) mod session;
