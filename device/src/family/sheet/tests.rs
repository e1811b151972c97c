//! The sheet masks numbers, hides what a role may not see, and tells everything else in words.

use pesiar_core::access::Role;
use serde_json::{Map, Value, json};

use super::{calm, open};
use crate::device::Device;
use crate::error::Error;
use crate::person::unmask;
use crate::practice::sample::village;
use crate::{audit, record, row};
use pesiar_core::row::noun::Noun;

fn set(device: &mut Device, noun: Noun, input: Value) {
    let input: Map<String, Value> = serde_json::from_value(input).unwrap();
    record::one(device, noun, &input).unwrap();
}

#[test]
fn no_full_number_stands_on_a_sheet_and_seeing_one_is_on_record() {
    let (_folder, mut device) = village(12);
    let person = row::store::list(&device.db, Noun::Person, &[]).unwrap().into_iter().find(|p| p.text("nik").is_some());
    let person = person.unwrap();
    let (nik, family) = (person.text("nik").unwrap(), person.text("family_id").unwrap());
    let sheet = open(&device, family).unwrap();
    let card = row::store::load(&device.db, Noun::Family, family).unwrap().unwrap();
    let shown = serde_json::to_string(&sheet).unwrap();
    assert!(!shown.contains(nik));
    assert!(card.text("family_card_no").is_none_or(|card| !shown.contains(card)));
    assert!(sheet.members.iter().any(|member| member.id == person.id && member.nik.contains('*')), "{shown}");
    let before = audit::store::count(&device.db).unwrap();
    assert_eq!(unmask::nik(&mut device, &person.id).unwrap(), nik);
    assert_eq!(audit::store::count(&device.db).unwrap(), before + 1);
    device.author.role = Role::Support;
    assert!(matches!(unmask::nik(&mut device, &person.id), Err(Error::NotAllowed)));
    assert_eq!(audit::store::count(&device.db).unwrap(), before + 1, "what was refused is not on record as done");
}

#[test]
fn what_is_sensitive_depends_on_the_role() {
    let (_folder, mut device) = village(60);
    let lists = row::store::list(&device.db, Noun::Membership, &[]).unwrap();
    let owed = lists.into_iter().find(|list| list.int("arrears_months").is_some()).unwrap();
    let (months, rupiah) = (owed.int("arrears_months").unwrap(), owed.int("arrears_amount"));
    let person = row::store::load(&device.db, Noun::Person, owed.text("person_id").unwrap()).unwrap().unwrap();
    let family = person.text("family_id").unwrap().to_owned();
    set(&mut device, Noun::Person, json!({"id": person.id, "disability_type": ["FISIK", "SENSORIK_NETRA"]}));
    set(&mut device, Noun::Family, json!({"id": family, "safety_note": "HATI_HATI", "safety_text": "anjing lepas"}));
    let seen = |device: &Device| {
        let sheet = open(device, &family).unwrap();
        let member = sheet.members.into_iter().find(|member| member.id == person.id).unwrap();
        (sheet.safety, member.disability, member.chip, member.arrears_amount)
    };
    let (safety, disability, chip, amount) = seen(&device);
    assert_eq!((safety.as_str(), disability.as_str()), ("Hati-hati: anjing lepas", "Fisik, Sensorik netra"));
    assert_eq!((chip, amount), (format!("Nonaktif - menunggak {months} bulan"), rupiah));
    device.author.role = Role::Auditor;
    let (safety, disability, chip, amount) = seen(&device);
    assert_eq!((safety.as_str(), disability.as_str()), ("", ""));
    assert_eq!((chip.as_str(), amount), ("Nonaktif - menunggak", None));
}

#[test]
fn who_moved_or_died_stands_last_and_a_list_is_one_line_of_the_timeline() {
    let (_folder, mut device) = village(12);
    let people = row::store::list(&device.db, Noun::Person, &[]).unwrap();
    let head = people.iter().find(|p| p.int("relation_to_head") == Some(4)).unwrap();
    let family = head.text("family_id").unwrap().to_owned();
    set(&mut device, Noun::Person, json!({"id": head.id, "presence": 3}));
    let sheet = open(&device, &family).unwrap();
    let last = sheet.members.last().unwrap();
    assert_eq!(
        (last.id.as_str(), last.is_gone, last.presence_words.as_str()),
        (head.id.as_str(), true, "Pindah dalam negeri")
    );
    assert_eq!(sheet.members[0].relation, "Kepala keluarga");
    let list = sheet.timeline.iter().find(|event| event.kind == "membership").unwrap();
    assert!(list.title.starts_with("Daftar BPJS: "), "{}", list.title);
}

#[test]
fn an_unknown_family_is_told_so() {
    let (_folder, device) = village(12);
    assert!(matches!(open(&device, "0193a0d0-7c00-7000-8000-000000000001"), Err(Error::NotFound { .. })));
}

#[test]
fn shouted_labels_calm_down_and_others_stay() {
    assert_eq!(calm("KEPALA KELUARGA"), "Kepala keluarga");
    assert_eq!(calm("Pindah dalam negeri"), "Pindah dalam negeri");
    assert_eq!(calm(""), "");
}
