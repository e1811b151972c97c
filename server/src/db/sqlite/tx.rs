//! Statements on one SQLite connection.

use std::cell::RefCell;

use pesiar_core::row::store::Cell;
use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, params_from_iter};

use crate::db::{Fault, Row, Tx};
use crate::error::Result;

/// A transaction somebody else began and will end.
pub(super) struct SqliteTx<'a> {
    db: &'a Connection,
    failed: RefCell<Option<String>>,
}

impl<'a> SqliteTx<'a> {
    pub(super) const fn new(db: &'a Connection) -> Self {
        Self { db, failed: RefCell::new(None) }
    }

    /// What came of the work: never good if one of its statements failed, even if it went on. PostgreSQL could not.
    pub(super) fn judge<T>(&self, worked: Result<T>) -> Result<T> {
        match self.failed.take() {
            Some(text) => worked.and(Err(Fault::Swallowed(text).into())),
            None => worked,
        }
    }

    fn note<T>(&self, done: rusqlite::Result<T>) -> Result<T> {
        done.map_err(|error| {
            self.failed.borrow_mut().get_or_insert_with(|| error.to_string());
            error.into()
        })
    }

    fn rows(&self, sql: &str, args: &[Cell]) -> rusqlite::Result<Vec<Row>> {
        let mut statement = self.db.prepare_cached(sql)?;
        let width = statement.column_count();
        let mut rows = statement.query(params_from_iter(args.iter().map(Arg)))?;
        let mut all = Vec::new();
        while let Some(row) = rows.next()? {
            let cells: rusqlite::Result<_> = (0..width).map(|at| row.get_ref(at).map(to_cell)).collect();
            all.push(Row::new(cells?));
        }
        Ok(all)
    }
}

impl Tx for SqliteTx<'_> {
    fn query(&self, sql: &str, args: &[Cell]) -> Result<Vec<Row>> {
        self.note(self.rows(sql, args))
    }

    fn execute(&self, sql: &str, args: &[Cell]) -> Result<u64> {
        let statement = self.db.prepare_cached(sql);
        let touched = statement.and_then(|mut statement| statement.execute(params_from_iter(args.iter().map(Arg))));
        self.note(touched).map(|touched| touched as u64)
    }

    /// Nothing to do: a writer holds the whole file.
    fn lock_device(&self, _devs: &[u32]) -> Result<()> {
        Ok(())
    }

    /// Nothing to do: a writer holds the whole file.
    fn lock_streams(&self, _names: &[String]) -> Result<()> {
        Ok(())
    }
}

struct Arg<'a>(&'a Cell);

impl ToSql for Arg<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Cell::Null => ToSqlOutput::Owned(Value::Null),
            Cell::Int(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Blob(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}

fn to_cell(value: ValueRef<'_>) -> Cell {
    match value {
        ValueRef::Integer(number) => Cell::Int(number),
        ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Cell::Blob(bytes.to_vec()),
        // No column of ours is REAL: tables are STRICT.
        ValueRef::Null | ValueRef::Real(_) => Cell::Null,
    }
}
