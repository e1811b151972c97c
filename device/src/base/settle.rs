//! From one server state to the next: staged rows, and what this device wrote itself and the province simply took.

use std::collections::{BTreeMap, BTreeSet};

use pesiar_core::row::fold::{Next, fold};
use pesiar_core::row::wire::WireRow;
use pesiar_core::segment::Body;
use pesiar_core::segment::dot::Dot;
use pesiar_core::sync::checksum;
use rusqlite::Connection;

use super::store::{self, Cursor};
use crate::error::{Error, Result};
use crate::row::rebuild::preview;
use crate::segment;

/// Turns what was staged into the base as of watermark `wm`. Returns the rows that changed; the cursor keeps the checksum.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn settle(db: &Connection, cur: &mut Cursor, wm: u64) -> Result<BTreeSet<String>> {
    let mut changed = BTreeSet::new();
    let staged = store::take_inbox(db, &cur.stream)?;
    if cur.is_snapshot() {
        changed.extend(store::ids(db, &cur.stream)?);
        store::clear(db, &cur.stream)?;
        cur.ck = 0;
    } else {
        for (_, row) in echoes(db, cur, (wm, &staged))? {
            replace(db, cur, &row)?;
            changed.insert(row.id);
        }
    }
    for (id, row) in staged {
        replace(db, cur, &row)?;
        changed.insert(id);
    }
    cur.bwm = wm;
    (cur.base_seq, cur.h0) = (cur.seq, cur.seq);
    Ok(changed)
}

fn replace(db: &Connection, cur: &mut Cursor, row: &WireRow) -> Result<()> {
    let weight = |row: &WireRow| if row.g.is_none() { checksum::of_row(&row.id, row.r) } else { 0 };
    let before = store::row(db, &cur.stream, &row.id)?.map_or(0, |row| weight(&row));
    cur.ck = cur.ck.wrapping_sub(before).wrapping_add(weight(row));
    store::set_row(db, &cur.stream, row)
}

/// Rows that are as this device alone wrote them: the province does not send them back, so they are folded here, by the
/// same function and from the same base.
fn echoes(
    db: &Connection,
    cur: &Cursor,
    (wm, staged): (u64, &BTreeMap<String, WireRow>),
) -> Result<BTreeMap<String, WireRow>> {
    let mut rows: BTreeMap<String, WireRow> = BTreeMap::new();
    segment::store::each_between(db, (cur.bwm, wm), |seq, bytes, outcome| {
        let Ok(body) = Body::decode(bytes) else { return Ok(()) }; // the province could not read it either
        let outcomes: Option<Vec<String>> = serde_json::from_str(outcome).map_err(|_| Error::Corrupt)?;
        let Some(outcomes) = outcomes else { return Ok(()) }; // a checksum will tell if it mattered
        for (place, op) in (0..).zip(body.ops()) {
            let Ok(op) = op else { continue };
            let is_applied =
                outcomes.is_empty() || outcomes.get(usize::from(place)).is_some_and(|told| told == "applied");
            if !is_applied || op.stream != cur.stream || staged.contains_key(&op.id) {
                continue;
            }
            let known = match rows.get(&op.id) {
                Some(row) => Some(row.clone()),
                None => store::row(db, &cur.stream, &op.id)?,
            };
            let current = known.and_then(|row| row.into_row(&cur.stream));
            let dot = Dot { dev: body.dev, seq, op: place };
            if let Next::Live(row) = fold(&op, current.as_ref().into(), &preview(dot, &body)).next {
                rows.insert(op.id, WireRow::from_row(&row));
            }
        }
        Ok(())
    })?;
    Ok(rows)
}
