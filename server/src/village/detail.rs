//! One village as its report L01 says it today, for the screen.

use pesiar_core::membership::code::InactiveReason;
use pesiar_core::population_ref::PopulationSource;
use pesiar_core::report::l01::L01;
use pesiar_report::Format;
use serde::Serialize;

/// Forms in which a report is offered, best known first; one this release cannot write is not offered.
const FORMATS: [&str; 4] = ["pdf", "xlsx", "csv", "json"];

/// A village's L01 on a screen. Percentages as text with two decimals and a point, truncated.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct VillageDetail {
    /// Dotted code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Kecamatan.
    pub district: String,
    /// Kabupaten or kota.
    pub regency: String,
    /// Day of the report, `YYYY-MM-DD`.
    pub as_of: String,
    /// Population (P); none if not entered.
    pub population: Option<i64>,
    /// Its source, semester and year, in words.
    pub population_source: Option<String>,
    /// Registered (T).
    pub registered: i64,
    /// Active (A).
    pub active: i64,
    /// Not registered (B).
    pub unregistered: i64,
    /// Inactive (N).
    pub inactive: i64,
    /// Not checked.
    pub unknown: i64,
    /// Counted by an old source.
    pub stale: i64,
    /// Residents in the village's data.
    pub counted: i64,
    /// T of P.
    pub registered_percent: Option<String>,
    /// A of P.
    pub active_percent: Option<String>,
    /// A of T.
    pub member_percent: Option<String>,
    /// Target for T of P.
    pub registered_target: String,
    /// Target for A of P.
    pub active_target: String,
    /// Persons missing to the target of T.
    pub registered_gap: Option<i64>,
    /// Persons missing to the target of A.
    pub active_gap: Option<i64>,
    /// Why there are no percentages.
    pub note: Option<String>,
    /// Inactive persons by reason.
    pub reasons: Vec<ReasonCount>,
    /// Families.
    pub families: i64,
    /// Families without a KK number.
    pub families_without_card: i64,
    /// Persons in them.
    pub persons_without_card: i64,
    /// Targets.
    pub targets: i64,
    /// Their family was visited.
    pub visited: i64,
    /// Willing.
    pub willing: i64,
    /// In a submitted case.
    pub submitted: i64,
    /// Verified by BPJS.
    pub verified: i64,
    /// What BPJS says by letter.
    pub official: Option<OfficialLine>,
    /// Day of the newest BPJS list, `YYYY-MM-DD`.
    pub latest_list: Option<String>,
    /// Sum over the rows the figures come from.
    pub data_version: String,
    /// Forms in which the report can be downloaded.
    pub formats: Vec<String>,
}

/// Why people are inactive, and how many.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct ReasonCount {
    /// In words.
    pub label: String,
    /// Persons.
    pub count: i64,
}

/// T and A as BPJS states them.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct OfficialLine {
    /// Registered.
    pub registered: i64,
    /// Active.
    pub active: i64,
    /// Day it speaks of, `YYYY-MM-DD`.
    pub as_of: String,
    /// Letter it came with.
    pub letter_no: Option<String>,
}

impl VillageDetail {
    /// Draws a report.
    #[must_use]
    pub fn of(l01: L01) -> Self {
        Self {
            population_source: source(&l01),
            reasons: reasons(&l01),
            official: l01.official.as_ref().map(|official| OfficialLine {
                registered: official.registered,
                active: official.active,
                as_of: official.as_of.clone(),
                letter_no: official.letter_no.clone(),
            }),
            formats: FORMATS
                .iter()
                .filter(|name| Format::parse(name).is_some())
                .map(|name| (*name).to_owned())
                .collect(),
            code: l01.place.code,
            name: l01.place.name,
            district: l01.place.district,
            regency: l01.place.regency,
            as_of: l01.as_of.to_string(),
            population: l01.P,
            registered: l01.T,
            active: l01.A,
            unregistered: l01.B,
            inactive: l01.N,
            unknown: l01.unknown,
            stale: l01.stale,
            counted: l01.counted,
            registered_percent: l01.cakupan,
            active_percent: l01.keaktifan_penduduk,
            member_percent: l01.keaktifan_peserta,
            registered_target: l01.target_registered,
            active_target: l01.target_active,
            registered_gap: l01.gap_registered,
            active_gap: l01.gap_active,
            note: l01.note.map(str::to_owned),
            families: l01.families,
            families_without_card: l01.families_without_card,
            persons_without_card: l01.persons_without_card,
            targets: l01.funnel.targets,
            visited: l01.funnel.visited,
            willing: l01.funnel.willing,
            submitted: l01.funnel.submitted,
            verified: l01.funnel.verified,
            latest_list: l01.latest_list.map(|date| date.to_string()),
            data_version: l01.data_version,
        }
    }
}

fn source(l01: &L01) -> Option<String> {
    let source = PopulationSource::from_code(l01.P_source.as_deref()?)?;
    Some(format!("{}, semester {} {}", source.label(), l01.P_semester?, l01.P_year?))
}

fn reasons(l01: &L01) -> Vec<ReasonCount> {
    let label = |code: &str| InactiveReason::from_code(code).map_or("Tidak diketahui", InactiveReason::label);
    let one = |(code, count): (&String, &i64)| ReasonCount { label: label(code).to_owned(), count: *count };
    l01.inactive_by_reason.iter().map(one).collect()
}
