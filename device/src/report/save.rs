//! Saving a report into the person's Documents folder: no dialog, nothing overwritten, no name of anybody in the file name.

use std::path::Path;

use pesiar_report::Format;
use serde::Deserialize;

use super::document::{ReportId, ReportWanted, bytes};
use crate::device::Device;
use crate::error::Result;
use crate::export_folder::{self, SavedFile};

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

/// Saves a report of today under `documents`.
///
/// # Errors
/// As [`bytes`] and [`export_folder::save`].
pub fn save(device: &mut Device, wanted: &ReportWanted, form: ReportForm, documents: &Path) -> Result<SavedFile> {
    let today = device.env.today();
    let format = match form {
        ReportForm::Pdf => Format::Pdf,
        ReportForm::Xlsx => Format::Xlsx,
        ReportForm::Csv => Format::Csv,
    };
    let stem = format!("{} {} {today}", title(wanted.id), device.village()?.code);
    let bytes = bytes(device, wanted, today, format)?;
    export_folder::save(documents, (&stem, format.extension()), &bytes)
}

const fn title(id: ReportId) -> &'static str {
    match id {
        ReportId::L01 => "L01 Capaian desa",
        ReportId::L05 => "L05 Daftar belum terdaftar RAHASIA",
    }
}
