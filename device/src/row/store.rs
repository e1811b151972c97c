//! All SQL of rows: the typed view tables and the base.

use pesiar_core::row::Row;
use pesiar_core::row::noun::Noun;
use pesiar_core::row::store::{Cell, cells as cells_of, columns, from_cells, statements};
use pesiar_core::row::wire::WireRow;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, params, params_from_iter};

use crate::error::{Error, Result};
use crate::person;

/// The row as people see it.
///
/// # Errors
/// [`Error::Db`]; [`Error::Corrupt`] if a stored document cannot be read.
pub fn load(db: &Connection, noun: Noun, id: &str) -> Result<Option<Row>> {
    let sql = format!("{} WHERE id = ?1", statements(noun).select);
    db.prepare_cached(&sql)?.query_row([id], |row| read(noun, row)).optional()?.transpose()
}

/// Saves the view of a row, and the search entries that depend on it.
///
/// # Errors
/// [`Error::Db`].
pub fn save(db: &Connection, row: &Row) -> Result<()> {
    let values = cells_of(row).into_iter().map(to_value);
    db.prepare_cached(&statements(row.noun).upsert)?.execute(params_from_iter(values))?;
    person::store::index(db, row)
}

/// Takes a row out of the view: the server has never heard of it and no own segment makes it.
///
/// # Errors
/// [`Error::Db`].
pub fn remove(db: &Connection, noun: Noun, id: &str) -> Result<()> {
    db.prepare_cached(&format!("DELETE FROM {} WHERE id = ?1", noun.table()))?.execute([id])?;
    Ok(())
}

/// Rows whose fields have the given values, in order of id.
///
/// # Errors
/// [`Error::Refused`] for a field the noun does not have.
pub fn list(db: &Connection, noun: Noun, filters: &[(String, String)]) -> Result<Vec<Row>> {
    let mut sql = statements(noun).select.clone();
    for (place, (field, _)) in filters.iter().enumerate() {
        if !columns(noun).any(|column| column == field) {
            return Err(Error::refused("field.unknown", field.clone()));
        }
        let word = if place == 0 { "WHERE" } else { "AND" };
        sql.push_str(&format!(" {word} CAST({field} AS TEXT) = ?{}", place + 1));
    }
    sql.push_str(" ORDER BY id");
    let mut statement = db.prepare(&sql)?;
    let rows = statement.query_map(params_from_iter(filters.iter().map(|(_, value)| value)), |row| read(noun, row))?;
    rows.map(|row| row?).collect()
}

/// Rows with an open conflict.
///
/// # Errors
/// [`Error::Db`].
pub fn disputed(db: &Connection) -> Result<Vec<Row>> {
    let mut all = Vec::new();
    for noun in Noun::ALL {
        let sql = format!("{} WHERE conflicts IS NOT NULL ORDER BY id", statements(*noun).select);
        let mut statement = db.prepare_cached(&sql)?;
        for row in statement.query_map([], |row| read(*noun, row))? {
            all.push(row??);
        }
    }
    Ok(all)
}

/// How many values wait beside the one in use, in all rows.
///
/// # Errors
/// [`Error::Db`].
pub fn count_disputes(db: &Connection) -> Result<u32> {
    let mut sum = 0;
    for noun in Noun::ALL {
        let table = noun.table();
        let sql =
            format!("SELECT coalesce(sum(json_array_length(conflicts)), 0) FROM {table} WHERE conflicts IS NOT NULL");
        sum += db.prepare_cached(&sql)?.query_row([], |row| row.get::<_, u32>(0))?;
    }
    Ok(sum)
}

/// Which noun a row id belongs to in the view.
///
/// # Errors
/// [`Error::Db`].
pub fn noun_of(db: &Connection, id: &str) -> Result<Option<Noun>> {
    for noun in Noun::ALL {
        let sql = format!("SELECT 1 FROM {} WHERE id = ?1", noun.table());
        if db.prepare_cached(&sql)?.exists([id])? {
            return Ok(Some(*noun));
        }
    }
    Ok(None)
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

/// The server's last word on a row.
///
/// # Errors
/// [`Error::Db`]; [`Error::Corrupt`].
pub fn base(db: &Connection, row_id: &str) -> Result<Option<Row>> {
    let found: Option<(String, String)> = db
        .prepare_cached("SELECT stream, doc FROM base WHERE row_id = ?1 ORDER BY rev DESC LIMIT 1")?
        .query_row([row_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((stream, doc)) = found else { return Ok(None) };
    let wire: WireRow = serde_json::from_str(&doc).map_err(|_| Error::Corrupt)?;
    Ok(wire.into_row(&stream))
}

/// Puts a row into the inbox of a stream that is still being received.
///
/// # Errors
/// [`Error::Db`].
pub fn stage(db: &Connection, stream: &str, row: &WireRow) -> Result<()> {
    let doc = serde_json::to_string(row).map_err(|_| Error::Internal("wire row"))?;
    db.prepare_cached("INSERT OR REPLACE INTO inbox (stream, row_id, rev, doc) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![stream, row.id, row.r, doc])?;
    Ok(())
}

fn read(noun: Noun, row: &rusqlite::Row<'_>) -> rusqlite::Result<Result<Row>> {
    Ok(from_cells(noun, cells(row)?).ok_or(Error::Corrupt))
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
        Cell::Blob(bytes) => Value::Blob(bytes),
    }
}
