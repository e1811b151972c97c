//! What a request says, before anything of it is used.

use axum::http::StatusCode;
use pesiar_core::sync::frame::{self, Frames, Tag};
use pesiar_core::sync::message::{Cur, Hello, Seg, parse};

use crate::error::{Error, Result};

/// A request that was read whole.
pub struct Parsed {
    /// Who asks.
    pub hello: Hello,
    /// Segments, own and carried.
    pub segments: Vec<Seg>,
    /// Where the device stands.
    pub cursors: Vec<Cur>,
}

/// Reads a body.
///
/// # Errors
/// 400 if it is not whole or says something that is no message; nothing of it is used.
pub fn body(body: &[u8]) -> Result<Parsed> {
    let malformed = |_| Error::refused(StatusCode::BAD_REQUEST, "request.malformed");
    let Frames { frames, .. } = frame::read(body).map_err(malformed)?;
    let (mut hello, mut segments, mut cursors) = (None, Vec::new(), Vec::new());
    for (tag, payload) in &frames {
        match tag {
            Tag::Hello => hello = Some(parse(payload).map_err(malformed)?),
            Tag::Seg => segments.push(Seg::decode(payload).map_err(malformed)?),
            Tag::Cur => cursors.push(parse(payload).map_err(malformed)?),
            _ => {}
        }
    }
    let hello = hello.ok_or_else(|| Error::refused(StatusCode::BAD_REQUEST, "request.malformed"))?;
    Ok(Parsed { hello, segments, cursors })
}
