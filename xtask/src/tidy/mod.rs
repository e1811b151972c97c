//! The house rules that a program can check. Each rule has its own file and its own breaking tests.

mod dead_path;
mod forbidden_name;
mod forbidden_word;
mod forgotten_test;
pub(crate) mod frozen;
mod head;
mod size;
mod sql;

use std::fmt;

use crate::Outcome;
use crate::tree::Tree;

/// One breach of one rule.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Breach {
    path: String,
    line: usize,
    rule: String,
}

impl Breach {
    /// A breach on a line of a file; line 1 where the whole file is meant.
    pub(crate) fn new(path: &str, line: usize, rule: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, rule: rule.into() }
    }
}

impl fmt::Display for Breach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.path, self.line, self.rule)
    }
}

/// Folders of generated code, which no size or name rule touches.
const GENERATED: [&str; 3] = ["ui/src/bindings/", "ui/src/i18n/paraglide/", "src-tauri/gen/"];

/// Whether a path lies in a generated folder.
fn is_generated(path: &str) -> bool {
    GENERATED.iter().any(|folder| path.starts_with(folder))
}

/// Every breach in the tree, in order of path.
pub(crate) fn check(tree: &Tree) -> Vec<Breach> {
    let rules: [fn(&Tree) -> Vec<Breach>; 8] = [
        head::check,
        size::check,
        sql::check,
        forbidden_name::check,
        forbidden_word::check,
        frozen::check,
        dead_path::check,
        forgotten_test::check,
    ];
    let mut found: Vec<Breach> = rules.iter().flat_map(|rule| rule(tree)).collect();
    found.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    found
}

/// Checks everything and says so in lines: breaches, then files that grow long, then a count.
pub(crate) fn report(tree: &Tree) -> Outcome {
    let breaches = check(tree);
    let long = size::long(tree);
    let mut lines: Vec<String> = breaches.iter().map(ToString::to_string).collect();
    lines.extend(long.iter().map(|breach| format!("warning: {breach}")));
    lines.push(format!("tidy: {} files, {} breaches, {} warnings", tree.files().count(), breaches.len(), long.len()));
    Outcome { lines, is_ok: breaches.is_empty() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clean_tree_passes_and_a_breach_is_printed_with_path_and_line() {
        let clean = Tree::of(&[("core/src/lib.rs", "//! Rules.\n\npub mod visit;\n")]);
        assert!(report(&clean).is_ok);
        let broken = Tree::of(&[("core/src/lib.rs", "//! Rules.\n\nfn f() { dbg!(1); }\n")]);
        let outcome = report(&broken);
        assert!(!outcome.is_ok);
        assert!(outcome.lines[0].starts_with("core/src/lib.rs:3: "), "{}", outcome.lines[0]);
    }
}
