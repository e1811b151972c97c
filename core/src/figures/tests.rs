//! The figures, person by person.

use super::*;
use crate::membership::code::Source;
use crate::membership::effective::Snapshot;

fn says(source: Source, as_of: &str, status: Status) -> Snapshot {
    let is_full_list = source == Source::BpjsList;
    Snapshot { source, as_of: as_of.parse().unwrap(), status, reason: None, is_full_list, id: "m".into() }
}

fn person(family: &str, snapshots: Vec<Snapshot>) -> PersonFact {
    PersonFact { family_id: family.into(), has_card: true, snapshots, ..PersonFact::default() }
}

fn fold_today(facts: &[PersonFact]) -> Figures {
    fold(facts, "2026-11-22".parse().unwrap(), 60)
}

#[test]
fn the_dead_and_the_moved_are_not_counted_but_the_unsettled_are() {
    let with = |presence| PersonFact { presence, ..person("f", vec![]) };
    let facts: Vec<_> = [None, Some(1), Some(2), Some(3), Some(4), Some(5), Some(6)].map(with).to_vec();
    let figures = fold_today(&facts);
    assert_eq!((figures.counted, figures.unknown, figures.registered), (4, 4, 0));
}

#[test]
fn registered_is_active_plus_inactive_and_unknown_is_in_neither() {
    let list = |status| vec![says(Source::BpjsList, "2026-11-01", status)];
    let facts = [
        person("a", list(Status::Active)),
        person("a", list(Status::Inactive)),
        person("b", list(Status::Unregistered)),
        PersonFact { has_card: false, ..person("c", vec![]) },
    ];
    let figures = fold_today(&facts);
    assert_eq!(
        (figures.registered, figures.active, figures.inactive, figures.unregistered, figures.unknown),
        (2, 1, 1, 1, 1)
    );
    assert_eq!((figures.families, figures.families_without_card, figures.persons_without_card), (3, 1, 1));
    assert!(figures.is_complete);
    assert_eq!(figures.inactive_by_reason.get("TIDAK_TAHU"), Some(&1));
}

#[test]
fn a_target_stays_a_target_after_activation_and_is_verified_only_by_a_later_list() {
    let mut fact = person("a", vec![says(Source::BpjsList, "2026-09-01", Status::Inactive)]);
    fact.is_visited = true;
    fact.is_willing = true;
    fact.submitted = Some("2026-10-01".parse().unwrap());
    let before = fold_today(std::slice::from_ref(&fact)).funnel;
    assert_eq!(before, Funnel { targets: 1, visited: 1, willing: 1, submitted: 1, verified: 0 });
    fact.snapshots.push(says(Source::Stated, "2026-11-01", Status::Active));
    assert_eq!(fold_today(std::slice::from_ref(&fact)).funnel.verified, 0, "a statement verifies nothing");
    fact.snapshots.push(says(Source::BpjsList, "2026-11-01", Status::Active));
    let after = fold_today(&[fact]);
    assert_eq!((after.funnel.targets, after.funnel.verified, after.active), (1, 1, 1));
}

#[test]
fn somebody_never_on_a_list_is_a_target_to_be_checked() {
    let active = person("a", vec![says(Source::BpjsList, "2026-11-01", Status::Active)]);
    let stated = person("b", vec![says(Source::Stated, "2026-11-01", Status::Active)]);
    let funnel = fold_today(&[active, stated, person("c", vec![])]).funnel;
    assert_eq!(funnel.targets, 2);
}

#[test]
fn a_target_list_alone_does_not_make_the_count_complete() {
    let mut snapshot = says(Source::BpjsList, "2026-11-01", Status::Inactive);
    snapshot.is_full_list = false;
    let facts = [person("a", vec![snapshot.clone()]), person("b", vec![])];
    assert!(!fold_today(&facts).is_complete);
    assert!(fold_today(&facts[..1]).is_complete, "everybody was asked");
}
