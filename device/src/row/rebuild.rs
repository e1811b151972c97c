//! Rebuilding the view of rows after the server spoke: base, then own segments it does not include yet.

use std::collections::{BTreeMap, BTreeSet};

use pesiar_core::row::Row;
use pesiar_core::row::fold::{Context, Current, Next, fold};
use pesiar_core::row::noun::Noun;
use pesiar_core::row::tomb::{Tomb, Why};
use pesiar_core::segment::Body;
use pesiar_core::segment::dot::Dot;
use rusqlite::Connection;

use super::store;
use crate::error::{Error, Result};
use crate::{base, segment};

/// What a row looks like.
enum View {
    /// Nobody knows it.
    None,
    /// It lives.
    Live(Row),
    /// It ended here, by an own segment the server has not judged yet.
    Ended(Tomb),
    /// The server says it is gone.
    Gone(Noun, Why, String),
}

/// Rebuilds the view of each row. An own operation that no longer applies is skipped here and kept in its segment.
///
/// # Errors
/// [`Error::Db`]; [`Error::Corrupt`] if an own segment cannot be read.
pub fn rows(db: &Connection, ids: &BTreeSet<String>) -> Result<()> {
    let included: BTreeMap<String, u64> =
        base::store::cursors(db)?.into_iter().map(|cur| (cur.stream, cur.bwm)).collect();
    let least = included.values().min().copied().unwrap_or(0);
    for id in ids {
        let view = replay(db, id, (&included, least))?;
        show(db, id, view)?;
    }
    Ok(())
}

fn show(db: &Connection, id: &str, view: View) -> Result<()> {
    match view {
        View::Live(row) => store::show(db, id, Next::Live(row)),
        View::Ended(tomb) => store::show(db, id, Next::Gone(tomb)),
        View::Gone(noun, why, to) => store::bury(db, (noun, id), (why, &to)),
        View::None => {
            store::unbury(db, id)?;
            store::noun_of(db, id)?.map_or(Ok(()), |noun| store::remove(db, noun, id))
        }
    }
}

fn replay(db: &Connection, id: &str, (included, least): (&BTreeMap<String, u64>, u64)) -> Result<View> {
    let mut view = match base::store::newest(db, id)? {
        None => View::None,
        Some((stream, wire)) => match (wire.g, Noun::from_name(&wire.k)) {
            (Some(why), Some(noun)) => return Ok(View::Gone(noun, why, wire.to)),
            _ => wire.into_row(&stream).map_or(View::None, View::Live),
        },
    };
    for (seq, bytes) in segment::store::on(db, id, least)? {
        let body = Body::decode(&bytes).map_err(|_| Error::Corrupt)?;
        for (place, op) in (0..).zip(body.ops()) {
            let Ok(op) = op else { continue };
            let is_pending = op.id == *id && seq > included.get(&op.stream).copied().unwrap_or(0);
            if !is_pending {
                continue;
            }
            let current = match &view {
                View::None | View::Gone(..) => Current::Unknown,
                View::Live(row) => Current::Live(row),
                View::Ended(tomb) => Current::Gone(tomb),
            };
            match fold(&op, current, &preview(Dot { dev: body.dev, seq, op: place }, &body)).next {
                Next::Same => {}
                Next::Live(row) => view = View::Live(row),
                Next::Gone(tomb) => view = View::Ended(tomb),
            }
        }
    }
    Ok(view)
}

/// While it waits, an own write counts as the newest: its author must see what they saved.
pub(crate) fn preview(dot: Dot, body: &Body) -> Context<'_> {
    Context { dot, t_cmp: body.t.wall, author: &body.user, t_of: &|_| i64::MIN }
}
