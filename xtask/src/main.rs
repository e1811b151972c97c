//! Chores of the repository: the house rules, the migration lock, the region list, planted bugs.

mod lock;
mod plant;
mod region_data;
mod source;
#[cfg(test)]
mod temp;
mod tidy;
mod tree;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

const HELP: &str = "\
xtask: chores of this repository

  cargo run -p xtask -- tidy                  check the house rules; fails with `path:line: rule`
  cargo run -p xtask -- lock                  freeze new migrations in migrations/LOCK
  cargo run -p xtask -- region-data FOLDER    rebuild the region lists from an unpacked idn-area-data package
  cargo run -p xtask -- plant NAME            put a bug into the tree; the simulator must notice (LIST, ALL)
";

/// What a chore ends with: lines for the reader, and whether all is well.
struct Outcome {
    lines: Vec<String>,
    is_ok: bool,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let outcome = run(&args).unwrap_or_else(|error| Outcome { lines: vec![format!("xtask: {error}")], is_ok: false });
    let mut out = io::stdout().lock();
    let is_written = outcome.lines.iter().all(|line| writeln!(out, "{line}").is_ok());
    if outcome.is_ok && is_written { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn run(args: &[String]) -> io::Result<Outcome> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["tidy"] => Ok(tidy::report(&tree::Tree::load(&tree::root()?)?)),
        ["lock"] => lock::append(&tree::root()?),
        ["plant", name] => plant::run(&tree::root()?, name),
        ["region-data", package] => region_data::rebuild(Path::new(package), &tree::root()?),
        ["help" | "--help" | "-h"] => Ok(Outcome { lines: vec![HELP.to_owned()], is_ok: true }),
        _ => Ok(Outcome { lines: vec![HELP.to_owned()], is_ok: false }),
    }
}
