//! Sync at the server: prove the request, record and fold segments in one transaction, read pages in one snapshot.

pub mod answer;
pub mod apply;
pub mod page;

use axum::http::StatusCode;
use ed25519_dalek::SigningKey;
use pesiar_core::region::VillageCode;
use pesiar_core::sync::frame::{self, Frames, Tag, Writer};
use pesiar_core::sync::message::{Cur, Hello, Seg, parse};
use pesiar_core::sync::{PATH, auth, stream};

use crate::db::Db;
use crate::db::Tx;
use crate::db::store::epoch;
use crate::device::store::{self as devices, Device};
use crate::error::{Error, Result};
use crate::figures;
use apply::{Batch, Judged};

/// A request as it came in.
pub struct Request<'a> {
    /// Device number it claims.
    pub dev: u32,
    /// Its number.
    pub sid: u64,
    /// Device wall clock, ms.
    pub wall: i64,
    /// Signature, hex.
    pub sig: &'a str,
    /// Compressed frames.
    pub body: &'a [u8],
    /// Most rows of one page; [`page::ROWS_A_PAGE`] unless somebody tests with less.
    pub rows_a_page: i64,
}

/// What a request says, before anything of it is used.
struct Parsed {
    hello: Hello,
    segments: Vec<Seg>,
    cursors: Vec<Cur>,
}

/// Numbers of one sync, for the log. No content.
#[derive(Debug, Default)]
pub struct Summary {
    /// Segments recorded.
    pub recorded: u64,
    /// Segments seen before.
    pub repeated: u64,
    /// Rows sent.
    pub rows: u64,
}

/// Handles one request: one transaction that applies, then one snapshot that everything in the answer is read from.
///
/// # Errors
/// 401 for an unknown device, 400 for a bad signature or a body that is not whole; nothing was recorded.
pub fn handle(db: &Db, key: &SigningKey, request: &Request<'_>, now_ms: i64) -> Result<(Vec<u8>, Summary)> {
    db.read(|tx| prove(tx, request))?;
    let parsed = read(request.body)?;
    let (results, mut summary) = db.write(|tx| apply(tx, request, &parsed, now_ms))?;
    let (answer, rows) = db.read(|tx| answer(tx, request, (&parsed, &results), now_ms))?;
    summary.rows = rows;
    Ok((answer.finish(Some(&|digest| auth::sign_answer(digest, key))), summary))
}

fn apply(tx: &dyn Tx, request: &Request<'_>, parsed: &Parsed, now_ms: i64) -> Result<(Vec<Judged>, Summary)> {
    tx.lock_device(&[request.dev])?;
    lock(tx, request.dev, &parsed.segments)?;
    let mut device = prove(tx, request)?;
    let mut summary = Summary::default();
    let mut batch = Batch::new(tx, now_ms, now_ms.saturating_sub(request.wall));
    let results = apply::segments(&mut batch, &mut device, &parsed.segments, &mut summary)?;
    let villages = batch.finish()?;
    for village in &villages {
        figures::refresh(tx, village, now_ms)?;
    }
    devices::advance(tx, &device, request.sid, now_ms)?;
    Ok((results, summary))
}

/// Every stream this device may write, whatever its segments say: figures need whole villages anyway.
fn lock(tx: &dyn Tx, dev: u32, segments: &[Seg]) -> Result<()> {
    if segments.is_empty() {
        return Ok(());
    }
    let mut names = vec![stream::of_device(dev)];
    for village in devices::villages(tx, dev)? {
        let code = VillageCode::parse(&village).map_err(|_| Error::Corrupt("village code"))?;
        names.extend(stream::of_village(&code));
    }
    tx.lock_streams(&names)
}

fn answer(
    tx: &dyn Tx,
    request: &Request<'_>,
    (parsed, results): (&Parsed, &[Judged]),
    now_ms: i64,
) -> Result<(Writer, u64)> {
    let device = devices::find(tx, request.dev)?.ok_or(Error::Corrupt("device"))?;
    let (sid, rows_a_page) = (request.sid, request.rows_a_page);
    let facts = answer::Facts { sid, now_ms, epoch: epoch(tx)?, device: &device, rows_a_page };
    let mut answer = answer::begin(&facts, results);
    if device.state != "active" {
        return Ok((answer, 0));
    }
    let is_behind = parsed.hello.known < device.wm;
    let rows = page::write(tx, &facts, (&parsed.cursors, is_behind, parsed.hello.max_down), &mut answer)?;
    Ok((answer, rows))
}

/// The signature is checked over the compressed bytes: nobody unknown makes us decompress.
fn prove(db: &dyn Tx, request: &Request<'_>) -> Result<Device> {
    let unknown = || Error::refused(StatusCode::UNAUTHORIZED, "device.unknown");
    let device = devices::find(db, request.dev)?.filter(|device| device.dev != 0).ok_or_else(unknown)?;
    let place = (PATH, request.sid, request.wall);
    if auth::is_request_signed(place, request.body, request.sig, &device.key) {
        Ok(device)
    } else {
        Err(Error::refused(StatusCode::BAD_REQUEST, "request.signature"))
    }
}

fn read(body: &[u8]) -> Result<Parsed> {
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
