//! A segment: everything one "Simpan" changed; the unit of signature, idempotency and atomic apply.

pub mod dot;
pub mod op;
pub mod seal;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use op::{Op, OpError};

/// Most operations one segment may hold (sync.md 2.1).
pub const OPS_MAX: usize = 64;
/// Most bytes one segment body may hold (sync.md 2.1).
pub const BODY_BYTES_MAX: usize = 32 * 1024;

/// When and where a segment was written, as evidence; merging never trusts it unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Device wall clock, ms since 1970 UTC.
    pub wall: i64,
    /// Monotonic clock of this boot, ms.
    pub mono: i64,
    /// Short random name of this boot.
    pub boot: String,
    /// Device-local hybrid logical clock: (ms, counter); orders one device's segments only.
    pub hlc: (i64, u32),
}

/// The body of a segment. These exact bytes are hashed and signed, never re-encoded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Format version.
    pub v: u32,
    /// Device number.
    pub dev: u32,
    /// Position in the device's chain, from 1, without gaps.
    pub seq: u64,
    /// Who wrote it, e.g. `u-31`.
    pub user: String,
    /// Assignment revision the author worked under.
    pub arev: i64,
    /// Time evidence.
    pub t: Stamp,
    /// The operations, still as JSON: one that cannot be read must not hide the others.
    pub ops: Vec<Value>,
}

/// A body that is not a segment at all: the request is malformed.
#[derive(Debug, thiserror::Error)]
#[error("segment body cannot be read")]
pub struct BodyError;

impl Body {
    /// Encodes for hashing, signing and sending.
    ///
    /// # Errors
    /// [`BodyError`] if the limits of sync.md 2.1 are passed.
    pub fn encode(&self) -> Result<Vec<u8>, BodyError> {
        let bytes = serde_json::to_vec(self).map_err(|_| BodyError)?;
        if self.ops.len() > OPS_MAX || bytes.len() > BODY_BYTES_MAX {
            return Err(BodyError);
        }
        Ok(bytes)
    }

    /// Decodes received bytes.
    ///
    /// # Errors
    /// [`BodyError`] if the bytes are no segment or pass the limits.
    pub fn decode(bytes: &[u8]) -> Result<Self, BodyError> {
        if bytes.len() > BODY_BYTES_MAX {
            return Err(BodyError);
        }
        let body: Self = serde_json::from_slice(bytes).map_err(|_| BodyError)?;
        if body.ops.len() > OPS_MAX { Err(BodyError) } else { Ok(body) }
    }

    /// The operations, each read on its own.
    pub fn ops(&self) -> impl Iterator<Item = Result<Op, OpError>> + '_ {
        self.ops.iter().map(Op::from_json)
    }
}
