//! One case: its persons, its papers so far, the road it went, and the steps that may come next.

use pesiar_core::case::code::Route;
use pesiar_core::case::state::State;
use pesiar_core::case::step::offered;
use pesiar_core::row::Row;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::Body;
use pesiar_core::time::date_wib;
use serde::Serialize;

use super::step;
use crate::device::Device;
use crate::error::{Error, Result};
use crate::target::member::TargetMember;
use crate::target::resident;
use crate::{row, segment};

/// One case.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct CaseView {
    /// Row id; never shown.
    pub id: String,
    /// Family of the first person, to open it; none if that person is gone.
    pub family_id: Option<String>,
    /// Head of that family.
    pub head_name: String,
    /// Hamlet.
    pub hamlet: String,
    /// `001/002`.
    pub rt_rw: String,
    /// Its persons.
    pub persons: Vec<TargetMember>,
    /// Route code.
    pub route: String,
    /// Whether a seat of a quota is asked for: nothing is promised.
    pub is_quota: bool,
    /// State code.
    pub state: String,
    /// Whether it waits for BPJS to confirm what the worker says.
    pub is_claimed: bool,
    /// Day it was opened, `YYYY-MM-DD`.
    pub opened: Option<String>,
    /// What is known by now, in the order of the road: field name and value.
    pub known: Vec<CaseKnown>,
    /// Anything worth remembering.
    pub note: String,
    /// The states it went through, the oldest first.
    pub road: Vec<CaseEvent>,
    /// Steps that may come next.
    pub steps: Vec<CaseStep>,
    /// Today, `YYYY-MM-DD`.
    pub today: String,
}

/// Something known of a case.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct CaseKnown {
    /// Field name.
    pub field: String,
    /// Value: a date, a code or a number as text.
    pub value: String,
}

/// A state the case reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct CaseEvent {
    /// State code.
    pub state: String,
    /// Day, `YYYY-MM-DD`; none if another laptop took the step.
    pub date: Option<String>,
}

/// A step that may come next.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct CaseStep {
    /// State code.
    pub state: String,
    /// What it asks for.
    pub asks: Vec<CaseAsk>,
}

/// Something a step asks for.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct CaseAsk {
    /// Field name.
    pub field: String,
    /// Whether the step cannot be saved without it.
    pub is_required: bool,
}

/// Fields of a case shown once they are known, in the order of the road.
const KNOWN: [&str; 9] = [
    "channel",
    "submitted_date",
    "reference_no",
    "va_no",
    "first_payment_due_to",
    "paid_date",
    "active_from",
    "instalment_no",
    "instalment_of",
];

/// One case.
///
/// # Errors
/// [`Error::NotFound`], [`Error::Db`].
pub fn open(device: &Device, id: &str) -> Result<CaseView> {
    let case = row::store::load(&device.db, Noun::Case, id)?.ok_or(Error::NotFound { what: Noun::Case.name() })?;
    let state = case.text("state").and_then(State::from_code).unwrap_or(State::Draft);
    let ids = person_ids(&case);
    let residents = resident::all(device)?;
    let persons: Vec<_> = residents.iter().filter(|one| ids.contains(&one.fact.person_id)).collect();
    let first = persons.first();
    let text = |name: &str| case.text(name).unwrap_or_default().to_owned();
    Ok(CaseView {
        id: id.to_owned(),
        family_id: first.map(|one| one.fact.family_id.clone()),
        head_name: first.map(|one| one.head_name.clone()).unwrap_or_default(),
        hamlet: first.map(|one| one.about.place.hamlet.clone()).unwrap_or_default(),
        rt_rw: first.map(|one| one.about.place.rt_rw()).unwrap_or_default(),
        persons: persons.iter().map(|one| TargetMember::of(one, state.is_open())).collect(),
        route: text("route"),
        is_quota: step::route(&case).is_some_and(Route::is_quota),
        state: state.code().to_owned(),
        is_claimed: state == State::Active,
        opened: case.text("opened_date").map(str::to_owned),
        known: KNOWN.iter().filter_map(|field| known(&case, field)).chain(rejection(&case, state)).collect(),
        note: text("note"),
        road: road(device, &case, state)?,
        steps: offered(step::route(&case), state).map(|to| next_step(&case, to)).collect(),
        today: device.env.today().to_string(),
    })
}

fn person_ids(case: &Row) -> Vec<String> {
    let ids = case.fields.get("person_ids").and_then(|value| value.as_array());
    ids.into_iter().flatten().filter_map(|id| id.as_str().map(str::to_owned)).collect()
}

fn known(case: &Row, field: &str) -> Option<CaseKnown> {
    let value = case.text(field).map(str::to_owned).or_else(|| case.int(field).map(|number| number.to_string()))?;
    Some(CaseKnown { field: field.to_owned(), value })
}

/// Why it came back matters until it is handed in again.
fn rejection(case: &Row, state: State) -> Option<CaseKnown> {
    known(case, "reject_code").filter(|_| matches!(state, State::Rejected | State::Correcting | State::Cancelled))
}

fn next_step(case: &Row, to: State) -> CaseStep {
    let ask =
        |ask: pesiar_core::case::step::Ask| CaseAsk { field: ask.code().to_owned(), is_required: ask.is_required() };
    CaseStep { state: to.code().to_owned(), asks: step::asks(case, to).map(ask).collect() }
}

/// The road as far as this laptop knows it: own steps by the day they were taken, and the dates of the case for steps
/// that were taken elsewhere.
fn road(device: &Device, case: &Row, state: State) -> Result<Vec<CaseEvent>> {
    let mut road = Vec::new();
    for body in segment::store::bodies_on(&device.db, &case.id)? {
        let body = Body::decode(&body).map_err(|_| Error::Corrupt)?;
        let day = date_wib(body.t.wall).to_string();
        for op in body.ops().flatten().filter(|op| op.id == case.id) {
            let Some(to) = op.fields.get("state").and_then(|change| change.value.as_str()) else { continue };
            road.push(CaseEvent { state: to.to_owned(), date: Some(day.clone()) });
        }
    }
    let submitted = State::Submitted.code();
    let day = case.text("submitted_date").map(str::to_owned);
    match road.iter_mut().find(|event| event.state == submitted) {
        // The worker may have handed the papers in before writing it down.
        Some(event) => event.date = day.or_else(|| event.date.take()),
        None if day.is_some() => road.insert(0, CaseEvent { state: submitted.to_owned(), date: day }),
        None => {}
    }
    if road.last().is_none_or(|event| event.state != state.code()) {
        road.push(CaseEvent { state: state.code().to_owned(), date: None });
    }
    Ok(road)
}
