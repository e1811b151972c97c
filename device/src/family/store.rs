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

/// One snapshot of one member, with what its chip says.
pub struct Told {
    /// Row id.
    pub id: String,
    /// Member.
    pub person_id: String,
    /// Source code.
    pub source: String,
    /// Date it speaks of.
    pub as_of: String,
    /// Status code.
    pub status: String,
    /// Segment code.
    pub segment: Option<String>,
    /// Why inactive, as a code.
    pub reason: Option<String>,
    /// Months owed.
    pub arrears_months: Option<i64>,
    /// Rupiah owed.
    pub arrears_amount: Option<i64>,
    /// Whether it was said during a visit.
    pub is_from_visit: bool,
}

/// What every source says of the members of a family.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn told(db: &Connection, family: &str) -> Result<Vec<Told>> {
    let mut statement = db.prepare_cached(
        "SELECT m.id, m.person_id, m.source, m.as_of, m.status, m.membership_segment, m.inactive_reason,
                m.arrears_months, m.arrears_amount, m.visit_id IS NOT NULL
         FROM person p
         JOIN membership m ON m.person_id = p.id
         WHERE p.family_id = ?1
         ORDER BY m.person_id, m.id",
    )?;
    let rows = statement.query_map([family], |row| {
        Ok(Told {
            id: row.get(0)?,
            person_id: row.get(1)?,
            source: row.get(2)?,
            as_of: row.get(3)?,
            status: row.get(4)?,
            segment: row.get(5)?,
            reason: row.get(6)?,
            arrears_months: row.get(7)?,
            arrears_amount: row.get(8)?,
            is_from_visit: row.get(9)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Everybody of a family, also who moved or died, in the order of the family card.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn everybody(db: &Connection, family: &str) -> Result<Vec<String>> {
    let mut statement = db.prepare_cached(
        "SELECT id FROM person WHERE family_id = ?1
         ORDER BY coalesce(relation_to_head, 99), birth_date, id",
    )?;
    let ids = statement.query_map([family], |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

/// Person, date and code of the latest answer of each member who answered.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn answers(db: &Connection, family: &str) -> Result<Vec<(String, String, String)>> {
    let mut statement = db.prepare_cached(
        "SELECT p.id, a.advocacy_date, a.response
         FROM person p
         JOIN advocacy a ON a.id = (SELECT b.id FROM advocacy b WHERE b.person_id = p.id
             ORDER BY b.advocacy_date DESC, b.recorded_at DESC, b.id DESC LIMIT 1)
         WHERE p.family_id = ?1",
    )?;
    let rows = statement.query_map([family], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// One visit, talk or case, as stored.
pub struct Happened {
    /// `visit`, `advocacy` or `case`.
    pub kind: &'static str,
    /// Row id.
    pub id: String,
    /// Day.
    pub date: String,
    /// Sorts events of one day: the moment they were entered.
    pub order: String,
    /// Outcome, response or state.
    pub code: String,
    /// Respondent of a visit, person of a talk, route of a case.
    pub name: Option<String>,
    /// Who did it.
    pub agent: Option<String>,
    /// Agreed next day.
    pub next_date: Option<String>,
    /// Note; for a talk its reasons, a JSON array.
    pub text: Option<String>,
}

const VISITS: &str = "SELECT v.id, v.visit_date, v.visit_date || coalesce(v.started_at, ''), v.outcome, p.full_name,
        v.agent_id, v.next_date, v.note
    FROM visit v
    LEFT JOIN person p ON p.id = v.respondent_person_id
    WHERE v.family_id = ?1";
const TALKS: &str = "SELECT a.id, a.advocacy_date, a.advocacy_date || coalesce(a.recorded_at, ''), a.response,
        p.full_name, a.agent_id, a.follow_up_date, a.refusal_reasons
    FROM person p
    JOIN advocacy a ON a.person_id = p.id
    WHERE p.family_id = ?1";
const CASES: &str = "SELECT c.id, coalesce(c.submitted_date, c.opened_date, ''),
        coalesce(c.submitted_date, c.opened_date, ''), c.state, c.route, NULL, NULL, c.note
    FROM registration_case c
    WHERE c.village_code = (SELECT village_code FROM family WHERE id = ?1)
        AND EXISTS (SELECT 1 FROM json_each(c.person_ids) j JOIN person p ON p.id = j.value WHERE p.family_id = ?1)";

/// Visits, talks and cases of a family, in no order.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn happened(db: &Connection, family: &str) -> Result<Vec<Happened>> {
    let mut all = Vec::new();
    for (kind, sql) in [("visit", VISITS), ("advocacy", TALKS), ("case", CASES)] {
        let mut statement = db.prepare_cached(sql)?;
        let rows = statement.query_map([family], |row| {
            Ok(Happened {
                kind,
                id: row.get(0)?,
                date: row.get(1)?,
                order: row.get(2)?,
                code: row.get(3)?,
                name: row.get(4)?,
                agent: row.get(5)?,
                next_date: row.get(6)?,
                text: row.get(7)?,
            })
        })?;
        for row in rows {
            all.push(row?);
        }
    }
    Ok(all)
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
