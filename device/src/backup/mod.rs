//! A copy of a profile outside the laptop: as encrypted as the original, opened by the same passphrase, never over another.

pub mod place;
pub mod store;

use std::fs::{File, OpenOptions};
use std::io::Error as IoError;
use std::path::{Path, PathBuf};

use pesiar_core::audit::Action as Audited;
use rusqlite::Connection;

use crate::audit;
use crate::device::Device;
use crate::error::{Error, Result};
use crate::export_folder::{SavedFile, free_names, place_of, refusal};
use crate::progress::{Progress, Stage};
use place::Target;

/// Where the moment of the last copy outside the laptop is kept.
const LAST: &str = "copied_at_ms";
/// Files of a profile that are copied besides the database: the wrapped keys, without which it is noise.
const VAULT: &str = "vault.json";

/// When data was last copied out of this laptop, ms; none if never.
///
/// # Errors
/// [`Error::Db`].
pub fn last_copy_ms(db: &Connection) -> Result<Option<i64>> {
    Ok(crate::db::meta(db, LAST)?.and_then(|text| text.parse().ok()))
}

/// Copies database and keys into a new folder at the target, opens the copy again and compares it. It is on record.
///
/// # Errors
/// `folder.full`, `folder.unwritable`, `copy.differs`; then nothing is left there. [`Error::Stopped`] likewise.
pub fn copy(device: &mut Device, target: &Target, progress: &Progress) -> Result<SavedFile> {
    progress.step(Stage::Copying, 0, 0)?;
    std::fs::create_dir_all(&target.folder).map_err(|error| refusal(&error))?;
    check_room(device, &target.folder)?;
    let stem = format!("Salinan Pesiar {}", device.env.today());
    // Under another name until it is whole, so that a stick pulled out leaves no copy that only looks like one.
    let (unfinished, finished) = free_folder(&target.folder, &stem)?;
    let done = fill(device, &unfinished, progress)
        .and_then(|()| std::fs::rename(&unfinished, &finished).map_err(|error| refusal(&error)));
    if let Err(error) = done {
        // Nothing is left to remove if the stick was pulled out.
        let _ = std::fs::remove_dir_all(&unfinished);
        return Err(error);
    }
    if target.is_outside {
        crate::db::set_meta(&device.db, LAST, &device.env.now_ms().to_string())?;
    }
    let people = store::people(&device.db)?;
    audit::note(device, Audited::Export, "backup", people, "salinan data")?;
    Ok(SavedFile { folder: target.name.clone(), ..place_of(&finished) })
}

fn check_room(device: &Device, folder: &Path) -> Result<()> {
    let database = device.profile.database(device.practice);
    let needed = database.metadata().map(|found| found.len()).unwrap_or(0);
    match fs4::available_space(folder) {
        Ok(room) if room < needed => Err(Error::refused("folder.full", "folder")),
        _ => Ok(()), // a place that cannot say its room may still take the copy
    }
}

/// A folder that did not exist, and the name it will have when it is whole.
fn free_folder(folder: &Path, stem: &str) -> Result<(PathBuf, PathBuf)> {
    for name in free_names(stem) {
        let (unfinished, finished) = (folder.join(format!("{name} (belum selesai)")), folder.join(&name));
        if finished.exists() || unfinished.exists() {
            continue;
        }
        std::fs::create_dir(&unfinished).map_err(|error| refusal(&error))?;
        return Ok((unfinished, finished));
    }
    Err(Error::refused("folder.unwritable", "folder"))
}

fn fill(device: &Device, folder: &Path, progress: &Progress) -> Result<()> {
    let database = device.profile.database(device.practice);
    let name = database.file_name().ok_or(Error::Internal("database name"))?;
    let copied = folder.join(name);
    store::copy_into(&device.db, &copied)?;
    let vault = std::fs::read(device.profile.folder().join(VAULT))?;
    std::fs::write(folder.join(VAULT), vault).map_err(|error| refusal(&error))?;
    for path in [&copied, &folder.join(VAULT)] {
        OpenOptions::new().write(true).open(path).and_then(|file| File::sync_all(&file)).map_err(on_medium)?;
    }
    progress.step(Stage::Comparing, 0, 0)?;
    if store::is_same(&device.db, &copied)? { Ok(()) } else { Err(Error::refused("copy.differs", "folder")) }
}

fn on_medium(error: IoError) -> Error {
    refusal(&error)
}

#[cfg(test)]
mod tests;
