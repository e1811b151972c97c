//! The fold, case by case, as in the table of sync.md 2.5.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;
use crate::row::members;
use crate::row::tomb::Why;
use crate::segment::op::Change;

const STREAM: &str = "d/17.06.01.2001/survei";

fn dot(dev: u32, seq: u64) -> Dot {
    Dot { dev, seq, op: 0 }
}

fn ctx(dot: Dot, t_cmp: i64) -> Context<'static> {
    Context { dot, t_cmp, author: "u-1", t_of: &|dot| i64::try_from(dot.seq).unwrap() * 100 }
}

fn add(noun: Noun, fields: Value) -> Op {
    let fields: BTreeMap<String, Value> = serde_json::from_value(fields).unwrap();
    Op::add(noun, "id", STREAM, fields)
}

fn set(noun: Noun, name: &str, value: Value, base: Option<Dot>) -> Op {
    Op::set(noun, "id", STREAM, BTreeMap::from([(name.to_owned(), Change::new(value, base))]))
}

fn end(verb: Verb, with: &str) -> Op {
    Op::bare((Noun::Person, verb), "id", STREAM, with)
}

#[track_caller]
fn live(folded: Folded) -> Row {
    match folded.next {
        Next::Live(row) => row,
        other => panic!("{other:?}"),
    }
}

#[track_caller]
fn gone(folded: Folded) -> Tomb {
    match folded.next {
        Next::Gone(tomb) => tomb,
        other => panic!("{other:?}"),
    }
}

fn person() -> Row {
    let op = add(Noun::Person, json!({"full_name": "A", "nik": "1", "phone": "0", "social_programs": ["PKH"]}));
    live(fold(&op, Current::Unknown, &ctx(dot(1, 1), 100)))
}

/// Folds a concurrent set by device 2 (its base is "never set") over a field device 1 wrote at t = 100.
#[track_caller]
fn check(name: &str, value: Value, t_cmp: i64, expected: (Value, Outcome)) {
    let row = person();
    let folded = fold(&set(Noun::Person, name, value, None), Current::Live(&row), &ctx(dot(2, 9), t_cmp));
    let outcome = folded.outcome.clone();
    let after = if folded.next == Next::Same { row } else { live(folded) };
    assert_eq!((after.fields.get(name).cloned().unwrap_or_default(), outcome), expected);
}

#[test]
fn a_change_to_a_value_its_author_saw_applies() {
    let row = person();
    let folded = fold(&set(Noun::Person, "nik", json!("2"), Some(dot(1, 1))), Current::Live(&row), &ctx(dot(2, 1), 1));
    assert_eq!(folded.outcome, Outcome::Applied);
    let after = live(folded);
    assert_eq!((after.text("nik"), after.rev, after.dots.get("nik")), (Some("2"), 2, Some(dot(2, 1))));
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
    let once = live(fold(&op, Current::Live(&row), &ctx(dot(2, 9), 5)));
    assert_eq!(once.conflicts.len(), 1);
    assert_eq!(fold(&op, Current::Live(&once), &ctx(dot(2, 9), 5)).next, Next::Same, "folding again changes nothing");
}

#[test]
fn equal_values_never_conflict() {
    check("nik", json!("1"), 999, (json!("1"), Outcome::Applied));
}

#[test]
fn different_fields_of_one_row_both_stand() {
    let row = person();
    let one =
        live(fold(&set(Noun::Person, "phone", json!("7"), Some(dot(1, 1))), Current::Live(&row), &ctx(dot(2, 1), 1)));
    let two = fold(&set(Noun::Person, "birth_place", json!("Ipuh"), None), Current::Live(&one), &ctx(dot(3, 1), 1));
    assert_eq!(two.outcome, Outcome::Applied);
    let after = live(two);
    assert_eq!((after.text("phone"), after.text("birth_place")), (Some("7"), Some("Ipuh")));
}

#[test]
fn sets_are_united() {
    check("social_programs", json!(["BLT_DD"]), 1, (json!(["BLT_DD", "PKH"]), Outcome::Merged));
    let taken = members::change(&json!(["PKH"]), &json!(["KKS"]));
    check("social_programs", taken, 1, (json!(["KKS"]), Outcome::Merged));
    let never_seen = members::change(&json!(["SEMBAKO"]), &json!([]));
    check("social_programs", never_seen, 1, (json!(["PKH"]), Outcome::Applied));
}

#[test]
fn a_claim_of_death_is_never_settled_by_a_clock() {
    let base = person();
    let alive = live(fold(&set(Noun::Person, "presence", json!(1), None), Current::Live(&base), &ctx(dot(1, 2), 200)));
    let dead = fold(&set(Noun::Person, "presence", json!(2), None), Current::Live(&alive), &ctx(dot(2, 1), 999));
    assert_eq!(dead.outcome, Outcome::Conflict("presence".into()));
    let found = fold(&set(Noun::Person, "presence", json!(5), None), Current::Live(&alive), &ctx(dot(2, 1), 999));
    assert_eq!(found.outcome, Outcome::Merged);
}

#[test]
fn a_visit_is_added_once_and_never_changed() {
    let op = add(Noun::Visit, json!({"outcome": "V1"}));
    let row = live(fold(&op, Current::Unknown, &ctx(dot(1, 1), 1)));
    let again = fold(&op, Current::Live(&row), &ctx(dot(2, 1), 2));
    assert_eq!(again, Folded { next: Next::Same, outcome: Outcome::Applied });
    let change = set(Noun::Visit, "outcome", json!("V4"), Some(dot(1, 1)));
    assert_eq!(fold(&change, Current::Live(&row), &ctx(dot(1, 2), 2)).outcome, Outcome::Rejected("field.append_only"));
}

