//! Planting bugs: each is put into a copy of the tree, and the simulator must notice.

mod table;

use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::tree::Tree;
use table::{PLANTS, Plant};

/// Seeds in which a planted bug must show.
const SEEDS: &str = "600";
/// The test that must fail.
const TEST: &str = "simulation::run::every_promise_holds_under_every_fault";
/// Built pages that the crates embed; git does not know them.
const PAGES: [&str; 2] = ["ui/dist", "ui/dist-console"];

/// Names of all plants, or what became of one, or of all.
pub(crate) fn run(root: &Path, name: &str) -> io::Result<Outcome> {
    if name == "LIST" {
        return Ok(Outcome { lines: PLANTS.iter().map(|plant| plant.name.to_owned()).collect(), is_ok: true });
    }
    let wanted: Vec<&Plant> = PLANTS.iter().filter(|plant| name == "ALL" || plant.name == name).collect();
    let mut outcome = Outcome { lines: Vec::new(), is_ok: !wanted.is_empty() };
    for plant in wanted {
        let found = grow(root, plant)?;
        outcome.is_ok &= found.is_some();
        outcome.lines.push(format!("{}: {}", plant.name, found.as_deref().unwrap_or("NOT NOTICED")));
    }
    Ok(outcome)
}

/// What the simulator said of a plant; none if it noticed nothing, or if the planted code could not be built.
fn grow(root: &Path, plant: &Plant) -> io::Result<Option<String>> {
    let copy = copy_folder();
    copy_tree(root, &copy)?;
    let file = copy.join(plant.file);
    let sound = std::fs::read_to_string(&file)?;
    std::fs::write(&file, sound.replacen(plant.is, plant.becomes, 1))?;
    let tested = Command::new("cargo")
        .args(["test", "--quiet", "--locked", "--workspace", "--test", "pesiar", TEST])
        .env("PESIAR_SIM_SEEDS", SEEDS)
        .env("RUST_BACKTRACE", "0")
        .current_dir(&copy)
        .output();
    std::fs::write(&file, sound)?;
    let said = tested?.stdout;
    let said = String::from_utf8_lossy(&said);
    Ok(said.lines().find(|line| line.starts_with("seed ")).map(|line| line.chars().take(160).collect()))
}

/// One folder for all plants, beside what is built: so each plant compiles only what it changes.
fn copy_folder() -> PathBuf {
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    target.join("planted")
}

/// Writes only what differs: cargo looks at times.
fn copy_tree(root: &Path, copy: &Path) -> io::Result<()> {
    let tree = Tree::load(root)?;
    for (path, _) in tree.files() {
        copy_file(&root.join(path), &copy.join(path))?;
    }
    for page in PAGES {
        copy_folder_of(&root.join(page), &copy.join(page))?;
    }
    Ok(())
}

fn copy_folder_of(from: &Path, to: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(from)? {
        let path = entry?.path();
        let to = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() { copy_folder_of(&path, &to)? } else { copy_file(&path, &to)? }
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> io::Result<()> {
    let bytes = std::fs::read(from)?;
    if std::fs::read(to).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(to, bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree;

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
