//! The simulator (sync.md 3): the real protocol under every fault, repeatable from one number.

mod book;
mod chance;
mod check;
mod coverage;
mod fault;
mod laptop;
mod medium;
mod network;
mod plan;
mod province;
mod quiet;
mod rows;
mod run;
mod shrink;
mod step;
mod trace;
mod work;
mod world;

/// The id of a row whose name does not matter: `kind` and `place` make it.
fn row_id(kind: usize, place: usize) -> String {
    format!("{kind:08x}-0000-8000-8000-{place:012x}")
}
