//! A profile folder: one village laptop's data, held by one process at a time.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// A profile folder this process holds the lock of.
pub struct Profile {
    folder: PathBuf,
    // None for a profile that lives in memory: nobody else can open it.
    _lock: Option<File>,
}

impl Profile {
    /// Takes the folder, creating it if needed.
    ///
    /// # Errors
    /// [`Error::InUse`] if another process holds it.
    pub fn take(folder: &Path) -> Result<Self> {
        create_private(folder)?;
        let lock = OpenOptions::new().create(true).truncate(false).write(true).open(folder.join("profile.lock"))?;
        lock.try_lock().map_err(|_| Error::InUse)?;
        Ok(Self { folder: folder.to_owned(), _lock: Some(lock) })
    }

    /// A profile without a folder, for a database in memory.
    pub(crate) const fn in_memory() -> Self {
        Self { folder: PathBuf::new(), _lock: None }
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The database file. The practice village has its own, so that the two can never be mistaken.
    #[must_use]
    pub fn database(&self, practice: bool) -> PathBuf {
        self.folder.join(if practice { "latihan.db" } else { "pesiar.db" })
    }
}

#[cfg(unix)]
pub(crate) fn create_private(folder: &Path) -> Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    Ok(std::fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?)
}

#[cfg(not(unix))]
pub(crate) fn create_private(folder: &Path) -> Result<()> {
    Ok(std::fs::create_dir_all(folder)?)
}

/// Writes a file so that a power cut leaves the old or the new content.
///
/// # Errors
/// [`Error::Io`].
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<()> {
    let temporary = path.with_extension("tmp");
    let mut file = File::create(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&temporary, path)?;
    if let Some(parent) = path.parent() {
        // Directories cannot be opened for syncing on Windows; there the rename itself is journalled.
        let _ = File::open(parent).and_then(|folder| folder.sync_all());
    }
    Ok(())
}
