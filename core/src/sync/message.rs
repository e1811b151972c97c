//! What the frames say, both directions (sync.md 2.3). Bodies are JSON except `SEG`, whose bytes are signed.

use serde::{Deserialize, Serialize};

use super::auth::to_hex;
use super::frame::{FrameError, Tag, Writer};
use crate::enrolment::Village;
use crate::row::fold::Outcome;
use crate::row::wire::WireRow;

/// Who asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// Protocol version.
    pub proto: u32,
    /// App version.
    pub app: String,
    /// Schema version of the device.
    pub schema: u32,
    /// Highest segment whose outcome the device knows.
    pub known: u64,
    /// Assignment revision the device knows.
    pub arev: i64,
    /// Most bytes of pages the device wants, before compression.
    pub max_down: u64,
    /// Most rows of one page; 0 leaves it to the server.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub rows: u32,
    /// Name of this boot.
    pub boot: String,
    /// Monotonic clock of this boot at sending, ms: dates every segment of the boot, whatever the wall clock says.
    pub mono: i64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
const fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// Where the device stands in one stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cur {
    /// Stream.
    pub s: String,
    /// Epoch of the cursor; 0 before the first page.
    #[serde(rename = "e")]
    pub epoch: i64,
    /// Last position held, staged pages included.
    #[serde(rename = "q")]
    pub seq: i64,
    /// Head when the running snapshot began, and position of the base; absent if both equal `seq`.
    #[serde(rename = "b", skip_serializing_if = "Option::is_none", default)]
    pub begun: Option<Begun>,
}

/// A stream that is being received.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// Head when the running snapshot began; 0 if none runs.
    pub h0: i64,
    /// Position of the base; -1 for a snapshot, which forgets the base.
    pub base: i64,
}

impl Cur {
    /// A cursor that begins as a snapshot.
    #[must_use]
    pub fn snapshot(stream: &str) -> Self {
        Self { s: stream.to_owned(), epoch: 0, seq: 0, begun: Some(Begun { h0: 0, base: -1 }) }
    }

    /// Position of the base; none if a snapshot runs.
    #[must_use]
    pub const fn base(&self) -> Option<i64> {
        match self.begun {
            None => Some(self.seq),
            Some(Begun { base, .. }) if base < 0 => None,
            Some(Begun { base, .. }) => Some(base),
        }
    }

    /// Head when the running snapshot began; the position itself when none runs.
    #[must_use]
    pub fn h0(&self) -> i64 {
        self.begun.map_or(self.seq, |begun| begun.h0)
    }
}

/// A segment as sent; the chain hash is not sent, the server computes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seg {
    /// Whose chain.
    pub dev: u32,
    /// Place in it.
    pub seq: u64,
    /// Worker's signature of the chain hash.
    pub sig: [u8; 64],
    /// The signed bytes.
    pub body: Vec<u8>,
}

impl Seg {
    /// Frame payload: dev u32, seq u64 (little endian), signature, body.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(76 + self.body.len());
        bytes.extend_from_slice(&self.dev.to_le_bytes());
        bytes.extend_from_slice(&self.seq.to_le_bytes());
        bytes.extend_from_slice(&self.sig);
        bytes.extend_from_slice(&self.body);
        bytes
    }

    /// Reads a frame payload.
    ///
    /// # Errors
    /// [`FrameError::Frame`] if it is too short.
    pub fn decode(payload: &[u8]) -> Result<Self, FrameError> {
        let (dev, rest) = payload.split_first_chunk::<4>().ok_or(FrameError::Frame)?;
        let (seq, rest) = rest.split_first_chunk::<8>().ok_or(FrameError::Frame)?;
        let (sig, body) = rest.split_first_chunk::<64>().ok_or(FrameError::Frame)?;
        let (dev, seq) = (u32::from_le_bytes(*dev), u64::from_le_bytes(*seq));
        Ok(Self { dev, seq, sig: *sig, body: body.to_vec() })
    }
}

