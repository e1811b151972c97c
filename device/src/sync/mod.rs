//! Sync: segments up, rows down, one request a round; nothing is ever dropped because of an answer.

pub mod apply;
pub mod enrol;
pub mod http;
pub mod pin;
pub mod request;
pub mod store;

use std::collections::BTreeSet;
use std::time::Instant;

use pesiar_core::segment::seal::Hash;
use serde::Serialize;

use crate::audit;
use crate::device::Device;
use crate::error::{Error, Result};

/// Rounds of one sync: a village of 50,000 people fits in far fewer; a server that never ends does not hold us.
const ROUNDS_MAX: u32 = 200;

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
}

/// What one round brought.
#[derive(Debug, Default)]
pub(crate) struct Round {
    /// Streams whose last page has not come yet.
    pub(crate) unfinished: BTreeSet<String>,
    pub(crate) accepted: u64,
    pub(crate) needs_attention: u64,
    pub(crate) received: u64,
}

/// Sends what waits and fetches what is new. May be cut at any moment; the next sync goes on from there.
///
/// # Errors
/// [`Error::Sync`] with one calm sentence; work goes on. [`Error::Practice`] in the practice village.
pub fn run(device: &mut Device) -> Result<Receipt> {
    if device.practice {
        return Err(Error::Practice);
    }
    let start = Instant::now();
    let client = http::Client::open(device)?;
    audit::flush(device)?;
    let mut receipt = Receipt::default();
    for _ in 0..ROUNDS_MAX {
        let more = round(device, &client, &mut receipt)?;
        if !more {
            break;
        }
    }
    receipt.ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    store::keep_receipt(&device.db, &receipt, device.env.now_ms())?;
    Ok(receipt)
}

fn round(device: &mut Device, client: &http::Client, receipt: &mut Receipt) -> Result<bool> {
    let request = request::build(device)?;
    receipt.requests += 1;
    receipt.bytes_up += request.body.len() as u64;
    let body = client.post(pesiar_core::sync::PATH, &request)?;
    receipt.bytes_down += body.len() as u64;
    let round = apply::answer(device, &body, request.sid)?;
    receipt.sent += request.segments;
    receipt.accepted += round.accepted;
    receipt.needs_attention += round.needs_attention;
    receipt.received += round.received;
    Ok(!round.unfinished.is_empty() || device.pending()? > 0 && request.segments > 0)
}

/// Whether the province's chain of this device is ours.
pub(crate) fn check_chain(ours: Option<Hash>, theirs: &str) -> Result<()> {
    match (ours, pesiar_core::sync::auth::from_hex::<32>(theirs)) {
        (Some(ours), Some(theirs)) if ours == theirs => Ok(()),
        _ => Err(Error::Sync("sync.fork")),
    }
}
