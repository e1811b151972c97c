//! All SQL of the family list.

use rusqlite::{Connection, params};

use crate::error::Result;

/// One family as the list needs it.
pub struct Listed {
    /// Row id.
    pub id: String,
    /// Head, or the first member, or none.
    pub head_name: Option<String>,
    /// NIK of that person.
    pub head_nik: Option<String>,
    /// Hamlet.
    pub hamlet: Option<String>,
    /// RT.
    pub rt: Option<String>,
    /// RW.
    pub rw: Option<String>,
    /// Address.
    pub address: Option<String>,
    /// Whether it has a KK number.
    pub has_card: bool,
    /// Members counted.
    pub members: i64,
}

const COLUMNS: &str = "f.id, h.full_name, h.nik, f.hamlet, f.rt, f.rw, f.address, f.family_card_no IS NOT NULL,
    (SELECT count(*) FROM person m WHERE m.family_id = f.id AND coalesce(m.presence, 1) NOT IN (2, 3, 4))";
const HEAD: &str = "LEFT JOIN person h ON h.id = (SELECT p.id FROM person p WHERE p.family_id = f.id
    ORDER BY coalesce(p.relation_to_head, 99), p.birth_date, p.id LIMIT 1)";

/// Families of a village in the order one walks: hamlet, RW, RT, head.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn page(db: &Connection, village: &str, offset: u32, limit: u32) -> Result<Vec<Listed>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM family f {HEAD}
         WHERE f.village_code = ?1
         ORDER BY f.hamlet, f.rw, f.rt, h.full_name, f.id
         LIMIT ?2 OFFSET ?3"
    );
    let mut statement = db.prepare_cached(&sql)?;
    let rows = statement.query_map(params![village, limit, offset], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// One family.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn one(db: &Connection, id: &str) -> Result<Listed> {
    let sql = format!("SELECT {COLUMNS} FROM family f {HEAD} WHERE f.id = ?1");
    Ok(db.prepare_cached(&sql)?.query_row([id], read)?)
}

/// Families of a village.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn count(db: &Connection, village: &str) -> Result<u32> {
    Ok(db
        .prepare_cached("SELECT count(*) FROM family WHERE village_code = ?1")?
        .query_row([village], |row| row.get(0))?)
}

/// Person id, presence, and one snapshot (source, date, status, id) or none.
pub type Said = (String, Option<i64>, Option<[String; 4]>);

/// What sources say of the members of a family: person, presence, then one snapshot or none.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn snapshots(db: &Connection, family: &str) -> Result<Vec<Said>> {
    let mut statement = db.prepare_cached(
        "SELECT p.id, p.presence, m.source, m.as_of, m.status, m.id
         FROM person p
         LEFT JOIN membership m ON m.person_id = p.id
         WHERE p.family_id = ?1
         ORDER BY p.id",
    )?;
    let rows = statement.query_map([family], |row| {
        let snapshot = match row.get::<_, Option<String>>(2)? {
            Some(source) => Some([source, row.get(3)?, row.get(4)?, row.get(5)?]),
            None => None,
        };
        Ok((row.get(0)?, row.get(1)?, snapshot))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Listed> {
    Ok(Listed {
        id: row.get(0)?,
        head_name: row.get(1)?,
        head_nik: row.get(2)?,
        hamlet: row.get(3)?,
        rt: row.get(4)?,
        rw: row.get(5)?,
        address: row.get(6)?,
        has_card: row.get(7)?,
        members: row.get(8)?,
    })
}
