//! Building a request: who asks, what was written here, where this device stands in each stream.

use pesiar_core::sync::frame::{Tag, Writer};
use pesiar_core::sync::message::{Hello, Seg, push};
use pesiar_core::sync::{PROTO, stream};

use super::store;
use crate::device::Device;
use crate::error::{Error, Result};
use crate::{db, village};

/// How much goes one way in one round.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Most bytes of segments in one request, before compression; one segment always goes.
    pub up_bytes: usize,
    /// Most bytes of rows in one answer, before compression.
    pub down_bytes: u64,
}

impl Default for Limits {
    /// About 256 kB on the wire upwards; down, whole villages.
    fn default() -> Self {
        Self { up_bytes: 2 * 1024 * 1024, down_bytes: 16 * 1024 * 1024 }
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
/// [`Error::Db`].
pub fn build(device: &mut Device) -> Result<Request> {
    build_within(device, Limits::default())
}

/// As [`build`], within other limits.
///
/// # Errors
/// [`Error::Db`].
pub fn build_within(device: &mut Device, limits: Limits) -> Result<Request> {
    let sid = store::next_sid(&device.db)?;
    let mut writer = Writer::default();
    let wm = u64::try_from(db::meta_int(&device.db, "wm")?).unwrap_or(0);
    let hello = Hello {
        proto: PROTO,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        schema: db::SCHEMA,
        known: wm,
        arev: device.author.arev,
        max_down: limits.down_bytes,
    };
    push(&mut writer, Tag::Hello, &hello);
    let segments = crate::segment::store::from(&device.db, wm + 1, limits.up_bytes)?;
    for (seq, body, sig) in &segments {
        let seg = Seg { dev: device.author.dev, seq: *seq, sig: *sig, body: body.clone() };
        writer.push(Tag::Seg, &seg.encode());
    }
    for name in streams(device)? {
        push(&mut writer, Tag::Cur, &store::cursor(&device.db, &name)?);
    }
    Ok(Request { sid, body: writer.finish(None), segments: segments.len() as u64 })
}

/// Streams this device holds.
fn streams(device: &Device) -> Result<Vec<String>> {
    let village = village::store::first(&device.db)?.ok_or(Error::Sync("sync.not_enrolled"))?;
    let mut names = vec![stream::CONFIG.to_owned()];
    names.extend(stream::of_village(&village.code));
    Ok(names)
}
