//! Building a request: who asks, what was written here, where this device stands in each stream.

use pesiar_core::sync::PROTO;
use pesiar_core::sync::frame::{Tag, Writer};
use pesiar_core::sync::message::{Hello, Seg, push};

use super::store;
use crate::device::Device;
use crate::error::Result;
use crate::{base, db, segment};

/// How large a request and its answer may be. Halved when the line is too slow for it, doubled when it is fast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Most bytes of segments in one request, before compression.
    pub up: usize,
    /// Most bytes of rows in one answer, before compression.
    pub down: u64,
    /// Most rows of one page; 0 leaves it to the server.
    pub rows: u32,
}

impl Size {
    /// About 256 kB on the wire each way (sync.md 2.9).
    pub const FIRST: Self = Self { up: 2 * 1024 * 1024, down: 2 * 1024 * 1024, rows: 0 };
    const LEAST: Self = Self { up: 16 * 1024, down: 16 * 1024, rows: 0 };
    const MOST: Self = Self { up: 16 * 1024 * 1024, down: 16 * 1024 * 1024, rows: 0 };

    /// After a request that took too long.
    #[must_use]
    pub fn smaller(self) -> Self {
        Self { up: (self.up / 2).max(Self::LEAST.up), down: (self.down / 2).max(Self::LEAST.down), ..self }
    }

    /// After an answer that came quickly.
    #[must_use]
    pub fn larger(self) -> Self {
        Self { up: (self.up * 2).min(Self::MOST.up), down: (self.down * 2).min(Self::MOST.down), ..self }
    }
}

/// A request ready to be signed and sent.
#[derive(Debug, Clone)]
pub struct Request {
    /// Rising number.
    pub sid: u64,
    /// Compressed frames.
    pub body: Vec<u8>,
    /// Segments in it.
    pub segments: u64,
}

/// Builds the next request. The number is stored first, so that it rises even if we die while sending.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn build(device: &mut Device, size: Size) -> Result<Request> {
    let sid = store::next_sid(&device.db)?;
    let mut writer = Writer::default();
    let wm = u64::try_from(db::meta_int(&device.db, "wm")?).unwrap_or(0);
    let mut cursors = base::store::cursors(&device.db)?;
    // The first one always gets a page, however little fits: whichever is furthest behind comes on.
    cursors.sort_by_key(|cur| cur.bwm);
    let (mono, boot) = device.env.boot();
    let hello = Hello {
        proto: PROTO,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        schema: db::SCHEMA,
        // What is in every base needs no second word; outcomes are told again until then.
        known: cursors.iter().map(|cur| cur.bwm).min().unwrap_or(0).min(wm),
        arev: device.author.arev,
        max_down: size.down,
        rows: size.rows,
        boot,
        mono,
    };
    push(&mut writer, Tag::Hello, &hello);
    let segments = segment::store::from(&device.db, wm + 1, size.up)?;
    for (seq, body, sig) in &segments {
        let seg = Seg { dev: device.author.dev, seq: *seq, sig: *sig, body: body.clone() };
        writer.push(Tag::Seg, &seg.encode());
    }
    for cur in &cursors {
        push(&mut writer, Tag::Cur, &cur.told());
    }
    Ok(Request { sid, body: writer.finish(None), segments: segments.len() as u64 })
}
