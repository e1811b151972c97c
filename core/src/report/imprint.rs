//! What a printed report carries besides its figures: whose paper it is, its number, who printed it and when.

use jiff::civil::Date;

use crate::letterhead::Letterhead;
use crate::time;

/// The imprint of one printing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imprint {
    /// Kop and signatories.
    pub letterhead: Letterhead,
    /// Number of the letter as typed; none leaves room for the pen. Never made up.
    pub letter_no: Option<String>,
    /// Who printed it.
    pub printed_by: String,
    /// When, ms since 1970 UTC.
    pub printed_at_ms: i64,
}

impl Imprint {
    /// The day it is signed on: the day it was printed, in Western Indonesian Time.
    #[must_use]
    pub fn date(&self) -> Date {
        time::date_wib(self.printed_at_ms)
    }

    /// The moment, as footers print it.
    #[must_use]
    pub fn moment(&self) -> String {
        time::printed(self.printed_at_ms)
    }
}
