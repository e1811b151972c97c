//! The one write door: rule, view and signed segment commit together or not at all.

use pesiar_core::row::fold::{Outcome, fold};
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::dot::Dot;
use pesiar_core::segment::op::Op;
use pesiar_core::segment::seal::{Hash, seal};
use pesiar_core::segment::short::Short;
use pesiar_core::segment::{BODY_BYTES_MAX, Body, OPS_MAX, Stamp};
use rusqlite::{Connection, TransactionBehavior};

use super::store;
use crate::device::{Author, Device};
use crate::env::Env;
use crate::error::{Error, Result};
use crate::row;
use crate::{audit, db};

/// Room for operations in a body; the rest is for its head.
const OPS_BYTES_MAX: usize = BODY_BYTES_MAX - 1024;

/// A write transaction that knows where the chain stands.
pub struct Save<'a> {
    /// The transaction.
    pub db: &'a Connection,
    /// Clock and randomness.
    pub env: &'a Env,
    /// Who writes.
    pub author: &'a Author,
    seq: u64,
    hash: Hash,
    hlc: (i64, u32),
    batch: Option<String>,
}

impl Device {
    /// Opens a transaction, does `work`, and commits; an error leaves everything as it was.
    ///
    /// # Errors
    /// Whatever `work` returns, or [`Error::Db`], [`Error::DiskFull`].
    pub fn write<T>(&mut self, work: impl FnOnce(&mut Save<'_>) -> Result<T>) -> Result<T> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut save = Save::begin(&tx, &self.env, &self.author)?;
        let done = work(&mut save)?;
        save.finish()?;
        tx.commit()?;
        Ok(done)
    }

    /// Does `work` as [`Self::write`] would and takes everything back: a dry run by the very same code.
    ///
    /// # Errors
    /// Whatever `work` returns, or [`Error::Db`].
    pub fn rehearse<T>(&mut self, work: impl FnOnce(&mut Save<'_>) -> Result<T>) -> Result<T> {
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&mut Save::begin(&tx, &self.env, &self.author)?)?;
        tx.rollback()?;
        Ok(done)
    }
}

impl<'a> Save<'a> {
    fn begin(db: &'a Connection, env: &'a Env, author: &'a Author) -> Result<Self> {
        let (seq, hash) = store::head(db)?;
        let hlc = db::meta(db, "hlc")?.and_then(|text| read_hlc(&text)).unwrap_or((0, 0));
        Ok(Self { db, env, author, seq, hash, hlc, batch: None })
    }

    /// Makes the segments that follow one import, undone by naming this batch.
    pub fn in_batch(&mut self, batch: &str) {
        self.batch = Some(batch.to_owned());
    }

    /// Appends one segment: checks nothing twice, folds the operations into the view, signs, stores.
    ///
    /// # Errors
    /// [`Error::Refused`] if the operations do not fit one segment or no longer apply.
    pub fn segment(&mut self, ops: &[Op]) -> Result<u64> {
        let is_over = db::meta(self.db, "wiped")?.is_some();
        if is_over && ops.iter().any(|op| op.noun != Noun::Audit) {
            return Err(Error::refused("revoked", "")); // what was written before is still sent
        }
        let seq = self.seq + 1;
        let body = self.body(seq, ops);
        for (place, op) in ops.iter().enumerate() {
            let dot = Dot { dev: self.author.dev, seq, op: u16::try_from(place).unwrap_or(u16::MAX) };
            self.show(op, dot, &body)?;
            store::touch(self.db, &op.id, seq)?;
        }
        let bytes = body.encode().map_err(|_| Error::refused("segment.too_large", ""))?;
        let key = self.author.key.as_ref().ok_or(Error::Locked)?;
        let sealed = seal((self.author.dev, seq), bytes, &self.hash, key);
        store::insert(self.db, &sealed, &self.author.user, self.batch.as_deref(), self.env.now_ms())?;
        (self.seq, self.hash) = (seq, sealed.hash);
        Ok(seq)
    }

    /// Appends operations as as many segments as the limits need, in order.
    ///
    /// # Errors
    /// As [`Self::segment`].
    pub fn segments(&mut self, ops: &[Op]) -> Result<()> {
        self.segments_told(ops, |_| Ok(()))
    }

    /// As [`Self::segments`], saying before each one how many operations are written.
    ///
    /// # Errors
    /// As [`Self::segment`], or whatever `told` returns: then nothing of the transaction stays.
    pub fn segments_told(&mut self, ops: &[Op], told: impl Fn(usize) -> Result<()>) -> Result<()> {
        let (mut from, mut bytes) = (0, 0);
        for (place, op) in ops.iter().enumerate() {
            let size = Short::default().write(0, op).to_string().len() + 1;
            if place > from && (bytes + size > OPS_BYTES_MAX || place - from == OPS_MAX) {
                told(from)?;
                self.segment(ops.get(from..place).unwrap_or_default())?;
                (from, bytes) = (place, 0);
            }
            bytes += size;
        }
        let rest = ops.get(from..).unwrap_or_default();
        if rest.is_empty() { Ok(()) } else { self.segment(rest).map(|_| ()) }
    }

    fn show(&self, op: &Op, dot: Dot, body: &Body) -> Result<()> {
        if row::store::is_gone(self.db, &op.id)? {
            return Ok(()); // the province will say so, and a person may restore it
        }
        let current = row::store::load(self.db, op.noun, &op.id)?;
        let folded = fold(op, current.as_ref().into(), &row::rebuild::preview(dot, body));
        if let Outcome::Rejected(code) = folded.outcome {
            return Err(Error::refused(code, ""));
        }
        row::store::show(self.db, &op.id, folded.next)
    }

    fn body(&mut self, seq: u64, ops: &[Op]) -> Body {
        let wall = self.env.now_ms();
        self.hlc = if wall > self.hlc.0 { (wall, 0) } else { (self.hlc.0, self.hlc.1 + 1) };
        let (mono, boot) = self.env.boot();
        let hlc = (self.hlc != (wall, 0)).then_some(self.hlc);
        let author = self.author;
        Body::new((author.dev, seq), (&author.user, author.arev), Stamp { wall, mono, boot, hlc }, ops)
    }

    fn finish(&mut self) -> Result<()> {
        audit::flush_if_due(self)?;
        db::set_meta(self.db, "hlc", &format!("{} {}", self.hlc.0, self.hlc.1))
    }
}

fn read_hlc(text: &str) -> Option<(i64, u32)> {
    let (ms, count) = text.split_once(' ')?;
    Some((ms.parse().ok()?, count.parse().ok()?))
}