/// The server's state as of this answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The request this answers.
    pub sid: u64,
    /// Server time, ms.
    pub now: i64,
    /// Life line of the server.
    pub epoch: i64,
    /// Highest segment recorded for this device.
    pub wm: u64,
    /// First 16 bytes of the chain hash there, hex.
    pub hash: String,
    /// Highest segment also safe off the primary.
    #[serde(rename = "dur")]
    pub durable_wm: u64,
    /// Assignment revision.
    pub arev: i64,
}

/// A chain hash as `HEAD` tells it: 128 bits are enough to notice another life of a device.
#[must_use]
pub fn hash_text(hash: &[u8; 32]) -> String {
    to_hex(hash.first_chunk::<16>().map_or(&[], <[u8; 16]>::as_slice))
}

/// How far somebody else's chain is recorded, told to whoever carried it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ack {
    /// Whose chain.
    pub dev: u32,
    /// Highest segment recorded.
    pub wm: u64,
}

/// Something the device must do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Cmd {
    /// Forget everything but the unsent log: this device is revoked or lost.
    Wipe,
}

/// What became of a run of segments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Res {
    /// First segment.
    pub from: u64,
    /// Last segment.
    pub to: u64,
    /// Outcome of each operation; empty if all of the run were applied.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub ops: Vec<String>,
}

/// A stream given or taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sub {
    /// Stream.
    pub s: String,
    /// `graceful` or `security`; empty when given.
    #[serde(skip_serializing_if = "String::is_empty", default)]
    pub reason: String,
    /// The village, when its first stream is given.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub village: Option<Village>,
}

/// Rows of one stream, in order of their last change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// Stream.
    pub s: String,
    /// Epoch.
    pub epoch: i64,
    /// Position before the first row.
    pub from: i64,
    /// Position of the last row.
    pub to: i64,
    /// Whether more rows wait.
    pub more: bool,
    /// The device's watermark in the snapshot this page was read from.
    pub wm: u64,
    /// Head of the stream when the running snapshot began; 0 if none runs.
    #[serde(skip_serializing_if = "is_no_head", default)]
    pub h0: i64,
    /// Rows, less those that are as the device itself wrote them.
    pub rows: Vec<WireRow>,
    /// On the last page: head of the stream.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub head: Option<i64>,
    /// On the last page: checksum of the stream, as text because JSON numbers end at 2^53.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ck: Option<String>,
    /// The cursor is of another life line or below the floor: begin again as a snapshot.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub restart: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
const fn is_no_head(number: &i64) -> bool {
    *number == 0
}

/// Adds a JSON frame; returns false if it would pass the frame limit.
pub fn push<T: Serialize>(writer: &mut Writer, tag: Tag, message: &T) -> bool {
    match serde_json::to_vec(message) {
        Ok(bytes) if bytes.len() <= super::frame::FRAME_BYTES_MAX => {
            writer.push(tag, &bytes);
            true
        }
        _ => false,
    }
}

/// Reads a JSON frame.
///
/// # Errors
/// [`FrameError::Frame`] if it does not say what its tag promises.
pub fn parse<T: serde::de::DeserializeOwned>(payload: &[u8]) -> Result<T, FrameError> {
    serde_json::from_slice(payload).map_err(|_| FrameError::Frame)
}

impl Outcome {
    /// The stable text of an outcome on the wire and in the outcome column.
    #[must_use]
    pub fn code(&self) -> String {
        match self {
            Self::Applied => "applied".to_owned(),
            Self::Merged => "merged".to_owned(),
            Self::Conflict(field) => format!("conflict:{field}"),
            Self::Dead => "conflict-dead".to_owned(),
            Self::Dup => "dup".to_owned(),
            Self::Rejected(code) => format!("rejected:{code}"),
            Self::Quarantined(code) => format!("quarantined:{code}"),
        }
    }
}

/// Whether an outcome text asks for a person's attention.
#[must_use]
pub fn needs_attention(code: &str) -> bool {
    !matches!(code, "applied" | "merged" | "dup")
}
