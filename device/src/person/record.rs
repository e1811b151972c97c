//! Recording a person: new, or fields that changed.

use pesiar_core::finding::Finding;
use pesiar_core::person::nik::mask;
use pesiar_core::person::validate::{check_person, nik_taken};
use pesiar_core::row::Row;
use pesiar_core::row::noun::Noun;
use pesiar_core::sync::stream;
use serde_json::{Map, Value};

use super::{facts, store};
use crate::device::Device;
use crate::error::{Error, Result};
use crate::family;
use crate::row;
use crate::row::record::{existing, op, split};
use crate::saved::Saved;
use crate::segment::append::Save;

/// Saves a person. A NIK that disagrees with birth date or sex is a finding, never a refusal (V04, V05).
///
/// # Errors
/// [`Error::Refused`] for GALAT rules and a NIK that somebody else in the village has (V07).
pub fn record(device: &mut Device, input: &Map<String, Value>) -> Result<Saved> {
    let village = device.village()?;
    let stream = stream::of(&village.code, Noun::Person);
    let (id, mut fields) = split(Noun::Person, input)?;
    if let Some(Value::String(nik)) = fields.get("nik") {
        let nik = pesiar_core::person::nik::Nik::parse(nik).map_err(refused)?;
        fields.insert("nik".into(), nik.as_str().into());
    }
    let current = existing(&device.db, Noun::Person, id.as_deref())?;
    let id = id.unwrap_or_else(|| device.env.row_id());
    let nik = fields.get("nik").and_then(Value::as_str).map(str::to_owned);
    let Some(op) = op(Noun::Person, &id, &stream, fields, current.as_ref())? else {
        return Ok(Saved::again(id.clone(), crate::segment::store::first_on(&device.db, &id)?));
    };
    device.write(|save| {
        refuse_taken(save, &id, nik.as_deref())?;
        let segment = save.segment(std::slice::from_ref(&op))?;
        let saved = row::store::load(save.db, Noun::Person, &id)?.ok_or(Error::NotFound { what: "person" })?;
        let mut findings = findings(save, &saved);
        findings.extend(family::check::findings(save, saved.text("family_id").unwrap_or_default())?);
        Ok(Saved { findings, ..Saved::new(id, segment) })
    })
}

fn refused(finding: Finding) -> Error {
    Error::Refused { code: "nik.invalid", field: finding.field.to_owned(), message: Some(finding.message) }
}

/// V07, inside the transaction, so that two windows cannot both take a NIK.
fn refuse_taken(save: &Save<'_>, id: &str, nik: Option<&str>) -> Result<()> {
    let Some(nik) = nik else { return Ok(()) };
    let Some(holder) = store::holder_of(save.db, nik, id)? else { return Ok(()) };
    let card = holder.card.map_or_else(|| "-".to_owned(), |card| mask(&card));
    let finding = nik_taken(&holder.full_name, &card);
    Err(Error::Refused { code: "nik.taken", field: "nik".into(), message: Some(finding.message) })
}

fn findings(save: &Save<'_>, row: &Row) -> Vec<Finding> {
    check_person(&facts::of(row), save.env.today())
}
