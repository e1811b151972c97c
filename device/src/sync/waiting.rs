//! What waits to be sent, in things people can count.

use std::collections::{BTreeMap, BTreeSet};

use pesiar_core::row::noun::Noun;
use pesiar_core::segment::Body;
use serde::Serialize;

use crate::db;
use crate::device::Device;
use crate::error::Result;
use crate::segment::store;

/// Saves that wait.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct Waiting {
    /// Saves.
    pub saves: u32,
    /// What is in them, in the order people think of it.
    pub parts: Vec<WaitingPart>,
}

/// Rows of one noun among what waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct WaitingPart {
    /// Noun; the screen has words for it.
    pub noun: &'static str,
    /// Rows.
    pub count: u32,
}

/// Work first, lists after it, the laptop's own notes last.
const ORDER: [Noun; 9] = [
    Noun::Visit,
    Noun::Advocacy,
    Noun::Case,
    Noun::Family,
    Noun::Person,
    Noun::Membership,
    Noun::PopulationRef,
    Noun::OfficialFigure,
    Noun::Audit,
];

/// Counts what waits. A row changed twice is one row.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn count(device: &Device) -> Result<Waiting> {
    let sent = u64::try_from(db::meta_int(&device.db, "wm")?).unwrap_or(0);
    let mut rows: BTreeMap<Noun, BTreeSet<String>> = BTreeMap::new();
    let mut saves = 0;
    store::each_after(&device.db, sent, |body| {
        saves += 1;
        let body = Body::decode(body).ok();
        for op in body.iter().flat_map(Body::ops).flatten() {
            rows.entry(op.noun).or_default().insert(op.id);
        }
        Ok(())
    })?;
    let part = |noun: Noun| {
        let count = rows.get(&noun).map_or(0, BTreeSet::len);
        WaitingPart { noun: noun.name(), count: u32::try_from(count).unwrap_or(u32::MAX) }
    };
    Ok(Waiting { saves, parts: ORDER.into_iter().map(part).filter(|part| part.count > 0).collect() })
}
