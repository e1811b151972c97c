//! One encrypted file: opening, pragmas, migrations, one writer and any number of readers.

mod group;
mod tx;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, ErrorCode};
use zeroize::Zeroizing;

use super::Tx;
use crate::error::{Error, Result};
use group::{MEMBERS_MAX, Writer};
use tx::SqliteTx;

/// Schema steps in order; a released one is frozen by `migrations/LOCK`.
const MIGRATIONS: &[&str] = &[
    include_str!("../../../../migrations/server/sqlite/0001_foundation.sql"),
    include_str!("../../../../migrations/server/sqlite/0002_letterhead.sql"),
    include_str!("../../../../migrations/server/sqlite/0003_session.sql"),
    include_str!("../../../../migrations/server/sqlite/0004_lives.sql"),
];

/// SQLite 3.51.3 and later: before it, two connections could corrupt a WAL file (design.md 4).
const SQLITE_MIN: i32 = 3_051_003;

/// Idle readers kept; more are opened in a rush and closed after it.
const READERS_KEPT: usize = 4;

/// Opens a database file with its raw key and brings its schema up to date.
///
/// # Errors
/// [`Error::Usage`] if the key does not fit or a newer server wrote it; the file is not touched.
pub fn open(path: &Path, key: &[u8; 32]) -> Result<Connection> {
    prepared(connect(path, key)?)
}

fn prepared(db: Connection) -> Result<Connection> {
    db.execute_batch(
        "PRAGMA journal_mode = WAL;      -- reports never wait for a sync
         PRAGMA synchronous = FULL;      -- what was acknowledged survives a power cut
         PRAGMA foreign_keys = ON;
         PRAGMA cache_size = -64000;     -- 64 MB",
    )?;
    migrate(&db)?;
    Ok(db)
}

fn connect(path: &Path, key: &[u8; 32]) -> Result<Connection> {
    if rusqlite::version_number() < SQLITE_MIN {
        return Err(Error::Corrupt("sqlite too old"));
    }
    let db = Connection::open(path)?;
    // SQLCipher would print every failure on standard error, beside the one line that says it in words.
    db.execute_batch("PRAGMA cipher_log_level = NONE")?;
    let hex = Zeroizing::new(pesiar_core::sync::auth::to_hex(key));
    db.execute_batch(&Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", *hex)))?;
    db.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(())).map_err(|error| {
        match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                Error::usage("basis data tidak dapat dibuka dengan kunci ini; berkasnya tidak diubah")
            }
            _ => error.into(), // a full or failing disk is not a wrong key
        }
    })?;
    db.execute_batch(
        "PRAGMA temp_store = MEMORY;     -- no plain text in temporary files
         PRAGMA busy_timeout = 5000;     -- the command line may hold the writer for a moment",
    )?;
    db.set_prepared_statement_cache_capacity(128);
    Ok(db)
}

fn migrate(db: &Connection) -> Result<()> {
    let version: u32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version as usize > MIGRATIONS.len() {
        return Err(Error::usage("basis data ini dibuat oleh server yang lebih baru"));
    }
    for (step, sql) in MIGRATIONS.iter().enumerate().skip(version as usize) {
        db.execute_batch(&format!("BEGIN EXCLUSIVE; {sql}; PRAGMA user_version = {}; COMMIT;", step + 1))?;
    }
    Ok(())
}

/// An open file, or a database in memory.
pub struct Sqlite {
    /// Path and raw key; none in memory, where there is no second connection.
    file: Option<(PathBuf, Zeroizing<[u8; 32]>)>,
    writer: Writer,
    readers: Mutex<Vec<Connection>>,
}

impl Sqlite {
    /// Opens a file with its raw key.
    ///
    /// # Errors
    /// As [`open`].
    pub fn open(path: &Path, key: Zeroizing<[u8; 32]>) -> Result<Self> {
        Self::gathering(path, key, MEMBERS_MAX)
    }

    /// The same with at most so many writes in one commit, for measuring what the others are worth.
    ///
    /// # Errors
    /// As [`open`].
    pub fn gathering(path: &Path, key: Zeroizing<[u8; 32]>, members_max: usize) -> Result<Self> {
        let writer = Writer::gathering(open(path, &key)?, members_max);
        Ok(Self { file: Some((path.to_owned(), key)), writer, readers: Mutex::default() })
    }

    /// As [`super::Db::over`].
    ///
    /// # Errors
    /// As [`open`].
    pub fn over(db: Connection) -> Result<Self> {
        db.set_prepared_statement_cache_capacity(128);
        let writer = Writer::gathering(prepared(db)?, MEMBERS_MAX);
        Ok(Self { file: None, writer, readers: Mutex::default() })
    }

    /// As [`super::Db::lend`].
    pub fn lend<T>(&self, work: impl FnOnce(&mut Connection) -> T) -> Option<T> {
        self.file.is_none().then(|| self.writer.lend(work))
    }

    /// As [`super::Db::write`].
    ///
    /// # Errors
    /// Whatever `work` returns, or [`Error::Db`].
    pub fn write<T>(&self, work: impl FnMut(&dyn Tx) -> Result<T>) -> Result<T> {
        self.writer.write(work)
    }

    /// As [`super::Db::read`]: a reader sees the last commit, whoever is writing.
    ///
    /// # Errors
    /// Whatever `work` returns, or [`Error::Db`].
    pub fn read<T>(&self, mut work: impl FnMut(&dyn Tx) -> Result<T>) -> Result<T> {
        let Some((path, key)) = &self.file else { return self.writer.lend(|db| snapshot(db, &mut work))? };
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let db = idle.map_or_else(|| reader(path, key), Ok)?;
        // Should `work` panic, the connection is closed and its snapshot with it.
        let done = snapshot(&db, &mut work)?;
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS_KEPT {
            readers.push(db);
        }
        done
    }
}

fn reader(path: &Path, key: &[u8; 32]) -> Result<Connection> {
    let db = connect(path, key)?;
    db.execute_batch(
        "PRAGMA query_only = ON;
         PRAGMA cache_size = -16000;     -- 16 MB",
    )?;
    Ok(db)
}

/// What `work` said, once its snapshot is closed; the outer failure is the connection's.
fn snapshot<T>(db: &Connection, work: &mut impl FnMut(&dyn Tx) -> Result<T>) -> Result<Result<T>> {
    db.execute_batch("BEGIN")?;
    let tx = SqliteTx::new(db);
    let done = tx.judge(work(&tx));
    db.execute_batch("ROLLBACK")?;
    Ok(done)
}
