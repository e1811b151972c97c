//! Figures in, bytes out: the village reports as JSON, CSV and XLSX.

pub mod l01;
pub mod l05;
pub mod sheet;

use sheet::SheetError;

/// A form a report can be written in. PDF comes with the screens (Layar).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON document.
    Json,
    /// Comma-separated, UTF-8 with BOM, guarded against formulas.
    Csv,
    /// Excel workbook; identity numbers are text.
    Xlsx,
    /// Plain lines for a message; totals only, so only where no person is named.
    Txt,
}

impl Format {
    /// Reads a format's name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "json" => Some(Self::Json),
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            "txt" => Some(Self::Txt),
            _ => None,
        }
    }
}

/// A report that could not be written: a bug, never the user's fault.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The sheet writer refused.
    #[error("sheet")]
    Sheet(#[from] SheetError),
    /// This report is not written in this form.
    #[error("format")]
    Format,
    /// The JSON writer refused.
    #[error("json")]
    Json(#[from] serde_json::Error),
}

/// Result of this crate.
pub type Result<T> = std::result::Result<T, ReportError>;

fn json(report: &impl serde::Serialize) -> Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(report)?;
    bytes.push(b'\n');
    Ok(bytes)
}