#[test]
fn a_case_moves_only_from_the_state_its_author_saw() {
    let row = live(fold(&add(Noun::Case, json!({"state": "DIAJUKAN"})), Current::Unknown, &ctx(dot(1, 1), 1)));
    let to = |state: &str, base| set(Noun::Case, "state", json!(state), base);
    let at = ctx(dot(2, 1), 1);
    assert_eq!(fold(&to("DIPROSES", Some(dot(1, 1))), Current::Live(&row), &at).outcome, Outcome::Applied);
    assert_eq!(fold(&to("DIPROSES", None), Current::Live(&row), &at).outcome, Outcome::Rejected("case.moved_on"));
    assert_eq!(
        fold(&to("LUNAS", Some(dot(1, 1))), Current::Live(&row), &at).outcome,
        Outcome::Rejected("case.illegal_step")
    );
}

#[test]
fn an_operation_on_an_unknown_row_is_refused_not_created() {
    let folded = fold(&set(Noun::Person, "nik", json!("2"), None), Current::Unknown, &ctx(dot(2, 1), 1));
    assert_eq!(folded, Folded { next: Next::Same, outcome: Outcome::Rejected("row.unknown") });
}

#[test]
fn nothing_but_a_restore_that_names_the_end_revives_a_row() {
    let tomb = gone(fold(&end(Verb::Del, "SALAH_ENTRI"), Current::Live(&person()), &ctx(dot(2, 1), 1)));
    assert_eq!((tomb.why, tomb.to.as_str(), tomb.last.rev), (Why::Deleted, "SALAH_ENTRI", 2));
    let after = |op: &Op| fold(op, Current::Gone(&tomb), &ctx(dot(3, 1), 9));
    for op in [
        set(Noun::Person, "phone", json!("7"), None),
        add(Noun::Person, json!({"full_name": "A"})),
        end(Verb::Restore, "9:9:9"),
        end(Verb::Merge, "other"),
        end(Verb::Move, "d/17.06.01.2002/survei"),
    ] {
        assert_eq!(after(&op), Folded { next: Next::Same, outcome: Outcome::Dead }, "{}", op.kind());
    }
    assert_eq!(after(&end(Verb::Del, "SALAH_ENTRI")).outcome, Outcome::Applied);
    let back = live(after(&end(Verb::Restore, &tomb.dot.to_string())));
    assert_eq!((back.rev, &back.fields), (3, &person().fields));
}

#[test]
fn a_person_merged_by_mistake_comes_back() {
    let tomb = gone(fold(&end(Verb::Merge, "other"), Current::Live(&person()), &ctx(dot(2, 1), 1)));
    assert_eq!((tomb.why, tomb.to.as_str()), (Why::Merged, "other"));
    let back = fold(&end(Verb::Restore, "2:1:0"), Current::Gone(&tomb), &ctx(dot(2, 2), 2));
    assert_eq!(live(back).text("full_name"), Some("A"));
    let itself = fold(&end(Verb::Merge, "id"), Current::Live(&person()), &ctx(dot(2, 1), 1));
    assert_eq!(itself.outcome, Outcome::Rejected("merge.itself"));
}

#[test]
fn a_row_that_moved_takes_no_more_work_from_where_it_was() {
    let there = "d/17.06.01.2002/survei";
    let row = live(fold(&end(Verb::Move, there), Current::Live(&person()), &ctx(dot(2, 1), 1)));
    assert_eq!((row.stream.as_str(), row.rev), (there, 2));
    let late = fold(&set(Noun::Person, "phone", json!("7"), None), Current::Live(&row), &ctx(dot(3, 1), 9));
    assert_eq!(late.outcome, Outcome::Rejected("row.moved"));
}

/// A person whose NIK was written twice, and the waiting write.
fn disputed() -> (Row, Dot) {
    let row = person();
    let folded = fold(&set(Noun::Person, "nik", json!("2"), None), Current::Live(&row), &ctx(dot(2, 9), 5));
    (live(folded), dot(2, 9))
}

fn choice(value: &str, base: Dot, sees: Vec<Dot>) -> Op {
    let change = Change { value: json!(value), base: Some(base), sees };
    Op { verb: Verb::Resolve, ..Op::set(Noun::Person, "id", STREAM, BTreeMap::from([("nik".to_owned(), change)])) }
}

#[test]
fn a_choice_settles_what_its_author_saw() {
    let (row, waiting) = disputed();
    let chosen = fold(&choice("2", dot(1, 1), vec![waiting]), Current::Live(&row), &ctx(dot(4, 1), 9));
    assert_eq!(chosen.outcome, Outcome::Applied);
    let after = live(chosen);
    assert_eq!((after.text("nik"), after.conflicts.len()), (Some("2"), 0));
    let kept = live(fold(&choice("1", dot(1, 1), vec![waiting]), Current::Live(&row), &ctx(dot(4, 1), 9)));
    assert_eq!((kept.text("nik"), kept.conflicts.len()), (Some("1"), 0));
}

#[test]
fn a_choice_never_settles_what_its_author_did_not_see() {
    let (row, _) = disputed();
    let blind = live(fold(&choice("3", dot(1, 1), Vec::new()), Current::Live(&row), &ctx(dot(4, 1), 9)));
    assert_eq!((blind.text("nik"), blind.conflicts.len()), (Some("3"), 1), "the second value still waits");
    let late = fold(&choice("4", dot(1, 1), Vec::new()), Current::Live(&blind), &ctx(dot(5, 1), 10));
    assert_eq!(late.outcome, Outcome::Conflict("nik".into()), "somebody decided meanwhile");
    assert_eq!(live(late).conflicts.len(), 2);
}
