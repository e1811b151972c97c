//! Measures the budgets of design.md 10 in one run and prints them beside what was found (`make bench`).

mod args;
mod budget;
mod edge;
mod household;
mod import;
mod machine;
mod noop;
mod opening;
mod profile;
mod proxy;
mod pull;
mod push;
mod save;
mod search;
mod server;
mod spread;
mod table;
mod village;
mod window;

use args::{Args, Part};
use table::Table;

/// Whatever goes wrong ends the run: half a table would be quoted as a whole one.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

fn main() -> Result<()> {
    let args = Args::parse(std::env::args().skip(1))?;
    if args.help {
        return table::say(args::HELP);
    }
    let folder = tempfile::Builder::new().prefix("pesiar-bench-").tempdir_in(&args.folder)?;
    let mut table = Table::new(machine::facts(&args)?);
    for part in Part::ALL.into_iter().filter(|part| args.wants(*part)) {
        let lines = match part {
            Part::Save => save::measure(folder.path(), &args)?,
            Part::Search => search::measure(folder.path(), &args)?,
            Part::Open => opening::measure(folder.path(), &args)?,
            Part::Window => window::measure(folder.path(), &args)?,
            Part::Import => import::measure(folder.path(), &args)?,
            Part::Sync => village::measure(folder.path(), &args)?,
        };
        for line in lines {
            table.add(line)?;
        }
    }
    table.finish(args.markdown.as_deref())
}
