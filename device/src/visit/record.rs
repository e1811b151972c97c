//! Recording a visit: outcome first, everything else optional, one segment for the whole household.

use pesiar_core::finding::Finding;
use pesiar_core::id::Siblings;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::Op;
use pesiar_core::sync::stream;
use pesiar_core::visit::check_date;
use pesiar_core::visit::code::{EntryMode, Mode};
use serde_json::{Map, Value};

use super::{met, store};
use crate::device::Device;
use crate::error::{Error, Result};
use crate::row::record::{Fields, existing, op, referred, split};
use crate::saved::Saved;

/// Saves a visit; `persons` holds what was learnt of each person.
///
/// # Errors
/// [`Error::Refused`] by a rule, [`Error::NotFound`] for an unknown family or person.
pub fn record(device: &mut Device, input: &Map<String, Value>) -> Result<Saved> {
    let mut input = input.clone();
    let persons = input.remove("persons").unwrap_or(Value::Null);
    let (id, fields) = split(Noun::Visit, &input)?;
    if let Some(seen) = existing(&device.db, Noun::Visit, id.as_deref())? {
        let segment = crate::segment::store::first_on(&device.db, &seen.id)?;
        return Ok(Saved::again(seen.id, segment));
    }
    let id = id.unwrap_or_else(|| device.env.row_id());
    let fields = complete(device, fields)?;
    let findings = findings(device, &fields);
    let stream = stream::of(&device.village()?.code, Noun::Visit);
    let date = fields.get("visit_date").cloned().unwrap_or(Value::Null);
    let visit = op(Noun::Visit, &id, &stream, fields, None)?;
    let mut ops: Vec<Op> = visit.into_iter().collect();
    let mut ids = Siblings::after(&id, device.env.bytes());
    for person in persons.as_array().into_iter().flatten() {
        let person = person.as_object().ok_or_else(|| Error::refused("field.type", "persons"))?;
        ops.extend(met::ops((device, &mut ids), person, (&id, &date))?);
    }
    let segment = device.write(|save| save.segment(&ops))?;
    Ok(Saved { findings, ..Saved::new(id, segment) })
}

/// Fills what the agent need not type: today, now, who, which attempt.
fn complete(device: &Device, mut fields: Fields) -> Result<Fields> {
    let family = referred(&device.db, Noun::Family, ("family_id", fields.get("family_id")))?;
    let attempt = store::count(&device.db, &family.id)? + 1;
    let defaults: [(&str, Value); 6] = [
        ("visit_date", device.env.today().to_string().into()),
        ("started_at", pesiar_core::time::rfc3339(device.env.now_ms()).into()),
        ("agent_id", device.author.user.clone().into()),
        ("attempt_no", attempt.into()),
        ("mode", Mode::ALL.first().map(|mode| mode.code()).into()),
        ("entry_mode", EntryMode::ALL.first().map(|mode| mode.code()).into()),
    ];
    for (name, value) in defaults {
        fields.entry(name.to_owned()).or_insert(value);
    }
    Ok(fields)
}

/// V14 warns, because clocks are wrong more often than people.
fn findings(device: &Device, fields: &Fields) -> Vec<Finding> {
    let date = fields.get("visit_date").and_then(Value::as_str).and_then(|text| text.parse().ok());
    date.and_then(|date| check_date(date, device.env.today())).into_iter().collect()
}
