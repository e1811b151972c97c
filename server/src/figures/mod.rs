//! Figures of a village, kept in the same transaction as the rows they count.

pub mod daily;
pub mod store;

use jiff::civil::Date;
use pesiar_core::figures::{Figures, fold};
use pesiar_core::region::{AreaCode, VillageCode};
use pesiar_core::sync::stream;

use crate::db::Tx;
use crate::error::{Error, Result};
use crate::own;

/// The figures of a village as of a date, folded by core.
///
/// # Errors
/// [`Error::Db`].
pub fn of_village(db: &dyn Tx, village: &str, as_of: Date) -> Result<Figures> {
    let facts = store::facts(db, village, &as_of.to_string())?;
    Ok(fold(&facts, as_of, setting(db, village, "membership.fresh_days", as_of)?))
}

/// A number setting that holds in a village on a date.
///
/// # Errors
/// [`Error::Corrupt`] if the province has no such setting.
pub fn setting(db: &dyn Tx, village: &str, key: &str, on: Date) -> Result<i64> {
    let area = AreaCode::parse(village).map_err(|_| Error::Corrupt("village code"))?;
    own::settings(db)?.int(key, &area, &on.to_string()).ok_or(Error::Corrupt("setting missing"))
}

/// Holds villages until the end of the transaction: figures of one that changes meanwhile would miss the change.
///
/// # Errors
/// [`Error::Db`], [`Error::Corrupt`].
pub fn lock<'a>(db: &dyn Tx, villages: impl IntoIterator<Item = &'a str>) -> Result<()> {
    let mut names = Vec::new();
    for village in villages {
        let code = VillageCode::parse(village).map_err(|_| Error::Corrupt("village code"))?;
        names.extend(stream::of_village(&code));
    }
    db.lock_streams(&names)
}

/// Renews the stored figures of a village that changed.
///
/// # Errors
/// [`Error::Db`].
pub fn refresh(db: &dyn Tx, village: &str, now_ms: i64) -> Result<()> {
    let today = pesiar_core::time::date_wib(now_ms);
    let counts = serde_json::to_string(&of_village(db, village, today)?).map_err(|_| Error::Corrupt("figures"))?;
    store::save(db, village, &today.to_string(), &counts)
}
