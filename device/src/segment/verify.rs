//! Proving the device's own chain: every link, every signature, no gap.

use std::collections::BTreeMap;

use ed25519_dalek::VerifyingKey;
use pesiar_core::segment::Body;
use pesiar_core::segment::seal::{is_signed_by, link};
use pesiar_core::sync::auth::from_hex;
use serde::Serialize;

use super::store;
use crate::db;
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
    let mut workers = Workers { device, keys: BTreeMap::new() };
    let (pruned, mut previous) = store::pruned(&device.db)?;
    let mut expected = pruned + 1;
    let mut found = Chain::default();
    store::each(&device.db, pruned, |seq, body, hash, sig| {
        let is_signed = workers.key(body)?.is_some_and(|key| is_signed_by(&hash, &sig, &key));
        let is_sound = seq == expected && link(&previous, body) == hash && is_signed;
        if !is_sound {
            found.broken.push(seq);
        }
        found.segments += 1;
        (previous, expected) = (hash, seq + 1);
        Ok(())
    })?;
    Ok(found)
}

/// Public keys of the workers who have written here: a segment must be signed by the one it names.
struct Workers<'a> {
    device: &'a Device,
    keys: BTreeMap<String, Option<VerifyingKey>>,
}

impl Workers<'_> {
    /// The key of whoever the segment names; none if it cannot be read or they never signed in here.
    fn key(&mut self, body: &[u8]) -> Result<Option<VerifyingKey>> {
        let Ok(body) = Body::decode(body) else { return Ok(None) };
        if let Some(known) = self.keys.get(&body.user) {
            return Ok(*known);
        }
        let hex = db::meta(&self.device.db, &format!("key:{}", body.user))?;
        let key = hex.and_then(|hex| from_hex::<32>(&hex)).and_then(|bytes| VerifyingKey::from_bytes(&bytes).ok());
        self.keys.insert(body.user, key);
        Ok(key)
    }
}
