//! Recording a case or its next step.

use pesiar_core::case::state::State;
use pesiar_core::row::noun::Noun;
use serde_json::{Map, Value};

use crate::device::Device;
use crate::error::Result;
use crate::saved::Saved;
use crate::{plain, row};

/// Saves a case. A case that reaches DIAJUKAN gets its submission date, which later states keep.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for an unknown person, [`crate::error::Error::Refused`] for an illegal step (domain.md 9.4).
pub fn record(device: &mut Device, input: &Map<String, Value>) -> Result<Saved> {
    let mut input = input.clone();
    if let Some(at) = input.remove("submitted_at") {
        input.insert("submitted_date".into(), at);
    }
    let known = input.get("id").and_then(Value::as_str).map(str::to_owned);
    let current = row::record::existing(&device.db, Noun::Case, known.as_deref())?;
    if current.is_none() {
        check_persons(device, &input)?;
        input.entry("state").or_insert_with(|| State::Draft.code().into());
        input.entry("opened_date").or_insert_with(|| device.env.today().to_string().into());
    }
    let is_dated = current.as_ref().is_some_and(|case| case.text("submitted_date").is_some());
    let state = input.get("state").and_then(Value::as_str).and_then(State::from_code);
    if !is_dated && state.is_some_and(State::reached_submission) {
        input.entry("submitted_date").or_insert_with(|| device.env.today().to_string().into());
    }
    plain::record(device, Noun::Case, &input, plain::hand_id)
}

fn check_persons(device: &Device, input: &Map<String, Value>) -> Result<()> {
    for id in input.get("person_ids").and_then(Value::as_array).into_iter().flatten() {
        row::record::referred(&device.db, Noun::Person, ("person_ids", Some(id)))?;
    }
    Ok(())
}
