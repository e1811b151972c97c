//! One file per noun, one function per use case: take the input, call the device, hand back its answer.
//! Each is also named in `build.rs` and granted in `capabilities/main.json`.

pub(crate) mod app;
pub(crate) mod family;
pub(crate) mod first;
pub(crate) mod home;
pub(crate) mod session;
pub(crate) mod settings;
