//! All SQL of the village list: regions, stored figures, contacts of laptops.

use pesiar_core::figures::Figures;
use rusqlite::Connection;

use crate::error::{Error, Result};

/// Figures of a village as they are kept.
pub struct Kept {
    /// Dotted code.
    pub village: String,
    /// Day they are of, `YYYY-MM-DD`.
    pub as_of: String,
    /// The counts.
    pub figures: Figures,
}

/// Laptops of a village.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    /// Dotted code.
    pub village: String,
    /// Laptops that are given this village now.
    pub laptops: i64,
    /// Of these, how many ever sent.
    pub heard: i64,
    /// Last contact of any laptop, server clock, ms; none if none ever sent.
    pub seen_at_ms: Option<i64>,
}

/// Every region of the province, code and name, larger areas before the areas in them.
///
/// # Errors
/// [`Error::Db`].
pub fn regions(db: &Connection) -> Result<Vec<(String, String)>> {
    let mut statement = db.prepare_cached("SELECT code, name FROM region ORDER BY code")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Stored figures of every village that has some.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn figures(db: &Connection) -> Result<Vec<Kept>> {
    let mut statement = db.prepare_cached("SELECT village_code, as_of, counts FROM figure ORDER BY village_code")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, String>(2)?)))?;
    rows.map(|row| {
        let (village, as_of, counts) = row?;
        let figures = serde_json::from_str(&counts).map_err(|_| Error::Corrupt("figures"))?;
        Ok(Kept { village, as_of, figures })
    })
    .collect()
}

/// Laptops of every village that has one.
///
/// # Errors
/// [`Error::Db`].
pub fn contacts(db: &Connection) -> Result<Vec<Contact>> {
    let mut statement = db.prepare_cached(
        "SELECT a.village_code,
                sum(d.state = 'active'),
                sum(d.state = 'active' AND d.seen_at_ms > 0),
                nullif(max(d.seen_at_ms), 0)
         FROM assignment a
         JOIN device d ON d.dev = a.dev
         GROUP BY a.village_code
         ORDER BY a.village_code",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(Contact { village: row.get(0)?, laptops: row.get(1)?, heard: row.get(2)?, seen_at_ms: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
