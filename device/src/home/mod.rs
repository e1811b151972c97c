//! Beranda: where the village stands, in the figures of L01, and what is to be done today.

pub mod store;
pub mod today;

#[cfg(test)]
mod tests;

use serde::Serialize;

use crate::device::Device;
use crate::error::Result;
use crate::report;

/// What the first screen shows. Percentages as strings with two decimals and a point, truncated.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct HomeFigures {
    /// Population; none if not entered.
    pub population: Option<i64>,
    /// Its source, in words.
    pub population_source: Option<String>,
    /// Registered persons.
    pub registered: i64,
    /// Active persons.
    pub active: i64,
    /// Persons not registered.
    pub unregistered: i64,
    /// Inactive persons.
    pub inactive: i64,
    /// Persons nobody has checked.
    pub unknown: i64,
    /// Registered of population.
    pub registered_percent: Option<String>,
    /// Active of population.
    pub active_percent: Option<String>,
    /// Target for registered.
    pub registered_target: String,
    /// Target for active.
    pub active_target: String,
    /// Persons missing to the target.
    pub registered_gap: Option<i64>,
    /// Persons missing to the target.
    pub active_gap: Option<i64>,
    /// Why there are no percentages.
    pub note: Option<String>,
    /// Date of the newest BPJS list, `YYYY-MM-DD`.
    pub latest_list: Option<String>,
    /// Date of the figures, `YYYY-MM-DD`.
    pub as_of: String,
    /// Persons in the list.
    pub counted: i64,
    /// Families.
    pub families: i64,
    /// Stages.
    pub funnel: HomeFunnel,
}

/// Persons along the four stages.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct HomeFunnel {
    /// Mapped as targets.
    pub targets: i64,
    /// Their family was visited.
    pub visited: i64,
    /// Willing.
    pub willing: i64,
    /// In a submitted case.
    pub submitted: i64,
    /// Verified by BPJS.
    pub verified: i64,
}

/// The figures of today: the same numbers as L01, because they are L01.
///
/// # Errors
/// As [`report::l01`].
pub fn figures(device: &Device) -> Result<HomeFigures> {
    let l01 = report::l01(device, device.env.today())?;
    let funnel = HomeFunnel {
        targets: l01.funnel.targets,
        visited: l01.funnel.visited,
        willing: l01.funnel.willing,
        submitted: l01.funnel.submitted,
        verified: l01.funnel.verified,
    };
    Ok(HomeFigures {
        population_source: source(&l01),
        population: l01.P,
        registered: l01.T,
        active: l01.A,
        unregistered: l01.B,
        inactive: l01.N,
        unknown: l01.unknown,
        registered_percent: l01.cakupan,
        active_percent: l01.keaktifan_penduduk,
        registered_target: l01.target_registered,
        active_target: l01.target_active,
        registered_gap: l01.gap_registered,
        active_gap: l01.gap_active,
        note: l01.note.map(str::to_owned),
        latest_list: l01.latest_list.map(|date| date.to_string()),
        as_of: l01.as_of.to_string(),
        counted: l01.counted,
        families: l01.families,
        funnel,
    })
}

fn source(l01: &pesiar_core::report::l01::L01) -> Option<String> {
    let source = pesiar_core::population_ref::PopulationSource::from_code(l01.P_source.as_deref()?)?;
    Some(format!("{}, semester {} {}", source.label(), l01.P_semester?, l01.P_year?))
}
