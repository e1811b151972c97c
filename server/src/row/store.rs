//! All SQL of rows, streams and entries.

use std::collections::BTreeMap;

use pesiar_core::row::Row;
use pesiar_core::row::noun::Noun;
use pesiar_core::row::store::{Cell, cells, columns, from_cells, statements};

use crate::db::{Row as Selected, Tx, batch};
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
pub fn load(db: &dyn Tx, noun: Noun, id: &str) -> Result<Option<Row>> {
    let sql = format!("{} WHERE id = ?1", statements(noun).select);
    db.first(&sql, &[id.into()])?.map(|row| read(noun, row)).transpose()
}

/// Rows by id, in few statements; an id that is not there is not in the answer.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn load_many(db: &dyn Tx, noun: Noun, ids: &[String]) -> Result<BTreeMap<String, Row>> {
    let ids: Vec<Cell> = ids.iter().map(Cell::from).collect();
    let rows = batch::select(db, (&statements(noun).select, "id", ""), &ids)?;
    rows.into_iter().map(|row| read(noun, row).map(|row| (row.id.clone(), row))).collect()
}

/// Rows of a noun in a village.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn of_village(db: &dyn Tx, noun: Noun, village: &str) -> Result<Vec<Row>> {
    let sql = format!("{} WHERE village_code = ?1 ORDER BY id", statements(noun).select);
    db.query(&sql, &[village.into()])?.into_iter().map(|row| read(noun, row)).collect()
}

/// Rows of a noun in every village, in order of village.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn of_villages(db: &dyn Tx, noun: Noun) -> Result<Vec<Row>> {
    let sql = format!("{} WHERE village_code <> '' ORDER BY village_code, id", statements(noun).select);
    db.query(&sql, &[])?.into_iter().map(|row| read(noun, row)).collect()
}

/// Saves a row.
///
/// # Errors
/// [`Error::Db`].
pub fn save(db: &dyn Tx, row: &Row) -> Result<()> {
    db.execute(&statements(row.noun).upsert, &cells(row))?;
    Ok(())
}

/// Saves rows of any nouns in few statements; of two with one id the later stands.
///
/// # Errors
/// [`Error::Db`].
pub fn save_many(db: &dyn Tx, rows: &[Row]) -> Result<()> {
    let mut nouns: BTreeMap<Noun, BTreeMap<&str, Vec<Cell>>> = BTreeMap::new();
    for row in rows {
        nouns.entry(row.noun).or_default().insert(&row.id, cells(row));
    }
    for (noun, rows) in nouns {
        let names: Vec<&str> = columns(noun).collect();
        let updates: Vec<String> = names.iter().skip(1).map(|name| format!("{name} = excluded.{name}")).collect();
        let head = format!("INSERT INTO {} ({})", noun.table(), names.join(", "));
        let tail = format!("ON CONFLICT (id) DO UPDATE SET {}", updates.join(", "));
        batch::insert(db, (&head, &tail), rows.into_values().collect())?;
    }
    Ok(())
}

/// Moves a row to a new position of its stream.
///
/// # Errors
/// [`Error::Db`].
pub fn enter(db: &dyn Tx, row: &Row, seq: i64) -> Result<()> {
    enter_many(db, &[(row, seq)])
}

/// Moves rows to new positions of their streams, in few statements; of two moves of one row the later stands.
///
/// # Errors
/// [`Error::Db`].
pub fn enter_many(db: &dyn Tx, rows: &[(&Row, i64)]) -> Result<()> {
    let moves: BTreeMap<(&str, &str), Vec<Cell>> = rows
        .iter()
        .map(|(row, seq)| {
            let cells = vec![Cell::from(&row.stream), Cell::from(&row.id), (*seq).into(), row.noun.name().into()];
            ((row.stream.as_str(), row.id.as_str()), cells)
        })
        .collect();
    let head = "INSERT INTO entry (stream, row_id, seq, noun)";
    let tail = "ON CONFLICT (stream, row_id) DO UPDATE SET seq = excluded.seq";
    batch::insert(db, (head, tail), moves.into_values().collect())
}

/// A stream's head; at zero if nothing was ever written.
///
/// # Errors
/// [`Error::Db`].
pub fn stream(db: &dyn Tx, name: &str) -> Result<Stream> {
    let found = db.first("SELECT head, ck FROM stream WHERE stream = ?1", &[name.into()])?;
    let Some(row) = found else { return Ok(Stream::default()) };
    Ok(Stream { head: row.int(0)?, ck: row.text(1)?.parse().map_err(|_| Error::Corrupt("stream checksum"))? })
}

/// Stores a stream's head.
///
/// # Errors
/// [`Error::Db`].
pub fn set_stream(db: &dyn Tx, name: &str, stream: Stream) -> Result<()> {
    let sql = "INSERT INTO stream (stream, head, ck)
         VALUES (?1, ?2, ?3)
         ON CONFLICT (stream) DO UPDATE SET head = excluded.head, ck = excluded.ck";
    db.execute(sql, &[name.into(), stream.head.into(), stream.ck.to_string().into()])?;
    Ok(())
}

/// Positions of a stream after `seq`, at most `limit`: position, noun, row id.
///
/// # Errors
/// [`Error::Db`].
pub fn entries(db: &dyn Tx, stream: &str, seq: i64, limit: i64) -> Result<Vec<(i64, String, String)>> {
    let sql = "SELECT seq, noun, row_id FROM entry WHERE stream = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3";
    let rows = db.query(sql, &[stream.into(), seq.into(), limit.into()])?;
    rows.iter().map(|row| Ok((row.int(0)?, row.text(1)?, row.text(2)?))).collect()
}

/// Id and revision of every row of a village, for the data version of a report.
///
/// # Errors
/// [`Error::Db`].
pub fn revisions(db: &dyn Tx, village: &str) -> Result<Vec<(String, i64)>> {
    let mut all = Vec::new();
    for noun in Noun::ALL.iter().filter(|noun| noun.is_counted()) {
        let sql = format!("SELECT id, rev FROM {} WHERE village_code = ?1", noun.table());
        for row in db.query(&sql, &[village.into()])? {
            all.push((row.text(0)?, row.int(1)?));
        }
    }
    Ok(all)
}

fn read(noun: Noun, row: Selected) -> Result<Row> {
    from_cells(noun, row.into_cells()).ok_or(Error::Corrupt("row"))
}
