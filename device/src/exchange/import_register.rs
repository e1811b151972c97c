//! Taking a village register over: same people same rows, a file never overwrites field work.

use std::collections::BTreeMap;

use pesiar_core::code::fold_label;
use pesiar_core::id::imported as imported_id;
use pesiar_core::row::Row;
use pesiar_core::row::check::check;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::{Change, Op};
use pesiar_core::sync::stream;
use serde_json::{Map, Value};

use super::import::Imported;
use super::issue::{Issue, Place};
use super::line::{self, Group, ImportLine};
use super::register::{Register, RegisterFamily, RegisterPerson};
use super::store;
use crate::error::Result;
use crate::person;
use crate::progress::{Progress, Stage};
use crate::row;
use crate::row::record::op;
use crate::row::words;
use crate::segment::append::Save;
use crate::village::Village;

const OTHER_PERSON: &str = "NIK ini sudah dipakai orang lain di data desa: nama dan tanggal lahirnya berbeda. Cocokkan dengan KK sebelum dipakai.";
/// Code of a remark on one field that no row may hold.
const REFUSED: &str = "field.refused";
/// Stands in where only the fields are checked.
const NO_ROW: &str = "00000000-0000-0000-0000-000000000000";

/// What is already here, to recognise people by.
struct Known {
    by_nik: BTreeMap<String, String>,
    by_name: BTreeMap<(String, String), String>,
    by_card: BTreeMap<String, String>,
    ordinals: BTreeMap<String, u32>,
}

/// Applies a register inside a write transaction.
///
/// # Errors
/// [`crate::error::Error::Db`], [`crate::error::Error::Refused`].
pub fn apply(save: &mut Save<'_>, village: &Village, register: Register, progress: &Progress) -> Result<Imported> {
    let mut known = Known::load(save, village)?;
    let mut done = Imported {
        doubtful: register.doubtful,
        rejected: register.rejected,
        format: register.format.to_owned(),
        families: u32::try_from(register.families.len()).unwrap_or(u32::MAX),
        lines: line::of_issues(&register.issues),
        rows: register.issues,
        ..Imported::default()
    };
    let people = register.families.iter().map(|family| family.members.len()).sum();
    let mut seen = 0;
    for family in register.families {
        progress.step(Stage::Matching, seen, people)?;
        seen += family.members.len();
        let ops = family_ops(save, village, &mut known, (family, &mut done))?;
        save.segments(&ops)?;
    }
    let refused = done.rows.iter().filter(|issue| issue.code == REFUSED);
    let notes: Vec<ImportLine> = refused.map(|issue| line::of_issue(Group::Note, issue)).collect();
    done.lines.extend(notes);
    Ok(done)
}

impl Known {
    fn load(save: &Save<'_>, village: &Village) -> Result<Self> {
        let code = village.code.as_str();
        let (mut by_nik, mut by_name) = (BTreeMap::new(), BTreeMap::new());
        for (id, nik, name, birth) in person::store::identities(save.db, code)? {
            match nik {
                Some(nik) => by_nik.insert(nik, id),
                None => by_name.insert((fold_label(&name), birth.unwrap_or_default()), id),
            };
        }
        let by_card = store::cards(save.db, code)?.into_iter().collect();
        Ok(Self { by_nik, by_name, by_card, ordinals: BTreeMap::new() })
    }

    /// The row id of a person: by NIK; without one by KK, name, birth date and ordinal (design.md 12).
    fn person(&mut self, village: &Village, card: &str, person: &RegisterPerson) -> String {
        let text = |name: &str| person.fields.get(name).and_then(Value::as_str).unwrap_or_default();
        let (name, birth) = (fold_label(text("full_name")), text("birth_date"));
        let Some(nik) = &person.nik else {
            let ordinal = self.ordinals.entry(format!("{card}|{name}|{birth}")).or_default();
            *ordinal += 1;
            return imported_id(&village.id_key, &["person", card, &name, birth, &ordinal.to_string()]);
        };
        if let Some(id) = self.by_nik.get(nik) {
            return id.clone();
        }
        // Somebody known without a NIK whose card has come at last.
        let id = self.by_name.remove(&(name, birth.to_owned())).filter(|_| !birth.is_empty());
        let id = id.unwrap_or_else(|| imported_id(&village.id_key, &["person", nik]));
        self.by_nik.insert(nik.clone(), id.clone());
        id
    }
}

