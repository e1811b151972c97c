//! Which life of server and laptop an answer belongs to: watermarks, life lines, forks, the end.

use pesiar_core::sync::message::{Head, hash_text};
use rusqlite::Connection;

use crate::base::store as bases;
use crate::error::{Error, Result};
use crate::row::store as rows;
use crate::{db, segment};

/// The watermark an answer brings; none if it is of a life line the server has left since.
///
/// # Errors
/// `sync.fork` if the province has something else at our place: this disk was restored or cloned, or a restored server
/// has forgotten what it had called safe. Both are mended by a new life of this laptop.
pub fn watermark(db: &Connection, head: &Head) -> Result<Option<u64>> {
    let epoch = db::meta_int(db, "epoch")?;
    if head.epoch < epoch {
        return Ok(None);
    }
    let ours = segment::store::hash_at(db, head.wm)?;
    match ours {
        Some(hash) if hash_text(&hash) == head.hash => {}
        None if head.epoch == epoch && head.wm < segment::store::pruned(db)?.0 => return Ok(None),
        _ => return Err(Error::Sync("sync.fork")),
    }
    let known = u64::try_from(db::meta_int(db, "wm")?).unwrap_or(0);
    // A server that was restored may stand behind; within one life line, an older answer never takes anything back.
    Ok(Some(if head.epoch > epoch { head.wm } else { head.wm.max(known) }))
}

/// Keeps what an answer says of the server and of this chain.
///
/// # Errors
/// [`Error::Db`].
pub fn note(db: &Connection, head: &Head, wm: u64) -> Result<()> {
    let durable = db::meta_int(db, "durable_wm")?.max(i64::try_from(head.durable_wm).unwrap_or(0));
    let now = db::meta_int(db, "server_now")?.max(head.now);
    for (key, value) in [
        ("epoch", head.epoch.to_string()),
        ("wm", wm.to_string()),
        ("durable_wm", durable.to_string()),
        ("server_now", now.to_string()),
        ("arev", head.arev.to_string()),
    ] {
        db::set_meta(db, key, &value)?;
    }
    Ok(())
}

/// Forgets everything but the log: this laptop is revoked. What it wrote is still drained to the province.
///
/// # Errors
/// [`Error::Db`].
pub fn wipe(db: &Connection) -> Result<()> {
    for cur in bases::cursors(db)? {
        bases::drop_stream(db, &cur.stream)?;
    }
    rows::remove_all(db)?;
    db::set_meta(db, "wiped", "1")
}
