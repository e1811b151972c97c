//! Taking a BPJS list over: one snapshot per person it names; absence from a list is never a statement.

use std::collections::BTreeMap;

use jiff::civil::Date;
use pesiar_core::code::fold_label;
use pesiar_core::id::imported as imported_id;
use pesiar_core::membership::code::{ListKind, Source, Status};
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::Op;
use pesiar_core::sync::stream;
use serde_json::Value;

use super::bpjs_list::{BpjsList, BpjsRow};
use super::import::Imported;
use super::issue::{Issue, Place};
use super::line::{self, Group, ImportLine};
use super::store;
use crate::error::Result;
use crate::person;
use crate::progress::{Progress, Stage};
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
    (list, kind, as_of): (BpjsList, ListKind, Date),
    progress: &Progress,
) -> Result<Imported> {
    let mut done = Imported {
        doubtful: list.doubtful,
        rejected: list.rejected,
        format: "bpjs_list".to_owned(),
        kind: Some(kind.code()),
        lines: line::of_issues(&list.issues),
        rows: list.issues,
        ..Imported::default()
    };
    let residents = residents(save, village)?;
    let mut ops = Vec::new();
    for (place, entry) in list.rows.iter().enumerate() {
        progress.step(Stage::Matching, place, list.rows.len())?;
        match recognise(&residents, entry) {
            Ok(person) => ops.extend(snapshot(save, village, (person, entry, kind, as_of), &mut done)?),
            Err((code, words)) => {
                let place = Place { sheet: &entry.sheet, row: entry.row, column: "NIK" };
                done.tell(line_of(Group::Doubtful, entry).because(words));
                done.rows.push(Issue::new(place, code, words));
            }
        }
    }
    save.segments_told(&ops, |written| progress.step(Stage::Writing, written, ops.len()))?;
    Ok(done)
}

/// The line of somebody on the list.
fn line_of(group: Group, entry: &BpjsRow) -> ImportLine {
    ImportLine::of_person(group, (&entry.sheet, entry.row), (&entry.full_name, entry.nik.as_deref()))
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
        done.tell(line_of(Group::Same, entry));
        return Ok(None);
    }
    let group = if store::is_listed(save.db, person, source)? { Group::Changed } else { Group::New };
    done.tell(line_of(group, entry).because(&status_words(entry)));
    op(Noun::Membership, &id, &stream::of(&village.code, Noun::Membership), fields, None)
}

/// What the list says of the person, e.g. `Nonaktif`.
fn status_words(entry: &BpjsRow) -> String {
    let code = entry.fields.get("status").and_then(Value::as_str).unwrap_or_default();
    Status::from_code(code).map(|status| status.label().to_owned()).unwrap_or_default()
}
