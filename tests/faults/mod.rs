//! Faults: what may go wrong around a laptop, made to go wrong with the real binaries.

mod agree;
mod bad_cells;
mod bad_files;
mod bad_lines;
mod corpus;
#[cfg(target_os = "linux")]
mod disk;
mod enrol;
mod kill;
mod network;
mod plug;
mod secrecy;
mod signature;
mod stopped;
mod wrong_secret;