fn family_ops(
    save: &Save<'_>,
    village: &Village,
    known: &mut Known,
    (family, done): (RegisterFamily, &mut Imported),
) -> Result<Vec<Op>> {
    let card = family.card_no.clone().unwrap_or_default();
    let ids: Vec<String> = family.members.iter().map(|person| known.person(village, &card, person)).collect();
    let family_id = family_id(save, village, known, (&family, &ids))?;
    let mut ops = Vec::new();
    let place = family.members.first().map_or(Place { sheet: "", row: 0, column: "" }, place_of);
    let fields = sound((Noun::Family, family_fields(&family)), place, &mut done.rows);
    ops.extend(merge(save, village, (Noun::Family, &family_id), fields)?.op);
    for (person, id) in family.members.iter().zip(&ids) {
        if is_somebody_else(save, person, id)? {
            done.rows.push(Issue::new(place_of(person), "nik.other_person", OTHER_PERSON));
            done.tell(line_of(Group::Doubtful, person).because(OTHER_PERSON));
            continue;
        }
        let fields = sound((Noun::Person, person_fields(person, &family_id)), place_of(person), &mut done.rows);
        let merged = merge(save, village, (Noun::Person, id), fields)?;
        done.tell(judge(person, &merged));
        if !merged.kept.is_empty() {
            done.rows.push(differs(person, &merged.kept));
        }
        ops.extend(merged.op);
    }
    Ok(ops)
}

/// What the file means for one person.
fn judge(person: &RegisterPerson, merged: &Merged) -> ImportLine {
    let kept = differs(person, &merged.kept).words;
    match (merged.is_new, &merged.op, merged.kept.as_slice()) {
        (true, _, _) => line_of(Group::New, person),
        (_, Some(op), kept_fields) => {
            let fields: Vec<&str> = op.fields.keys().map(|name| words::of_field(Noun::Person, name)).collect();
            let taken = format!("Berubah: {}.", fields.join(", "));
            let rest = if kept_fields.is_empty() { String::new() } else { format!(" Selain itu {kept}") };
            line_of(Group::Changed, person).because(&(taken + &rest))
        }
        (_, None, []) => line_of(Group::Same, person),
        (_, None, _) => line_of(Group::Doubtful, person).because(&kept),
    }
}

fn line_of(group: Group, person: &RegisterPerson) -> ImportLine {
    let name = person.fields.get("full_name").and_then(Value::as_str).unwrap_or_default();
    ImportLine::of_person(group, (&person.sheet, person.row), (name, person.nik.as_deref()))
}

/// Same NIK, but neither the name nor the birth date is the same: a person decides (domain.md 9.1, RAGU).
fn is_somebody_else(save: &Save<'_>, person: &RegisterPerson, id: &str) -> Result<bool> {
    let Some(known) = row::store::load(save.db, Noun::Person, id)? else { return Ok(false) };
    let said = |name: &str| person.fields.get(name).and_then(Value::as_str);
    let is_same_name =
        fold_label(said("full_name").unwrap_or_default()) == fold_label(known.text("full_name").unwrap_or_default());
    let births = said("birth_date").zip(known.text("birth_date"));
    Ok(!is_same_name && births.is_some_and(|(ours, theirs)| ours != theirs))
}

/// A family with a KK number is found by it; one without follows its first person.
fn family_id(
    save: &Save<'_>,
    village: &Village,
    known: &mut Known,
    (family, ids): (&RegisterFamily, &[String]),
) -> Result<String> {
    if let Some(card) = &family.card_no {
        let make = || imported_id(&village.id_key, &["family", card]);
        return Ok(known.by_card.entry(card.clone()).or_insert_with(make).clone());
    }
    let first = ids.first().map_or("", String::as_str);
    let home = row::store::load(save.db, Noun::Person, first)?;
    let home = home.and_then(|person| person.text("family_id").map(str::to_owned));
    Ok(home.unwrap_or_else(|| imported_id(&village.id_key, &["family of", first])))
}

