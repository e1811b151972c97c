//! Periksa Laptop: does the database hold together, does the chain verify, what waits.

pub mod examine;
pub mod printed;

use serde::Serialize;

use crate::device::Device;
use crate::error::Result;
use crate::segment::verify::{self, Chain};
use crate::{db, draft};

/// The result of a check, without personal data.
#[derive(Debug, Clone, Serialize)]
pub struct Checkup {
    /// Whether everything holds.
    pub ok: bool,
    /// App version.
    pub version: &'static str,
    /// Schema version.
    pub schema: u32,
    /// Own chain.
    pub chain: Chain,
    /// Problems the database reports.
    pub problems: Vec<String>,
    /// Segments not yet sent.
    pub pending: u64,
    /// Drafts kept.
    pub drafts: usize,
    /// Whether this is the practice village.
    pub practice: bool,
}

/// Checks everything that can be checked offline.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn checkup(device: &Device) -> Result<Checkup> {
    let chain = verify::chain(device)?;
    let problems = db::problems(&device.db)?;
    Ok(Checkup {
        ok: problems.is_empty() && chain.broken.is_empty(),
        version: env!("CARGO_PKG_VERSION"),
        schema: db::SCHEMA,
        chain,
        problems,
        pending: device.pending()?,
        drafts: draft::list(device)?.len(),
        practice: device.practice,
    })
}
