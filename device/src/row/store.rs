//! All SQL of rows: the typed view tables and the base.

use pesiar_core::row::Row;
use pesiar_core::row::fold::Next;
use pesiar_core::row::noun::Noun;
use pesiar_core::row::store::{Cell, cells as cells_of, columns, from_cells, statements};
use pesiar_core::row::tomb::Why;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, params_from_iter};

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

/// Takes a row out of the view and out of the search.
///
/// # Errors
/// [`Error::Db`].
pub fn remove(db: &Connection, noun: Noun, id: &str) -> Result<()> {
    db.prepare_cached(&format!("DELETE FROM {} WHERE id = ?1", noun.table()))?.execute([id])?;
    if noun == Noun::Person { person::store::forget(db, id) } else { Ok(()) }
}

/// Shows what a fold made of a row.
///
/// # Errors
/// [`Error::Db`].
pub fn show(db: &Connection, id: &str, next: Next) -> Result<()> {
    match next {
        Next::Same => Ok(()),
        Next::Live(row) => {
            unbury(db, id)?;
            save(db, &row)
        }
        Next::Gone(tomb) => bury(db, (tomb.noun(), id), (tomb.why, &tomb.to)),
    }
}

/// Forgets that a row was gone.
///
/// # Errors
/// [`Error::Db`].
pub fn unbury(db: &Connection, id: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM dead_row WHERE row_id = ?1")?.execute([id])?;
    Ok(())
}

/// Takes a row that is gone out of the view, and remembers why.
///
/// # Errors
/// [`Error::Db`].
pub fn bury(db: &Connection, (noun, id): (Noun, &str), (why, to): (Why, &str)) -> Result<()> {
    remove(db, noun, id)?;
    db.prepare_cached("INSERT OR REPLACE INTO dead_row (row_id, noun, why, to_id) VALUES (?1, ?2, ?3, ?4)")?
        .execute([id, noun.name(), why.code(), to])?;
    Ok(())
}

/// Takes everything of a stream out of the view.
///
/// # Errors
/// [`Error::Db`].
pub fn remove_stream(db: &Connection, stream: &str) -> Result<()> {
    for noun in Noun::ALL {
        let mut statement = db.prepare_cached(&format!("SELECT id FROM {} WHERE stream = ?1", noun.table()))?;
        let ids: Vec<String> = statement.query_map([stream], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
        ids.iter().try_for_each(|id| remove(db, *noun, id))?;
    }
    Ok(())
}

/// Takes everything out of the view.
///
/// # Errors
/// [`Error::Db`].
pub fn remove_all(db: &Connection) -> Result<()> {
    let tables = Noun::ALL.iter().map(|noun| noun.table());
    for table in tables.chain(["dead_row", "search_key", "person_search", "imported", "draft", "exchange"]) {
        db.execute(&format!("DELETE FROM {table}"), [])?;
    }
    Ok(())
}

/// Whether the view knows that a row is gone.
///
/// # Errors
/// [`Error::Db`].
pub fn is_gone(db: &Connection, id: &str) -> Result<bool> {
    Ok(db.prepare_cached("SELECT 1 FROM dead_row WHERE row_id = ?1")?.exists([id])?)
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
