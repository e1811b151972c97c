//! Rule: a path named in backticks in the map or the readme exists.

use super::Breach;
use crate::tree::{Tree, name_of};

const PAGES: [&str; 2] = ["ARCHITECTURE.md", "README.md"];
const ENDINGS: [&str; 4] = [".rs", ".sql", ".md", ".toml"];

/// Signs that make a token something else than a path: a route, a Rust path, an address, a command, a placeholder.
const NOT_PATHS: [&str; 9] = ["::", "://", "<", ">", "{", "$", "~", "=", "\\"];

pub(super) fn check(tree: &Tree) -> Vec<Breach> {
    let pages = PAGES.iter().filter_map(|page| Some((*page, tree.text(page)?)));
    pages.flat_map(|(page, text)| of_page(tree, page, text)).collect()
}

fn of_page(tree: &Tree, page: &str, text: &str) -> Vec<Breach> {
    let mut is_fenced = false;
    let mut found = Vec::new();
    for (at, line) in text.lines().enumerate() {
        is_fenced ^= line.trim_start().starts_with("```");
        let dead = ticked(line).filter(|token| !is_fenced && is_path(token) && !exists(tree, token));
        found.extend(dead.map(|token| Breach::new(page, at + 1, format!("`{token}` does not exist"))));
    }
    found
}

/// The texts between single backticks on a line.
fn ticked(line: &str) -> impl Iterator<Item = &str> {
    line.split('`').skip(1).step_by(2)
}

fn is_path(token: &str) -> bool {
    let looks_so = token.contains('/') || ENDINGS.iter().any(|ending| token.ends_with(ending));
    let is_other = NOT_PATHS.iter().any(|sign| token.contains(sign)) || token.contains(char::is_whitespace);
    let is_bare_ending = token.starts_with('.') && !token.contains('/');
    looks_so && !is_other && !is_bare_ending && !["/", "./", "../", "-"].iter().any(|sign| token.starts_with(sign))
}

/// A token without a slash may be the name of a file anywhere (`store.rs`).
fn exists(tree: &Tree, token: &str) -> bool {
    let path = token.trim_end_matches('/');
    if !token.contains('/') && tree.files().any(|(file, _)| name_of(file) == path) {
        return true;
    }
    if path.contains('*') {
        return tree.files().any(|(file, _)| matches(path, file));
    }
    tree.has(path) || tree.is_ignored(path)
}

/// Whether a file fits a pattern: `*` stands for anything within a folder, `**` for folders too.
fn matches(pattern: &str, file: &str) -> bool {
    let Some((front, rest)) = pattern.split_once('*') else {
        return pattern == file;
    };
    let Some(file) = file.strip_prefix(front) else {
        return false;
    };
    let (rest, is_deep) = rest.strip_prefix('*').map_or((rest, false), |rest| (rest, true));
    let rest = if is_deep { rest.trim_start_matches('/') } else { rest };
    let reach = if is_deep { file.len() } else { file.find('/').unwrap_or(file.len()) };
    (0..=reach).any(|at| file.get(at..).is_some_and(|tail| matches(rest, tail)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str) -> Vec<Breach> {
        check(&Tree::of(&[
            ("README.md", line),
            (".gitignore", "/run\n/ui/dist\n"),
            ("core/src/visit/mod.rs", ""),
            ("migrations/device/0001_base.sql", ""),
        ]))
    }

    #[test]
    fn a_path_that_is_gone_fails_with_its_line() {
        assert_eq!(
            found("one\nsee `core/src/gone.rs`"),
            [Breach::new("README.md", 2, "`core/src/gone.rs` does not exist")]
        );
        for token in ["core/old", "GONE.md", "deny.toml", "migrations/server/*.sql", "core/**/gone.rs"] {
            assert_eq!(found(&format!("a `{token}` b")).len(), 1, "{token}");
        }
    }

    #[test]
    fn paths_folders_globs_and_built_things_pass() {
        for token in [
            "core/src/visit/mod.rs",
            "core/src/",
            "core",
            "README.md",
            "mod.rs",
            "migrations/*/*.sql",
            "core/**/mod.rs",
            "migrations/**",
            "run/report.pdf",
            "ui/dist",
        ] {
            assert_eq!(found(&format!("a `{token}` b")), [], "{token}");
        }
    }

    #[test]
    fn what_is_not_a_path_is_left_alone() {
        for token in [
            "device::visit::record",
            "/v1/sync",
            "cargo run -p xtask -- tidy",
            "https://example.org/a",
            "d/<village>/survei",
            "make test",
            ".rs",
        ] {
            assert_eq!(found(&format!("a `{token}` b")), [], "{token}");
        }
        assert_eq!(found("```\n`core/gone.rs`\n```"), []);
    }
}
