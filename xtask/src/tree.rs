//! The files of the repository as git sees them: tracked, or new and not ignored.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Endings of files that rules read; of all others only the name is known.
const TEXT: [&str; 8] = ["rs", "ts", "js", "svelte", "sql", "md", "toml", "LOCK"];

/// Paths relative to the root, with `/`, and their text where a rule may read it.
pub(crate) struct Tree {
    files: BTreeMap<String, String>,
    folders: BTreeSet<String>,
    ignored: Vec<String>,
}

impl Tree {
    /// Lists and reads the repository at `root`.
    pub(crate) fn load(root: &Path) -> io::Result<Self> {
        let listed = git(root, &["ls-files", "-z", "--cached", "--others", "--exclude-standard"])?;
        let mut files = BTreeMap::new();
        for path in listed.split('\0').filter(|path| !path.is_empty()) {
            let full = root.join(path);
            if full.is_file() {
                files.insert(path.to_owned(), read(&full, path)?);
            }
        }
        Ok(Self::new(files))
    }

    fn new(files: BTreeMap<String, String>) -> Self {
        let folders = files.keys().flat_map(|path| parents(path)).map(str::to_owned).collect();
        let ignored = files.get(".gitignore").map_or("", String::as_str);
        let ignored = ignored.lines().map(|line| line.trim_matches('/').to_owned());
        let ignored = ignored.filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        Self { files, folders, ignored }
    }

    /// Every path with its text, in order of path.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        self.files.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// The files with one of these endings.
    pub(crate) fn ending<'a>(&'a self, endings: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.files().filter(|(path, _)| endings.iter().any(|ending| ending_of(path) == *ending))
    }

    /// The text of one file.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Whether a file or folder of this name exists.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.folders.contains(path)
    }

    /// Whether the root's ignore list names this path or a folder above it: built things that may be absent.
    pub(crate) fn is_ignored(&self, path: &str) -> bool {
        self.ignored.iter().any(|entry| {
            let is_below = path.strip_prefix(entry).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
            is_below || path.split('/').any(|part| part == entry)
        })
    }

    /// Builds a tree in memory, for the tests of the rules.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        Self::new(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect())
    }
}

/// The last part of a path after its last dot or slash.
pub(crate) fn ending_of(path: &str) -> &str {
    path.rsplit(['.', '/']).next().unwrap_or(path)
}

/// The file name of a path.
pub(crate) fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// Every folder above a path, nearest first.
fn parents(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').filter_map(|(at, _)| path.get(..at))
}

fn read(full: &Path, path: &str) -> io::Result<String> {
    if !TEXT.contains(&ending_of(path)) && path != ".gitignore" {
        return Ok(String::new());
    }
    std::fs::read_to_string(full).map_err(|error| io::Error::new(error.kind(), format!("{path}: {error}")))
}

/// The top folder of the repository that the caller stands in.
pub(crate) fn root() -> io::Result<PathBuf> {
    let answer = git(Path::new("."), &["rev-parse", "--show-toplevel"])?;
    Ok(PathBuf::from(answer.trim_end_matches(['\r', '\n'])))
}

fn git(folder: &Path, args: &[&str]) -> io::Result<String> {
    let output = Command::new("git").arg("-C").arg(folder).args(args).output()?;
    if !output.status.success() {
        let text = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        return Err(io::Error::other(format!("git {}: {text}", args.join(" "))));
    }
    String::from_utf8(output.stdout).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::temp::TempFolder;

    #[test]
    fn a_tree_knows_files_folders_and_built_things() {
        let tree = Tree::of(&[(".gitignore", "/run\nnode_modules\n"), ("core/src/lib.rs", "//! x.\n")]);
        assert!(tree.has("core/src") && tree.has("core/src/lib.rs") && !tree.has("core/sr"));
        assert!(tree.is_ignored("run/report.pdf") && tree.is_ignored("ui/node_modules/x"));
        assert!(!tree.is_ignored("runner/a.rs"));
    }

    #[test]
    fn loading_takes_new_files_but_no_ignored_or_deleted_ones() {
        let folder = TempFolder::new("tree");
        git(folder.path(), &["init", "-q"]).unwrap();
        for (path, text) in [(".gitignore", "/built\n"), ("a.rs", "//! a.\n"), ("gone.rs", "//! g.\n"), ("built", "x")]
        {
            std::fs::write(folder.path().join(path), text).unwrap();
        }
        git(folder.path(), &["add", "a.rs", "gone.rs"]).unwrap();
        std::fs::remove_file(folder.path().join("gone.rs")).unwrap();
        let tree = Tree::load(folder.path()).unwrap();
        assert_eq!(tree.files().map(|(path, _)| path).collect::<Vec<_>>(), [".gitignore", "a.rs"]);
        assert_eq!(tree.text("a.rs"), Some("//! a.\n"));
    }
}
