//! The village reports as data: what they say, before anybody draws them.

pub mod basis;
pub mod imprint;
pub mod l01;
pub mod l05;
pub mod sum;

use serde::Serialize;

/// The area a report speaks of, as printed on its head.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Dotted code.
    pub code: String,
    /// Name of the village.
    pub name: String,
    /// Name of the kecamatan; 150 village names in Bengkulu occur more than once.
    pub district: String,
    /// Name of the kabupaten or kota.
    pub regency: String,
}

/// Printed across everything that comes from the practice village.
pub const WATERMARK: &str = "DATA CONTOH - BUKAN DATA PENDUDUK";
