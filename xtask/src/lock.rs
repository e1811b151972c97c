//! `lock`: freezes new migrations by appending their hashes; a line once written is never rewritten.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use crate::Outcome;
use crate::tidy::frozen::{LOCK, fingerprint, migrations};
use crate::tree::Tree;

/// Appends a line for every migration that has none yet.
pub(crate) fn append(root: &Path) -> io::Result<Outcome> {
    let new = new_lines(&Tree::load(root)?);
    if !new.is_empty() {
        let mut file = OpenOptions::new().create(true).append(true).open(root.join(LOCK))?;
        file.write_all(new.concat().as_bytes())?;
    }
    let mut lines: Vec<String> = new.iter().map(|line| format!("frozen: {}", line.trim_end())).collect();
    lines.push(format!("lock: {} new", new.len()));
    Ok(Outcome { lines, is_ok: true })
}

/// The lines to append, in order of path.
fn new_lines(tree: &Tree) -> Vec<String> {
    let text = tree.text(LOCK).unwrap_or("");
    let is_listed =
        |path: &str| text.lines().any(|line| line.split_once("  ").is_some_and(|(_, listed)| listed == path));
    let new = migrations(tree).filter(|(path, _)| !is_listed(path));
    new.map(|(path, text)| format!("{}  {path}\n", fingerprint(text))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::check;

    #[test]
    fn only_migrations_without_a_line_are_added() {
        let one = ("migrations/device/0001_base.sql", "-- one\n");
        let lock = new_lines(&Tree::of(&[one])).concat();
        assert!(lock.ends_with("  migrations/device/0001_base.sql\n"));
        assert_eq!(check(&Tree::of(&[one, (LOCK, &lock)])), []);

        let changed = (one.0, "-- changed\n");
        let two = ("migrations/device/0002_more.sql", "-- two\n");
        let more = new_lines(&Tree::of(&[changed, two, (LOCK, &lock)]));
        assert_eq!(more.len(), 1);
        assert!(more[0].ends_with("  migrations/device/0002_more.sql\n"));
    }

    #[test]
    fn the_hash_is_the_one_of_sha256sum() {
        assert_eq!(fingerprint(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }
}
