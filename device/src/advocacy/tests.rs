//! Talks on the practice village: who is on the list, and what an answer changes.

use pesiar_core::membership::code::Status;
use pesiar_core::row::noun::Noun;
use serde_json::json;

use super::list::{TalkCard, page};
use super::person;
use super::talk::{TalkInput, record};
use crate::device::Device;
use crate::error::Result;
use crate::practice::dated::Sample;
use crate::row;
use crate::target::resident;

fn cards(device: &Device) -> Vec<TalkCard> {
    page(device, 0, 10_000).unwrap().rows
}

fn answer(device: &mut Device, person_id: &str, response: &str, change: impl FnOnce(&mut TalkInput)) -> Result<()> {
    let (id, person_id) = (device.env.row_id(), person_id.to_owned());
    let mut input = TalkInput { id, person_id, response: response.to_owned(), ..TalkInput::default() };
    change(&mut input);
    record(device, &input)
}

fn code(result: Result<()>) -> Option<String> {
    result.err().map(|error| error.code().to_owned())
}

/// Somebody who is not active and was never talked to, with another such member of the family.
fn silent_pair(device: &Device) -> (String, String) {
    let talked: Vec<String> = row::store::list(&device.db, Noun::Advocacy, &[])
        .unwrap()
        .iter()
        .map(|row| row.text("person_id").unwrap().to_owned())
        .collect();
    let open = resident::all(device).unwrap().into_iter();
    let open: Vec<_> =
        open.filter(|one| one.status != Status::Active && !talked.contains(&one.fact.person_id)).collect();
    let pair = open.iter().find_map(|one| {
        let same = |other: &&resident::Resident| {
            other.fact.family_id == one.fact.family_id && other.fact.person_id != one.fact.person_id
        };
        open.iter().find(same).map(|other| (one.fact.person_id.clone(), other.fact.person_id.clone()))
    });
    pair.unwrap()
}

#[test]
fn nobody_active_is_on_the_list_and_the_overdue_come_first() {
    let sample = Sample::of(60);
    sample.days_later(2);
    let all = page(&sample.device, 0, 10_000).unwrap();
    assert!(all.overdue > 0 && all.rows.len() > 10, "{} of {}", all.overdue, all.rows.len());
    assert_eq!(all.rows.iter().filter(|row| row.is_overdue).count(), all.overdue as usize);
    assert!(all.rows.iter().take(all.overdue as usize).all(|row| row.is_overdue));
    assert!(all.rows.iter().all(|row| row.category.is_some()), "no category means active");
    let stretch = page(&sample.device, 3, 4).unwrap();
    assert_eq!((stretch.total, &stretch.rows[0].person_id), (all.total, &all.rows[3].person_id));
}

#[test]
fn one_answer_holds_for_the_family_and_saving_twice_saves_once() {
    let mut sample = Sample::of(60);
    let device = &mut sample.device;
    let (one, other) = silent_pair(device);
    let before = row::store::list(&device.db, Noun::Advocacy, &[]).unwrap().len();
    let input = TalkInput {
        id: device.env.row_id(),
        person_id: one.clone(),
        also: vec![other.clone(), one.clone(), other.clone()],
        response: "A1".into(),
        topics: vec!["MANFAAT".into()],
        ..TalkInput::default()
    };
    record(device, &input).unwrap();
    record(device, &input).unwrap();
    let after = row::store::list(&device.db, Noun::Advocacy, &[]).unwrap();
    assert_eq!(after.len(), before + 2);
    assert!(after.iter().any(|row| row.id == input.id && row.text("person_id") == Some(&one)));
    for person in [&one, &other] {
        let card = cards(device).into_iter().find(|card| card.person_id == *person).unwrap();
        assert_eq!((card.reason.as_str(), card.due), ("willing", None));
    }
    let seen = person::open(device, &other).unwrap();
    assert_eq!((seen.earlier[0].response.as_str(), seen.earlier.len()), ("A1", 1));
}

#[test]
fn an_undecided_person_is_due_on_the_promised_day_and_a_second_refusal_ends_it() {
    let mut sample = Sample::of(60);
    let (one, _) = silent_pair(&sample.device);
    let device = &mut sample.device;
    assert_eq!(code(answer(device, &one, "A2", |_| ())), Some("advocacy.follow_up_missing".into()));
    assert_eq!(code(answer(device, &one, "", |_| ())), Some("advocacy.no_answer".into()));
    let past = answer(device, &one, "A2", |input| input.follow_up_date = "2026-11-21".into());
    assert_eq!(code(past), Some("advocacy.follow_up_past".into()));
    answer(device, &one, "A2", |input| input.follow_up_date = "2026-11-23".into()).unwrap();
    let card = |device: &Device| cards(device).into_iter().find(|card| card.person_id == one);
    assert_eq!(card(device).map(|card| (card.reason, card.is_overdue)), Some(("undecided".into(), false)));
    sample.days_later(2);
    let device = &mut sample.device;
    assert!(card(device).unwrap().is_overdue);
    answer(device, &one, "A3", |input| input.refusal_reasons = vec!["T2".into(), "T13".into()]).unwrap();
    assert_eq!(card(device).unwrap().reason, "refused_once");
    sample.days_later(1);
    let device = &mut sample.device;
    answer(device, &one, "A3", |_| ()).unwrap();
    assert!(card(device).is_none(), "nobody is pressed a third time");
}

#[test]
fn a_name_is_text_and_numbers_stay_away() {
    let mut sample = Sample::of(20);
    let device = &mut sample.device;
    let (one, _) = silent_pair(device);
    let name = "<img src=x onerror=alert(1)>";
    let fields = json!({"id": one, "full_name": name});
    crate::record::one(device, Noun::Person, fields.as_object().unwrap()).unwrap();
    let seen = serde_json::to_string(&person::open(device, &one).unwrap()).unwrap();
    assert!(seen.contains(name) && !seen.contains("179999"), "no NIK leaves: {seen}");
}
