//! Taking in, case by case: nothing blocks a chain, rights hold, ends end, an earlier life is carried.

use std::collections::BTreeMap;

use ed25519_dalek::SigningKey;
use serde_json::{Value, json};

use super::world::{Area, Known, Lost, State, Worker, needs};
use super::*;
use crate::access::{Actor, Role};
use crate::id::by_hand;
use crate::region::AreaCode;
use crate::row::noun::Noun;
use crate::segment::op::{Change, Op, Verb};
use crate::segment::seal::{GENESIS, seal};
use crate::segment::{Fork, Stamp};
use crate::sync::auth::to_hex;

const VILLAGE: &str = "17.06.01.2001";
const STREAM: &str = "d/17.06.01.2001/survei";
const NOW: i64 = 1_800_000_000_000;
const DAY: i64 = 86_400_000;

fn key(n: u8) -> SigningKey {
    SigningKey::from_bytes(&[n; 32])
}

fn chain_of(dev: u32) -> Chain {
    Chain {
        dev,
        key: key(100).verifying_key(),
        state: State::Active,
        wm: 0,
        hash: GENESIS,
        arev: 1,
        seen: 0,
        parent: None,
        boots: BTreeMap::new(),
    }
}

fn world_of(role: Role) -> World {
    let actor = Actor { role, area: AreaCode::parse(VILLAGE).unwrap() };
    let worker = Worker { key: key(1).verifying_key(), actor, is_active: true };
    let area = Area { village: VILLAGE.to_owned(), lost: None };
    World { workers: BTreeMap::from([("u-1".to_owned(), worker)]), areas: vec![area], ..World::default() }
}

fn arrival() -> Arrival {
    Arrival { now: NOW, sent: None, grace_ms: 30 * DAY }
}

/// A chain of segments, each with its operations, signed by the worker.
fn written(dev: u32, all: &[Vec<Op>]) -> Vec<Seg> {
    let mut hash = GENESIS;
    let one = |(seq, ops): (u64, &Vec<Op>)| {
        let stamp = Stamp { wall: NOW - 1000, mono: 0, boot: "b".to_owned(), hlc: None };
        let body = Body::new((dev, seq), ("u-1", 1), stamp, ops).encode().unwrap();
        let sealed = seal((dev, seq), body, &hash, &key(1));
        hash = sealed.hash;
        Seg { dev, seq, sig: sealed.sig, body: sealed.body }
    };
    (1..).zip(all).map(one).collect()
}

fn object(value: Value) -> BTreeMap<String, Value> {
    serde_json::from_value(value).unwrap()
}

fn family(n: u8) -> Op {
    Op::add(Noun::Family, &by_hand([n; 8], 0), STREAM, object(json!({"hamlet": "A"})))
}

fn phone(n: u8, value: &str) -> Op {
    let change = Change::new(json!(value), None);
    Op::set(Noun::Family, &by_hand([n; 8], 0), STREAM, BTreeMap::from([("phone".to_owned(), change)]))
}

fn end(n: u8, verb: Verb, with: &str) -> Op {
    Op::bare((Noun::Family, verb), &by_hand([n; 8], 0), STREAM, with)
}

fn outcomes(taken: &Taken) -> Vec<&str> {
    taken.recorded.iter().flat_map(|recorded| recorded.outcomes.iter().map(String::as_str)).collect()
}

#[test]
fn a_segment_that_cannot_be_taken_never_blocks_the_next() {
    let mut segs = written(7, &[vec![family(1)], vec![phone(9, "1")], vec![family(2)]]);
    segs.insert(0, Seg { dev: 8, ..segs[0].clone() });
    let (mut world, mut chain) = (world_of(Role::Enumerator), chain_of(7));
    let taken = take(&mut world, &mut chain, &segs, &arrival());
    assert_eq!(outcomes(&taken), ["applied", "rejected:row.unknown", "applied"]);
    assert_eq!((chain.wm, world.streams[STREAM].head, world.moves.len()), (3, 2, 2));

    let mut bad = written(7, &[vec![family(1)], vec![family(2)]]);
    bad[0].sig[0] ^= 1;
    let (mut world, mut chain) = (world_of(Role::Enumerator), chain_of(7));
    let taken = take(&mut world, &mut chain, &bad, &arrival());
    assert_eq!(outcomes(&taken), ["quarantined:signature", "applied"]);
}

