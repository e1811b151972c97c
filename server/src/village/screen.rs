//! What the province's pages show of villages. Percentages as text with two decimals and a point, truncated.

use pesiar_core::report::sum::Sum;
use serde::Serialize;

/// The villages a person may see, by kabupaten and kecamatan, with their sums.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct VillageList {
    /// The whole area of this person.
    pub whole: AreaLine,
    /// Kabupaten and kota in it.
    pub regencies: Vec<RegencyLines>,
    /// Today, `YYYY-MM-DD`, WIB.
    pub today: String,
    /// Server clock, ms.
    pub now_ms: i64,
}

/// A kabupaten or kota and what lies in it.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct RegencyLines {
    /// Itself.
    pub area: AreaLine,
    /// Its kecamatan.
    pub districts: Vec<DistrictLines>,
}

/// A kecamatan and its villages.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct DistrictLines {
    /// Itself.
    pub area: AreaLine,
    /// Its villages, also those without data.
    pub villages: Vec<VillageLine>,
}

/// An area larger than a village.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct AreaLine {
    /// Dotted code.
    pub code: String,
    /// Name with its word, e.g. Kabupaten Mukomuko.
    pub name: String,
    /// Villages in it, with or without data.
    pub villages: i64,
    /// Sum of its villages; none while no village has data.
    pub figures: Option<AreaFigures>,
}

/// A village.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct VillageLine {
    /// Dotted code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its figures; none while it has no data.
    pub figures: Option<AreaFigures>,
    /// Day the figures are of, `YYYY-MM-DD`.
    pub as_of: Option<String>,
    /// Laptops that are given this village.
    pub laptops: i64,
    /// Of these, how many ever sent.
    pub laptops_heard: i64,
    /// Last contact of any laptop, server clock, ms.
    pub seen_at_ms: Option<i64>,
}

/// The figures of a line: of one village what its L01 says, else sums.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct AreaFigures {
    /// Villages with data.
    pub villages: i64,
    /// Of these, how many can be computed: their numbers are the `measured_` ones.
    pub measured_villages: i64,
    /// Denominator of both percentages.
    pub measured_population: i64,
    /// Numerator of `registered_percent`.
    pub measured_registered: i64,
    /// Numerator of `active_percent`.
    pub measured_active: i64,
    /// Population (P); none if not entered.
    pub population: Option<i64>,
    /// Registered (T).
    pub registered: i64,
    /// Active (A).
    pub active: i64,
    /// T of P; none if it cannot be computed.
    pub registered_percent: Option<String>,
    /// A of P; none if it cannot be computed.
    pub active_percent: Option<String>,
    /// Persons missing to the target of T; of an area, what its villages lack.
    pub registered_gap: Option<i64>,
    /// Persons missing to the target of A; of an area, what its villages lack.
    pub active_gap: Option<i64>,
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
}

impl AreaFigures {
    /// Writes a sum as a screen shows it; none if no village is in it.
    #[must_use]
    pub fn of(sum: &Sum) -> Option<Self> {
        let measured = sum.measured;
        let gap = |persons| (measured.villages > 0).then_some(persons);
        (sum.villages > 0).then(|| Self {
            villages: sum.villages,
            measured_villages: measured.villages,
            measured_population: measured.population,
            measured_registered: measured.registered,
            measured_active: measured.active,
            population: sum.population,
            registered: sum.registered,
            active: sum.active,
            registered_percent: sum.registered_percent(),
            active_percent: sum.active_percent(),
            registered_gap: gap(measured.gap_registered),
            active_gap: gap(measured.gap_active),
            targets: sum.funnel.targets,
            visited: sum.funnel.visited,
            willing: sum.funnel.willing,
            submitted: sum.funnel.submitted,
            verified: sum.funnel.verified,
        })
    }
}
