//! Opening a case: the family it is for, and the form that names persons and route.

use pesiar_core::access::Action;
use pesiar_core::case::check::{self, Member as Fact};
use pesiar_core::case::code::Route;
use pesiar_core::case::state::State;
use pesiar_core::case::step::{self, Ask};
use pesiar_core::membership::code::Status;
use pesiar_core::row::noun::Noun;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::store;
use crate::device::Device;
use crate::error::{Error, Result};
use crate::record;
use crate::row::record::existing;
use crate::target::member::TargetMember;
use crate::target::resident;

/// The family a new case is for.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct CaseFamily {
    /// Head of the family.
    pub head_name: String,
    /// Hamlet.
    pub hamlet: String,
    /// `001/002`.
    pub rt_rw: String,
    /// Members who count, in the order of the family card.
    pub members: Vec<TargetMember>,
    /// Codes of the routes for which a seat of a quota is asked: nothing is promised there.
    pub quota_routes: Vec<&'static str>,
    /// Today, `YYYY-MM-DD`.
    pub today: String,
}

/// A new case as entered.
#[derive(Debug, Clone, Default, Deserialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct CaseInput {
    /// Row id, which is the form's: sent twice it is saved once.
    pub id: String,
    /// Family the persons belong to.
    pub family_id: String,
    /// Row ids of the persons.
    pub person_ids: Vec<String>,
    /// Route code.
    pub route: String,
    /// Code of the first state.
    pub state: String,
    /// Channel code; empty while nothing was handed in.
    pub channel: String,
    /// Day of handing in, `YYYY-MM-DD`; empty while nothing was.
    pub submitted_date: String,
    /// Number of the receipt.
    pub reference_no: String,
    /// Anything worth remembering.
    pub note: String,
}

/// The family a new case is for.
///
/// # Errors
/// [`Error::NotFound`] for a family nobody of whom counts, [`Error::Db`].
pub fn family(device: &Device, family_id: &str) -> Result<CaseFamily> {
    let residents = resident::of_family(device, family_id)?;
    let first = residents.first().ok_or(Error::NotFound { what: Noun::Family.name() })?;
    let busy = store::busy(&device.db, device.village()?.code.as_str())?;
    Ok(CaseFamily {
        head_name: first.head_name.clone(),
        hamlet: first.about.place.hamlet.clone(),
        rt_rw: first.about.place.rt_rw(),
        members: residents.iter().map(|one| TargetMember::of(one, busy.contains(&one.fact.person_id))).collect(),
        quota_routes: Route::ALL.iter().filter(|route| route.is_quota()).map(|route| route.code()).collect(),
        today: device.env.today().to_string(),
    })
}

/// Opens a case.
///
/// # Errors
/// [`Error::Refused`] by a rule of core, [`Error::NotAllowed`].
pub fn open(device: &mut Device, input: &CaseInput) -> Result<()> {
    device.require(Action::Write(Noun::Case))?;
    let route = Route::from_code(&input.route).ok_or_else(|| Error::refused("case.no_route", "route"))?;
    let state = State::from_code(&input.state).ok_or_else(|| Error::refused("case.no_state", "state"))?;
    if existing(&device.db, Noun::Case, Some(&input.id))?.is_none() {
        check_persons(device, route, input)?;
    }
    let asked = |ask: Ask| answer(input, ask).filter(|_| state.asks().contains(&ask));
    step::check(state, asked).map_err(|(code, field)| Error::refused(code, field))?;
    super::step::check_days(device, asked)?;
    let mut fields = Map::from_iter([
        ("id".to_owned(), Value::from(input.id.clone())),
        ("person_ids".to_owned(), input.person_ids.clone().into()),
        ("route".to_owned(), route.code().into()),
        ("state".to_owned(), state.code().into()),
        ("note".to_owned(), input.note.clone().into()),
    ]);
    for ask in state.asks() {
        fields.extend(asked(*ask).map(|text| (ask.code().to_owned(), Value::from(text))));
    }
    record::one(device, Noun::Case, &fields).map(|_| ())
}

fn answer(input: &CaseInput, ask: Ask) -> Option<&str> {
    let text = match ask {
        Ask::Channel => input.channel.as_str(),
        Ask::SubmittedDate => input.submitted_date.as_str(),
        Ask::ReferenceNo => input.reference_no.as_str(),
        _ => "",
    };
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn check_persons(device: &Device, route: Route, input: &CaseInput) -> Result<()> {
    let busy = store::busy(&device.db, device.village()?.code.as_str())?;
    let residents = resident::of_family(device, &input.family_id)?;
    let is_member = |id: &String| residents.iter().any(|one| one.fact.person_id == *id);
    if !input.person_ids.iter().all(is_member) {
        return Err(Error::NotFound { what: Noun::Person.name() });
    }
    let fact = |one: &resident::Resident| Fact {
        is_chosen: input.person_ids.contains(&one.fact.person_id),
        is_active: one.status == Status::Active,
        is_busy: busy.contains(&one.fact.person_id),
    };
    let facts: Vec<Fact> = residents.iter().map(fact).collect();
    check::check(route, &facts).map_err(|(code, field)| Error::refused(code, field))
}
