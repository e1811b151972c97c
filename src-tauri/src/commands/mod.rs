//! One file per noun, one function per use case: take the input, call the device, hand back its answer.
//! Each is also named in `build.rs` and granted in `capabilities/main.json`.

pub(crate) mod advocacy;
pub(crate) mod app;
pub(crate) mod case;
pub(crate) mod draft;
pub(crate) mod family;
pub(crate) mod home;
pub(crate) mod person;
pub(crate) mod session;
pub(crate) mod sweep;
pub(crate) mod target;
pub(crate) mod visit;
