//! Rule P: a segment is forgotten only when it is inside every base this device holds and safe at the province, so that
//! a server that loses its last minutes is refilled by the fleet (sync.md 2.4).

use rusqlite::Connection;

use super::store;
use crate::base;
use crate::db;
use crate::error::Result;

/// Forgets what may be forgotten. What a person must still look at stays, with its full content.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn prune(db: &Connection) -> Result<()> {
    let durable = u64::try_from(db::meta_int(db, "durable_wm")?).unwrap_or(0);
    let included = base::store::cursors(db)?.iter().map(|cur| cur.bwm).min();
    let to = durable.min(included.unwrap_or(durable));
    if to > store::pruned(db)?.0 { store::prune(db, to) } else { Ok(()) }
}
