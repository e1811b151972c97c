//! Village reports at the province: the same figures, the same bytes.

use jiff::civil::Date;
use pesiar_core::letterhead::Letterhead;
use pesiar_core::official_figure::OfficialFigure;
use pesiar_core::population_ref::PopulationRef;
use pesiar_core::region::VillageCode;
use pesiar_core::report::imprint::Imprint;
use pesiar_core::report::l01::{Input, L01};
use pesiar_core::row::noun::Noun;
use pesiar_core::sync::checksum;
use pesiar_report::Format;

use crate::data::now_ms;
use crate::db::Tx;
use crate::error::Result;
use crate::{figures, region, row};

/// L01 of a village as of a date.
///
/// # Errors
/// [`crate::error::Error::Usage`] for a village this province does not have.
pub fn l01(db: &dyn Tx, village: &VillageCode, as_of: Date) -> Result<L01> {
    let code = village.as_str();
    let populations = row::store::of_village(db, Noun::PopulationRef, code)?;
    let officials = row::store::of_village(db, Noun::OfficialFigure, code)?;
    Ok(L01::new(Input {
        place: region::place(db, village)?,
        figures: figures::of_village(db, code, as_of)?,
        population: PopulationRef::pick(&populations),
        official: OfficialFigure::pick(&officials, &as_of.to_string()),
        target_registered_bp: figures::setting(db, code, "target.registered_bp", as_of)?,
        target_active_bp: figures::setting(db, code, "target.active_bp", as_of)?,
        as_of,
        data_version: data_version(db, code)?,
        is_practice: false,
    }))
}

/// L01 of a village as a file in any form, with the village's own letterhead.
///
/// # Errors
/// As [`l01`].
pub fn l01_file(db: &dyn Tx, village: &VillageCode, as_of: Date, format: Format, printed_by: &str) -> Result<Vec<u8>> {
    let l01 = l01(db, village, as_of)?;
    let rows = row::store::of_village(db, Noun::Letterhead, village.as_str())?;
    let imprint = Imprint {
        letterhead: Letterhead::of(&l01.place, rows.first()),
        letter_no: None,
        printed_by: printed_by.to_owned(),
        printed_at_ms: now_ms(),
    };
    Ok(pesiar_report::l01::render(&l01, &imprint, format)?)
}

fn data_version(db: &dyn Tx, village: &str) -> Result<String> {
    let rows = row::store::revisions(db, village)?;
    let sum = rows.iter().fold(0u64, |sum, (id, rev)| sum.wrapping_add(checksum::of_row(id, *rev)));
    Ok(format!("{sum:016x}"))
}
