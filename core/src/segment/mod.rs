//! A segment: everything one "Simpan" changed; the unit of signature, idempotency and atomic apply.

pub mod dot;
pub mod op;
pub mod seal;
pub mod short;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use op::Op;
use short::{OpError, Short};

/// Most operations one segment may hold (sync.md 2.1).
pub const OPS_MAX: usize = 64;
/// Most bytes one segment body may hold (sync.md 2.1).
pub const BODY_BYTES_MAX: usize = 32 * 1024;
/// Most bytes of a body that carries another one whole: quotes are written twice.
const CARRIER_BYTES_MAX: usize = 3 * BODY_BYTES_MAX;

/// When and where a segment was written, as evidence; merging never trusts it unchecked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Device wall clock, ms since 1970 UTC.
    pub wall: i64,
    /// Monotonic clock of this boot, ms.
    pub mono: i64,
    /// Short random name of this boot.
    pub boot: String,
    /// Device-local hybrid logical clock: (ms, counter); orders one device's segments only. Absent if it is the wall clock.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hlc: Option<(i64, u32)>,
}

/// A segment of an earlier life of this device (a restored disk, a clone), carried whole with its author's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fork {
    /// Device number of that life.
    pub dev: u32,
    /// Place in its chain.
    pub seq: u64,
    /// Chain hash before it, hex.
    pub prev: String,
    /// The author's signature, hex.
    pub sig: String,
    /// The signed bytes.
    pub body: String,
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
    /// Seed of the rows made here, hex.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub r: Option<String>,
    /// Stream of the operations that name none.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub s: String,
    /// A segment of an earlier life, instead of operations.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub fork: Option<Fork>,
    /// The operations, still as JSON: one that cannot be read must not hide the others.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub ops: Vec<Value>,
}

/// A body that is not a segment at all: the request is malformed.
#[derive(Debug, thiserror::Error)]
#[error("segment body cannot be read")]
pub struct BodyError;

impl Body {
    /// The body of one save.
    #[must_use]
    pub fn new((dev, seq): (u32, u64), (user, arev): (&str, i64), t: Stamp, ops: &[Op]) -> Self {
        let short = Short::of(ops);
        let written = (0..).zip(ops).map(|(place, op)| short.write(place, op)).collect();
        let r = short.seed_text();
        Self { v: 1, dev, seq, user: user.to_owned(), arev, t, r, s: short.stream, fork: None, ops: written }
    }

    /// Encodes for hashing, signing and sending.
    ///
    /// # Errors
    /// [`BodyError`] if the limits of sync.md 2.1 are passed.
    pub fn encode(&self) -> Result<Vec<u8>, BodyError> {
        let bytes = serde_json::to_vec(self).map_err(|_| BodyError)?;
        if self.ops.len() > OPS_MAX || bytes.len() > self.bytes_max() { Err(BodyError) } else { Ok(bytes) }
    }

    /// Decodes received bytes.
    ///
    /// # Errors
    /// [`BodyError`] if the bytes are no segment or pass the limits.
    pub fn decode(bytes: &[u8]) -> Result<Self, BodyError> {
        if bytes.len() > CARRIER_BYTES_MAX {
            return Err(BodyError);
        }
        let body: Self = serde_json::from_slice(bytes).map_err(|_| BodyError)?;
        if body.ops.len() > OPS_MAX || bytes.len() > body.bytes_max() { Err(BodyError) } else { Ok(body) }
    }

    const fn bytes_max(&self) -> usize {
        if self.fork.is_some() { CARRIER_BYTES_MAX } else { BODY_BYTES_MAX }
    }

    /// The operations, each read on its own.
    pub fn ops(&self) -> impl Iterator<Item = Result<Op, OpError>> + '_ {
        let short = Short::read(self.r.as_deref(), &self.s);
        (0..).zip(&self.ops).map(move |(place, op)| short.read_op(place, op))
    }
}
