//! The list of targets: by place, with what each needs and how urgently, a stretch at a time.

use std::collections::BTreeMap;

use pesiar_core::target::code::Filter;
use serde::Serialize;

use super::resident::{self, Resident};
use super::store::Place;
use crate::device::Device;
use crate::error::{Error, Result};

/// One person of the list. No numbers, and nothing about health: only the band says that somebody is urgent.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct TargetCard {
    /// Row id; never shown.
    pub person_id: String,
    /// Row id of the family; never shown.
    pub family_id: String,
    /// Name.
    pub full_name: String,
    /// Completed years; none without a birth date.
    pub age: Option<i16>,
    /// Head of the family.
    pub head_name: String,
    /// Hamlet.
    pub hamlet: String,
    /// `001/002`.
    pub rt_rw: String,
    /// Code of the category; none if active by now.
    pub category: Option<String>,
    /// Band 1, most urgent, to 5.
    pub priority: u8,
}

/// How many people each filter shows, whatever RT is chosen.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct TargetCounts {
    /// All targets, as in the funnel.
    pub targets: u32,
    /// Not registered, as in B.
    pub unregistered: u32,
    /// Inactive, as in N.
    pub inactive: u32,
    /// Nobody has checked.
    pub unchecked: u32,
    /// Not registered as far as known.
    pub registered_gap: u32,
    /// Not active as far as known.
    pub active_gap: u32,
}

/// An RT with people under the chosen filter.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct TargetPlace {
    /// Names the place to [`list`]; never shown.
    pub key: String,
    /// Hamlet.
    pub hamlet: String,
    /// `001/002`.
    pub rt_rw: String,
    /// People there.
    pub people: u32,
}

/// A stretch of the list.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct TargetPage {
    /// People in the whole list.
    pub total: u32,
    /// This stretch.
    pub rows: Vec<TargetCard>,
    /// How many people each filter shows.
    pub counts: TargetCounts,
    /// RTs with people under this filter, in the order one walks.
    pub places: Vec<TargetPlace>,
}

/// Which people, and which stretch of them.
pub struct Wanted<'a> {
    /// Code of a filter.
    pub filter: &'a str,
    /// Key of a place; empty for everywhere.
    pub place: &'a str,
    /// First row.
    pub offset: u32,
    /// Most rows.
    pub limit: u32,
}

/// People under a filter: hamlet by hamlet, RT by RT, the most urgent of an RT first.
///
/// # Errors
/// [`Error::Refused`] for a filter that is none, [`Error::Db`].
pub fn list(device: &Device, wanted: &Wanted<'_>) -> Result<TargetPage> {
    let filter = Filter::from_code(wanted.filter).ok_or_else(|| Error::refused("code.unknown", "filter"))?;
    let residents = resident::all(device)?;
    let counts = counts(&residents);
    let mut shown: Vec<Resident> = residents.into_iter().filter(|one| shows(filter, one)).collect();
    let places = places(&shown);
    shown.retain(|one| wanted.place.is_empty() || key(&one.about.place) == wanted.place);
    shown.sort_by(|a, b| order(a).cmp(&order(b)));
    let stretch = shown.iter().skip(wanted.offset as usize).take(wanted.limit as usize);
    Ok(TargetPage { total: count(shown.len()), rows: stretch.map(card).collect(), counts, places })
}

fn shows(filter: Filter, one: &Resident) -> bool {
    filter.shows(one.fact.is_target(), one.status)
}

fn order(one: &Resident) -> (&Place, u8, &str, &str) {
    (&one.about.place, one.priority, &one.about.full_name, &one.fact.person_id)
}

fn counts(residents: &[Resident]) -> TargetCounts {
    let of = |filter| count(residents.iter().filter(|one| shows(filter, one)).count());
    TargetCounts {
        targets: of(Filter::Targets),
        unregistered: of(Filter::Unregistered),
        inactive: of(Filter::Inactive),
        unchecked: of(Filter::Unchecked),
        registered_gap: of(Filter::RegisteredGap),
        active_gap: of(Filter::ActiveGap),
    }
}

fn places(shown: &[Resident]) -> Vec<TargetPlace> {
    let mut people: BTreeMap<&Place, u32> = BTreeMap::new();
    for one in shown {
        *people.entry(&one.about.place).or_default() += 1;
    }
    let place = |(place, people): (&Place, u32)| TargetPlace {
        key: key(place),
        hamlet: place.hamlet.clone(),
        rt_rw: place.rt_rw(),
        people,
    };
    people.into_iter().map(place).collect()
}

fn key(place: &Place) -> String {
    format!("{}/{}/{}", place.rt, place.rw, place.hamlet)
}

impl Place {
    /// `001/002`.
    #[must_use]
    pub fn rt_rw(&self) -> String {
        format!("{}/{}", self.rt, self.rw)
    }
}

fn card(one: &Resident) -> TargetCard {
    TargetCard {
        person_id: one.fact.person_id.clone(),
        family_id: one.fact.family_id.clone(),
        full_name: one.about.full_name.clone(),
        age: one.age,
        head_name: one.head_name.clone(),
        hamlet: one.about.place.hamlet.clone(),
        rt_rw: one.about.place.rt_rw(),
        category: one.category.map(|category| category.code().to_owned()),
        priority: one.priority,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
