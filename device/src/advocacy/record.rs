//! Recording an answer.

use pesiar_core::row::noun::Noun;
use serde_json::{Map, Value};

use crate::device::Device;
use crate::error::Result;
use crate::plain;
use crate::row::record::referred;
use crate::saved::Saved;

/// Saves an answer of one person; date, time and agent are filled in.
///
/// # Errors
/// [`crate::error::Error::NotFound`] for an unknown person, [`crate::error::Error::Refused`] by a rule.
pub fn record(device: &mut Device, input: &Map<String, Value>) -> Result<Saved> {
    referred(&device.db, Noun::Person, ("person_id", input.get("person_id")))?;
    let mut input = input.clone();
    complete(device, &mut input);
    plain::record(device, Noun::Advocacy, &input, plain::hand_id)
}

/// Fills what nobody need type: date, time and agent.
pub(super) fn complete(device: &Device, input: &mut Map<String, Value>) {
    let now = device.env.now_ms();
    input.entry("advocacy_date").or_insert_with(|| pesiar_core::time::date_wib(now).to_string().into());
    input.entry("recorded_at").or_insert_with(|| pesiar_core::time::rfc3339(now).into());
    input.entry("agent_id").or_insert_with(|| device.author.user.clone().into());
}
