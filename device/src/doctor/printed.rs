//! The result of a check as a text file that can be sent to whoever helps: counts and days, nobody's data.

use std::path::Path;

use super::examine::Examination;
use crate::device::Device;
use crate::error::{Error, Result};
use crate::export_folder::{self, SavedFile};

/// Saves the last check as a text file.
///
/// # Errors
/// [`Error::Refused`] `doctor.not_run` before a check; `folder.full`, `folder.unwritable`.
pub fn save(device: &Device, documents: &Path) -> Result<SavedFile> {
    let found = device.examined.as_ref().ok_or_else(|| Error::refused("doctor.not_run", ""))?;
    let stem = format!("Periksa Laptop {}", pesiar_core::time::date_wib(found.at_ms));
    export_folder::save(documents, (&stem, "txt"), text(found).as_bytes())
}

/// Lines end as every editor on Windows expects.
fn text(found: &Examination) -> String {
    let mut lines = vec![format!("Periksa Laptop Pesiar, {}", pesiar_core::time::printed(found.at_ms)), String::new()];
    for line in &found.lines {
        let verdict = if line.is_good { "baik" } else { "PERLU PERHATIAN" };
        lines.push(format!("{}: {verdict}. {}", line.name, line.words));
        if !line.advice.is_empty() {
            lines.push(format!("   Yang perlu dilakukan: {}", line.advice));
        }
    }
    lines.extend([String::new(), "Laporan ini tidak berisi data warga.".to_owned()]);
    lines.join("\r\n") + "\r\n"
}
