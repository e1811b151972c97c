//! Recording and folding segments. Nothing a device sends can block its queue: whatever the outcome, it is recorded.

use std::collections::{BTreeMap, BTreeSet};

use pesiar_core::access::{Action, Actor, allows};
use pesiar_core::region::VillageCode;
use pesiar_core::row::check::check;
use pesiar_core::row::fold::{Context, Outcome, fold};
use pesiar_core::row::noun::Noun;
use pesiar_core::row::store::village_of;
use pesiar_core::segment::Body;
use pesiar_core::segment::dot::Dot;
use pesiar_core::segment::op::Op;
use pesiar_core::segment::seal::{Sealed, is_signed_by, link};
use pesiar_core::sync::message::Seg;
use pesiar_core::sync::{checksum, stream};

use super::Summary;
use crate::db::Tx;
use crate::device::store::{self as devices, Device};
use crate::error::Result;
use crate::row::store::{self as rows, Stream};
use crate::segment::store::{self as segment_store, Record};

/// A segment's place and the outcome texts of its operations.
pub type Judged = (u64, Vec<String>);

/// Who wrote a segment, as far as rights go.
pub struct Author {
    /// Name in conflicts.
    pub user: String,
    actor: Option<Actor>,
    villages: Vec<String>,
}

impl Author {
    /// The server itself: may write everywhere, because its console has decided already.
    #[must_use]
    pub fn server(operator: &str) -> Self {
        Self { user: operator.to_owned(), actor: None, villages: Vec::new() }
    }
}

/// Everything one request changes, written to streams once at its end.
pub struct Batch<'a> {
    db: &'a dyn Tx,
    now_ms: i64,
    offset_ms: i64,
    streams: BTreeMap<String, Stream>,
}

impl<'a> Batch<'a> {
    /// Begins; `offset_ms` is how far the device's clock is behind ours.
    #[must_use]
    pub const fn new(db: &'a dyn Tx, now_ms: i64, offset_ms: i64) -> Self {
        Self { db, now_ms, offset_ms, streams: BTreeMap::new() }
    }

    /// Stores heads and checksums; returns the villages that changed.
    ///
    /// # Errors
    /// [`crate::error::Error::Db`].
    pub fn finish(self) -> Result<BTreeSet<String>> {
        for (name, stream) in &self.streams {
            rows::set_stream(self.db, name, *stream)?;
        }
        let villages = self.streams.keys().map(|name| village_of(name).to_owned());
        Ok(villages.filter(|village| !village.is_empty()).collect())
    }

    /// Folds and records a segment of the server's own chain.
    ///
    /// # Errors
    /// [`crate::error::Error::Db`].
    pub fn fold_own(&mut self, sealed: &Sealed, body: &Body, author: &Author) -> Result<()> {
        let outcomes = self.fold_ops((0, sealed.seq), body, author)?;
        self.record((0, sealed.seq, &sealed.body), (sealed.hash, sealed.sig), (&outcomes, self.t_cmp(body)))
    }

    /// Time of a write corrected by the clock offset of this request, never in the future (sync.md 2.5).
    fn t_cmp(&self, body: &Body) -> i64 {
        body.t.wall.saturating_add(self.offset_ms).min(self.now_ms)
    }

    fn fold_ops(&mut self, (dev, seq): (u32, u64), body: &Body, author: &Author) -> Result<Vec<String>> {
        let mut outcomes = Vec::new();
        for (place, op) in body.ops().enumerate() {
            let dot = Dot { dev, seq, op: u16::try_from(place).unwrap_or(u16::MAX) };
            let outcome = match op {
                Ok(op) => self.fold_op(&op, dot, (body, author))?,
                Err(_) => Outcome::Quarantined("unreadable"),
            };
            outcomes.push(outcome.code());
        }
        Ok(outcomes)
    }

    fn fold_op(&mut self, op: &Op, dot: Dot, (body, author): (&Body, &Author)) -> Result<Outcome> {
        if let Some(outcome) = refuse(op, dot.dev, author) {
            return Ok(outcome);
        }
        let current = rows::load(self.db, op.noun, &op.id)?;
        if current.as_ref().is_some_and(|row| row.stream != op.stream) {
            return Ok(Outcome::Rejected("stream.not_assigned"));
        }
        let t_of = |dot: Dot| segment_store::t_cmp(self.db, dot).unwrap_or(i64::MIN);
        let ctx = Context { dot, t_cmp: self.t_cmp(body), author: &author.user, t_of: &t_of };
        let folded = fold(op, current.as_ref(), &ctx);
        if let Some(row) = folded.row {
            rows::save(self.db, &row)?;
            self.enter(&row, current.map(|row| row.rev))?;
        }
        Ok(folded.outcome)
    }