#[test]
fn a_repeat_changes_nothing_a_gap_waits_and_another_life_is_noticed() {
    let segs = written(7, &[vec![family(1)], vec![family(2)], vec![family(3)]]);
    let (mut world, mut chain) = (world_of(Role::Enumerator), chain_of(7));
    take(&mut world, &mut chain, &segs[..1], &arrival());
    world.bodies.insert(1, segs[0].body.clone());
    let again = take(&mut world, &mut chain, &[segs[0].clone(), segs[2].clone()], &arrival());
    assert_eq!((again.repeated, again.recorded.len(), again.forked.len(), chain.wm), (1, 0, 0, 1));
    let other = written(7, &[vec![family(9)]]);
    assert_eq!(take(&mut world, &mut chain, &other, &arrival()).forked, [1]);
}

#[test]
fn a_revoked_device_is_recorded_and_changes_nothing() {
    let segs = written(7, &[vec![family(1), family(2)]]);
    for (state, code) in [(State::Revoked, "quarantined:revoked"), (State::Suspended, "quarantined:suspended")] {
        let (mut world, mut chain) = (world_of(Role::Enumerator), Chain { state, ..chain_of(7) });
        let taken = take(&mut world, &mut chain, &segs, &arrival());
        assert_eq!((outcomes(&taken), world.moves.len(), chain.wm), (vec![code, code], 0, 1));
    }
    let (mut world, mut chain) = (world_of(Role::Enumerator), chain_of(7));
    world.workers.get_mut("u-1").unwrap().is_active = false;
    assert_eq!(outcomes(&take(&mut world, &mut chain, &segs, &arrival()))[0], "quarantined:revoked");
}

#[test]
fn work_of_a_lost_area_counts_if_its_author_could_not_know() {
    let lost = |is_security, days: i64| Some(Lost { arev: 2, is_security, at: NOW - days * DAY });
    let segs = written(7, &[vec![family(1)]]);
    for (lost, arev, code) in [
        (lost(false, 29), 1, "applied"),
        (lost(false, 31), 1, "rejected:stream.not_assigned"),
        (lost(true, 1), 1, "quarantined:area.lost"),
    ] {
        let (mut world, mut chain) = (world_of(Role::Enumerator), Chain { arev, ..chain_of(7) });
        world.areas[0].lost = lost;
        assert_eq!(outcomes(&take(&mut world, &mut chain, &segs, &arrival())), [code]);
    }
}

#[test]
fn an_agent_proposes_and_a_head_of_village_decides() {
    let segs = written(7, &[vec![family(1)], vec![end(1, Verb::Del, "SALAH_ENTRI")], vec![phone(1, "1")]]);
    let (mut world, mut chain) = (world_of(Role::Enumerator), chain_of(7));
    let taken = take(&mut world, &mut chain, &segs, &arrival());
    assert_eq!(outcomes(&taken), ["applied", "rejected:access.denied", "applied"]);
    let (mut world, mut chain) = (world_of(Role::VillageHead), chain_of(7));
    let taken = take(&mut world, &mut chain, &segs, &arrival());
    assert_eq!(outcomes(&taken), ["applied", "applied", "conflict-dead"]);
    assert!(matches!(world.rows[&by_hand([1; 8], 0)].known, Known::Gone(_)));
    assert_eq!((world.streams[STREAM].head, world.streams[STREAM].ck), (2, 0));
}

#[test]
fn a_merge_needs_a_living_row_to_stay() {
    let person = |n: u8| {
        let fields = object(json!({"full_name": "A", "family_id": by_hand([n; 8], 1)}));
        Op::add(Noun::Person, &by_hand([n; 8], 0), STREAM, fields)
    };
    let merge =
        |n: u8, into: u8| Op::bare((Noun::Person, Verb::Merge), &by_hand([n; 8], 0), STREAM, &by_hand([into; 8], 0));
    let segs = written(7, &[vec![person(1)], vec![person(2)], vec![merge(1, 3)], vec![merge(1, 2)], vec![merge(2, 1)]]);
    let (mut world, mut chain) = (world_of(Role::VillageHead), chain_of(7));
    let taken = take(&mut world, &mut chain, &segs, &arrival());
    assert_eq!(outcomes(&taken), ["applied", "applied", "rejected:merge.unknown", "applied", "rejected:merge.unknown"]);
}

