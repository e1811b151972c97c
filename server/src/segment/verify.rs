//! Proving the recorded chains: every link of every device, without gaps.

use pesiar_core::segment::seal::{GENESIS, link};
use serde::Serialize;

use super::store;
use crate::db::Tx;
use crate::device;
use crate::error::Result;

/// What a check found.
#[derive(Debug, Default, Serialize)]
pub struct Verified {
    /// Devices, the server itself included.
    pub devices: u32,
    /// Segments.
    pub segments: u64,
    /// `device:seq` of links that do not hold.
    pub broken: Vec<String>,
}

/// Checks every chain.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn all(db: &dyn Tx) -> Result<Verified> {
    let mut found = Verified::default();
    for dev in device::store::numbers(db)? {
        let (mut previous, mut expected) = (GENESIS, 1);
        store::each(db, dev, |seq, body, hash| {
            if seq != expected || link(&previous, body) != hash {
                found.broken.push(format!("{dev}:{seq}"));
            }
            (previous, expected) = (hash, seq + 1);
            found.segments += 1;
            Ok(())
        })?;
        found.devices += 1;
    }
    Ok(found)
}
