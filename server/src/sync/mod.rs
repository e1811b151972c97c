//! Sync at the server: prove the request, take segments in within one transaction, read pages in one snapshot.

pub mod answer;
pub mod load;
pub mod page;
pub mod read;
pub mod save;
pub mod subscribe;

use std::collections::BTreeSet;

use axum::http::StatusCode;
use ed25519_dalek::SigningKey;
use pesiar_core::sync::clock::{Sent, zero_of};
use pesiar_core::sync::frame::{Tag, Writer};
use pesiar_core::sync::intake::world::{Chain, State};
use pesiar_core::sync::intake::{Arrival, Taken, take};
use pesiar_core::sync::message::{Ack, Cmd, push};
use pesiar_core::sync::{PATH, auth};

use crate::db::store::epoch;
use crate::db::{Db, Tx};
use crate::device::store as devices;
use crate::error::{Error, Result};
use crate::figures;
use read::Parsed;

/// How long work from before an area was lost counts (sync.md 2.7).
const GRACE_MS: i64 = 30 * 86_400_000;

/// A request as it came in.
pub struct Request<'a> {
    /// Device number it claims.
    pub dev: u32,
    /// Its number.
    pub sid: u64,
    /// Device wall clock, ms.
    pub wall: i64,
    /// Signature.
    pub sig: &'a str,
    /// Compressed frames.
    pub body: &'a [u8],
}

/// Numbers of one sync, for the log. No content.
#[derive(Debug, Default)]
pub struct Summary {
    /// Segments recorded, carried ones too.
    pub recorded: u64,
    /// Segments seen before.
    pub repeated: u64,
    /// Places where two lives of the device differ.
    pub forked: u64,
    /// Rows sent.
    pub rows: u64,
}

/// Handles one request: one transaction per chain that it brings, then one snapshot that the answer is read from.
///
/// # Errors
/// 401 for an unknown device, 400 for a bad signature or a body that is not whole; nothing was recorded.
pub fn handle(db: &Db, key: &SigningKey, request: &Request<'_>, now_ms: i64) -> Result<(Vec<u8>, Summary)> {
    db.read(|tx| prove(tx, request))?;
    let parsed = read::body(request.body)?;
    let mut summary = Summary::default();
    let acks = carried(db, request.dev, &parsed, (now_ms, &mut summary))?;
    own(db, request, &parsed, (now_ms, &mut summary))?;
    let (answer, rows) = db.read(|tx| answer(tx, request, (&parsed, &acks), now_ms))?;
    summary.rows = rows;
    Ok((answer.finish(Some(&|digest| auth::sign_answer(digest, key))), summary))
}

/// The device's own chain, its contact and its clocks.
fn own(db: &Db, request: &Request<'_>, parsed: &Parsed, (now, summary): (i64, &mut Summary)) -> Result<()> {
    let sent = Sent { wall: request.wall, boot: parsed.hello.boot.clone(), mono: parsed.hello.mono };
    let arrival = Arrival { now, sent: Some(sent.clone()), grace_ms: GRACE_MS };
    let taken = db.write(|tx| {
        let (chain, taken) = chain(tx, request.dev, parsed, &arrival)?;
        devices::add_boot(tx, request.dev, &sent.boot, zero_of(&sent, now))?;
        devices::advance(tx, &chain, request.sid, now)?;
        Ok(taken)
    })?;
    summary.count(&taken);
    Ok(())
}

/// Chains of other devices that this one brings: their signatures are their trust, whoever carries them.
fn carried(db: &Db, own: u32, parsed: &Parsed, (now, summary): (i64, &mut Summary)) -> Result<Vec<Ack>> {
    let arrival = Arrival { now, sent: None, grace_ms: GRACE_MS };
    let others: BTreeSet<u32> =
        parsed.segments.iter().map(|seg| seg.dev).filter(|dev| *dev != own && *dev != 0).collect();
    let mut acks = Vec::new();
    for dev in others {
        let known = db.read(|tx| devices::find(tx, dev))?;
        if known.is_none() {
            continue;
        }
        let (wm, taken) = db.write(|tx| {
            let (chain, taken) = chain(tx, dev, parsed, &arrival)?;
            devices::move_head(tx, &chain)?;
            Ok((chain.wm, taken))
        })?;
        summary.count(&taken);
        acks.push(Ack { dev, wm });
    }
    Ok(acks)
}

/// Takes in what a request brings of one chain.
fn chain(tx: &dyn Tx, dev: u32, parsed: &Parsed, arrival: &Arrival) -> Result<(Chain, Taken)> {
    tx.lock_device(&[dev])?;
    let mut chain = devices::find(tx, dev)?.ok_or(Error::Corrupt("device"))?;
    let segs: Vec<_> = parsed.segments.iter().filter(|seg| seg.dev == dev).cloned().collect();
    if segs.is_empty() {
        return Ok((chain, Taken::default()));
    }
    let mut world = load::world(tx, &chain, &segs)?;
    let taken = take(&mut world, &mut chain, &segs, arrival);
    for village in save::world(tx, (&chain, &taken), &world, arrival.now)? {
        figures::refresh(tx, &village, arrival.now)?;
    }
    Ok((chain, taken))
}

fn answer(tx: &dyn Tx, request: &Request<'_>, (parsed, acks): (&Parsed, &[Ack]), now_ms: i64) -> Result<(Writer, u64)> {
    let device = devices::find(tx, request.dev)?.ok_or(Error::Corrupt("device"))?;
    let durable_wm = devices::durable_wm(tx, request.dev)?;
    let facts = answer::Facts { sid: request.sid, now_ms, epoch: epoch(tx)?, device: &device, durable_wm };
    let mut answer = answer::begin(tx, &facts, parsed.hello.known)?;
    for ack in acks {
        push(&mut answer, Tag::Ack, ack);
    }
    if device.state == State::Revoked {
        push(&mut answer, Tag::Cmd, &Cmd::Wipe);
    }
    if device.state != State::Active {
        return Ok((answer, 0));
    }
    let given = subscribe::write(tx, (&facts, parsed), &mut answer)?;
    let rows = page::write(tx, &facts, (parsed, &given), &mut answer)?;
    Ok((answer, rows))
}

/// The signature is checked over the compressed bytes: nobody unknown makes us decompress.
fn prove(db: &dyn Tx, request: &Request<'_>) -> Result<()> {
    let unknown = || Error::refused(StatusCode::UNAUTHORIZED, "device.unknown");
    let device = devices::find(db, request.dev)?.filter(|device| device.dev != 0).ok_or_else(unknown)?;
    let place = (PATH, request.sid, request.wall);
    if auth::is_request_signed(place, request.body, request.sig, &device.key) {
        Ok(())
    } else {
        Err(Error::refused(StatusCode::BAD_REQUEST, "request.signature"))
    }
}

impl Summary {
    fn count(&mut self, taken: &Taken) {
        self.recorded += taken.recorded.len() as u64;
        self.repeated += taken.repeated;
        self.forked += taken.forked.len() as u64;
    }
}
