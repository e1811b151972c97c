//! The fold, case by case, as in the table of sync.md 2.5.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;

fn dot(dev: u32, seq: u64) -> Dot {
    Dot { dev, seq, op: 0 }
}

fn ctx(dot: Dot, t_cmp: i64) -> Context<'static> {
    Context { dot, t_cmp, author: "u-1", t_of: &|dot| i64::try_from(dot.seq).unwrap() * 100 }
}

fn add(noun: Noun, fields: Value) -> Op {
    let fields: BTreeMap<String, Value> = serde_json::from_value(fields).unwrap();
    Op::add(noun, "id", "d/17.06.01.2001/survei", fields)
}

fn set(noun: Noun, name: &str, value: Value, base: Option<Dot>) -> Op {
    let fields = BTreeMap::from([(name.to_owned(), Change { value, base })]);
    Op { noun, verb: Verb::Set, id: "id".into(), stream: "d/17.06.01.2001/survei".into(), fields }
}

fn person() -> Row {
    let op = add(Noun::Person, json!({"full_name": "A", "nik": "1", "phone": "0", "social_programs": ["PKH"]}));
    fold(&op, None, &ctx(dot(1, 1), 100)).row.unwrap()
}

/// Folds a concurrent set by device 2 (its base is "never set") over a field device 1 wrote at t = 100.
#[track_caller]
fn check(name: &str, value: Value, t_cmp: i64, expected: (Value, Outcome)) {
    let row = person();
    let folded = fold(&set(Noun::Person, name, value, None), Some(&row), &ctx(dot(2, 9), t_cmp));
    let after = folded.row.unwrap_or(row);
    assert_eq!((after.fields.get(name).cloned().unwrap_or_default(), folded.outcome), expected);
}

#[test]
fn a_change_to_a_value_its_author_saw_applies() {
    let row = person();
    let folded = fold(&set(Noun::Person, "nik", json!("2"), Some(dot(1, 1))), Some(&row), &ctx(dot(2, 1), 1));
    let after = folded.row.unwrap();
    assert_eq!((after.text("nik"), after.rev, after.dots.get("nik")), (Some("2"), 2, Some(dot(2, 1))));
    assert_eq!(folded.outcome, Outcome::Applied);
}

#[test]
fn of_two_unseen_low_stakes_values_the_newer_stands() {
    check("phone", json!("9"), 101, (json!("9"), Outcome::Merged));
    check("phone", json!("9"), 99, (json!("0"), Outcome::Merged));
    check("phone", json!("9"), 100, (json!("9"), Outcome::Merged));
}

#[test]
fn a_second_value_for_a_reviewed_field_waits_for_a_person() {
    check("nik", json!("2"), 999, (json!("1"), Outcome::Conflict("nik".into())));
    let row = person();
    let op = set(Noun::Person, "nik", json!("2"), None);
    let once = fold(&op, Some(&row), &ctx(dot(2, 9), 5)).row.unwrap();
    assert_eq!(once.conflicts.len(), 1);
    assert_eq!(fold(&op, Some(&once), &ctx(dot(2, 9), 5)).row, None, "folding again changes nothing");
}

#[test]
fn equal_values_never_conflict() {
    check("nik", json!("1"), 999, (json!("1"), Outcome::Applied));
}

#[test]
fn different_fields_of_one_row_both_stand() {
    let row = person();
    let one = fold(&set(Noun::Person, "phone", json!("7"), Some(dot(1, 1))), Some(&row), &ctx(dot(2, 1), 1));
    let two = fold(&set(Noun::Person, "birth_place", json!("Ipuh"), None), one.row.as_ref(), &ctx(dot(3, 1), 1));
    let after = two.row.unwrap();
    assert_eq!((after.text("phone"), after.text("birth_place")), (Some("7"), Some("Ipuh")));
    assert_eq!(two.outcome, Outcome::Applied);
}

#[test]
fn sets_are_united() {
    check("social_programs", json!(["BLT_DD"]), 1, (json!(["BLT_DD", "PKH"]), Outcome::Merged));
}

#[test]
fn a_claim_of_death_is_never_settled_by_a_clock() {
    let base = person();
    let alive = fold(&set(Noun::Person, "presence", json!(1), None), Some(&base), &ctx(dot(1, 2), 200)).row.unwrap();
    let dead = fold(&set(Noun::Person, "presence", json!(2), None), Some(&alive), &ctx(dot(2, 1), 999));
    assert_eq!(dead.outcome, Outcome::Conflict("presence".into()));
    let found = fold(&set(Noun::Person, "presence", json!(5), None), Some(&alive), &ctx(dot(2, 1), 999));
    assert_eq!(found.outcome, Outcome::Merged);
}

#[test]
fn a_visit_is_added_once_and_never_changed() {
    let op = add(Noun::Visit, json!({"outcome": "V1"}));
    let row = fold(&op, None, &ctx(dot(1, 1), 1)).row.unwrap();
    assert_eq!(fold(&op, Some(&row), &ctx(dot(2, 1), 2)), Folded { row: None, outcome: Outcome::Applied });
    let change = set(Noun::Visit, "outcome", json!("V4"), Some(dot(1, 1)));
    assert_eq!(fold(&change, Some(&row), &ctx(dot(1, 2), 2)).outcome, Outcome::Rejected("field.append_only"));
}

#[test]
fn a_case_moves_only_from_the_state_its_author_saw() {
    let row = fold(&add(Noun::Case, json!({"state": "DIAJUKAN"})), None, &ctx(dot(1, 1), 1)).row.unwrap();
    let to = |state: &str, base| set(Noun::Case, "state", json!(state), base);
    let at = ctx(dot(2, 1), 1);
    assert_eq!(fold(&to("DIPROSES", Some(dot(1, 1))), Some(&row), &at).outcome, Outcome::Applied);
    assert_eq!(fold(&to("DIPROSES", None), Some(&row), &at).outcome, Outcome::Rejected("case.moved_on"));
    assert_eq!(fold(&to("LUNAS", Some(dot(1, 1))), Some(&row), &at).outcome, Outcome::Rejected("case.illegal_step"));
}

#[test]
fn an_operation_on_an_unknown_row_is_refused_not_created() {
    let folded = fold(&set(Noun::Person, "nik", json!("2"), None), None, &ctx(dot(2, 1), 1));
    assert_eq!(folded, Folded { row: None, outcome: Outcome::Rejected("row.unknown") });
}
