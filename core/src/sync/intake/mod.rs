//! Taking segments in: the only merge in the system, as pure work on what was read beforehand (sync.md 2.5).
//!
//! A store reads a [`World`] for the segments of one request ([`needs`]), [`take`] changes it in memory, and the store
//! writes back what changed. Nothing a device sends can block its queue: whatever the outcome, it is recorded.

mod carried;
mod judge;
mod put;
pub mod world;

use super::clock::{Sent, Times, corrected};
use super::message::Seg;
use crate::row::fold::Outcome;
use crate::segment::Body;
use crate::segment::seal::{Hash, link};
use world::{Chain, World};

/// When and how a request came.
#[derive(Debug, Clone)]
pub struct Arrival {
    /// Server clock, ms.
    pub now: i64,
    /// What the device says of its clocks; none for a chain somebody else carried.
    pub sent: Option<Sent>,
    /// How long after losing an area work written before counts, ms.
    pub grace_ms: i64,
}

/// A segment to be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Place in the chain.
    pub seq: u64,
    /// The signed bytes.
    pub body: Vec<u8>,
    /// Chain hash.
    pub hash: Hash,
    /// Signature as received.
    pub sig: [u8; 64],
    /// One text per operation.
    pub outcomes: Vec<String>,
    /// Corrected time, ms.
    pub t_cmp: i64,
}

/// What became of the segments of one chain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taken {
    /// New ones, in order.
    pub recorded: Vec<Recorded>,
    /// How many had been recorded before.
    pub repeated: u64,
    /// Places that hold something else at the server: two lives of one device.
    pub forked: Vec<u64>,
}

/// Takes the segments of one chain in, in order. One seen before changes nothing; after a gap nothing is taken.
pub fn take(world: &mut World, chain: &mut Chain, segs: &[Seg], arrival: &Arrival) -> Taken {
    let mut taken = Taken::default();
    let dev = chain.dev;
    for seg in segs.iter().filter(|seg| seg.dev == dev) {
        if seg.seq <= chain.wm {
            taken.repeated += 1;
            if world.bodies.get(&seg.seq).is_some_and(|body| *body != seg.body) {
                taken.forked.push(seg.seq);
            }
        } else if seg.seq == chain.wm + 1 {
            taken.recorded.push(next(world, chain, seg, arrival));
        } else {
            break;
        }
    }
    taken
}

/// Proves, folds and records the next segment of a chain.
fn next(world: &mut World, chain: &mut Chain, seg: &Seg, arrival: &Arrival) -> Recorded {
    let hash = link(&chain.hash, &seg.body);
    let (outcomes, t_cmp) = match Body::decode(&seg.body) {
        Ok(body) if (body.dev, body.seq) == (seg.dev, seg.seq) => {
            let t_cmp = time_of(chain, &body, arrival);
            let outcomes = judge::segment(world, chain, (seg, &body, &hash), (t_cmp, arrival));
            world.times.insert((seg.dev, seg.seq), t_cmp);
            (outcomes, t_cmp)
        }
        _ => (vec![Outcome::Quarantined("unreadable").code()], arrival.now),
    };
    (chain.wm, chain.hash) = (seg.seq, hash);
    Recorded { seq: seg.seq, body: seg.body.clone(), hash, sig: seg.sig, outcomes, t_cmp }
}

fn time_of(chain: &Chain, body: &Body, arrival: &Arrival) -> i64 {
    let times = Times { now: arrival.now, seen: chain.seen };
    corrected(&body.t, arrival.sent.as_ref(), chain.boots.get(&body.t.boot).copied(), times)
}

/// Folds a segment of the server's own chain: its console has decided already.
pub fn take_own(world: &mut World, body: &Body, t_cmp: i64) -> Vec<String> {
    let codes = judge::operations(world, body, &judge::Author::Server, (body.dev, body.seq, t_cmp));
    world.times.insert((body.dev, body.seq), t_cmp);
    codes
}

#[cfg(test)]
mod tests;
