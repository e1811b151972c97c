//! All SQL of talks beyond the shared row tables.

use std::collections::BTreeMap;

use pesiar_core::visit::code::Outcome;
use rusqlite::Connection;

use crate::error::Result;

/// One talk: person, response, day, promised day, reasons as JSON, what was written besides.
pub struct Talk {
    /// Person row id.
    pub person_id: String,
    /// Response code.
    pub response: String,
    /// Day.
    pub date: String,
    /// Promised day.
    pub follow_up: Option<String>,
    /// Reason codes as JSON.
    pub reasons: Option<String>,
    /// What was written besides.
    pub text: Option<String>,
}

/// Talks in a village, person by person, the latest answer last as in the figures.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn talks(db: &Connection, village: &str) -> Result<Vec<Talk>> {
    let mut statement = db.prepare_cached(
        "SELECT person_id, coalesce(response, ''), coalesce(advocacy_date, ''), follow_up_date, refusal_reasons,
                refusal_text
         FROM advocacy
         WHERE village_code = ?1 AND person_id IS NOT NULL
         ORDER BY person_id, advocacy_date, recorded_at, id",
    )?;
    let rows = statement.query_map([village], |row| {
        Ok(Talk {
            person_id: row.get(0)?,
            response: row.get(1)?,
            date: row.get(2)?,
            follow_up: row.get(3)?,
            reasons: row.get(4)?,
            text: row.get(5)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// When each family of a village was last met.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn met(db: &Connection, village: &str) -> Result<BTreeMap<String, String>> {
    let mut statement = db.prepare_cached(
        "SELECT family_id, max(visit_date) FROM visit
         WHERE village_code = ?1 AND outcome IN (?2, ?3)
         GROUP BY family_id",
    )?;
    let met = [village, Outcome::Complete.code(), Outcome::Incomplete.code()];
    let rows = statement.query_map(met, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
