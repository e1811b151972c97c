//! What the figures were measured on and with: a figure without it means nothing.

use std::path::Path;
use std::process::Command;

use pesiar_device::env::Env;

use crate::Result;
use crate::args::Args;

/// Machine, disk, versions, date and data, a line each.
pub(crate) fn facts(args: &Args) -> Result<Vec<String>> {
    let cores = std::thread::available_parallelism()?;
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or("unknown", |(_, model)| model);
    let kernel = std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or_default();
    let build = if cfg!(debug_assertions) { "DEBUG BUILD: the figures mean nothing" } else { "release" };
    let data = args.households.as_ref().map_or("the practice generator's families", |_| "the families of --households");
    Ok(vec![
        format!("{}, load {load} at the start", pesiar_core::time::printed(Env::machine().now_ms())),
        format!("machine: {cores} cores, {model}, Linux {}, disk {}", kernel.trim(), disk(&args.folder)?),
        format!(
            "pesiar {} ({}), {build}; SQLite {}, SQLCipher {}",
            env!("CARGO_PKG_VERSION"),
            commit().unwrap_or_else(|| "no git".to_owned()),
            rusqlite::version(),
            cipher()?,
        ),
        format!("data: seed {}, {} persons to search; synced: {data}", args.seed, args.people),
    ])
}

/// The file system a folder lies on: on a tmpfs a commit costs nothing.
fn disk(folder: &Path) -> Result<String> {
    let folder = folder.canonicalize()?;
    let mounts = std::fs::read_to_string("/proc/mounts").unwrap_or_default();
    let mount = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((words.next()?, words.next()?))
    });
    let nearest = mount.filter(|(place, _)| folder.starts_with(place)).max_by_key(|(place, _)| place.len());
    Ok(nearest.map_or("unknown", |(_, kind)| kind).to_owned())
}

fn commit() -> Option<String> {
    let done = Command::new("git").args(["describe", "--always", "--dirty"]).output().ok()?;
    let name = String::from_utf8(done.stdout).ok()?;
    (!name.trim().is_empty()).then(|| name.trim().to_owned())
}

fn cipher() -> Result<String> {
    let db = rusqlite::Connection::open_in_memory()?;
    Ok(db.query_row("PRAGMA cipher_version", [], |row| row.get(0))?)
}
