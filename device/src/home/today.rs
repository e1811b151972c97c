//! Hari ini: what is due, the longest overdue first, and the first steps of a village that is still empty.

use std::collections::BTreeMap;

use jiff::civil::Date;
use pesiar_core::case::state::State;
use pesiar_core::visit::code::Outcome;
use serde::Serialize;

use super::store::{self, LastVisit};
use crate::advocacy;
use crate::case::store::Listed;
use crate::device::Device;
use crate::error::Result;
use crate::target::store::{About, Place};
use crate::{case, target};

/// Tasks shown; the rest is behind "lihat semua".
const TASKS_MAX: usize = 5;

/// What is to be done today.
#[derive(Debug, Clone, Default, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct HomeToday {
    /// The most pressing tasks, five at most.
    pub tasks: Vec<HomeTask>,
    /// Talks due in all.
    pub talks: u32,
    /// Visits due again in all.
    pub revisits: u32,
    /// Cases that wait for us in all.
    pub cases: u32,
    /// The first steps of a new village.
    pub start: HomeStart,
}

/// One task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct HomeTask {
    /// What kind: `talk`, `revisit` or `case`.
    pub kind: &'static str,
    /// Row id of the person, the family or the case; never shown.
    pub id: String,
    /// Whom to ask for.
    pub name: String,
    /// Hamlet.
    pub hamlet: String,
    /// `001/002`.
    pub rt_rw: String,
    /// Code of the reason, the outcome or the state.
    pub why: String,
    /// Due day, `YYYY-MM-DD`; none if any day will do.
    pub due: Option<String>,
    /// Whether that day has passed.
    pub is_overdue: bool,
}

/// The first steps, and which are done.
#[derive(Debug, Clone, Default, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct HomeStart {
    /// Residents are here.
    pub has_residents: bool,
    /// A BPJS list is here.
    pub has_list: bool,
    /// The first visit was made.
    pub has_visits: bool,
}

/// What is to be done today.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn today(device: &Device) -> Result<HomeToday> {
    let village = device.village()?;
    let [has_residents, has_list, has_visits] = store::begun(&device.db, village.code.as_str())?;
    let talks = talks(device)?;
    let revisits = revisits(device, village.code.as_str())?;
    let cases = cases(device, village.code.as_str())?;
    let counts = [talks.len(), revisits.len(), cases.len()].map(|length| u32::try_from(length).unwrap_or(u32::MAX));
    let mut tasks: Vec<HomeTask> = talks.into_iter().chain(cases).chain(revisits).collect();
    // Whatever has a day comes before what any day will do for; ISO dates sort as texts.
    tasks.sort_by(|a, b| (a.due.is_none(), &a.due).cmp(&(b.due.is_none(), &b.due)));
    tasks.truncate(TASKS_MAX);
    let [talks, revisits, cases] = counts;
    let start = HomeStart { has_residents, has_list, has_visits };
    Ok(HomeToday { tasks, talks, revisits, cases, start })
}

fn talks(device: &Device) -> Result<Vec<HomeTask>> {
    let today = device.env.today();
    let due = advocacy::list::waiting(device)?.into_iter().filter(|(_, next)| next.is_due(today));
    let task = |(one, next): (target::resident::Resident, pesiar_core::advocacy::next::Next)| HomeTask {
        kind: "talk",
        id: one.fact.person_id,
        rt_rw: one.about.place.rt_rw(),
        hamlet: one.about.place.hamlet,
        name: one.about.full_name,
        why: next.reason.code().to_owned(),
        due: next.due.map(|date| date.to_string()),
        is_overdue: next.is_overdue(today),
    };
    Ok(due.map(task).collect())
}

fn revisits(device: &Device, village: &str) -> Result<Vec<HomeTask>> {
    let today = device.env.today();
    let visits = store::last_visits(&device.db, village)?;
    Ok(visits.into_iter().filter_map(|visit| revisit(visit, today)).collect())
}

/// A visit that did not come to an end, and whose promised day, if there is one, has come.
fn revisit(visit: LastVisit, today: Date) -> Option<HomeTask> {
    let outcome = Outcome::from_code(&visit.outcome)?;
    let due: Option<Date> = visit.next_date.as_deref().and_then(|text| text.parse().ok());
    if outcome.is_final() || due.is_some_and(|due| due > today) {
        return None;
    }
    Some(HomeTask {
        kind: "revisit",
        id: visit.family_id,
        name: visit.head_name,
        hamlet: visit.hamlet,
        rt_rw: format!("{}/{}", visit.rt, visit.rw),
        why: visit.outcome,
        due: due.map(|due| due.to_string()),
        is_overdue: due.is_some_and(|due| due < today),
    })
}

fn cases(device: &Device, village: &str) -> Result<Vec<HomeTask>> {
    let today = device.env.today();
    let open = case::store::all(&device.db, village)?;
    let waiting: Vec<(Listed, Option<Date>)> = open.into_iter().filter_map(|case| waits(case, today)).collect();
    if waiting.is_empty() {
        return Ok(Vec::new());
    }
    let about = target::store::persons(&device.db, village)?;
    Ok(waiting.into_iter().map(|(case, due)| case_task(case, due, (&about, today))).collect())
}

/// A case whose next step is ours, or whose last day to pay has come.
fn waits(case: Listed, today: Date) -> Option<(Listed, Option<Date>)> {
    let state = case.state()?;
    let due: Option<Date> = case.pay_until.as_deref().and_then(|text| text.parse().ok());
    match due.filter(|due| state == State::AwaitingPayment && *due <= today) {
        Some(due) => Some((case, Some(due))),
        None => state.waits_for_us().then_some((case, None)),
    }
}

fn case_task(case: Listed, due: Option<Date>, (about, today): (&BTreeMap<String, About>, Date)) -> HomeTask {
    let first = case.person_ids.iter().find_map(|id| about.get(id));
    let place = first.map_or_else(Place::default, |about| about.place.clone());
    HomeTask {
        kind: "case",
        id: case.id,
        name: first.map(|about| about.full_name.clone()).unwrap_or_default(),
        rt_rw: place.rt_rw(),
        hamlet: place.hamlet,
        why: case.state,
        due: due.map(|due| due.to_string()),
        is_overdue: due.is_some_and(|due| due < today),
    }
}
