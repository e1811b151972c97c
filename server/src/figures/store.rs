//! All SQL of the figures; the texts are core's, so that device and server read the same.

use pesiar_core::figures::fact::{PersonFact, Selected, gather};
use pesiar_core::figures::store::{SUBMISSIONS, facts as facts_sql};
use rusqlite::{Connection, OptionalExtension};

use crate::error::Result;
use crate::row::store::cells;

/// One fact per person of a village, up to a date.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn facts(db: &Connection, village: &str, as_of: &str) -> Result<Vec<PersonFact>> {
    let mut statement = db.prepare_cached(facts_sql())?;
    let selected = statement.query_map([village, as_of], |row| cells(row).map(Selected::from_cells))?;
    let selected = selected.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut statement = db.prepare_cached(SUBMISSIONS)?;
    let cases = statement.query_map([village, as_of], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(gather(selected, &cases.collect::<rusqlite::Result<Vec<_>>>()?))
}

/// Keeps the figures of a village.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn save(db: &Connection, village: &str, as_of: &str, counts: &str) -> Result<()> {
    db.prepare_cached(
        "INSERT INTO figure (village_code, as_of, counts)
         VALUES (?1, ?2, ?3)
         ON CONFLICT (village_code) DO UPDATE SET as_of = excluded.as_of, counts = excluded.counts",
    )?
    .execute([village, as_of, counts])?;
    Ok(())
}

/// A village whose stored figures are of an earlier day; none if all are of this one.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn outdated(db: &Connection, today: &str) -> Result<Option<String>> {
    let mut statement = db.prepare_cached("SELECT village_code FROM figure WHERE as_of < ?1 LIMIT 1")?;
    Ok(statement.query_row([today], |row| row.get(0)).optional()?)
}
