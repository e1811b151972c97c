//! Whom to talk to: by promised day and reason, what is overdue first.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use pesiar_core::advocacy::code::Response;
use pesiar_core::advocacy::next::{Next, Talks, next};
use pesiar_core::case::state::State;
use pesiar_core::membership::code::Status;
use serde::Serialize;

use super::store::{self, Talk};
use crate::case;
use crate::device::Device;
use crate::error::Result;
use crate::target::resident::{self, Resident};

/// One person to talk to.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct TalkCard {
    /// Row id; never shown.
    pub person_id: String,
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
    /// Code of the category; none if active.
    pub category: Option<String>,
    /// Code of the reason.
    pub reason: String,
    /// Promised day, `YYYY-MM-DD`.
    pub due: Option<String>,
    /// Since when it waits, `YYYY-MM-DD`.
    pub since: Option<String>,
    /// Whether the promised day has passed.
    pub is_overdue: bool,
    /// Whether the promised day is today.
    pub is_today: bool,
}

/// A stretch of the list.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct TalkPage {
    /// People in the whole list.
    pub total: u32,
    /// Of them, overdue.
    pub overdue: u32,
    /// Of them, due today.
    pub today: u32,
    /// This stretch.
    pub rows: Vec<TalkCard>,
}

/// A stretch of the people to talk to.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn page(device: &Device, offset: u32, limit: u32) -> Result<TalkPage> {
    let (all, today) = (waiting(device)?, device.env.today());
    let of = |wanted: &dyn Fn(&Next) -> bool| count(all.iter().filter(|(_, next)| wanted(next)).count());
    let stretch = all.iter().skip(offset as usize).take(limit as usize);
    Ok(TalkPage {
        total: count(all.len()),
        overdue: of(&|next| next.is_overdue(today)),
        today: of(&|next| next.due == Some(today)),
        rows: stretch.map(|(one, next)| card(one, *next, today)).collect(),
    })
}

/// Everybody to talk to, in the order of the list.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn waiting(device: &Device) -> Result<Vec<(Resident, Next)>> {
    let (village, today) = (device.village()?, device.env.today());
    let known = Known::load(device, village.code.as_str())?;
    let open = resident::all(device)?.into_iter().filter(|one| one.status != Status::Active);
    let mut all: Vec<(Resident, Next)> =
        open.filter_map(|one| next(&known.talks(&one)).map(|next| (one, next))).collect();
    all.sort_by(|(a, next_a), (b, next_b)| {
        let order = next_a.order(today).cmp(&next_b.order(today));
        order.then_with(|| (a.priority, place(a)).cmp(&(b.priority, place(b))))
    });
    Ok(all)
}

fn place(one: &Resident) -> (&crate::target::store::Place, &str, &str) {
    (&one.about.place, &one.about.full_name, &one.fact.person_id)
}

/// What was recorded of everybody, read once.
struct Known {
    latest: BTreeMap<String, (Talk, i64)>,
    met: BTreeMap<String, String>,
    in_case: BTreeSet<String>,
}

impl Known {
    fn load(device: &Device, village: &str) -> Result<Self> {
        let mut latest: BTreeMap<String, (Talk, i64)> = BTreeMap::new();
        for talk in store::talks(&device.db, village)? {
            let before = latest.get(&talk.person_id).map_or(0, |(_, refusals)| *refusals);
            let refusals = before + i64::from(talk.response == Response::Refused.code());
            latest.insert(talk.person_id.clone(), (talk, refusals));
        }
        let cases = case::store::all(&device.db, village)?;
        let live = cases.into_iter().filter(|case| State::from_code(&case.state) != Some(State::Cancelled));
        let in_case = live.flat_map(|case| case.person_ids).collect();
        Ok(Self { latest, met: store::met(&device.db, village)?, in_case })
    }

    fn talks(&self, one: &Resident) -> Talks {
        let latest = self.latest.get(&one.fact.person_id);
        Talks {
            response: latest.and_then(|(talk, _)| Response::from_code(&talk.response)),
            answered_on: latest.and_then(|(talk, _)| talk.date.parse().ok()),
            follow_up: latest.and_then(|(talk, _)| talk.follow_up.as_deref()?.parse().ok()),
            refusals: latest.map_or(0, |(_, refusals)| *refusals),
            met_on: self.met.get(&one.fact.family_id).and_then(|date| date.parse().ok()),
            has_case: self.in_case.contains(&one.fact.person_id),
        }
    }
}

fn card(one: &Resident, next: Next, today: Date) -> TalkCard {
    TalkCard {
        person_id: one.fact.person_id.clone(),
        full_name: one.about.full_name.clone(),
        age: one.age,
        head_name: one.head_name.clone(),
        hamlet: one.about.place.hamlet.clone(),
        rt_rw: one.about.place.rt_rw(),
        category: one.category.map(|category| category.code().to_owned()),
        reason: next.reason.code().to_owned(),
        due: next.due.map(|date| date.to_string()),
        since: next.since.map(|date| date.to_string()),
        is_overdue: next.is_overdue(today),
        is_today: next.due == Some(today),
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
