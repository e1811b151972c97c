//! All SQL of rows, streams and entries.

use pesiar_core::row::Row;
use pesiar_core::row::noun::Noun;
use pesiar_core::row::store::{Cell, cells as cells_of, from_cells, statements};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use crate::error::{Error, Result};

/// Head and checksum of a stream.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stream {
    /// Last position.
    pub head: i64,
    /// Wrapping sum over live rows.
    pub ck: u64,
}

/// A row by id.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn load(db: &Connection, noun: Noun, id: &str) -> Result<Option<Row>> {
    let sql = format!("{} WHERE id = ?1", statements(noun).select);
    db.prepare_cached(&sql)?.query_row([id], |row| read(noun, row)).optional()?.transpose()
}

/// Rows of a noun in a village.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn of_village(db: &Connection, noun: Noun, village: &str) -> Result<Vec<Row>> {
    let sql = format!("{} WHERE village_code = ?1 ORDER BY id", statements(noun).select);
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map([village], |row| read(noun, row))?;
    rows.map(|row| row?).collect()
}

/// Rows of a noun in every village, in order of village.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn of_villages(db: &Connection, noun: Noun) -> Result<Vec<Row>> {
    let sql = format!("{} WHERE village_code <> '' ORDER BY village_code, id", statements(noun).select);
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map([], |row| read(noun, row))?;
    rows.map(|row| row?).collect()
}

/// Saves a row.
///
/// # Errors
/// [`Error::Db`].
pub fn save(db: &Connection, row: &Row) -> Result<()> {
    let values = cells_of(row).into_iter().map(to_value);
    db.prepare_cached(&statements(row.noun).upsert)?.execute(params_from_iter(values))?;
    Ok(())
}

/// Moves a row to a new position of its stream.
///
/// # Errors
/// [`Error::Db`].
pub fn enter(db: &Connection, row: &Row, seq: i64) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO entry (stream, row_id, seq, noun)
         VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (stream, row_id) DO UPDATE SET seq = excluded.seq",
    )?
    .execute(params![row.stream, row.id, seq, row.noun.name()])?;
    Ok(())
}

/// A stream's head; at zero if nothing was ever written.
///
/// # Errors
/// [`Error::Db`].
pub fn stream(db: &Connection, name: &str) -> Result<Stream> {
    let found = db
        .prepare_cached("SELECT head, ck FROM stream WHERE stream = ?1")?
        .query_row([name], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))
        .optional()?;
    let Some((head, ck)) = found else { return Ok(Stream::default()) };
    Ok(Stream { head, ck: ck.parse().map_err(|_| Error::Corrupt("stream checksum"))? })
}

/// Stores a stream's head.
///
/// # Errors
/// [`Error::Db`].
pub fn set_stream(db: &Connection, name: &str, stream: Stream) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO stream (stream, head, ck)
         VALUES (?1, ?2, ?3)
         ON CONFLICT (stream) DO UPDATE SET head = excluded.head, ck = excluded.ck",
    )?
    .execute(params![name, stream.head, stream.ck.to_string()])?;
    Ok(())
}

/// Positions of a stream after `seq`, at most `limit`: position, noun, row id.
///
/// # Errors
/// [`Error::Db`].
pub fn entries(db: &Connection, stream: &str, seq: i64, limit: i64) -> Result<Vec<(i64, String, String)>> {
    let mut statement =
        db.prepare_cached("SELECT seq, noun, row_id FROM entry WHERE stream = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3")?;
    let rows = statement.query_map(params![stream, seq, limit], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Id and revision of every row of a village, for the data version of a report.
///
/// # Errors
/// [`Error::Db`].
pub fn revisions(db: &Connection, village: &str) -> Result<Vec<(String, i64)>> {
    let mut all = Vec::new();
    for noun in Noun::ALL.iter().filter(|noun| noun.is_counted()) {
        let sql = format!("SELECT id, rev FROM {} WHERE village_code = ?1", noun.table());
        let mut statement = db.prepare_cached(&sql)?;
        for row in statement.query_map([village], |row| Ok((row.get(0)?, row.get(1)?)))? {
            all.push(row?);
        }
    }
    Ok(all)
}

fn read(noun: Noun, row: &rusqlite::Row<'_>) -> rusqlite::Result<Result<Row>> {
    Ok(from_cells(noun, cells(row)?).ok_or(Error::Corrupt("row")))
}

/// A selected row as core reads it.
///
/// # Errors
/// Whatever the database says.
pub(crate) fn cells(row: &rusqlite::Row<'_>) -> rusqlite::Result<Vec<Cell>> {
    (0..row.as_ref().column_count()).map(|place| row.get_ref(place).map(to_cell)).collect()
}

fn to_cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Integer(number) => Cell::Int(number),
        ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
        _ => Cell::Null,
    }
}

fn to_value(cell: Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Int(number) => Value::Integer(number),
        Cell::Text(text) => Value::Text(text),
    }
}