#[test]
fn own_rows_are_an_echo_until_somebody_else_writes_them() {
    let segs = written(7, &[vec![family(1)], vec![phone(1, "1")], vec![phone(1, "2")]]);
    let (mut world, mut chain) = (world_of(Role::Enumerator), chain_of(7));
    take(&mut world, &mut chain, &segs[..2], &arrival());
    let entry = world.rows[&by_hand([1; 8], 0)].entry.unwrap();
    assert_eq!((entry.seq, entry.other), (2, 0));
    take(&mut world, &mut chain, &segs[2..], &arrival());
    let entry = world.rows[&by_hand([1; 8], 0)].entry.unwrap();
    assert_eq!((entry.seq, entry.other), (3, 3), "a merged value must be told");

    let theirs = written(8, &[vec![phone(1, "2")]]);
    let mut other = chain_of(8);
    take(&mut world, &mut other, &theirs, &arrival());
    let entry = world.rows[&by_hand([1; 8], 0)].entry.unwrap();
    assert_eq!((entry.dev, entry.seq), (7, 3), "the same value again changes nothing");
}

#[test]
fn everything_a_segment_touches_is_read_beforehand() {
    let merge = Op::bare((Noun::Person, Verb::Merge), "a", STREAM, "b");
    let hand_over = Op::bare((Noun::Family, Verb::Move), "c", STREAM, "d/17.06.01.2002/survei");
    let needs = needs(written(7, &[vec![merge], vec![hand_over]]).iter());
    assert_eq!(needs.rows.iter().map(String::as_str).collect::<Vec<_>>(), ["a", "b", "c"]);
    assert_eq!(needs.streams.len(), 2);
}

/// The segments of an earlier life as a new life carries them.
fn carried(segs: &[Seg], dev: u32) -> Vec<Seg> {
    let (mut prev, mut hash) = (GENESIS, GENESIS);
    let mut all = Vec::new();
    for (seq, seg) in (1..).zip(segs) {
        let stamp = Stamp { wall: NOW, mono: 0, boot: "c".to_owned(), hlc: None };
        let mut body = Body::new((dev, seq), ("", 1), stamp, &[]);
        let text = String::from_utf8(seg.body.clone()).unwrap();
        body.fork = Some(Fork { dev: seg.dev, seq: seg.seq, prev: to_hex(&prev), sig: to_hex(&seg.sig), body: text });
        let sealed = seal((dev, seq), body.encode().unwrap(), &hash, &key(100));
        (prev, hash) = (link(&prev, &seg.body), sealed.hash);
        all.push(Seg { dev, seq, sig: sealed.sig, body: sealed.body });
    }
    all
}

#[test]
fn an_earlier_life_is_carried_once_and_its_own_changes_are_no_conflict() {
    let nik = |value: &str, base: Option<&str>| {
        let change = Change::new(json!(value), base.map(|base| base.parse().unwrap()));
        let fields = BTreeMap::from([("family_card_no".to_owned(), change)]);
        Op::set(Noun::Family, &by_hand([1; 8], 0), STREAM, fields)
    };
    let card = ["1799990000000001", "1799990000000002"];
    let lost = written(7, &[vec![family(1)], vec![nik(card[0], None)], vec![nik(card[1], Some("7:2:0"))]]);
    let (mut world, mut old) = (world_of(Role::Enumerator), chain_of(7));
    take(&mut world, &mut old, &lost[..1], &arrival());
    world.parent.insert(1, old.hash);

    let mut new = Chain { parent: Some((7, 1)), ..chain_of(9) };
    let taken = take(&mut world, &mut new, &carried(&lost, 9), &arrival());
    assert_eq!(outcomes(&taken), ["dup", "applied", "applied"]);
    let Known::Live(row) = &world.rows[&by_hand([1; 8], 0)].known else { panic!("it lives") };
    assert_eq!((row.text("family_card_no"), row.conflicts.len()), (Some(card[1]), 0));

    let mut stranger = Chain { parent: Some((6, 1)), ..chain_of(10) };
    let taken = take(&mut world, &mut stranger, &carried(&lost, 10), &arrival());
    assert!(outcomes(&taken).iter().all(|code| *code == "quarantined:signature"));
}
