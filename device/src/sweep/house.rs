//! What is known of each target house: its task, and where its members stand.

use std::collections::BTreeMap;

use jiff::civil::Date;
use pesiar_core::advocacy::code::Response;
use pesiar_core::figures::fact::PersonFact;
use pesiar_core::membership::code::Status;
use pesiar_core::membership::effective::effective;
use pesiar_core::sweep::{LastTalk, LastVisit, Task, task};
use pesiar_core::visit::code::Outcome;

use super::SweepHouse;
use super::store::{self, Ended, House};
use crate::device::Device;
use crate::error::Result;
use crate::{family, figures};

/// One target house.
pub struct Known {
    /// Where and who.
    pub house: House,
    /// What to do.
    pub task: Task,
    /// Whether a visit came to an end, as the funnel counts it.
    pub is_visited: bool,
    /// How the latest visit ended.
    pub last: Option<LastVisit>,
    /// Members counted, by code of their status.
    members: BTreeMap<&'static str, i64>,
}

/// Every house with a target person, in the order one walks.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn all(device: &Device) -> Result<Vec<Known>> {
    let village = device.village()?.code;
    let today = device.env.today();
    let facts = figures::store::facts(&device.db, village.as_str(), &today.to_string())?;
    let mut members: BTreeMap<String, Vec<PersonFact>> = BTreeMap::new();
    for fact in facts.into_iter().filter(PersonFact::is_counted) {
        members.entry(fact.family_id.clone()).or_default().push(fact);
    }
    members.retain(|_, people| people.iter().any(PersonFact::is_target));
    let visits = latest(store::visits(&device.db, village.as_str())?);
    let talks = latest(store::talks(&device.db, village.as_str())?);
    let fresh_days = figures::fresh_days(device)?;
    let known = |house: House| {
        let people = members.remove(&house.id)?;
        let last = visits.get(&house.id).and_then(last_visit);
        Some(Known::new(house, &people, (last, &talks), (today, fresh_days)))
    };
    Ok(store::houses(&device.db, village.as_str())?.into_iter().filter_map(known).collect())
}

/// The task at one house; none if nobody there is a target.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn of_family(device: &Device, family: &str) -> Result<Option<Task>> {
    let mut people: BTreeMap<String, PersonFact> = BTreeMap::new();
    for (person_id, presence, snapshot) in family::store::snapshots(&device.db, family)? {
        let fact = || PersonFact { person_id: person_id.clone(), presence, ..PersonFact::default() };
        let person = people.entry(person_id.clone()).or_insert_with(fact);
        person.snapshots.extend(snapshot.and_then(family::card::read));
    }
    let people: Vec<PersonFact> = people.into_values().filter(PersonFact::is_counted).collect();
    if !people.iter().any(PersonFact::is_target) {
        return Ok(None);
    }
    let last = store::visits_to(&device.db, family)?.last().and_then(last_visit);
    let talks = latest(store::talks_in(&device.db, family)?);
    let fresh_days = figures::fresh_days(device)?;
    Ok(Some(task(last, &open_talks(&people, &talks, (device.env.today(), fresh_days)))))
}

/// The latest talk of each target person who is not active now.
fn open_talks(
    people: &[PersonFact],
    talks: &BTreeMap<String, Ended>,
    (today, fresh_days): (Date, i64),
) -> Vec<Option<LastTalk>> {
    let is_open = |fact: &&PersonFact| fact.is_target() && status(fact, today, fresh_days) != Status::Active;
    people.iter().filter(is_open).map(|fact| talks.get(&fact.person_id).and_then(last_talk)).collect()
}

fn status(fact: &PersonFact, today: Date, fresh_days: i64) -> Status {
    effective(&fact.snapshots, today, fresh_days).map_or(Status::Unknown, |found| found.snapshot.status)
}

/// The last entry of each subject.
fn latest(rows: Vec<Ended>) -> BTreeMap<String, Ended> {
    rows.into_iter().map(|row| (row.0.clone(), row)).collect()
}

fn date(text: Option<&String>) -> Option<Date> {
    text.and_then(|text| text.parse().ok())
}

fn last_visit((_, outcome, next): &Ended) -> Option<LastVisit> {
    Some(LastVisit { outcome: Outcome::from_code(outcome)?, next_date: date(next.as_ref()) })
}

fn last_talk((_, response, follow_up): &Ended) -> Option<LastTalk> {
    Some(LastTalk { response: Response::from_code(response)?, follow_up: date(follow_up.as_ref()) })
}

impl Known {
    fn new(
        house: House,
        people: &[PersonFact],
        (last, talks): (Option<LastVisit>, &BTreeMap<String, Ended>),
        (today, fresh_days): (Date, i64),
    ) -> Self {
        let mut members = BTreeMap::new();
        for fact in people {
            *members.entry(status(fact, today, fresh_days).code()).or_default() += 1;
        }
        let open = open_talks(people, talks, (today, fresh_days));
        let is_visited = people.iter().any(|fact| fact.is_visited);
        Self { house, task: task(last, &open), is_visited, last, members }
    }

    /// Names the RT: hamlet, RW and RT, which no name contains.
    #[must_use]
    pub fn group(&self) -> String {
        [self.house.hamlet.as_str(), &self.house.rw, &self.house.rt].join("\u{1f}")
    }

    /// The house as the list shows it.
    #[must_use]
    pub fn shown(&self, today: Date) -> SweepHouse {
        let of = |status: Status| self.members.get(status.code()).copied().unwrap_or(0);
        let house = self.house.clone();
        SweepHouse {
            family_id: house.id,
            head_name: house.head_name,
            place: if house.landmark.is_empty() { house.address } else { house.landmark },
            todo: self.task.todo.code().to_owned(),
            last: self.last.map(|last| last.outcome.label().to_owned()).unwrap_or_default(),
            due: self.task.due.map(|due| due.to_string()),
            is_due: self.task.is_due(today),
            active: of(Status::Active),
            inactive: of(Status::Inactive),
            unregistered: of(Status::Unregistered),
            unknown: of(Status::Unknown),
        }
    }
}
