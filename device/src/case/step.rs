//! Moving a case one step along its road.

use std::collections::BTreeMap;

use jiff::civil::Date;
use pesiar_core::case::code::Route;
use pesiar_core::case::state::State;
use pesiar_core::case::step::{Ask, check, offered};
use pesiar_core::row::Row;
use pesiar_core::row::noun::Noun;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::device::Device;
use crate::error::{Error, Result};
use crate::{record, row};

/// A step as entered.
#[derive(Debug, Clone, Default, Deserialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct CaseStepInput {
    /// Row id of the case.
    pub id: String,
    /// State the worker saw.
    pub from: String,
    /// State it moves to.
    pub state: String,
    /// Answers by what was asked.
    pub answers: BTreeMap<String, String>,
    /// Anything worth remembering; replaces the note of the case.
    pub note: String,
}

/// Moves a case.
///
/// # Errors
/// [`Error::Refused`]: `case.moved_on` if somebody moved it meanwhile, `case.illegal_step`, or what the step lacks.
pub fn take(device: &mut Device, input: &CaseStepInput) -> Result<()> {
    let case = row::store::load(&device.db, Noun::Case, &input.id)?.ok_or(Error::NotFound { what: "case" })?;
    let refused = |code| Error::refused(code, "state");
    if case.text("state") != Some(input.from.as_str()) {
        return Err(refused("case.moved_on"));
    }
    let from = State::from_code(&input.from).ok_or_else(|| refused("case.state_unknown"))?;
    let to = State::from_code(&input.state).ok_or_else(|| refused("case.state_unknown"))?;
    if !offered(route(&case), from).any(|next| next == to) {
        return Err(refused("case.illegal_step"));
    }
    let given = |ask: Ask| given(&case, input, ask);
    check(to, given).map_err(|(code, field)| Error::refused(code, field))?;
    check_days(device, given)?;
    let mut fields = Map::from_iter([
        ("id".to_owned(), Value::from(input.id.clone())),
        ("state".to_owned(), to.code().into()),
        ("note".to_owned(), input.note.clone().into()),
    ]);
    for ask in to.asks() {
        fields.extend(given(*ask).map(|text| (ask.code().to_owned(), value(*ask, text))));
    }
    record::one(device, Noun::Case, &fields).map(|_| ())
}

/// The route of a case.
pub(super) fn route(case: &Row) -> Option<Route> {
    case.text("route").and_then(Route::from_code)
}

/// What a step asks of this case. The day of the first handing in is kept: the figures count from it.
pub(super) fn asks(case: &Row, to: State) -> impl Iterator<Item = Ask> {
    let is_dated = case.text("submitted_date").is_some();
    to.asks().iter().copied().filter(move |ask| !(is_dated && *ask == Ask::SubmittedDate))
}

fn given<'a>(case: &'a Row, input: &'a CaseStepInput, ask: Ask) -> Option<&'a str> {
    match (ask, case.text("submitted_date")) {
        (Ask::SubmittedDate, Some(kept)) => Some(kept),
        _ => input.answers.get(ask.code()).map(|text| text.trim()).filter(|text| !text.is_empty()),
    }
}

fn value(ask: Ask, text: &str) -> Value {
    match ask {
        Ask::InstalmentNo | Ask::InstalmentOf => text.parse::<i64>().map_or_else(|_| text.into(), Value::from),
        _ => text.into(),
    }
}

/// What has been done was done by today.
///
/// # Errors
/// `field.type` for a date that is none, `date.future`.
pub(super) fn check_days<'a>(device: &Device, given: impl Fn(Ask) -> Option<&'a str>) -> Result<()> {
    for ask in [Ask::SubmittedDate, Ask::PaidDate] {
        let Some(text) = given(ask) else { continue };
        let date: Date = text.parse().map_err(|_| Error::refused("field.type", ask.code()))?;
        if date > device.env.today() {
            return Err(Error::refused("date.future", ask.code()));
        }
    }
    Ok(())
}
