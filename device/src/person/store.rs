//! All SQL of persons beyond the shared row tables: who has a NIK, and search.

use pesiar_core::row::Row;
use pesiar_core::row::noun::Noun;
use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;

/// Somebody who has a NIK.
pub struct Holder {
    /// Name, for the sentence of V07.
    pub full_name: String,
    /// KK number of their family.
    pub card: Option<String>,
}

/// Who else has this NIK.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn holder_of(db: &Connection, nik: &str, except: &str) -> Result<Option<Holder>> {
    let mut statement = db.prepare_cached(
        "SELECT p.full_name, f.family_card_no
         FROM person p
         LEFT JOIN family f ON f.id = p.family_id
         WHERE p.nik = ?1 AND p.id <> ?2
         LIMIT 1",
    )?;
    let read = |row: &rusqlite::Row<'_>| Ok(Holder { full_name: row.get(0)?, card: row.get(1)? });
    Ok(statement.query_row([nik, except], read).optional()?)
}

/// Keeps search true to a saved person, or to everybody of a saved family.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn index(db: &Connection, row: &Row) -> Result<()> {
    match row.noun {
        Noun::Person => index_one(db, &row.id),
        Noun::Family => {
            let mut statement = db.prepare_cached("SELECT id FROM person WHERE family_id = ?1")?;
            let ids: Vec<String> =
                statement.query_map([&row.id], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            ids.iter().try_for_each(|id| index_one(db, id))
        }
        _ => Ok(()),
    }
}

/// Takes a person out of the search.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn forget(db: &Connection, person_id: &str) -> Result<()> {
    db.prepare_cached("DELETE FROM person_search WHERE rowid = (SELECT docid FROM search_key WHERE person_id = ?1)")?
        .execute([person_id])?;
    db.prepare_cached("DELETE FROM search_key WHERE person_id = ?1")?.execute([person_id])?;
    Ok(())
}

fn index_one(db: &Connection, person_id: &str) -> Result<()> {
    db.prepare_cached("INSERT OR IGNORE INTO search_key (person_id) VALUES (?1)")?.execute([person_id])?;
    db.prepare_cached(
        "INSERT OR REPLACE INTO person_search (rowid, name, nik, card, place)
         SELECT k.docid, p.full_name, p.nik, f.family_card_no, coalesce(f.hamlet, '') || ' rt' || coalesce(f.rt, '')
         FROM search_key k
         JOIN person p ON p.id = k.person_id
         LEFT JOIN family f ON f.id = p.family_id
         WHERE k.person_id = ?1",
    )?
    .execute([person_id])?;
    Ok(())
}

/// Ids of the members of a family who live there, in the order of the family card.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn members(db: &Connection, family: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM person
         WHERE family_id = ?1 AND coalesce(presence, 1) NOT IN (2, 3, 4)
         ORDER BY coalesce(relation_to_head, 99), birth_date, id",
    )?;
    let ids = statement.query_map([family], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Persons whose words begin with the words of an FTS query, at most `limit`.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn matching(db: &Connection, query: &str, limit: u32) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT k.person_id
         FROM person_search s
         JOIN search_key k ON k.docid = s.rowid
         WHERE person_search MATCH ?1
         LIMIT ?2",
    )?;
    let ids = statement.query_map(params![query, limit], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Families of persons whose words begin with the words of an FTS query, in the order one walks.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn families_matching(db: &Connection, query: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT DISTINCT f.id, f.hamlet, f.rw, f.rt
         FROM person_search s
         JOIN search_key k ON k.docid = s.rowid
         JOIN person p ON p.id = k.person_id
         JOIN family f ON f.id = p.family_id
         WHERE person_search MATCH ?1
         ORDER BY f.hamlet, f.rw, f.rt, f.id",
    )?;
    let ids = statement.query_map([query], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Person id, NIK, name, birth date.
pub type Identity = (String, Option<String>, String, Option<String>);

/// Persons of a village: ids by NIK, and by name and birth date, to match lists against.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn identities(db: &Connection, village: &str) -> Result<Vec<Identity>> {
    let mut statement =
        db.prepare_cached("SELECT id, nik, coalesce(full_name, ''), birth_date FROM person WHERE village_code = ?1")?;
    let rows = statement.query_map([village], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
