//! Frames: length-prefixed pieces of a sync body, closed by a digest and compressed as one (sync.md 2.3).

use sha2::{Digest, Sha256};

/// Most bytes of one frame.
pub const FRAME_BYTES_MAX: usize = 256 * 1024;
/// Most bytes of a body before compression; checked while decompressing, before anything is parsed.
pub const BODY_BYTES_MAX: usize = 64 * 1024 * 1024;
/// Most frames of a body.
pub const FRAMES_MAX: usize = 200_000;
/// zstd level: small bodies, so a high level costs milliseconds and saves seconds on EDGE.
const LEVEL: i32 = 9;

/// What a frame holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Tag {
    /// Who asks, and what they hold.
    Hello = 1,
    /// A segment.
    Seg = 2,
    /// Where the device stands in one stream.
    Cur = 3,
    /// Digest of all frames before; answers add the server's signature.
    End = 9,
    /// Server time, epoch, watermark.
    Head = 17,
    /// What became of segments.
    Res = 18,
    /// A stream the device now holds.
    Sub = 19,
    /// A stream the device holds no longer.
    Unsub = 20,
    /// Rows of one stream.
    Page = 21,
    /// How far a carried chain is recorded.
    Ack = 22,
    /// Something the device must do.
    Cmd = 23,
}

impl Tag {
    fn from_byte(byte: u8) -> Option<Self> {
        const ALL: [Tag; 11] = [
            Tag::Hello,
            Tag::Seg,
            Tag::Cur,
            Tag::End,
            Tag::Head,
            Tag::Res,
            Tag::Sub,
            Tag::Unsub,
            Tag::Page,
            Tag::Ack,
            Tag::Cmd,
        ];
        ALL.into_iter().find(|tag| *tag as u8 == byte)
    }
}

/// Why a body cannot be read. Nothing of it is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// Not zstd, or cut, or larger than allowed.
    #[error("body is cut or too large")]
    Body,
    /// A frame is cut, too large or one too many.
    #[error("frame is cut or too large")]
    Frame,
    /// The digest at the end is missing or differs.
    #[error("closing digest is missing or differs")]
    End,
}

/// Signs the digest of an answer.
pub type Sign<'a> = dyn Fn(&[u8; 32]) -> [u8; 64] + 'a;

/// Collects frames of one body.
#[derive(Debug, Default)]
pub struct Writer {
    raw: Vec<u8>,
}

impl Writer {
    /// Adds a frame.
    pub fn push(&mut self, tag: Tag, payload: &[u8]) {
        let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
        self.raw.extend_from_slice(&length.to_le_bytes());
        self.raw.push(tag as u8);
        self.raw.extend_from_slice(payload);
    }

    /// Bytes collected so far, before compression.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.raw.len()
    }

    /// Whether nothing was added yet.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.raw.is_empty()
    }

    /// Closes with the digest, and with `sign(digest)` if given, and compresses.
    #[must_use]
    pub fn finish(mut self, sign: Option<&Sign<'_>>) -> Vec<u8> {
        let digest: [u8; 32] = Sha256::digest(&self.raw).into();
        let mut payload = digest.to_vec();
        if let Some(sign) = sign {
            payload.extend_from_slice(&sign(&digest));
        }
        self.push(Tag::End, &payload);
        zstd::bulk::compress(&self.raw, LEVEL).unwrap_or_default()
    }
}

/// A body that was read whole and whose digest holds.
#[derive(Debug)]
pub struct Frames {
    /// Frames in order, without the closing one; an unknown tag is skipped for newer peers.
    pub frames: Vec<(Tag, Vec<u8>)>,
    /// Digest of the frames.
    pub digest: [u8; 32],
    /// The server's signature, in answers.
    pub sig: Option<[u8; 64]>,
}

/// Reads a body: size limits first, then frames, then the digest.
///
/// # Errors
/// [`FrameError`]; a truncated or altered body is discarded whole.
pub fn read(body: &[u8]) -> Result<Frames, FrameError> {
    let raw = decompress(body)?;
    let mut frames = Vec::new();
    let mut rest = raw.as_slice();
    while let Some((head, tail)) = rest.split_first_chunk::<5>() {
        let [a, b, c, d, tag] = *head;
        let length = u32::from_le_bytes([a, b, c, d]) as usize;
        if length > FRAME_BYTES_MAX || frames.len() >= FRAMES_MAX {
            return Err(FrameError::Frame);
        }
        let (payload, tail) = tail.split_at_checked(length).ok_or(FrameError::Frame)?;
        if tag == Tag::End as u8 {
            let digest: [u8; 32] = Sha256::digest(raw.get(..raw.len() - rest.len()).unwrap_or_default()).into();
            return close(frames, digest, payload, tail);
        }
        if let Some(tag) = Tag::from_byte(tag) {
            frames.push((tag, payload.to_vec()));
        }
        rest = tail;
    }
    Err(FrameError::End)
}

fn close(frames: Vec<(Tag, Vec<u8>)>, digest: [u8; 32], payload: &[u8], tail: &[u8]) -> Result<Frames, FrameError> {
    let (claimed, sig) = payload.split_first_chunk::<32>().ok_or(FrameError::End)?;
    if *claimed != digest || !tail.is_empty() {
        return Err(FrameError::End);
    }
    let sig = match sig.len() {
        0 => None,
        _ => Some(<[u8; 64]>::try_from(sig).map_err(|_| FrameError::End)?),
    };
    Ok(Frames { frames, digest, sig })
}

/// Decompresses with a cap, so that a bomb ends before it takes memory.
fn decompress(body: &[u8]) -> Result<Vec<u8>, FrameError> {
    use std::io::Read;
    let mut decoder = zstd::stream::read::Decoder::with_buffer(body).map_err(|_| FrameError::Body)?;
    decoder.window_log_max(24).map_err(|_| FrameError::Body)?;
    let cap = BODY_BYTES_MAX.min(body.len().saturating_mul(64).max(1 << 20)) as u64;
    let mut raw = Vec::new();
    let read = decoder.take(cap + 1).read_to_end(&mut raw).map_err(|_| FrameError::Body)?;
    if read as u64 > cap { Err(FrameError::Body) } else { Ok(raw) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body() -> Vec<u8> {
        let mut writer = Writer::default();
        writer.push(Tag::Hello, b"{}");
        writer.push(Tag::Seg, &[7; 300]);
        writer.finish(Some(&|digest| [digest[0]; 64]))
    }

    #[test]
    fn frames_read_back_in_order_with_their_signature() {
        let read = read(&body()).unwrap();
        assert_eq!(read.frames, vec![(Tag::Hello, b"{}".to_vec()), (Tag::Seg, vec![7; 300])]);
        assert_eq!(read.sig, Some([read.digest[0]; 64]));
    }

    #[test]
    fn a_body_cut_or_altered_anywhere_is_discarded_whole() {
        let body = body();
        for end in 0..body.len() {
            assert!(read(&body[..end]).is_err(), "cut at {end}");
        }
        let raw = decompress(&body).unwrap();
        for place in 0..raw.len() {
            let mut bad = raw.clone();
            bad[place] ^= 1;
            let again = read(&zstd::bulk::compress(&bad, 1).unwrap());
            let signed = again.is_ok_and(|frames| frames.sig == Some([frames.digest[0]; 64]));
            assert!(!signed, "byte {place}");
        }
    }

    #[test]
    fn a_bomb_ends_before_it_takes_memory() {
        let bomb = zstd::bulk::compress(&vec![0; BODY_BYTES_MAX * 2], 19).unwrap();
        assert_eq!(read(&bomb).err(), Some(FrameError::Body));
    }
}
