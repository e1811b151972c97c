//! Room kept back on the disk: given up when the disk is full, so that what is saved can still be opened and sent.
//!
//! It does help. A commit in WAL mode needs new pages in the log before it can free anything, and the log itself is made
//! anew at every opening: on a full disk not even a sync could begin (`tests/faults/disk/full.rs` shows both ways).
//! A save does not take it: whoever types is told, while the room still lasts for sending.

use std::fs::{File, OpenOptions};
use std::path::Path;

use fs4::FileExt;

use crate::error::{Error, Result};

const FILE: &str = "reserve.bin";
/// Bytes wished for, and what is taken instead where the disk has little left: a day's sync needs less than the last.
const SIZES: [u64; 3] = [20 << 20, 10 << 20, 5 << 20];

/// Takes the reserve unless it is there, and never more than half of what is free. A disk without room, or one that
/// cannot say how much it has, is left alone.
pub fn keep(folder: &Path) {
    let path = folder.join(FILE);
    if path.exists() {
        return;
    }
    let free = fs4::available_space(folder).unwrap_or(0);
    let Some(size) = SIZES.into_iter().find(|size| *size <= free / 2) else { return };
    let taken = OpenOptions::new().write(true).create_new(true).open(&path).and_then(|file| take(&file, size));
    if taken.is_err() {
        // Half a reserve would be taken for a whole one next time.
        let _ = std::fs::remove_file(&path);
    }
}

/// Blocks of the disk, not only a length.
fn take(file: &File, size: u64) -> std::io::Result<()> {
    FileExt::allocate(file, size)
}

/// Gives the reserve back to the disk; false if there was none.
#[must_use]
pub fn give_back(folder: &Path) -> bool {
    std::fs::remove_file(folder.join(FILE)).is_ok()
}

/// Does `work` and, if the disk was full, once more with the reserve given back.
///
/// # Errors
/// Whatever `work` returns.
pub fn with<T>(folder: &Path, work: impl Fn() -> Result<T>) -> Result<T> {
    match work() {
        Err(Error::DiskFull) if give_back(folder) => work(),
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_full_disk_is_asked_once_more_with_the_reserve_given_back_and_only_then() {
        let folder = tempfile::tempdir().unwrap();
        keep(folder.path());
        let file = folder.path().join(FILE);
        assert!(SIZES.contains(&file.metadata().unwrap().len()));
        let asked = Cell::new(0);
        let full = || {
            asked.set(asked.get() + 1);
            if file.exists() { Err(Error::DiskFull) } else { Ok(()) }
        };
        with(folder.path(), full).unwrap();
        assert_eq!((asked.get(), file.exists()), (2, false));

        let never = || -> Result<()> {
            asked.set(asked.get() + 1);
            Err(Error::DiskFull)
        };
        assert!(matches!(with(folder.path(), never), Err(Error::DiskFull)));
        keep(folder.path());
        assert!(matches!(with(folder.path(), || -> Result<()> { Err(Error::Newer) }), Err(Error::Newer)));
        assert!((asked.get(), file.exists()) == (3, true), "given back for something else than a full disk");
    }
}
