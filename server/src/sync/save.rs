//! Writing back what taking segments in has changed, in few statements.

use std::collections::BTreeSet;

use pesiar_core::row::Row;
use pesiar_core::row::store::village_of;
use pesiar_core::sync::intake::Taken;
use pesiar_core::sync::intake::world::{Chain, Known, World};

use crate::db::Tx;
use crate::error::Result;
use crate::row::store as rows;
use crate::segment::store as segments;
use crate::stream::store as streams;
use crate::tomb::store as tombs;

/// Stores rows, ends, places, heads and segments; returns the villages that changed.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn world(tx: &dyn Tx, (chain, taken): (&Chain, &Taken), world: &World, now_ms: i64) -> Result<BTreeSet<String>> {
    segments::insert_many(tx, chain.dev, &taken.recorded, now_ms)?;
    let mut live: Vec<&Row> = Vec::new();
    for held in world.rows.values().filter(|held| held.is_changed) {
        match &held.known {
            Known::Unknown => {}
            Known::Live(row) => live.push(row),
            Known::Gone(tomb) => {
                rows::remove(tx, tomb.noun(), tomb.id())?;
                tombs::save(tx, tomb, now_ms)?;
            }
        }
    }
    rows::save_many(tx, &live)?;
    for id in &world.revived {
        tombs::revive(tx, id)?;
    }
    streams::enter(tx, world.moves.values(), now_ms)?;
    let changed: BTreeSet<&String> = world.moves.values().map(|step| &step.stream).collect();
    for name in &changed {
        if let Some(stream) = world.streams.get(*name) {
            streams::save(tx, name, *stream)?;
        }
    }
    let villages = changed.into_iter().map(|name| village_of(name).to_owned());
    Ok(villages.filter(|village| !village.is_empty()).collect())
}
