//! What the simulation remembers of every state there ever was, to hold the product against it.

use std::collections::BTreeMap;
use std::rc::Rc;

use pesiar_core::segment::Body;
use pesiar_core::segment::op::{Change, Op};
use rusqlite::Connection;
use serde_json::Value;

use super::rows::{self, Rows};

/// A stream as it was at one head of one life line.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub(crate) rows: Rc<Rows>,
    /// Highest segment of each device recorded while the stream stood there.
    pub(crate) wm: BTreeMap<u32, u64>,
}

/// Life line, stream, head.
pub(crate) type Place = (i64, String, i64);

/// An operation as a laptop wrote it.
#[derive(Debug, Clone)]
pub(crate) struct Write {
    pub(crate) seq: u64,
    pub(crate) op: usize,
    /// `person.set` and its like.
    pub(crate) kind: String,
    pub(crate) id: String,
    pub(crate) stream: String,
    /// Name, new value, dot it replaces.
    pub(crate) fields: Vec<(String, Value, Option<String>)>,
}

/// A segment a laptop has committed.
#[derive(Debug, Clone)]
pub(crate) struct Written {
    pub(crate) hash: Vec<u8>,
    pub(crate) ops: Vec<Write>,
    /// Written by this version's own code, so that its author must see it.
    pub(crate) is_ours: bool,
}

/// A segment as the province has it.
#[derive(Debug, Clone)]
pub(crate) struct Recorded {
    pub(crate) place: i64,
    pub(crate) dev: u32,
    pub(crate) seq: u64,
    pub(crate) body: Vec<u8>,
    pub(crate) hash: Vec<u8>,
    pub(crate) outcomes: Vec<String>,
    pub(crate) t_cmp_ms: i64,
    pub(crate) received_at_ms: i64,
}

/// Everything remembered.
#[derive(Default)]
pub(crate) struct Book {
    pub(crate) states: BTreeMap<Place, State>,
    /// By laptop (device number) and place in its chain.
    pub(crate) written: BTreeMap<(u32, u64), Written>,
    /// Hash of every segment that was ever recorded, in whatever life line.
    pub(crate) recorded: BTreeMap<(u32, u64), Vec<u8>>,
    /// Newest recording that was looked at.
    pub(crate) looked_at: i64,
    /// Watermark at which a device was revoked.
    pub(crate) revoked: BTreeMap<u32, u64>,
    /// Where the base of a laptop's stream claims to stand.
    pub(crate) claims: BTreeMap<(u32, String), Place>,
    /// Highest segment a laptop was told to be safe, and its hash.
    pub(crate) safe: BTreeMap<u32, u64>,
}

impl Book {
    /// Reads the streams of the province as they are now. Returns the sum of heads: it rises with every change.
    pub(crate) fn read_province(&mut self, db: &Connection, epoch: i64, streams: &[String]) -> i64 {
        let wm = watermarks(db);
        let heads = heads(db);
        for stream in streams {
            let head = heads.get(stream).copied().unwrap_or(0);
            let state = self
                .states
                .entry((epoch, stream.clone(), head))
                .or_insert_with(|| State { rows: Rc::new(rows::of_stream(db, stream)), wm: BTreeMap::new() });
            state.wm.clone_from(&wm);
        }
        heads.values().sum()
    }

    /// What a base that claims to stand somewhere must hold, and which own segments that includes.
    pub(crate) fn claimed(&self, dev: u32, stream: &str) -> (Rc<Rows>, u64) {
        let place = self.claims.get(&(dev, stream.to_owned()));
        let state = place.and_then(|place| self.states.get(place));
        state.map_or_else(Default::default, |state| (Rc::clone(&state.rows), state.wm.get(&dev).copied().unwrap_or(0)))
    }

    /// Adds what a laptop has committed since; returns how many segments.
    pub(crate) fn read_chain(&mut self, db: &Connection, dev: u32, is_ours: bool) -> usize {
        let known = self.written.range((dev, 0)..=(dev, u64::MAX)).next_back().map_or(0, |((_, seq), _)| *seq);
        let mut found =
            db.prepare_cached("SELECT seq, hash, body FROM segment WHERE seq > ?1 ORDER BY seq").expect("a table");
        let rows = found.query_map([i64::try_from(known).expect("small")], |row| {
            Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get::<_, Vec<u8>>(2)?))
        });
        let mut count = 0;
        for row in rows.expect("rows") {
            let (seq, hash, body) = row.expect("a row");
            let seq = u64::try_from(seq).expect("positive");
            self.written.insert((dev, seq), Written { hash, ops: writes(seq, &body), is_ours });
            count += 1;
        }
        count
    }
}

/// The operations of a body that can be read.
pub(crate) fn writes(seq: u64, body: &[u8]) -> Vec<Write> {
    let Ok(body) = Body::decode(body) else { return Vec::new() };
    let read = |(op, write): (usize, Op)| {
        let base = |change: &Change| change.base.map(|dot| dot.to_string());
        let fields = write.fields.iter().map(|(name, change)| (name.clone(), change.value.clone(), base(change)));
        Write {
            seq,
            op,
            kind: write.kind(),
            fields: fields.collect(),
            id: write.id.clone(),
            stream: write.stream.clone(),
        }
    };
    body.ops().enumerate().filter_map(|(place, op)| Some(read((place, op.ok()?)))).collect()
}

/// Head of every stream that was ever written.
pub(crate) fn heads(db: &Connection) -> BTreeMap<String, i64> {
    let mut found = db.prepare_cached("SELECT stream, head FROM stream").expect("a table");
    let rows = found.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("rows");
    rows.collect::<rusqlite::Result<_>>().expect("rows")
}

/// Watermark of every device.
pub(crate) fn watermarks(db: &Connection) -> BTreeMap<u32, u64> {
    let mut found = db.prepare_cached("SELECT dev, wm FROM device").expect("a table");
    let rows = found.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?))).expect("rows");
    rows.map(|row| row.map(|(dev, wm)| (dev, u64::try_from(wm).expect("positive"))).expect("a row")).collect()
}

/// Segments recorded after a place, in order of recording.
pub(crate) fn recorded_after(db: &Connection, place: i64) -> Vec<Recorded> {
    let sql = "SELECT recorded, dev, seq, body, hash, outcome, t_cmp_ms, received_at_ms FROM segment
               WHERE recorded > ?1 ORDER BY recorded";
    let mut found = db.prepare_cached(sql).expect("a table");
    let rows = found.query_map([place], |row| {
        let outcomes: String = row.get(5)?;
        let body: Vec<u8> = row.get(3)?;
        Ok(Recorded {
            place: row.get(0)?,
            dev: row.get(1)?,
            seq: u64::try_from(row.get::<_, i64>(2)?).expect("positive"),
            hash: row.get(4)?,
            outcomes: told(&outcomes, &body),
            body,
            t_cmp_ms: row.get(6)?,
            received_at_ms: row.get(7)?,
        })
    });
    rows.expect("rows").collect::<rusqlite::Result<_>>().expect("rows")
}

/// Outcomes one by one; nothing is stored of a segment that was simply applied.
fn told(outcomes: &str, body: &[u8]) -> Vec<String> {
    let told: Vec<String> = serde_json::from_str(outcomes).expect("JSON");
    let ops = Body::decode(body).map_or(0, |body| body.ops.len());
    if told.is_empty() { vec!["applied".to_owned(); ops.max(1)] } else { told }
}
