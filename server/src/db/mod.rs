//! The one door to the province's database: SQL is written once, drivers differ below.

pub mod batch;
pub mod fault;
pub mod postgres;
pub mod row;
pub mod sqlite;
pub mod store;

use pesiar_core::row::store::Cell;

use crate::data::Data;
use crate::error::{Error, Result};
pub use fault::Fault;
pub use row::Row;
pub use sqlite::open;

/// An open transaction. Statements number their parameters `?1`, `?2` .. and are written in what SQLite and PostgreSQL
/// both understand; drivers keep them prepared, so a statement is a fixed text.
pub trait Tx {
    /// Rows of a statement that gives some, also `INSERT .. RETURNING`. After a statement that failed nothing of the
    /// transaction is kept, whatever the work returns.
    ///
    /// # Errors
    /// [`Error::Db`].
    fn query(&self, sql: &str, args: &[Cell]) -> Result<Vec<Row>>;

    /// Runs a statement; how many rows it touched.
    ///
    /// # Errors
    /// [`Error::Db`].
    fn execute(&self, sql: &str, args: &[Cell]) -> Result<u64>;

    /// Holds devices until the end of the transaction; device 0 is the province itself. Read them after this, not before.
    ///
    /// # Errors
    /// [`Error::Db`].
    fn lock_device(&self, devs: &[u32]) -> Result<()>;

    /// Holds streams until the end of the transaction, in their order, after the devices. Rows of a stream and its head
    /// are read after this and change under it only; figures of a village need every stream of it. Ask once, for all.
    ///
    /// # Errors
    /// [`Error::Db`].
    fn lock_streams(&self, names: &[String]) -> Result<()>;
}

impl dyn Tx + '_ {
    /// The first row, if there is one.
    ///
    /// # Errors
    /// [`Error::Db`].
    pub fn first(&self, sql: &str, args: &[Cell]) -> Result<Option<Row>> {
        Ok(self.query(sql, args)?.into_iter().next())
    }
}

/// The database of a province.
pub enum Db {
    /// One encrypted file.
    Sqlite(sqlite::Sqlite),
    /// PostgreSQL.
    Postgres(postgres::Postgres),
}

impl Db {
    /// Opens the database a data folder names.
    ///
    /// # Errors
    /// [`Error::Usage`] if there is none.
    pub fn open(data: &Data) -> Result<Self> {
        if !data.is_server() {
            return Err(Error::usage("folder ini belum berisi server; jalankan init dahulu"));
        }
        Self::create(data)
    }

    /// Opens it, or makes it with no rows in it.
    ///
    /// # Errors
    /// [`Error::Usage`] if its key does not fit or a newer server wrote it.
    pub fn create(data: &Data) -> Result<Self> {
        match data.database_url()? {
            Some(url) => Ok(Self::Postgres(postgres::Postgres::open(&url)?)),
            None => Ok(Self::Sqlite(sqlite::Sqlite::open(&data.database(), data.database_key()?)?)),
        }
    }

    /// Opens a database around a connection that is already open: in memory, as the simulator has it. Everything behind
    /// it is the real thing, but readers use the one connection, too.
    ///
    /// # Errors
    /// [`Error::Usage`] if a newer server wrote it.
    pub fn over(connection: rusqlite::Connection) -> Result<Self> {
        Ok(Self::Sqlite(sqlite::Sqlite::over(connection)?))
    }

    /// The connection of a database in memory, for those who check it from outside; none for any other.
    pub fn lend<T>(&self, work: impl FnOnce(&mut rusqlite::Connection) -> T) -> Option<T> {
        match self {
            Self::Sqlite(db) => db.lend(work),
            Self::Postgres(_) => None,
        }
    }

    /// One transaction that changes something: all of it is on the disk when this returns, or nothing is. `work` may run
    /// several times, so it keeps nothing outside the transaction.
    ///
    /// # Errors
    /// Whatever `work` returns, or [`Error::Db`].
    pub fn write<T>(&self, work: impl FnMut(&dyn Tx) -> Result<T>) -> Result<T> {
        match self {
            Self::Sqlite(db) => db.write(work),
            Self::Postgres(db) => db.write(work),
        }
    }

    /// One snapshot, which never waits for a writer. `work` may run several times.
    ///
    /// # Errors
    /// Whatever `work` returns, or [`Error::Db`].
    pub fn read<T>(&self, work: impl FnMut(&dyn Tx) -> Result<T>) -> Result<T> {
        match self {
            Self::Sqlite(db) => db.read(work),
            Self::Postgres(db) => db.read(work),
        }
    }
}
