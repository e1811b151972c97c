//! The villages of the province at a glance: stored figures, never folded for a reader.

pub mod detail;
pub mod screen;
pub mod store;

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use pesiar_core::access::{Action, Actor, allows};
use pesiar_core::population_ref::PopulationRef;
use pesiar_core::region::name::formal;
use pesiar_core::region::{AreaCode, Level};
use pesiar_core::report::Place;
use pesiar_core::report::l01::{Input, L01};
use pesiar_core::report::sum::Sum;
use pesiar_core::row::Row;
use pesiar_core::row::noun::Noun;
use pesiar_core::row::store::village_of;
use pesiar_core::setting::Settings;

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::own;
use crate::row;
use screen::{AreaFigures, AreaLine, DistrictLines, RegencyLines, VillageLine, VillageList};
use store::{Contact, Kept};

/// Everything the list is made of, read at once so that the database is free while it is made.
pub struct Known {
    regions: Vec<(String, String)>,
    figures: HashMap<String, Kept>,
    contacts: HashMap<String, Contact>,
    populations: HashMap<String, PopulationRef>,
    settings: Settings,
}

/// Reads everything the list is made of.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn read(db: &dyn Tx) -> Result<Known> {
    Ok(Known {
        regions: store::regions(db)?,
        figures: store::figures(db)?.into_iter().map(|kept| (kept.village.clone(), kept)).collect(),
        contacts: store::contacts(db)?.into_iter().map(|contact| (contact.village.clone(), contact)).collect(),
        populations: populations(row::store::of_villages(db, Noun::PopulationRef)?),
        settings: own::settings(db)?,
    })
}

/// The population row a report would pick, by village.
fn populations(rows: Vec<Row>) -> HashMap<String, PopulationRef> {
    let mut by_village: HashMap<String, Vec<Row>> = HashMap::new();
    for row in rows {
        by_village.entry(village_of(&row.stream).to_owned()).or_default().push(row);
    }
    by_village.into_iter().filter_map(|(village, rows)| Some((village, PopulationRef::pick(&rows)?))).collect()
}

impl Known {
    /// The list for somebody: only villages whose reports they may see.
    ///
    /// # Errors
    /// [`Error::Corrupt`].
    pub fn list(&self, actor: &Actor, today: Date, now_ms: i64) -> Result<VillageList> {
        let mut areas = Areas::default();
        for (code, name) in &self.regions {
            let area = AreaCode::parse(code).map_err(|_| Error::Corrupt("region"))?;
            if !area.is_village() {
                areas.names.insert(code.clone(), formal(&area, name));
            } else if allows(actor, Action::Report, &area) {
                let (line, sum) = self.line(&area, name, today)?;
                areas.add(actor, &area, (line, sum.as_ref()));
            }
        }
        Ok(areas.list(actor, today, now_ms))
    }

    fn line(&self, area: &AreaCode, name: &str, today: Date) -> Result<(VillageLine, Option<Sum>)> {
        let code = area.as_str();
        let contact = self.contacts.get(code).cloned().unwrap_or_default();
        let kept = self.figures.get(code);
        let sum = kept.map(|kept| self.sum(area, kept, today)).transpose()?;
        let line = VillageLine {
            code: code.to_owned(),
            name: name.to_owned(),
            figures: sum.as_ref().and_then(AreaFigures::of),
            as_of: kept.map(|kept| kept.as_of.clone()),
            laptops: contact.laptops,
            laptops_heard: contact.heard,
            seen_at_ms: contact.seen_at_ms,
        };
        Ok((line, sum))
    }

    /// What L01 says of a village, from its stored figures.
    fn sum(&self, area: &AreaCode, kept: &Kept, today: Date) -> Result<Sum> {
        let target = |key| {
            let value = self.settings.int(key, area, &today.to_string());
            value.ok_or(Error::Corrupt("setting missing"))
        };
        Ok(Sum::of(&L01::new(Input {
            place: Place::default(),
            figures: kept.figures.clone(),
            population: self.populations.get(area.as_str()).cloned(),
            official: None,
            target_registered_bp: target("target.registered_bp")?,
            target_active_bp: target("target.active_bp")?,
            as_of: today,
            data_version: String::new(),
            is_practice: false,
        })))
    }
}

/// The list while it is made.
#[derive(Default)]
struct Areas {
    names: BTreeMap<String, String>,
    /// Villages in an area, and the sum of those with data.
    sums: BTreeMap<String, (i64, Sum)>,
    villages: BTreeMap<String, BTreeMap<String, Vec<VillageLine>>>,
}

impl Areas {
    fn add(&mut self, actor: &Actor, village: &AreaCode, (line, sum): (VillageLine, Option<&Sum>)) {
        let code = |level| village.ancestor(level).map(|area| area.as_str().to_owned()).unwrap_or_default();
        let (regency, district) = (code(Level::Regency), code(Level::District));
        let mut areas = vec![regency.clone(), district.clone(), actor.area.as_str().to_owned()];
        areas.sort();
        areas.dedup();
        for area in areas {
            let (villages, total) = self.sums.entry(area).or_default();
            *villages += 1;
            if let Some(sum) = sum {
                total.add(sum);
            }
        }
        self.villages.entry(regency).or_default().entry(district).or_default().push(line);
    }

    fn list(self, actor: &Actor, today: Date, now_ms: i64) -> VillageList {
        let Self { names, sums, villages } = self;
        let line = |code: &str| {
            let (villages, sum) = sums.get(code).cloned().unwrap_or_default();
            let name = names.get(code).cloned().unwrap_or_default();
            AreaLine { code: code.to_owned(), name, villages, figures: AreaFigures::of(&sum) }
        };
        let district = |(code, villages): (String, _)| DistrictLines { area: line(&code), villages };
        let regency = |(code, districts): (String, BTreeMap<String, _>)| RegencyLines {
            area: line(&code),
            districts: districts.into_iter().map(district).collect(),
        };
        VillageList {
            whole: line(actor.area.as_str()),
            regencies: villages.into_iter().map(regency).collect(),
            today: today.to_string(),
            now_ms,
        }
    }
}
