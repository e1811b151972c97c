//! The person's own folders, as the platform names them.

use std::path::PathBuf;

use pesiar_device::error::{Error, Failure};
use tauri::{AppHandle, Manager};

/// The folder everything of a person lies under.
pub(crate) fn home(handle: &AppHandle) -> Result<PathBuf, Failure> {
    handle.path().home_dir().map_err(|_| Failure::from(&Error::refused("folder.unknown", "folder")))
}

/// The documents; a desktop that names none keeps them in `Documents`.
pub(crate) fn documents(handle: &AppHandle) -> Result<PathBuf, Failure> {
    handle.path().document_dir().or_else(|_| Ok(home(handle)?.join("Documents")))
}
