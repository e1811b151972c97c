//! Applying an answer in one write transaction: outcomes, watermark, streams given and taken, pages. The base only ever
//! equals a real server state.

use std::collections::BTreeSet;

use pesiar_core::sync::auth::{is_answer_signed, public_key};
use pesiar_core::sync::frame::{self, Frames, Tag};
use pesiar_core::sync::message::{Cmd, Head, Page, Res, Sub, needs_attention, parse};
use pesiar_core::sync::stream;
use rusqlite::{Connection, TransactionBehavior};

use super::{Round, enrol, life, store};
use crate::base::settle::settle;
use crate::base::store::{self as bases, Cursor};
use crate::device::Device;
use crate::error::{Error, Result};
use crate::{db, row, segment, village};

/// Reads, proves and applies an answer. One to an older request changes nothing that a newer one has told.
///
/// # Errors
/// [`Error::Sync`]: nothing was changed. `sync.fork` if the province knows another life of this laptop.
pub fn answer(device: &mut Device, body: &[u8]) -> Result<Round> {
    let frames = frame::read(body).map_err(|_| Error::Sync("sync.damaged"))?;
    prove(device, &frames)?;
    let head: Head = first(&frames, Tag::Head)?;
    let tx = device.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let Some(wm) = life::watermark(&tx, &head)? else {
        return Ok(Round::default()); // of a life line the server has left
    };
    let mut work = Work { db: &tx, round: Round::default(), touched: BTreeSet::new() };
    let is_over = db::meta(&tx, "wiped")?.is_some();
    for (tag, payload) in &frames.frames {
        match tag {
            Tag::Sub | Tag::Page if is_over => {} // a revoked laptop only drains its log
            Tag::Cmd => work.command(parse_or(payload)?)?,
            Tag::Res => work.outcomes(&parse_or(payload)?)?,
            Tag::Sub => work.subscribe(&parse_or(payload)?)?,
            Tag::Unsub => work.unsubscribe(&parse_or(payload)?)?,
            Tag::Page => work.page(parse_or(payload)?)?,
            _ => {}
        }
    }
    let Work { mut round, touched, .. } = work;
    life::note(&tx, &head, wm)?;
    row::rebuild::rows(&tx, &touched)?;
    round.unfinished |= bases::cursors(&tx)?.iter().any(|cur| cur.is_snapshot() || cur.bwm < wm);
    segment::prune::prune(&tx)?;
    tx.commit()?;
    device.author.arev = head.arev;
    Ok(round)
}

/// Only this province's server key counts, whatever the network claims to be.
fn prove(device: &Device, frames: &Frames) -> Result<()> {
    let key = db::meta(&device.db, "server_key")?.as_deref().and_then(public_key).ok_or(Error::Corrupt)?;
    let is_proven = frames.sig.is_some_and(|sig| is_answer_signed(&frames.digest, &sig, &key));
    if is_proven { Ok(()) } else { Err(Error::Sync("sync.not_our_server")) }
}

fn first<T: serde::de::DeserializeOwned>(frames: &Frames, tag: Tag) -> Result<T> {
    let found = frames.frames.iter().find(|(other, _)| *other == tag);
    parse_or(found.map(|(_, payload)| payload.as_slice()).unwrap_or_default())
}

fn parse_or<T: serde::de::DeserializeOwned>(payload: &[u8]) -> Result<T> {
    parse(payload).map_err(|_| Error::Sync("sync.damaged"))
}

/// One answer being applied.
struct Work<'a> {
    db: &'a Connection,
    round: Round,
    /// Rows whose view must be made anew.
    touched: BTreeSet<String>,
}

impl Work<'_> {
    fn command(&mut self, cmd: Cmd) -> Result<()> {
        match cmd {
            Cmd::Wipe => {
                self.round.is_wiped = true;
                life::wipe(self.db)
            }
        }
    }

    fn outcomes(&mut self, res: &Res) -> Result<()> {
        let text = serde_json::to_string(&res.ops).map_err(|_| Error::Internal("outcome"))?;
        let mut news = 0;
        for seq in res.from..=res.to {
            news += segment::store::set_outcome(self.db, seq, &text)?;
        }
        if res.ops.iter().any(|code| needs_attention(code)) {
            self.round.needs_attention += news;
        } else {
            self.round.accepted += news;
        }
        Ok(())
    }

    fn subscribe(&mut self, sub: &Sub) -> Result<()> {
        if let Some(given) = &sub.village {
            village::store::save(self.db, &enrol::read_village(given)?)?;
        }
        if bases::cursor(self.db, &sub.s)?.is_none() {
            bases::set_cursor(self.db, &Cursor::beginning(&sub.s))?;
        }
        self.round.unfinished = true;
        Ok(())
    }

    /// An area that is lost takes its data with it, and never what was written here and not sent.
    fn unsubscribe(&mut self, sub: &Sub) -> Result<()> {
        bases::drop_stream(self.db, &sub.s)?;
        row::store::remove_stream(self.db, &sub.s)
    }

    /// Stages a page; the last one turns staged rows into the base.
    fn page(&mut self, page: Page) -> Result<()> {
        let Some(mut cur) = bases::cursor(self.db, &page.s)? else { return Ok(()) };
        if page.restart {
            return self.restart(cur, page.epoch);
        }
        if page.from != cur.seq || cur.epoch != 0 && page.epoch != cur.epoch || page.wm < cur.bwm {
            return Ok(()); // of an older request
        }
        // A snapshot holds every row, a tail leaves out what this device wrote itself: one must not complete the other.
        let is_snapshot = page.h0 > 0;
        if is_snapshot != cur.is_snapshot() && page.head != Some(0) {
            return Ok(());
        }
        for row in &page.rows {
            bases::stage(self.db, &page.s, row)?;
        }
        self.round.received += page.rows.len() as u64;
        (cur.epoch, cur.seq) = (page.epoch, page.to);
        if page.h0 > 0 {
            cur.h0 = page.h0;
        }
        if page.more {
            self.round.unfinished = true;
            return bases::set_cursor(self.db, &cur);
        }
        self.settle(cur, &page)
    }

    fn restart(&mut self, cur: Cursor, epoch: i64) -> Result<()> {
        bases::clear_inbox(self.db, &cur.stream)?;
        self.round.unfinished = true;
        bases::set_cursor(self.db, &Cursor { epoch, seq: 0, h0: 0, base_seq: -1, ..cur })
    }

    /// Compares checksums; a difference makes this stream begin again, and never touches own segments.
    fn settle(&mut self, mut cur: Cursor, page: &Page) -> Result<()> {
        // From the old watermark, not the new one: what the province did not take is in no page and must leave the view.
        self.touched.extend(segment::store::touched_after(self.db, cur.bwm.min(page.wm))?);
        self.touched.extend(settle(self.db, &mut cur, page.wm)?);
        if page.ck.as_deref() != Some(cur.ck.to_string().as_str()) {
            tracing::warn!("checksum differs, stream will be fetched again");
            let epoch = cur.epoch;
            return self.restart(cur, epoch);
        }
        bases::set_cursor(self.db, &cur)?;
        if page.s == stream::CONFIG {
            store::drop_seeds(self.db)?;
        }
        Ok(())
    }
}
