//! Planting bugs: each is put into the tree for one run of the simulator, which must notice.

mod table;

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use table::{PLANTS, Plant};

/// Seeds in which a planted bug must show.
const SEEDS: &str = "600";
/// The test that must fail.
const TEST: &str = "simulation::run::every_promise_holds_under_every_fault";
/// Names of all plants, or what became of one, or of all.
pub(crate) fn run(root: &Path, name: &str) -> io::Result<Outcome> {
    if name == "LIST" {
        return Ok(Outcome { lines: PLANTS.iter().map(|plant| plant.name.to_owned()).collect(), is_ok: true });
    }
    let wanted: Vec<&Plant> = PLANTS.iter().filter(|plant| name == "ALL" || plant.name == name).collect();
    let mut outcome = Outcome { lines: Vec::new(), is_ok: !wanted.is_empty() };
    for plant in wanted {
        let found = grow(root, plant)?;
        outcome.is_ok &= matches!(found, Found::Noticed(_));
        outcome.lines.push(format!("{}: {found}", plant.name));
    }
    Ok(outcome)
}

/// What became of a plant.
enum Found {
    /// The promise it broke, and the seed that showed it.
    Noticed(String),
    /// Every seed passed.
    Nothing,
    /// It could not be built, or the run ended without a word: the last line it said.
    Broken(String),
}

impl std::fmt::Display for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Noticed(words) => write!(f, "{words}"),
            Self::Nothing => write!(f, "NOT NOTICED in {SEEDS} seeds"),
            Self::Broken(words) => write!(f, "NOT RUN: {words}"),
        }
    }
}

/// Puts a plant into the tree, runs the simulator, and takes the plant out again.
fn grow(root: &Path, plant: &Plant) -> io::Result<Found> {
    let planted = Planted::new(&root.join(plant.file), plant)?;
    let tested = Command::new("cargo")
        .args(["test", "--quiet", "--locked", "--workspace", "--test", "pesiar", TEST])
        .env("PESIAR_SIM_SEEDS", SEEDS)
        .env("RUST_BACKTRACE", "0")
        .current_dir(root)
        .output();
    planted.remove()?;
    let tested = tested?;
    let said = [tested.stdout, tested.stderr].concat();
    let said = String::from_utf8_lossy(&said);
    let line = |text: &str| text.chars().take(160).collect();
    Ok(match said.lines().find(|line| line.starts_with("seed ")) {
        Some(words) => Found::Noticed(line(words)),
        None if tested.status.success() => Found::Nothing,
        None => Found::Broken(line(said.lines().rfind(|line| line.starts_with("error")).unwrap_or_default())),
    })
}

/// A file with a bug in it. Not in a copy of the tree: cargo would take the copy's build for this one's.
struct Planted {
    file: PathBuf,
    sound: String,
}

impl Planted {
    fn new(file: &Path, plant: &Plant) -> io::Result<Self> {
        let sound = std::fs::read_to_string(file)?;
        if sound.matches(plant.is).count() != 1 {
            return Err(io::Error::other(format!("{} does not fit {}", plant.name, plant.file)));
        }
        std::fs::write(file, sound.replacen(plant.is, plant.becomes, 1))?;
        Ok(Self { file: file.to_owned(), sound })
    }

    fn remove(self) -> io::Result<()> {
        std::fs::write(&self.file, &self.sound)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::{self, Tree};

    #[test]
    fn every_plant_still_fits_the_source() {
        let tree = Tree::load(&tree::root().unwrap()).unwrap();
        for plant in PLANTS {
            let found = tree.text(plant.file).map_or(0, |text| text.matches(plant.is).count());
            assert_eq!(found, 1, "{} in {}", plant.name, plant.file);
            assert_ne!(plant.is, plant.becomes);
        }
    }
}
