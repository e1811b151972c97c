//! A report as a document: previewed, printed or saved, always the same pages; every look at names is on record.

use jiff::civil::Date;
use pesiar_core::access::Action;
use pesiar_core::report::imprint::Imprint;
use pesiar_report::paper::{self, Paper};
use pesiar_report::{Format, ReportError};
use serde::{Deserialize, Serialize};

use super::{Purpose, l01, l05};
use crate::device::Device;
use crate::error::{Error, Result};
use crate::letterhead;

/// Pages a preview shows; a longer list is read in the file.
const PREVIEW_PAGES_MAX: usize = 20;

/// A report of this app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub enum ReportId {
    /// Achievement of the village, one page, no names.
    L01,
    /// The named list of people not registered.
    L05,
}

impl ReportId {
    /// Reads a report's number.
    ///
    /// # Errors
    /// [`Error::Refused`] for a report this version does not have.
    pub fn parse(text: &str) -> Result<Self> {
        match text.to_ascii_uppercase().as_str() {
            "L01" => Ok(Self::L01),
            "L05" => Ok(Self::L05),
            _ => Err(Error::refused("report.unknown", text)),
        }
    }
}

/// What a person asks for.
#[derive(Debug, Clone, Deserialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct ReportWanted {
    /// Which report.
    pub id: ReportId,
    /// Number of the letter as typed; empty leaves room for the pen.
    pub letter_no: String,
}

/// The pages as they will be printed.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct ReportPreview {
    /// The first pages, each an SVG image.
    pub pages: Vec<String>,
    /// How many pages there are.
    pub page_count: u32,
}

/// The pages of a report of today for the screen.
///
/// # Errors
/// As [`bytes`].
pub fn preview(device: &mut Device, wanted: &ReportWanted) -> Result<ReportPreview> {
    let today = device.env.today();
    let paper = paper(device, wanted, today, Purpose::View)?;
    let shown = paper.page_count().min(PREVIEW_PAGES_MAX);
    let pages = (0..shown).filter_map(|place| paper.page(place)).collect();
    Ok(ReportPreview { pages, page_count: u32::try_from(paper.page_count()).unwrap_or(u32::MAX) })
}

/// A report as bytes of a file.
///
/// # Errors
/// [`Error::NotAllowed`] or [`Error::Refused`] by role; [`Error::Refused`] for a form the report does not have.
pub fn bytes(device: &mut Device, wanted: &ReportWanted, as_of: Date, format: Format) -> Result<Vec<u8>> {
    let imprint = imprint(device, wanted)?;
    let written = match wanted.id {
        ReportId::L01 => pesiar_report::l01::render(&l01(device, as_of)?, &imprint, format),
        ReportId::L05 => pesiar_report::l05::render(&names(device, as_of, Purpose::Export)?, &imprint, format),
    };
    written.map_err(|error| failed(&error))
}

fn paper(device: &mut Device, wanted: &ReportWanted, as_of: Date, purpose: Purpose) -> Result<Paper> {
    let imprint = imprint(device, wanted)?;
    let set = match wanted.id {
        ReportId::L01 => paper::l01::paper(&l01(device, as_of)?, &imprint),
        ReportId::L05 => paper::l05::paper(&names(device, as_of, purpose)?, &imprint),
    };
    set.map_err(|error| failed(&error))
}

/// L05 for whoever may see names; for others a sentence that says who may.
fn names(device: &mut Device, as_of: Date, purpose: Purpose) -> Result<pesiar_core::report::l05::L05> {
    device.require(Action::ExportNames).map_err(|error| match error {
        Error::NotAllowed => Error::refused("report.names", "L05"),
        other => other,
    })?;
    l05(device, as_of, purpose)
}

fn imprint(device: &Device, wanted: &ReportWanted) -> Result<Imprint> {
    let letter_no = wanted.letter_no.trim();
    Ok(Imprint {
        letterhead: letterhead::printed(device)?,
        letter_no: (!letter_no.is_empty()).then(|| letter_no.to_owned()),
        printed_by: device.author_name(),
        printed_at_ms: device.env.now_ms(),
    })
}

fn failed(error: &ReportError) -> Error {
    match error {
        ReportError::Format => Error::refused("report.format", "format"),
        _ => Error::Internal("report"),
    }
}
