//! Nothing here: the tests live in `main.rs`; a package needs a target to be built by itself.
