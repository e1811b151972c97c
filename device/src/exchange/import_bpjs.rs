//! Taking a BPJS list over: one snapshot per person it names; absence from a list is never a statement.

use std::collections::BTreeMap;

use jiff::civil::Date;
use pesiar_core::code::fold_label;
use pesiar_core::id::imported as imported_id;
use pesiar_core::membership::code::{ListKind, Source};
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::Op;
use pesiar_core::sync::stream;
use serde_json::Value;

use super::bpjs_list::{BpjsList, BpjsRow};
use super::import::Imported;
use super::issue::{Issue, Place};
use super::store;
use crate::error::Result;
use crate::person;
use crate::row;
use crate::row::record::{Fields, op};
use crate::segment::append::Save;
use crate::village::Village;

/// A person of the village as far as a list can recognise them.
struct Resident {
    id: String,
    name: String,
    birth: Option<String>,
}

/// Applies a list of a kind and date inside a write transaction.
///
/// # Errors
/// [`crate::error::Error::Db`], [`crate::error::Error::Refused`].
pub fn apply(
    save: &mut Save<'_>,
    village: &Village,
    list: BpjsList,
    (kind, as_of): (ListKind, Date),
) -> Result<Imported> {
    let mut done = Imported {
        doubtful: list.doubtful,
        rejected: list.rejected,
        format: "bpjs_list".to_owned(),
        kind: Some(kind.code()),
        rows: list.issues,
        ..Imported::default()
    };
    let residents = residents(save, village)?;
    let mut ops = Vec::new();
    for entry in &list.rows {
        match recognise(&residents, entry) {
            Ok(person) => ops.extend(snapshot(save, village, (person, entry, kind, as_of), &mut done)?),
            Err((code, words)) => {
                done.doubtful += 1;
                let place = Place { sheet: &entry.sheet, row: entry.row, column: "NIK" };
                done.rows.push(Issue::new(place, code, words));
            }
        }
    }
    save.segments(&ops)?;
    Ok(done)
}

fn residents(save: &Save<'_>, village: &Village) -> Result<BTreeMap<String, Resident>> {
    let all = person::store::identities(save.db, village.code.as_str())?;
    let by_nik = |(id, nik, name, birth): person::store::Identity| {
        nik.map(|nik| (nik, Resident { id, name: fold_label(&name), birth }))
    };
    Ok(all.into_iter().filter_map(by_nik).collect())
}

/// Same NIK and (same name or same birth date) is the same person; anything else a person decides (domain.md 9.1).
fn recognise<'a>(
    residents: &'a BTreeMap<String, Resident>,
    entry: &BpjsRow,
) -> std::result::Result<&'a str, (&'static str, &'static str)> {
    const STRANGER: (&str, &str) = (
        "bpjs.not_in_village",
        "orang ini belum ada di data desa. Tambahkan dahulu, atau sampaikan ke BPJS bila bukan warga.",
    );
    const OTHER: (&str, &str) =
        ("bpjs.other_person", "NIK sama tetapi nama dan tanggal lahir berbeda. Cocokkan dengan KK sebelum dipakai.");
    let resident = entry.nik.as_ref().and_then(|nik| residents.get(nik)).ok_or(STRANGER)?;
    let birth = entry.birth_date.map(|date| date.to_string());
    let is_same_day = birth.is_none() || resident.birth.is_none() || birth == resident.birth;
    if is_same_day || fold_label(&entry.full_name) == resident.name { Ok(&resident.id) } else { Err(OTHER) }
}

fn snapshot(
    save: &Save<'_>,
    village: &Village,
    (person, entry, kind, as_of): (&str, &BpjsRow, ListKind, Date),
    done: &mut Imported,
) -> Result<Option<Op>> {
    let mut fields: Fields = entry.fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    fields.retain(|name, value| !value.is_null() && Noun::Membership.field(name).is_some());
    let source = Source::BpjsList.code();
    for (name, value) in [("person_id", person), ("source", source), ("list_kind", kind.code())] {
        fields.insert(name.to_owned(), Value::from(value));
    }
    fields.insert("as_of".to_owned(), as_of.to_string().into());
    // The id covers the content: a corrected list of the same day is a second snapshot, the same list is the same.
    let content = serde_json::to_string(&fields).unwrap_or_default();
    let id = imported_id(&village.id_key, &["membership", &content]);
    if row::store::load(save.db, Noun::Membership, &id)?.is_some() {
        done.same += 1;
        return Ok(None);
    }
    if store::is_listed(save.db, person, source)? {
        done.changed += 1;
    } else {
        done.new += 1;
    }
    op(Noun::Membership, &id, &stream::of(&village.code, Noun::Membership), fields, None)
}
