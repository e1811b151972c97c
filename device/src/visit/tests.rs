//! A visit from the form: defaults, persons met, and what is left out.

use pesiar_core::row::noun::Noun;
use serde_json::Value;

use super::entry::{MetEntry, VisitEntry, save};
use super::form::open;
use crate::device::Device;
use crate::family::sheet;
use crate::practice::sample::village;
use crate::row;

fn unvisited(device: &Device) -> String {
    let filter = crate::sweep::SweepFilter { todo: "visit".into(), ..Default::default() };
    let rows = crate::sweep::list(device, &filter, 0, 100).unwrap().rows;
    let house = rows.into_iter().find_map(|row| match row {
        crate::sweep::SweepRow::House(house) => Some(house.family_id),
        crate::sweep::SweepRow::Group(_) => None,
    });
    house.unwrap()
}

fn entry(device: &Device, family: &str, outcome: &str) -> VisitEntry {
    let (id, family_id, outcome) = (device.env.row_id(), family.to_owned(), outcome.to_owned());
    VisitEntry { id, family_id, outcome, ..VisitEntry::default() }
}

#[test]
fn an_empty_house_comes_back_tomorrow_and_saving_twice_is_saving_once() {
    let (_folder, mut device) = village(200);
    let family = unvisited(&device);
    let quick = entry(&device, &family, "V3");
    let saved = save(&mut device, &quick).unwrap();
    assert_eq!(saved.next_date.as_deref(), Some("2026-11-23"));
    assert_eq!(save(&mut device, &quick).unwrap().id, saved.id);
    let sheet = sheet::open(&device, &family).unwrap();
    assert_eq!((sheet.attempts, sheet.todo.as_str(), sheet.due.as_deref()), (1, "again", Some("2026-11-23")));
    assert!(sheet.timeline[0].title.contains("Rumah kosong"), "{:?}", sheet.timeline[0]);
}

#[test]
fn nobody_until_the_end_is_offered_after_three_tries() {
    let (_folder, mut device) = village(200);
    let family = unvisited(&device);
    let offered = |device: &Device| open(device, &family).unwrap().outcomes.iter().any(|one| one.code == "V3X");
    for attempt in 1..=3 {
        assert!(!offered(&device), "before try {attempt} is saved");
        assert_eq!(open(&device, &family).unwrap().attempt_no, attempt);
        let quick = entry(&device, &family, "V3");
        save(&mut device, &quick).unwrap();
    }
    assert!(offered(&device));
}

#[test]
fn a_visit_keeps_what_was_learnt_of_each_person() {
    let (_folder, mut device) = village(200);
    let family = unvisited(&device);
    let members = open(&device, &family).unwrap().members;
    let person = members.into_iter().find(|member| member.status != "AKTIF").unwrap().id;
    let met = MetEntry {
        person_id: person.clone(),
        presence: "1".into(),
        status: "NONAKTIF".into(),
        segment: "PBPU".into(),
        response: "A3".into(),
        reasons: vec!["T6".into(), "T1".into(), "T6".into()],
        follow_up: "2026-12-01".into(),
    };
    let complete = VisitEntry {
        respondent: person.clone(),
        note: " di sawah pagi hari ".into(),
        persons: vec![met],
        ..entry(&device, &family, "V1")
    };
    let id = save(&mut device, &complete).unwrap().id;
    let visit = row::store::load(&device.db, Noun::Visit, &id).unwrap().unwrap();
    assert_eq!(
        (visit.text("respondent_person_id"), visit.text("note")),
        (Some(person.as_str()), Some("di sawah pagi hari"))
    );
    assert_eq!(row::store::load(&device.db, Noun::Person, &person).unwrap().unwrap().int("presence"), Some(1));
    let stated = row::store::list(&device.db, Noun::Membership, &[("visit_id".into(), id.clone())]).unwrap().remove(0);
    assert_eq!((stated.text("status"), stated.text("membership_segment")), (Some("NONAKTIF"), Some("PBPU")));
    let talk = row::store::list(&device.db, Noun::Advocacy, &[("visit_id".into(), id)]).unwrap().remove(0);
    assert_eq!(talk.fields["refusal_reasons"], serde_json::json!(["T1", "T6"]));
    let sheet = sheet::open(&device, &family).unwrap();
    assert_eq!((sheet.todo.as_str(), sheet.due.as_deref()), ("advocate", Some("2026-12-01")));
    assert!(sheet.timeline.iter().any(|event| event.detail.contains("Tunggakan terlalu besar")));
}

#[test]
fn a_refusal_at_the_door_says_nothing_of_persons_even_if_something_was_chosen_before() {
    let (_folder, mut device) = village(200);
    let family = unvisited(&device);
    let person = open(&device, &family).unwrap().members[0].id.clone();
    let before = row::store::load(&device.db, Noun::Person, &person).unwrap();
    let met = MetEntry { person_id: person.clone(), presence: "2".into(), ..MetEntry::default() };
    let refused = VisitEntry { respondent: person.clone(), persons: vec![met], ..entry(&device, &family, "V4") };
    let id = save(&mut device, &refused).unwrap().id;
    assert_eq!(row::store::load(&device.db, Noun::Person, &person).unwrap(), before);
    let visit = row::store::load(&device.db, Noun::Visit, &id).unwrap().unwrap();
    assert_eq!(visit.fields.get("respondent_person_id").unwrap_or(&Value::Null), &Value::Null);
}

#[test]
fn a_wrong_date_is_refused_with_its_field_and_nothing_is_saved() {
    let (_folder, mut device) = village(200);
    let family = unvisited(&device);
    let wrong = VisitEntry { next_date: "30-02-2026".into(), ..entry(&device, &family, "V7") };
    let refused = save(&mut device, &wrong).unwrap_err();
    assert_eq!(refused.code(), "field.type");
    assert_eq!(crate::error::Failure::from(&refused).place, "next_date");
    assert_eq!(sheet::open(&device, &family).unwrap().attempts, 0);
}
