//! Documents/Pesiar: where files for people go, each under a name that is free.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::error::{Error, Result};

/// Folder inside the documents.
pub const NAME: &str = "Pesiar";
/// Names tried before giving up: nobody has so many files of one day.
const NAMES_MAX: u32 = 1000;

/// Where a file went, in words a person finds it by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct SavedFile {
    /// Name of the file or folder.
    pub name: String,
    /// Folder it lies in, the last two names of its path.
    pub folder: String,
    /// The whole path, to find it by on a laptop with unusual folders.
    pub path: String,
}

/// Writes a new file into Documents/Pesiar. Nothing that is there is overwritten.
///
/// # Errors
/// [`Error::Refused`] `folder.full` or `folder.unwritable`.
pub fn save(documents: &Path, (stem, ending): (&str, &str), bytes: &[u8]) -> Result<SavedFile> {
    let folder = documents.join(NAME);
    std::fs::create_dir_all(&folder).map_err(|error| refusal(&error))?;
    let (path, mut file) = create(&folder, stem, ending)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if let Err(error) = written {
        // Half a file would be taken for a whole one.
        let _ = std::fs::remove_file(&path);
        return Err(refusal(&error));
    }
    Ok(place_of(&path))
}

/// Creates `stem.ending`, or `stem (2).ending` and so on if that name is taken.
fn create(folder: &Path, stem: &str, ending: &str) -> Result<(PathBuf, File)> {
    for name in free_names(stem) {
        let path = folder.join(format!("{name}.{ending}"));
        match create_private(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(refusal(&error)),
        }
    }
    Err(Error::refused("folder.unwritable", "folder"))
}

/// A new file that only this person can read: names may be in it.
fn create_private(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// `stem`, `stem (2)`, `stem (3)` and so on.
pub(crate) fn free_names(stem: &str) -> impl Iterator<Item = String> + '_ {
    (1..NAMES_MAX).map(move |turn| if turn == 1 { stem.to_owned() } else { format!("{stem} ({turn})") })
}

/// A file or folder as a person looks for it.
#[must_use]
pub fn place_of(path: &Path) -> SavedFile {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let folder = path.parent().unwrap_or(path);
    let above = folder.parent().map(name).unwrap_or_default();
    let folder = if above.is_empty() { name(folder) } else { format!("{above}/{}", name(folder)) };
    SavedFile { name: name(path), folder, path: path.to_string_lossy().into_owned() }
}

/// The calm refusal of a place that cannot be written.
pub(crate) fn refusal(error: &std::io::Error) -> Error {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Error::refused("folder.full", "folder"),
        ErrorKind::NotFound => Error::refused("folder.unknown", "folder"),
        _ => Error::refused("folder.unwritable", "folder"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_file_of_the_same_name_leaves_the_first_alone() {
        let documents = tempfile::tempdir().unwrap();
        let one = save(documents.path(), ("Laporan", "txt"), b"satu").unwrap();
        let two = save(documents.path(), ("Laporan", "txt"), b"dua").unwrap();
        assert_eq!((one.name.as_str(), two.name.as_str()), ("Laporan.txt", "Laporan (2).txt"));
        assert!(one.folder.ends_with("/Pesiar"), "{}", one.folder);
        assert_eq!(std::fs::read(documents.path().join("Pesiar/Laporan.txt")).unwrap(), b"satu");
    }

    #[test]
    fn a_place_that_cannot_be_written_is_refused_in_a_sentence() {
        let documents = tempfile::tempdir().unwrap();
        std::fs::write(documents.path().join("Pesiar"), b"a file, not a folder").unwrap();
        let error = save(documents.path(), ("Laporan", "txt"), b"satu").unwrap_err();
        assert_eq!(error.code(), "folder.unwritable");
    }
}
