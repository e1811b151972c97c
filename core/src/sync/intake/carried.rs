//! Segments of an earlier life of a device, carried in its new chain: a restored disk or a clone loses nothing.
//!
//! The device signs the carrier, the author has signed the content; both are proved. What the province has already is
//! not folded again.

use super::Arrival;
use super::judge::{all, as_worker, signer};
use super::world::{Chain, World};
use crate::row::fold::Outcome;
use crate::segment::dot::Dot;
use crate::segment::seal::{Hash, is_signed_by, link};
use crate::segment::{Body, Fork};
use crate::sync::auth::from_hex;
use crate::sync::message::Seg;

/// One text per operation of the carried segment.
pub(super) fn segment(
    world: &mut World,
    chain: &Chain,
    (seg, fork, hash): (&Seg, &Fork, &Hash),
    (t_cmp, arrival): (i64, &Arrival),
) -> Vec<String> {
    let Some((inner, inner_hash, sig)) = open(fork) else {
        return vec![Outcome::Quarantined("unreadable").code()];
    };
    let is_ours = chain.parent.is_some_and(|(dev, _)| dev == fork.dev);
    if !is_ours || !is_signed_by(hash, &seg.sig, &chain.key) {
        return all(&inner, Outcome::Quarantined("signature"));
    }
    if world.parent.get(&fork.seq) == Some(&inner_hash) {
        return all(&inner, Outcome::Dup);
    }
    match signer(world, &inner.user, (&inner_hash, &sig)) {
        Ok(actor) => {
            let inner = renamed(inner, (chain, fork, seg.seq));
            as_worker(world, (actor, false), (&inner, arrival), (seg.dev, seg.seq, t_cmp))
        }
        Err(code) => all(&inner, Outcome::Quarantined(code)),
    }
}

/// The carried segment, its chain hash and its author's signature.
fn open(fork: &Fork) -> Option<(Body, Hash, [u8; 64])> {
    let inner = Body::decode(fork.body.as_bytes()).ok()?;
    let is_itself = (inner.dev, inner.seq) == (fork.dev, fork.seq) && inner.fork.is_none();
    let hash = link(&from_hex::<32>(&fork.prev)?, fork.body.as_bytes());
    is_itself.then_some((inner, hash, from_hex::<64>(&fork.sig)?))
}

/// Own writes of the earlier life that the province never got are known here by their new places, so that a chain of
/// changes to one field is not mistaken for two people's.
fn renamed(mut body: Body, (chain, fork, seq): (&Chain, &Fork, u64)) -> Body {
    let shared = chain.parent.map_or(u64::MAX, |(_, shared)| shared);
    let rename = |text: &str| -> Option<String> {
        let dot: Dot = text.parse().ok()?;
        let place = (seq + dot.seq).checked_sub(fork.seq)?;
        (dot.dev == fork.dev && dot.seq > shared).then(|| Dot { dev: chain.dev, seq: place, op: dot.op }.to_string())
    };
    for op in &mut body.ops {
        if op.get("k").and_then(serde_json::Value::as_str).is_none_or(|kind| kind.ends_with(".add")) {
            continue; // its values name no writes
        }
        let Some(fields) = op.get_mut("f").and_then(serde_json::Value::as_object_mut) else { continue };
        for base in fields.values_mut().filter_map(|change| change.get_mut(1)) {
            if let Some(new) = base.as_str().and_then(rename) {
                *base = new.into();
            }
        }
    }
    body
}
