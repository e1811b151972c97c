//! A member of a household as a card of its sheet.

use std::collections::BTreeMap;

use pesiar_core::advocacy::code::Response;
use pesiar_core::membership::code::{InactiveReason, Segment, Source, Status};
use pesiar_core::membership::effective::{Effective, Snapshot, effective};
use pesiar_core::membership::words::chip;
use pesiar_core::person::code::{DisabilityType, NoNikReason, Presence, Relation, Sex};
use pesiar_core::person::nik::mask;
use pesiar_core::row::Row;
use pesiar_core::row::field::Care;
use pesiar_core::row::noun::Noun;
use serde::Serialize;
use serde_json::Value;

use super::sheet::calm;
use super::store::{self, Told};
use crate::device::Device;
use crate::error::Result;
use crate::row::shown::{Detail, shown};
use crate::{figures, row};

/// One member.
#[derive(Debug, Clone, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct SheetMember {
    /// Row id; never shown.
    pub id: String,
    /// Name.
    pub name: String,
    /// Completed years; none without a birth date.
    pub age: Option<i64>,
    /// In words; empty if not recorded.
    pub sex: String,
    /// Relation to the head in words; empty if not recorded.
    pub relation: String,
    /// Masked; empty without one.
    pub nik: String,
    /// Why there is no NIK, in words; empty with one.
    pub no_nik: String,
    /// BPS presence code; none if never asked.
    pub presence: Option<i64>,
    /// Where the person is, in words; empty if simply at home or never asked.
    pub presence_words: String,
    /// No longer lives here: died or moved.
    pub is_gone: bool,
    /// Status code: `AKTIF`, `NONAKTIF`, `BELUM_TERDAFTAR`, `TIDAK_TAHU`.
    pub status: String,
    /// The same in a few words, with segment or reason.
    pub chip: String,
    /// Who says so, in words; empty if nobody.
    pub source: String,
    /// Date the source speaks of, `YYYY-MM-DD`.
    pub as_of: Option<String>,
    /// Whether that is older than the freshness setting.
    pub is_stale: bool,
    /// What is owed in rupiah, for whoever may see it.
    pub arrears_amount: Option<i64>,
    /// Kinds of disability in words, for whoever may see them.
    pub disability: String,
    /// Latest answer in a talk, in words; empty without one.
    pub response: String,
    /// Day of that talk.
    pub response_date: Option<String>,
}

/// Members in the order of the family card; those who moved or died last.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn all(device: &Device, family: &str) -> Result<Vec<SheetMember>> {
    let fresh_days = figures::fresh_days(device)?;
    let mut told: BTreeMap<String, Vec<Told>> = BTreeMap::new();
    for one in store::told(&device.db, family)? {
        told.entry(one.person_id.clone()).or_default().push(one);
    }
    let answers: BTreeMap<String, (String, String)> =
        store::answers(&device.db, family)?.into_iter().map(|(person, date, code)| (person, (date, code))).collect();
    let mut members = Vec::new();
    for id in store::everybody(&device.db, family)? {
        let Some(person) = row::store::load(&device.db, Noun::Person, &id)? else { continue };
        let mut member = about(device, &person);
        stand(&mut member, device, told.get(&id).map_or(&[], Vec::as_slice), fresh_days);
        if let Some((date, code)) = answers.get(&id) {
            member.response = Response::from_code(code).map_or("", Response::label).to_owned();
            member.response_date = Some(date.clone());
        }
        members.push(member);
    }
    members.sort_by_key(|member| member.is_gone);
    Ok(members)
}

/// Who the person is.
fn about(device: &Device, person: &Row) -> SheetMember {
    let presence = person.int("presence").and_then(Presence::from_number);
    let born = person.text("birth_date").and_then(|text| text.parse().ok());
    let no_nik = person.text("no_nik_reason").and_then(NoNikReason::from_code).unwrap_or(NoNikReason::NotAsked);
    let nik = person.text("nik").map(mask).unwrap_or_default();
    SheetMember {
        id: person.id.clone(),
        name: person.text("full_name").unwrap_or_default().to_owned(),
        age: born.map(|born| i64::from(pesiar_core::person::age_years(born, device.env.today()))),
        sex: person.text("sex").and_then(Sex::from_code).map_or("", Sex::label).to_owned(),
        relation: calm(person.int("relation_to_head").and_then(Relation::from_number).map_or("", Relation::label)),
        no_nik: if nik.is_empty() { no_nik.label().to_owned() } else { String::new() },
        nik,
        presence: presence.map(Presence::number),
        presence_words: presence.filter(|one| *one != Presence::AtHome).map_or("", Presence::label).to_owned(),
        is_gone: matches!(presence, Some(Presence::Deceased | Presence::MovedWithin | Presence::MovedAbroad)),
        status: Status::Unknown.code().to_owned(),
        chip: String::new(),
        source: String::new(),
        as_of: None,
        is_stale: false,
        arrears_amount: None,
        disability: disability(device, person),
        response: String::new(),
        response_date: None,
    }
}

/// How the person stands in JKN, by the snapshot that counts.
fn stand(member: &mut SheetMember, device: &Device, told: &[Told], fresh_days: i64) {
    let snapshots: Vec<Snapshot> = told.iter().filter_map(Told::snapshot).collect();
    let found = effective(&snapshots, device.env.today(), fresh_days);
    let row = found.as_ref().and_then(|found| told.iter().find(|one| one.id == found.snapshot.id));
    let (Some(Effective { snapshot, is_stale }), Some(row)) = (found, row) else {
        member.chip = chip(Status::Unknown, None, None, None);
        return;
    };
    let seen = |amount: Option<i64>| {
        let value = amount.map_or(Value::Null, Value::from);
        shown(&value, Care::Sensitive, device.author.role, Detail::Full).and_then(|value| value.as_i64())
    };
    let segment = row.segment.as_deref().and_then(Segment::from_code);
    let reason = row.reason.as_deref().and_then(InactiveReason::from_code);
    member.status = snapshot.status.code().to_owned();
    member.chip = chip(snapshot.status, segment, reason, seen(row.arrears_months));
    member.source = snapshot.source.label().to_owned();
    member.as_of = Some(snapshot.as_of.to_string());
    member.is_stale = is_stale;
    member.arrears_amount = seen(row.arrears_amount).filter(|amount| *amount > 0);
}

fn disability(device: &Device, person: &Row) -> String {
    let value = person.fields.get("disability_type").unwrap_or(&Value::Null);
    let Some(value) = shown(value, Care::Sensitive, device.author.role, Detail::Full) else { return String::new() };
    let codes = value.as_array().into_iter().flatten().filter_map(Value::as_str);
    codes.filter_map(DisabilityType::from_code).map(DisabilityType::label).collect::<Vec<_>>().join(", ")
}

impl Told {
    fn snapshot(&self) -> Option<Snapshot> {
        Some(Snapshot {
            source: Source::from_code(&self.source)?,
            as_of: self.as_of.parse().ok()?,
            status: Status::from_code(&self.status)?,
            reason: self.reason.clone(),
            is_full_list: false,
            id: self.id.clone(),
        })
    }
}
