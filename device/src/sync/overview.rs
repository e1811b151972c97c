//! Kirim & Terima: what waits, and what the province answered so far, all without a network.

use serde::Serialize;

use super::store;
use super::waiting::{self, Waiting};
use crate::device::Device;
use crate::error::Result;
use crate::{attention, db};

/// Receipts shown; older ones are kept.
const RECEIPTS_SHOWN: u32 = 60;

/// Everything this screen shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct SyncOverview {
    /// The practice village, which is never sent.
    pub practice: bool,
    /// Whether this laptop knows its province.
    pub enrolled: bool,
    /// What waits.
    pub waiting: Waiting,
    /// Answers of the province, newest first.
    pub receipts: Vec<SyncReceipt>,
    /// What a person must read, now.
    pub attention: u32,
}

/// One answer of the province.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ts_rs::TS)]
#[ts(export, export_to = "../../ui/src/bindings/")]
pub struct SyncReceipt {
    /// When, ms by the clock of this laptop.
    pub at_ms: i64,
    /// Saves the province has recorded.
    pub recorded: u32,
    /// Of these, saves a person must read about.
    pub needs_attention: u32,
    /// Rows this laptop received.
    pub received: u32,
}

/// What waits and what was answered.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn of(device: &Device) -> Result<SyncOverview> {
    Ok(SyncOverview {
        practice: device.practice,
        enrolled: db::meta(&device.db, "server_url")?.is_some(),
        // Nothing of the practice village ever waits.
        waiting: if device.practice { Waiting::default() } else { waiting::count(device)? },
        receipts: store::receipts(&device.db, RECEIPTS_SHOWN)?,
        attention: attention::count(device)?,
    })
}

impl SyncReceipt {
    /// The receipt of a sync that has just ended.
    #[must_use]
    pub fn of(receipt: &super::Receipt) -> Self {
        let count = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Self {
            at_ms: receipt.at_ms,
            recorded: count(receipt.accepted + receipt.needs_attention),
            needs_attention: count(receipt.needs_attention),
            received: count(receipt.received),
        }
    }
}
