//! Recording an official figure.

use pesiar_core::row::noun::Noun;
use serde_json::{Map, Value};

use crate::device::Device;
use crate::error::Result;
use crate::plain;
use crate::population_ref::record::in_own_village;
use crate::row::record::Fields;
use crate::saved::Saved;

/// Saves a figure; area and date name it.
///
/// # Errors
/// [`crate::error::Error::Refused`] by a rule.
pub fn record(device: &mut Device, input: &Map<String, Value>) -> Result<Saved> {
    let input = in_own_village(device, input)?;
    plain::record(device, Noun::OfficialFigure, &input, make_id)
}

fn make_id(device: &Device, fields: &Fields) -> Result<String> {
    plain::id_of(device, Noun::OfficialFigure, fields, &["area_code", "as_of"])
}
