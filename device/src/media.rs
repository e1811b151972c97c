//! Flash disks and other media that are plugged in now.

use std::path::{Path, PathBuf};

/// A medium a person could take away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Medium {
    /// Name as the file manager shows it.
    pub name: String,
    /// Its topmost folder.
    pub folder: PathBuf,
}

/// What is plugged in now, in order of name.
#[must_use]
pub fn plugged_in() -> Vec<Medium> {
    let mut found = system::media();
    found.sort_by(|a, b| a.folder.cmp(&b.folder));
    found
}

#[cfg(unix)]
mod system {
    use std::os::unix::fs::MetadataExt;

    use super::{Medium, Path, PathBuf};

    /// Where desktops mount what is plugged in; below it directly or below the person's name.
    const ROOTS: [&str; 3] = ["/media", "/run/media", "/mnt"];

    pub(super) fn media() -> Vec<Medium> {
        let below = |folder: &Path| -> Vec<PathBuf> {
            let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
            entries.map(|entry| entry.path()).collect()
        };
        let first: Vec<PathBuf> = ROOTS.iter().flat_map(|root| below(Path::new(root))).collect();
        let (mounted, folders): (Vec<_>, Vec<_>) = first.into_iter().partition(|folder| is_mounted(folder));
        let second = folders.iter().flat_map(|folder| below(folder)).filter(|folder| is_mounted(folder));
        mounted.into_iter().chain(second).filter_map(named).collect()
    }

    /// A folder on another device than the folder that holds it: an empty folder left by an old stick is none.
    fn is_mounted(folder: &Path) -> bool {
        let device = |path: &Path| path.metadata().ok().filter(std::fs::Metadata::is_dir).map(|found| found.dev());
        folder.parent().is_some_and(|parent| device(folder).is_some() && device(folder) != device(parent))
    }

    fn named(folder: PathBuf) -> Option<Medium> {
        let name = folder.file_name()?.to_string_lossy().into_owned();
        Some(Medium { name, folder })
    }
}

#[cfg(windows)]
mod system {
    use super::{Medium, Path};

    /// Every drive letter but the one the system lives on.
    pub(super) fn media() -> Vec<Medium> {
        let own = std::env::var("SystemDrive").unwrap_or_else(|_| "C:".to_owned());
        let drives = ('A'..='Z').map(|letter| format!("{letter}:")).filter(|drive| !drive.eq_ignore_ascii_case(&own));
        let folders = drives.map(|drive| (format!("{drive}\\"), drive));
        let there = folders.filter(|(folder, _)| Path::new(folder).is_dir());
        there.map(|(folder, name)| Medium { name, folder: folder.into() }).collect()
    }
}
