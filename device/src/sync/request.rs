//! Building a request: who asks, what was written here, where this device stands in each stream.

use pesiar_core::sync::frame::{Tag, Writer};
use pesiar_core::sync::message::{Hello, Seg, push};
use pesiar_core::sync::{PROTO, stream};

use super::store;
use crate::device::Device;
use crate::error::{Error, Result};
use crate::{db, village};

/// Most bytes of segments in one request, before compression: about 256 kB on the wire.
const UP_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Most bytes of rows in one answer, before compression.
const DOWN_BYTES_MAX: u64 = 16 * 1024 * 1024;

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
    let sid = store::next_sid(&device.db)?;
    let mut writer = Writer::default();
    let wm = u64::try_from(db::meta_int(&device.db, "wm")?).unwrap_or(0);
    let hello = Hello {
        proto: PROTO,
        app: env!("CARGO_PKG_VERSION").to_owned(),
        schema: db::SCHEMA,
        known: wm,
        arev: device.author.arev,
        max_down: DOWN_BYTES_MAX,
    };
    push(&mut writer, Tag::Hello, &hello);
    let segments = crate::segment::store::from(&device.db, wm + 1, UP_BYTES_MAX)?;
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
