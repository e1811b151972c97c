//! Everything a request can touch: read beforehand, changed in memory, written back once.

use std::collections::{BTreeMap, BTreeSet};

use ed25519_dalek::VerifyingKey;

use crate::access::Actor;
use crate::row::Row;
use crate::row::fold::Current;
use crate::row::noun::Noun;
use crate::row::tomb::{Tomb, Why};
use crate::segment::Body;
use crate::segment::dot::Dot;
use crate::segment::seal::Hash;
use crate::sync::cursor::{Entry, StreamState};
use crate::sync::message::Seg;

/// Whether a device may still write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It may.
    Active,
    /// A person must look first; what it writes waits.
    Suspended,
    /// It may not any more: stolen, lost or taken back.
    Revoked,
}

impl State {
    /// The stable text.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Revoked => "revoked",
        }
    }

    /// The member with this text; whatever is not known is not trusted.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        match code {
            "active" => Self::Active,
            "suspended" => Self::Suspended,
            _ => Self::Revoked,
        }
    }
}

/// A device's chain as the server knows it.
#[derive(Debug, Clone)]
pub struct Chain {
    /// Device number.
    pub dev: u32,
    /// Signs requests, and segments carried from an earlier life.
    pub key: VerifyingKey,
    /// Whether it may write.
    pub state: State,
    /// Highest segment recorded.
    pub wm: u64,
    /// Chain hash there.
    pub hash: Hash,
    /// Assignment revision.
    pub arev: i64,
    /// Last contact, server clock, ms.
    pub seen: i64,
    /// The earlier life: its number and the last segment both lives share.
    pub parent: Option<(u32, u64)>,
    /// When boots of this device began, by the server's clock.
    pub boots: BTreeMap<String, i64>,
}

/// A person who signs on a device.
#[derive(Debug, Clone)]
pub struct Worker {
    /// Signs segments.
    pub key: VerifyingKey,
    /// Role and area.
    pub actor: Actor,
    /// Whether they still work.
    pub is_active: bool,
}

/// A village a device has or had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Dotted code.
    pub village: String,
    /// How it was lost; none while it holds.
    pub lost: Option<Lost>,
}

/// The end of an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lost {
    /// First assignment revision without it.
    pub arev: i64,
    /// Taken for reasons of security: what comes later waits for a person.
    pub is_security: bool,
    /// When, server clock, ms.
    pub at: i64,
}

/// A row as it is known.
#[derive(Debug, Clone, Default)]
pub enum Known {
    /// Nothing was ever written.
    #[default]
    Unknown,
    /// It lives.
    Live(Row),
    /// It is gone.
    Gone(Tomb),
}

/// A row, its place in its stream, and whether this request changed it.
#[derive(Debug, Clone, Default)]
pub struct Held {
    /// The row.
    pub known: Known,
    /// Its latest change.
    pub entry: Option<Entry>,
    /// Whether it must be written back.
    pub is_changed: bool,
}

/// A change of a stream's table of rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// Stream.
    pub stream: String,
    /// Row.
    pub row_id: String,
    /// What it is.
    pub noun: Noun,
    /// Where it stands now.
    pub entry: Entry,
    /// Why it is gone from there; the row that stays or the new stream; its revision. None while it lives there.
    pub gone: Option<(Why, String, i64)>,
}

/// What was read, and what changed.
#[derive(Debug, Default)]
pub struct World {
    /// Workers of the chain's device.
    pub workers: BTreeMap<String, Worker>,
    /// Its villages, past ones too.
    pub areas: Vec<Area>,
    /// Rows by id.
    pub rows: BTreeMap<String, Held>,
    /// Streams by name.
    pub streams: BTreeMap<String, StreamState>,
    /// Corrected times of recorded segments.
    pub times: BTreeMap<(u32, u64), i64>,
    /// Bodies recorded before, of segments that came again.
    pub bodies: BTreeMap<u64, Vec<u8>>,
    /// Chain hashes of the earlier life, where its segments are carried.
    pub parent: BTreeMap<u64, Hash>,
    /// Rows that were gone and live again.
    pub revived: BTreeSet<String>,
    /// Changes of streams by stream and row: only the latest place counts.
    pub moves: BTreeMap<(String, String), Move>,
}

impl World {
    /// What is known of a row.
    #[must_use]
    pub fn current(&self, id: &str) -> Current<'_> {
        match self.rows.get(id).map(|held| &held.known) {
            None | Some(Known::Unknown) => Current::Unknown,
            Some(Known::Live(row)) => Current::Live(row),
            Some(Known::Gone(tomb)) => Current::Gone(tomb),
        }
    }

    /// Corrected time of an earlier write.
    #[must_use]
    pub fn t_of(&self, dot: Dot) -> i64 {
        self.times.get(&(dot.dev, dot.seq)).copied().unwrap_or(i64::MIN)
    }
}

/// What must be read before segments are taken in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Needs {
    /// Rows.
    pub rows: BTreeSet<String>,
    /// Streams named by operations; those of the rows come on top.
    pub streams: BTreeSet<String>,
    /// Places of the earlier life.
    pub parent: BTreeSet<u64>,
}

/// What these segments will touch. What cannot be read touches nothing.
#[must_use]
pub fn needs<'a>(segs: impl Iterator<Item = &'a Seg>) -> Needs {
    let mut needs = Needs::default();
    for body in segs.filter_map(|seg| Body::decode(&seg.body).ok()) {
        of_body(&mut needs, &body);
        if let Some(fork) = &body.fork {
            needs.parent.insert(fork.seq);
            if let Ok(inner) = Body::decode(fork.body.as_bytes()) {
                of_body(&mut needs, &inner);
            }
        }
    }
    needs
}

fn of_body(needs: &mut Needs, body: &Body) {
    for op in body.ops().flatten() {
        needs.rows.extend(op.rows().map(str::to_owned));
        let other = (op.verb == crate::segment::op::Verb::Move).then(|| op.with.clone());
        needs.streams.extend(std::iter::once(op.stream.clone()).chain(other));
    }
}

impl World {
    /// Writes that some of these operations did not see: only their times are ever compared.
    #[must_use]
    pub fn unseen(&self, segs: &[Seg]) -> BTreeSet<(u32, u64)> {
        let mut places = BTreeSet::new();
        for body in segs.iter().filter_map(|seg| Body::decode(&seg.body).ok()) {
            let inner = body.fork.as_ref().and_then(|fork| Body::decode(fork.body.as_bytes()).ok());
            for op in inner.as_ref().unwrap_or(&body).ops().flatten() {
                let Current::Live(row) = self.current(&op.id) else { continue };
                let unseen = op
                    .fields
                    .iter()
                    .filter_map(|(name, change)| row.dots.get(name).filter(|dot| Some(*dot) != change.base));
                places.extend(unseen.map(|dot| (dot.dev, dot.seq)));
            }
        }
        places
    }
}
