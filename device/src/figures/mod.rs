//! The village's figures, folded by core from one fact row per person.

pub mod store;

use jiff::civil::Date;
use pesiar_core::figures::{Figures, fold};

use crate::device::Device;
use crate::error::{Error, Result};
use crate::setting;

/// The figures as of a date.
///
/// # Errors
/// [`Error::Db`].
pub fn of_village(device: &Device, as_of: Date) -> Result<Figures> {
    let village = device.village()?;
    let facts = store::facts(&device.db, village.code.as_str(), &as_of.to_string())?;
    Ok(fold(&facts, as_of, fresh_days(device)?))
}

/// For how many days a source counts as fresh here.
///
/// # Errors
/// [`Error::Internal`] if the province gave no such setting.
pub fn fresh_days(device: &Device) -> Result<i64> {
    setting_int(device, "membership.fresh_days")
}

/// A number setting that holds in this village today.
///
/// # Errors
/// [`Error::Internal`] if the province gave no such setting.
pub fn setting_int(device: &Device, key: &str) -> Result<i64> {
    let village = device.village()?;
    let today = device.env.today().to_string();
    setting::all(&device.db)?.int(key, village.area(), &today).ok_or(Error::Internal("setting missing"))
}
