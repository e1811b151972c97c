//! L01, achievement of a village: every percentage with numerator, denominator, source and date (domain.md 10).

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::{Place, WATERMARK};
use crate::figures::percent::{gap, of_bp, truncated};
use crate::figures::{Figures, Funnel};
use crate::official_figure::OfficialFigure;
use crate::population_ref::PopulationRef;

/// What L01 is made of.
pub struct Input {
    /// Where.
    pub place: Place,
    /// The counts.
    pub figures: Figures,
    /// The chosen population row.
    pub population: Option<PopulationRef>,
    /// The official figure to print beside the count.
    pub official: Option<OfficialFigure>,
    /// Target for registered, in hundredths of a percent.
    pub target_registered_bp: i64,
    /// Target for active, in hundredths of a percent.
    pub target_active_bp: i64,
    /// Date of the report.
    pub as_of: Date,
    /// Sum over the rows the figures come from, hex.
    pub data_version: String,
    /// Whether this is the practice village.
    pub is_practice: bool,
}

/// The report. Member names are relied on by scripts (design.md 8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[expect(non_snake_case, reason = "P, T, A, B and N are the official symbols of domain.md 10")]
pub struct L01 {
    /// `L01`.
    pub report: &'static str,
    /// Dotted code of the area.
    pub area: String,
    /// The area by name.
    pub place: Place,
    /// Population; none if not entered.
    pub P: Option<i64>,
    /// Source of P.
    pub P_source: Option<String>,
    /// Year of P.
    pub P_year: Option<i64>,
    /// Semester of P.
    pub P_semester: Option<i64>,
    /// Registered.
    pub T: i64,
    /// Active.
    pub A: i64,
    /// Not registered.
    pub B: i64,
    /// Inactive, T - A.
    pub N: i64,
    /// Not checked yet: in neither T nor B.
    pub unknown: i64,
    /// Counted by a source older than the freshness setting.
    pub stale: i64,
    /// Persons counted.
    pub counted: i64,
    /// T / P.
    pub cakupan: Option<String>,
    /// A / P.
    pub keaktifan_penduduk: Option<String>,
    /// A / T.
    pub keaktifan_peserta: Option<String>,
    /// Target for T / P.
    pub target_registered: String,
    /// Target for A / P.
    pub target_active: String,
    /// Persons missing to the target of T / P.
    pub gap_registered: Option<i64>,
    /// Persons missing to the target of A / P.
    pub gap_active: Option<i64>,
    /// Why there are no percentages, in Indonesian.
    pub note: Option<&'static str>,
    /// N by reason code.
    pub inactive_by_reason: BTreeMap<String, i64>,
    /// Families.
    pub families: i64,
    /// Families without KK number.
    pub families_without_card: i64,
    /// Persons in them.
    pub persons_without_card: i64,
    /// Persons along the four stages.
    pub funnel: Funnel,
    /// T and A as BPJS states them by letter.
    pub official: Option<OfficialFigure>,
    /// Date of the newest BPJS list.
    pub latest_list: Option<Date>,
    /// Date of the report.
    pub as_of: Date,
    /// Sum over the rows the figures come from.
    pub data_version: String,
    /// Set for the practice village.
    pub watermark: Option<&'static str>,
}

impl L01 {
    /// Builds the report.
    #[must_use]
    pub fn new(input: Input) -> Self {
        let Input { place, figures, population, official, .. } = input;
        let people = population.as_ref().map(|p| p.population);
        let base = people.filter(|_| figures.is_complete);
        Self {
            report: "L01",
            area: place.code.clone(),
            P: people,
            P_source: population.as_ref().map(|p| p.source.clone()),
            P_year: population.as_ref().map(|p| p.year),
            P_semester: population.as_ref().map(|p| p.semester),
            T: figures.registered,
            A: figures.active,
            B: figures.unregistered,
            N: figures.inactive,
            unknown: figures.unknown,
            stale: figures.stale,
            counted: figures.counted,
            cakupan: base.and_then(|p| truncated(figures.registered, p)),
            keaktifan_penduduk: base.and_then(|p| truncated(figures.active, p)),
            keaktifan_peserta: truncated(figures.active, figures.registered).filter(|_| figures.is_complete),
            target_registered: of_bp(input.target_registered_bp),
            target_active: of_bp(input.target_active_bp),
            gap_registered: base.map(|p| gap(input.target_registered_bp, p, figures.registered)),
            gap_active: base.map(|p| gap(input.target_active_bp, p, figures.active)),
            note: note(people, figures.is_complete),
            inactive_by_reason: figures.inactive_by_reason,
            families: figures.families,
            families_without_card: figures.families_without_card,
            persons_without_card: figures.persons_without_card,
            funnel: figures.funnel,
            official,
            latest_list: figures.latest_list,
            as_of: input.as_of,
            data_version: input.data_version,
            watermark: input.is_practice.then_some(WATERMARK),
            place,
        }
    }
}

const fn note(people: Option<i64>, is_complete: bool) -> Option<&'static str> {
    match (people, is_complete) {
        (_, false) => Some("belum dapat dihitung: daftar peserta lengkap dari BPJS belum diimpor"),
        (None, true) => Some("penduduk belum diisi"),
        (Some(_), true) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(population: Option<i64>, is_complete: bool) -> Input {
        let figures = Figures { registered: 1380, active: 1100, inactive: 280, is_complete, ..Figures::default() };
        let population = population.map(|population| PopulationRef {
            population,
            source: "BIP_DESA".into(),
            year: 2026,
            semester: 1,
        });
        Input {
            place: Place::default(),
            figures,
            population,
            official: None,
            target_registered_bp: 9860,
            target_active_bp: 8000,
            as_of: "2026-11-22".parse().unwrap(),
            data_version: String::new(),
            is_practice: false,
        }
    }

    #[test]
    fn percentages_need_a_population_and_a_complete_count() {
        let full = L01::new(input(Some(1406), true));
        assert_eq!(full.cakupan.as_deref(), Some("98.15"));
        assert_eq!((full.gap_registered, full.gap_active), (Some(7), Some(25)));
        let unknown_people = L01::new(input(None, true));
        assert_eq!((unknown_people.cakupan, unknown_people.note), (None, Some("penduduk belum diisi")));
        assert_eq!(unknown_people.keaktifan_peserta.as_deref(), Some("79.71"), "A / T needs no population");
        let partial = L01::new(input(Some(1406), false));
        assert_eq!((partial.cakupan, partial.gap_registered, partial.T), (None, None, 1380));
        assert!(partial.note.is_some_and(|note| note.starts_with("belum dapat dihitung")));
    }
}
