//! What was learnt of one person at the door: presence, answer, stated membership.

use pesiar_core::id::Siblings;
use pesiar_core::membership::code::Source;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::Op;
use pesiar_core::sync::stream;
use serde_json::{Map, Value};

use crate::device::Device;
use crate::error::Result;
use crate::row::record::{Fields, op, referred};

/// Operations for one person of a visit `(id, date)`.
///
/// # Errors
/// [`Error::NotFound`] for an unknown person, [`Error::Refused`] by a rule.
pub fn ops(
    (device, ids): (&Device, &mut Siblings),
    met: &Map<String, Value>,
    visit: (&str, &Value),
) -> Result<Vec<Op>> {
    let person = referred(&device.db, Noun::Person, ("person_id", met.get("person_id")))?;
    let id = person.id.as_str();
    let mut ops = Vec::new();
    if let Some(presence) = met.get("presence").filter(|value| !value.is_null()) {
        let fields = Fields::from([("presence".into(), presence.clone())]);
        ops.extend(op(Noun::Person, id, &person.stream, fields, Some(&person))?);
    }
    for (noun, fields) in
        [(Noun::Advocacy, advocacy(device, met, id, visit)), (Noun::Membership, membership(met, id, visit))]
    {
        let Some(fields) = fields else { continue };
        let stream = stream::of(&device.village()?.code, noun);
        ops.extend(op(noun, &ids.next_id(), &stream, fields, None)?);
    }
    Ok(ops)
}

fn advocacy(device: &Device, met: &Map<String, Value>, person: &str, visit: (&str, &Value)) -> Option<Fields> {
    let response = met.get("advocacy_response").filter(|value| !value.is_null())?;
    Some(Fields::from([
        ("person_id".into(), person.into()),
        ("visit_id".into(), visit.0.into()),
        ("agent_id".into(), device.author.user.clone().into()),
        ("advocacy_date".into(), visit.1.clone()),
        ("recorded_at".into(), pesiar_core::time::rfc3339(device.env.now_ms()).into()),
        ("response".into(), response.clone()),
        ("refusal_reasons".into(), met.get("refusal_reasons").cloned().unwrap_or(Value::Null)),
        ("follow_up_date".into(), met.get("follow_up_date").cloned().unwrap_or(Value::Null)),
    ]))
}

fn membership(met: &Map<String, Value>, person: &str, visit: (&str, &Value)) -> Option<Fields> {
    let status = met.get("stated_membership").filter(|value| !value.is_null())?;
    Some(Fields::from([
        ("person_id".into(), person.into()),
        ("visit_id".into(), visit.0.into()),
        ("source".into(), Source::Stated.code().into()),
        ("as_of".into(), visit.1.clone()),
        ("status".into(), status.clone()),
        ("membership_segment".into(), met.get("stated_segment").cloned().unwrap_or(Value::Null)),
    ]))
}
