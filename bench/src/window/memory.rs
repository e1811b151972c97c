//! Memory of the app with everything it starts, as proportional set size: shared pages are counted once.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::Result;

/// Bytes of the process that runs `app` and of all its children.
pub(crate) fn of_app(app: &Path) -> Result<f64> {
    let mut parents = BTreeMap::new();
    let mut root = None;
    for entry in std::fs::read_dir("/proc")?.flatten() {
        let Some(id) = entry.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        if let Some(parent) = parent_of(&entry.path()) {
            parents.insert(id, parent);
        }
        if std::fs::read_link(entry.path().join("exe")).is_ok_and(|exe| exe == app) {
            root = Some(id);
        }
    }
    let root = root.ok_or("the app is not running")?;
    let family = parents.keys().copied().filter(|id| descends(*id, root, &parents));
    Ok(family.map(|id| pss(&PathBuf::from(format!("/proc/{id}")))).sum())
}

fn descends(id: u32, root: u32, parents: &BTreeMap<u32, u32>) -> bool {
    std::iter::successors(Some(id), |id| parents.get(id).copied()).take(64).any(|one| one == root)
}

fn parent_of(process: &Path) -> Option<u32> {
    let stat = std::fs::read_to_string(process.join("stat")).ok()?;
    // The name in brackets may hold spaces; the parent is the second word after it.
    stat.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

/// Bytes; none for a process that has just ended.
fn pss(process: &Path) -> f64 {
    let text = std::fs::read_to_string(process.join("smaps_rollup")).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("Pss:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or_default() * 1024.0
}
