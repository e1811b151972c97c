//! Recording one row of a noun that needs nothing special.

use pesiar_core::finding::Finding;
use pesiar_core::id::imported;
use pesiar_core::row::noun::Noun;
use pesiar_core::sync::stream;
use serde_json::{Map, Value};

use crate::device::Device;
use crate::error::Result;
use crate::row::record::{Fields, existing, op, split};
use crate::saved::Saved;
use crate::segment;
use crate::segment::append::Save;

/// Chooses the id of a new row.
pub type MakeId = fn(&Device, &Fields) -> Result<String>;

/// The id of a row made by hand.
///
/// # Errors
/// None; the shape is [`MakeId`].
pub fn hand_id(device: &Device, _fields: &Fields) -> Result<String> {
    Ok(device.env.row_id())
}

/// The id of a row that is the same wherever it is entered, e.g. the population of one semester.
///
/// # Errors
/// Before enrolment.
pub fn id_of(device: &Device, noun: Noun, fields: &Fields, names: &[&str]) -> Result<String> {
    let village = device.village()?;
    let text = |name: &&str| fields.get(*name).map(Value::to_string).unwrap_or_default();
    let values: Vec<String> = names.iter().map(text).collect();
    let parts: Vec<&str> = std::iter::once(noun.name()).chain(values.iter().map(String::as_str)).collect();
    Ok(imported(&village.id_key, &parts))
}

/// Saves a new row or the fields that changed. The same form sent twice is one row.
///
/// # Errors
/// [`crate::error::Error::Refused`] by a rule of core.
pub fn record(device: &mut Device, noun: Noun, input: &Map<String, Value>, make_id: MakeId) -> Result<Saved> {
    record_checked(device, (noun, input), make_id, |_, _| Ok(Vec::new()))
}

/// As [`record`], with a check of the saved row that may still take everything back.
///
/// # Errors
/// As [`record`], or whatever the check refuses.
pub fn record_checked(
    device: &mut Device,
    (noun, input): (Noun, &Map<String, Value>),
    make_id: MakeId,
    check: impl FnOnce(&Save<'_>, &str) -> Result<Vec<Finding>>,
) -> Result<Saved> {
    let village = device.village()?;
    let (id, fields) = split(noun, input)?;
    let id = id.map_or_else(|| make_id(device, &fields), Ok)?;
    let current = existing(&device.db, noun, Some(&id))?;
    let is_repeat = current.is_some() && is_append(noun);
    let stream = stream::of(&village.code, noun);
    let op = if is_repeat { None } else { op(noun, &id, &stream, fields, current.as_ref())? };
    match op {
        Some(op) => device.write(|save| {
            let segment = save.segment(std::slice::from_ref(&op))?;
            let findings = check(save, &id)?;
            Ok(Saved { findings, ..Saved::new(id, segment) })
        }),
        None => {
            let segment = segment::store::first_on(&device.db, &id)?;
            Ok(Saved::again(id, segment))
        }
    }
}

/// Whether rows of a noun are written once and never changed.
#[must_use]
pub fn is_append(noun: Noun) -> bool {
    noun.fields().iter().all(|field| field.class == pesiar_core::row::field::Class::Append)
}
