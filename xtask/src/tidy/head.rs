//! Rule: a Rust file begins by saying what it is.

use super::{Breach, is_generated};
use crate::tree::Tree;

pub(super) fn check(tree: &Tree) -> Vec<Breach> {
    let files = tree.ending(&["rs"]).filter(|(path, _)| !is_generated(path));
    files.filter(|(_, text)| !has_head(text)).map(|(path, _)| Breach::new(path, 1, RULE)).collect()
}

const RULE: &str = "the first line must be `//! ` and one sentence that says what the file is";

fn has_head(text: &str) -> bool {
    let first = text.lines().next().unwrap_or("");
    first.strip_prefix("//! ").is_some_and(|sentence| sentence.trim().len() > 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_without_a_head_fails() {
        for text in ["", "use std::fmt;\n", "//!\n", "// not a doc line\n", "\n//! Late.\n"] {
            assert_eq!(check(&Tree::of(&[("core/src/a.rs", text)])).len(), 1, "{text:?}");
        }
    }

    #[test]
    fn a_file_with_a_head_passes() {
        assert_eq!(check(&Tree::of(&[("core/src/a.rs", "//! A visit.\n"), ("a.md", "x")])), []);
    }
}
