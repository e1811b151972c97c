//! Sync: segments up, rows down, one request a round; nothing is ever dropped because of an answer.

pub mod apply;
pub mod enrol;
pub mod http;
pub mod overview;
pub mod pin;
pub mod request;
pub mod store;
pub mod trip;
pub mod waiting;

use std::collections::BTreeSet;

use pesiar_core::segment::seal::Hash;
use serde::Serialize;

use crate::device::Device;
use crate::error::{Error, Result};
use crate::progress::Progress;

/// What a sync did, in things people can count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Receipt {
    /// Segments sent.
    pub sent: u64,
    /// Segments the province took without a remark.
    pub accepted: u64,
    /// Segments a person must read about.
    pub needs_attention: u64,
    /// Rows received.
    pub received: u64,
    /// Bytes of request bodies.
    pub bytes_up: u64,
    /// Bytes of answer bodies.
    pub bytes_down: u64,
    /// Requests.
    pub requests: u32,
    /// Milliseconds.
    pub ms: u64,
    /// When it ended, ms by the clock of this laptop.
    pub at_ms: i64,
}

/// What one round brought.
#[derive(Debug, Default)]
pub struct Round {
    /// Streams whose last page has not come yet.
    pub unfinished: BTreeSet<String>,
    /// Segments the province took without a remark.
    pub accepted: u64,
    /// Segments a person must read about.
    pub needs_attention: u64,
    /// Rows.
    pub received: u64,
}

/// Lends the open profile for one short step. Between steps, while the network is waited for, others may use it.
pub trait Lend {
    /// Does `work` with the profile.
    ///
    /// # Errors
    /// Whatever `work` returns; [`Error::Locked`] if the profile was locked meanwhile.
    fn lend<T>(&mut self, work: impl FnOnce(&mut Device) -> Result<T>) -> Result<T>;
}

impl Lend for &mut Device {
    fn lend<T>(&mut self, work: impl FnOnce(&mut Device) -> Result<T>) -> Result<T> {
        work(self)
    }
}

/// Sends what waits and fetches what is new. May be cut at any moment; the next sync goes on from there.
///
/// # Errors
/// [`Error::Sync`] with one calm sentence; work goes on. [`Error::Practice`] in the practice village.
pub fn run(mut device: &mut Device) -> Result<Receipt> {
    trip::travel(&mut device, &Progress::silent())
}

/// Whether the province's chain of this device is ours.
pub(crate) fn check_chain(ours: Option<Hash>, theirs: &str) -> Result<()> {
    match (ours, pesiar_core::sync::auth::from_hex::<32>(theirs)) {
        (Some(ours), Some(theirs)) if ours == theirs => Ok(()),
        _ => Err(Error::Sync("sync.fork")),
    }
}
