//! What people did with people's data: noted at once, written to the chain in batches of 50 or at lock (design.md 12).

pub mod store;

use std::collections::BTreeMap;

use pesiar_core::audit::Action;
use pesiar_core::id::Siblings;
use pesiar_core::row::noun::Noun;
use pesiar_core::segment::op::Op;
use pesiar_core::sync::stream;
use serde_json::Value;

use crate::device::Device;
use crate::error::{Error, Result};
use crate::segment::append::Save;

/// Entries written to the chain together.
const BATCH: usize = 50;

/// Notes what is about to be done with `count` persons' data; `object` is a row id or a report, never a NIK or name.
///
/// # Errors
/// [`Error::Db`]: what cannot be noted must not be done.
pub fn note(device: &mut Device, action: Action, object: &str, count: i64, purpose: &str) -> Result<()> {
    let fields = BTreeMap::from([
        ("action", Value::from(action.code())),
        ("actor", device.author.user.clone().into()),
        ("object", object.into()),
        ("count", count.into()),
        ("purpose", purpose.into()),
        ("at", pesiar_core::time::rfc3339(device.env.now_ms()).into()),
    ]);
    let text = serde_json::to_string(&fields).map_err(|_| Error::Internal("audit"))?;
    store::insert(&device.db, &text)
}

/// Writes waiting entries to the chain: at lock, before a sync, and at the end of a command.
///
/// # Errors
/// [`Error::Db`].
pub fn flush(device: &mut Device) -> Result<()> {
    if store::count(&device.db)? == 0 {
        return Ok(());
    }
    device.write(flush_all)
}

/// Writes waiting entries along with a save once there are enough.
pub(crate) fn flush_if_due(save: &mut Save<'_>) -> Result<()> {
    if store::count(save.db)? < BATCH { Ok(()) } else { flush_all(save) }
}

fn flush_all(save: &mut Save<'_>) -> Result<()> {
    let waiting = store::take(save.db)?;
    for batch in waiting.chunks(BATCH) {
        let stream = stream::of_device(save.author.dev);
        let mut ids = Siblings::after("", save.env.bytes());
        let mut ops = Vec::new();
        for text in batch {
            let fields = serde_json::from_str(text).map_err(|_| Error::Corrupt)?;
            ops.push(Op::add(Noun::Audit, &ids.next_id(), &stream, fields));
        }
        save.segment(&ops)?;
    }
    Ok(())
}
