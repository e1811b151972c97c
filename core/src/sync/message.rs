//! What the frames say, both directions (sync.md 2.3). Bodies are JSON except `SEG`, whose bytes are signed.

use serde::{Deserialize, Serialize};

use super::frame::{FrameError, Tag, Writer};
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
}

/// Where the device stands in one stream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cur {
    /// Stream.
    pub s: String,
    /// Epoch of the cursor; 0 before the first page.
    pub epoch: i64,
    /// Last position held, staged pages included.
    pub seq: i64,
    /// Head when the running snapshot began; equals `seq` when none runs.
    pub h0: i64,
    /// `inc` or `snap`.
    pub mode: String,
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
    /// Chain hash there, hex.
    pub hash: String,
    /// Highest segment also safe off the primary; 0 until backups are known (Sync).
    pub durable_wm: u64,
    /// Assignment revision.
    pub arev: i64,
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
    /// Rows.
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
