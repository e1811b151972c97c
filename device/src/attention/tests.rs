//! What needs a person: counted, told in words, and about somebody.

use pesiar_core::row::Conflict;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::dot::Dot;
use serde_json::{Value, json};

use super::list::Origin;
use super::*;
use crate::env::Env;
use crate::practice::{Size, open};
use crate::record;

const SECRET: &str = "kopi sawah pagi jernih";

fn village(folder: &std::path::Path) -> Device {
    open::create(folder, Env::machine(), (Size::Families(8), 1), SECRET).unwrap();
    Device::open(folder, Env::machine(), None, SECRET).unwrap()
}

fn somebody(device: &Device) -> Row {
    let people = row::store::list(&device.db, Noun::Person, &[]).unwrap();
    people.into_iter().find(|person| person.text("nik").is_some()).unwrap()
}

#[test]
fn a_quiet_village_needs_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let device = village(folder.path());
    assert_eq!(count(&device).unwrap(), 0);
    let list = list::of(&device).unwrap();
    assert_eq!((list.total, list.conflicts.len(), list.remarks.len()), (0, 0, 0));
}

#[test]
fn a_contradiction_shows_both_values_masked_and_whose_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let device = village(folder.path());
    let mut person = somebody(&device);
    person.conflicts.push(Conflict {
        field: "nik".to_owned(),
        value: json!("1799991203850922"),
        dot: Dot { dev: 7, seq: 3, op: 0 },
        user: "u-7".to_owned(),
        at: 1_800_000_000_000,
    });
    row::store::save(&device.db, &person).unwrap();

    assert_eq!(count(&device).unwrap(), 1);
    let card = list::of(&device).unwrap().conflicts.remove(0);
    assert_eq!((card.field.as_str(), card.subject.name.as_str()), ("NIK", person.text("full_name").unwrap()));
    assert_eq!(card.subject.family_id.as_deref(), person.text("family_id"));
    assert_eq!((card.other.text.as_str(), card.other.origin), ("179999******0922", Origin::Elsewhere));
    assert_eq!(card.current.origin, Origin::Here);
    assert!(card.current.at_ms.is_some() && !card.current.text.contains(person.text("nik").unwrap()));
}

#[test]
fn refused_work_is_told_by_its_sentence_with_the_family_it_was_about() {
    let folder = tempfile::tempdir().unwrap();
    let mut device = village(folder.path());
    let person = somebody(&device);
    let family = person.text("family_id").unwrap().to_owned();
    let visit = json!({"family_id": family, "outcome": "V2"});
    let saved = record::one(&mut device, Noun::Visit, visit.as_object().unwrap()).unwrap();
    segment::store::set_outcome(&device.db, saved.segment, "[\"rejected:access.denied\"]").unwrap();

    assert_eq!(count(&device).unwrap(), 1);
    let card = list::of(&device).unwrap().remarks.remove(0);
    assert_eq!((card.noun, card.message.as_str()), ("visit", sentence("access.denied")));
    assert_eq!(card.subject.family_id, Some(family));
    assert!(!card.subject.name.is_empty());
}

#[test]
fn a_conflict_is_counted_once_and_no_longer_than_its_row_shows_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut device = village(folder.path());
    let person = somebody(&device);
    let change = json!({"id": person.id, "birth_place": "Ipuh"});
    let saved = record::one(&mut device, Noun::Person, change.as_object().unwrap()).unwrap();
    segment::store::set_outcome(&device.db, saved.segment, "[\"conflict:nik\"]").unwrap();
    assert_eq!(count(&device).unwrap(), 0, "the row shows no conflict any more");
    let told: Vec<Value> = remarks(&device).unwrap().iter().map(|remark| json!(remark.outcome)).collect();
    assert_eq!(told, [json!("conflict:nik")], "the command line still tells the outcome");
}
