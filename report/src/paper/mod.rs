//! Reports on paper: one document, drawn as PDF pages or as page images for the screen, so that preview is print.

pub mod l01;
pub mod l05;

mod frame;
mod world;

use serde::Serialize;
use typst_layout::PagedDocument;
use typst_pdf::PdfOptions;
use typst_svg::SvgOptions;

use crate::{ReportError, Result};
use world::Desk;

/// A set document.
pub struct Paper {
    document: PagedDocument,
}

impl Paper {
    /// Sets a template with its data.
    fn set(template: &'static str, data: &impl Serialize) -> Result<Self> {
        let desk = Desk::new(template, serde_json::to_vec(data)?).ok_or(ReportError::Paper)?;
        let set = typst::compile(&desk).output.map_err(|_| ReportError::Paper);
        // What was remembered of one printing is of no use to the next, and holds names.
        typst::comemo::evict(0);
        Ok(Self { document: set? })
    }

    /// How many pages it has.
    #[must_use]
    pub fn page_count(&self) -> usize {
        self.document.pages().len()
    }

    /// One page as an SVG image, counted from zero.
    #[must_use]
    pub fn page(&self, place: usize) -> Option<String> {
        let page = self.document.pages().get(place)?;
        Some(typst_svg::svg(page, &SvgOptions::default()))
    }

    /// The whole as PDF; the same document always gives the same bytes.
    ///
    /// # Errors
    /// [`ReportError::Paper`]: a bug.
    pub fn pdf(&self) -> Result<Vec<u8>> {
        let options =
            PdfOptions { creator: typst::foundations::Smart::Custom(Some("Pesiar".into())), ..Default::default() };
        typst_pdf::pdf(&self.document, &options).map_err(|_| ReportError::Paper)
    }
}

#[cfg(test)]
mod tests;
