//! The encrypted database: opening, pragmas, migrations.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// Schema steps in order; a released one is frozen by `migrations/LOCK`.
const MIGRATIONS: &[&str] = &[
    include_str!("../../migrations/device/0001_foundation.sql"),
    include_str!("../../migrations/device/0002_letterhead.sql"),
    include_str!("../../migrations/device/0003_lives.sql"),
];

/// Schema version of this app.
pub const SCHEMA: u32 = 3;

/// SQLite 3.51.3 and later: before it, two connections could corrupt a WAL file (design.md 4).
const SQLITE_MIN: i32 = 3_051_003;

/// Opens a database file with its raw key and brings its schema up to date.
///
/// # Errors
/// [`Error::Corrupt`] if the key does not fit or the file is damaged; the file is not touched.
/// [`Error::Newer`] if a newer app wrote it.
pub fn open(path: &Path, key: &[u8; 32]) -> Result<Connection> {
    if rusqlite::version_number() < SQLITE_MIN {
        return Err(Error::Internal("sqlite too old"));
    }
    let db = Connection::open_with_flags(path, OpenFlags::default() | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    unlock(&db, key)?;
    over(db)
}

/// Brings a connection that is already open to today's schema: databases in memory, as the simulator and benches have.
///
/// # Errors
/// [`Error::Newer`], [`Error::Db`].
pub fn over(db: Connection) -> Result<Connection> {
    prepare(&db)?;
    migrate(&db)?;
    Ok(db)
}

/// The key goes first, before any statement that reads, on every connection.
fn unlock(db: &Connection, key: &[u8; 32]) -> Result<()> {
    // SQLCipher would print every failure on standard error, beside the one line that says it in words.
    db.execute_batch("PRAGMA cipher_log_level = NONE")?;
    let hex = Zeroizing::new(pesiar_core::sync::auth::to_hex(key));
    let pragma = Zeroizing::new(format!("PRAGMA key = \"x'{}'\"", *hex));
    db.execute_batch(&pragma)?;
    let cipher: String = db.query_row("PRAGMA cipher_version", [], |row| row.get(0)).unwrap_or_default();
    if cipher.is_empty() {
        return Err(Error::Internal("not sqlcipher"));
    }
    // A full or failing disk is not a wrong key: it must not read as "damaged", which sends people elsewhere.
    Ok(db.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))?)
}

fn prepare(db: &Connection) -> Result<()> {
    db.execute_batch(
        "PRAGMA journal_mode = WAL;      -- readers never wait for a save
         PRAGMA synchronous = FULL;      -- a saved answer survives a power cut
         PRAGMA foreign_keys = ON;
         PRAGMA temp_store = MEMORY;     -- no plain text in temporary files
         PRAGMA busy_timeout = 5000;     -- a virus scanner may hold the file for a moment
         PRAGMA cache_size = -16000;     -- 16 MB: the laptops have 4 GB",
    )?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn migrate(db: &Connection) -> Result<()> {
    let version: u32 = db.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    if version > SCHEMA {
        return Err(Error::Newer);
    }
    for (step, sql) in MIGRATIONS.iter().enumerate().skip(version as usize) {
        db.execute_batch(&format!("BEGIN EXCLUSIVE; {sql}; PRAGMA user_version = {}; COMMIT;", step + 1))?;
    }
    Ok(())
}

/// The check of every page of the file.
const PAGES: &str = "PRAGMA cipher_integrity_check";

/// Checks of structure, of the authenticity of pages, and of references.
pub const CHECKS: [&str; 3] = [PAGES, "PRAGMA integrity_check", "PRAGMA foreign_key_check"];

/// What one of [`CHECKS`] complains about.
///
/// # Errors
/// [`Error::Db`].
pub fn complaints(db: &Connection, check: &str) -> Result<Vec<String>> {
    if check == PAGES {
        // It reads the file past the log: pages that a power cut tore while the log was copied would be blamed, though
        // the log still holds them whole. Where there is no room to copy it, the log stays.
        let _ = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
    let mut statement = db.prepare(check)?;
    let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
    let lines: Vec<String> = lines.collect::<rusqlite::Result<_>>()?;
    Ok(lines.into_iter().filter(|line| line != "ok").collect())
}

/// All [`CHECKS`]; an empty list means sound.
///
/// # Errors
/// [`Error::Db`].
pub fn problems(db: &Connection) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for check in CHECKS {
        found.extend(complaints(db, check)?);
    }
    Ok(found)
}

/// Everything the tables hold, as one hash: equal only if nothing differs.
#[cfg(test)]
pub(crate) fn fingerprint(db: &Connection) -> String {
    use sha2::{Digest, Sha256};
    let mut tables =
        db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'person_search%'").unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().collect::<rusqlite::Result<_>>().unwrap();
    let mut hash = Sha256::new();
    for name in names {
        let mut rows = db.prepare(&format!("SELECT * FROM \"{name}\"")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                hash.update(format!("{name} {column} {:?};", row.get_ref(column).unwrap()).as_bytes());
            }
        }
    }
    pesiar_core::sync::auth::to_hex(&hash.finalize())
}

/// A meta value.
///
/// # Errors
/// [`Error::Db`].
pub fn meta(db: &Connection, key: &str) -> Result<Option<String>> {
    use rusqlite::OptionalExtension;
    Ok(db.prepare_cached("SELECT value FROM meta WHERE key = ?1")?.query_row([key], |row| row.get(0)).optional()?)
}

/// A meta number; 0 if unset.
///
/// # Errors
/// [`Error::Db`].
pub fn meta_int(db: &Connection, key: &str) -> Result<i64> {
    Ok(meta(db, key)?.and_then(|text| text.parse().ok()).unwrap_or(0))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_opens_only_with_its_key_and_is_left_alone_otherwise() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        let db = open(&path, &[1; 32]).unwrap();
        set_meta(&db, "k", "SITI AMINAH").unwrap();
        drop(db);
        let before = std::fs::read(&path).unwrap();
        assert!(matches!(open(&path, &[2; 32]), Err(Error::Corrupt)));
        assert_eq!(std::fs::read(&path).unwrap(), before);
        assert!(!before.windows(4).any(|w| w == b"SITI") && !before.starts_with(b"SQLite format"));
        let again = open(&path, &[1; 32]).unwrap();
        assert_eq!(meta(&again, "k").unwrap().as_deref(), Some("SITI AMINAH"));
        assert!(problems(&again).unwrap().is_empty());
    }

    #[test]
    fn yesterdays_database_gets_the_letterhead_and_keeps_its_rows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        {
            let db = Connection::open(&path).unwrap();
            unlock(&db, &[1; 32]).unwrap();
            db.execute_batch(&format!("BEGIN; {}; PRAGMA user_version = 1; COMMIT;", MIGRATIONS[0])).unwrap();
            set_meta(&db, "k", "kept").unwrap();
        }
        let db = open(&path, &[1; 32]).unwrap();
        assert_eq!(meta(&db, "k").unwrap().as_deref(), Some("kept"));
        let rows: i64 = db.query_row("SELECT count(*) FROM letterhead", [], |row| row.get(0)).unwrap();
        let version: u32 = db.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap();
        assert_eq!((rows, version), (0, SCHEMA));
    }

    #[test]
    fn a_newer_schema_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("x.db");
        open(&path, &[1; 32]).unwrap().execute_batch("PRAGMA user_version = 99").unwrap();
        assert!(matches!(open(&path, &[1; 32]), Err(Error::Newer)));
    }
}
