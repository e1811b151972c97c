//! All SQL of streams and their entries.

use pesiar_core::row::noun::Noun;
use pesiar_core::row::store::Cell;
use pesiar_core::row::tomb::Why;
use pesiar_core::sync::cursor::{Entry, StreamState};
use pesiar_core::sync::intake::world::Move;

use crate::db::{Row, Tx, batch};
use crate::error::{Error, Result};

/// Where a row stands in a stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// Stream.
    pub stream: String,
    /// Row.
    pub row_id: String,
    /// What it is.
    pub noun: Noun,
    /// Its latest change.
    pub entry: Entry,
    /// Why it is gone from here, the row that stays or the new stream, its revision.
    pub gone: Option<(Why, String, i64)>,
}

const SELECT: &str = "SELECT stream, row_id, noun, seq, dev, other, gone, gone_to, rev FROM entry";

/// A stream; at zero if nothing was ever written.
///
/// # Errors
/// [`Error::Db`].
pub fn one(db: &dyn Tx, name: &str) -> Result<StreamState> {
    let found = db.first("SELECT head, ck, floor FROM stream WHERE stream = ?1", &[name.into()])?;
    let Some(row) = found else { return Ok(StreamState::default()) };
    let ck = row.text(1)?.parse().map_err(|_| Error::Corrupt("stream checksum"))?;
    Ok(StreamState { head: row.int(0)?, ck, floor: row.int(2)? })
}

/// Stores a stream's head and checksum.
///
/// # Errors
/// [`Error::Db`].
pub fn save(db: &dyn Tx, name: &str, stream: StreamState) -> Result<()> {
    let sql = "INSERT INTO stream (stream, head, ck)
         VALUES (?1, ?2, ?3)
         ON CONFLICT (stream) DO UPDATE SET head = excluded.head, ck = excluded.ck";
    db.execute(sql, &[name.into(), stream.head.into(), stream.ck.to_string().into()])?;
    Ok(())
}

/// Where rows stand, in every stream they are or were in.
///
/// # Errors
/// [`Error::Db`].
pub fn of_rows(db: &dyn Tx, ids: &[String]) -> Result<Vec<Placed>> {
    let ids: Vec<Cell> = ids.iter().map(Cell::from).collect();
    batch::select(db, (SELECT, "row_id", ""), &ids)?.iter().map(read).collect()
}

/// Positions of a stream after `seq`, in order, at most `limit`.
///
/// # Errors
/// [`Error::Db`].
pub fn after(db: &dyn Tx, stream: &str, seq: i64, limit: i64) -> Result<Vec<Placed>> {
    let sql = format!("{SELECT} WHERE stream = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3");
    db.query(&sql, &[stream.into(), seq.into(), limit.into()])?.iter().map(read).collect()
}

/// Moves rows to new positions, in few statements.
///
/// # Errors
/// [`Error::Db`].
pub fn enter<'a>(db: &dyn Tx, moves: impl Iterator<Item = &'a Move>, now_ms: i64) -> Result<()> {
    let head = "INSERT INTO entry (stream, row_id, seq, noun, dev, other, gone, gone_to, rev, at_ms)";
    let tail = "ON CONFLICT (row_id, stream) DO UPDATE SET seq = excluded.seq, noun = excluded.noun,
             dev = excluded.dev, other = excluded.other, gone = excluded.gone, gone_to = excluded.gone_to,
             rev = excluded.rev, at_ms = excluded.at_ms";
    batch::insert(db, (head, tail), moves.map(|step| cells(step, now_ms)).collect())
}

fn cells(step: &Move, now_ms: i64) -> Vec<Cell> {
    let (gone, to, rev) = match &step.gone {
        None => (Cell::Null, Cell::Null, 0),
        Some((why, to, rev)) => (why.code().into(), to.as_str().into(), *rev),
    };
    let Entry { seq, dev, other } = step.entry;
    let name = step.noun.name();
    vec![
        (&step.stream).into(),
        (&step.row_id).into(),
        seq.into(),
        name.into(),
        dev.into(),
        other.into(),
        gone,
        to,
        rev.into(),
        now_ms.into(),
    ]
}

fn read(row: &Row) -> Result<Placed> {
    let gone = match row.opt_text(6)? {
        None => None,
        Some(why) => {
            let why = Why::from_code(&why).ok_or(Error::Corrupt("end of a row"))?;
            Some((why, row.opt_text(7)?.unwrap_or_default(), row.int(8)?))
        }
    };
    Ok(Placed {
        stream: row.text(0)?,
        row_id: row.text(1)?,
        noun: Noun::from_name(&row.text(2)?).ok_or(Error::Corrupt("entry noun"))?,
        entry: Entry { seq: row.int(3)?, dev: row.dev(4)?, other: row.int(5)? },
        gone,
    })
}

/// The highest position of an end older than `before_ms` in each stream that has one.
///
/// # Errors
/// [`Error::Db`].
pub fn old_ends(db: &dyn Tx, before_ms: i64) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT stream, max(seq) FROM entry WHERE gone IS NOT NULL AND at_ms < ?1 GROUP BY stream";
    db.query(sql, &[before_ms.into()])?.iter().map(|row| Ok((row.text(0)?, row.int(1)?))).collect()
}

/// Forgets the ends of a stream up to a position and raises its floor.
///
/// # Errors
/// [`Error::Db`].
pub fn raise_floor(db: &dyn Tx, stream: &str, floor: i64) -> Result<()> {
    let args = [stream.into(), floor.into()];
    db.execute("DELETE FROM entry WHERE stream = ?1 AND seq <= ?2 AND gone IS NOT NULL", &args)?;
    db.execute("UPDATE stream SET floor = ?2 WHERE stream = ?1 AND floor < ?2", &args)?;
    Ok(())
}
