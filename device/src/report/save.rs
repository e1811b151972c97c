//! Saving a report into the person's Documents folder: no dialog, nothing overwritten, no name of anybody in the file name.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use pesiar_report::Format;
use serde::{Deserialize, Serialize};

use super::document::{ReportId, ReportWanted, bytes};
use crate::device::Device;
use crate::error::{Error, Result};

/// Own folder inside Documents.
const FOLDER: &str = "Pesiar";
/// Copies of one report of one day before the app says that something is odd.
const COPIES_MAX: u32 = 999;

/// A form the screen offers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum ReportForm {
    /// Pages to sign.
    Pdf,
    /// Excel workbook.
    Xlsx,
    /// Comma-separated.
    Csv,
}

/// Where the file is.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct ReportFile {
    /// Name of the file.
    pub name: String,
    /// The whole path.
    pub path: String,
}

/// Saves a report of today under `documents`.
///
/// # Errors
/// As [`bytes`]; [`Error::DiskFull`] or [`Error::Refused`] if the folder cannot be written.
pub fn save(device: &mut Device, wanted: &ReportWanted, form: ReportForm, documents: &Path) -> Result<ReportFile> {
    let today = device.env.today();
    let format = match form {
        ReportForm::Pdf => Format::Pdf,
        ReportForm::Xlsx => Format::Xlsx,
        ReportForm::Csv => Format::Csv,
    };
    let stem = format!("{} {} {today}", title(wanted.id), device.village()?.code);
    let bytes = bytes(device, wanted, today, format)?;
    let folder = documents.join(FOLDER);
    let path = write_new(&folder, &stem, format.extension(), &bytes).map_err(|error| refused(&error))?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(ReportFile { name, path: path.to_string_lossy().into_owned() })
}

const fn title(id: ReportId) -> &'static str {
    match id {
        ReportId::L01 => "L01 Capaian desa",
        ReportId::L05 => "L05 Daftar belum terdaftar RAHASIA",
    }
}

/// Writes under a name that is free: `stem.pdf`, `stem (2).pdf`, ...
fn write_new(folder: &Path, stem: &str, extension: &str, bytes: &[u8]) -> std::io::Result<PathBuf> {
    std::fs::create_dir_all(folder)?;
    for copy in 1..=COPIES_MAX {
        let number = if copy == 1 { String::new() } else { format!(" ({copy})") };
        let path = folder.join(format!("{stem}{number}.{extension}"));
        let mut file = match create(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => continue,
            other => other?,
        };
        if let Err(error) = file.write_all(bytes).and_then(|()| file.sync_all()) {
            let _ = std::fs::remove_file(&path); // half a report is no report
            return Err(error);
        }
        return Ok(path);
    }
    Err(ErrorKind::AlreadyExists.into())
}

/// A new file that only this person can read: the list of names is in it.
fn create(path: &Path) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

fn refused(error: &std::io::Error) -> Error {
    match error.kind() {
        ErrorKind::StorageFull => Error::DiskFull,
        _ => Error::refused("report.not_written", "documents"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_there_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let inner = folder.path().join("Pesiar");
        let write = |bytes: &[u8]| write_new(&inner, "L01 x", "pdf", bytes).unwrap();
        let paths = [write(b"one"), write(b"two"), write(b"three")];
        let names = paths.clone().map(|path| path.file_name().unwrap().to_string_lossy().into_owned());
        assert_eq!(names, ["L01 x.pdf", "L01 x (2).pdf", "L01 x (3).pdf"]);
        assert_eq!(std::fs::read(&paths[0]).unwrap(), b"one");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_said_in_a_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let blocked = folder.path().join("file");
        std::fs::write(&blocked, b"x").unwrap();
        let error = write_new(&blocked, "L01", "pdf", b"x").unwrap_err();
        assert_eq!(refused(&error).code(), "report.not_written");
    }
}
