//! Proving the device's own chain: every link, every signature, no gap.

use pesiar_core::segment::seal::{GENESIS, is_signed_by, link};
use serde::Serialize;

use super::store;
use crate::device::Device;
use crate::error::Result;

/// What a check of the chain found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Chain {
    /// Segments.
    pub segments: u64,
    /// Places whose link, signature or number is wrong.
    pub broken: Vec<u64>,
}

/// Checks every segment of this device. A broken one does not hide the ones after it.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn chain(device: &Device) -> Result<Chain> {
    let key = device.author.key.verifying_key();
    let (mut previous, mut expected) = (GENESIS, 1);
    let mut found = Chain::default();
    store::each(&device.db, |seq, body, hash, sig| {
        let is_sound = seq == expected && link(&previous, body) == hash && is_signed_by(&hash, &sig, &key);
        if !is_sound {
            found.broken.push(seq);
        }
        found.segments += 1;
        (previous, expected) = (hash, seq + 1);
        Ok(())
    })?;
    Ok(found)
}
