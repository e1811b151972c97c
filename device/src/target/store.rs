//! All SQL of the target list beyond the figures' own query.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::error::Result;

/// What the list and the priority need to know of one person, beside the fact row of the figures.
#[derive(Debug, Clone, Default)]
pub struct About {
    /// Name as on KTP.
    pub full_name: String,
    /// Birth date as stored.
    pub birth_date: Option<String>,
    /// Relation to the head.
    pub relation: Option<i64>,
    /// Whether there is a NIK.
    pub has_nik: bool,
    /// Occupation number.
    pub occupation: Option<i64>,
    /// BPS employment status.
    pub employment_status: Option<i64>,
    /// Whether a wage is paid.
    pub is_waged: Option<bool>,
    /// Pregnant.
    pub is_pregnant: bool,
    /// Needs care now.
    pub needs_care: bool,
    /// Has a disability.
    pub has_disability: bool,
    /// Welfare decile.
    pub decile: Option<i64>,
    /// Hamlet, RW and RT.
    pub place: Place,
}

/// Where a family lives, in the order one walks.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Hamlet.
    pub hamlet: String,
    /// RW.
    pub rw: String,
    /// RT.
    pub rt: String,
}

/// Everybody of a village, by person id.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn persons(db: &Connection, village: &str) -> Result<BTreeMap<String, About>> {
    let mut statement = db.prepare_cached(
        "SELECT p.id, coalesce(p.full_name, ''), p.birth_date, p.relation_to_head, p.nik IS NOT NULL, p.occupation,
                p.employment_status, p.is_waged, coalesce(p.pregnant, 0), coalesce(p.needs_care_now, 0),
                coalesce(p.disability_type, '[]') <> '[]', p.welfare_decile,
                coalesce(f.hamlet, ''), coalesce(f.rw, '000'), coalesce(f.rt, '000')
         FROM person p
         LEFT JOIN family f ON f.id = p.family_id
         WHERE p.village_code = ?1",
    )?;
    let rows = statement.query_map([village], |row| {
        let about = About {
            full_name: row.get(1)?,
            birth_date: row.get(2)?,
            relation: row.get(3)?,
            has_nik: row.get(4)?,
            occupation: row.get(5)?,
            employment_status: row.get(6)?,
            is_waged: row.get(7)?,
            is_pregnant: row.get(8)?,
            needs_care: row.get(9)?,
            has_disability: row.get(10)?,
            decile: row.get(11)?,
            place: Place { hamlet: row.get(12)?, rw: row.get(13)?, rt: row.get(14)? },
        };
        Ok((row.get(0)?, about))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Since when and how many months behind an inactive membership is.
#[derive(Debug, Clone, Default)]
pub struct Behind {
    /// First day without cover.
    pub since: Option<String>,
    /// Months not paid.
    pub arrears_months: Option<i64>,
}

/// Inactive memberships of a village, by snapshot id.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn behind(db: &Connection, village: &str) -> Result<BTreeMap<String, Behind>> {
    let mut statement = db.prepare_cached(
        "SELECT id, inactive_since, arrears_months FROM membership
         WHERE village_code = ?1 AND status = 'NONAKTIF'",
    )?;
    let rows = statement
        .query_map([village], |row| Ok((row.get(0)?, Behind { since: row.get(1)?, arrears_months: row.get(2)? })))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
