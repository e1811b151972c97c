//! What a report rests on, as its foot says (domain.md 10): population with source, newest list, version of the data.

use jiff::civil::Date;
use serde::Serialize;

use super::l01::L01;
use crate::population_ref::PopulationSource;

/// The basis of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Basis {
    /// Population; none if not entered.
    pub population: Option<i64>,
    /// Its source and semester in words; none if not entered.
    pub population_source: Option<String>,
    /// Date of the newest BPJS list.
    pub latest_list: Option<Date>,
    /// Persons nobody has checked.
    pub unknown: i64,
    /// Why there are no percentages, in Indonesian.
    pub note: Option<&'static str>,
    /// Sum over the rows the figures come from.
    pub data_version: String,
}

impl From<&L01> for Basis {
    fn from(l01: &L01) -> Self {
        Self {
            population: l01.P,
            population_source: source(l01),
            latest_list: l01.latest_list,
            unknown: l01.unknown,
            note: l01.note,
            data_version: l01.data_version.clone(),
        }
    }
}

fn source(l01: &L01) -> Option<String> {
    let source = PopulationSource::from_code(l01.P_source.as_deref()?)?;
    Some(format!("{}, semester {} tahun {}", source.label(), l01.P_semester?, l01.P_year?))
}
