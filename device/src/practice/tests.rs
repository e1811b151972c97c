//! The practice village: as large as asked, as mixed as a real one, and readable by our own importers.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};
use pesiar_core::membership::code::{ListKind, Status};
use pesiar_core::person::code::{RegisterStatus, Relation};
use pesiar_core::person::nik::Nik;

use super::*;
use crate::exchange::{bpjs_list, register};

const TODAY: Date = date(2026, 11, 22);

fn village(people: u32) -> Village {
    generate(Size::People(people), 7, TODAY)
}

fn per_mille(village: &Village, wanted: impl Fn(&PracticePerson) -> bool) -> usize {
    village.people().filter(|person| wanted(person)).count() * 1000 / village.people().count()
}

#[test]
fn the_village_has_exactly_the_size_that_was_asked_for() {
    for count in [1, 300, 1_400, 6_000] {
        assert_eq!(village(count).people().count(), count as usize);
    }
    assert_eq!(generate(Size::Families(412), 7, TODAY).families.len(), 412);
}

#[test]
fn the_same_seed_gives_the_same_village_and_the_same_files() {
    let (one, two) = (village(300), village(300));
    assert_eq!(one, two);
    assert_eq!(write::register_workbook(&one).unwrap(), write::register_workbook(&two).unwrap());
    assert_ne!(one, generate(Size::People(300), 8, TODAY));
}

#[test]
fn the_mix_is_that_of_the_domain_page() {
    let village = village(20_000);
    let of = |wanted: fn(&PracticePerson) -> bool| per_mille(&village, wanted);
    let status = |wanted: Status| per_mille(&village, |p| p.membership.status == wanted);
    assert!((780..840).contains(&status(Status::Active)), "{}", status(Status::Active));
    assert!((140..200).contains(&status(Status::Inactive)), "{}", status(Status::Inactive));
    assert!((13..28).contains(&status(Status::Unregistered)), "{}", status(Status::Unregistered));
    assert!((32..50).contains(&of(|p| p.nik.is_none())));
    assert!((14..28).contains(&of(|p| p.disability.is_some_and(|code| code < 7))));
    assert!((8..40).contains(&of(|p| p.register_status != RegisterStatus::Living)));
    assert!((4..20).contains(&of(disagrees)));
    assert!(of(|p| p.pregnant == Some(true)) > 2);
    let families = village.families.len();
    assert!((5_600..6_200).contains(&families), "mean size 3.4: {families}");
    let cardless = village.families.iter().filter(|f| f.card_no.is_none()).count();
    assert!((20..40).contains(&(cardless * 1000 / families)), "{cardless}");
}

fn disagrees(person: &PracticePerson) -> bool {
    let nik = person.nik.as_deref().map(|nik| Nik::parse(nik).unwrap());
    nik.is_some_and(|nik| nik.claimed_birth(TODAY) != Some((person.birth_date, person.sex)))
}

#[test]
fn every_number_is_unique_and_of_the_region_that_does_not_exist() {
    let village = village(6_000);
    let niks = village.people().filter_map(|person| person.nik.clone());
    let cards = village.families.iter().filter_map(|family| family.card_no.clone());
    let mut seen = BTreeSet::new();
    for number in niks.chain(cards) {
        assert!(number.starts_with("179999") && number.len() == 16, "{number}");
        assert!(seen.insert(number.clone()), "twice: {number}");
    }
}

#[test]
fn households_hold_together() {
    for family in village(6_000).families {
        let head = &family.members[0];
        assert_eq!(head.relation, Relation::Head);
        assert!((1..=9).contains(&family.members.len()));
        for member in &family.members {
            assert!(member.birth_date <= TODAY);
            assert!(member.membership.arrears_months <= 24);
            let years_after_head = member.birth_date.year() - head.birth_date.year();
            assert!(member.relation != Relation::Child || years_after_head >= 10);
        }
    }
}

#[test]
fn the_register_comes_back_whole() {
    for seed in 0..5 {
        let village = generate(Size::People(1_400), seed, TODAY);
        let bytes = write::register_workbook(&village).unwrap();
        let read = register::read_bytes(&bytes, TODAY).unwrap();
        let counts = (read.persons_seen, read.rejected, read.doubtful);
        assert_eq!(counts, (1_400, 0, 0), "{:?}", read.issues.first());
        assert_eq!(read.families.len(), village.families.len());
        let unexpected = read.issues.iter().find(|issue| issue.code != "disability.must_ask");
        assert_eq!(unexpected, None);
    }
}

#[test]
fn what_comes_back_is_what_was_written() {
    let village = village(1_400);
    let bytes = write::register_workbook(&village).unwrap();
    let read = register::read_bytes(&bytes, TODAY).unwrap();
    for (written, family) in village.families.iter().zip(&read.families) {
        assert_eq!(written.card_no, family.card_no);
        assert_eq!((&written.rt, &written.rw), (&family.rt, &family.rw));
        assert_eq!(Some(written.hamlet), family.hamlet.as_deref());
        assert_eq!(written.members.len(), family.members.len());
        for (person, member) in written.members.iter().zip(&family.members) {
            let field = |name: &str| member.fields.get(name).cloned().unwrap_or_default();
            assert_eq!(person.nik, member.nik);
            assert_eq!(field("full_name"), person.full_name);
            assert_eq!(field("birth_date"), person.birth_date.to_string());
            assert_eq!(field("sex"), person.sex.code());
            assert_eq!(field("relation_to_head"), person.relation.number());
            assert_eq!(field("occupation"), person.occupation.number());
            assert_eq!(field("education"), person.education.number());
            assert_eq!(field("marital_status"), person.marital.number());
        }
    }
}

#[test]
fn the_bpjs_list_comes_back_whole() {
    let village = village(1_400);
    let as_of = date(2026, 11, 1);
    let listed = village.people().filter(|person| person.nik.is_some());
    let full: Vec<_> = listed.collect();
    let target: Vec<_> = full.iter().copied().filter(|p| p.membership.status != Status::Active).collect();
    for (kind, expected) in [(ListKind::Full, full), (ListKind::Target, target)] {
        let bytes = write::bpjs_workbook(&village, kind, as_of).unwrap();
        let read = bpjs_list::read_bytes(&bytes, TODAY).unwrap();
        assert_eq!((read.kind, read.as_of), (Some(kind), Some(as_of)));
        assert_eq!((read.rejected, read.doubtful), (0, 0), "{:?}", read.issues.first());
        assert_eq!(read.persons_seen as usize, expected.len());
        assert_eq!(read.issues, []);
        for (person, row) in expected.iter().zip(&read.rows) {
            let field = |name: &str| row.fields.get(name).and_then(|v| v.as_str());
            let member = &person.membership;
            assert_eq!(row.nik, person.nik);
            assert_eq!(row.birth_date, Some(person.birth_date));
            assert_eq!(field("status"), Some(member.status.code()));
            assert_eq!(field("membership_segment"), member.segment.map(|s| s.code()));
            assert_eq!(field("inactive_reason"), member.inactive_reason.map(|r| r.code()));
            assert_eq!(field("member_no"), member.member_no.as_deref());
            let months = row.fields.get("arrears_months").and_then(|v| v.as_i64());
            assert_eq!(months.unwrap_or(0), member.arrears_months);
        }
    }
}
