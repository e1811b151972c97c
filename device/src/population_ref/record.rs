//! Recording a population number.

use pesiar_core::region::AreaCode;
use pesiar_core::row::noun::Noun;
use serde_json::{Map, Value};

use crate::device::Device;
use crate::error::{Error, Result};
use crate::plain;
use crate::row::record::Fields;
use crate::saved::Saved;

/// Saves a number; area, year, semester and source name it, so that correcting it is not adding another.
///
/// # Errors
/// [`Error::Refused`] by a rule, [`Error::NotAllowed`] outside the own village.
pub fn record(device: &mut Device, input: &Map<String, Value>) -> Result<Saved> {
    let input = in_own_village(device, input)?;
    plain::record(device, Noun::PopulationRef, &input, make_id)
}

fn make_id(device: &Device, fields: &Fields) -> Result<String> {
    plain::id_of(device, Noun::PopulationRef, fields, &["area_code", "year", "semester", "source"])
}

/// The input with its area code dotted; the own village if none is given.
///
/// # Errors
/// [`Error::Refused`] for a code that is none, [`Error::NotAllowed`] for another village.
pub fn in_own_village(device: &Device, input: &Map<String, Value>) -> Result<Map<String, Value>> {
    let village = device.village()?;
    let mut input = input.clone();
    let code = input.get("area_code").and_then(Value::as_str).unwrap_or(village.code.as_str());
    let code = AreaCode::parse(code).map_err(|_| Error::refused("code.unknown", "area_code"))?;
    if code != *village.area() {
        return Err(Error::NotAllowed);
    }
    input.insert("area_code".into(), code.as_str().into());
    Ok(input)
}
