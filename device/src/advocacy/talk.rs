//! Recording a talk from the form: one answer, for one person or for several of the family at once.

use std::collections::BTreeSet;

use pesiar_core::access::Action;
use pesiar_core::advocacy::check::{Answer, check};
use pesiar_core::advocacy::code::{RefusalReason, Response, Topic};
use pesiar_core::id::imported;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::Op;
use pesiar_core::sync::stream;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::record;
use crate::device::Device;
use crate::draft;
use crate::error::{Error, Result};
use crate::row::record::{existing, op, referred, split};

/// A talk as entered.
#[derive(Debug, Clone, Default, Deserialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct TalkInput {
    /// Row id, which is the form's: sent twice it is saved once.
    pub id: String,
    /// Who answered.
    pub person_id: String,
    /// Members of the family for whom the answer holds too.
    pub also: Vec<String>,
    /// Response code.
    pub response: String,
    /// Codes of what was explained.
    pub topics: Vec<String>,
    /// Codes of the reasons to refuse or hesitate.
    pub refusal_reasons: Vec<String>,
    /// What was said besides.
    pub refusal_text: String,
    /// When to come back, `YYYY-MM-DD`; empty if nothing was promised.
    pub follow_up_date: String,
}

/// Saves a talk; everybody it holds for in one segment.
///
/// # Errors
/// [`Error::Refused`] by a rule of core, [`Error::NotFound`] for an unknown person, [`Error::NotAllowed`].
pub fn record(device: &mut Device, input: &TalkInput) -> Result<()> {
    device.require(Action::Write(Noun::Advocacy))?;
    let fields = checked(device, input)?;
    if existing(&device.db, Noun::Advocacy, Some(&input.id))?.is_none() {
        let others: BTreeSet<&String> = input.also.iter().filter(|id| **id != input.person_id).collect();
        let persons = std::iter::once(&input.person_id).chain(others);
        let ops = persons.map(|person| said(device, input, (person, &fields))).collect::<Result<Vec<Op>>>()?;
        device.write(|save| save.segment(&ops))?;
    }
    draft::saved(device, &Map::from_iter([("id".to_owned(), input.id.clone().into())]));
    Ok(())
}

/// The fields every row of this talk has.
fn checked(device: &Device, input: &TalkInput) -> Result<Map<String, Value>> {
    let unknown = |field: &'static str| move || Error::refused("code.unknown", field);
    let response =
        Response::from_code(&input.response).ok_or_else(|| Error::refused("advocacy.no_answer", "response"))?;
    let reasons: Option<Vec<_>> = input.refusal_reasons.iter().map(|code| RefusalReason::from_code(code)).collect();
    let reasons = reasons.ok_or_else(unknown("refusal_reasons"))?;
    let topics: Option<Vec<_>> = input.topics.iter().map(|code| Topic::from_code(code)).collect();
    topics.ok_or_else(unknown("topics"))?;
    let follow_up = match input.follow_up_date.trim() {
        "" => None,
        text => Some(text.parse().map_err(|_| Error::refused("field.type", "follow_up_date"))?),
    };
    let answer = Answer { response, reasons: &reasons, text: &input.refusal_text, follow_up };
    check(&answer, device.env.today()).map_err(|(code, field)| Error::refused(code, field))?;
    let codes: Vec<&str> = reasons.iter().map(|reason| reason.code()).collect();
    let mut fields = Map::from_iter([
        ("response".to_owned(), response.code().into()),
        ("topics".to_owned(), list_or_null(input.topics.iter().map(String::as_str).collect())),
        ("refusal_reasons".to_owned(), list_or_null(if response.takes_reasons() { codes } else { Vec::new() })),
        ("refusal_text".to_owned(), input.refusal_text.clone().into()),
        ("follow_up_date".to_owned(), follow_up.map(|date| date.to_string()).into()),
    ]);
    record::complete(device, &mut fields);
    Ok(fields)
}

fn list_or_null(codes: Vec<&str>) -> Value {
    if codes.is_empty() { Value::Null } else { codes.into() }
}

/// The operation for one person. Ids of the others follow from the form's, so that they too are saved once.
fn said(device: &Device, input: &TalkInput, (person, fields): (&String, &Map<String, Value>)) -> Result<Op> {
    let village = device.village()?;
    referred(&device.db, Noun::Person, ("person_id", Some(&person.clone().into())))?;
    let id = if *person == input.person_id {
        input.id.clone()
    } else {
        imported(&village.id_key, &[Noun::Advocacy.name(), &input.id, person])
    };
    let mut fields = fields.clone();
    fields.insert("id".to_owned(), id.clone().into());
    fields.insert("person_id".to_owned(), person.clone().into());
    let (_, fields) = split(Noun::Advocacy, &fields)?;
    let stream = stream::of(&village.code, Noun::Advocacy);
    op(Noun::Advocacy, &id, &stream, fields, None)?.ok_or(Error::Internal("an empty talk"))
}
