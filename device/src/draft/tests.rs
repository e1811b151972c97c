//! Drafts: kept, gone on with, dropped once saved, and never brought back.

use serde_json::{Map, Value, json};

use super::offer::open;
use super::{Draft, begin, discard, keep, list, store};
use crate::device::Device;
use crate::practice::sample::village;
use crate::record;
use pesiar_core::row::noun::Noun;

fn object(value: Value) -> Map<String, Value> {
    serde_json::from_value(value).unwrap()
}

fn some_family(device: &Device) -> String {
    crate::family::store::page(&device.db, device.village().unwrap().code.as_str(), 0, 1).unwrap().remove(0).id
}

fn left(device: &Device, family: &str) -> Draft {
    let mut draft = begin(device, ("visit", family), None).unwrap();
    draft.field = "note".into();
    draft.body = json!({"note": "pintu terkunci"});
    keep(device, &draft).unwrap();
    draft
}

#[test]
fn a_form_that_was_left_is_gone_on_with_by_name_or_by_subject() {
    let (_folder, device) = village(12);
    let family = some_family(&device);
    let fresh = begin(&device, ("visit", &family), None).unwrap();
    assert_eq!((fresh.body, list(&device).unwrap()), (Value::Null, vec![]), "nothing entered, nothing kept");
    let draft = left(&device, &family);
    assert_eq!(begin(&device, ("visit", &family), None).unwrap(), draft);
    assert_eq!(begin(&device, ("visit", &family), Some(&draft.draft_id)).unwrap(), draft);
    assert_ne!(begin(&device, ("case", &family), None).unwrap().draft_id, draft.draft_id);
    assert!(begin(&device, ("teapot", &family), None).is_err());
}

#[test]
fn an_open_draft_is_offered_with_the_name_of_its_family() {
    let (_folder, device) = village(12);
    let family = some_family(&device);
    let draft = left(&device, &family);
    let offered = open(&device, None).unwrap();
    let head = crate::family::store::one(&device.db, &family).unwrap().head_name.unwrap();
    assert_eq!((&offered[0].draft_id, &offered[0].name), (&draft.draft_id, &head));
    assert_eq!(open(&device, Some(&family)).unwrap(), offered);
    assert_eq!(open(&device, Some("another")).unwrap(), []);
    let member = crate::person::store::members(&device.db, &family).unwrap().remove(0);
    let mut talk = begin(&device, ("advocacy", &member), None).unwrap();
    talk.body = json!({"response": "A1"});
    keep(&device, &talk).unwrap();
    assert!(open(&device, Some(&family)).unwrap().iter().any(|found| found.noun == "advocacy"));
    discard(&device, &talk.draft_id).unwrap();
    assert_eq!(open(&device, None).unwrap().len(), 1);
}

#[test]
fn saving_drops_the_draft_and_saving_twice_is_saving_once() {
    let (_folder, mut device) = village(12);
    let family = some_family(&device);
    let draft = left(&device, &family);
    let visit = object(json!({"id": draft.draft_id, "family_id": family, "outcome": "V3"}));
    let saved = record::one(&mut device, Noun::Visit, &visit).unwrap();
    assert_eq!((saved.id, list(&device).unwrap()), (draft.draft_id.clone(), vec![]));
    keep(&device, &draft).unwrap();
    assert_eq!(store::list(&device.db).unwrap(), [], "a late keystroke does not bring it back");
    assert!(record::one(&mut device, Noun::Visit, &visit).unwrap().already);
}

#[test]
fn a_leftover_whose_row_was_saved_before_the_power_went_is_dropped() {
    let (_folder, mut device) = village(12);
    let family = some_family(&device);
    let draft = left(&device, &family);
    let visit = object(json!({"id": draft.draft_id, "family_id": family, "outcome": "V3"}));
    record::one(&mut device, Noun::Visit, &visit).unwrap();
    store::save(&device.db, &draft, 1).unwrap();
    assert_eq!(open(&device, None).unwrap(), []);
    assert_eq!(store::list(&device.db).unwrap(), []);
    assert_ne!(begin(&device, ("visit", &family), Some(&draft.draft_id)).unwrap().draft_id, draft.draft_id);
}

#[test]
fn a_refused_save_keeps_the_draft() {
    let (_folder, mut device) = village(12);
    let family = some_family(&device);
    let draft = left(&device, &family);
    let visit = object(json!({"id": draft.draft_id, "family_id": family, "outcome": "V9"}));
    record::one(&mut device, Noun::Visit, &visit).unwrap_err();
    assert_eq!(list(&device).unwrap(), [draft]);
}
