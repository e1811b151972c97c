//! Recording the letterhead.

use pesiar_core::id::imported;
use pesiar_core::row::noun::Noun;
use serde_json::{Map, Value};

use crate::device::Device;
use crate::error::Result;
use crate::plain;
use crate::row::record::Fields;
use crate::saved::Saved;

/// Saves the letterhead of the own village; there is one row, whoever writes it first.
///
/// # Errors
/// [`crate::error::Error::Refused`] by a rule.
pub fn record(device: &mut Device, input: &Map<String, Value>) -> Result<Saved> {
    let mut input = input.clone();
    input.insert("id".into(), id(device)?.into());
    plain::record(device, Noun::Letterhead, &input, make_id)
}

fn make_id(device: &Device, _fields: &Fields) -> Result<String> {
    id(device)
}

/// The id of the village's one row: two laptops that never met write the same one.
///
/// # Errors
/// Before enrolment.
pub fn id(device: &Device) -> Result<String> {
    let village = device.village()?;
    Ok(imported(&village.id_key, &[Noun::Letterhead.name(), village.code.as_str()]))
}
