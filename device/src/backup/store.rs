//! All SQL of copies: writing one while the original is open, and comparing the two.

use std::path::Path;

use rusqlite::{Connection, params};

use crate::error::{Error, Result};

/// Writes the database as of now into a new file, under the same key.
///
/// # Errors
/// [`Error::Refused`] `folder.full` or `folder.unwritable`.
pub fn copy_into(db: &Connection, path: &Path) -> Result<()> {
    db.execute("VACUUM INTO ?1", [name(path)?]).map(|_| ()).map_err(|error| match Error::from(error) {
        Error::DiskFull => Error::refused("folder.full", "folder"),
        Error::Corrupt => Error::Corrupt,
        _ => Error::refused("folder.unwritable", "folder"),
    })
}

/// Opens a copy beside the original and compares: sound by itself, as many rows in every table, the same newest save.
///
/// # Errors
/// [`Error::Db`].
pub fn is_same(db: &Connection, path: &Path) -> Result<bool> {
    db.execute("ATTACH DATABASE ?1 AS salinan", [name(path)?])?;
    let same = compare(db);
    db.execute_batch("DETACH DATABASE salinan")?;
    same
}

fn compare(db: &Connection) -> Result<bool> {
    let mut check = db.prepare("PRAGMA salinan.integrity_check")?;
    let sound = check.query_map([], |row| row.get::<_, String>(0))?.all(|line| line.is_ok_and(|line| line == "ok"));
    let mut tables = db.prepare(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
             AND sql NOT LIKE 'CREATE VIRTUAL%'",
    )?;
    let names: Vec<String> = tables.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for name in names {
        let count = |schema: &str| {
            let sql = format!("SELECT count(*) FROM {schema}.\"{name}\"");
            db.query_row(&sql, [], |row| row.get::<_, i64>(0))
        };
        if count("main")? != count("salinan")? {
            return Ok(false);
        }
    }
    let newest = |schema: &str| {
        let sql = format!(
            "SELECT group_concat(hex(hash)) FROM (SELECT hash FROM {schema}.segment ORDER BY seq DESC LIMIT 1)"
        );
        db.query_row(&sql, [], |row| row.get::<_, Option<String>>(0))
    };
    Ok(sound && newest("main")? == newest("salinan")?)
}

/// Persons in the database, for the record of the copy.
///
/// # Errors
/// [`Error::Db`].
pub fn people(db: &Connection) -> Result<i64> {
    Ok(db.query_row("SELECT count(*) FROM person", params![], |row| row.get(0))?)
}

fn name(path: &Path) -> Result<&str> {
    path.to_str().ok_or_else(|| Error::refused("folder.unwritable", "folder"))
}
