//! One file per noun, one function per use case: take the input, call the device, hand back its answer.
//! Each is also named in `build.rs` and granted in `capabilities/main.json`.

pub(crate) mod advocacy;
pub(crate) mod app;
pub(crate) mod attention;
pub(crate) mod backup;
pub(crate) mod case;
pub(crate) mod doctor;
pub(crate) mod draft;
pub(crate) mod exchange;
pub(crate) mod family;
pub(crate) mod first;
pub(crate) mod home;
pub(crate) mod letterhead;
pub(crate) mod person;
pub(crate) mod population;
pub(crate) mod report;
pub(crate) mod session;
pub(crate) mod settings;
pub(crate) mod sweep;
pub(crate) mod sync;
pub(crate) mod target;
pub(crate) mod visit;
