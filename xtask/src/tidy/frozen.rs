//! Rule: a migration in `migrations/LOCK` never changes, and every migration is in it.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::Breach;
use crate::tree::{Tree, name_of};

/// The list of frozen migrations: `sha256  path`, one per line, as `sha256sum -c` reads it.
pub(crate) const LOCK: &str = "migrations/LOCK";

const NEW: &str = "a migration that is not frozen yet: run cargo run -p xtask -- lock";

pub(super) fn check(tree: &Tree) -> Vec<Breach> {
    let lines = tree.text(LOCK).unwrap_or("").lines().enumerate();
    let mut breaches = Vec::new();
    let mut frozen = BTreeMap::new();
    for (at, line) in lines {
        let Some((hash, path)) = line.split_once("  ") else {
            breaches.push(Breach::new(LOCK, at + 1, "not `sha256  path`"));
            continue;
        };
        if frozen.insert(path, hash).is_some() {
            breaches.push(Breach::new(LOCK, at + 1, format!("{path} is listed twice")));
        }
        breaches.extend(of_line(tree, at + 1, hash, path));
    }
    let new = migrations(tree).filter(|(path, _)| !frozen.contains_key(path));
    breaches.extend(new.map(|(path, _)| Breach::new(path, 1, NEW)));
    breaches.extend(misnumbered(tree));
    breaches
}

fn of_line(tree: &Tree, line: usize, hash: &str, path: &str) -> Option<Breach> {
    match tree.text(path) {
        None => Some(Breach::new(LOCK, line, format!("frozen migration {path} is gone"))),
        Some(text) if fingerprint(text) != hash => {
            Some(Breach::new(path, 1, "a frozen migration was changed: undo it and write a new one"))
        }
        Some(_) => None,
    }
}

/// Every migration with its text, in order of path.
pub(crate) fn migrations(tree: &Tree) -> impl Iterator<Item = (&str, &str)> {
    tree.ending(&["sql"]).filter(|(path, _)| path.starts_with("migrations/"))
}

/// The SHA-256 of a file as lower-case hex.
pub(crate) fn fingerprint(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Files whose number is not the next one in their folder: a gap, or two branches with one number.
fn misnumbered(tree: &Tree) -> Vec<Breach> {
    let mut count = BTreeMap::new();
    let mut breaches = Vec::new();
    for (path, _) in migrations(tree) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let next = count.entry(folder).and_modify(|n| *n += 1).or_insert(1_u32);
        if !name_of(path).starts_with(&format!("{next:04}_")) {
            breaches.push(Breach::new(path, 1, format!("the next number in {folder} is {next:04}_")));
        }
    }
    breaches
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = "migrations/device/0001_base.sql";
    const TWO: &str = "migrations/device/0002_more.sql";

    fn rules(files: &[(&str, &str)]) -> Vec<String> {
        check(&Tree::of(files)).iter().map(ToString::to_string).collect()
    }

    fn locked(files: &[(&str, &str)]) -> String {
        files.iter().map(|(path, text)| format!("{}  {path}\n", fingerprint(text))).collect()
    }

    #[test]
    fn locked_migrations_pass() {
        let lock = locked(&[(ONE, "-- one\n"), (TWO, "-- two\n")]);
        assert_eq!(rules(&[(ONE, "-- one\n"), (TWO, "-- two\n"), (LOCK, &lock)]), [""; 0]);
    }

    #[test]
    fn a_changed_migration_fails() {
        let lock = locked(&[(ONE, "-- one\n")]);
        assert!(rules(&[(ONE, "-- other\n"), (LOCK, &lock)])[0].contains("was changed"));
    }

    #[test]
    fn a_missing_migration_fails() {
        let lock = locked(&[(ONE, "-- one\n")]);
        assert_eq!(rules(&[(LOCK, &lock)]), [format!("{LOCK}:1: frozen migration {ONE} is gone")]);
    }

    #[test]
    fn a_new_migration_asks_to_be_locked() {
        let lock = locked(&[(ONE, "-- one\n")]);
        assert_eq!(rules(&[(ONE, "-- one\n"), (TWO, "-- two\n"), (LOCK, &lock)]), [format!("{TWO}:1: {NEW}")]);
        assert_eq!(rules(&[(ONE, "-- one\n")]), [format!("{ONE}:1: {NEW}")]);
    }

    #[test]
    fn a_second_line_or_a_broken_line_in_the_lock_fails() {
        let lock = locked(&[(ONE, "-- old\n"), (ONE, "-- one\n")]) + "rubbish\n";
        let found = rules(&[(ONE, "-- one\n"), (LOCK, &lock)]);
        assert!(found.iter().any(|rule| rule.contains("listed twice")));
        assert!(found.iter().any(|rule| rule.contains("was changed")));
        assert!(found.iter().any(|rule| rule.contains("not `sha256  path`")));
    }

    #[test]
    fn a_gap_or_a_double_number_fails() {
        let (gap, double) = ("migrations/device/0003_gap.sql", "migrations/device/0001_other.sql");
        for (path, next) in [(gap, "0002_"), (double, "0002_")] {
            let lock = locked(&[(ONE, "-- one\n"), (path, "-- x\n")]);
            let found = rules(&[(ONE, "-- one\n"), (path, "-- x\n"), (LOCK, &lock)]);
            assert!(found.len() == 1 && found[0].contains(next), "{found:?}");
        }
    }
}
