//! The form of the village's population number: what is chosen from, and what it would be called now.

use pesiar_core::population_ref::PopulationSource;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::record;
use crate::device::Device;
use crate::error::{Error, Result};

/// What the form offers.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct PopulationForm {
    /// Who may have issued the number, better ones first.
    pub sources: Vec<PopulationChoice>,
    /// Year of the semester that ended last.
    pub year: i64,
    /// Semester that ended last, 1 or 2: numbers are published after their semester (domain.md 0, finding 4).
    pub semester: i64,
}

/// One source.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct PopulationChoice {
    /// Stored code.
    pub code: String,
    /// Words.
    pub label: String,
}

/// What was filled in.
#[derive(Debug, Clone, Deserialize)]
pub struct PopulationEntry {
    /// People, as typed.
    pub population: String,
    /// Year, as typed.
    pub year: String,
    /// 1 or 2.
    pub semester: i64,
    /// Code of the source.
    pub source: String,
}

/// Years a population number may be of; anything else is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i64> = 2014..=2100;

/// The form, filled with the semester that ended last.
#[must_use]
pub fn form(device: &Device) -> PopulationForm {
    let today = device.env.today();
    let (year, semester) =
        if today.month() > 6 { (i64::from(today.year()), 1) } else { (i64::from(today.year()) - 1, 2) };
    let choice = |source: &PopulationSource| PopulationChoice {
        code: source.code().to_owned(),
        label: source.label().to_owned(),
    };
    PopulationForm { sources: PopulationSource::ALL.iter().map(choice).collect(), year, semester }
}

/// Saves what was filled in.
///
/// # Errors
/// [`Error::Refused`] naming the field that is no number or out of range; as [`record::record`].
pub fn save(device: &mut Device, entry: &PopulationEntry) -> Result<()> {
    let population = number(&entry.population).filter(|people| *people > 0);
    let population = population.ok_or_else(|| Error::refused("population.number", "population"))?;
    let year = number(&entry.year).filter(|year| YEARS.contains(year));
    let year = year.ok_or_else(|| Error::refused("population.year", "year"))?;
    if PopulationSource::from_code(&entry.source).is_none() {
        return Err(Error::refused("population.source", "source"));
    }
    let input = json!({
        "population": population, "year": year, "semester": entry.semester, "source": entry.source
    });
    let input: Map<String, Value> = serde_json::from_value(input).map_err(|_| Error::Internal("population"))?;
    record::record(device, &input).map(drop)
}

/// `1.412` or `1412` as a number: people write thousands with a point.
fn number(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '.')).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_read_as_people_write_them() {
        assert_eq!(
            [number("1.412"), number(" 1412 "), number("1,5"), number("")],
            [Some(1412), Some(1412), None, None]
        );
    }
}
