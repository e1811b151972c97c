//! Rule: a source file has at most 500 lines, and is named from 400 on.

use super::{Breach, is_generated};
use crate::tree::Tree;

const MOST: usize = 500;
const LONG: usize = 400;
const SOURCES: [&str; 3] = ["rs", "ts", "svelte"];

pub(super) fn check(tree: &Tree) -> Vec<Breach> {
    let too_long = sizes(tree).filter(|(_, lines)| *lines > MOST);
    too_long
        .map(|(path, lines)| Breach::new(path, MOST + 1, format!("{lines} lines; at most {MOST}: split it by verb")))
        .collect()
}

/// Files that should be split before they have to be.
pub(super) fn long(tree: &Tree) -> Vec<Breach> {
    let long = sizes(tree).filter(|(_, lines)| (LONG + 1..=MOST).contains(lines));
    long.map(|(path, lines)| Breach::new(path, LONG + 1, format!("{lines} lines; the aim is 200"))).collect()
}

fn sizes(tree: &Tree) -> impl Iterator<Item = (&str, usize)> {
    let sources = tree.ending(&SOURCES).filter(|(path, _)| !is_generated(path));
    sources.map(|(path, text)| (path, text.lines().count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, lines: usize) -> Tree {
        Tree::of(&[(path, "//! x.\n".repeat(lines).as_str())])
    }

    #[test]
    fn the_501st_line_fails_in_every_language() {
        for path in ["core/src/a.rs", "ui/src/a.ts", "ui/src/A.svelte"] {
            assert_eq!(check(&of(path, 501)).len(), 1, "{path}");
            assert_eq!(check(&of(path, 500)), [], "{path}");
        }
    }

    #[test]
    fn generated_code_and_prose_may_be_long() {
        assert_eq!(check(&of("ui/src/bindings/Visit.ts", 900)), []);
        assert_eq!(check(&of("docs/api.md", 900)), []);
    }

    #[test]
    fn a_file_over_400_lines_is_named_without_failing() {
        assert_eq!(long(&of("core/src/a.rs", 401)).len(), 1);
        assert_eq!(long(&of("core/src/a.rs", 400)), []);
        assert_eq!(long(&of("core/src/a.rs", 501)), []);
    }
}
