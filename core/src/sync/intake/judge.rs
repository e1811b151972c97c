//! Judging one segment: who wrote it, whether they may, and what each operation does.

use super::world::{Area, Chain, State, World};
use super::{Arrival, carried};
use crate::access::{Action, Actor, allows};
use crate::region::VillageCode;
use crate::row::check::check;
use crate::row::fold::{Context, Current, Outcome, fold};
use crate::row::noun::Noun;
use crate::row::store::village_of;
use crate::segment::Body;
use crate::segment::dot::Dot;
use crate::segment::op::{Op, Verb};
use crate::segment::seal::{Hash, is_signed_by};
use crate::sync::message::Seg;
use crate::sync::stream;

/// Who wrote a segment, as far as rights go.
pub(super) enum Author<'a> {
    /// The server itself: may write everywhere, because its console has decided already.
    Server,
    /// A worker on a device.
    Worker {
        /// Role and area.
        actor: Actor,
        /// The device's villages.
        areas: &'a [Area],
        /// Assignment revision they worked under.
        arev: i64,
        /// When it came, and how long work of a lost area counts.
        arrival: &'a Arrival,
        /// Whether the device can fold it the same way from what it keeps.
        is_plain: bool,
    },
}

/// One text per operation.
pub(super) fn segment(
    world: &mut World,
    chain: &Chain,
    (seg, body, hash): (&Seg, &Body, &Hash),
    (t_cmp, arrival): (i64, &Arrival),
) -> Vec<String> {
    if let Some(code) = barred(chain.state) {
        return all(body, Outcome::Quarantined(code));
    }
    if let Some(fork) = &body.fork {
        return carried::segment(world, chain, (seg, fork, hash), (t_cmp, arrival));
    }
    match signer(world, &body.user, (hash, &seg.sig)) {
        Ok(actor) => as_worker(world, (actor, true), (body, arrival), (seg.dev, seg.seq, t_cmp)),
        Err(code) => all(body, Outcome::Quarantined(code)),
    }
}

const fn barred(state: State) -> Option<&'static str> {
    match state {
        State::Active => None,
        State::Suspended => Some("suspended"),
        State::Revoked => Some("revoked"),
    }
}

/// The rights of whoever signed a chain hash.
pub(super) fn signer(world: &World, user: &str, (hash, sig): (&Hash, &[u8; 64])) -> Result<Actor, &'static str> {
    match world.workers.get(user) {
        Some(worker) if !is_signed_by(hash, sig, &worker.key) => Err("signature"),
        Some(worker) if worker.is_active => Ok(worker.actor.clone()),
        Some(_) => Err("revoked"),
        None => Err("signature"),
    }
}

/// Folds a body with the rights of one of the device's workers.
pub(super) fn as_worker(
    world: &mut World,
    (actor, is_plain): (Actor, bool),
    (body, arrival): (&Body, &Arrival),
    place: (u32, u64, i64),
) -> Vec<String> {
    let areas = std::mem::take(&mut world.areas);
    let author = Author::Worker { actor, areas: &areas, arev: body.arev, arrival, is_plain };
    let codes = operations(world, body, &author, place);
    world.areas = areas;
    codes
}

/// The same outcome for every operation.
pub(super) fn all(body: &Body, outcome: Outcome) -> Vec<String> {
    vec![outcome.code(); body.ops.len().max(1)]
}

/// Folds the operations of a body, written at a place of a chain.
pub(super) fn operations(
    world: &mut World,
    body: &Body,
    author: &Author<'_>,
    (dev, seq, t_cmp): (u32, u64, i64),
) -> Vec<String> {
    let mut codes = Vec::new();
    for (place, op) in (0..).zip(body.ops()) {
        let outcome = match op {
            Ok(op) => operation(world, &op, (Dot { dev, seq, op: place }, t_cmp), (&body.user, author)),
            Err(_) => Outcome::Quarantined("unreadable"),
        };
        codes.push(outcome.code());
    }
    codes
}

fn operation(world: &mut World, op: &Op, (dot, t_cmp): (Dot, i64), (user, author): (&str, &Author<'_>)) -> Outcome {
    if let Some(outcome) = refuse(world, op, dot.dev, author) {
        return outcome;
    }
    let folded = {
        let t_of = |dot: Dot| world.t_of(dot);
        fold(op, world.current(&op.id), &Context { dot, t_cmp, author: user, t_of: &t_of })
    };
    let is_plain = folded.outcome == Outcome::Applied && !matches!(author, Author::Worker { is_plain: false, .. });
    world.put(&op.id, folded.next, dot, is_plain);
    folded.outcome
}

/// Refuses what this author may not write there, or what nobody may write.
fn refuse(world: &World, op: &Op, dev: u32, author: &Author<'_>) -> Option<Outcome> {
    if let Err(refusal) = check(op) {
        return Some(Outcome::Rejected(refusal.code));
    }
    if op.verb == Verb::Merge && !is_mergeable(world, op) {
        return Some(Outcome::Rejected("merge.unknown"));
    }
    let Author::Worker { actor, areas, arev, arrival, .. } = author else { return None };
    if op.noun == Noun::Audit {
        return (op.stream != stream::of_device(dev)).then_some(Outcome::Rejected("stream.not_assigned"));
    }
    let Ok(code) = VillageCode::parse(village_of(&op.stream)) else {
        return Some(Outcome::Rejected("stream.not_assigned"));
    };
    if op.stream != stream::of(&code, op.noun) {
        return Some(Outcome::Rejected("stream.not_assigned"));
    }
    outside(areas, code.as_str(), (*arev, arrival)).or_else(|| {
        let action = Action::of(op.verb, op.noun);
        let may = allows(actor, action, code.area()) && may_receive(actor, action, op);
        (!may).then_some(Outcome::Rejected("access.denied"))
    })
}

/// What becomes of work for a village the device does not have.
fn outside(areas: &[Area], village: &str, (arev, arrival): (i64, &Arrival)) -> Option<Outcome> {
    let Some(area) = areas.iter().find(|area| area.village == village) else {
        return Some(Outcome::Rejected("stream.not_assigned"));
    };
    let lost = area.lost?;
    if lost.is_security {
        return Some(Outcome::Quarantined("area.lost"));
    }
    let is_from_before = arev < lost.arev && arrival.now.saturating_sub(lost.at) <= arrival.grace_ms;
    (!is_from_before).then_some(Outcome::Rejected("stream.not_assigned"))
}

/// The other row of a merge must be a living one of the same kind in the same village.
fn is_mergeable(world: &World, op: &Op) -> bool {
    matches!(world.current(&op.with), Current::Live(row) if row.noun == op.noun && row.stream == op.stream)
}

/// Who hands a row over must have a say where it goes, too.
fn may_receive(actor: &Actor, action: Action, op: &Op) -> bool {
    op.verb != Verb::Move
        || VillageCode::parse(village_of(&op.with))
            .is_ok_and(|code| op.with == stream::of(&code, op.noun) && allows(actor, action, code.area()))
}
