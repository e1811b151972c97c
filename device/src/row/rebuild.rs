//! Rebuilding the view of rows after the server spoke: base, then own segments it does not include yet.

use std::collections::BTreeSet;

use pesiar_core::row::Row;
use pesiar_core::row::fold::{Context, fold};
use pesiar_core::segment::Body;
use pesiar_core::segment::dot::Dot;
use rusqlite::Connection;

use super::store;
use crate::error::{Error, Result};
use crate::segment;

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
    for (seq, bytes) in segment::store::pending_on(db, id)? {
        let body = Body::decode(&bytes).map_err(|_| Error::Corrupt)?;
        for (place, op) in body.ops().enumerate() {
            let Ok(op) = op else { continue };
            if op.id != *id {
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

/// While it waits, an own write counts as the newest: its author must see what they saved.
pub(crate) fn preview(dot: Dot, body: &Body) -> Context<'_> {
    Context { dot, t_cmp: body.t.wall, author: &body.user, t_of: &|_| i64::MIN }
}