    /// Moves a row to the head of its stream and keeps the checksum true.
    fn enter(&mut self, row: &pesiar_core::row::Row, before: Option<i64>) -> Result<()> {
        let stream = match self.streams.get_mut(&row.stream) {
            Some(stream) => stream,
            None => {
                let stored = rows::stream(self.db, &row.stream)?;
                self.streams.entry(row.stream.clone()).or_insert(stored)
            }
        };
        stream.head += 1;
        let was = before.map_or(0, |rev| checksum::of_row(&row.id, rev));
        stream.ck = stream.ck.wrapping_sub(was).wrapping_add(checksum::of_row(&row.id, row.rev));
        rows::enter(self.db, row, stream.head)
    }

    fn record(
        &self,
        (dev, seq, body): (u32, u64, &[u8]),
        (hash, sig): ([u8; 32], [u8; 64]),
        (outcomes, t_cmp_ms): (&[String], i64),
    ) -> Result<()> {
        let outcome = serde_json::to_string(outcomes).unwrap_or_default();
        let received_at_ms = self.now_ms;
        segment_store::insert(
            self.db,
            &Record { dev, seq, body, hash, sig, outcome: &outcome, t_cmp_ms, received_at_ms },
        )
    }
}

/// Applies a device's segments in order. One seen before gets its stored outcome; after a gap nothing is taken.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn segments(batch: &mut Batch<'_>, device: &mut Device, all: &[Seg], summary: &mut Summary) -> Result<Vec<Judged>> {
    let mut results = Vec::new();
    let dev = device.dev;
    for seg in all.iter().filter(|seg| seg.dev == dev) {
        if seg.seq <= device.wm {
            results.extend(repeated(batch, seg)?);
            summary.repeated += 1;
        } else if seg.seq == device.wm + 1 {
            results.push((seg.seq, next(batch, device, seg)?));
            summary.recorded += 1;
        } else {
            break;
        }
    }
    Ok(results)
}

fn repeated(batch: &Batch<'_>, seg: &Seg) -> Result<Option<Judged>> {
    let Some((body, outcome)) = segment_store::recorded(batch.db, seg.dev, seg.seq)? else { return Ok(None) };
    if body != seg.body {
        return Ok(Some((seg.seq, vec!["quarantined:fork".to_owned()])));
    }
    Ok(Some((seg.seq, serde_json::from_str(&outcome).unwrap_or_default())))
}

/// Proves, folds and records the next segment of a chain.
fn next(batch: &mut Batch<'_>, device: &mut Device, seg: &Seg) -> Result<Vec<String>> {
    let hash = link(&device.hash, &seg.body);
    let (outcomes, t_cmp) = match Body::decode(&seg.body) {
        Ok(body) if (body.dev, body.seq) == (seg.dev, seg.seq) => {
            let outcomes = judge(batch, device, seg, (&body, &hash))?;
            (outcomes, batch.t_cmp(&body))
        }
        _ => (vec![Outcome::Quarantined("unreadable").code()], batch.now_ms),
    };
    batch.record((seg.dev, seg.seq, &seg.body), (hash, seg.sig), (&outcomes, t_cmp))?;
    (device.wm, device.hash) = (seg.seq, hash);
    Ok(outcomes)
}

fn judge(batch: &mut Batch<'_>, device: &Device, seg: &Seg, (body, hash): (&Body, &[u8; 32])) -> Result<Vec<String>> {
    let quarantine = |code| Ok(vec![Outcome::Quarantined(code).code(); body.ops.len().max(1)]);
    if device.state != "active" {
        return quarantine("revoked");
    }
    let Some((key, actor)) = devices::worker(batch.db, seg.dev, &body.user)? else { return quarantine("signature") };
    if !is_signed_by(hash, &seg.sig, &key) {
        return quarantine("signature");
    }
    let villages = devices::villages(batch.db, seg.dev)?;
    let author = Author { user: body.user.clone(), actor: Some(actor), villages };
    batch.fold_ops((seg.dev, seg.seq), body, &author)
}

/// Refuses what this author may not write there, or what nobody may write.
fn refuse(op: &Op, dev: u32, author: &Author) -> Option<Outcome> {
    if let Err(refusal) = check(op) {
        return Some(Outcome::Rejected(refusal.code));
    }
    let Some(actor) = &author.actor else { return None };
    if op.noun == Noun::Audit {
        return (op.stream != stream::of_device(dev)).then_some(Outcome::Rejected("stream.not_assigned"));
    }
    let village = village_of(&op.stream);
    let Ok(code) = VillageCode::parse(village) else { return Some(Outcome::Rejected("stream.not_assigned")) };
    if !author.villages.iter().any(|own| own == village) || op.stream != stream::of(&code, op.noun) {
        return Some(Outcome::Rejected("stream.not_assigned"));
    }
    (!allows(actor, Action::Write(op.noun), code.area())).then_some(Outcome::Rejected("access.denied"))
}
