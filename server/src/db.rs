//! The encrypted database: opening, pragmas, migrations.

use std::path::Path;

use rusqlite::{Connection, OptionalExtension};
use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// Schema steps in order; a released one is frozen by `migrations/LOCK`.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/server/sqlite/0001_foundation.sql"),
    include_str!("../../migrations/server/sqlite/0002_letterhead.sql"),
    include_str!("../../migrations/server/sqlite/0003_session.sql"),
];

/// SQLite 3.51.3 and later: before it, two connections could corrupt a WAL file (design.md 4).
const SQLITE_MIN: i32 = 3_051_003;

/// Opens a database file with its raw key and brings its schema up to date.
///
/// # Errors
/// [`Error::Usage`] if the key does not fit or a newer server wrote it; the file is not touched.
pub fn open(path: &Path, key: &[u8; 32]) -> Result<Connection> {
    if rusqlite::version_number() < SQLITE_MIN {
        return Err(Error::Corrupt("sqlite too old"));
    }
    let db = Connection::open(path)?;
    // SQLCipher would print every failure on standard error, beside the one line that says it in words.
    db.execute_batch("PRAGMA cipher_log_level = NONE")?;
    let hex = Zeroizing::new(pesiar_core::sync::auth::to_hex(key));
    db.execute_batch(&Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", *hex)))?;
    db.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))
        .map_err(|_| Error::usage("basis data tidak dapat dibuka dengan kunci ini; berkasnya tidak diubah"))?;
    db.execute_batch(
        "PRAGMA journal_mode = WAL;      -- reports never wait for a sync
         PRAGMA synchronous = FULL;      -- what was acknowledged survives a power cut
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;     -- no plain text in temporary files
         PRAGMA busy_timeout = 5000;     -- the command line may hold the writer for a moment
         PRAGMA cache_size = -64000;     -- 64 MB",
    )?;
    db.set_prepared_statement_cache_capacity(64);
    migrate(&db)?;
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

/// A meta value.
///
/// # Errors
/// [`Error::Db`].
pub fn meta(db: &Connection, key: &str) -> Result<Option<String>> {
    Ok(db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?.query_row([key], |row| row.get(0)).optional()?)
}

/// Sets a meta value.
///
/// # Errors
/// [`Error::Db`].
pub fn set_meta(db: &Connection, key: &str, value: &str) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO meta (key, value)
         VALUES (?1, ?2)
         ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    )?
    .execute([key, value])?;
    Ok(())
}

/// Life line of this server: +1 after every restore.
///
/// # Errors
/// [`Error::Db`].
pub fn epoch(db: &Connection) -> Result<i64> {
    Ok(meta(db, "epoch")?.and_then(|text| text.parse().ok()).unwrap_or(1))
}
