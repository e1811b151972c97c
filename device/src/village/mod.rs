//! The villages a profile works for.

pub mod store;

use pesiar_core::id::VillageKey;
use pesiar_core::region::VillageCode;
use pesiar_core::report::Place;

/// One assigned village.
#[derive(Debug, Clone)]
pub struct Village {
    /// Dotted code.
    pub code: VillageCode,
    /// Name.
    pub name: String,
    /// Kecamatan.
    pub district: String,
    /// Kabupaten or kota.
    pub regency: String,
    /// Province.
    pub province: String,
    /// Key of imported row ids.
    pub id_key: VillageKey,
}

impl Village {
    /// The village as a report's head names it.
    #[must_use]
    pub fn place(&self) -> Place {
        Place {
            code: self.code.to_string(),
            name: self.name.clone(),
            district: self.district.clone(),
            regency: self.regency.clone(),
        }
    }
}
