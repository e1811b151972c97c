//! Applying an answer in one write transaction: outcomes, watermark, pages. The base only ever equals a real server state.

use std::collections::BTreeSet;

use pesiar_core::sync::auth::{is_answer_signed, public_key};
use pesiar_core::sync::frame::{self, Frames, Tag};
use pesiar_core::sync::message::{Head, Page, Res, needs_attention, parse};
use pesiar_core::sync::{checksum, stream};
use rusqlite::{Connection, TransactionBehavior};

use super::{Round, check_chain, store};
use crate::device::Device;
use crate::error::{Error, Result};
use crate::{db, row, segment};

/// Reads, proves and applies an answer to request `sid`.
///
/// # Errors
/// [`Error::Sync`]: nothing was changed.
pub fn answer(device: &mut Device, body: &[u8], sid: u64) -> Result<Round> {
    let frames = frame::read(body).map_err(|_| Error::Sync("sync.damaged"))?;
    prove(device, &frames)?;
    let head: Head = first(&frames, Tag::Head)?;
    if head.sid != sid {
        return Ok(Round::default()); // an answer to another request: harmless, ignored
    }
    let tx = device.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    check_chain(segment::store::hash_at(&tx, head.wm)?, &head.hash)?;
    let mut round = Round::default();
    let mut touched = BTreeSet::new();
    for (tag, payload) in &frames.frames {
        match tag {
            Tag::Res => outcomes(&tx, &parse_or(payload)?, &mut round)?,
            Tag::Page => page(&tx, parse_or(payload)?, (&mut round, &mut touched))?,
            _ => {}
        }
    }
    for (key, value) in
        [("wm", head.wm.to_string()), ("durable_wm", head.durable_wm.to_string()), ("server_now", head.now.to_string())]
    {
        db::set_meta(&tx, key, &value)?;
    }
    row::rebuild::rows(&tx, &touched)?;
    tx.commit()?;
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

fn outcomes(db: &Connection, res: &Res, round: &mut Round) -> Result<()> {
    let text = serde_json::to_string(&res.ops).map_err(|_| Error::Internal("outcome"))?;
    for seq in res.from..=res.to {
        segment::store::set_outcome(db, seq, &text)?;
    }
    let count = res.to.saturating_sub(res.from) + 1;
    if res.ops.iter().any(|code| needs_attention(code)) {
        round.needs_attention += count;
    } else {
        round.accepted += count;
    }
    Ok(())
}

/// Stages a page; the last one turns staged rows into the base.
fn page(db: &Connection, page: Page, (round, touched): (&mut Round, &mut BTreeSet<String>)) -> Result<()> {
    let mut cur = store::cursor(db, &page.s)?;
    if page.restart {
        store::clear_inbox(db, &page.s)?;
        (cur.epoch, cur.seq, cur.h0) = (page.epoch, 0, 0);
        cur.mode = "snap".to_owned();
        round.unfinished.insert(page.s);
        return store::advance(db, &cur);
    }
    if page.from != cur.seq || cur.epoch != 0 && page.epoch != cur.epoch {
        return Ok(()); // of an older request
    }
    for row in &page.rows {
        row::store::stage(db, &page.s, row)?;
    }
    round.received += page.rows.len() as u64;
    (cur.epoch, cur.seq) = (page.epoch, page.to);
    store::advance(db, &cur)?;
    if page.more {
        round.unfinished.insert(page.s);
        return Ok(());
    }
    round.unfinished.remove(&page.s);
    let is_snapshot = cur.mode == "snap";
    touched.extend(store::merge_inbox(db, &page.s, is_snapshot)?);
    finish(db, &page, touched)
}

/// Compares checksums; a difference makes this stream begin again, and never touches own segments.
fn finish(db: &Connection, page: &Page, touched: &mut BTreeSet<String>) -> Result<()> {
    let rows = store::base_revisions(db, &page.s)?;
    let ck = rows.iter().fold(0u64, |sum, (id, rev)| sum.wrapping_add(checksum::of_row(id, *rev)));
    if page.ck.as_deref() != Some(ck.to_string().as_str()) {
        let mut cur = store::cursor(db, &page.s)?;
        (cur.seq, cur.h0, cur.mode) = (0, 0, "snap".to_owned());
        store::advance(db, &cur)?;
        tracing::warn!(stream_rows = rows.len(), "checksum differs, stream will be fetched again");
        return Ok(());
    }
    // From the old watermark, not the new one: what the province did not take is in no page and must leave the view.
    touched.extend(segment::store::touched_after(db, store::bwm(db, &page.s)?.min(page.wm))?);
    store::settle(db, &page.s, page.wm, ck)?;
    if page.s == stream::CONFIG && !rows.is_empty() {
        store::drop_seeds(db)?;
    }
    Ok(())
}
