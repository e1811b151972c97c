//! A small practice village for the tests of other rooms: open at once, on a fixed day, gone when dropped.

use std::sync::Arc;

use ed25519_dalek::SigningKey;
use pesiar_core::time::Clock;
use tempfile::TempDir;

use super::{Size, open};
use crate::device::Device;
use crate::env::Env;
use crate::profile::Profile;
use crate::vault::Keys;

/// Sunday 22 November 2026, 10.00 WIB.
const NOW_MS: i64 = 1_795_316_400_000;

struct Fixed;

impl Clock for Fixed {
    fn now_ms(&self) -> i64 {
        NOW_MS
    }
}

/// A village of so many families, without the wait of a passphrase.
pub(crate) fn village(families: u32) -> (TempDir, Device) {
    let folder = tempfile::tempdir().unwrap();
    let env = Env { clock: Arc::new(Fixed), ..Env::machine() };
    let key = |byte: u8| SigningKey::from_bytes(&[byte; 32]);
    let keys = Keys { dek: [7; 32].into(), worker: key(1), device: key(2) };
    let profile = Profile::take(folder.path()).unwrap();
    let mut device = Device::assemble(profile, env, keys, true).unwrap();
    open::prepare(&mut device, 7).unwrap();
    open::fill(&mut device, (Size::Families(families), 7), &mut |_| {}).unwrap();
    (folder, device)
}
