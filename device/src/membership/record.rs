//! Recording a statement of membership.

use pesiar_core::membership::code::Source;
use pesiar_core::row::noun::Noun;
use serde_json::{Map, Value};

use crate::device::Device;
use crate::error::{Error, Result};
use crate::plain;
use crate::row::record::referred;
use crate::saved::Saved;

/// Saves a snapshot; source STATED and today unless said otherwise. BPJS sources come only from files.
///
/// # Errors
/// [`Error::NotFound`] for an unknown person, [`Error::Refused`] by a rule.
pub fn record(device: &mut Device, input: &Map<String, Value>) -> Result<Saved> {
    referred(&device.db, Noun::Person, ("person_id", input.get("person_id")))?;
    let mut input = input.clone();
    input.entry("source").or_insert_with(|| Source::Stated.code().into());
    input.entry("as_of").or_insert_with(|| device.env.today().to_string().into());
    let is_bpjs = input.get("source").and_then(Value::as_str).and_then(Source::from_code).is_some_and(Source::is_bpjs);
    if is_bpjs {
        return Err(Error::refused("case.only_from_feedback", "source"));
    }
    plain::record(device, Noun::Membership, &input, plain::hand_id)
}
