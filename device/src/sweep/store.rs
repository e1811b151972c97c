//! All SQL of Sisir: houses in the order one walks, and how the latest visit and talk ended.

use rusqlite::{Connection, Row};

use crate::error::Result;

/// One family as a house of the list.
#[derive(Debug, Clone)]
pub struct House {
    /// Row id.
    pub id: String,
    /// Head, or the first member; empty if nobody is known yet.
    pub head_name: String,
    /// Hamlet.
    pub hamlet: String,
    /// RW.
    pub rw: String,
    /// RT.
    pub rt: String,
    /// Address.
    pub address: String,
    /// What finds the house.
    pub landmark: String,
}

/// Families of a village: hamlet, RW, RT, head.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn houses(db: &Connection, village: &str) -> Result<Vec<House>> {
    let mut statement = db.prepare_cached(
        "SELECT f.id, coalesce(h.full_name, ''), coalesce(f.hamlet, ''), coalesce(f.rw, '000'), coalesce(f.rt, '000'),
                coalesce(f.address, ''), coalesce(f.landmark, '')
         FROM family f
         LEFT JOIN person h ON h.id = (SELECT p.id FROM person p WHERE p.family_id = f.id
             ORDER BY coalesce(p.relation_to_head, 99), p.birth_date, p.id LIMIT 1)
         WHERE f.village_code = ?1
         ORDER BY f.hamlet, f.rw, f.rt, h.full_name, f.id",
    )?;
    let rows = statement.query_map([village], |row| {
        Ok(House {
            id: row.get(0)?,
            head_name: row.get(1)?,
            hamlet: row.get(2)?,
            rw: row.get(3)?,
            rt: row.get(4)?,
            address: row.get(5)?,
            landmark: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Subject, answer, agreed day.
pub type Ended = (String, String, Option<String>);

/// Every visit of a village, oldest first within a family: family, outcome, next date.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn visits(db: &Connection, village: &str) -> Result<Vec<Ended>> {
    ended(
        db,
        "SELECT family_id, outcome, next_date FROM visit
         WHERE village_code = ?1
         ORDER BY family_id, visit_date, started_at, attempt_no, id",
        village,
    )
}

/// Every talk of a village, oldest first within a person: person, response, follow-up date.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn talks(db: &Connection, village: &str) -> Result<Vec<Ended>> {
    ended(
        db,
        "SELECT person_id, response, follow_up_date FROM advocacy
         WHERE village_code = ?1
         ORDER BY person_id, advocacy_date, recorded_at, id",
        village,
    )
}

/// Every visit to one family, oldest first.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn visits_to(db: &Connection, family: &str) -> Result<Vec<Ended>> {
    ended(
        db,
        "SELECT family_id, outcome, next_date FROM visit
         WHERE family_id = ?1
         ORDER BY visit_date, started_at, attempt_no, id",
        family,
    )
}

/// Every talk with members of one family, oldest first within a person.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn talks_in(db: &Connection, family: &str) -> Result<Vec<Ended>> {
    ended(
        db,
        "SELECT a.person_id, a.response, a.follow_up_date
         FROM person p
         JOIN advocacy a ON a.person_id = p.id
         WHERE p.family_id = ?1
         ORDER BY a.person_id, a.advocacy_date, a.recorded_at, a.id",
        family,
    )
}

fn ended(db: &Connection, sql: &str, of: &str) -> Result<Vec<Ended>> {
    let mut statement = db.prepare_cached(sql)?;
    let read = |row: &Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
    let rows = statement.query_map([of], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
