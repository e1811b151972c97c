//! Village reports added up to a kecamatan, a kabupaten or the province: what L01 says, for more than one village.

use super::l01::L01;
use crate::figures::Funnel;
use crate::figures::percent::truncated;

/// The reports of some villages, added. Of one village it says exactly what its L01 says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sum {
    /// Villages added.
    pub villages: i64,
    /// Population of the villages that have one.
    pub population: Option<i64>,
    /// Registered, of all villages.
    pub registered: i64,
    /// Active, of all villages.
    pub active: i64,
    /// Not checked, of all villages.
    pub unknown: i64,
    /// The villages whose percentages can be computed: only these are in a percentage.
    pub measured: Measured,
    /// Persons along the four stages, of all villages.
    pub funnel: Funnel,
}

/// Numerators and denominators of the villages with a population and a complete count.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Measured {
    /// How many villages.
    pub villages: i64,
    /// Population.
    pub population: i64,
    /// Registered.
    pub registered: i64,
    /// Active.
    pub active: i64,
    /// What each village lacks to its own target of registered, added.
    pub gap_registered: i64,
    /// What each village lacks to its own target of active, added.
    pub gap_active: i64,
}

impl Sum {
    /// Of one village.
    #[must_use]
    pub fn of(village: &L01) -> Self {
        Self {
            villages: 1,
            population: village.P,
            registered: village.T,
            active: village.A,
            unknown: village.unknown,
            measured: Measured::of(village).unwrap_or_default(),
            funnel: village.funnel,
        }
    }

    /// Adds other villages.
    pub fn add(&mut self, other: &Self) {
        self.villages += other.villages;
        if let Some(people) = other.population {
            self.population = Some(self.population.unwrap_or_default() + people);
        }
        self.registered += other.registered;
        self.active += other.active;
        self.unknown += other.unknown;
        self.measured.add(&other.measured);
        self.funnel.add(&other.funnel);
    }

    /// Registered of population, truncated; none while no village can be computed.
    #[must_use]
    pub fn registered_percent(&self) -> Option<String> {
        truncated(self.measured.registered, self.measured.population)
    }

    /// Active of population, truncated; none while no village can be computed.
    #[must_use]
    pub fn active_percent(&self) -> Option<String> {
        truncated(self.measured.active, self.measured.population)
    }
}

impl Measured {
    fn of(village: &L01) -> Option<Self> {
        Some(Self {
            villages: 1,
            population: village.P?,
            registered: village.T,
            active: village.A,
            gap_registered: village.gap_registered?,
            gap_active: village.gap_active?,
        })
    }

    const fn add(&mut self, other: &Self) {
        self.villages += other.villages;
        self.population += other.population;
        self.registered += other.registered;
        self.active += other.active;
        self.gap_registered += other.gap_registered;
        self.gap_active += other.gap_active;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figures::Figures;
    use crate::population_ref::PopulationRef;
    use crate::report::Place;
    use crate::report::l01::Input;

    fn l01(people: Option<i64>, registered: i64, active: i64, is_complete: bool) -> L01 {
        let figures = Figures { registered, active, is_complete, ..Figures::default() };
        L01::new(Input {
            place: Place::default(),
            figures,
            population: people.map(|population| PopulationRef {
                population,
                source: "BIP_DESA".into(),
                year: 2026,
                semester: 1,
            }),
            official: None,
            target_registered_bp: 9860,
            target_active_bp: 8000,
            as_of: "2026-11-22".parse().unwrap(),
            data_version: String::new(),
            is_practice: false,
        })
    }

    fn sum(villages: &[L01]) -> Sum {
        let mut sum = Sum::default();
        villages.iter().for_each(|village| sum.add(&Sum::of(village)));
        sum
    }

    #[test]
    fn of_one_village_it_says_what_its_report_says() {
        let village = l01(Some(1406), 1380, 1100, true);
        let sum = sum(std::slice::from_ref(&village));
        assert_eq!((sum.registered_percent(), sum.active_percent()), (village.cakupan, village.keaktifan_penduduk));
        let gaps = (Some(sum.measured.gap_registered), Some(sum.measured.gap_active));
        assert_eq!(gaps, (village.gap_registered, village.gap_active));
        assert_eq!((sum.population, sum.registered, sum.active), (village.P, village.T, village.A));
    }

    #[test]
    fn a_village_that_cannot_be_computed_is_counted_but_moves_no_percentage() {
        let sum = sum(&[l01(Some(1000), 900, 700, true), l01(None, 500, 500, true), l01(Some(800), 10, 10, false)]);
        assert_eq!((sum.villages, sum.measured.villages), (3, 1));
        assert_eq!((sum.population, sum.registered), (Some(1800), 1410));
        assert_eq!(sum.registered_percent().as_deref(), Some("90.00"));
        assert_eq!(self::sum(&[l01(None, 5, 5, true)]).registered_percent(), None);
    }

    #[test]
    fn a_village_above_its_target_does_not_hide_what_another_lacks() {
        let sum = sum(&[l01(Some(1000), 1000, 1000, true), l01(Some(1000), 980, 700, true)]);
        assert_eq!((sum.measured.gap_registered, sum.measured.gap_active), (6, 100));
    }
}
