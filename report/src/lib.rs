//! Figures in, bytes out: the village reports as JSON, CSV, XLSX and PDF.

pub mod l01;
pub mod l05;
pub mod number;
pub mod paper;
pub mod sheet;

use sheet::SheetError;

/// A form a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON document.
    Json,
    /// Comma-separated, UTF-8 with BOM, guarded against formulas.
    Csv,
    /// Excel workbook; identity numbers are text.
    Xlsx,
    /// Pages of A4, ready to sign; the same that the screen previews.
    Pdf,
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
            "pdf" => Some(Self::Pdf),
            "txt" => Some(Self::Txt),
            _ => None,
        }
    }

    /// The ending of a file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Pdf => "pdf",
            Self::Txt => "txt",
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
    /// A page could not be set.
    #[error("paper")]
    Paper,
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
