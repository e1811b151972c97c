//! Rule: every test file is listed. A file that no `mod` reaches from `tests/main.rs` would never run.

use std::collections::BTreeSet;

use super::Breach;
use crate::source::Source;
use crate::tree::Tree;

const ROOT: &str = "tests/main.rs";

/// The empty library target that the test package needs.
const LIBRARY: &str = "tests/lib.rs";

pub(super) fn check(tree: &Tree) -> Vec<Breach> {
    let reached = reached(tree);
    let all = tree.ending(&["rs"]).map(|(path, _)| path).filter(|path| path.starts_with("tests/"));
    let forgotten = all.filter(|path| *path != LIBRARY && !reached.contains(*path));
    forgotten
        .map(|path| Breach::new(path, 1, format!("no `mod` reaches this file from {ROOT}: it never runs")))
        .collect()
}

/// Files reached from the root by following `mod name;`.
fn reached(tree: &Tree) -> BTreeSet<String> {
    let mut reached = BTreeSet::new();
    let mut open = vec![ROOT.to_owned()];
    while let Some(path) = open.pop() {
        let Some(text) = tree.text(&path) else {
            continue;
        };
        let room = room_of(&path);
        let source = Source::read(text);
        open.extend(source.modules().flat_map(|name| [format!("{room}/{name}.rs"), format!("{room}/{name}/mod.rs")]));
        reached.insert(path);
    }
    reached
}

/// The folder in which a file's modules are looked for.
fn room_of(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    match name {
        "main.rs" | "mod.rs" => folder.to_owned(),
        _ => path.trim_end_matches(".rs").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_file_that_is_not_listed_fails() {
        let tree = Tree::of(&[
            ("tests/main.rs", "//! All.\nmod story;\n// mod forgotten;\n"),
            ("tests/story/mod.rs", "//! Stories.\nmod seluma;\n"),
            ("tests/story/seluma.rs", "//! x.\n"),
            ("tests/story/alone.rs", "//! x.\n"),
            ("tests/forgotten.rs", "//! x.\n"),
        ]);
        let paths: Vec<String> = check(&tree).into_iter().map(|breach| breach.path).collect();
        assert_eq!(paths, ["tests/forgotten.rs", "tests/story/alone.rs"]);
    }

    #[test]
    fn listed_files_pass_in_both_layouts() {
        let tree = Tree::of(&[
            ("tests/lib.rs", "//! Nothing.\n"),
            ("tests/main.rs", "//! All.\nmod api;\npub mod sim;\n"),
            ("tests/api.rs", "//! x.\nmod sync;\n"),
            ("tests/api/sync.rs", "//! x.\n"),
            ("tests/sim/mod.rs", "//! x.\n"),
        ]);
        assert_eq!(check(&tree), []);
    }
}
