//! Rebuilding the view of rows after the server spoke: base, then own segments it does not include yet.

use std::collections::{BTreeMap, BTreeSet};

use pesiar_core::row::Row;
use pesiar_core::row::fold::{Context, fold};
use pesiar_core::segment::Body;
use pesiar_core::segment::dot::Dot;
use rusqlite::Connection;

use super::store;
use crate::error::{Error, Result};
use crate::{segment, sync};

/// Rebuilds the view of each row. An own operation that no longer applies is skipped here and kept in its segment.
///
/// # Errors
/// [`Error::Db`]; [`Error::Corrupt`] if an own segment cannot be read.
pub fn rows(db: &Connection, ids: &BTreeSet<String>) -> Result<()> {
    for id in ids {
        let base = store::base(db, id)?;
        let row = replay(db, id, base)?;
        match row {
            Some(row) => store::save(db, &row)?,
            None => {
                if let Some(noun) = store::noun_of(db, id)? {
                    store::remove(db, noun, id)?;
                }
            }
        }
    }
    Ok(())
}

fn replay(db: &Connection, id: &str, base: Option<Row>) -> Result<Option<Row>> {
    let mut row = base;
    let mut bwm: BTreeMap<String, u64> = BTreeMap::new();
    for (seq, bytes) in segment::store::on(db, id)? {
        let body = Body::decode(&bytes).map_err(|_| Error::Corrupt)?;
        for (place, op) in body.ops().enumerate() {
            let Ok(op) = op else { continue };
            // By the operation's own stream: of a row the base does not have, another stream's base says nothing.
            if op.id != *id || seq <= base_speaks_up_to(db, &op.stream, &mut bwm)? {
                continue;
            }
            let dot = Dot { dev: body.dev, seq, op: u16::try_from(place).unwrap_or(u16::MAX) };
            if let Some(next) = fold(&op, row.as_ref(), &preview(dot, &body)).row {
                row = Some(next);
            }
        }
    }
    Ok(row)
}

/// Up to which own segment the base of a stream speaks.
fn base_speaks_up_to(db: &Connection, stream: &str, known: &mut BTreeMap<String, u64>) -> Result<u64> {
    if let Some(seq) = known.get(stream) {
        return Ok(*seq);
    }
    let seq = sync::store::bwm(db, stream)?;
    known.insert(stream.to_owned(), seq);
    Ok(seq)
}

/// While it waits, an own write counts as the newest: its author must see what they saved.
pub(crate) fn preview(dot: Dot, body: &Body) -> Context<'_> {
    Context { dot, t_cmp: body.t.wall, author: &body.user, t_of: &|_| i64::MIN }
}
