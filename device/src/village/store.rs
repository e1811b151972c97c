//! All SQL of villages.

use pesiar_core::id::VillageKey;
use pesiar_core::region::VillageCode;
use rusqlite::{Connection, OptionalExtension, params};

use super::Village;
use crate::error::{Error, Result};

/// The village with the lowest code: the only one until a worker serves several.
///
/// # Errors
/// [`Error::Db`]; [`Error::Corrupt`] if the stored code is none.
pub fn first(db: &Connection) -> Result<Option<Village>> {
    let mut statement =
        db.prepare_cached("SELECT code, name, district, regency, province FROM village ORDER BY code LIMIT 1")?;
    let found: Option<[String; 5]> = statement
        .query_row([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]))
        .optional()?;
    let Some([code, name, district, regency, province]) = found else { return Ok(None) };
    let id_key =
        db.prepare_cached("SELECT id_key FROM village WHERE code = ?1")?.query_row([&code], |row| row.get(0))?;
    let code = VillageCode::parse(&code).map_err(|_| Error::Corrupt)?;
    Ok(Some(Village { code, name, district, regency, province, id_key: VillageKey::new(id_key) }))
}

/// Adds or renames a village.
///
/// # Errors
/// [`Error::Db`].
pub fn save(db: &Connection, village: &Village) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO village (code, name, district, regency, province, id_key)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (code) DO UPDATE SET name = excluded.name, district = excluded.district,
             regency = excluded.regency, province = excluded.province",
    )?
    .execute(params![
        village.code.as_str(),
        village.name,
        village.district,
        village.regency,
        village.province,
        village.id_key.bytes()
    ])?;
    Ok(())
}
