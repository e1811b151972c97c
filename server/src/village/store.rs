//! All SQL of the village list: regions, stored figures, contacts of laptops.

use pesiar_core::figures::Figures;

use crate::db::Tx;
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
pub fn regions(db: &dyn Tx) -> Result<Vec<(String, String)>> {
    let rows = db.query("SELECT code, name FROM region ORDER BY code", &[])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.text(1)?))).collect()
}

/// Stored figures of every village that has some.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn figures(db: &dyn Tx) -> Result<Vec<Kept>> {
    let rows = db.query("SELECT village_code, as_of, counts FROM figure ORDER BY village_code", &[])?;
    rows.iter()
        .map(|row| {
            let figures = serde_json::from_str(&row.text(2)?).map_err(|_| Error::Corrupt("figures"))?;
            Ok(Kept { village: row.text(0)?, as_of: row.text(1)?, figures })
        })
        .collect()
}

/// Laptops of every village that has one.
///
/// # Errors
/// [`Error::Db`].
pub fn contacts(db: &dyn Tx) -> Result<Vec<Contact>> {
    let sql = "SELECT a.village_code,
                count(*) FILTER (WHERE d.state = 'active'),
                count(*) FILTER (WHERE d.state = 'active' AND d.seen_at_ms > 0),
                nullif(max(d.seen_at_ms), 0)
         FROM assignment a
         JOIN device d ON d.dev = a.dev
         GROUP BY a.village_code
         ORDER BY a.village_code";
    let rows = db.query(sql, &[])?;
    rows.iter()
        .map(|row| {
            let (village, seen_at_ms) = (row.text(0)?, row.opt_int(3)?);
            Ok(Contact { village, laptops: row.int(1)?, heard: row.int(2)?, seen_at_ms })
        })
        .collect()
}
