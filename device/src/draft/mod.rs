//! Drafts: a form as it was left, kept until it is saved or thrown away on purpose.

pub mod store;

use serde::Serialize;
use serde_json::Value;

use crate::device::Device;
use crate::error::Result;

/// A form that was left.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Draft {
    /// Form instance; becomes the row id when saved, so that saving twice is saving once.
    pub draft_id: String,
    /// What is being written.
    pub noun: String,
    /// Row it is about, e.g. the family of a visit.
    pub subject_id: String,
    /// Field that had the focus.
    pub field: String,
    /// Fields.
    pub body: Value,
}

/// Keeps a draft.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn keep(device: &Device, draft: &Draft) -> Result<()> {
    store::save(&device.db, draft, device.env.now_ms())
}

/// Drafts, newest first.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn list(device: &Device) -> Result<Vec<Draft>> {
    store::list(&device.db)
}

/// Throws a draft away, because it was saved or its author said so.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn discard(device: &Device, draft_id: &str) -> Result<()> {
    store::delete(&device.db, draft_id)
}
