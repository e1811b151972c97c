//! Population of an area in a semester, with its source: the denominator every percentage must name.

use serde::Serialize;
use serde_json::Value;

use crate::row::Row;
use crate::row::field::Class::Lww;
use crate::row::field::Field;
use crate::row::field::Type::{Date, Int, Text};
use crate::text_list;

/// Columns of `population_ref` (domain.md 8.1).
pub const FIELDS: &[Field] = &[
    Field::new("area_code", Text, Lww),
    Field::new("year", Int, Lww),
    Field::new("semester", Int, Lww),
    Field::new("population", Int, Lww),
    Field::new("families", Int, Lww),
    Field::new("source", Text, Lww),
    Field::new("document_no", Text, Lww),
    Field::new("as_of", Date, Lww),
];

text_list! {
    /// Who issued a population number; earlier members are preferred when two describe one semester.
    pub enum PopulationSource {
        DkbKemendagri = "DKB_KEMENDAGRI" "Data Konsolidasi Bersih Kemendagri" ["DKB"],
        BipDesa = "BIP_DESA" "Buku Induk Penduduk desa" ["BIP"],
        ProfilDesa = "PROFIL_DESA" "Profil desa",
        Bps = "BPS" "Badan Pusat Statistik",
    }
}

/// One population number, as printed beside every percentage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PopulationRef {
    /// People.
    pub population: i64,
    /// Code of [`PopulationSource`].
    pub source: String,
    /// Year of the count.
    pub year: i64,
    /// Semester 1 or 2.
    pub semester: i64,
}

impl PopulationRef {
    /// Reads a row; none if it is incomplete or not above zero.
    #[must_use]
    pub fn from_row(row: &Row) -> Option<Self> {
        let int = |name| row.fields.get(name).and_then(Value::as_i64);
        let population = int("population").filter(|number| *number > 0)?;
        let source = row.fields.get("source").and_then(Value::as_str)?.to_owned();
        Some(Self { population, source, year: int("year")?, semester: int("semester")? })
    }

    /// The row a report uses when nobody picked one: the newest semester, then the better source.
    /// The choice is always printed, so it is never silent (domain.md 8.1).
    #[must_use]
    pub fn pick(rows: &[Row]) -> Option<Self> {
        rows.iter().filter_map(Self::from_row).max_by_key(|p| (p.year, p.semester, std::cmp::Reverse(p.rank())))
    }

    fn rank(&self) -> usize {
        PopulationSource::ALL.iter().position(|s| s.code() == self.source).unwrap_or(usize::MAX)
    }
}