fn family_fields(family: &RegisterFamily) -> Map<String, Value> {
    let state = family.card_no.is_none().then_some(9); // 9 tanpa KK (domain.md 8.2)
    let fields: [(&str, Value); 6] = [
        ("family_card_no", family.card_no.clone().into()),
        ("family_state", state.into()),
        ("hamlet", family.hamlet.clone().into()),
        ("rt", family.rt.clone().into()),
        ("rw", family.rw.clone().into()),
        ("address", family.address.clone().into()),
    ];
    fields.into_iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| (name.to_owned(), value)).collect()
}

fn person_fields(person: &RegisterPerson, family_id: &str) -> Map<String, Value> {
    let mut fields: Map<String, Value> =
        person.fields.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    fields.insert("family_id".into(), family_id.into());
    if let Some(nik) = &person.nik {
        fields.insert("nik".into(), nik.as_str().into());
    }
    fields.retain(|name, value| !value.is_null() && Noun::Person.field(name).is_some());
    fields
}

fn place_of(person: &RegisterPerson) -> Place<'_> {
    Place { sheet: &person.sheet, row: person.row, column: "" }
}

/// Leaves out values no row may hold, e.g. an address of a thousand words: the person is worth more than the field.
fn sound((noun, fields): (Noun, Map<String, Value>), place: Place<'_>, issues: &mut Vec<Issue>) -> Map<String, Value> {
    let fits = |name: &String, value: &Value| {
        let change = Change::new(value.clone(), None);
        let fields = BTreeMap::from([(name.clone(), change)]);
        check(&Op::set(noun, NO_ROW, "", fields)).is_ok()
    };
    let (sound, refused): (Map<_, _>, Map<_, _>) = fields.into_iter().partition(|(name, value)| fits(name, value));
    for name in refused.keys() {
        let label = words::of_field(noun, name);
        let words =
            format!("isian {label} terlalu panjang atau tidak sah dan tidak diambil. Perbaiki lalu impor lagi.");
        issues.push(Issue::new(place, REFUSED, &words));
    }
    sound
}

/// What a file means for one row.
struct Merged {
    op: Option<Op>,
    is_new: bool,
    /// Fields where both the file and somebody in the field changed the value: the field work stays.
    kept: Vec<String>,
}

/// Three-way: what the last file said, what this file says, what the row holds.
fn merge(save: &Save<'_>, village: &Village, (noun, id): (Noun, &str), said: Map<String, Value>) -> Result<Merged> {
    let current = row::store::load(save.db, noun, id)?;
    let before = store::imported(save.db, id)?;
    let (mut take, mut kept) = (row::record::Fields::new(), Vec::new());
    for (name, value) in &said {
        match decide(current.as_ref(), before.get(name), (name, value)) {
            Decision::Take => drop(take.insert(name.clone(), value.clone())),
            Decision::KeepOurs => kept.push(name.clone()),
            Decision::Nothing => {}
        }
    }
    if before != said {
        store::remember(save.db, id, &said)?;
    }
    let stream = stream::of(&village.code, noun);
    let is_new = current.is_none();
    let op = if is_new || !take.is_empty() { op(noun, id, &stream, take, current.as_ref())? } else { None };
    Ok(Merged { op, is_new, kept })
}

enum Decision {
    Take,
    KeepOurs,
    Nothing,
}

fn decide(current: Option<&Row>, before: Option<&Value>, (name, value): (&String, &Value)) -> Decision {
    let Some(row) = current else { return Decision::Take };
    match row.fields.get(name) {
        None if before == Some(value) => Decision::Nothing, // cleared in the field since that file
        None => Decision::Take,
        Some(ours) if ours == value || before == Some(value) => Decision::Nothing,
        Some(ours) if before == Some(ours) => Decision::Take,
        Some(_) => Decision::KeepOurs,
    }
}

fn differs(person: &RegisterPerson, fields: &[String]) -> Issue {
    let fields: Vec<&str> = fields.iter().map(|name| words::of_field(Noun::Person, name)).collect();
    let words = format!(
        "berbeda dari isian lapangan ({}). Isian lapangan tetap dipakai; periksa dan ubah di lembar keluarga bila perlu.",
        fields.join(", ")
    );
    Issue::new(place_of(person), "person.differs", &words)
}
