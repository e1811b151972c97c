//! Rule: nothing is named after a drawer. A file or module is named after what it is.

use super::{Breach, is_generated};
use crate::source::Source;
use crate::tree::Tree;

const DRAWERS: [&str; 8] = ["utils", "util", "helpers", "helper", "common", "misc", "manager", "service"];
const SOURCES: [&str; 5] = ["rs", "ts", "js", "svelte", "sql"];

pub(super) fn check(tree: &Tree) -> Vec<Breach> {
    let sources = tree.ending(&SOURCES).filter(|(path, _)| !is_generated(path));
    sources.flat_map(|(path, text)| of_path(path).into_iter().chain(of_modules(path, text))).collect()
}

fn of_path(path: &str) -> Option<Breach> {
    path.split('/').find_map(drawer).map(|name| breach(path, 1, name))
}

/// Modules written inside another file.
fn of_modules(path: &str, text: &str) -> Vec<Breach> {
    if !path.ends_with(".rs") {
        return Vec::new();
    }
    let source = Source::read(text);
    let inline = source.code.lines().enumerate().filter_map(|(at, line)| {
        let name = line.trim().strip_suffix('{')?.trim_end().rsplit_once("mod ")?.1;
        drawer(name).map(|name| breach(path, at + 1, name))
    });
    inline.collect()
}

fn breach(path: &str, line: usize, name: &str) -> Breach {
    Breach::new(path, line, format!("the name `{name}` says nothing: name it after what it is"))
}

/// The forbidden name that a file, folder or module carries: alone, or after a joining sign (`date_utils`).
fn drawer(name: &str) -> Option<&'static str> {
    let stem = name.split('.').next().unwrap_or(name).to_lowercase();
    DRAWERS.into_iter().find(|drawer| {
        let front = stem.strip_suffix(drawer);
        front.is_some_and(|front| front.is_empty() || front.ends_with(['_', '-']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        check(&Tree::of(&[(path, text)])).len()
    }

    #[test]
    fn a_drawer_fails_as_file_folder_or_module() {
        for name in DRAWERS {
            assert_eq!(found(&format!("core/src/{name}.rs"), ""), 1, "{name}");
        }
        assert_eq!(found("core/src/common/date.rs", ""), 1);
        assert_eq!(found("ui/src/shared/date-utils.test.ts", ""), 1);
        assert_eq!(found("core/src/a.rs", "//! x.\n\npub(crate) mod helpers {\n}\n"), 1);
    }

    #[test]
    fn a_name_that_says_something_passes() {
        for path in ["core/src/visit.rs", "ui/src/shared/Uncommon.ts", "core/src/service_penalty.rs", "docs/misc.md"] {
            assert_eq!(found(path, "//! x.\nmod tests {\n}\n"), 0, "{path}");
        }
    }
}
