//! Regions of the province: loaded once at `init`, names for enrolment and reports.

use pesiar_core::region::name::formal;
use pesiar_core::region::{AreaCode, Level, VillageCode};
use pesiar_core::report::Place;

use crate::db::Tx;
use crate::error::{Error, Result};

pub mod store;

/// Every province, regency, district and village of Indonesia: `code,name` lines, zstd (docs/data-sources.md).
const ALL: &[u8] = include_bytes!("../data/region.csv.zst");

/// Loads the regions of one province.
///
/// # Errors
/// [`Error::Usage`] if the province does not exist.
pub fn load(db: &dyn Tx, province: &AreaCode) -> Result<usize> {
    let text = zstd::decode_all(ALL)?;
    let text = String::from_utf8(text).map_err(|_| Error::Corrupt("region list"))?;
    let mut count = 0;
    for (code, name) in text.lines().skip(1).filter_map(|line| line.split_once(',')) {
        if AreaCode::parse(code).is_ok_and(|area| province.contains(&area)) {
            store::insert(db, code, name)?;
            count += 1;
        }
    }
    if count == 0 {
        return Err(Error::usage(format!("provinsi {province} tidak ada dalam daftar wilayah")));
    }
    Ok(count)
}

/// A village by name, as a report's head says it.
///
/// # Errors
/// [`Error::Usage`] for a code this province does not have.
pub fn place(db: &dyn Tx, village: &VillageCode) -> Result<Place> {
    let name = |area: Option<AreaCode>| -> Result<String> {
        let unknown = || Error::usage(format!("wilayah {village} tidak ada di provinsi ini"));
        let area = area.ok_or_else(unknown)?;
        let name = store::name(db, area.as_str())?.ok_or_else(unknown)?;
        Ok(if area.is_village() { name } else { formal(&area, &name) })
    };
    Ok(Place {
        code: village.to_string(),
        name: name(Some(village.area().clone()))?,
        district: name(village.area().ancestor(Level::District))?,
        regency: name(village.area().ancestor(Level::Regency))?,
    })
}

/// Whether this province has a village.
///
/// # Errors
/// [`Error::Db`].
pub fn has(db: &dyn Tx, village: &VillageCode) -> Result<bool> {
    Ok(store::name(db, village.as_str())?.is_some())
}

/// The province a village lies in.
///
/// # Errors
/// [`Error::Db`].
pub fn province_name(db: &dyn Tx, village: &VillageCode) -> Result<String> {
    let area = village.area().ancestor(Level::Province);
    let name = area.map_or(Ok(None), |area| store::name(db, area.as_str()))?;
    Ok(name.unwrap_or_default())
}
