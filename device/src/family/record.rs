//! Recording a family.

use pesiar_core::row::noun::Noun;
use serde_json::{Map, Value};

use super::check;
use crate::device::Device;
use crate::error::Result;
use crate::plain;
use crate::saved::Saved;

/// Saves a family. A KK number of `0` or `-` means there is none.
///
/// # Errors
/// [`crate::error::Error::Refused`] by V09.
pub fn record(device: &mut Device, input: &Map<String, Value>) -> Result<Saved> {
    let mut input = input.clone();
    if let Some(Value::String(text)) = input.get("family_card_no") {
        let card = pesiar_core::family::card_or_blank(text).map_err(|finding| crate::error::Error::Refused {
            code: "code.unknown",
            field: finding.field.to_owned(),
            message: Some(finding.message),
        })?;
        input.insert("family_card_no".into(), card.map_or(Value::Null, |card| card.as_str().into()));
    }
    plain::record_checked(device, (Noun::Family, &input), plain::hand_id, check::findings)
}
