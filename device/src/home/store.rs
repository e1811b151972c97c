//! All SQL of Beranda: visits to be made again, and how far a new village has got.

use rusqlite::Connection;

use crate::error::Result;

/// The latest visit to a family.
pub struct LastVisit {
    /// Family row id.
    pub family_id: String,
    /// Outcome code.
    pub outcome: String,
    /// When to come again, as promised.
    pub next_date: Option<String>,
    /// Name to ask for.
    pub head_name: String,
    /// Hamlet.
    pub hamlet: String,
    /// RT.
    pub rt: String,
    /// RW.
    pub rw: String,
}

/// The latest visit to each family of a village that was visited.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn last_visits(db: &Connection, village: &str) -> Result<Vec<LastVisit>> {
    let mut statement = db.prepare_cached(
        "SELECT f.id, v.outcome, v.next_date, coalesce(h.full_name, ''), coalesce(f.hamlet, ''),
                coalesce(f.rt, '000'), coalesce(f.rw, '000')
         FROM family f
         JOIN visit v ON v.id = (SELECT l.id FROM visit l WHERE l.family_id = f.id
                                 ORDER BY l.visit_date DESC, l.started_at DESC, l.attempt_no DESC, l.id DESC LIMIT 1)
         LEFT JOIN person h ON h.id = (SELECT p.id FROM person p
                                       WHERE p.family_id = f.id AND coalesce(p.presence, 1) NOT IN (2, 3, 4)
                                       ORDER BY coalesce(p.relation_to_head, 99), p.birth_date, p.id LIMIT 1)
         WHERE f.village_code = ?1
         ORDER BY f.hamlet, f.rw, f.rt, f.id",
    )?;
    let rows = statement.query_map([village], |row| {
        Ok(LastVisit {
            family_id: row.get(0)?,
            outcome: row.get(1)?,
            next_date: row.get(2)?,
            head_name: row.get(3)?,
            hamlet: row.get(4)?,
            rt: row.get(5)?,
            rw: row.get(6)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a village has residents, a BPJS list, visits.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn begun(db: &Connection, village: &str) -> Result<[bool; 3]> {
    let mut statement = db.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM person WHERE village_code = ?1),
                EXISTS (SELECT 1 FROM membership WHERE village_code = ?1 AND source = 'BPJS_LIST'),
                EXISTS (SELECT 1 FROM visit WHERE village_code = ?1)",
    )?;
    Ok(statement.query_row([village], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?]))?)
}
