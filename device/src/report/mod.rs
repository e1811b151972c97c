//! Village reports on a device: figures from the view, bytes from the report crate, every copy on record.

pub mod document;
pub mod save;

use jiff::civil::Date;
use pesiar_core::access::Action;
use pesiar_core::audit::Action as Audited;
use pesiar_core::figures::fact::PersonFact;
use pesiar_core::membership::code::Status;
use pesiar_core::membership::effective::effective;
use pesiar_core::official_figure::OfficialFigure;
use pesiar_core::population_ref::PopulationRef;
use pesiar_core::report::WATERMARK;
use pesiar_core::report::basis::Basis;
use pesiar_core::report::l01::{Input, L01};
use pesiar_core::report::l05::{L05, Line};
use pesiar_core::row::noun::Noun;
use pesiar_core::sync::checksum;

use crate::device::Device;
use crate::error::{Error, Result};
use crate::figures::{self, fresh_days, setting_int};
use crate::{audit, row};

/// What a list of names is wanted for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// To be seen on the screen.
    View,
    /// To leave as a file.
    Export,
    /// To leave on paper.
    Print,
}

impl Purpose {
    /// How it stands in the record.
    const fn on_record(self) -> (Audited, &'static str) {
        match self {
            Self::View => (Audited::ViewNik, "pratinjau daftar nama belum terdaftar"),
            Self::Export => (Audited::Export, "laporan BNBA belum terdaftar"),
            Self::Print => (Audited::Print, "cetak daftar nama belum terdaftar"),
        }
    }
}

/// L01 as of a date.
///
/// # Errors
/// [`Error::NotAllowed`], [`Error::Db`].
pub fn l01(device: &Device, as_of: Date) -> Result<L01> {
    device.require(Action::Report)?;
    let village = device.village()?;
    let own = [("area_code".to_owned(), village.code.to_string())];
    let populations = row::store::list(&device.db, Noun::PopulationRef, &own)?;
    let officials = row::store::list(&device.db, Noun::OfficialFigure, &own)?;
    Ok(L01::new(Input {
        figures: figures::of_village(device, as_of)?,
        population: PopulationRef::pick(&populations),
        official: OfficialFigure::pick(&officials, &as_of.to_string()),
        target_registered_bp: setting_int(device, "target.registered_bp")?,
        target_active_bp: setting_int(device, "target.active_bp")?,
        as_of,
        data_version: data_version(device, village.code.as_str())?,
        is_practice: device.practice,
        place: village.place(),
    }))
}

/// The checksum of everything the figures come from: equal on two machines that hold the same rows.
fn data_version(device: &Device, village: &str) -> Result<String> {
    let rows = row::store::revisions(&device.db, village)?;
    let sum = rows.iter().fold(0u64, |sum, (id, rev)| sum.wrapping_add(checksum::of_row(id, *rev)));
    Ok(format!("{sum:016x}"))
}

/// L05 as of a date: names in full, so by role and, for what it is wanted, on record before it exists.
///
/// # Errors
/// [`Error::NotAllowed`], [`Error::Db`].
pub fn l05(device: &mut Device, as_of: Date, purpose: Purpose) -> Result<L05> {
    device.require(Action::ExportNames)?;
    let village = device.village()?;
    let facts = figures::store::facts(&device.db, village.code.as_str(), &as_of.to_string())?;
    let fresh_days = fresh_days(device)?;
    let mut rows = Vec::new();
    for fact in facts.iter().filter(|fact| is_unregistered(fact, as_of, fresh_days)) {
        rows.push(line(device, fact)?);
    }
    rows.sort();
    let count = i64::try_from(rows.len()).unwrap_or(i64::MAX);
    let (action, words) = purpose.on_record();
    audit::note(device, action, "L05", count, words)?;
    let basis = Basis::from(&l01(device, as_of)?);
    let watermark = device.practice.then_some(WATERMARK);
    Ok(L05 {
        report: "L05",
        area: village.code.to_string(),
        place: village.place(),
        as_of: as_of.to_string(),
        rows,
        basis,
        watermark,
    })
}

fn is_unregistered(fact: &PersonFact, as_of: Date, fresh_days: i64) -> bool {
    let found = effective(&fact.snapshots, as_of, fresh_days);
    fact.is_counted() && found.is_some_and(|found| found.snapshot.status == Status::Unregistered)
}

fn line(device: &Device, fact: &PersonFact) -> Result<Line> {
    let person =
        row::store::load(&device.db, Noun::Person, &fact.person_id)?.ok_or(Error::NotFound { what: "person" })?;
    let family = row::store::load(&device.db, Noun::Family, &fact.family_id)?;
    Ok(Line::new(&person, family.as_ref()))
}

#[cfg(test)]
mod tests;
