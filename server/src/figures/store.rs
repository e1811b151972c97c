//! All SQL of the figures; the texts are core's, so that device and server read the same.

use pesiar_core::figures::fact::{PersonFact, Selected, gather};
use pesiar_core::figures::store::{SUBMISSIONS, facts as facts_sql};

use crate::db::Tx;
use crate::error::Result;

/// One fact per person of a village, up to a date.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn facts(db: &dyn Tx, village: &str, as_of: &str) -> Result<Vec<PersonFact>> {
    let args = [village.into(), as_of.into()];
    let selected =
        db.query(facts_sql(), &args)?.into_iter().map(|row| Selected::from_cells(row.into_cells())).collect();
    let cases = db.query(SUBMISSIONS, &args)?;
    let cases: Vec<(String, String)> =
        cases.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect::<Result<_>>()?;
    Ok(gather(selected, &cases))
}

/// Keeps the figures of a village.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn save(db: &dyn Tx, village: &str, as_of: &str, counts: &str) -> Result<()> {
    let sql = "INSERT INTO figure (village_code, as_of, counts)
         VALUES (?1, ?2, ?3)
         ON CONFLICT (village_code) DO UPDATE SET as_of = excluded.as_of, counts = excluded.counts";
    db.execute(sql, &[village.into(), as_of.into(), counts.into()])?;
    Ok(())
}

/// A village whose stored figures are of an earlier day; none if all are of this one.
///
/// # Errors
/// [`crate::error::Error::Db`].
pub fn outdated(db: &dyn Tx, today: &str) -> Result<Option<String>> {
    let sql = "SELECT village_code FROM figure WHERE as_of < ?1 LIMIT 1";
    db.first(sql, &[today.into()])?.map(|row| row.text(0)).transpose()
}
